"""Plain values as YAML: whatever is written is read back exactly."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.emit import document

AWKWARD = st.sampled_from(list(" \t\n\r:#-?,[]{}&*!|>'\"%@`~=<\\/.0aé😀\x00\x1b\x7f\x85\xa0\u200b\u202e\u2028\ufeff"))
WORDS = st.text(st.one_of(AWKWARD, st.characters(codec="utf-8")), max_size=30)
VALUES = st.recursive(WORDS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4), max_leaves=8)


@given(st.dictionaries(WORDS, VALUES, min_size=1, max_size=5))
def test_what_is_written_is_read_back(fields):
    text = document(fields)
    assert yaml.load(text, yaml.CBaseLoader) == fields
    assert yaml.load(text, yaml.BaseLoader) == fields


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("1.10", "a: 1.10\n"),
        ("-5", "a: -5\n"),
        ("", 'a: ""\n'),
        ("- item", "a: '- item'\n"),
        ("it's: so", "a: 'it''s: so'\n"),
        ("a # b", "a: 'a # b'\n"),
        ("a#b", "a: a#b\n"),
        ("http://x.org/a#b", "a: http://x.org/a#b\n"),
        ("trailing ", "a: 'trailing '\n"),
        ("a\u2028b", 'a: "a\\u2028b"\n'),
        ("one\n", "a: |\n  one\n"),
        ("one\n\n two", "a: |-\n  one\n\n   two\n"),
        (" one\n", "a: |2\n   one\n"),
        (["x", "y z"], "a: [x, y z]\n"),
        (["x, y"], "a:\n  - x, y\n"),
        ([{"b": "c", "d": "e"}], "a:\n  - b: c\n    d: e\n"),
        ([], "a: []\n"),
    ],
)
def test_one_value_has_one_form(value, written):
    assert document({"a": value}) == written
