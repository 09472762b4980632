"""Judging records for tests: what the deriving layer says of one issue, or of all."""

from __future__ import annotations

from datetime import date
from typing import Any

from builders import a_corpus
from onrecord.derive import Assessment, assess
from onrecord.derive.judgement import IssueAssessment, Standing
from onrecord.model import Issue

AS_OF = date(2026, 7, 1)


def judge(*issues: Issue, as_of: date | str = AS_OF, **rest: Any) -> Assessment:
    """Everything judged of a record with these issues."""
    return assess(a_corpus(*issues, **rest), date.fromisoformat(as_of) if isinstance(as_of, str) else as_of)


def judge_one(*issues: Issue, as_of: date | str = AS_OF, **rest: Any) -> IssueAssessment:
    """What is judged of the first of these issues; nothing may be wrong with the record."""
    found = judge(*issues, as_of=as_of, **rest)
    assert not found.problems
    return found.issues[issues[0].id]


def told(standing: Standing) -> tuple[str, str, object]:
    """A standing in short: the status, the day it began, and the message (or release, or None for a header) it follows from."""
    because = standing.because
    return (standing.status.value, str(standing.since.day), because.message or because.release)
