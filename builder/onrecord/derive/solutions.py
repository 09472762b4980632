"""Solutions: what was said on an issue that helps others with the same trouble."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.derive.judgement import IssueAssessment, Status
from onrecord.model import Issue, IssueType, Kind, Message


def reusable(issue: Issue, judged: IssueAssessment) -> Iterator[Message]:
    """What helps others on an issue: each workaround, and each answer to a question or to what was solved without a release."""
    solved = judged.standing.status is Status.CONFIRMED and not judged.fixed_in
    for message in issue.thread:
        answers = message.kind is Kind.ANSWER and (issue.type is IssueType.QUESTION or solved)
        if message.text and not message.withheld and (message.kind is Kind.WORKAROUND or answers):
            yield message
