"""JSON Schemas (2020-12) of plain data, made from the types of the records that it is made of: the two cannot part.

A dataclass becomes an object with every field required and no other allowed, described by its docstring; `plain_data` writes its
values in just that form.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from onrecord.model import When
from onrecord.render.plain_data import UNSAID

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

_SIMPLE: Mapping[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    date: {"type": "string", "format": "date"},
}
_WHEN: Schema = {
    "type": "object",
    "description": "A day (2026-05-02) or an instant with its zone, as it counts (`at`; null: unknown) and as it was claimed.",
    "properties": {"at": {"type": ["string", "null"]}, "claimed": {"type": ["string", "null"]}, "doubtful": {"type": "boolean"}},
    "required": ["at", "claimed", "doubtful"],
    "additionalProperties": False,
}


class Shapes:
    """The schemas of types; those that have a name are kept once, in `named`."""

    def __init__(self) -> None:
        self.named: dict[str, Schema] = {}

    def of(self, kind: Any) -> Schema:  # noqa: ANN401 - any annotation of the record
        """The schema of a type. TypeError for one that has no plain data."""
        if kind in _SIMPLE:
            return dict(_SIMPLE[kind])
        origin, held = get_origin(kind), get_args(kind)
        if origin in (Union, types.UnionType):
            return {"anyOf": [self.of(one) for one in held]}
        if origin is tuple:
            return self._row(held)
        if origin is not None and issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self.of(held[1])}
        if not isinstance(kind, type):
            raise TypeError(f"no plain data: {kind}")
        if issubclass(kind, Enum):
            return self.keep(kind.__name__, {"enum": [member.value for member in kind], "description": _told(kind)})
        if issubclass(kind, When):
            return self.keep("When", _WHEN)
        if is_dataclass(kind):
            return self.record(kind)
        raise TypeError(f"no plain data: {kind}")

    def record(self, kind: type, leave: tuple[str, ...] = (), also: Mapping[str, Schema] | None = None) -> Schema:
        """The schema of a dataclass, without some of its fields, and with others instead or besides."""
        hints = get_type_hints(kind)
        own = {field.name: hints[field.name] for field in fields(kind) if field.name != UNSAID and field.name not in leave}
        properties = {name: (also or {}).get(name) or self.of(hint) for name, hint in own.items()} | dict(also or {})
        return self.keep(kind.__name__, object_of(properties, _told(kind)))

    def keep(self, name: str, schema: Schema) -> Schema:
        """A reference to a schema that is kept under a name."""
        if self.named.setdefault(name, schema) != schema:
            raise TypeError(f"two schemas are called {name}")
        return {"$ref": f"#/$defs/{name}"}

    def _row(self, held: tuple[Any, ...]) -> Schema:
        if len(held) == 2 and held[1] is Ellipsis:
            return {"type": "array", "items": self.of(held[0])}
        return {"type": "array", "prefixItems": [self.of(one) for one in held], "items": False, "minItems": len(held)}


def object_of(properties: Mapping[str, Schema], told: str = "") -> Schema:
    """The schema of an object that has these properties, all of them and no others."""
    described = {"description": told} if told else {}
    return {"type": "object", **described, "properties": dict(properties), "required": [*properties], "additionalProperties": False}


def or_null(schema: Schema) -> Schema:
    """A schema that allows null too."""
    return {"anyOf": [schema, {"type": "null"}]}


def list_of(schema: Schema) -> Schema:
    """The schema of a list."""
    return {"type": "array", "items": schema}


def document(id: str | None, title: str, shape: Schema, named: Mapping[str, Schema]) -> Schema:
    """A whole schema, by its address (None: it has none)."""
    return {"$schema": DIALECT, **({"$id": id} if id else {}), "title": title, **shape, "$defs": dict(sorted(named.items()))}


def _told(kind: type) -> str:
    """What the docstring of a type says."""
    return " ".join((inspect.getdoc(kind) or "").split())
