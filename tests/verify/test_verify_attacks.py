"""Attacks on a published site: each is shown to be one, and then the alarm that it raises."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from onrecord.build import build
from onrecord.log.note import Signer, sign
from onrecord.log.tiles import Tiles
from onrecord.seal.disk import CHECKPOINTS, ENTRIES, blob_path, load_book
from onrecord.verify.log import Remembered
from onrecord.verify.source import Folder
from onrecord.verify.verifying import Verified, read_state, state_text, verify
from sealing.logs import KEY, ORIGIN, project, said, sealed

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
STRANGER = Signer(ORIGIN, b"\7" * 32)
ISSUE = "issues/42/index.html"
ANSWER = "id: 2\nauthor: jo\nat: 2026-05-03\nkind: answer"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of a log with two checkpoints: an answer in two versions."""
    root = project(tmp_path_factory.mktemp("made"))
    sealed(root, NOW)
    said(root, "42/2-jo.md", ANSWER, "We *know*, see [the promises](/promises/).\n\nIt is the bearing.")
    sealed(root, NOW + DAY)
    assert not build(root, root / "site", date(2026, 7, 1), workers=1).stopped
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "project")
    return tmp_path / "project"


def checked(root: Path, key: Signer | None = KEY, before: Remembered | None = None) -> Verified:
    return verify(Folder(root / "site"), str(key.verifier) if key else None, before)


def alarms(verified: Verified) -> list[str]:
    return [f"{one.code}: {one.told}" for one in verified.findings]


