"""Code made for one dataclass: a function that takes its values apart, and one that puts them together again."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any, cast

from onrecord.engine.shapes import Shape, refuse


def dataclass_shape(kind: type, shapes: Mapping[str, Shape]) -> Shape:
    """The shape of a dataclass whose fields have these shapes: a list with a place for each field.

    The code is made once and run: a loop over the fields takes several times as long.
    """
    names: dict[str, Any] = {"kind": kind, "refuse": refuse, "new": object.__new__, "bare": _bare(kind, tuple(shapes))}
    names |= {f"to_{n}": shape.to for n, shape in enumerate(shapes.values())}
    names |= {f"back_{n}": shape.back for n, shape in enumerate(shapes.values())}
    names |= {f"kind_{n}_{k}": kind for n, shape in enumerate(shapes.values()) for k, kind in enumerate(shape.kinds)}
    exec("\n".join([*_to(shapes), *_back(shapes, names["bare"] is not None)]), names)  # noqa: S102 - made of field names alone
    return Shape(names["to"], names["back"], (kind,))


def stored(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass that make its values what they are: without what follows from others, and private caches."""
    fields = dataclasses.fields(kind)
    return tuple(f.name for f in fields if f.init and (f.compare or not f.name.startswith("_")))


def _to(shapes: Mapping[str, Shape]) -> Iterable[str]:
    yield "def to(value):"
    yield " if value.__class__ is not kind: refuse(value)"
    yield from (f" f{n} = value.{name}" for n, name in enumerate(shapes))
    yield from _fields(shapes, "to")
    yield f" return [{_places(shapes)}]"


def _back(shapes: Mapping[str, Shape], bare: bool) -> Iterable[str]:
    yield "def back(value):"
    yield " if value.__class__ is not list: refuse(value)"
    yield f" [{_places(shapes)}] = value"
    yield from _fields(shapes, "back")
    if bare:
        yield " made = new(bare)"
        yield from (f" made.{name} = f{n}" for n, name in enumerate(shapes))
        yield " made.__class__ = kind"
        yield " return made"
    else:
        yield f" return kind({', '.join(f'{name}=f{n}' for n, name in enumerate(shapes))})"


def _fields(shapes: Mapping[str, Shape], way: str) -> Iterable[str]:
    """What is done with each field: checked where it travels as it is, else turned into what stands for it."""
    for n, shape in enumerate(shapes.values()):
        field = f"f{n}"
        check = f"if {' and '.join(f'{field}.__class__ is not kind_{n}_{k}' for k in range(len(shape.kinds)))}: refuse({field})"
        if shape.plain:
            turned = check
        elif shape.attribute and way == "to":
            turned = f"{check}\n  {field} = {field}.{shape.attribute}"
        else:
            turned = f"{field} = {way}_{n}({field})"
        yield f" if {f'{field} is not None' if shape.optional else True}:\n  {turned}"


def _places(shapes: Mapping[str, Shape]) -> str:
    return ", ".join(f"f{n}" for n in range(len(shapes)))


def _bare(kind: type[Any], names: tuple[str, ...]) -> type | None:
    """A class with the same slots and nothing else, whose values can be filled one field at a time and then be given the class
    that they are of; None where only calling that class will do.

    A frozen dataclass sets each of its fields by a call, which takes several times as long as all the rest.
    """
    own_way = hasattr(kind, "__post_init__") or any("__new__" in vars(one) for one in kind.__mro__[:-1])
    if own_way or not kind.__dataclass_params__.init or len(dataclasses.fields(kind)) > len(names):
        return None
    bare: Any = type(kind.__name__, (), {"__slots__": names})
    try:
        bare().__class__ = kind
    except TypeError:  # its values are laid out otherwise: it has no slots, or those of several classes
        return None
    return cast("type", bare)
