"""The plan of a seal: what is new or changed in the record, as entries with their words; and what a seal refuses."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from onrecord.model import Problem, Where
from onrecord.seal.compare import Change, change_of, needs_amendment
from onrecord.seal.leaves import Leaf, leaf
from onrecord.seal.ledger import ALLOTTED, Ledger, Version
from onrecord.seal.units import Key, Unit
from onrecord.seal.words import Blob, blob_of

Held = Callable[[Version], Blob | None]
"""The words of a version; None where all of it was erased."""
LOG = "content/log"


@dataclass(frozen=True, slots=True)
class Step:
    """An entry to append: what it is, in words, and the words that go with it."""

    leaf: Leaf
    told: str
    blob: Blob | None = None


@dataclass(slots=True)
class Plan:
    """What a seal appends, in order, and what keeps it from sealing."""

    steps: list[Step] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sealing:
    """What a plan is made with: what the log comes to (it grows with the plan), the words that lie beside it, the time of the new
    entries, and where salts come from."""

    ledger: Ledger
    held: Held
    at: datetime
    salt: Callable[[], bytes]


def plan_of(sealing: Sealing, units: Iterable[Unit], former: Mapping[Key, Key], redacted: Container[str] = ()) -> Plan:
    """What is to be sealed of the units of a record. `former` has the keys that units had before they were renamed, and those they
    have now; `redacted` are those of which something was just removed, so that other words need no amendment."""
    plan, names = Plan(), names_of(sealing.ledger, sealing.held, former)
    seen = set[str]()
    aliases = {old[1]: new[1] for old, new in former.items() if old[0] == "h"}
    for unit in units:
        id = names.get(unit.key) or _next(sealing.ledger, unit.key)
        seen.add(id)
        _take(sealing, plan, unit, id, aliases, id in redacted)
    plan.problems += gone(sealing.ledger, [id for id in sealing.ledger.versions if id not in seen])
    return plan


def names_of(ledger: Ledger, held: Held, former: Mapping[Key, Key]) -> dict[Key, str]:
    """What the log calls the units that it numbers itself, by what the record calls them now."""
    found: dict[Key, str] = {}
    for id, versions in ledger.versions.items():
        kind = id.partition(".")[0]
        blob = held(versions[-1]) if kind in ALLOTTED else None
        if blob:
            key = _key(kind, blob)
            found[former.get(key, key)] = id
    return found


def _key(kind: str, blob: Blob) -> Key:
    """What the record calls a unit, after its words."""
    framed = blob.framed
    if kind == "r":
        return ("r", str(framed["product"]), str(framed["version"]))
    return ("h", blob.values["author"]) if kind == "h" else ("p", str(framed.get("page", "")))


def _next(ledger: Ledger, key: Key) -> str:
    return f"{key[1]}.{key[2]}" if key[0] == "m" else f"{key[0]}.{ledger.allotted[key[0]] + 1}"


def _take(sealing: Sealing, plan: Plan, unit: Unit, id: str, aliases: Mapping[str, str], is_redacted: bool) -> None:
    before, why = sealing.ledger.newest(id), "new"
    blob = sealing.held(before) if before else None
    if before and blob:
        change = change_of(unit, before, blob, aliases)
        if change is Change.NONE:
            return
        if not is_redacted and needs_amendment(unit, before, blob, change):
            plan.problems.append(_changed(unit, id, before))
            return
        why = "without what was erased" if is_redacted else f"{change.value} changed"
    blob = blob_of(unit.parts, unit.frame, sealing.salt)
    n = len(sealing.ledger.versions.get(id, ())) + 1
    entry = leaf("publish", sealing.at, c=blob.c, f=blob.f, id=id, n=n, role=unit.role.value, m=unit.rule)
    sealing.ledger.add(entry)
    plan.steps.append(Step(entry, f"{called(unit.key)} ({id}), version {n}: {why}", blob))


def called(key: Key) -> str:
    """A unit in words."""
    match key:
        case ("m", issue, "0"):
            return f"what the company says of issue {issue}"
        case ("m", issue, message):
            return f"message {message} of issue {issue}"
        case ("r", product, version):
            return f"the release {product} {version}"
        case ("h", alias):
            return f"the person {alias}"
        case ("p", ""):
            return "the pledges"
        case _:
            return f"the page {key[-1]}"


def _changed(unit: Unit, id: str, before: Version) -> Problem:
    hint = (
        "put the words back as they were, or say why beside them: "
        f'"amendment: {{by: author, why: …, at: {before.at.date()}}}" with the day of the change; '
        f'to remove words, run "onrecord redact {id}"'
    )
    return Problem(unit.where, f"the words of {called(unit.key)} are not those that were sealed on {before.at.date()}", hint)


def gone(ledger: Ledger, missing: Iterable[str]) -> list[Problem]:
    """What was sealed and is missing in the record, although nothing says that it was removed."""
    lost = [id for id in missing if not ledger.is_gone(ledger.versions[id][-1].index)]
    return [
        Problem(
            Where(LOG),
            f"{id} was sealed on {ledger.versions[id][-1].at.date()} and is gone from the record",
            f'put it back (its words lie in {LOG}/blobs), or run "onrecord redact {id}" and say why',
        )
        for id in lost
    ]
