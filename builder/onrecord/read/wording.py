"""The words of a message: that they stand once, stand at all, and do not stand where they are withheld."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.model import Kind, Level, Marks, Problem, Where, Words

if TYPE_CHECKING:
    from onrecord.read.shapes import WordsShape

KEPT_BACK = ("title", "text", "wants", "quote", "translations", "attachments")
WITHHELD = Words.WITHHELD
SPEAKING = frozenset({Kind.COMMENT, Kind.ANSWER, Kind.REQUEST, Kind.WORKAROUND, Kind.CORRECTION})


def problems_of_words(shape: WordsShape, marks: Marks, body: str | None, kind: Kind | None = None) -> list[Problem]:
    """What is wrong with the words of a message of a kind, or of the report that opens an issue (None)."""
    if shape.words is WITHHELD:
        return beside_withheld(shape, marks, body)
    if shape.text and body:
        return [Problem(marks.of("text"), 'the text stands twice, under "text" and below the front matter', "keep one")]
    problems = undescribed(shape, marks) if shape.attachments else []
    redacted = shape.redacted or ()
    if kind is None and not getattr(shape, "title", None) and "title" not in redacted:
        problems.append(Problem(marks.start, 'missing field "title"', 'write one in the customer\'s words, or "words: withheld"'))
    if kind in SPEAKING and not (shape.text or body or shape.attachments or redacted):
        problems.append(Problem(marks.start, f"the {kind.value} says nothing", "write its text", Level.WARNING))
    return problems


def undescribed(shape: WordsShape, marks: Marks) -> list[Problem]:
    """The attachments of which nothing is said."""
    return [
        Problem(marks.of(f"attachments.{n}"), 'an attachment has neither "alt" nor "label"', "say what it shows, or what it is")
        for n, file in enumerate(shape.attachments or ())
        if not file.alt and not file.label
    ]


def beside_withheld(shape: WordsShape, marks: Marks, body: str | None) -> list[Problem]:
    """Everything that stands there although the words are withheld."""
    hint = "take it out, or publish the words"
    problems = [
        Problem(marks.of(name), f'"{name}" stands beside "words: withheld"', hint)
        for name in KEPT_BACK
        if getattr(shape, name, None)
    ]
    if body:
        where: Where = marks.of("body")
        problems.append(Problem(where, 'a text stands below "words: withheld"', hint))
    return problems
