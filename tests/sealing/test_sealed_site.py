"""A sealed site: its log is laid out as others read it, what differs from it is not built, and each change is shown."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from onrecord.build import Asked, Report, build
from onrecord.log import base64
from onrecord.log.checkpoint import read_checkpoint
from onrecord.log.note import open_note
from onrecord.log.proofs import check_consistency, check_inclusion
from onrecord.log.tiles import Tiles, bundles_of, entries_in
from onrecord.log.tree import consistency, inclusion, leaf_hash
from onrecord.log.tree import root as root_of
from onrecord.model import OnrecordError
from onrecord.seal.disk import blob_path, load_book
from onrecord.seal.leaves import read_leaf
from onrecord.seal.words import read_blob
from sealing.logs import KEY, project, said, sealed

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path / "project")


def built(root: Path, asked: Asked | None = None) -> Report:
    return build(root, root / "site", date(2026, 7, 1), asked=asked, workers=1)


def page(root: Path, path: str) -> str:
    return (root / "site" / path).read_text("utf-8")


def words(html: str) -> str:
    """What a page says, without its markup."""
    return re.sub(r" ([.,;])", r"\1", " ".join(re.sub(r"<[^>]*>", " ", html).split()))


def log_of(root: Path) -> tuple[list[bytes], bytes, list[int]]:
    """The log as a stranger reads it from the site: its entries, its root, and the sizes of its checkpoints."""
    folder = root / "site/log"
    note = open_note((folder / "checkpoint").read_bytes(), [KEY.verifier])
    checkpoint = read_checkpoint(note.text)
    tiles = Tiles(lambda path: (folder / path).read_bytes(), checkpoint.size)
    assert root_of(tiles.at, checkpoint.size) == checkpoint.root
    entries = [e for tile in bundles_of(checkpoint.size) for e in entries_in((folder / tile.path).read_bytes(), tile.width)]
    for index, entry in enumerate(entries):
        check_inclusion(index, checkpoint.size, leaf_hash(entry), inclusion(tiles.at, index, 0, checkpoint.size), checkpoint.root)
    sizes = [int(line) for line in (folder / "checkpoints").read_text().split("\n") if line.isdigit()]
    for size in sizes:
        old = Tiles(lambda path: (folder / path).read_bytes(), size)
        proof = consistency(tiles.at, size, checkpoint.size)
        check_consistency(size, checkpoint.size, root_of(old.at, size), checkpoint.root, proof)
    return entries, checkpoint.root, sizes


def test_the_log_lies_on_the_site_as_others_read_it(root: Path):
    sealed(root, NOW)
    built(root)
    said(root, "42/3-jo.md", "id: 3\nauthor: jo\nat: 2026-06-01\nkind: answer", "We are looking into it.")
    sealed(root, NOW + DAY)
    built(root)
    entries, _, sizes = log_of(root)
    assert (len(entries), sizes) == (8, [7, 8])
    for entry in entries:
        leaf = read_leaf(entry)
        if leaf.kind == "publish":
            c = json.loads(entry)["c"]
            blob = read_blob((root / "site/log/blob" / Path(blob_path(c)).name).read_text("utf-8"))
            assert sha256(b"").digest() != blob.c
    assert "DRAFT" not in page(root, "index.html")
    assert "This record is sealed" in page(root, "index.html")


def test_what_differs_from_the_log_is_not_built_but_as_a_draft(root: Path):
    sealed(root, NOW)
    assert not built(root).stopped
    path = root / "content/issues/42.md"
    path.write_text(path.read_text().replace("They roar.", "They purr."))
    report = built(root)
    assert [str(problem).partition("; ")[0] for problem in report.problems] == [
        "content/issues/42.md:2:1: message 1 of issue 42: the words changed since they were sealed on 2026-06-01"
    ]
    assert report.stopped
    assert "They roar." in page(root, "issues/42/index.html")
    assert not built(root, Asked(draft=True)).stopped
    assert "DRAFT." in page(root, "issues/42/index.html")
    path.write_text(path.read_text().replace("They purr.", "They roar."))
    assert not built(root).stopped
    assert "DRAFT." not in page(root, "issues/42/index.html")


@pytest.mark.parametrize("gone", ["issues/42/2-jo.md", "products/fans/releases/1.0.yaml"])
def test_what_is_gone_is_not_built_over(root: Path, gone: str):
    sealed(root, NOW)
    (root / "content" / gone).unlink()
    report = built(root)
    assert report.stopped
    assert "is gone from the record" in str(report.problems[0])


def test_what_was_never_sealed_is_built_unless_everything_has_to_be(root: Path):
    assert sorted(p.message for p in built(root, Asked(sealed=True)).problems) == [
        "message 1 of issue 42 was never sealed",
        "message 2 of issue 42 was never sealed",
        "the person ann was never sealed",
        "the person jo was never sealed",
        "the release fans 1.0 was never sealed",
        "what the company says of issue 42 was never sealed",
    ]
    sealed(root, NOW)
    assert not built(root, Asked(sealed=True)).stopped
    said(root, "42/3-jo.md", "id: 3\nauthor: jo\nat: 2026-06-01\nkind: answer", "We are looking into it.")
    assert not built(root).stopped
    assert built(root, Asked(sealed=True)).stopped


def test_a_log_that_was_altered_stops_the_build(root: Path):
    sealed(root, NOW)
    path = root / "content/log/entries.jsonl"
    path.write_bytes(path.read_bytes().replace(b"customer", b"observer", 1))
    with pytest.raises(OnrecordError, match="not as it was signed"):
        built(root)


def test_words_beside_the_log_that_were_altered_stop_the_build(root: Path):
    sealed(root, NOW)
    path = root / blob_path(load_book(root).ledger.versions["42.1"][0].c)
    path.write_text(path.read_text().replace("roar", "purr"))
    with pytest.raises(OnrecordError, match="were altered"):
        built(root)


def test_a_redaction_that_waits_stops_the_build(root: Path):
    sealed(root, NOW)
    (root / "content/redactions.yaml").write_text("unit: '42.1'\npart: body.2\nwhy: spam\nby: company\nat: 2026-06-01\n")
    assert [p.message for p in built(root).problems] == ["a redaction of 42.1 waits"]
    sealed(root, NOW + DAY)
    assert not built(root).stopped


def test_a_history_shows_every_version_word_by_word(root: Path):
    sealed(root, NOW)
    path = root / "content/issues/42.md"
    path.write_text(path.read_text().replace("They roar.", "They hum.").replace(
        "title:", "amendment: {by: author, why: A slip of the pen., at: 2026-06-01}\ntitle:"
    ))  # fmt: skip
    sealed(root, NOW + DAY)
    built(root)
    html = page(root, "issues/42/history/index.html")
    assert "<del>" in html
    assert "taken out: roar." in words(html)
    assert "put in: hum." in words(html)
    assert "Changed on June 1, 2026. The company says that the author asked for it. Why A slip of the pen." in words(html)
    issue = words(page(root, "issues/42/index.html"))
    assert "Sealed on June 1, 2026; changed 1 time since." in issue
    assert "Sealed on June 1, 2026, unchanged since. It gives an earlier time for itself; it stands here since then." in issue
    edits = words(page(root, "edits/index.html"))
    assert "Changed: 42.1" in edits
    assert "A slip of the pen." in edits
    assert "42.1" in page(root, "edits/feed.xml")


def test_after_a_redaction_no_word_is_left_and_the_reason_is_shown(root: Path):
    said(root, "43.md", "type: problem\nproduct: fans\nauthor: ann\nopened: 2026-05-02\ntitle: Zebra stripes", "Quagga everywhere.")
    sealed(root, NOW)
    built(root)
    (root / "content/redactions.yaml").write_text("unit: '43.1'\npart: all\nwhy: author-request\nby: author\nat: 2026-06-01\n")
    sealed(root, NOW + DAY)
    built(root)
    for file in sorted(root.rglob("*")):
        told = f"{file}\n".encode() + (file.read_bytes() if file.is_file() else b"")
        assert not re.search(rb"zebra|quagga", told, re.IGNORECASE), file
    log_of(root)
    issue = words(page(root, "issues/43/index.html"))
    assert "Something was removed here. When and why" in issue
    history = words(page(root, "issues/43/history/index.html"))
    assert "All of it was removed on June 2, 2026" in history
    assert "At the author’s request. The company says that the author asked for it." in history
    assert "Removed: 43.1" in words(page(root, "edits/index.html"))


def test_an_incremental_build_is_a_clean_one_whatever_is_sealed(root: Path, tmp_path: Path):
    steps = [
        lambda: said(root, "42/3-jo.md", "id: 3\nauthor: jo\nat: 2026-06-01\nkind: answer", "We are looking into it."),
        lambda: (root / "content/redactions.yaml").write_text(
            "unit: '42.1'\npart: body.2\nwhy: spam\nby: company\nat: 2026-06-01\n"
        ),
        lambda: said(root, "42/3-jo.md", "id: 3\nauthor: jo\nat: 2026-06-01\nkind: answer", "We found it."),
        lambda: said(root, "44.md", "type: praise\nproduct: fans\nauthor: ann\nopened: 2026-05-02\ntitle: Fine", "Thanks."),
    ]
    sealed(root, NOW)
    built(root)
    for n, step in enumerate(steps, 1):
        step()
        assert not sealed(root, NOW + n * DAY).problems
        assert not built(root).stopped
        clean = tmp_path / f"clean{n}"
        assert not build(root, clean, date(2026, 7, 1), workers=1).stopped
        assert tree(root / "site") == tree(clean)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_pages_print_the_checkpoint_under_which_they_were_sealed(root: Path):
    sealed(root, NOW)
    said(root, "43.md", "type: praise\nproduct: fans\nauthor: ann\nopened: 2026-05-02\ntitle: Fine", "Thanks.")
    sealed(root, NOW + DAY)
    built(root)
    first, second = (signed.checkpoint for signed in load_book(root).checkpoints)
    for path, checkpoint in (("issues/42/index.html", first), ("issues/43/index.html", second), ("index.html", second)):
        told = f"Sealed under the checkpoint of {checkpoint.size} entries: {base64.encode(checkpoint.root)}"
        assert told in words(page(root, path)), path
    feed = page(root, "log/feed.xml")
    assert feed.index("Checkpoint of 9 entries") < feed.index("Checkpoint of 7 entries")
