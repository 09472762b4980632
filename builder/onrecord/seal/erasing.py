"""Erasing: what a redaction takes away, as entries of the log, and as what is removed of the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.model import Corpus, Problem, Redaction
from onrecord.seal.leaves import leaf
from onrecord.seal.ledger import ALL as WHOLE
from onrecord.seal.ledger import Erasure, Ledger, Version
from onrecord.seal.plan import Sealing, Step
from onrecord.seal.removal import ALL, Gone, gone_of
from onrecord.seal.words import FRAME, Blob

REPEATED = "translations"
"""What of a frame says again what an author said."""


@dataclass(slots=True)
class Erasing:
    """What redactions come to: entries, what is removed of messages and which people, and what is wrong with them. `done` has the
    index of the first entry of each redaction by its place in the file."""

    steps: list[Step] = field(default_factory=list)
    gone: dict[tuple[str, int], Gone] = field(default_factory=dict)
    people: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    done: dict[int, int] = field(default_factory=dict)


def erase(sealing: Sealing, corpus: Corpus, redactions: Sequence[Redaction]) -> Erasing:
    """What the pending redactions of a record take away; the log's ledger grows with it."""
    erasing = Erasing()
    for place, redaction in enumerate(redactions):
        if redaction.entry is None:
            size = sealing.ledger.size
            take = _person if redaction.person else _unit
            take(sealing, corpus, redaction, erasing)
            if sealing.ledger.size > size:
                erasing.done[place] = size
    return erasing


def carried_out(sealing: Sealing, redactions: Iterable[Redaction], redaction: Redaction) -> int | None:
    """The entry that carried out a redaction beside which no entry is written: a seal was killed before it could. None for none."""
    claimed = {one.entry for one in redactions if one.entry is not None}
    for unit, versions in sealing.ledger.versions.items():
        for version in versions if _meant(sealing, unit, versions, redaction) else ():
            for erasure in sealing.ledger.erased.get(version.index, ()):
                if (erasure.why, erasure.by) == (redaction.why.value, redaction.by.value) and erasure.index not in claimed:
                    return _first(sealing.ledger, unit, erasure)
    return None


def _meant(sealing: Sealing, unit: str, versions: Iterable[Version], redaction: Redaction) -> bool:
    """Whether a redaction speaks of a unit (of that of a person, as long as their words are there)."""
    if redaction.person:
        return unit.startswith("h.") and any(_speaks(sealing, version, {redaction.person}) for version in versions)
    return unit == redaction.unit


def _first(ledger: Ledger, unit: str, erasure: Erasure) -> int:
    """The first entry of the redaction that an entry belongs to."""
    same = [one.index for version in ledger.versions[unit] for one in ledger.erased.get(version.index, ()) if one.at == erasure.at]
    return min(same)


def _unit(sealing: Sealing, _: Corpus, redaction: Redaction, erasing: Erasing) -> None:
    """Parts of one unit, or all of it."""
    unit = redaction.unit or ""
    versions = sealing.ledger.versions.get(unit)
    newest = sealing.held(versions[-1]) if versions else None
    where = redaction.marks.of("unit")
    if versions is None or newest is None:
        what = "was never sealed" if versions is None else "was erased already"
        erasing.problems.append(Problem(where, f"{unit} {what}", 'is the unit right? "onrecord log show" lists them all'))
        return
    named = newest.values
    lacking = [part for part in redaction.parts if part not in named and part not in (ALL, FRAME)]
    if lacking:
        hint = f"it has {', '.join(named)}"
        erasing.problems.append(Problem(redaction.marks.of("part"), f"{unit} has no part {', '.join(lacking)}", hint))
        return
    whole = ALL in redaction.parts
    wanted = {} if whole else {part: named.get(part, "") for part in redaction.parts}
    _cut(sealing, unit, versions, wanted, redaction, erasing)
    _remember(erasing, unit, Gone((ALL,)) if whole else gone_of(wanted))


def _cut(
    sealing: Sealing, unit: str, versions: Iterable[Version], wanted: Mapping[str, str], redaction: Redaction, erasing: Erasing
) -> None:
    """The entries that erase parts from every version that says the same there; everything, where none are wanted."""
    for version in list(versions):
        blob = sealing.held(version)
        if blob is None:
            continue
        parts = parts_of(blob, wanted) if wanted else list(WHOLE)
        if not parts:
            continue
        named = None if tuple(parts) == WHOLE else parts
        entry = leaf("redact", sealing.at, of=version.index, parts=named, why=redaction.why.value, by=redaction.by.value)
        sealing.ledger.add(entry)
        what = "all" if named is None else ", ".join(named)
        erasing.steps.append(Step(entry, f"{unit}, entry {version.index}: erased {what} ({redaction.why.value})"))


def parts_of(blob: Blob, wanted: Mapping[str, str]) -> list[str]:
    """The parts of a version that say what is to be erased; with them the frame, where it says it in other languages again."""
    sought = {(name.partition(".")[0], value.rstrip()) for name, value in wanted.items()}
    found = [name for name, value in blob.values.items() if (name.partition(".")[0], value.rstrip()) in sought]
    repeats = REPEATED in blob.framed and any(name.partition(".")[0] in ("title", "wants", "body") for name in found)
    return [*found, *([FRAME] if FRAME in wanted or (repeats and FRAME not in found) else [])]


def _person(sealing: Sealing, corpus: Corpus, redaction: Redaction, erasing: Erasing) -> None:
    """A person: what is said of them, and their alias wherever they spoke."""
    alias = redaction.person or ""
    if alias not in corpus.people:
        erasing.problems.append(Problem(redaction.marks.of("person"), f"unknown person {alias}", "is the alias right?"))
        return
    names = {alias, *corpus.people[alias].formerly}
    erasing.people.append(alias)
    for unit, versions in list(sealing.ledger.versions.items()):
        if unit.startswith("h."):
            _cut(sealing, unit, [v for v in versions if _speaks(sealing, v, names)], {}, redaction, erasing)
        elif unit[0] not in "rp":
            spoke = [(v, blob) for v in versions if (blob := sealing.held(v)) and blob.values.get("author") in names]
            for version, blob in spoke:
                _cut(sealing, unit, [version], {"author": blob.values["author"]}, redaction, erasing)
            if spoke:
                _remember(erasing, unit, Gone(("author",)))


def _speaks(sealing: Sealing, version: Version, names: set[str]) -> bool:
    blob = sealing.held(version)
    return blob is not None and blob.values.get("author") in names


def _remember(erasing: Erasing, unit: str, gone: Gone) -> None:
    issue, _, number = unit.rpartition(".")
    if issue in ("r", "h", "p") or not number.isdigit() or number == "0":
        return
    key = (issue, int(number))
    before = erasing.gone.get(key, Gone())
    erasing.gone[key] = Gone((*before.names, *gone.names), before.values | gone.values)
