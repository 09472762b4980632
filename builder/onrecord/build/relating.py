"""Relating: which issues others with the same trouble may look for, of which only what may have changed is found again.

An issue and its duplicates count as one, and their reports together; it is named by the first of them. What was found is
remembered, with the terms by which it was found; both are kept at one stroke, so that they always belong together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from onrecord.build.gather import SEVERAL, Gathered
from onrecord.build.memory import Memory, Remembered
from onrecord.build.stored import Row, issue_codec
from onrecord.build.workshop import family_key
from onrecord.derive.related import Others, renewed
from onrecord.derive.terms import Terms, terms_of, together
from onrecord.engine.run import run

NEAR, TERMS = "near", "terms"
"""The tables: the others of each family, and its terms."""


def relate(gathered: Gathered, memory: Memory, workers: int) -> dict[str, tuple[str, ...]]:
    """The ids of the issues that are related to each, best first. LostError where what was remembered is not there."""
    families = {family.first: family for family in gathered.families.values()}
    members = {first: [gathered.rows[id] for id in family.members] for first, family in families.items()}
    others = _others(gathered, memory, members, workers)
    found = {first: tuple([other for other, _ in others[first]]) for first in families}
    return {id: found[first] for first, family in families.items() for id in family.members}


def forget(memory: Memory) -> None:
    """Let go of what was remembered, where no page shows it."""
    for table in (NEAR, TERMS):
        memory.drop_all(table)


def _others(gathered: Gathered, memory: Memory, members: Mapping[str, Sequence[Row]], workers: int) -> Mapping[str, Others]:
    """The others of every family, by the first of each."""
    keys = {id: _key(rows) for id, rows in members.items()}
    held = {id: (key.decode(), value) for id, key, value in memory.all(NEAR)}
    stale = [id for id, key in keys.items() if not key or id not in held or held[id][0] != key]
    gone = held.keys() - keys.keys()
    if not stale and not gone:
        return {id: read_others(held[id][1]) for id in keys}
    work = partial(_terms, gathered, memory.remembered())
    fresh = dict(zip(stale, run(work, [members[id] for id in stale], workers, SEVERAL), strict=True))
    others = _renewed(memory, {id: read_others(value) for id, (_, value) in held.items()}, fresh, gone)
    found = ((id, keys[id], write_others(others[id])) for id in keys)
    memory.put(NEAR, [(id, key.encode(), value) for id, key, value in found if held.get(id) != (key, value)])
    memory.drop(NEAR, gone)
    memory.commit()
    return others


def _key(rows: Sequence[Row]) -> str:
    """A digest of all that the terms of a family hang on; empty where one of its files was changed while it was read."""
    return family_key(rows) if all(row.sources for row in rows) else ""


def _renewed(memory: Memory, known: Mapping[str, Others], fresh: dict[str, Terms], gone: Iterable[str]) -> dict[str, Others]:
    """The others of every family, given what was known and the terms of those that may have changed."""
    held = memory.some(TERMS, (*fresh, *gone))
    texts = {id: write_terms(terms) for id, terms in fresh.items()}
    changed = [id for id, text in texts.items() if held.get(id) != text]
    if not changed and not gone and known.keys() >= fresh.keys():
        return dict(known)
    before = {id: read_terms(value) for id, _, value in memory.all(TERMS)}
    if before.keys() != known.keys():
        before, known = {}, {}
    now = {id: terms for id, terms in before.items() if id not in gone} | fresh
    memory.put(TERMS, [(id, b"", texts[id]) for id in changed])
    memory.drop(TERMS, gone)
    return renewed(before, known, now)


def _terms(gathered: Gathered, remembered: Remembered, rows: Sequence[Row]) -> Terms:
    """The terms of a family."""
    language = gathered.shop.corpus.site.language
    issues = remembered.issues(rows)
    return together([terms_of(issue_codec().decode(issues[row.id]), language) for row in rows])


def write_terms(terms: Terms) -> bytes:
    """Terms as they are written down."""
    return " ".join(terms).encode("utf-8", "surrogatepass")


def read_terms(written: bytes) -> Terms:
    """The terms that were written down."""
    return tuple(written.decode("utf-8", "surrogatepass").split(" ")) if written else ()


def write_others(others: Others) -> bytes:
    """The others of an issue as they are written down."""
    return " ".join(f"{id} {common}" for id, common in others).encode()


def read_others(written: bytes) -> Others:
    """The others that were written down."""
    parts = written.decode().split()
    return tuple(zip(parts[::2], map(int, parts[1::2]), strict=True))
