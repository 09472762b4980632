"""The shapes of messages, one for each kind."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from onrecord.model import By, Format, Kind, Outcome, Words
from onrecord.read.scalars import Alias, Day, Flag, IssueOrWeb, Language, Line, MessageId, Prose, Text, Token, choice
from onrecord.read.shapes.base import FileShape, Many, OneOrMany
from onrecord.read.shapes.source import SourceShape


class TranslationShape(FileShape):
    """The words in another language."""

    title: Line | None = Field(None, description="The title in that language.")
    text: Prose = Field(description="The text in that language.")
    by: Line = Field(description="Who translated it; `machine` for a program.")


class AttachmentShape(FileShape):
    """A file that belongs to a message."""

    file: Line = Field(description="The file's name, in the issue's folder.")
    alt: Line | None = Field(None, description="What a picture shows, for those who cannot see it.")
    label: Line | None = Field(None, description="What any other file is.")


class AmendmentShape(FileShape):
    """That the words were changed after they were published."""

    by: Annotated[By, choice(By, "value for by")] = Field(
        description="By whose wish: `author` (the company says that they asked), `company` or `court`."
    )
    why: Prose = Field(description="Why they were changed.")
    at: Day = Field(description="The day on which they were changed.")


class WordsShape(FileShape):
    """What is said, and how: the fields that the report and every later message share."""

    author: Alias = Field(description="Who says it: the alias of a person, `anonymous`, or `company`.")
    text: Prose | None = Field(None, description="The words, where they do not stand below the front matter.")
    format: Annotated[Format, choice(Format, "format")] | None = Field(
        None, description="How the words are written: `text` (verbatim; the default for customers) or `markdown` (for the company)."
    )
    lang: Language | None = Field(None, description="The language of the words, as in `de`.")
    via: Token | None = Field(None, description="How it came: `email`, `form`, `phone`, `in_person`, `github`, …")
    source: SourceShape | None = Field(None, description="The system it was imported from.")
    words: Annotated[Words, choice(Words, "value for words")] | None = Field(
        None, description="`published` (the default), or `withheld`: then no words of it stand anywhere."
    )
    amendment: AmendmentShape | None = Field(None, description="That the words were changed after they were published, and why.")
    redacted: OneOrMany[Line] | None = Field(
        None, description="What was removed for good, as `onrecord seal` wrote it; the log says when and why."
    )
    translations: dict[Language, TranslationShape] | None = Field(None, description="The words in other languages, by language.")
    attachments: Many[AttachmentShape] | None = Field(None, description="The files that belong to it.")


class MessageShape(WordsShape):
    """A message that adds nothing but its words."""

    id: MessageId | None = Field(None, description="The message's permanent number in its issue; the report is 1.")
    at: Text = Field(description="When it was said: a date, or a time with its zone; `unknown` beside a source.")
    kind: Annotated[Kind, choice(Kind, "kind")] = Field(description="What kind of act it is.")
    in_reply_to: MessageId | None = Field(None, description="The message that it answers.")


class ReportShape(MessageShape):
    """A report that adds a voice to an issue."""

    title: Line | None = Field(None, description="A title in the reporter's words.")
    wants: Prose | None = Field(None, description="What would make it right, in the reporter's words.")
    affects: OneOrMany[Line] | None = Field(None, description="The versions that are affected.")


class PromiseShape(MessageShape):
    """A promise of the company."""

    what: Prose = Field(description="What is promised.")
    due: Day = Field(description="The day by which it is promised.")
    proof: Prose | None = Field(None, description="How anyone can see that it is kept.")


class PromiseUpdateShape(MessageShape):
    """What became of a promise: exactly one of `due` with `why`, `kept`, or `dropped` with `why`."""

    promise: MessageId = Field(description="The message that made the promise.")
    due: Day | None = Field(None, description="The day to which it is moved.")
    kept: Flag | None = Field(None, description="Whether it is kept.")
    dropped: Flag | None = Field(None, description="Whether it is dropped.")
    why: Prose | None = Field(None, description="Why it is moved or dropped.")


class ResolutionShape(MessageShape):
    """How the company says that the issue ended."""

    outcome: Annotated[Outcome, choice(Outcome, "outcome")] = Field(description="How it ended.")
    fixed_in: Line | None = Field(None, description="The version that fixes it, or `product/version`.")
    keeps_promise: OneOrMany[MessageId] | None = Field(None, description="The promises that it keeps, by message id.")
    why: Prose | None = Field(None, description="Why, above all where the customer did not get what they wanted.")
    how: Prose | None = Field(None, description="How it was made good: refund, replacement, …")
    duplicate_of: IssueOrWeb | None = Field(None, description="The issue of which it is a duplicate, or an address outside.")


class WithdrawalShape(MessageShape):
    """A reporter takes back a claim of theirs."""

    withdraws: MessageId | None = Field(None, description="The message that is taken back; the reporter's report if left out.")


class CorrectionShape(MessageShape):
    """The company mends an earlier statement of its own."""

    corrects: MessageId = Field(description="The message that is corrected.")


SHAPES: dict[Kind, type[MessageShape]] = {
    **dict.fromkeys(Kind, MessageShape),
    Kind.REPORT: ReportShape,
    Kind.PROMISE: PromiseShape,
    Kind.PROMISE_UPDATE: PromiseUpdateShape,
    Kind.RESOLUTION: ResolutionShape,
    Kind.WITHDRAWAL: WithdrawalShape,
    Kind.CORRECTION: CorrectionShape,
}
