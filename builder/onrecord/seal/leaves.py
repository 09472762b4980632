"""Leaves: the entries of the log, each canonical JSON without a free word in it.

A leaf is ASCII, its names sorted, nothing between its signs, its numbers whole; so each has one spelling, and what it says is a
closed vocabulary: hashes, numbers, times, and words from lists.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

from onrecord.log import base64
from onrecord.log.errors import LogError
from onrecord.log.note import read_verifier
from onrecord.model import By, Why

Value = str | int | list[str]
LARGEST = (1 << 53) - 1
"""The largest number: what every reader of JSON can hold."""


ROLES = ("customer", "company", "observer")
RULES = ("none/1", "text/1", "markdown/1")
"""The rules by which words become HTML."""
USES = ("log", "receipts")
"""What a key signs."""
_UNIT = re.compile(r"(?:(?:[a-z]{1,12}-)?[1-9][0-9]*\.(?:0|[1-9][0-9]*)|[rhp]\.[1-9][0-9]*)")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_ORIGIN = re.compile(r"[a-z0-9][a-z0-9.:-]*(?:/[A-Za-z0-9._~-]+)*")
_PARTS = re.compile(r"(?:author|title|wants|lang|format|frame|(?:body|attachment)\.[1-9][0-9]*)")


@dataclass(frozen=True, slots=True)
class Leaf:
    """An entry: its kind, its time, and the fields of that kind."""

    kind: str
    at: datetime
    fields: Mapping[str, Value]

    @property
    def data(self) -> bytes:
        """The entry as it is hashed. LogError for fields that its kind does not have, and for values that they may not have."""
        _check(self)
        return _bytes({"k": self.kind, "t": time_text(self.at), **self.fields})


def leaf(kind: str, at: datetime, **fields: Value | bytes | None) -> Leaf:
    """An entry of a kind; bytes stand in base64, and a field that is None does not stand at all."""
    said = {
        name: base64.encode(value) if isinstance(value, bytes) else value for name, value in fields.items() if value is not None
    }
    return Leaf(kind, at, MappingProxyType(said))


def read_leaf(data: bytes) -> Leaf:
    """An entry of the log. LogError for bytes that are none, or not in the one spelling that it has."""
    try:
        held = json.loads(data.decode("ascii"))
    except (ValueError, RecursionError) as error:
        raise LogError("an entry is JSON in ASCII") from error
    if not isinstance(held, dict) or not isinstance(held.get("k"), str) or not isinstance(held.get("t"), str):
        raise LogError("an entry has a kind and a time")
    found = Leaf(held.pop("k"), read_time(held.pop("t")), MappingProxyType(held))
    if found.data != data:
        raise LogError("an entry is spelt in one way only")
    return found


def time_text(at: datetime) -> str:
    """A time as it stands in the log: in whole seconds, UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_time(text: str) -> datetime:
    """A time of the log. LogError for what is none."""
    try:
        if _TIME.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    raise LogError(f"a time of the log stands as in 2026-11-21T18:00:00Z, not {text[:30]!a}")


def _bytes(held: Mapping[str, Value]) -> bytes:
    return json.dumps(dict(held), sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode("ascii")


def _check(entry: Leaf) -> None:
    kind = KINDS.get(entry.kind)
    if kind is None:
        raise LogError(f"no entry is of the kind {entry.kind[:30]!a}")
    known = {name.removesuffix("?"): check for name, check in kind.items()}
    if not known.keys() & kind.keys() <= entry.fields.keys() <= known.keys():
        raise LogError(f"an entry of the kind {entry.kind} has the fields {', '.join(kind)}")
    for name, value in entry.fields.items():
        if not known[name](value):
            raise LogError(f"an entry of the kind {entry.kind} cannot have this {name}")


def _read_by(read: Callable[[str], object]) -> Callable[[Value], bool]:
    """Whether a value is a text that can be read so."""

    def check(value: Value) -> bool:
        try:
            return isinstance(value, str) and value.isascii() and read(value) is not None
        except LogError:
            return False

    return check


def _like(pattern: re.Pattern[str]) -> Callable[[Value], bool]:
    return lambda value: isinstance(value, str) and bool(pattern.fullmatch(value))


def _one_of(*words: str) -> Callable[[Value], bool]:
    return lambda value: isinstance(value, str) and value in words


def _many(check: Callable[[Value], bool]) -> Callable[[Value], bool]:
    return lambda value: isinstance(value, list) and 0 < len(value) == len(set(map(str, value))) and all(map(check, value))


def _number(least: int) -> Callable[[Value], bool]:
    return lambda value: type(value) is int and least <= value <= LARGEST


IS_HASH, IS_KEY, IS_TIME = _read_by(lambda text: base64.decode(text, 32)), _read_by(read_verifier), _read_by(read_time)
WHY, BY = _one_of(*(one.value for one in Why)), _one_of(*(one.value for one in By))
KINDS: Mapping[str, Mapping[str, Callable[[Value], bool]]] = {
    "log": {"origin": _like(_ORIGIN), "keys": _many(IS_KEY), "receipts?": _many(IS_KEY), "after?": IS_HASH},
    "publish": {
        "id": _like(_UNIT),
        "n": _number(1),
        "c": IS_HASH,
        "f": IS_HASH,
        "role": _one_of(*ROLES),
        "m": _one_of(*RULES),
        "a?": lambda value: value == 1 and type(value) is int,
    },
    "redact": {"of": _number(0), "parts?": _many(_like(_PARTS)), "why": WHY, "by": BY},
    "receipt": {"c": IS_HASH, "due": IS_TIME},
    "decline": {"of": _number(0), "why": WHY, "by": BY},
    "key": {"use": _one_of(*USES), "add?": IS_KEY, "retire?": IS_KEY},
    "beat": {},
}
"""The kinds of entries: their fields (`?`: may be lacking), and what each may be.

`log` begins a log (`after`: the root of the log that it goes on from); `publish` is a version `n` of a unit `id`; `redact` erases
parts (all, where none are named) of the version at the index `of`; `receipt` was given for words with the commitment `c`;
`decline` says why those of the receipt at `of` are not published; `key` adds or retires a key; `beat` says that all is well.
"""
