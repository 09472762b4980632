"""Whose move it is, since when, and how long it was the customer's."""

from __future__ import annotations

import pytest

from builders import a_message, an_issue
from judging import judge, judge_one

M = a_message
CASES = {
    "the company's since the opening": ([], ("company", "2026-05-02", 1), 0),
    "an answer does not pass the move": ([M(2, "answer")], ("company", "2026-05-02", 1), 0),
    "an acknowledgement neither": ([M(2, "acknowledgement")], ("company", "2026-05-02", 1), 0),
    "a promise neither": ([M(2, "promise")], ("company", "2026-05-02", 1), 0),
    "the customer's after a request": ([M(2, "request", at="2026-05-03")], ("customer", "2026-05-03", 2), 7),
    "a second request changes nothing": (
        [M(2, "request", at="2026-05-03"), M(3, "request", at="2026-05-05")],
        ("customer", "2026-05-03", 2),
        7,
    ),
    "the company's after a customer's reply": (
        [M(2, "request", at="2026-05-03"), M(3, "comment", at="2026-05-07"), M(4, "comment", at="2026-05-08")],
        ("company", "2026-05-07", 3),
        4,
    ),
    "another customer's message is one too": (
        [M(2, "request", at="2026-05-03"), M(3, "comment", at="2026-05-07", author="bea")],
        ("company", "2026-05-07", 3),
        4,
    ),
    "an observer's is not": (
        [M(2, "request", at="2026-05-03"), M(3, "comment", at="2026-05-07", author="obs")],
        ("customer", "2026-05-03", 2),
        7,
    ),
    "the customer's verdict after a resolution, which is not counted in days": (
        [M(2, "resolution", at="2026-05-04")],
        ("customer", "2026-05-04", 2),
        0,
    ),
    "still the customer's after thanks for a resolution": (
        [M(2, "resolution", at="2026-05-04"), M(3, "comment", at="2026-05-06")],
        ("customer", "2026-05-04", 2),
        0,
    ),
    "the company's when it is reported again": (
        [M(2, "resolution", at="2026-05-04"), M(3, "report", author="bea", at="2026-05-06")],
        ("company", "2026-05-06", 3),
        2,
    ),
    "the company's after a dispute": (
        [M(2, "resolution", at="2026-05-04"), M(3, "dispute", at="2026-05-06")],
        ("company", "2026-05-06", 3),
        2,
    ),
    "nobody's once confirmed": ([M(2, "resolution", at="2026-05-04"), M(3, "confirmation", at="2026-05-06")], None, 2),
    "nobody's once withdrawn": ([M(2, "request", at="2026-05-04"), M(3, "withdrawal", at="2026-05-06")], None, 2),
    "nobody's as a duplicate": ([M(2, "resolution", outcome="duplicate", duplicate_of="https://example.org/1")], None, 0),
    "the company's again when a confirmed one is disputed": (
        [M(2, "resolution", at="2026-05-04"), M(3, "confirmation", at="2026-05-05"), M(4, "dispute", at="2026-05-08")],
        ("company", "2026-05-08", 4),
        1,
    ),
    "days that are not sure are left out": (
        [M(2, "request", at="unknown"), M(3, "comment", at="2026-05-07")],
        ("company", "2026-05-07", 3),
        0,
    ),
}


@pytest.mark.parametrize(("thread", "waiting", "days"), CASES.values(), ids=CASES)
def test_whose_move_it_is(thread, waiting, days):
    found = judge_one(an_issue("1", *thread), as_of="2026-05-10")
    shown = found.waiting and (found.waiting.on.value, str(found.waiting.since.day), found.waiting.because.message)
    assert (shown, found.days_with_customer) == (waiting, days)


def test_an_ask_waits_for_the_customers_first():
    ask = an_issue("1", type="ask", author="jo")
    answered = an_issue("1", M(2, "comment", at="2026-05-05"), type="ask", author="jo")
    assert judge_one(ask).waiting.on.value == "customer"
    assert judge_one(answered).waiting.on.value == "company"


def test_what_no_customer_reported_waits_for_no_verdict():
    resolved = M(2, "resolution", at="2026-05-04")
    thanks = M(3, "comment", at="2026-05-05")
    joined = M(3, "report", author="bea", at="2026-05-05")
    assert judge_one(an_issue("1", resolved, thanks, author="jo")).waiting is None
    assert judge_one(an_issue("1", resolved, thanks, author="jo", type="ask")).waiting is None
    assert judge_one(an_issue("1", resolved, joined, author="jo")).waiting.on.value == "company"
    older = an_issue("2", opened="2026-05-01", duplicate_of="1")
    assert judge_one(an_issue("1", resolved, author="jo"), older).waiting.on.value == "customer"


def test_praise_waits_for_nobody():
    assert judge_one(an_issue("1", type="praise")).waiting is None


def test_a_verdict_from_a_duplicate_makes_it_the_companys_move():
    found = judge(
        an_issue("1", M(2, "resolution", at="2026-05-04")),
        an_issue(
            "2",
            M(2, "comment", author="bea", at="2026-05-05"),
            M(3, "dispute", author="bea", at="2026-05-06"),
            author="bea",
            duplicate_of="1",
        ),
    ).issues["1"]
    assert (found.waiting.on.value, str(found.waiting.since.day), found.waiting.because.issue) == ("company", "2026-05-06", "2")
    assert found.days_with_customer == 2
