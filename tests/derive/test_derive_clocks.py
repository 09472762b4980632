"""Clocks: what starts them, what stops them, and where they say nothing."""

from __future__ import annotations

from datetime import date

import pytest

from builders import a_change, a_message, a_release, an_issue, doubtful
from judging import judge, judge_one
from onrecord.derive.judgement import Status, Timing
from onrecord.model import Calendar

M = a_message
NONE, RUNNING, UNKNOWN = ("none",), ("running", 8), ("unknown",)


def short(clock):
    """A clock in short: its timing, its days, and the message or release that stopped it."""
    if clock.timing is Timing.STOPPED:
        return ("stopped", clock.days, clock.because.message or clock.because.release)
    if clock.timing is Timing.RUNNING:
        return ("running", clock.days)
    assert clock.days is None
    assert clock.business_days is None
    return (clock.timing.value,)


# the thread, and the clocks to the first answer, the resolution and the confirmation on 10 May (opened on 2 May)
CASES = {
    "nothing yet": ([], RUNNING, RUNNING, RUNNING),
    "an acknowledgement is no answer": ([M(2, "acknowledgement")], RUNNING, RUNNING, RUNNING),
    "a request and a comment of the company neither": ([M(2, "request"), M(3, author="jo")], RUNNING, RUNNING, RUNNING),
    "a customer's workaround neither": ([M(2, "workaround")], RUNNING, RUNNING, RUNNING),
    "an answer": ([M(2, "answer"), M(3, "answer", at="2026-05-04")], ("stopped", 1, 2), RUNNING, RUNNING),
    "a workaround of the company": ([M(2, "workaround", author="jo")], ("stopped", 1, 2), RUNNING, RUNNING),
    "a promise": ([M(2, "promise")], ("stopped", 1, 2), RUNNING, RUNNING),
    "on the day of the opening": ([M(2, "answer", at="2026-05-02T23:59:00+00:00")], ("stopped", 0, 2), RUNNING, RUNNING),
    "a resolution": ([M(2, "resolution")], ("stopped", 1, 2), ("stopped", 1, 2), RUNNING),
    "confirmed": (
        [M(2, "resolution"), M(3, "confirmation", at="2026-05-05"), M(4, "confirmation", at="2026-05-06")],
        ("stopped", 1, 2),
        ("stopped", 1, 2),
        ("stopped", 3, 3),
    ),
    "a dispute sets the clock going again": (
        [M(2, "resolution"), M(3, "confirmation", at="2026-05-05"), M(4, "dispute", at="2026-05-06")],
        ("stopped", 1, 2),
        RUNNING,
        RUNNING,
    ),
    "until it is resolved anew": (
        [M(2, "resolution"), M(3, "dispute", at="2026-05-06"), M(4, "resolution", at="2026-05-08")],
        ("stopped", 1, 2),
        ("stopped", 6, 4),
        RUNNING,
    ),
    "or the dispute is withdrawn": (
        [M(2, "resolution"), M(3, "dispute", at="2026-05-06"), M(4, "withdrawal", at="2026-05-08", withdraws=3)],
        ("stopped", 1, 2),
        ("stopped", 1, 2),
        RUNNING,
    ),
    "a resolution repeated does not move it": (
        [M(2, "resolution"), M(3, "resolution", at="2026-05-06")],
        ("stopped", 1, 2),
        ("stopped", 1, 2),
        RUNNING,
    ),
    "nor does one after it was called a duplicate": (
        [M(2, "resolution"), M(3, "resolution", outcome="duplicate", duplicate_of="https://example.org/1"), M(4, "resolution")],
        ("stopped", 1, 2),
        ("stopped", 1, 2),
        RUNNING,
    ),
    "solved, says the customer": ([M(2, "confirmation", at="2026-05-05")], RUNNING, ("stopped", 3, 2), ("stopped", 3, 2)),
    "withdrawn": ([M(2, "withdrawal", at="2026-05-05")], NONE, NONE, NONE),
    "withdrawn after an answer": ([M(2, "answer"), M(3, "withdrawal", at="2026-05-05")], ("stopped", 1, 2), NONE, NONE),
    "answered at an unknown time": ([M(2, "answer", at="unknown"), M(3, "answer")], UNKNOWN, RUNNING, RUNNING),
    "resolved at a doubtful time": ([M(2, "resolution", at=doubtful("2026-13-01"))], UNKNOWN, UNKNOWN, RUNNING),
    "answered before it was opened": ([M(2, "answer", at=doubtful("2026-05-01", "2026-05-01"))], UNKNOWN, RUNNING, RUNNING),
    "a duplicate of something outside, by a message": (
        [M(2, "resolution", outcome="duplicate", duplicate_of="https://example.org/1")],
        ("stopped", 1, 2),
        ("stopped", 1, 2),
        RUNNING,
    ),
}


