"""Dataclasses that are made sooner: there are hundreds, and to write their methods takes the standard library most of a start.

They are what `dataclasses` makes, also to its own functions (`fields`, `replace`, `asdict`), but each method is written when it is
first called, and values of many fields are filled sooner, also by the `replace` of this module. A class that is not plain (it has
bases, an order, a class variable, `__post_init__`) is left to the standard library.
"""

# ruff: noqa: ANN401 - a field holds anything

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError
from inspect import get_annotations
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import replace as replace
else:

    def dataclass(kind: Any = None, /, **how: bool) -> Any:
        """A class as a dataclass; `how` is what the standard library's decorator takes."""
        if kind is None:
            return lambda kind: dataclass(kind, **how)
        return _made(kind, **how) if _is_plain(kind, how) else dataclasses.dataclass(kind, **how)

    def replace(value: Any, /, **changes: Any) -> Any:
        """The same value with other fields; the standard library's goes through all of them each time."""
        way = getattr(value, "__replace__", None)
        return way(**changes) if way else dataclasses.replace(value, **changes)


_A_FIELD = getattr(dataclasses, "_FIELD", None)
"""How the standard library marks what is a field, and no variable of the class."""
_HOW = frozenset({"frozen", "slots"})
_OWN = frozenset({"__post_init__", "__init__", "__slots__", "__setattr__", "__delattr__", "__getstate__", "__setstate__", "self"})
_VARIABLES = ("ClassVar", "InitVar", "KW_ONLY")
MANY = 4
"""From how many fields on a value is filled sooner while it is of a class that lets one."""


def _is_plain(kind: Any, how: Mapping[str, bool]) -> bool:
    told = get_annotations(kind)
    given = [value for value in kind.__dict__.values() if isinstance(value, Field)]
    return (
        _A_FIELD is not None
        and how.keys() <= _HOW
        and kind.__bases__ == (object,)
        and type(kind) is type
        and not (kind.__dict__.keys() | told.keys()) & _OWN
        and all(isinstance(one, str) and not any(variable in one for variable in _VARIABLES) for one in told.values())
        and all(one.init and one.hash is None and one.kw_only is MISSING for one in given)
    )


def _made(kind: Any, *, frozen: bool = False, slots: bool = False) -> type:
    fields = {name: _field(kind, name, told) for name, told in get_annotations(kind).items()}
    names = tuple(fields)
    kind.__dataclass_fields__ = fields
    kind.__dataclass_params__ = SimpleNamespace(init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=frozen)
    kind.__match_args__ = names  # type: ignore[misc]
    if slots:
        kind = _slotted(kind, names)
    shown = tuple(name for name, one in fields.items() if one.repr)
    _give(kind, "__repr__", lambda self: _told(self, shown))
    _give(kind, "__eq__", _later(kind, "__eq__", lambda: _equality(fields)))
    if kind.__dict__.get("__hash__") is None:
        kind.__hash__ = _later(kind, "__hash__", lambda: _hash(fields)) if frozen else None
    if frozen:
        _freeze(kind, frozenset(names))
    if frozen and slots:
        kind.__getstate__, kind.__setstate__ = _state, _restore
    _in_order(kind.__name__, [*fields.values()])
    kind.__init__ = _later(kind, "__init__", lambda: _making(kind, fields, frozen=frozen, slots=slots))
    _give(kind, "__replace__", _later(kind, "__replace__", lambda: _replacing(names)))
    return kind  # type: ignore[no-any-return]


def _field(kind: Any, name: str, told: str) -> Field[Any]:
    default = kind.__dict__.get(name, MISSING)
    given = isinstance(default, Field)
    one: Any = default if given else dataclasses.field(default=default)
    one.name, one.type, one.kw_only, one._field_type = name, told, False, _A_FIELD
    if one.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(one.default)} for field {name} is not allowed: use default_factory")
    if given and one.default is MISSING:
        delattr(kind, name)
    elif given:
        setattr(kind, name, one.default)
    return one  # type: ignore[no-any-return]


def _give(kind: Any, name: str, method: Any) -> None:
    """Give a class a method that it does not state itself."""
    if name not in kind.__dict__:
        setattr(kind, name, method)


def _told(value: Any, names: tuple[str, ...]) -> str:
    return f"{type(value).__qualname__}({', '.join(f'{name}={getattr(value, name)!r}' for name in names)})"


