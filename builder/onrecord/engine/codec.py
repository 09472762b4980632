"""Codecs: frozen values to bytes and back, exactly; derived from the types they state, without pickle."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Hashable, Mapping
from enum import Enum
from functools import cache
from typing import Any, Generic, TypeVar, cast

from onrecord.engine.compiling import dataclass_shape, stored, tuple_shape
from onrecord.engine.damage import DamagedError
from onrecord.engine.leaves import LEAVES
from onrecord.engine.shapes import Shape, either, enum_shape, keyed, many, named, optional, unordered
from onrecord.frozen import dataclass

T = TypeVar("T")
_FAULTS = (ValueError, TypeError, AttributeError, LookupError, OverflowError, RecursionError, OSError)
_decode = json.JSONDecoder().raw_decode


@dataclass(frozen=True, slots=True)
class Codec(Generic[T]):
    """How values of one type become bytes: JSON in UTF-8, records as lists of their fields in order."""

    shape: Shape

    def encode(self, value: T) -> bytes:
        """The bytes of a value; TypeError where it holds something that is not of the type stated for it."""
        return self.shape.to(value).encode("utf-8", "surrogatepass")

    def decode(self, data: bytes) -> T:
        """The value whose bytes these are; DamagedError where they are none's."""
        try:
            text = data.decode("utf-8", "surrogatepass")
            wire, end = _decode(text)
            value: T = self.shape.back(wire)
        except _FAULTS as error:
            raise DamagedError(f"{type(error).__name__}: {error}") from error
        if end != len(text):
            raise DamagedError("more than one value")
        return value


def codec(type_: type[T]) -> Codec[T]:
    """The codec of a type. TypeError for a type that has none.

    There is one for texts, numbers, bytes, dates, times, zones, enums, dataclasses, and tuples, lists, frozensets, mappings and
    unions of these. A class that is derived from one of them (such as a kind of text that is safe) has none: what it
    promises cannot be made by reading bytes.
    """
    return Codec(_shape(cast("Hashable", type_)))


@cache
def _shape(type_: Any) -> Shape:  # noqa: ANN401 - a type as it is stated, which may be an alias or a union
    if type_ in LEAVES:
        return LEAVES[type_]
    if isinstance(type_, type) and issubclass(type_, Enum):
        return enum_shape(type_)
    if isinstance(type_, type) and dataclasses.is_dataclass(type_):
        return _dataclass(type_)
    origin, of = typing.get_origin(type_), typing.get_args(type_)
    if origin in _CONTAINERS and (of or origin is tuple):
        return _CONTAINERS[origin](of)
    raise TypeError(f"no codec for {type_!r}")


def _dataclass(kind: type) -> Shape:
    if kind not in _made:  # what stands here while it is being made is for a class that holds values of its own
        _made[kind] = Shape(lambda value: _made[kind].to(value), lambda wire: _made[kind].back(wire), (kind,))
        hints = typing.get_type_hints(kind)
        _made[kind] = dataclass_shape(kind, {name: _shape(hints[name]) for name in stored(kind)})
    return _made[kind]


def _tuple(of: tuple[Any, ...]) -> Shape:
    if len(of) == 2 and of[1] is ...:
        return many(tuple, _shape(of[0]))
    return tuple_shape([_shape(one) for one in of])


def _mapping(of: tuple[Any, ...]) -> Shape:
    key, one = of
    return named(_shape(one)) if key is str else keyed(tuple_shape([_shape(key), _shape(one)]))


def _union(of: tuple[Any, ...]) -> Shape:
    arms = [_shape(one) for one in of if one is not type(None)]
    arm = arms[0] if len(arms) == 1 else either(arms)
    return optional(arm) if type(None) in of else arm


_made: dict[type, Shape] = {}
_CONTAINERS: Mapping[Any, Callable[[tuple[Any, ...]], Shape]] = {
    tuple: _tuple,
    list: lambda of: many(list, _shape(*of)),
    frozenset: lambda of: unordered(_shape(*of)),
    dict: _mapping,
    Mapping: _mapping,
    types.UnionType: _union,
    typing.Union: _union,
}