@pytest.mark.parametrize(("thread", "answer", "resolution", "confirmation"), CASES.values(), ids=CASES)
def test_what_stops_a_clock(thread, answer, resolution, confirmation):
    found = judge_one(an_issue("1", *thread), as_of="2026-05-10")
    assert [short(c) for c in (found.first_answer, found.resolution, found.confirmation)] == [answer, resolution, confirmation]


@pytest.mark.parametrize(
    ("issue", "clocks", "counts"),
    [
        ({"type": "praise"}, (NONE, NONE, NONE), False),
        ({"type": "ask", "author": "jo"}, (NONE, ("stopped", 1, 2), NONE), False),
        ({"author": "jo"}, (NONE, ("stopped", 1, 2), NONE), False),
        ({"type": "idea"}, (("stopped", 1, 2), ("stopped", 1, 2), RUNNING), True),
    ],
    ids=["praise", "ask", "self-reported", "idea"],
)
def test_which_issues_have_which_clocks(issue, clocks, counts):
    found = judge_one(an_issue("1", M(2, "resolution"), **issue), as_of="2026-05-10")
    assert tuple(short(c) for c in (found.first_answer, found.resolution, found.confirmation)) == clocks
    assert found.counts_as_confirmed is counts


def test_a_customer_who_joins_makes_a_self_reported_issue_count():
    found = judge_one(an_issue("1", M(2, "resolution"), M(3, "report", author="bea"), author="jo"), as_of="2026-05-10")
    assert found.self_reported
    assert found.counts_as_confirmed
    assert [short(c) for c in (found.first_answer, found.confirmation)] == [NONE, RUNNING]


@pytest.mark.parametrize("opened", ["unknown", doubtful("2026-05-02?", "2026-05-02")])
def test_no_clock_is_sure_where_the_opening_is_not(opened):
    found = judge_one(an_issue("1", M(2, "resolution"), M(3, "confirmation", at="2026-05-05"), opened=opened))
    assert {c.timing for c in (found.first_answer, found.resolution, found.confirmation)} == {Timing.UNKNOWN}


def test_a_clock_never_runs_backwards():
    found = judge_one(an_issue("1"), as_of="2026-05-01")
    assert found.resolution.timing is Timing.UNKNOWN
    early = judge_one(an_issue("1"), releases=[a_release("1.0", a_change("Quiet.", "1"), date="2026-05-02")], as_of="2026-05-10")
    assert short(early.resolution) == ("stopped", 0, ("fans", "1.0"))


def test_business_days_leave_out_weekends_and_holidays():
    calendar = Calendar("DE", {2026: {date(2026, 5, 14): "Ascension"}})
    found = judge_one(an_issue("1", M(2, "answer", at="2026-05-15"), opened="2026-05-08"), calendar=calendar)
    assert (found.first_answer.days, found.first_answer.business_days) == (7, 4)


def test_a_closing_release_stops_the_clocks():
    found = judge_one(an_issue("1"), releases=[a_release("1.0", a_change("Quiet.", "1"), date="2026-06-01")])
    assert [short(c) for c in (found.first_answer, found.resolution)] == [("stopped", 30, ("fans", "1.0"))] * 2


def test_a_resolution_that_was_taken_back_was_an_answer_all_the_same():
    thread = (M(2, "resolution", at="2026-05-04", outcome="fixed", fixed_in="1.0"),)
    found = judge_one(an_issue("1", *thread), releases=[a_release("1.0", date="2026-05-04", yanked=True)], as_of="2026-05-10")
    assert [short(c) for c in (found.first_answer, found.resolution)] == [("stopped", 2, 2), RUNNING]


# what the original's thread says, the duplicate's thread; the duplicate's clocks to the first answer and the resolution
DUPLICATES = {
    "an answer in the original's thread": ([M(2, "answer", at="2026-05-06")], [], ("stopped", 2, 2), ("running", 6)),
    "an answer before it was opened does not count": ([M(2, "answer", at="2026-05-03")], [], ("running", 6), ("running", 6)),
    "an answer on the day it was opened does": ([M(2, "answer", at="2026-05-04")], [], ("stopped", 0, 2), ("running", 6)),
    "its own first": ([M(2, "answer", at="2026-05-06")], [M(2, "answer", at="2026-05-05")], ("stopped", 1, 2), ("running", 6)),
    "an answer at an unknown time elsewhere": ([M(2, "answer", at="unknown")], [], UNKNOWN, ("running", 6)),
    "and then one at a sure time": (
        [M(2, at="2026-05-05"), M(3, "answer", at="unknown"), M(4, "answer", at="2026-05-06")],
        [],
        ("stopped", 2, 4),
        ("running", 6),
    ),
    "the original's resolution": ([M(2, "resolution", at="2026-05-07")], [], ("stopped", 3, 2), ("stopped", 3, 2)),
    "the original's dispute": (
        [M(2, "resolution", at="2026-05-07"), M(3, "dispute", at="2026-05-08")],
        [],
        ("stopped", 3, 2),
        ("running", 6),
    ),
    "the original was resolved before": ([M(2, "resolution", at="2026-05-03")], [], ("running", 6), ("stopped", 0, None)),
    "its reporter calls it solved": ([], [M(2, "confirmation", author="bea", at="2026-05-09")], ("running", 6), ("stopped", 5, 2)),
}


