"""Relating: which issues others with the same trouble may look for, of which only what may have changed is found again.

An issue and its duplicates count as one, and their reports together; it is named by the first of them. What was found is
remembered, with the terms by which it was found; both are kept at one stroke, so that they always belong together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from onrecord.build.gather import SEVERAL, Gathered
from onrecord.build.memory import Memory, Remembered
from onrecord.build.stored import Row, issue_codec
from onrecord.build.workshop import family_key
from onrecord.derive.related import Others, renewed
from onrecord.derive.terms import Terms, terms_of, together
from onrecord.engine.run import run

NEAR, TERMS = "near", "nearterms"
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
    known = {id: read_others(value) for id, (_, value) in held.items()}
    stale = [id for id, key in keys.items() if not key or id not in held or held[id][0] != key]
    gone = known.keys() - keys.keys()
    if not stale and not gone:
        return known
    work = partial(_terms, gathered, memory.remembered())

    def terms(ids: Sequence[str]) -> dict[str, Terms]:
        return dict(zip(ids, run(work, [members[id] for id in ids], workers, SEVERAL), strict=True))

    others = _renewed(memory, known, terms, stale, gone, tuple(keys))
    found = ((id, keys[id], write_others(others[id])) for id in keys)
    memory.put(NEAR, [(id, key.encode(), value) for id, key, value in found if held.get(id) != (key, value)])
    memory.drop(NEAR, gone)
    memory.commit()
    return others


def _key(rows: Sequence[Row]) -> str:
    """A digest of all that the terms of a family hang on; empty where one of its files was changed while it was read."""
    return family_key(rows) if all(row.sources for row in rows) else ""


def _renewed(
    memory: Memory,
    known: Mapping[str, Others],
    terms: Callable[[Sequence[str]], Mapping[str, Terms]],
    stale: Sequence[str],
    gone: Collection[str],
    ids: Sequence[str],
) -> Mapping[str, Others]:
    """The others of every family (of these ids), given what was known; `terms` finds those of some, `stale` are the families whose
    terms may have changed."""
    fresh = terms(stale)
    held = memory.some(TERMS, stale)
    if not gone and all(id in known and held.get(id) == write_terms(found) for id, found in fresh.items()):
        return known
    before = {id: read_terms(value) for id, _, value in memory.all(TERMS)}
    memory.drop(TERMS, [id for id in before if id in gone or id not in known])
    if before.keys() != known.keys():  # some of it was lost: the rest proves nothing
        before, known, fresh = {}, {}, terms(ids)
    now = {**{id: found for id, found in before.items() if id not in gone}, **fresh}
    memory.put(TERMS, [(id, b"", write_terms(found)) for id, found in now.items() if before.get(id) != found])
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
