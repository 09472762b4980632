from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import BaseModel, TypeAdapter

from onrecord.model import Kind
from onrecord.read import shapes
from onrecord.read.fit import shapes_in

ALL = [getattr(shapes, name) for name in shapes.__all__ if name not in ("SHAPES", "FileShape")]


def with_inner(shape: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield shape
    for field in shape.model_fields.values():
        for inner in shapes_in(field.annotation):
            yield from with_inner(inner)


@pytest.mark.parametrize("shape", ALL, ids=lambda shape: shape.__name__)
def test_every_field_says_in_one_line_what_it_is(shape: type[BaseModel]) -> None:
    for inner in with_inner(shape):
        for name, field in inner.model_fields.items():
            assert field.description, f"{inner.__name__}.{name}"
            assert field.description.endswith((".", "…")), f"{inner.__name__}.{name}"
            assert "\n" not in field.description


@pytest.mark.parametrize("shape", ALL, ids=lambda shape: shape.__name__)
def test_every_shape_can_be_told_to_an_editor(shape: type[BaseModel]) -> None:
    schema = TypeAdapter(shape).json_schema()
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]) == set(shape.model_fields)


def test_every_kind_of_message_has_a_shape() -> None:
    assert set(shapes.SHAPES) == set(Kind)
