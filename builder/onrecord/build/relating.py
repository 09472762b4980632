"""Relating: which issues others with the same trouble may look for, of which only what may have changed is found again.

An issue and its duplicates count as one, and their reports together; it is named by the first of them. What was found is
remembered with the terms by which it was found, all of it as one value: it is read much sooner so, and is whole or not there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from onrecord.build.gather import SEVERAL, Gathered
from onrecord.build.memory import Memory, Remembered
from onrecord.build.stored import Row, issue_codec
from onrecord.build.workshop import family_key
from onrecord.derive.related import Others, renewed
from onrecord.derive.terms import Terms, terms_of, together
from onrecord.engine.run import run

TABLE = "near"


class Near(NamedTuple):
    """What is known of a family: the key of all that its terms hang on, its others, and its terms, the latter two as they are
    written down."""

    key: str
    others: str
    terms: str


def relate(gathered: Gathered, memory: Memory, workers: int) -> dict[str, tuple[str, ...]]:
    """The ids of the issues that are related to each, best first. LostError where what was remembered is not there."""
    families = {family.first: family for family in gathered.families.values()}
    members = {first: [gathered.rows[id] for id in family.members] for first, family in families.items()}
    known = read(memory.some(TABLE, [TABLE]).get(TABLE, b""))
    work = partial(_terms, gathered, memory.remembered())

    def terms(ids: Sequence[str]) -> dict[str, str]:
        return dict(zip(ids, run(work, [members[id] for id in ids], workers, SEVERAL), strict=True))

    near, others = related_to({id: _key(rows) for id, rows in members.items()}, known, terms)
    if near != known:
        memory.put(TABLE, [(TABLE, b"", written(near))])
        memory.commit()
    return {id: others[first] for first, family in families.items() for id in family.members}


def forget(memory: Memory) -> None:
    """Let go of what was remembered, where no page shows it."""
    memory.drop_all(TABLE)


def related_to(
    keys: Mapping[str, str], known: Mapping[str, Near], terms: Callable[[Sequence[str]], Mapping[str, str]]
) -> tuple[dict[str, Near], dict[str, tuple[str, ...]]]:
    """What is to be known of families now, given the key of each and what was known of them, and the ids of the others of each;
    `terms` finds the terms of some of them anew."""
    stale = [id for id, key in keys.items() if not key or id not in known or known[id].key != key]
    fresh = terms(stale)
    said = {id: fresh[id] if id in fresh else known[id].terms for id in keys}
    others = {id: near.others for id, near in known.items()}
    if said.keys() != known.keys() or any(known[id].terms != found for id, found in fresh.items()):
        before, now = {id: near.terms for id, near in known.items()}, said
        found = renewed(_read_terms(before), {id: read_others(held) for id, held in others.items()}, _read_terms(now))
        others = {id: write_others(held) for id, held in found.items()}
    near = {id: Near(key, others[id], said[id]) for id, key in keys.items()}
    return near, {id: tuple([one.partition(":")[0] for one in others[id].split(",") if one]) for id in keys}


def _key(rows: Sequence[Row]) -> str:
    """A digest of all that the terms of a family hang on; empty where one of its files was changed while it was read."""
    return family_key(rows) if all(row.sources for row in rows) else ""


def _terms(gathered: Gathered, remembered: Remembered, rows: Sequence[Row]) -> str:
    """The terms of a family, as they are written down."""
    language = gathered.shop.corpus.site.language
    issues = remembered.issues(rows)
    return ",".join(together([terms_of(issue_codec().decode(issues[row.id]), language) for row in rows]))


def _read_terms(said: Mapping[str, str]) -> dict[str, Terms]:
    return {id: tuple(terms.split(",")) if terms else () for id, terms in said.items()}


def written(known: Mapping[str, Near]) -> bytes:
    """What is known of families as it is written down: a line each."""
    return "\n".join([f"{id} {' '.join(near)}" for id, near in known.items()]).encode("utf-8", "surrogatepass")


def read(value: bytes) -> dict[str, Near]:
    """What was written down."""
    lines = value.decode("utf-8", "surrogatepass").split("\n") if value else ()
    return {id: Near(*rest) for id, *rest in (line.split(" ") for line in lines)}


def write_others(others: Others) -> str:
    """The others of an issue as they are written down."""
    return ",".join([f"{id}:{common}" for id, common in others])


def read_others(written: str) -> Others:
    """The others that were written down."""
    pairs = (one.partition(":") for one in written.split(",") if one)
    return tuple([(id, int(common)) for id, _, common in pairs])
