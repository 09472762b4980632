"""The log of a published site: its checkpoints, its tiles and its entries, against each other and against what is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.log.checkpoint import Checkpoint, read_checkpoint
from onrecord.log.errors import LogError
from onrecord.log.note import Verifier, open_note, read_verifier
from onrecord.log.tiles import Tile, Tiles, bundles_of, entries_in, tile_bytes, tiles_of
from onrecord.log.tree import Tree, leaf_hash, root
from onrecord.seal.book import Book, read_book
from onrecord.seal.leaves import read_leaf
from onrecord.verify.finding import Finding, alarm, note
from onrecord.verify.source import Source

CHECKPOINT, CHECKPOINTS = "log/checkpoint", "log/checkpoints"


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a verifier remembers of a log: the key that it trusts (as it is written), and the last checkpoint, as a signed note."""

    key: str
    note: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a log: what it comes to, None where it does not hold, what was found, and what is to be remembered of it."""

    book: Book | None
    findings: tuple[Finding, ...]
    remember: Remembered | None = None


class _AlarmError(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.told)
        self.finding = finding


def look(source: Source, key: str | None, before: Remembered | None) -> Seen:
    """Verify the log of a site: by a key (else by the one that is remembered; else by those the log itself names, which shows only
    that it holds together). OnrecordError where the site cannot be read."""
    try:
        return _look(source, key or (before.key if before else None), before)
    except _AlarmError as error:
        return Seen(None, (error.finding,))


def _look(source: Source, key: str | None, before: Remembered | None) -> Seen:
    data = source.read(CHECKPOINT)
    if data is None:
        if before:
            raise _AlarmError(alarm("rollback", CHECKPOINT, "ROLLBACK: this site had a sealed log, and has none any more"))
        return Seen(None, (note("unsealed", CHECKPOINT, "this site is not sealed: nothing on it can be verified"),))
    unsure = () if key else (note("trust", CHECKPOINT, "no key was given: the keys are those that the log itself names"),)
    keys = [read_verifier(key)] if key else [read_verifier(one) for one in _named(source)]
    checkpoint = _opened(data, keys)
    entries = _entries(source, checkpoint)
    tree = Tree(map(leaf_hash, entries))
    _grown(tree, checkpoint, before, keys)
    _same_tiles(source, tree)
    book = _book(source, entries, checkpoint, data)
    if key and key not in book.ledger.keys["log"]:
        unsure = (note("key", CHECKPOINT, f"the key that was given is retired; in force: {', '.join(book.ledger.keys['log'])}"),)
    trusted = key if key in book.ledger.keys["log"] else book.ledger.keys["log"][0]
    return Seen(book, unsure, Remembered(str(trusted), data.decode("utf-8")))


def _named(source: Source) -> Iterator[str]:
    """The keys that the log itself names, in its first entry and in those that add keys."""
    parts = (source.read(f"log/tile/entries/000.p/{width}") for width in range(1, 256))
    first = source.read("log/tile/entries/000") or next((data for data in parts if data), b"")
    try:
        size = int.from_bytes(first[:2], "big")
        leaf = read_leaf(first[2 : 2 + size])
        keys = leaf.fields.get("keys")
        yield from map(str, keys if isinstance(keys, list) else ())
    except LogError as error:
        raise _AlarmError(alarm("log", "log/tile/entries/000", f"the first entry cannot be read: {error}")) from error


def _opened(data: bytes, keys: list[Verifier]) -> Checkpoint:
    try:
        return read_checkpoint(open_note(data, keys).text)
    except LogError as error:
        raise _AlarmError(alarm("signature", CHECKPOINT, str(error))) from error


def _entries(source: Source, checkpoint: Checkpoint) -> list[bytes]:
    """Every entry under a checkpoint."""
    found: list[bytes] = []
    for tile in bundles_of(checkpoint.size):
        found += _bundle(source, tile)
    return found


def _bundle(source: Source, tile: Tile) -> list[bytes]:
    path = f"log/{tile.path}"
    data = source.read(path)
    if data is None:
        raise _AlarmError(alarm("log", path, "a bundle of entries is missing"))
    try:
        return entries_in(data, tile.width)
    except LogError as error:
        raise _AlarmError(alarm("log", path, str(error))) from error


def _grown(tree: Tree, checkpoint: Checkpoint, before: Remembered | None, keys: list[Verifier]) -> None:
    """The entries against the checkpoint, and that against the one that is remembered."""
    if tree.root() != checkpoint.root:
        raise _AlarmError(alarm("log", CHECKPOINT, "the entries are not those that were signed"))
    if before is None:
        return
    old = _opened(before.note.encode("utf-8"), [*keys, read_verifier(before.key)])
    if old.origin != checkpoint.origin:
        raise _AlarmError(alarm("fork", CHECKPOINT, f"FORK: this is the log {checkpoint.origin}, and was {old.origin}"))
    if old.size > checkpoint.size:
        told = f"ROLLBACK: the log has {checkpoint.size} entries, and had {old.size} when it was last seen"
        raise _AlarmError(alarm("rollback", CHECKPOINT, told))
    if tree.root(old.size) != old.root:
        told = f"FORK: the first {old.size} entries are not those that were seen before; keep both checkpoints, they are the proof"
        raise _AlarmError(alarm("fork", CHECKPOINT, told))


def _same_tiles(source: Source, tree: Tree) -> None:
    """Every tile against the entries: a reader who asks for proofs is given those of this tree."""
    for tile in tiles_of(tree.size):
        path = f"log/{tile.path}"
        if source.read(path) != tile_bytes(tree.at, tile):
            raise _AlarmError(alarm("log", path, "the tile is missing, or not that of the entries"))
    held = Tiles(lambda path: source.read(f"log/{path}") or b"", tree.size)
    if root(held.at, tree.size) != tree.root():
        raise _AlarmError(alarm("log", CHECKPOINT, "the tiles do not come to the root that was signed"))


def _book(source: Source, entries: list[bytes], checkpoint: Checkpoint, last: bytes) -> Book:
    """What the entries come to, and every checkpoint that was published."""
    notes = source.read(CHECKPOINTS)
    if notes is None or not notes.endswith(last):
        raise _AlarmError(alarm("log", CHECKPOINTS, "the list of checkpoints is missing, or does not end with the newest"))
    try:
        book = read_book(b"".join([entry + b"\n" for entry in entries]), notes.decode("utf-8"))
    except (LogError, UnicodeDecodeError) as error:
        raise _AlarmError(alarm("log", CHECKPOINTS, str(error))) from error
    if book.size != checkpoint.size:
        raise _AlarmError(alarm("log", CHECKPOINTS, "the list of checkpoints does not end with the newest"))
    return book
