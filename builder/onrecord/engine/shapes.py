"""Shapes: how the values of one type become what JSON can hold, and how they come back; any other value is refused."""

# ruff: noqa: ANN401 - a shape is made for values of any type, and is there to tell whether they are of it

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum, Flag
from typing import Any, NoReturn

from onrecord.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """How the values of one type travel: `to` what JSON can hold (TypeError for a value of another type), and `back` (ValueError,
    TypeError, KeyError or OSError for what is no such value).

    `kinds` are the classes that tell its values from those of other types. `plain` says that values travel as they are, `optional`
    that None does, whatever becomes of others. `attribute` names one of theirs as which they travel.
    """

    to: Callable[[Any], Any]
    back: Callable[[Any], Any]
    kinds: tuple[type, ...]
    plain: bool = False
    optional: bool = False
    attribute: str = ""


def refuse(value: object) -> NoReturn:
    """TypeError: a value is not of the type that was stated."""
    raise TypeError(f"not of the type stated: {value!r:.200}")


def plain(*kinds: type) -> Shape:
    """Values that JSON holds as they are."""

    def same(value: Any) -> Any:
        return value if value.__class__ in kinds else refuse(value)

    return Shape(same, same, kinds, plain=True)


def optional(shape: Shape) -> Shape:
    """Values of a type, or None."""

    def to(value: Any) -> Any:
        return None if value is None else shape.to(value)

    def back(wire: Any) -> Any:
        return None if wire is None else shape.back(wire)

    return replace(shape, to=to, back=back, kinds=(*shape.kinds, type(None)), optional=True)


def written(kind: type, write: Callable[[Any], Any], read: Callable[[Any], Any]) -> Shape:
    """Values of one class that are written as something else."""

    def to(value: Any) -> Any:
        return write(value) if value.__class__ is kind else refuse(value)

    return Shape(to, read, (kind,))


def enum_shape(kind: type[Enum]) -> Shape:
    """The members of an enum, by their names."""
    if issubclass(kind, Flag):
        raise TypeError(f"no codec for a set of flags: {kind!r}")
    shape = written(kind, lambda member: member.name, dict(kind.__members__).__getitem__)
    return replace(shape, attribute="_name_")  # `name` is looked up five times as slowly


def many(kind: type[tuple[Any, ...]] | type[list[Any]], one: Shape) -> Shape:
    """A tuple or list of any length."""
    if one.plain:
        return _many_plain(kind, one.kinds)
    to, back = one.to, one.back

    def all_to(values: Any) -> Any:
        return [to(value) for value in values] if values.__class__ is kind else refuse(values)

    def all_back(wires: Any) -> Any:
        return kind([back(wire) for wire in wires]) if wires.__class__ is list else refuse(wires)

    return Shape(all_to, all_back, (kind,))


def _many_plain(kind: type[tuple[Any, ...]] | type[list[Any]], kinds: tuple[type, ...]) -> Shape:
    """A tuple or list of values that travel as they are: they are only looked at."""

    def all_to(values: Any) -> Any:
        if values.__class__ is not kind:
            refuse(values)
        for value in values:
            if value.__class__ not in kinds:
                refuse(value)
        return values  # JSON writes a tuple as it does a list

    def all_back(wires: Any) -> Any:
        if wires.__class__ is not list:
            refuse(wires)
        for wire in wires:
            if wire.__class__ not in kinds:
                refuse(wire)
        return kind(wires)

    return Shape(all_to, all_back, (kind,))


def unordered(one: Shape) -> Shape:
    """A frozenset, sorted by how its values are written, so that equal sets are written the same."""
    to, back = one.to, one.back

    def all_to(values: Any) -> Any:
        return sorted((to(value) for value in values), key=json.dumps) if values.__class__ is frozenset else refuse(values)

    def all_back(wires: Any) -> Any:
        return frozenset([back(wire) for wire in wires]) if wires.__class__ is list else refuse(wires)

    return Shape(all_to, all_back, (frozenset,))


def named(one: Shape) -> Shape:
    """A mapping from texts, in its order."""
    to, back = one.to, one.back

    def all_to(values: Any) -> Any:
        if not isinstance(values, Mapping) or not all(name.__class__ is str for name in values):
            refuse(values)
        return {name: to(value) for name, value in values.items()}

    def all_back(wires: Any) -> Any:
        return {name: back(wire) for name, wire in wires.items()} if wires.__class__ is dict else refuse(wires)

    return Shape(all_to, all_back, (dict,))


def keyed(pair: Shape) -> Shape:
    """A mapping from anything else, as pairs in its order."""
    pairs = many(list, pair)

    def all_to(values: Any) -> Any:
        return pairs.to(list(values.items())) if isinstance(values, Mapping) else refuse(values)

    def all_back(wires: Any) -> Any:
        return dict(pairs.back(wires))

    return Shape(all_to, all_back, (dict,))


def either(arms: list[Shape]) -> Shape:
    """A value of one of several types, which their classes tell apart; it travels with the number of its type."""
    # The numbers follow from the names: `A | B` and `B | A` are one type.
    arms = sorted(arms, key=lambda arm: [f"{kind.__module__}.{kind.__qualname__}" for kind in arm.kinds])
    tagged = {kind: (tag, arm.to) for tag, arm in enumerate(arms) for kind in arm.kinds}
    if len(tagged) < sum(len(arm.kinds) for arm in arms):
        raise TypeError("no codec for a choice between types that have one class")
    backs = {tag: arm.back for tag, arm in enumerate(arms)}

    def to(value: Any) -> Any:
        tag, arm = tagged.get(value.__class__) or refuse(value)
        return [tag, arm(value)]

    def back(wire: Any) -> Any:
        if wire.__class__ is not list:
            refuse(wire)
        tag, inner = wire
        return backs[tag](inner)

    return Shape(to, back, tuple(tagged))
