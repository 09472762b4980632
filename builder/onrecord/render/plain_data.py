"""Records as plain data: what a dataclass holds, as JSON can write it. `schemas` says the same of their types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any

from onrecord.model import When

AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})
"""The kinds of values that are plain data."""
UNSAID = "marks"
"""Where a record stands in its file concerns nobody."""


def fields_of(record: Any, leave: tuple[str, ...] = ()) -> dict[str, Any]:  # noqa: ANN401 - any dataclass of the record
    """A record's fields as plain data, but for where they stand in their file, and for some that are left out."""
    kind: type = type(record)
    names, values = _reader(kind, leave)
    return dict(zip(names, map(value_of, values(record)), strict=True))


@cache
def _reader(kind: type, leave: tuple[str, ...]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of a dataclass's fields, and what reads their values; found once."""
    names = tuple(field.name for field in fields(kind) if field.name != UNSAID and field.name not in leave)
    if len(names) > 1:
        return names, attrgetter(*names)
    return names, lambda record: tuple(getattr(record, name) for name in names)


def value_of(value: Any) -> Any:  # noqa: ANN401 - whatever the record holds
    """A value of the record as plain data."""
    kind: type = type(value)
    return value if kind in AS_THEY_ARE else _plainly(kind)(value)


@cache
def _plainly(kind: type) -> Callable[[Any], Any]:
    """What makes plain data of a kind of values; found once."""
    kinds: tuple[tuple[type, Callable[[Any], Any]], ...] = (
        (When, lambda when: {"at": when_text(when), "claimed": when.claimed or None, "doubtful": when.doubtful}),
        (Enum, lambda member: member.value),
        (date, lambda day: day.isoformat()),
        (Mapping, lambda held: {key: value_of(of) for key, of in held.items()}),
        (tuple, lambda held: [value_of(of) for of in held]),
        (list, lambda held: [value_of(of) for of in held]),
    )
    for known, plainly in kinds:
        if issubclass(kind, known):
            return plainly
    return fields_of if is_dataclass(kind) else lambda value: value


def when_text(when: When) -> str | None:
    """A time as ISO 8601, a day or an instant; None for one that nobody knows."""
    if when.instant is not None:
        return when.instant.isoformat(timespec="seconds")
    return when.day.isoformat() if when.day else None
