"""The shapes of where a record came from, and of what was counted elsewhere."""

from __future__ import annotations

from pydantic import Field

from onrecord.read.scalars import Line, Number, Text, Web
from onrecord.read.shapes.base import FileShape


class SourceShape(FileShape):
    """Where a record came from."""

    system: Line = Field(description="The system that held the record before.")
    id: Line = Field(description="The record's id there.")
    url: Web | None = Field(None, description="Its public address there.")


class CountedShape(FileShape):
    """What was counted elsewhere, shown as that source's claim."""

    what: Line = Field(description="What was counted, such as signatures or votes.")
    n: Number = Field(description="How many.")
    at: Text = Field(description="When they were counted: a date, or a time with its zone.")
    source: Line = Field(description="Who counted: a name or a web address.")
