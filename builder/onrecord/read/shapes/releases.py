"""The shapes of releases and their changes."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from onrecord.model import ChangeKind
from onrecord.read.scalars import Flag, IssueId, Prose, Text, choice
from onrecord.read.shapes.base import FileShape, Many, OneOrMany
from onrecord.read.shapes.source import SourceShape


def only_text(value: object) -> object:
    """A plain text stands for a change that holds nothing else."""
    return {"text": value} if isinstance(value, str) else value


class ChangeShape(FileShape):
    """One change of a release."""

    text: Prose = Field(description="What changed, in Markdown.")
    closes: OneOrMany[IssueId] | None = Field(None, description="The issues that it resolves.")


Changes = Many[Annotated[ChangeShape, BeforeValidator(only_text)]]


class NotesShape(FileShape):
    """The front matter of a release whose changes stand below it in the sections of Keep a Changelog."""

    date: Text | None = Field(None, description="The day of the release; none for what is not yet released.")
    yanked: Flag | None = Field(None, description="Whether it was taken back.")
    source: SourceShape | None = Field(None, description="The system it was imported from.")


class ReleaseShape(NotesShape):
    """A release with its changes as fields."""

    notes: Prose | None = Field(None, description="What is to be said of it as a whole, in Markdown.")
    changes: dict[Annotated[ChangeKind, choice(ChangeKind, "kind of change")], Changes | None] | None = Field(
        None, description="The changes by their kind: `added`, `changed`, `deprecated`, `removed`, `fixed`, `security`."
    )
