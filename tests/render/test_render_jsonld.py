import json
import math
from collections import OrderedDict
from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Kind
from onrecord.render.jsonld import canonical_json, json_ld
from render.hostile import WORDS
from render.markup import Reader

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=[])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def test_keys_are_sorted_and_lines_end_in_one_way():
    assert canonical_json({"b": [1, {}], "a": "ü"}) == '{\n  "a": "ü",\n  "b": [\n    1,\n    {}\n  ]\n}\n'.encode()
    assert canonical_json({"b": [1, 2], "a": "ü"}, compact=True) == '{"a":"ü","b":[1,2]}\n'.encode()


def test_values_of_the_record():
    value = MappingProxyType(
        {"day": date(2026, 5, 2), "at": datetime(2026, 5, 2, 10, tzinfo=UTC), "kind": Kind.REPORT, "of": ("a", OrderedDict())}
    )
    assert (
        canonical_json(value, compact=True)
        == b'{"at":"2026-05-02T10:00:00+00:00","day":"2026-05-02","kind":"report","of":["a",{}]}\n'
    )


def test_what_is_no_json_is_refused():
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_json(math.nan)
    with pytest.raises(TypeError, match="no JSON for set"):
        canonical_json({1})


@given(JSON)
def test_texts_are_exact(value):
    assert json.loads(canonical_json(value)) == value
    assert json.loads(canonical_json(value, compact=True)) == value
    assert canonical_json(value, compact=True).count(b"\n") == 1


def block(html):
    """The data of a block, as a reader of the page finds it: it is the only element, and it ends where it should."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.read.elements == [("script", {"type": "application/ld+json"})]
    assert html.startswith('<script type="application/ld+json">')
    inside = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set(inside) & set("<>&\u2028\u2029\n")
    return json.loads(inside)


@given(JSON)
def test_nothing_breaks_out_of_a_block(value):
    assert block(json_ld({"@type": "Thing", "x": value})) == {"@type": "Thing", "x": value}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS.keys())
def test_hostile_words_do_not_break_out_of_a_block(words):
    assert block(json_ld({words: words})) == {words: words}


def test_a_block_can_be_written_as_utf_8():
    json_ld("\ud800").encode()
