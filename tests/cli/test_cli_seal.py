"""`onrecord keys new` and `onrecord seal`, as they are typed."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main
from onrecord.seal.disk import load_book
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
