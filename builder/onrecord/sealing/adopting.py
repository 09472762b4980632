"""Adopting: a log begins with the history that a record already has; its versions are marked, their times claimed, not witnessed.

What was in the record once and is not any more has entries and no words: why it went, nobody stated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from onrecord.model import By, Corpus, Why
from onrecord.seal.compare import Change, change_of
from onrecord.seal.leaves import leaf, time_text
from onrecord.seal.ledger import ALLOTTED, Ledger
from onrecord.seal.plan import Step, called
from onrecord.seal.units import ADOPTED, Key, Unit, aliases_of, former_of, units_of
from onrecord.seal.words import Blob, blob_of
from onrecord.sealing.history import Revision


@dataclass(slots=True)
class Adopting:
    """A history as it is adopted: what the log comes to, the newest words of each unit by what the log calls it, what the record
    calls those that it numbers, and the steps so far."""

    ledger: Ledger
    at: datetime
    salt: Callable[[], bytes]
    newest: dict[str, Blob] = field(default_factory=dict)
    named: dict[Key, str] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)


def adopt(ledger: Ledger, at: datetime, salt: Callable[[], bytes], revisions: Iterable[Revision], now: Corpus) -> list[Step]:
    """The steps that take over a history, up to the record as it is now. The ledger grows with them."""
    adopting = Adopting(ledger, at, salt)
    for revision in revisions:
        if revision.corpus is not None:
            _take(adopting, revision.corpus, time_text(revision.at))
    _leave(adopting, {_id(adopting, unit.key) for unit in units_of(now)})
    return adopting.steps


def _take(adopting: Adopting, corpus: Corpus, claimed: str) -> None:
    """A record as it was: what is new or changed in it becomes versions."""
    former, aliases = former_of(corpus), aliases_of(corpus)
    adopting.named = {former.get(key, key): id for key, id in adopting.named.items()}
    for unit in units_of(corpus):
        id = _id(adopting, unit.key)
        before = adopting.ledger.newest(id)
        if before is None or change_of(unit, before, adopting.newest[id], aliases) is not Change.NONE:
            _publish(adopting, unit, id, claimed)


def _id(adopting: Adopting, key: Key) -> str:
    if key[0] == "m":
        return f"{key[1]}.{key[2]}"
    return adopting.named.setdefault(key, f"{key[0]}.{sum(one[0] == key[0] for one in adopting.named) + 1}")


def _publish(adopting: Adopting, unit: Unit, id: str, claimed: str) -> None:
    blob = blob_of(unit.parts, {**unit.frame, ADOPTED: claimed}, adopting.salt)
    n = len(adopting.ledger.versions.get(id, ())) + 1
    entry = leaf("publish", adopting.at, c=blob.c, f=blob.f, id=id, n=n, role=unit.role.value, m=unit.rule, a=1)
    adopting.ledger.add(entry)
    adopting.newest[id] = blob
    adopting.steps.append(Step(entry, f"{called(unit.key)} ({id}), version {n}: as it was on {claimed}", blob))


def _leave(adopting: Adopting, here: set[str]) -> None:
    """What is not in the record any more: its words are not laid beside the log, and that they went is an entry."""
    gone = {str(step.leaf.fields["id"]) for step in adopting.steps} - here
    adopting.steps = [replace(step, blob=None) if step.leaf.fields["id"] in gone else step for step in adopting.steps]
    for id in sorted(gone, key=_order):
        adopting.steps += list(_removed(adopting, id))


def _removed(adopting: Adopting, id: str) -> Iterator[Step]:
    for version in adopting.ledger.versions[id]:
        entry = leaf("redact", adopting.at, of=version.index, why=Why.NOT_STATED.value, by=By.COMPANY.value)
        adopting.ledger.add(entry)
        yield Step(entry, f"{id}, entry {version.index}: it was gone from the record ({Why.NOT_STATED.value})")


def _order(id: str) -> tuple[bool, str, int]:
    issue, _, number = id.rpartition(".")
    return issue in ALLOTTED, issue, int(number)
