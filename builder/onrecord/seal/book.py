"""The book: the log as it lies with the content, held against itself: its entries, what they come to, and its checkpoints."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.log.checkpoint import Checkpoint, read_checkpoint
from onrecord.log.errors import LogError
from onrecord.log.note import Verifier, open_note, read_verifier
from onrecord.log.tree import Tree, leaf_hash
from onrecord.seal.leaves import read_leaf
from onrecord.seal.ledger import Ledger

_BETWEEN = re.compile("(?<=\n)\n(?!— )")
"""The empty line between two notes; the one within a note stands before its signatures."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A checkpoint, and the signed note that says so."""

    checkpoint: Checkpoint
    note: str


@dataclass(frozen=True, slots=True)
class Book:
    """A log: its entries under the last checkpoint, what they come to, their tree, and its checkpoints, the first first. `beyond`
    is how many entries stand after the last checkpoint: nobody signed them, and they count for nothing."""

    entries: tuple[bytes, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)
    tree: Tree = field(default_factory=Tree)
    checkpoints: tuple[Signed, ...] = ()
    beyond: int = 0

    @property
    def size(self) -> int:
        """How many entries it has."""
        return len(self.entries)


def read_book(entries: bytes, checkpoints: str) -> Book:
    """A log from its two files. LogError where an entry is none or does not go with those before it, and where a checkpoint is not
    signed by a key in force, or is not of these entries."""
    lines = entries.split(b"\n")
    if lines.pop():
        raise LogError("the last entry does not end with a line")
    ledger, tree, signed = Ledger(), Tree(), list[Signed]()
    for note in notes_in(checkpoints):
        checkpoint = read_checkpoint(note.partition("\n\n")[0] + "\n")
        if not tree.size < checkpoint.size <= len(lines):
            raise LogError(f"there is a checkpoint of {checkpoint.size} entries after one of {tree.size}, and {len(lines)} entries")
        _grow(ledger, tree, lines[tree.size : checkpoint.size])
        _hold(checkpoint, note, ledger, tree)
        signed.append(Signed(checkpoint, note))
    return Book(tuple(lines[: tree.size]), ledger, tree, tuple(signed), len(lines) - tree.size)


def notes_in(checkpoints: str) -> list[str]:
    """The notes of a file in which one stands after the other, an empty line between them."""
    return _BETWEEN.split(checkpoints) if checkpoints else []


def keys_of(ledger: Ledger, use: str = "log") -> list[Verifier]:
    """The keys in force for a use."""
    return [read_verifier(key) for key in ledger.keys[use]]


def _grow(ledger: Ledger, tree: Tree, entries: Iterable[bytes]) -> None:
    for entry in entries:
        try:
            ledger.add(read_leaf(entry))
        except LogError as error:
            raise LogError(f"entry {ledger.size}: {error}") from error
        tree.add(leaf_hash(entry))


def _hold(checkpoint: Checkpoint, note: str, ledger: Ledger, tree: Tree) -> None:
    """A checkpoint against what it speaks of."""
    if checkpoint.origin != ledger.origin:
        raise LogError(f"a checkpoint of {checkpoint.origin} stands in the log of {ledger.origin}")
    if checkpoint.root != tree.root():
        raise LogError(f"the first {checkpoint.size} entries are not those that were signed")
    try:
        open_note(note.encode("utf-8"), keys_of(ledger))
    except LogError as error:
        raise LogError(f"the checkpoint of {checkpoint.size} entries: {error}") from error