@pytest.mark.parametrize(("original", "duplicate", "answer", "resolution"), DUPLICATES.values(), ids=DUPLICATES)
def test_the_clocks_of_a_duplicate(original, duplicate, answer, resolution):
    found = judge(
        an_issue("1", *original), an_issue("2", *duplicate, author="bea", opened="2026-05-04", duplicate_of="1"), as_of="2026-05-10"
    ).issues["2"]
    first = found.first_answer
    assert short(first) == answer
    stopped = found.resolution
    assert (short(stopped) if stopped.because else ("running", stopped.days)) == resolution


def test_to_be_called_a_duplicate_resolves_nothing_before_the_original_is():
    called = M(2, "resolution", outcome="duplicate", duplicate_of="1", at="2026-05-05")
    duplicate = an_issue("2", called, author="bea", opened="2026-05-04")
    still = judge(an_issue("1"), duplicate, as_of="2026-05-10").issues["2"]
    assert [short(c) for c in (still.first_answer, still.resolution)] == [("stopped", 1, 2), ("running", 6)]
    for at, end in (("2026-05-08", ("stopped", 4, 2)), ("2026-05-03", ("stopped", 1, 2))):
        found = judge(an_issue("1", M(2, "resolution", at=at)), duplicate, as_of="2026-05-10").issues["2"]
        assert short(found.resolution) == end


def test_nobody_knows_when_a_header_called_it_a_duplicate_of_something_outside():
    found = judge_one(an_issue("1", duplicate_of="https://example.org/1"), as_of="2026-05-10")
    assert [short(c) for c in (found.first_answer, found.resolution)] == [RUNNING, UNKNOWN]


def test_an_answer_to_a_duplicate_is_one_to_its_original_and_to_the_other_duplicates():
    found = judge(
        an_issue("1"),
        an_issue("2", M(2, "answer", at="2026-05-06"), opened="2026-05-04", duplicate_of="1"),
        an_issue("3", opened="2026-05-05", duplicate_of="1"),
        an_issue("4", opened="2026-05-07", duplicate_of="1"),
        as_of="2026-05-10",
    ).issues
    assert [short(found[id].first_answer) for id in "1234"] == [
        ("stopped", 4, 2),
        ("stopped", 2, 2),
        ("stopped", 1, 2),
        ("running", 3),
    ]


def test_to_call_one_issue_a_duplicate_answers_its_own_reporter_alone():
    def with_duplicate(at):
        called = M(2, "resolution", at=at, outcome="duplicate", duplicate_of="1")
        return judge(an_issue("1"), an_issue("2", called, author="bea", opened="2026-05-04"), as_of="2026-05-10").issues

    assert short(with_duplicate("2026-05-06")["2"].first_answer) == ("stopped", 2, 2)
    assert short(with_duplicate("2026-05-06")["1"].first_answer) == RUNNING
    assert short(with_duplicate("unknown")["1"].first_answer) == RUNNING


def test_a_release_from_before_the_opening_stops_no_clock_at_a_known_time():
    release = a_release("1.0", a_change("Quiet.", "1"), date="2026-05-01")
    found = judge_one(an_issue("1"), releases=[release], as_of="2026-05-10")
    assert (found.standing.status, str(found.standing.since.day)) == (Status.RESOLVED, "2026-05-02")
    assert [c.timing for c in (found.first_answer, found.resolution)] == [Timing.UNKNOWN] * 2
    told = judge_one(an_issue("1", M(2, "answer", at="2026-05-07")), releases=[release], as_of="2026-05-10")
    assert short(told.first_answer) == ("stopped", 5, 2)
    same_day = judge_one(an_issue("1", opened="2026-05-01T10:00+00:00"), releases=[release], as_of="2026-05-10")
    assert short(same_day.resolution) == ("stopped", 0, ("fans", "1.0"))
