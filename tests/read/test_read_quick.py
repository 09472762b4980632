"""The quick way to an issue's values gives what its shape gives, or nothing; and it knows the very fields that the shapes have."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from onrecord.model import Kind
from onrecord.read import limits, shapes
from onrecord.read.fit import fit_values
from onrecord.read.nodes import Fields, plain
from onrecord.read.quick import ATTACHMENT, COUNTED, ISSUE, MESSAGES, SOURCE, TRANSLATION, Table, quickly
from onrecord.read.shapes.messages import TranslationShape
from onrecord.read.syntax import parse

TABLES: list[tuple[Table[Any], type[shapes.FileShape]]] = [
    (ISSUE, shapes.IssueShape),
    (SOURCE, shapes.SourceShape),
    (COUNTED, shapes.CountedShape),
    (TRANSLATION, TranslationShape),
    (ATTACHMENT, shapes.AttachmentShape),
    *((MESSAGES[kind], shapes.SHAPES[kind]) for kind in Kind),
]
GOOD: dict[str, list[str]] = {
    "author": ["jo", "anonymous-1"],
    "kind": [kind.value for kind in Kind],
    "keeps_promise": ["2", "[2, 3]", "[]"],
    **{name: ["2", "42"] for name in ("id", "in_reply_to", "promise", "corrects", "withdraws", "n")},
    **{name: ["2026-05-02", "2026-05-02T10:00Z"] for name in ("at", "opened", "due")},
    **{name: ["yes", "true", "no"] for name in ("kept", "dropped")},
    "type": ["problem", "ask"],
    "outcome": ["fixed", "made_good"],
    "format": ["markdown"],
    "words": ["withheld"],
    "lang": ["de", "pt-BR"],
    "url": ["https://a.example/1"],
    "duplicate_of": ["7", "https://a.example/1"],
    "source": ["{system: forum, id: 7}", '{system: forum, id: "7", url: "https://a.example"}', "{system: forum}"],
    "counted": ["{what: votes, n: 7, at: 2026-05-02, source: forum}", "{what: votes, n: -7, at: x, source: forum}"],
    "translations": ["{en: {text: Loud, by: jo}}", "{xx: {text: Loud, by: jo}}", "{en: {text: Loud, by: }}"],
    "attachments": ["[{file: a.png, alt: A fan}]", "[{file: a.png}, {}]", "{file: a.png}"],
    "thread": ["[{id: 2}]", "x"],
}
ANY = [
    "Loud fans",
    '"a\\nb"',
    "[a, b]",
    "[a, [b]]",
    "[a, '']",
    "{a: b}",
    "''",
    '" "',
    "",
    "~",
    "x" * (limits.TITLE + 1),
    "|\n  a\n  b",
]
FIELDS = sorted({name for _, shape in TABLES for name in shape.model_fields} | {"status"})


@pytest.mark.parametrize(("table", "shape"), TABLES, ids=lambda one: getattr(one, "__name__", ""))
def test_a_table_has_the_fields_of_its_shape(table: Table[Any], shape: type[shapes.FileShape]) -> None:
    assert {*table.texts, *table.others} == set(shape.model_fields)
    assert not table.texts.keys() & table.others
    assert table.needed == {name for name, field in shape.model_fields.items() if field.is_required()}


def written(draw: st.DrawFn, shape: type[shapes.FileShape]) -> str:
    known = list(shape.model_fields)
    names = dict.fromkeys(n for n, f in shape.model_fields.items() if f.is_required() and draw(st.integers(0, 30)))
    names |= dict.fromkeys(draw(st.lists(st.sampled_from(known * 3 + FIELDS), max_size=4)))
    values = {name: draw(st.sampled_from(GOOD.get(name, ["Loud fans"]) * (12 if name in GOOD else 1) + ANY)) for name in names}
    return "".join(f"{name}: {value}\n" for name, value in values.items())


def as_told(value: object) -> object:
    if isinstance(value, BaseModel) or type(value).__name__ == "Filled":
        return {name: as_told(inner) for name, inner in vars(value).items() if inner is not None}
    if isinstance(value, dict):
        return [(name, as_told(inner)) for name, inner in value.items()]
    return [as_told(inner) for inner in value] if isinstance(value, list) else value


@settings(max_examples=1500)
@given(st.data())
def test_the_values_are_those_of_the_shape(data: st.DataObject) -> None:
    table, shape = data.draw(st.sampled_from(TABLES))
    text = written(data.draw, shape)
    node = next(iter(parse(text, "a.yaml").documents), None)
    if isinstance(node, Fields):
        values = {name: plain(value) for name, value in node.entries.items() if (name, shape) != ("thread", shapes.IssueShape)}
        quick, fitted = quickly(table, node), fit_values(shape, values, node, "a.yaml", "a record")
        assert (quick is None) == (fitted.shape is None)
        if quick is not None:
            assert as_told(quick) == as_told(fitted.shape)
            assert all(getattr(quick, name) is None for name in shape.model_fields if name not in node.entries)


def test_a_list_that_is_too_long_is_left_to_the_shape() -> None:
    text = "type: idea\nauthor: jo\nopened: 2026-05-02\ntags: [" + "a, " * limits.LIST + "a]\n"
    (node,) = parse(text, "a.yaml").documents
    assert isinstance(node, Fields)
    assert quickly(ISSUE, node) is None
