"""How the invented record is written down in few words: days, messages, issues."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from onrecord.model import Act, Format, Issue, IssueType, Kind, Message, Plain, Report, When, whole_day

START = date(2026, 1, 5)
"""Day 0 of the invented record."""
AS_OF = date(2026, 7, 1)
"""The day on which it is judged."""
STAFF = ("mira", "okan", "company")


def day(number: int) -> date:
    """So many days after the first."""
    return START + timedelta(days=number)


def on(at: int | When) -> When:
    """The same as a time of the record; a time that is one already as it is."""
    return at if isinstance(at, When) else whole_day(day(at))


def said(id: int, kind: str, by: str, at: int | When, text: str = "", act: Act | None = None, **rest: Any) -> Message:  # noqa: ANN401
    """A message: the company writes Markdown, customers are quoted as they wrote."""
    words = Format.MARKDOWN if by in STAFF else Format.TEXT
    return Message(id, by, on(at), Kind(kind), act or Plain(), text, **{"format": words, **rest})


def issue(
    id: int,
    text: str,
    *thread: Message,
    by: str = "ada",
    at: int | When = 0,
    title: str | None = None,
    wants: str | None = None,
    affects: tuple[str, ...] = (),
    type: str = "problem",
    report: Mapping[str, Any] | None = None,
    **header: Any,  # noqa: ANN401
) -> Issue:
    """An issue with its report and what was said after it; `report` holds more fields of message 1, `header` those of the issue."""
    first = said(1, "report", by, at, text, Report(title, wants, affects), **(report or {}))
    ordered = sorted((first, *thread), key=lambda message: (message.at.order, message.id))
    return Issue(str(id), IssueType(type), tuple(ordered), **{"product": "lamp", **header})
