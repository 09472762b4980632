"""The ledger: what the entries of a log come to, one after the other: versions, erasures, receipts, and the keys in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from onrecord.log.errors import LogError
from onrecord.seal.leaves import Leaf

ALLOTTED = ("r", "h", "p")
"""The kinds of units whose numbers the log allots, one after the other."""
ALL = ("all",)
"""The parts of an erasure of everything."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a unit, and the index at which it stands. `f` is the commitment to its frame, `c` that to its parts."""

    index: int
    at: datetime
    c: str
    f: str
    role: str
    rule: str
    adopted: bool


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was erased of a version: its parts (`ALL` for the whole), and where, when and why."""

    index: int
    at: datetime
    parts: tuple[str, ...]
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt: the commitment to the words, when it was given, and by when they are due."""

    index: int
    at: datetime
    c: str
    due: str


@dataclass(slots=True)
class Ledger:
    """What a log comes to so far. It grows by entries, each of which is held against those before it.

    `versions` has those of each unit, the first first; `units` says whose version stands at an index; `erased` has what was erased
    of the version at an index; `declined` the entry that says why the words of the receipt at an index are not published; `keys`
    those in force, by what they sign, `ever` all that ever signed the log.
    """

    size: int = 0
    at: datetime | None = None
    origin: str = ""
    versions: dict[str, list[Version]] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)
    erased: dict[int, list[Erasure]] = field(default_factory=dict)
    receipts: dict[int, Receipt] = field(default_factory=dict)
    declined: dict[int, Leaf] = field(default_factory=dict)
    keys: dict[str, list[str]] = field(default_factory=lambda: {"log": [], "receipts": []})
    ever: list[str] = field(default_factory=list)
    allotted: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ALLOTTED, 0))

    def add(self, leaf: Leaf) -> None:
        """Take one more entry. LogError where it does not go with those before it; then nothing is taken."""
        if (self.size == 0) != (leaf.kind == "log"):
            raise LogError("a log begins with the entry that says so, and has no other of the kind")
        if self.at and leaf.at < self.at:
            raise LogError("time runs backwards")
        _TAKE[leaf.kind](self, leaf.fields, leaf)
        self.size, self.at = self.size + 1, leaf.at

    def newest(self, unit: str) -> Version | None:
        """The newest version of a unit."""
        return self.versions[unit][-1] if unit in self.versions else None

    def is_rest(self, version: Version, versions: Iterable[Version]) -> bool:
        """Whether a version is what was left when something of those before it was erased."""
        return any(erasure.at == version.at for one in versions for erasure in self.erased.get(one.index, ()) if one is not version)

    def is_gone(self, index: int) -> bool:
        """Whether everything of the version at an index was erased."""
        return any(erasure.parts == ALL for erasure in self.erased.get(index, ()))


def ledger_of(leaves: Iterable[Leaf]) -> Ledger:
    """What entries come to. LogError, with the index, for one that does not go with those before it."""
    ledger = Ledger()
    for leaf in leaves:
        try:
            ledger.add(leaf)
        except LogError as error:
            raise LogError(f"entry {ledger.size}: {error}") from error
    return ledger


Fields = Mapping[str, object]


def _begin(ledger: Ledger, fields: Fields, _: Leaf) -> None:
    ledger.origin = str(fields["origin"])
    ledger.keys = {"log": [*_texts(fields["keys"])], "receipts": [*_texts(fields.get("receipts", []))]}
    ledger.ever = [*ledger.keys["log"]]


def _publish(ledger: Ledger, fields: Fields, leaf: Leaf) -> None:
    unit, n = str(fields["id"]), fields["n"]
    before = ledger.versions.get(unit, [])
    if n != len(before) + 1:
        raise LogError(f"after version {len(before)} of {unit} comes {len(before) + 1}, not {n}")
    kind, _, number = unit.partition(".")
    if kind in ALLOTTED and not before and int(number) != ledger.allotted[kind] + 1:
        raise LogError(f"the next unit of its kind is {kind}.{ledger.allotted[kind] + 1}, not {unit}")
    if kind in ALLOTTED and not before:
        ledger.allotted[kind] += 1
    c, f, role, rule = (str(fields[name]) for name in ("c", "f", "role", "m"))
    ledger.versions.setdefault(unit, []).append(Version(ledger.size, leaf.at, c, f, role, rule, "a" in fields))
    ledger.units[ledger.size] = unit


def _redact(ledger: Ledger, fields: Fields, leaf: Leaf) -> None:
    of, parts = _index(fields["of"]), tuple(_texts(fields.get("parts", ALL)))
    if of not in ledger.units:
        raise LogError(f"at {of} stands no version of anything")
    before = {part for erasure in ledger.erased.get(of, ()) for part in erasure.parts}
    if before & {*parts, *ALL}:
        raise LogError(f"of the version at {of} that was erased before")
    ledger.erased.setdefault(of, []).append(Erasure(ledger.size, leaf.at, parts, str(fields["why"]), str(fields["by"])))


def _receipt(ledger: Ledger, fields: Fields, leaf: Leaf) -> None:
    ledger.receipts[ledger.size] = Receipt(ledger.size, leaf.at, str(fields["c"]), str(fields["due"]))


def _decline(ledger: Ledger, fields: Fields, leaf: Leaf) -> None:
    of = _index(fields["of"])
    if of not in ledger.receipts or of in ledger.declined:
        raise LogError(f"at {of} stands no receipt that is open")
    ledger.declined[of] = leaf


def _key(ledger: Ledger, fields: Fields, _: Leaf) -> None:
    use, added, retired = str(fields["use"]), fields.get("add"), fields.get("retire")
    held = [*ledger.keys[use]]
    if not added and not retired:
        raise LogError("a key is added or retired")
    if added in held or (retired and retired not in held):
        raise LogError("a key is added that is in force, or one retired that is not")
    held = [key for key in held if key != retired] + ([str(added)] if added else [])
    if use == "log" and not held:
        raise LogError("no key is left that signs the log")
    ledger.keys = {**ledger.keys, use: held}
    ledger.ever += [str(added)] if added and use == "log" else []


def _beat(_: Ledger, __: Fields, ___: Leaf) -> None:
    """All is well."""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()


def _index(value: object) -> int:
    return value if isinstance(value, int) else -1


_TAKE = {
    "log": _begin,
    "publish": _publish,
    "redact": _redact,
    "receipt": _receipt,
    "decline": _decline,
    "key": _key,
    "beat": _beat,
}