def _slotted(kind: Any, names: tuple[str, ...]) -> Any:
    """The class again, with slots for its fields."""
    held = {name: value for name, value in kind.__dict__.items() if name not in (*names, "__dict__", "__weakref__")}
    made = type(kind.__name__, kind.__bases__, held | {"__slots__": names})
    made.__qualname__ = kind.__qualname__
    return made


def _freeze(kind: Any, names: frozenset[str]) -> None:
    def assign(self: Any, name: str, value: Any) -> None:
        if type(self) is kind or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(kind, self).__setattr__(name, value)

    def remove(self: Any, name: str) -> None:
        if type(self) is kind or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(kind, self).__delattr__(name)

    kind.__setattr__, kind.__delattr__ = assign, remove


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__dataclass_fields__]


def _restore(self: Any, values: Sequence[Any]) -> None:
    for name, value in zip(self.__dataclass_fields__, values, strict=True):
        object.__setattr__(self, name, value)


def _in_order(name: str, fields: Sequence[Field[Any]]) -> None:
    optional = [one for one in fields if one.default is not MISSING or one.default_factory is not MISSING]
    if list(fields[len(fields) - len(optional) :]) != optional:
        raise TypeError(f"a field of {name} without a default follows one with a default")


def _later(kind: Any, name: str, write: Callable[[], tuple[str, dict[str, Any]]]) -> Callable[..., Any]:
    """What writes a method when it is first called, and from then on is that."""

    def method(self: Any, /, *args: Any, **named: Any) -> Any:
        text, space = write()
        exec(text, space)  # noqa: S102 - it is made of names of fields alone
        written = space[name]
        written.__qualname__ = f"{kind.__qualname__}.{name}"
        setattr(kind, name, written)
        return written(self, *args, **named)

    return method


def _equality(fields: Mapping[str, Field[Any]]) -> tuple[str, dict[str, Any]]:
    ours, theirs = _tuple("self", fields), _tuple("other", fields)
    return f"def __eq__(self, other):\n return {ours} == {theirs} if other.__class__ is self.__class__ else NotImplemented", {}


def _hash(fields: Mapping[str, Field[Any]]) -> tuple[str, dict[str, Any]]:
    return f"def __hash__(self):\n return hash({_tuple('self', fields)})", {}


def _tuple(of: str, fields: Mapping[str, Field[Any]]) -> str:
    return f"({''.join(f'{of}.{name}, ' for name, one in fields.items() if one.compare)})"


def _replacing(names: Sequence[str]) -> tuple[str, dict[str, Any]]:
    parts = "".join(f", {name}=_same" for name in names)
    values = ", ".join(f"self.{name} if {name} is _same else {name}" for name in names)
    return f"def __replace__(self{parts}):\n return self.__class__({values})", {"_same": MISSING}


def _making(kind: Any, fields: Mapping[str, Field[Any]], *, frozen: bool, slots: bool) -> tuple[str, dict[str, Any]]:
    """How a value is filled. Many fields are set while it is of a class that lets one, with the same slots: a frozen one takes a
    call for each."""
    parts: list[str] = []
    space: dict[str, Any] = {"_kind": kind, "_missing": MISSING, "_set": object.__setattr__, "_restore": _restore}
    values = {name: name for name in fields}
    for name, one in fields.items():
        if one.default_factory is not MISSING:
            parts.append(f"{name}=_missing")
            values[name] = f"_make_{name}() if {name} is _missing else {name}"
            space[f"_make_{name}"] = one.default_factory
        else:
            parts.append(name if one.default is MISSING else f"{name}=_default_{name}")
            space[f"_default_{name}"] = one.default
    plainly = [f"self.{name} = {value}" for name, value in values.items()]
    if frozen and slots and len(fields) >= MANY:
        space["_bare"] = type(kind.__name__, (), {"__slots__": tuple(fields)})
        lines = [
            *("if self.__class__ is not _kind:", f" return _restore(self, ({', '.join(values.values())}))"),
            *("_set(self, '__class__', _bare)", *plainly, "self.__class__ = _kind"),
        ]
    else:
        lines = [f"_set(self, {name!r}, {value})" for name, value in values.items()] if frozen else plainly
    body = "\n".join(f" {line}" for line in lines or ["pass"])
    return f"def __init__(self{''.join(f', {part}' for part in parts)}):\n{body}", space
