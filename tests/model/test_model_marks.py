"""Marks: every field is found where it stands, whatever its name is made of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Marks, Where

NAMES = st.text("ab.0 \t\n\\tn", max_size=6)
SPOT = st.tuples(st.integers(1, 99), st.integers(1, 99))
START = Where("a.yaml", 1, 1)


def test_the_field_itself_else_what_holds_it_else_the_record() -> None:
    marks = Marks.at(START, {"tags": (3, 1), "tags.1": (3, 9), "source": (4, 9)})
    asked = ("tags.1", "tags.2", "source.url.x", "title", "")
    assert [str(marks.of(name)) for name in asked] == ["a.yaml:3:9", "a.yaml:3:1", "a.yaml:4:9", "a.yaml:1:1", "a.yaml:1:1"]
    assert Marks(START).of("title") == START


@given(st.dictionaries(NAMES, SPOT, max_size=8), NAMES)
def test_any_name_is_told_from_every_other(fields: dict[str, tuple[int, int]], name: str) -> None:
    marks = Marks.at(START, fields)
    assert {one: marks.of(one) for one in fields} == {one: Where("a.yaml", *spot) for one, spot in fields.items()}
    held = name
    while held not in fields and "." in held:
        held = held.rpartition(".")[0]
    assert marks.of(name) == (Where("a.yaml", *fields[held]) if held in fields else START)
