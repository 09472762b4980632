"""The shape of an issue: its header and its report side by side, and the thread."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, SkipValidation

from onrecord.model import IssueType
from onrecord.read.scalars import Ident, IssueId, IssueOrWeb, Line, Prose, Text, choice
from onrecord.read.shapes.base import Many, OneOrMany
from onrecord.read.shapes.messages import (
    CorrectionShape,
    MessageShape,
    PromiseShape,
    PromiseUpdateShape,
    ReportShape,
    ResolutionShape,
    WithdrawalShape,
    WordsShape,
)
from onrecord.read.shapes.source import CountedShape

AnyMessage = MessageShape | ReportShape | PromiseShape | PromiseUpdateShape | ResolutionShape | WithdrawalShape | CorrectionShape


class IssueShape(WordsShape):
    """An issue: what the company says of it (the header), and the customer's report."""

    id: IssueId | None = Field(
        None, description="The issue's permanent id; it follows from the file's name, and must agree with it."
    )
    type: Annotated[IssueType, choice(IssueType, "type")] = Field(description="What it is.")
    product: Ident | None = Field(None, description="The product it is about.")
    components: OneOrMany[Ident] | None = Field(None, description="The parts of the product it is about.")
    severity: Line | None = Field(None, description="How grave it is, in the company's words.")
    tags: OneOrMany[Line] | None = Field(None, description="Words to find it by.")
    duplicate_of: IssueOrWeb | None = Field(None, description="The issue of which it is a duplicate, or an address outside.")
    counted: CountedShape | None = Field(None, description="Votes or signatures elsewhere.")
    quote: Prose | None = Field(None, description="Words of the report to set on the front page.")
    opened: Text = Field(description="When it was reported: a date, or a time with its zone; `unknown` beside a source.")
    title: Line | None = Field(None, description="The title in the reporter's words.")
    wants: Prose | None = Field(None, description="What would make it right, in the reporter's words.")
    affects: OneOrMany[Line] | None = Field(None, description="The versions that are affected.")
    # each message is fitted to the shape of its kind, one by one
    thread: SkipValidation[Many[AnyMessage]] | None = Field(None, description="The messages from the second on.")
