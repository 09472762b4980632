"""Redactions and amendments: what is removed or mended of what was said, by whose wish, when, and why."""

from __future__ import annotations

from dataclasses import field
from datetime import date

from onrecord.frozen import dataclass
from onrecord.model.choice import Choice
from onrecord.model.problem import Marks


class Why(Choice):
    """Why something was removed, or a message was not published."""

    AUTHOR = "author-request"
    THIRD_PARTY = "third-party-personal-data"
    LEGAL = "legal-order"
    SECURITY = "security"
    ILLEGAL = "illegal-content"
    SPAM = "spam"
    DUPLICATE = "duplicate-submission"
    ERROR = "operator-error"
    NOT_STATED = "not-stated"


class By(Choice):
    """Who wanted it; of the author: the company says that they asked."""

    AUTHOR = "author"
    COMPANY = "company"
    COURT = "court"


PARTS = ("all", "frame")
"""What can be removed beside the parts that a unit names: all of it, and what stands beside its words."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """That the words of a message were changed after they were published, by whose wish, why, and on which day."""

    by: By
    why: str
    at: date


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is to be removed for good: `parts` of a `unit` (`42.3`; `all` for everything), or what a `person` is known by. `entry`
    is the index in the log at which it was carried out; None while it was not."""

    why: Why
    by: By
    at: date
    unit: str | None = None
    parts: tuple[str, ...] = ()
    person: str | None = None
    entry: int | None = None
    marks: Marks = field(default_factory=Marks, compare=False, repr=False)
