from __future__ import annotations

import pytest

from growth import assert_linear
from onrecord.model import Change, ChangeKind, Reference
from onrecord.read.references import linked, references_in

REFERENCES = {"#": "issues", "GH-": "github:acme/fans", "!": "gitlab:acme/fans", "T": "https://t.example/{}"}


def change(text: str, closes: tuple[str, ...] = ()) -> Change:
    return linked(Change(ChangeKind.FIXED, text, closes), REFERENCES)


@pytest.mark.parametrize(
    ("text", "closes"),
    [
        ("Closes #12", ("12",)),
        ("fixes: #12.", ("12",)),
        ("This resolved #12, #13 and #acme-4; see #5", ("12", "13", "acme-4")),
        ("Fixing #1, and #2", ("1", "2")),
        ("closed\n#12", ("12",)),
        ("Closing #1. Fixes #1 and resolves #2", ("1", "2")),
        ("encloses #12", ()),
        ("see #12", ()),
        ("closes GH-12", ()),
        ("closes `#12`", ()),
        ("closes #0", ()),
        ("closes [#12](https://x.example)", ()),
        ("closes [#12]", ()),
    ],
)
def test_words_that_close_issues(text: str, closes: tuple[str, ...]) -> None:
    assert change(text).closes == closes


def test_what_the_file_says_to_close_stands_first() -> None:
    assert change("closes #2", closes=("7", "2")).closes == ("7", "2")


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("see #12 and (#13)", [("#12", "12", None), ("#13", "13", None)]),
        ("GH-7", [("GH-7", None, "https://github.com/acme/fans/issues/7")]),
        ("!7", [("!7", None, "https://gitlab.com/acme/fans/-/issues/7")]),
        ("T7 and T7", [("T7", None, "https://t.example/7")]),
        ("#1 GH-2 #3", [("#1", "1", None), ("GH-2", None, "https://github.com/acme/fans/issues/2"), ("#3", "3", None)]),
        ("x#12 a/#12 &#12; ##12 #12a XT7 https://x.example/#12", []),
        ("`#12` ``#1 ` #2`` [#3](https://x.example)", []),
        ("[#3]", [("#3", "3", None)]),
    ],
)
def test_marks_that_mean_something(text: str, references: list[tuple[str, str | None, str | None]]) -> None:
    assert change(text).references == tuple(Reference(*reference) for reference in references)


def test_notes_refer_to_issues_and_close_none() -> None:
    assert references_in("Closes #2, see `#3` and GH-4.", REFERENCES) == (
        Reference("#2", "2", None),
        Reference("GH-4", None, "https://github.com/acme/fans/issues/4"),
    )
    assert references_in("Closes #2.", {}) == ()


def test_without_references_every_mark_is_plain_text() -> None:
    plain = Change(ChangeKind.FIXED, "closes #12")
    assert linked(plain, {}) is plain


@pytest.mark.parametrize(("before", "words"), [("", "`"), ("", "closes "), ("", "#1, "), ("closes #1", ", #1"), ("", "#")])
def test_long_texts_take_linear_time(before: str, words: str) -> None:
    assert_linear(change, lambda size: f"{before}{words * (size // len(words))}x", 200_000)