def rewritten(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, f"the attack has nothing to change in {path.name}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def blob(root: Path, unit: str, version: int = -1) -> Path:
    return root / "site/log/blob" / Path(blob_path(load_book(root).ledger.versions[unit][version].c)).name


def test_a_sound_site_is_found_to_be_one(root: Path):
    verified = checked(root)
    assert (alarms(verified), verified.size, verified.origin) == ([], 8, ORIGIN)
    assert verified.remember == Remembered(str(KEY.verifier), load_book(root).checkpoints[-1].note)
    assert checked(root, None, verified.remember).is_sound
    assert alarms(checked(root, None)) == ["trust: no key was given: the keys are those that the log itself names"]
    assert read_state(state_text({"here": verified.remember})) == {"here": verified.remember}


BODY = 'data-unit="42.1" data-n="1" data-part="body"'
OTHER = "is not what was sealed"
PAGE = [
    ("another headline", ">They roar.</q>", ">They purr.</q>", "the headline is not in the words of 42.1"),
    ("another word", "<p>They roar.", "<p>They purr.", f"page: the body of 42.1 {OTHER}"),
    ("a paragraph is gone", "<p>All night long.</p>", "", f"page: the body of 42.1 {OTHER}"),
    ("a link leads elsewhere", 'promises/index.html" rel', 'talk/index.html" rel', "the body of 42.2 is not"),
    ("an emphasis is gone", "<em>know</em>", "know", f"page: the body of 42.2 {OTHER}"),
    ("another wish", "<p>Quiet</p>", "<p>Money</p>", f"page: the wants of 42.1 {OTHER}"),
    ("the title is another", "The fans are too loud</span>", "The fans are fine</span>", f"page: the title of 42.1 {OTHER}"),
    ("an old version", 'data-n="2" data-part="body"', 'data-n="1" data-part="body"', "page: the body of 42.2 is said"),
    ("the words are hidden", BODY, f'hidden {BODY}', "is hidden"),
    ("what holds them is hidden", '<article class="issue">', '<article class="issue" style="display:none">', "is hidden"),
    ("they are said to be of nothing", BODY, "", "page: the body of 42.1 is missing"),
    ("of another", BODY, 'data-unit="43.1" data-part="body"', "never sealed for"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), [attack[1:] for attack in PAGE], ids=[attack[0] for attack in PAGE])
def test_what_a_page_shows_otherwise_is_found(root: Path, old: str, new: str, told: str):
    rewritten(root / "site" / ISSUE, old, new)
    verified = checked(root)
    assert not verified.is_sound
    assert any(told in one for one in alarms(verified)), alarms(verified)


def test_words_in_a_place_that_nobody_sees_are_found(root: Path):
    path = root / "site" / ISSUE
    text = path.read_text("utf-8")
    words = re.search(r'<div class="words verbatim".*?</div>', text, re.DOTALL)
    assert words
    path.write_text(text.replace(words[0], f"<template>{words[0]}</template>"), "utf-8")
    assert "page: the body of 42.1 is hidden" in alarms(checked(root))
    path.write_text(text.replace(words[0], words[0] + words[0]), "utf-8")
    assert "page: the body of 42.1 stands there more than once" in alarms(checked(root))
    path.write_text(text.replace(words[0], f"<!--{words[0]}-->"), "utf-8")
    assert "page: the body of 42.1 is missing" in alarms(checked(root))


def test_a_page_that_is_gone_is_found(root: Path):
    (root / "site" / ISSUE).unlink()
    assert alarms(checked(root)) == ["page: the page of an issue that was sealed is missing"]


def test_a_message_that_was_never_sealed_is_a_note(root: Path):
    said(root, "42/3-jo.md", "id: 3\nauthor: jo\nat: 2026-06-03\nkind: comment", "Not sealed.")
    build(root, root / "site", date(2026, 7, 1), workers=1)
    verified = checked(root)
    assert verified.is_sound
    assert alarms(verified) == ["unsealed: messages that were never sealed: 1"]


WORDS = [
    ("a word", lambda text: text.replace("They roar.", "They purr."), "are not those that were sealed"),
    ("a salt", lambda text: text.replace('["', '["AAAA', 1).replace("AAAA", "", 1)[:12] + text[12:], ""),
    ("a part's name", lambda text: text.replace('\\"wants\\"', '\\"title\\"'), "cannot be read"),
    ("the frame", lambda text: text.replace("2026-05-02", "2026-04-02"), "are not those that were sealed"),
    ("a part swallowed in another's digest", lambda text: _swallowed(text), "are gone that the log does not say"),
    ("a part that is there twice", lambda text: _twice(text), "cannot be read"),
    ("something else", lambda _: "{}", "cannot be read"),
]


def _swallowed(text: str) -> str:
    held = json.loads(text)
    from onrecord.log import base64
    from onrecord.seal.words import Part

    held["parts"][2] = {"redacted": 2, "sha256": base64.encode(Part(held["parts"][2]).digest)}
    return json.dumps(held)


def _twice(text: str) -> str:
    held = json.loads(text)
    held["parts"].insert(1, held["parts"][1])
    return json.dumps(held)


@pytest.mark.parametrize(("change", "told"), [attack[1:] for attack in WORDS if attack[2]], ids=[a[0] for a in WORDS if a[2]])
def test_words_that_were_altered_beside_the_log_are_found(root: Path, change: Callable[[str], str], told: str):
    path = blob(root, "42.1")
    before = path.read_text("utf-8")
    path.write_text(change(before), "utf-8")
    assert path.read_text("utf-8") != before
    assert any(one.startswith("words: ") and told in one for one in alarms(checked(root))), alarms(checked(root))


def test_words_that_are_gone_without_an_entry_are_found(root: Path):
    blob(root, "42.2", 0).unlink()
    assert alarms(checked(root)) == [
        "words: the words of 42.2, version 1 are missing, and nothing in the log says that they were removed"
    ]


def test_words_that_the_log_says_were_removed_are_found(root: Path):
    path, kept = blob(root, "42.1"), blob(root, "42.1").read_bytes()
    for part, told in (("body.2", "parts of 42.1, version 1 were removed"), ("all", "42.1, version 1 was removed")):
        (root / "content/redactions.yaml").write_text(f"unit: '42.1'\npart: {part}\nwhy: spam\nby: company\nat: 2026-06-01\n")
        path = blob(root, "42.1", 0)
        sealed(root, NOW + (2 if part == "body.2" else 3) * DAY)
        build(root, root / "site", date(2026, 7, 1), workers=1)
        assert checked(root).is_sound
        path.write_bytes(kept)
        assert any(told in one and "still there" in one for one in alarms(checked(root))), alarms(checked(root))
        (root / "content/redactions.yaml").unlink()
        if part == "body.2":
            shutil.rmtree(root / "site")


def forged(root: Path, change: Callable[[list[bytes]], list[bytes]], signer: Signer = KEY) -> None:
    """A log that the company writes anew, with its own key, and lays out as it should be."""
    from onrecord.log.checkpoint import Checkpoint
    from onrecord.log.tree import Tree, leaf_hash

    entries = change((root / ENTRIES).read_bytes().split(b"\n")[:-1])
    checkpoint = Checkpoint(ORIGIN, len(entries), Tree(map(leaf_hash, entries)).root())
    (root / ENTRIES).write_bytes(b"".join([entry + b"\n" for entry in entries]))
    (root / CHECKPOINTS).write_text(sign(checkpoint.text, signer))


FORGERIES = [
    (
        "time set back",
        lambda entries: [*entries[:-1], entries[-1].replace(b"2026-06-02", b"2026-05-02")],
        "entry 7: time",
    ),
    ("a version left out", lambda entries: [*entries[:3], *entries[4:]], "log: entry 6: after version 0 of 42.2 comes 1, not 2"),
    (
        "two entries the other way round",
        lambda entries: [*entries[:5], entries[6], entries[5], entries[7]],
        "the next unit",
    ),
    ("no beginning", lambda entries: entries[1:], "a log begins with the entry that says so"),
]


@pytest.mark.parametrize(("change", "told"), [attack[1:] for attack in FORGERIES], ids=[attack[0] for attack in FORGERIES])
def test_a_log_that_makes_no_sense_is_found_though_it_is_signed(
    root: Path, change: Callable[[list[bytes]], list[bytes]], told: str
):
    forged(root, change)
    laid(root)
    assert any(told in one for one in alarms(checked(root))), alarms(checked(root))


def laid(root: Path) -> None:
    """Lay out a log by hand, as a build would not: its own reading would refuse it."""
    from onrecord.log.tiles import bundle_bytes, bundles_of, tile_bytes, tiles_of
    from onrecord.log.tree import Tree, leaf_hash

    entries = (root / ENTRIES).read_bytes().split(b"\n")[:-1]
    tree, folder = Tree(map(leaf_hash, entries)), root / "site/log"
    for tile in (*tiles_of(len(entries)), *bundles_of(len(entries))):
        data = bundle_bytes(entries) if tile.level is None else tile_bytes(tree.at, tile)
        path = folder / tile.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    note = (root / CHECKPOINTS).read_text()
    (folder / "checkpoint").write_text(note)
    (folder / "checkpoints").write_text(note)


def test_a_log_that_was_cut_is_a_rollback(root: Path):
    before = checked(root).remember
    forged(root, lambda entries: entries[:-1])
    laid(root)
    assert alarms(checked(root, KEY, before)) == ["rollback: ROLLBACK: the log has 7 entries, and had 8 when it was last seen"]


def test_a_log_that_is_gone_is_a_rollback(root: Path):
    before = checked(root).remember
    shutil.rmtree(root / "site/log")
    assert [one.partition(":")[0] for one in alarms(checked(root, KEY, before))] == ["rollback"]
    assert alarms(checked(root)) == ["unsealed: this site is not sealed: nothing on it can be verified"]


def test_another_log_for_one_reader_is_a_fork(root: Path):
    before = checked(root).remember
    forged(root, lambda entries: [*entries[:-1], entries[-1].replace(b"T12:00:00Z", b"T13:00:00Z")])
    laid(root)
    (told,) = alarms(checked(root, KEY, before))
    assert told.startswith("fork: FORK: the first 8 entries are not those that were seen before")


def test_a_key_that_was_swapped_is_found(root: Path):
    forged(root, lambda entries: entries, STRANGER)
    laid(root)
    assert alarms(checked(root)) == ["signature: no key that is known signed this"]


def test_a_signature_that_was_altered_is_found(root: Path):
    path = root / "site/log/checkpoint"
    note = path.read_text()
    path.write_text(note[:-12] + ("A" if note[-12] != "A" else "B") + note[-11:])
    assert [one.partition(":")[0] for one in alarms(checked(root))] == ["signature"]


def test_every_byte_of_a_tile_and_of_a_bundle_counts(root: Path):
    tiles = sorted(path for path in (root / "site/log/tile").rglob("*") if path.is_file())
    assert len(tiles) >= 4
    newest = [path for path in tiles if path.name == "8"]
    for path in newest:
        data = path.read_bytes()
        for at in range(0, len(data), 31):
            path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
            assert not checked(root).is_sound, (path, at)
        path.write_bytes(data)
    assert checked(root).is_sound
    assert Tiles


def test_an_older_checkpoint_that_is_put_in_place_of_the_newest_is_found(root: Path):
    before = checked(root).remember
    notes = load_book(root).checkpoints
    (root / "site/log/checkpoint").write_text(notes[0].note)
    assert [one.partition(":")[0] for one in alarms(checked(root, KEY, before))] == ["rollback"]
    assert [one.partition(":")[0] for one in alarms(checked(root))] == ["log"]
