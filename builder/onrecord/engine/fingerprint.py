"""Fingerprints: a digest of a frozen value and all that it holds, by what it is and not by what is stated of it."""

# ruff: noqa: ANN401 - a view holds values of any type

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from hashlib import sha256
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo

_WITHOUT_REFERENCES = 2
"""The last form of Python's own serialisation in which only values count, and not which of them are one object. It is the fastest
there is by far, and nothing is ever read from it."""

# What stands first in the list that a value becomes: of a dataclass its name, a text; of anything else one of these numbers.
_TUPLE, _LIST, _MAPPING, _ENUM, _TEXT, _BYTES, _TIME, _ZONE = range(8)


def fingerprint(value: object) -> str:
    """The SHA-256 (hex) of a value: equal for two values only if every page made of them is.

    It covers the class and every field of each dataclass (except private caches: fields that begin with `_` and take no part in
    comparisons), the class of a text that is of a class of its own, and the order of mappings. TypeError for a value that holds
    what states no order (a set) or is no plain value (a function).
    """
    return sha256(marshal.dumps(_seen(value), _WITHOUT_REFERENCES)).hexdigest()


def _seen(value: Any) -> Any:
    kind = value.__class__
    return value if kind in _PLAIN else _ways[kind](value)


class _Ways(dict[type, Callable[[Any], Any]]):
    """What is seen of the values of a class, found when its first value is met."""

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        self[kind] = _way(kind)
        return self[kind]


def _way(kind: type) -> Callable[[Any], Any]:
    name = f"{kind.__module__}.{kind.__qualname__}"
    if is_dataclass(kind):
        return _fields_of(kind, name)
    if issubclass(kind, Enum):
        return lambda member: [_ENUM, name, member.name]
    if issubclass(kind, str):
        return lambda text: [_TEXT, name, str(text)]
    if issubclass(kind, Mapping):
        return lambda mapping: [_MAPPING, *(_seen(part) for item in mapping.items() for part in item)]
    raise TypeError(f"no fingerprint of a value of {kind!r}")


def _fields_of(kind: type, name: str) -> Callable[[Any], Any]:
    names = [f.name for f in fields(kind) if f.compare or not f.name.startswith("_")]
    if len(names) < 2:  # of which `attrgetter` gives no tuple
        return lambda value: [name, *(_seen(getattr(value, field)) for field in names)]
    values = attrgetter(*names)

    def seen(value: Any) -> Any:
        return [name, *[one if (kind := one.__class__) in _PLAIN else _ways[kind](one) for one in values(value)]]

    return seen


def _members(number: int) -> Callable[[Any], Any]:
    def seen(values: Any) -> Any:
        return [number, *[one if (kind := one.__class__) in _PLAIN else _ways[kind](one) for one in values]]

    return seen


_PLAIN = frozenset({str, int, bool, float, type(None)})
_ways = _Ways(
    {
        tuple: _members(_TUPLE),
        list: _members(_LIST),
        bytes: lambda value: [_BYTES, value.decode("latin-1")],
        date: lambda value: [_TIME, value.isoformat()],
        datetime: lambda value: [_TIME, value.isoformat(), value.fold, value.tzname(), _seen(getattr(value.tzinfo, "key", None))],
        ZoneInfo: lambda value: [_ZONE, value.key],
    }
)
