"""`onrecord keys new` and `onrecord seal`, as they are typed."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main
from onrecord.seal.disk import blob_path, load_book
from sealing.logs import KEY, ORIGIN, project


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--root", str(root)], catch_exceptions=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = project(tmp_path / "site")
    path = made / "content/site.yaml"
    path.write_text(path.read_text().partition("log:")[0])
    return made


def test_from_no_key_to_a_sealed_record(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    made = run(root, "keys", "new", "--to", str(tmp_path / "keys"))
    assert made.exit_code == 0
    key = tmp_path / "keys/log.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert key.read_text().strip() not in made.output
    lines = made.output.partition("site.yaml:\n\n")[2].partition("\n\n")[0]
    assert lines.startswith(f"log:\n  origin: {ORIGIN}\n  keys:\n    - {ORIGIN}+")
    assert "feedback.example.com/receipts+" in lines
    (root / "content/site.yaml").write_text(f"{(root / 'content/site.yaml').read_text()}{lines}\n")
    dry = run(root, "seal", "--key", str(key), "--dry-run")
    assert (dry.exit_code, dry.output.splitlines()[-1]) == (0, "nothing was written")
    first = run(root, "seal", "--key", str(key))
    assert (first.exit_code, first.output.splitlines()[-1]) == (0, "7 entries sealed; the log has 7")
    monkeypatch.setenv("ONRECORD_LOG_KEY", key.read_text())
    again = run(root, "seal")
    assert (again.exit_code, again.output) == (0, "nothing is new: the record stands as it was sealed\n")
    beat = run(root, "seal", "--beat")
    assert beat.output == "all is well\n1 entry sealed; the log has 8\n"
    assert load_book(root).size == 8


def test_keys_are_kept_out_of_the_project_and_never_replaced(root: Path, tmp_path: Path):
    inside = run(root, "keys", "new", "--to", str(root / "keys"))
    assert (inside.exit_code, "keep keys elsewhere" in inside.output) == (2, True)
    assert run(root, "keys", "new", "--to", str(tmp_path / "keys")).exit_code == 0
    before = (tmp_path / "keys/log.key").read_text()
    twice = run(root, "keys", "new", "--to", str(tmp_path / "keys"))
    assert (twice.exit_code, "a key is there already" in twice.output) == (2, True)
    assert (tmp_path / "keys/log.key").read_text() == before


def test_a_log_needs_a_name(root: Path, tmp_path: Path):
    path = root / "content/site.yaml"
    path.write_text(path.read_text().replace("url: https://feedback.example.com/\n", ""))
    nameless = run(root, "keys", "new", "--to", str(tmp_path / "keys"))
    assert (nameless.exit_code, "say --origin" in nameless.output) == (2, True)
    assert run(root, "keys", "new", "--to", str(tmp_path / "keys"), "--origin", "a b").exit_code == 2


def test_what_is_refused_ends_with_1_and_no_key_is_shown(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ONRECORD_LOG_KEY", KEY.private)
    refused = run(root, "seal")
    assert (refused.exit_code, "no log is announced" in refused.output) == (1, True)
    (tmp_path / "no.key").write_text("PRIVATE+KEY+a+00000000+AQ==")
    broken = run(root, "seal", "--key", str(tmp_path / "no.key"))
    assert broken.exit_code == 2
    assert "AQ==" not in broken.output


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_LOG_KEY", KEY.private)
    root = project(tmp_path / "begun")
    assert run(root, "seal").exit_code == 0
    return root


def test_a_wish_is_written_down_and_carried_out(begun: Path):
    path = begun / "content/redactions.yaml"
    wish = ("--why", "author-request", "--by", "author", "--at", "2026-06-02")
    assert run(begun, "redact", "42.1", "--part", "body.2", *wish).exit_code == 0
    assert run(begun, "redact", "person:jo", *wish).exit_code == 0
    assert path.read_text() == (
        "unit: 42.1\npart: body.2\nwhy: author-request\nby: author\nat: 2026-06-02\n"
        "---\nperson: jo\nwhy: author-request\nby: author\nat: 2026-06-02\n"
    )
    sealed = run(begun, "seal")
    assert sealed.exit_code == 0
    assert "What the words still lie in, and this cannot reach" in sealed.output
    assert "All night long" not in (begun / "content/issues/42.md").read_text()
    assert path.read_text().count("entry: ") == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("42.1",), "say which part"),
        (("42.9", "--part", "all"), "42.9 is not in the log"),
        (("42.1", "--part", "body.9"), "42.1 has no part body.9; it has author, title, wants, format, body.1, body.2"),
        (("person:jo", "--part", "all"), "without --part"),
    ],
)
def test_a_wish_that_means_nothing_is_refused(begun: Path, words: tuple[str, ...], told: str):
    refused = run(begun, "redact", *words, "--why", "spam", "--by", "company")
    assert (refused.exit_code, told in refused.output) == (2, True)
    assert not (begun / "content/redactions.yaml").exists()


def test_the_log_is_shown(begun: Path, tmp_path: Path):
    shown = run(begun, "log", "show").output.splitlines()
    assert len(shown) == 8
    assert shown[2].split()[2:] == ["publish", "id=42.1", "m=text/1", "n=1", "role=customer"]
    assert shown[-1].startswith(f"{ORIGIN}: 7 entries under 1 checkpoints; root ")
    assert '"id":"42.1"' in run(begun, "log", "show", "2").output
    unit = run(begun, "log", "show", "42.1").output
    assert "  body.2: All night long." in unit
    assert run(begun, "log", "show", "99").exit_code == 2
    assert run(project(tmp_path / "other"), "log", "show").exit_code == 2


def test_a_stale_clone_does_not_seal(begun: Path, tmp_path: Path):
    stale = tmp_path / "stale"
    shutil.copytree(begun, stale)
    assert run(begun, "seal", "--beat").exit_code == 0
    assert run(begun, "build").exit_code == 0
    refused = run(stale, "seal", "--beat", "--published", str(begun / "site"))
    assert (refused.exit_code, "this clone is stale" in refused.output) == (1, True)
    (stale / "content/people/eve.yaml").write_text("role: observer\n")
    assert run(stale, "seal", "--beat").exit_code == 0
    assert run(stale, "seal", "--beat").exit_code == 0
    forked = run(stale, "seal", "--beat", "--published", str(begun / "site"))
    assert (forked.exit_code, "it was forked" in forked.output) == (1, True)
    assert run(begun, "seal", "--beat", "--published", str(begun / "site")).exit_code == 0
    assert run(begun, "seal", "--beat", "--published", str(tmp_path)).exit_code == 0


def test_every_word_is_checked_where_that_is_asked_for(begun: Path):
    path = begun / "content/issues/42/2-jo.md"
    path.write_text(path.read_text().replace("We know.", "We do know."))
    assert run(begun, "seal").exit_code == 0
    old = begun / blob_path(load_book(begun).ledger.versions["42.2"][0].c)
    old.write_text(old.read_text().replace("We know.", "We knew."))
    assert run(begun, "seal", "--beat").exit_code == 0
    refused = run(begun, "seal", "--beat", "--full")
    assert (refused.exit_code, "were altered" in refused.output) == (2, True)
