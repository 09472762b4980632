"""The shape of a redaction."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from onrecord.model import By, Why
from onrecord.read.scalars import Alias, Day, Line, Number, choice
from onrecord.read.shapes.base import FileShape, OneOrMany


class RedactionShape(FileShape):
    """What was or shall be removed for good, and why."""

    unit: Line | None = Field(None, description="What it is removed from, as the log calls it: `42.3` is message 3 of issue 42.")
    part: OneOrMany[Line] | None = Field(
        None, description="Which parts of it: `title`, `body.2` (its second paragraph), `attachment.1`, …, or `all`."
    )
    person: Alias | None = Field(None, description="The person who is removed from everywhere, instead of a unit.")
    why: Annotated[Why, choice(Why, "reason")] = Field(description="Why.")
    by: Annotated[By, choice(By, "value for by")] = Field(
        description="By whose wish: `author` (the company says that they asked), `company` or `court`."
    )
    at: Day = Field(description="The day on which it was asked for.")
    entry: Number | None = Field(None, description="The entry of the log that carried it out; written by `onrecord seal` alone.")
