from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.settings import plain_settings

WORDS = st.sampled_from(
    [
        "Broadsheet",
        "a b",
        "yes",
        "No",
        "null",
        "~",
        "1.0",
        "0x1f",
        "2026-05-02",
        "'1'",
        '"no"',
        "[a, b]",
        "[a, 1]",
        "{a: b}",
        "",
        "é",
        "a\tb",
        ".inf",
        "=",
        "e5",
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.dictionaries(st.sampled_from(["title", "no", "1", "options", "a-b"]), WORDS, max_size=4))
def test_what_is_answered_is_what_any_reader_of_yaml_gives(fields: dict[str, str]) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in fields.items())
    found = plain_settings(text)
    assert found is None or found == yaml.safe_load(text)


@pytest.mark.parametrize(
    ("text", "found"), [("a: b\nc: [d, e]\n", {"a": "b", "c": ["d", "e"]}), ("a: 1\n", None), ("a: &b c\n", None)]
)
def test_text_alone_is_answered(text: str, found: object) -> None:
    assert plain_settings(text) == found
