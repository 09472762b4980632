"""Shapes: how the values of one type become JSON, and how they come back from what it holds; any other value is refused."""

# ruff: noqa: ANN401 - a shape is made for values of any type, and is there to tell whether they are of it

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum, Flag
from json.encoder import encode_basestring
from typing import Any, NoReturn

from onrecord.frozen import dataclass, replace

quoted: Callable[[str], str] = encode_basestring
"""A text as JSON holds it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How the values of one type travel: `to` the text of JSON (TypeError for a value of another type), and `back` from what JSON
    holds (ValueError, TypeError, KeyError or OSError for what is no such value).

    `kinds` are the classes that tell its values from those of other types. `plain` says that JSON holds values as they are. `write`
    is `to` for values of which it is known that they are of these classes. `inner` is the shape of those values that are not None.
    """

    to: Callable[[Any], str]
    back: Callable[[Any], Any]
    kinds: tuple[type, ...]
    plain: bool = False
    write: Callable[[Any], str] | None = None
    inner: Shape | None = None


def refuse(value: object) -> NoReturn:
    """TypeError: a value is not of the type that was stated."""
    raise TypeError(f"not of the type stated: {value!r:.200}")


def plain(write: Callable[[Any], str], *kinds: type) -> Shape:
    """Values that JSON holds as they are."""

    def to(value: Any) -> str:
        return write(value) if value.__class__ in kinds else refuse(value)

    def back(wire: Any) -> Any:
        return wire if wire.__class__ in kinds else refuse(wire)

    return Shape(to, back, kinds, plain=True, write=write)


def optional(shape: Shape) -> Shape:
    """Values of a type, or None."""

    def to(value: Any) -> str:
        return "null" if value is None else shape.to(value)

    def back(wire: Any) -> Any:
        return None if wire is None else shape.back(wire)

    return Shape(to, back, (*shape.kinds, type(None)), plain=shape.plain, inner=shape)


def written(kind: type, write: Callable[[Any], str], read: Callable[[Any], Any]) -> Shape:
    """Values of one class that are written as something else."""
    return replace(plain(write, kind), back=read, plain=False)


def enum_shape(kind: type[Enum]) -> Shape:
    """The members of an enum, by their names."""
    if issubclass(kind, Flag):
        raise TypeError(f"no codec for a set of flags: {kind!r}")
    names = {member: quoted(member.name) for member in kind}
    return written(kind, names.__getitem__, dict(kind.__members__).__getitem__)


def many(kind: type[tuple[Any, ...]] | type[list[Any]], one: Shape) -> Shape:
    """A tuple or list of any length."""
    to, back = one.to, one.back

    def all_to(values: Any) -> str:
        if values.__class__ is not kind:
            refuse(values)
        return f"[{','.join([to(value) for value in values])}]" if values else "[]"

    def all_back(wires: Any) -> Any:
        return kind([back(wire) for wire in wires]) if wires.__class__ is list else refuse(wires)

    return Shape(all_to, _all_plain(kind, one.kinds) if one.plain else all_back, (kind,))


def _all_plain(kind: type[tuple[Any, ...]] | type[list[Any]], kinds: tuple[type, ...]) -> Callable[[Any], Any]:
    """How a tuple or list comes back whose values JSON holds as they are: they are only looked at."""

    def all_back(wires: Any) -> Any:
        if wires.__class__ is not list:
            refuse(wires)
        for wire in wires:
            if wire.__class__ not in kinds:
                refuse(wire)
        return kind(wires)

    return all_back


def unordered(one: Shape) -> Shape:
    """A frozenset, sorted by how its values are written, so that equal sets are written the same."""
    to, back = one.to, one.back

    def all_to(values: Any) -> str:
        return f"[{','.join(sorted([to(value) for value in values]))}]" if values.__class__ is frozenset else refuse(values)

    def all_back(wires: Any) -> Any:
        return frozenset([back(wire) for wire in wires]) if wires.__class__ is list else refuse(wires)

    return Shape(all_to, all_back, (frozenset,))


def named(one: Shape) -> Shape:
    """A mapping from texts, in its order."""
    to, back = one.to, one.back

    def all_to(values: Any) -> str:
        if values.__class__ is not dict and not isinstance(values, Mapping):
            refuse(values)
        if not all(name.__class__ is str for name in values):
            refuse(values)
        return f"{{{','.join([f'{quoted(name)}:{to(value)}' for name, value in values.items()])}}}"

    def all_back(wires: Any) -> Any:
        return {name: back(wire) for name, wire in wires.items()} if wires.__class__ is dict else refuse(wires)

    return Shape(all_to, all_back, (dict,))


def keyed(pair: Shape) -> Shape:
    """A mapping from anything else, as pairs in its order."""
    pairs = many(list, pair)

    def all_to(values: Any) -> str:
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

    def to(value: Any) -> str:
        tag, arm = tagged.get(value.__class__) or refuse(value)
        return f"[{tag},{arm(value)}]"

    def back(wire: Any) -> Any:
        if wire.__class__ is not list:
            refuse(wire)
        tag, inner = wire
        return backs[tag](inner)

    return Shape(to, back, tuple(tagged))
