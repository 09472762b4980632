"""Searching: the index of a gathered record, of which only the bunches are made again whose issues have changed."""

from __future__ import annotations

import zlib
from functools import partial

from onrecord.build.gather import Gathered
from onrecord.build.memory import Memory, Remembered
from onrecord.build.stored import Row, issue_codec
from onrecord.engine.digest import joined
from onrecord.engine.run import run
from onrecord.frozen import dataclass
from onrecord.model import Corpus
from onrecord.render.search.bunch import bunch_of, bunched, read_bunch
from onrecord.render.search.index import Index
from onrecord.render.search.terms import terms_of

SEVERAL = 8
"""From how many bunches on it pays to make them in several processes."""
QUICK = 1
"""How hard terms are compressed: there are many of them, and each is read but when an issue near it changes."""


@dataclass(frozen=True, slots=True)
class Bunched:
    """A bunch that was made anew, as it is written down, and the terms of its issues that were not known: by their ids, each with
    the key of its issue."""

    name: str
    key: str
    bunch: bytes
    terms: tuple[tuple[str, str, bytes], ...]


def index_of(gathered: Gathered, memory: Memory, workers: int) -> Index:
    """The index of a record. What is remembered of bunches and of terms is used, and what is found out is remembered."""
    bunches = {ids[0]: tuple(gathered.rows[id] for id in ids) for ids in bunched(gathered.rows)}
    keys = {name: joined(row.key for row in rows) for name, rows in bunches.items()}
    found = {name: read_bunch(written.decode()) for name, written in memory.bunches(keys).items()}
    missing = [(name, keys[name], bunches[name]) for name in bunches if name not in found]
    make = partial(_made, gathered.shop.corpus, memory.remembered())
    for made in run(make, missing, workers, SEVERAL):
        found[made.name] = read_bunch(made.bunch.decode())
        memory.keep_terms(made.name, made.key, made.bunch, made.terms)
        memory.breathe()
    memory.keep_searched(bunches, gathered.rows)
    memory.commit()
    return Index([found[name] for name in bunches])


def no_index(memory: Memory) -> Index | None:
    """No index: what is remembered of one is forgotten."""
    memory.keep_searched((), ())
    return None


def _made(corpus: Corpus, remembered: Remembered, item: tuple[str, str, tuple[Row, ...]]) -> Bunched:
    """A bunch of the terms of its issues: as they are remembered, or as the issues tell them."""
    name, key, rows = item
    terms, new = _terms(remembered, rows), list[tuple[str, str, bytes]]()
    lacking = [row for row in rows if row.id not in terms]
    for id, issue in remembered.issues(lacking).items():
        terms[id] = terms_of(issue_codec().decode(issue), corpus)
    for row in lacking:
        new.append((row.id, row.key, zlib.compress(terms[row.id].encode(), QUICK)))
    bunch = bunch_of({row.id: terms[row.id] for row in rows})
    return Bunched(name, key, bunch.text.encode(), tuple(new))


def _terms(remembered: Remembered, rows: tuple[Row, ...]) -> dict[str, str]:
    """The terms that are remembered of issues."""
    return {id: zlib.decompress(written).decode() for id, written in remembered.terms(rows).items()}
