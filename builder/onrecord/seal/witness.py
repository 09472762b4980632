"""The witness: the record held against the log, so that nothing is published that differs from what was sealed."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Corpus, Issue, Problem, Redaction
from onrecord.seal.compare import Change, change_of
from onrecord.seal.ledger import ALLOTTED
from onrecord.seal.plan import called, gone, names_of
from onrecord.seal.sealed import Sealed
from onrecord.seal.units import Unit, aliases_of, former_of, issue_units, other_units

HINT = 'seal it ("onrecord seal"), put it back as it was, or build a draft ("onrecord build --draft")'


def issue_doubts(corpus: Corpus, issue: Issue, sealed: Sealed) -> list[Problem]:
    """How an issue differs from what was sealed of it. What was never sealed is a doubt only where everything has to be."""
    units = {f"{issue.id}.{unit.key[2]}": unit for unit in issue_units(corpus, issue)}
    found = [problem for id, unit in units.items() for problem in _doubt(corpus, unit, id, sealed)]
    return [*found, *gone(sealed.ledger, [id for id in sealed.units.get(issue.id, ()) if id not in units])]


def other_doubts(corpus: Corpus, sealed: Sealed) -> list[Problem]:
    """How releases, people, pledges and pages differ from what was sealed of them."""
    names = names_of(sealed.ledger, sealed.words, former_of(corpus))
    units = {unit.key: unit for unit in other_units(corpus)}
    found = [problem for key, unit in units.items() for problem in _doubt(corpus, unit, names.get(key, ""), sealed)]
    here = {id for key, id in names.items() if key in units}
    return [*found, *gone(sealed.ledger, [id for kind in ALLOTTED for id in sealed.units.get(kind, ()) if id not in here])]


def waiting_redactions(redactions: tuple[Redaction, ...]) -> list[Problem]:
    """The redactions that nothing has carried out yet: what they name would be published once more."""
    told = 'carry it out ("onrecord seal")'
    return [
        Problem(one.marks.start, f"a redaction of {one.unit or one.person} waits", told) for one in redactions if one.entry is None
    ]


def _doubt(corpus: Corpus, unit: Unit, id: str, sealed: Sealed) -> Iterator[Problem]:
    version = sealed.ledger.newest(id)
    if version is None:
        if sealed.whole:
            yield Problem(unit.where, f"{called(unit.key)} was never sealed", 'run "onrecord seal"')
        return
    blob = sealed.words(version)
    change = change_of(unit, version, blob, aliases_of(corpus)) if blob else Change.WORDS
    if change is not Change.NONE:
        yield Problem(unit.where, f"{called(unit.key)}: {change.value} changed since they were sealed on {version.at.date()}", HINT)
