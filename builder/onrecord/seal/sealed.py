"""Sealed: a log as builds and pages ask it: what it says of each issue, and the words of every version."""

from __future__ import annotations

from bisect import bisect_right as bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from onrecord.log.checkpoint import Checkpoint
from onrecord.seal.book import Book
from onrecord.seal.disk import Words, load_book
from onrecord.seal.ledger import Ledger, Version
from onrecord.seal.plan import Held


@dataclass(frozen=True)
class Sealed:
    """A log, the words beside it, and which units it has of each issue (of `r`, `h` and `p`: of releases, people and policies).
    `draft`: the record may differ from what was sealed, and its pages say so. `whole`:
    nothing may be in the record that was never sealed."""

    book: Book
    words: Held
    units: Mapping[str, Sequence[str]]
    draft: bool = False
    whole: bool = False

    @property
    def ledger(self) -> Ledger:
        """What the log comes to."""
        return self.book.ledger

    def of(self, issue: str) -> Mapping[str, Sequence[Version]]:
        """The versions of each unit of an issue, the header first."""
        return {id: self.ledger.versions[id] for id in sorted(self.units.get(issue, ()), key=_number)}

    def under(self, issue: str) -> Checkpoint | None:
        """The first checkpoint that covers all that the log says of an issue; None where it says nothing."""
        versions = [version for id in self.units.get(issue, ()) for version in self.ledger.versions[id]]
        erased = [one.index for version in versions for one in self.ledger.erased.get(version.index, ())]
        last = max([*(version.index for version in versions), *erased], default=None)
        signed = self.book.checkpoints
        return None if last is None else signed[bisect(signed, last, key=lambda one: one.checkpoint.size)].checkpoint

    def state(self, issue: str) -> str:
        """A digest of all that the log says of an issue, or of a kind of units."""
        return sha256("\n".join(self._told(self.units.get(issue, ()))).encode()).hexdigest()

    def _told(self, units: Iterable[str]) -> Iterable[str]:
        for id in units:
            for version in self.ledger.versions[id]:
                erased = [erasure.index for erasure in self.ledger.erased.get(version.index, ())]
                yield f"{id} {version.index} {version.c} {version.f} {version.role} {version.rule} {erased}"


def sealed_of(root: Path, *, draft: bool = False, whole: bool = False) -> Sealed | None:
    """The log of a project; None where none was begun (unless the whole record has to be sealed). OnrecordError
    where it does not hold against itself."""
    book = load_book(root)
    if not book.size and not whole:
        return None
    return Sealed(book, Words(root, book.ledger), units_by_issue(book.ledger), draft, whole)


def units_by_issue(ledger: Ledger) -> dict[str, list[str]]:
    """The units of each issue, and of `r`, `h` and `p`."""
    units: dict[str, list[str]] = {}
    for id in ledger.versions:
        units.setdefault(id.rpartition(".")[0], []).append(id)
    return units


def _number(id: str) -> int:
    return int(id.rpartition(".")[2])
