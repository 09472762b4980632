"""Redactions: the words go from everywhere, and that they went stays; whatever is killed in between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from onrecord.log import base64
from onrecord.model import OnrecordError
from onrecord.read import read_project
from onrecord.seal.disk import LOG, Words, blob_path, load_book
from onrecord.seal.words import Redacted
from onrecord.sealing import landing, rewriting
from sealing.logs import project, said, sealed

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path)


def wish(root: Path, text: str) -> None:
    path = root / "content/redactions.yaml"
    before = f"{path.read_text()}---\n" if path.exists() else ""
    path.write_text(f"{before}{text}\n")


def everything(root: Path) -> str:
    """All that lies in the project, names and bytes."""
    return "\n".join(
        f"{path}\n{path.read_bytes().decode('utf-8', 'replace')}" for path in sorted(root.rglob("*")) if path.is_file()
    )


def test_a_paragraph_goes_and_the_other_stays_proved(root: Path):
    sealed(root, NOW)
    wish(root, "unit: '42.1'\npart: body.2\nwhy: third-party-personal-data\nby: author\nat: 2026-06-01")
    result = sealed(root, NOW + DAY)
    assert [step.told for step in result.steps] == [
        "42.1, entry 2: erased body.2 (third-party-personal-data)",
        "message 1 of issue 42 (42.1), version 2: without what was erased",
    ]
    assert "All night long" not in everything(root)
    book = load_book(root)
    words = Words(root, book.ledger)
    first, second = book.ledger.versions["42.1"]
    old, new = words(first), words(second)
    assert old is not None
    assert new is not None
    assert [part.index for part in old.parts if isinstance(part, Redacted)] == [7]
    assert old.values["body.1"] == "They roar.\n\n"
    assert (new.body, new.framed["redacted"]) == ("They roar.", ["body"])
    assert (root / "content/redactions.yaml").read_text().startswith("entry: 7\nunit: '42.1'\n")
    assert (root / "content/issues/42.md").read_text().endswith("They roar.\n")
    assert not sealed(root, NOW + 2 * DAY).steps


def test_all_of_a_message_goes_and_that_it_was_said_stays(root: Path):
    sealed(root, NOW)
    wish(root, "unit: '42.1'\npart: all\nwhy: author-request\nby: author\nat: 2026-06-01")
    sealed(root, NOW + DAY)
    left = everything(root)
    assert not any(word in left for word in ("They roar", "too loud", "Quiet\n", '"Quiet"'))
    issue = read_project(root, NOW).corpus.issues["42"]
    assert (issue.report.withheld, issue.report.redacted, issue.report.author) == (True, ("all",), "anonymous-1")
    book = load_book(root)
    assert not (root / blob_path(book.ledger.versions["42.1"][0].c)).exists()
    assert not sealed(root, NOW + 2 * DAY).steps


def test_a_title_goes_and_the_name_of_the_file_with_it(root: Path):
    (root / "content/issues/42.md").rename(root / "content/issues/42-too-loud.md")
    (root / "content/issues/42").rename(root / "content/issues/42-too-loud")
    sealed(root, NOW)
    wish(root, "unit: '42.1'\npart: [title, wants]\nwhy: security\nby: company\nat: 2026-06-01")
    result = sealed(root, NOW + DAY)
    assert (root / "content/issues/42.md").is_file()
    assert (root / "content/issues/42/2-jo.md").is_file()
    assert "content/issues/42-too-loud.md -> content/issues/42.md" in result.changed
    assert "too loud" not in everything(root)
    assert "too-loud" not in everything(root)
    assert not sealed(root, NOW + 2 * DAY).steps


def test_a_person_goes_from_wherever_they_spoke(root: Path):
    said(root, "42/3-ann.md", "id: 3\nauthor: ann\nat: 2026-05-04\nkind: dispute", "Not for me.")
    sealed(root, NOW)
    wish(root, "person: ann\nwhy: author-request\nby: author\nat: 2026-06-01")
    sealed(root, NOW + DAY)
    left = everything(root).replace("person: ann", "")
    assert "ann" not in left.replace("announ", "")
    issue = read_project(root, NOW).corpus.issues["42"]
    assert [message.author for message in issue.thread] == ["anonymous-1", "jo", "anonymous-1"]
    assert issue.report.text == "They roar.\n\nAll night long."
    assert not sealed(root, NOW + 2 * DAY).steps


def test_the_same_words_go_from_every_version(root: Path):
    sealed(root, NOW)
    path = root / "content/issues/42.md"
    path.write_text(path.read_text().replace("They roar.", "They hum.").replace(
        "title:", "amendment: {by: author, why: A slip., at: 2026-06-01}\ntitle:"
    ))  # fmt: skip
    sealed(root, NOW + DAY)
    wish(root, "unit: '42.1'\npart: body.2\nwhy: spam\nby: company\nat: 2026-06-02")
    result = sealed(root, NOW + 2 * DAY)
    assert [step.told for step in result.steps][:2] == [
        "42.1, entry 2: erased body.2 (spam)",
        "42.1, entry 7: erased body.2 (spam)",
    ]
    assert "All night long" not in everything(root)


def test_translations_go_with_what_they_translate(root: Path):
    path = root / "content/issues/42.md"
    path.write_text(path.read_text().replace("title:", "translations: {de: {text: Die ganze Nacht., by: jo}}\ntitle:"))
    sealed(root, NOW)
    wish(root, "unit: '42.1'\npart: body.2\nwhy: spam\nby: company\nat: 2026-06-01")
    sealed(root, NOW + DAY)
    assert "Nacht" not in everything(root)


def test_a_message_within_a_file_of_several_is_cut_there(root: Path):
    path = root / "content/issues/42.md"
    path.write_text(
        path.read_text().replace("title:", "thread:\n- {id: 3, author: ann, at: 2026-05-04, kind: comment, text: Secret.}\ntitle:")
    )
    sealed(root, NOW)
    wish(root, "unit: '42.3'\npart: all\nwhy: security\nby: company\nat: 2026-06-01")
    sealed(root, NOW + DAY)
    assert "Secret" not in everything(root)
    assert not sealed(root, NOW + 2 * DAY).steps


def test_two_seals_may_lie_between_two_redactions_of_one_message(root: Path):
    sealed(root, NOW)
    wish(root, "unit: '42.1'\npart: body.1\nwhy: security\nby: company\nat: 2026-06-01")
    sealed(root, NOW + DAY)
    wish(root, "unit: '42.1'\npart: body.1\nwhy: security\nby: company\nat: 2026-06-03")
    sealed(root, NOW + 2 * DAY)
    text = everything(root)
    assert "They roar" not in text
    assert "All night long" not in text
    assert (root / "content/redactions.yaml").read_text().count("entry:") == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("unit: '43.1'\npart: all", "43.1 was never sealed"),
        ("unit: '42.1'\npart: body.7", "42.1 has no part body.7; it has author, title, wants, format, body.1, body.2"),
        ("person: bob", "unknown person bob"),
        ("unit: '42.1'", 'missing field "part"'),
        ("part: all", "a redaction names one thing that is removed"),
        ("unit: '42.1'\npart: all\nperson: ann", "a redaction names one thing that is removed"),
    ],
)
def test_a_redaction_that_cannot_be_carried_out_is_told(root: Path, text: str, message: str):
    sealed(root, NOW)
    wish(root, f"{text}\nwhy: spam\nby: company\nat: 2026-06-01")
    (problem,) = sealed(root, NOW + DAY).problems
    assert message in str(problem)
    assert str(problem).startswith("content/redactions.yaml:")


def test_what_cannot_be_changed_without_loss_is_told_and_can_be_gone_on_with(root: Path):
    path = root / "content/issues/42.md"
    path.write_text(path.read_text().replace("wants: Quiet", "wants: Quiet # as he said"))
    sealed(root, NOW)
    wish(root, "unit: '42.1'\npart: wants\nwhy: spam\nby: company\nat: 2026-06-01")
    with pytest.raises(OnrecordError, match=r"changed by hand, then seal again: content/issues/42.md: take wants, redacted out"):
        sealed(root, NOW + DAY)
    path.write_text(path.read_text().replace("wants: Quiet # as he said", "redacted: wants"))
    sealed(root, NOW + 2 * DAY)
    assert '"Quiet"' not in everything(root)


class KilledError(BaseException):
    """The process is gone."""


@pytest.mark.parametrize("writes", range(7))
def test_killed_between_any_two_writes_the_next_seal_finishes(root: Path, writes: int, monkeypatch: pytest.MonkeyPatch):
    sealed(root, NOW)
    wish(root, "unit: '42.1'\npart: [body.2, title]\nwhy: spam\nby: company\nat: 2026-06-01")
    left, put, kills = count(), landing.put, list[bool]()

    def killed(path: Path, data: bytes) -> None:
        if next(left) == writes:
            raise KilledError
        put(path, data)

    with monkeypatch.context() as patch:
        for module in (landing, rewriting, __import__("onrecord.sealing.finishing", fromlist=["put"])):
            patch.setattr(module, "put", killed)
        try:
            sealed(root, NOW + DAY)
        except KilledError:
            kills.append(True)
    assert bool(kills) is (writes < 6), "a blob, the entries, the checkpoint, the redactions, the issue, the old blob"
    sealed(root, NOW + 2 * DAY)
    text = everything(root)
    assert "All night long" not in text
    assert "too loud" not in text
    book = load_book(root)
    assert len(book.ledger.versions["42.1"]) == 2
    assert (root / "content/redactions.yaml").read_text().count("entry:") == 1
    assert not sealed(root, NOW + 3 * DAY).steps
    assert base64.decode(book.ledger.versions["42.1"][1].c, 32)


def test_words_that_a_killed_seal_left_behind_go_too(root: Path):
    sealed(root, NOW)
    left = root / LOG / "blobs" / "00" / f"{'0' * 64}.json"
    left.parent.mkdir(exist_ok=True)
    left.write_text("All night long.")
    wish(root, "unit: '42.1'\npart: body.2\nwhy: spam\nby: company\nat: 2026-06-01")
    sealed(root, NOW + DAY)
    assert "All night long" not in everything(root)
