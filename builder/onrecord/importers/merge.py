"""What a changed source changes: three readings of a record (as it was brought in, as it stands here, as it comes now) made one.

A field that stands here as it was brought in follows the source. One that was edited here is kept; where the source changed it
too, that is a conflict, which is reported and left to people. What the source does not speak of is never touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.importers.lock import Entry, digest
from onrecord.read.canonical import ORDER
from onrecord.read.emit import Value

HEADER = ("id", "type", "product", "components", "severity", "tags", "duplicate_of", "counted", "quote", "source")
TOP = (*HEADER, *ORDER, "thread")
Fields = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Merged:
    """A record after an import: its fields, the top fields that differ from before, and what is recorded of it in the lock.
    `conflicts` are fields changed on both sides, `gone` are messages that the source no longer has, `removed` those taken away
    here that the source has changed since."""

    fields: dict[str, Value]
    changed: tuple[str, ...]
    entry: Entry
    conflicts: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(slots=True)
class Ledger:
    """The digests known before, those to be kept, and the conflicts met, of one record being merged."""

    before: Mapping[str, str] | None
    digests: dict[str, str] = field(default_factory=dict)
    conflicts: list[str] = field(default_factory=list)

    def settle(self, name: str, here: Value | None, comes: Value | None) -> Value | None:
        """The value that a field has after the import."""
        here, comes = even(here), even(comes)
        base = None if self.before is None else self.before.get(name)
        known = self.before is not None
        follows = here == comes or (digest(here) == base if known else here is None)
        kept = comes if follows else here
        if not follows and not (known and digest(comes) == base):
            self.conflicts.append(name)
        recorded = digest(comes) if follows else base
        if recorded is not None:
            self.digests[name] = recorded
        return kept

    def names(self, comes: Fields, within: str = "") -> list[str]:
        """The fields to be settled: those that come, and those that came before."""
        before = [n[len(within) :] for n in self.before or {} if n.startswith(within)]
        return list(dict.fromkeys([*comes, *(n for n in before if "/" not in n)]))


def merge(here: Fields, comes: Fields, entry: Entry | None, taken: Sequence[int] = ()) -> Merged:
    """A record of the project with what comes from its source now. `taken` are message numbers used elsewhere (in its folder)."""
    ledger = Ledger(entry.digests if entry else None)
    fields = {n: v for n, v in here.items() if n != "thread"}
    for name in ledger.names({n: v for n, v in comes.items() if n not in ("id", "thread")}):
        put(fields, name, ledger.settle(name, here.get(name), comes.get(name)))
    thread, numbers, gone = merge_thread(messages(here), messages(comes), entry, ledger, taken)
    put(fields, "thread", thread or None)
    changed = tuple(n for n in sorted({*fields, *here}, key=place) if even(fields.get(n)) != even(here.get(n)))
    known = Entry(str(here["id"]), numbers, ledger.digests)
    return Merged(ordered(fields, TOP), changed, known, tuple(ledger.conflicts), gone)


def merge_thread(
    here: Sequence[Fields], comes: Sequence[Fields], entry: Entry | None, ledger: Ledger, taken: Sequence[int]
) -> tuple[list[Value], dict[str, int], tuple[str, ...]]:
    """The messages after an import, their numbers by their keys, and the keys of those that the source no longer has."""
    numbers = dict(entry.messages) if entry else {}
    thread: list[Value] = []
    places = {message_key(m): n for n, m in enumerate(here) if message_key(m)}
    thread.extend(here)
    used = [*taken, *numbers.values(), *(number_of(m) for m in here), 1]
    for message in comes:
        key = message_key(message)
        if key in places:
            old = here[places[key]]
            thread[places[key]] = merge_message(old, message, key, ledger)
            numbers[key] = number_of(old)
        elif key in numbers:
            keep_away(message, key, ledger)
        else:
            numbers[key] = max(used) + 1
            used.append(numbers[key])
            thread.append({**message, "id": str(numbers[key])})
            for name in message:
                ledger.settle(f"{key}/{name}", None, message[name] if name != "id" else None)
    coming = {message_key(m) for m in comes}
    gone = tuple(key for key in numbers if key not in coming and key in places)
    for key in numbers:
        if key not in coming:
            ledger.digests.update({n: d for n, d in (ledger.before or {}).items() if n.startswith(f"{key}/")})
    return thread, numbers, gone


def merge_message(here: Fields, comes: Fields, key: str, ledger: Ledger) -> Value:
    """One message after an import; its number stays."""
    fields = dict(here)
    for name in ledger.names({n: v for n, v in comes.items() if n != "id"}, f"{key}/"):
        put(fields, name, ledger.settle(f"{key}/{name}", here.get(name), comes.get(name)))
    return {n: fields[n] for n in dict.fromkeys([*(n for n in comes if n in fields), *fields])} if fields != here else fields


def keep_away(comes: Fields, key: str, ledger: Ledger) -> None:
    """A message that was taken away here stays away; that the source changed it since is a conflict."""
    before = ledger.before or {}
    for name, value in comes.items():
        known = before.get(f"{key}/{name}")
        if name != "id" and known is not None:
            ledger.digests[f"{key}/{name}"] = known
            if known != digest(even(value)):
                ledger.conflicts.append(f"{key}/{name}")


def messages(fields: Fields) -> list[Fields]:
    """The messages of a record's thread."""
    thread = fields.get("thread")
    if not isinstance(thread, Sequence) or isinstance(thread, str):
        return []
    return [m for m in thread if isinstance(m, Mapping)]


def message_key(message: Fields) -> str:
    """The key under which a source speaks of a message: what follows the last `#` of its foreign id; empty for one's own."""
    source = message.get("source")
    id = source.get("id") if isinstance(source, Mapping) else None
    return id.rpartition("#")[2] if isinstance(id, str) and "#" in id else ""


def number_of(message: Fields) -> int:
    """A message's number; 0 where it has none that can be read."""
    id = message.get("id")
    return int(id) if isinstance(id, str) and id.isdecimal() else 0


def even(value: Value | None) -> Value | None:
    """A value as reading makes it: texts without trailing white space, fields left empty left out."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").rstrip()
    if isinstance(value, Mapping):
        return {n: v for n, item in value.items() if (v := even(item)) is not None}
    if isinstance(value, Sequence):
        return [v for item in value if (v := even(item)) is not None]
    return None


def put(fields: dict[str, Value], name: str, value: Value | None) -> None:
    """Set a field, or take it out."""
    if value is None:
        fields.pop(name, None)
    else:
        fields[name] = value


def ordered(fields: Fields, order: Sequence[str]) -> dict[str, Value]:
    """Fields in canonical order; unknown ones last, as they stood."""
    return {n: fields[n] for n in dict.fromkeys([*(n for n in order if n in fields), *fields])}


def place(name: str) -> tuple[int, str]:
    """Where a field stands in canonical order."""
    return (TOP.index(name) if name in TOP else len(TOP), name)
