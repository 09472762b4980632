"""Pledges: which was in force, until when it is met, and how it went."""

from __future__ import annotations

from datetime import date

import pytest

from builders import a_message, a_site, an_issue, doubtful
from judging import judge_one
from onrecord.model import Calendar, IssueType, Pledge, Span

M = a_message
PLEDGES = (
    Pledge(date(2026, 1, 1), Span(2, business=True), {IssueType.PROBLEM: Span(30)}),
    Pledge(date(2026, 6, 1), Span(1, business=True)),
)
ASCENSION = Calendar("DE", {2026: {date(2026, 5, 14): "Ascension"}})


def pledged(*thread, as_of, pledges=PLEDGES, **issue):
    """The pledges of an issue opened (unless told otherwise) on Tuesday, 12 May 2026: what, due, state."""
    found = judge_one(
        an_issue("1", *thread, **({"opened": "2026-05-12"} | issue)), as_of=as_of, site=a_site(pledges=pledges), calendar=ASCENSION
    )
    return [(p.what, str(p.due), p.state.value) for p in found.pledges]


@pytest.mark.parametrize(
    ("thread", "as_of", "state"),
    [
        ([], "2026-05-15", "running"),
        ([], "2026-05-16", "overdue"),
        ([M(2, "answer", at="2026-05-15T23:59:00+00:00")], "2026-07-01", "met"),
        ([M(2, "answer", at="2026-05-16")], "2026-07-01", "late"),
        ([M(2, "answer", at="unknown")], "2026-07-01", "unknown"),
    ],
    ids=["on the last day", "on the day after", "answered on the last day", "answered on the day after", "at an unknown time"],
)
def test_business_days_with_a_holiday_in_them(thread, as_of, state):
    assert pledged(*thread, as_of=as_of)[0] == ("first_answer", "2026-05-15", state)


@pytest.mark.parametrize(
    ("thread", "as_of", "state"),
    [
        ([], "2026-06-11", "running"),
        ([], "2026-06-12", "overdue"),
        ([M(2, "resolution", at="2026-06-11")], "2026-07-01", "met"),
        ([M(2, "resolution", at="2026-06-12")], "2026-07-01", "late"),
        ([M(2, "resolution", at="2026-06-11"), M(3, "dispute", at="2026-06-20")], "2026-07-01", "overdue"),
    ],
    ids=["on the last day", "on the day after", "resolved on the last day", "resolved on the day after", "disputed"],
)
def test_calendar_days(thread, as_of, state):
    assert pledged(*thread, as_of=as_of)[1] == ("resolution", "2026-06-11", state)


@pytest.mark.parametrize(
    ("opened", "due"),
    [("2025-12-31", None), ("2026-01-01", "2026-01-05"), ("2026-05-31", "2026-06-02"), ("2026-06-01", "2026-06-02")],
)
def test_the_pledge_in_force_at_the_opening_counts(opened, due):
    assert [d for what, d, _ in pledged(as_of="2026-07-01", opened=opened) if what == "first_answer"] == ([due] if due else [])


def test_the_order_of_pledges_in_the_file_does_not_matter():
    assert pledged(as_of="2026-07-01", pledges=PLEDGES[::-1]) == pledged(as_of="2026-07-01")


def test_a_type_without_a_span_has_no_pledge_of_resolution():
    assert [what for what, _, _ in pledged(as_of="2026-07-01", type="idea")] == ["first_answer"]


@pytest.mark.parametrize("issue", [{"type": "praise"}, {"author": "jo", "type": "idea"}, {"opened": "unknown"}])
def test_where_no_clock_runs_nothing_is_pledged(issue):
    assert pledged(as_of="2026-07-01", **issue) == []


def test_a_doubtful_opening_makes_the_pledge_unknown():
    found = pledged(M(2, "answer", at="2026-05-13"), as_of="2026-07-01", opened=doubtful("2026-05-12?", "2026-05-12"))
    assert found == [("first_answer", "None", "unknown"), ("resolution", "None", "unknown")]
