from __future__ import annotations

import pytest

from onrecord.read.suggest import COMPARED, did_you_mean, one_of, quoted


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("staus", ["status", "title"], 'did you mean "status"?'),
        ("changelog.md", ["product.yaml", "CHANGELOG.md"], 'did you mean "CHANGELOG.md"?'),
        ("bug", ["problem", "idea"], ""),
        ("", ["a"], ""),
        ("a" * 100_000, ["a"], ""),
        ("n1", [f"n{n}" for n in range(COMPARED + 1)], ""),
    ],
)
def test_the_nearest_word_is_told(word: str, known: list[str], hint: str) -> None:
    assert did_you_mean(word, known) == hint


def test_where_none_is_near_all_are_told() -> None:
    assert one_of("bug", ["problem", "idea"]) == "it is one of problem, idea"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a", '"a"'),
        ("a\nb", '"a[U+000A]b"'),
        ("\u202egpj", '"[U+202E]gpj"'),
        ("x" * 61, '"' + "x" * 60 + '…"'),
        ("x" * 60, '"' + "x" * 60 + '"'),
    ],
)
def test_a_text_from_a_file_cannot_break_a_message(text: str, shown: str) -> None:
    assert quoted(text) == shown
