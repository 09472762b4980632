"""Dataclasses that are made sooner: in everything one can do with them they are those of the standard library."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import field
from functools import cached_property, partial
from typing import Any, ClassVar

import pytest

from onrecord import frozen

Decorator = Callable[..., Any]


def classes(dataclass: Decorator) -> dict[str, Any]:
    """The same classes by one decorator or the other."""

    @dataclass(frozen=True, slots=True)
    class Link:
        """Two fields, one with a default."""

        text: str
        href: str = ""

    @dataclass(frozen=True, slots=True)
    class Line:
        """Many fields of all sorts."""

        id: str
        link: Link
        names: tuple[str, ...] = ()
        held: dict[str, int] = field(default_factory=dict)
        place: object = field(default=None, compare=False, repr=False)

        @property
        def first(self) -> str:
            return self.names[0]

    @dataclass(frozen=True)
    class Record:
        """Without slots, with what is found once."""

        name: str
        seen: list[str] = field(default_factory=list, compare=False, repr=False)

        @cached_property
        def shout(self) -> str:
            self.seen.append(self.name)
            return self.name.upper()

    @dataclass(slots=True)
    class Count:
        """One that may change."""

        n: int = 0

    @dataclass
    class Loose:
        """One that may change in any way."""

        a: int
        b: int = 2

    @dataclass(frozen=True, slots=True)
    class Nothing:
        """No fields at all."""

    @dataclass(frozen=True, slots=True)
    class Own:
        """Methods of its own."""

        a: float
        b: str = ""

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own) and self.b == other.b

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "own"

    @dataclass(frozen=True, slots=True, order=True)
    class Ordered:
        """One that is left to the standard library."""

        a: int

    @dataclass(frozen=True, slots=True)
    class Kinds:
        """The same, for its variable."""

        a: int
        KINDS: ClassVar[int] = 3

    return {kind.__name__: kind for kind in (Link, Line, Record, Count, Loose, Nothing, Own, Ordered, Kinds)}


OURS, THEIRS = classes(frozen.dataclass), classes(dataclasses.dataclass)

NAN = float("nan")
MAKING: list[tuple[str, Callable[[Any], Any]]] = [
    ("Link", lambda k: k("a")),
    ("Link", lambda k: k("a", href="b")),
    ("Link", lambda k: k(href="b", text="a")),
    ("Link", lambda k: k()),
    ("Link", lambda k: k("a", "b", "c")),
    ("Link", lambda k: k("a", hrf="b")),
    ("Line", lambda k: k("1", None)),
    ("Line", lambda k: k("1", None, ("x",), {"a": 1}, 5)),
    ("Line", lambda k: k("1", None, place=4, held={})),
    ("Record", lambda k: k("a")),
    ("Count", lambda k: k()),
    ("Count", lambda k: k(n=3)),
    ("Loose", lambda k: k(1)),
    ("Nothing", lambda k: k()),
    ("Nothing", lambda k: k(1)),
    ("Own", lambda k: k(NAN)),
    ("Ordered", lambda k: k(2)),
    ("Kinds", lambda k: k(2)),
]

ASKING: dict[str, Callable[[Any], Any]] = {
    "repr": repr,
    "hash": lambda v: isinstance(hash(v), int),
    "hash again": lambda v: hash(v) == hash(copy.copy(v)),
    "equal": lambda v: (v == v, v == copy.copy(v), v == copy.deepcopy(v), v == 3, v != 3, v == dataclasses.replace(v)),
    "fields": lambda v: [(f.name, f.type, f.default, f.compare, f.repr, f.init) for f in dataclasses.fields(v)],
    "fields of the class": lambda v: [f.name for f in dataclasses.fields(type(v))],
    "is one": lambda v: (dataclasses.is_dataclass(v), dataclasses.is_dataclass(type(v))),
    "as a dict": dataclasses.asdict,
    "as a tuple": dataclasses.astuple,
    "replaced": lambda v: repr(dataclasses.replace(v, **{dataclasses.fields(v)[0].name: "new"})),
    "replaced wrongly": lambda v: dataclasses.replace(v, nothing=1),
    "match": lambda v: type(v).__match_args__,
    "set a field": lambda v: setattr(v, dataclasses.fields(v)[0].name, "new") or repr(v),
    "deleted": lambda v: delattr(v, dataclasses.fields(v)[0].name),
    "slots": lambda v: (getattr(type(v), "__slots__", None), hasattr(v, "__dict__")),
    "names": lambda v: (type(v).__name__, type(v).__qualname__, type(v).__module__, type(v).__doc__),
    "variables": lambda v: sorted(name for name in vars(type(v)) if not name.startswith("__")),
    "ordered": lambda v: v < copy.copy(v),
    "found once": lambda v: (v.shout, v.shout, v.seen),
    "its own": lambda v: v.first,
}


def outcome(do: Callable[[], Any]) -> Any:
    """What comes of it, errors with their words."""
    try:
        return do()
    except Exception as error:  # noqa: BLE001 - whatever it is, both must raise it
        return type(error), str(error)


@pytest.mark.parametrize("asked", ASKING)
def test_they_are_those_of_the_standard_library(asked: str):
    for name, make in MAKING:
        ours, theirs = (outcome(partial(asks, ASKING[asked], make, kinds[name])) for kinds in (OURS, THEIRS))
        assert ours == theirs, name


def asks(ask: Callable[[Any], Any], make: Callable[[Any], Any], kind: Any) -> Any:
    return ask(make(kind))


def test_equality_is_of_the_fields_that_count():
    for kinds in (OURS, THEIRS):
        line, link = kinds["Line"], kinds["Link"]
        assert line("1", link("a"), place=1) == line("1", link("a"), place=2)
        assert len({line("1", link("a"), held=None), line("1", link("a"), held=None, place=3)}) == 1
        assert line("1", link("a")) != line("1", link("b"))
        assert OURS["Link"]("a") != THEIRS["Link"]("a")


def test_a_class_of_one_field_is_equal_as_its_tuple_is():
    assert OURS["Count"](NAN) == OURS["Count"](NAN)
    assert THEIRS["Count"](NAN) == THEIRS["Count"](NAN)


def test_what_each_value_holds_is_its_own():
    first, second = (OURS["Line"]("1", None) for _ in range(2))
    assert first.held == second.held == {}
    assert first.held is not second.held


@frozen.dataclass(frozen=True, slots=True)
class Sent:
    """One that can be sent to another process."""

    a: int
    b: str
    c: tuple[int, ...] = ()
    d: None = None


class Wider(Sent):
    """A class of one of them, with more in it."""

    more = 3


def test_values_can_be_pickled_before_and_after_the_first_is_made():
    value = Sent(1, "b", (2,))
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(value, protocol)) == value


def test_a_class_of_one_of_them_can_be_filled_and_is_as_frozen():
    value = Wider(1, b="b")
    assert (value.a, value.b, value.c, value.d, type(value)) == (1, "b", (), None, Wider)
    assert value != Sent(1, "b")
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'a'"):
        value.a = 2  # type: ignore[misc]
    value.loose = 5  # type: ignore[attr-defined]
    assert value.loose == 5  # type: ignore[attr-defined]


def test_values_are_replaced_as_by_the_standard_library():
    for name, make in MAKING:
        for changes in ({}, {"a": 5}, {"text": "new"}, {"nothing": 1}):
            ours, theirs = (
                outcome(partial(replaced, replace, make, kinds[name], changes))
                for replace, kinds in ((frozen.replace, OURS), (dataclasses.replace, THEIRS))
            )
            assert ours[0] == theirs[0] if isinstance(theirs, tuple) else ours == theirs, (name, changes)
    assert type(frozen.replace(Wider(1, "b"), a=2)) is Wider


def replaced(replace: Callable[..., Any], make: Callable[[Any], Any], kind: Any, changes: dict[str, Any]) -> Any:
    return repr(replace(make(kind), **changes))


def test_values_match_patterns():
    match Sent(1, "b"):
        case Sent(a, b, c=()):
            found = (a, b)
    assert found == (1, "b")


def wrong(dataclass: Decorator, *, late: bool) -> None:
    if late:

        @dataclass(frozen=True)
        class Late:
            a: int = 1
            b: int

    else:

        @dataclass(frozen=True)
        class Mutable:
            a: list[int] = []  # noqa: RUF012 - the mistake


@pytest.mark.parametrize(("late", "error"), [(True, TypeError), (False, ValueError)])
def test_mistakes_are_told_when_a_class_is_made(late: bool, error: type[Exception]):
    for dataclass in (frozen.dataclass, dataclasses.dataclass):
        with pytest.raises(error):
            wrong(dataclass, late=late)
