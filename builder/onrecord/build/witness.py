"""The witness: what has changed of a gathered record is held against the log; what was found to agree is remembered."""

from __future__ import annotations

from collections.abc import Container
from functools import partial
from pathlib import Path

from onrecord.build.gather import SEVERAL, Gathered
from onrecord.build.memory import Memory, Remembered
from onrecord.build.stored import Row, issue_codec
from onrecord.build.version import version
from onrecord.engine.digest import mixed
from onrecord.engine.fingerprint import fingerprint
from onrecord.engine.run import run
from onrecord.model import Corpus, Problem
from onrecord.read.redactions import read_redactions
from onrecord.read.scan import scan
from onrecord.seal.ledger import ALLOTTED
from onrecord.seal.plan import gone
from onrecord.seal.sealed import Sealed
from onrecord.seal.witness import issue_doubts, other_doubts, waiting_redactions

OTHERS = "*"
"""The name under which it is remembered that what is of no issue agrees."""


def witnessed(gathered: Gathered, root: Path, sealed: Sealed | None, memory: Memory, workers: int) -> tuple[Problem, ...]:
    """How a record differs from what was sealed of it; of a draft nothing is asked. LostError where what was remembered is not
    there."""
    if sealed is None or sealed.draft:
        return tuple(_redactions(root, sealed))
    rows, corpus, held = gathered.rows, gathered.shop.corpus, sealed.units
    keys = {id: mixed(row.key, sealed.state(id), str(sealed.whole)) for id, row in rows.items() if id in held or sealed.whole}
    keys[OTHERS] = _others_key(corpus, sealed)
    known = memory.agreed(keys)
    doubtful = [rows[id] for id in keys if id not in known and id != OTHERS]
    work = partial(_doubts, corpus, sealed, memory.remembered())
    found = dict(zip([row.id for row in doubtful], run(work, doubtful, workers, SEVERAL), strict=True))
    if OTHERS not in known:
        found[OTHERS] = other_doubts(corpus, sealed)
    memory.keep_agreed(keys, [id for id, problems in found.items() if not problems])
    told = [problem for problems in found.values() for problem in problems]
    return (*told, *gone(sealed.ledger, _missing(sealed, rows)), *_redactions(root, sealed))


def all_doubts(corpus: Corpus, root: Path, sealed: Sealed | None) -> list[Problem]:
    """How a record that was read as a whole differs from what was sealed of it."""
    if sealed is None:
        return _redactions(root, sealed)
    issues = [problem for issue in corpus.issues.values() for problem in issue_doubts(corpus, issue, sealed)]
    return [
        *issues,
        *gone(sealed.ledger, _missing(sealed, corpus.issues)),
        *other_doubts(corpus, sealed),
        *_redactions(root, sealed),
    ]


def _missing(sealed: Sealed, issues: Container[str]) -> list[str]:
    """The units of issues that are not there."""
    return [id for issue, units in sealed.units.items() if issue not in issues and issue not in ALLOTTED for id in units]


def _redactions(root: Path, sealed: Sealed | None) -> list[Problem]:
    """What is wrong with redactions, and those that wait."""
    redactions, problems = read_redactions(scan(root))
    return [*problems, *(waiting_redactions(redactions) if not (sealed and sealed.draft) else [])]


def _doubts(corpus: Corpus, sealed: Sealed, remembered: Remembered, row: Row) -> list[Problem]:
    issue = issue_codec().decode(remembered.issues([row])[row.id])
    return issue_doubts(corpus, issue, sealed)


def _others_key(corpus: Corpus, sealed: Sealed) -> str:
    record = (corpus.releases, corpus.people, corpus.pages, corpus.site.pledges, corpus.products)
    return mixed(version(), str(sealed.whole), *map(sealed.state, ALLOTTED), *(fingerprint(part) for part in record))
