"""Code made for what has places of its own types, a dataclass or a tuple: it takes a value apart, and puts it together again."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, cast

from onrecord.engine.shapes import Shape, refuse


def dataclass_shape(kind: type, shapes: Mapping[str, Shape]) -> Shape:
    """The shape of a dataclass whose fields have these shapes: a list with a place for each field."""
    bare = _bare(kind, tuple(shapes))
    places = range(len(shapes))
    if bare:
        fill = [f"made.{name} = f{n}" for n, name in enumerate(shapes)]
        made = ["made = new(bare)", *fill, "made.__class__ = kind", "return made"]
    else:
        made = [f"return kind({', '.join(f'{name}=f{n}' for n, name in enumerate(shapes))})"]
    taken = [f"f{n} = value.{name}" for n, name in zip(places, shapes, strict=True)]
    return _made(kind, tuple(shapes.values()), taken, made, {"new": object.__new__, "bare": bare})


def tuple_shape(shapes: Sequence[Shape]) -> Shape:
    """The shape of a tuple whose places have these shapes: a list with a place for each."""
    taken = [f"if len(value) != {len(shapes)}: refuse(value)", f"[{_places(shapes)}] = value"]
    return _made(tuple, shapes, taken, [f"return ({_places(shapes)})"], {})


def _made(kind: type, shapes: Sequence[Shape], taken: Iterable[str], made: Iterable[str], names: dict[str, Any]) -> Shape:
    """The shape made of two functions, given the lines that take a value into `f0`, `f1` …, and those that make one of them.

    The code is made once and run: a loop over the places takes several times as long.
    """
    parts = ",".join(f"{{f{n}}}" for n in range(len(shapes)))

    def to() -> Iterable[str]:
        return ("if value.__class__ is not kind: refuse(value)", *taken, *_turned(shapes, "to"), f"return f'[{parts}]'")

    def back() -> Iterable[str]:
        filled = f"[{_places(shapes)}] = value"
        return ("if value.__class__ is not list: refuse(value)", filled, *_turned(shapes, "back"), *made)

    names |= {"kind": kind, "refuse": refuse}
    for n, shape in enumerate(shapes):
        one = shape.inner or shape
        names |= {f"to_{n}": one.write or one.to, f"back_{n}": one.back}
        names |= {f"kind_{n}_{k}": its for k, its in enumerate(one.kinds)}
    return Shape(_late("to", to, names), _late("back", back, names), (kind,))


def _late(name: str, lines: Callable[[], Iterable[str]], names: dict[str, Any]) -> Callable[[Any], Any]:
    """The function that lines make, compiled when it is first called: of most types, values are only read, or never met."""

    def compiled(value: Any) -> Any:  # noqa: ANN401 - of any type
        exec("\n ".join((f"def {name}(value):", *lines())), names)  # noqa: S102 - made of field names alone
        return names[name](value)

    names[name] = compiled
    return lambda value: names[name](value)


def stored(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass that make its values what they are: without what follows from others, and private caches."""
    fields = dataclasses.fields(kind)
    return tuple(f.name for f in fields if f.init and (f.compare or not f.name.startswith("_")))


def _turned(shapes: Sequence[Shape], way: str) -> Iterable[str]:
    """What is done with each place, or only with what is not None there."""
    for n, shape in enumerate(shapes):
        if shape.inner is None:
            yield from _turned_one(n, shape, way)
        else:
            yield f"if f{n} is None: f{n} = {'null' if way == 'to' else None!r}"
            yield from ("else:", *(f" {line}" for line in _turned_one(n, shape.inner, way)))


def _turned_one(n: int, shape: Shape, way: str) -> Iterable[str]:
    """Its class is looked at here where that spares a call; then it is turned, unless it comes back as JSON holds it."""
    if shape.plain or (shape.write and way == "to"):
        yield f"if {' and '.join(f'f{n}.__class__ is not kind_{n}_{k}' for k in range(len(shape.kinds)))}: refuse(f{n})"
    if way == "to" or not shape.plain:
        yield f"f{n} = {way}_{n}(f{n})"


def _places(shapes: Sequence[Shape]) -> str:
    return "".join(f"f{n}, " for n in range(len(shapes)))


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
