"""Promises: due, moved, missed, kept in time or late, disputed, dropped."""

from __future__ import annotations

from datetime import date

import pytest

from builders import a_change, a_message, a_release, an_issue
from judging import judge, judge_one

M = a_message
PROMISE = M(2, "promise", at="2026-05-03", due="2026-06-01", what="Quieter fans", proof="A measurement")
KEPT = {"kind": "promise_update", "promise": 2, "kept": True}


def moved(id, at, due):
    return M(id, "promise_update", promise=2, at=at, due=due, why="The factory is late")


CASES = {
    "due until and on its day": ([], "2026-06-01", "due"),
    "missed on the day after": ([], "2026-06-02", "missed"),
    "kept on its day": ([M(3, at="2026-06-01", **KEPT)], "2026-07-01", "kept"),
    "kept late the day after": ([M(3, at="2026-06-02", **KEPT)], "2026-07-01", "kept_late"),
    "kept by a resolution": ([M(3, "resolution", at="2026-06-01", keeps_promise=(2,))], "2026-07-01", "kept"),
    "a resolution that does not say so keeps nothing": ([M(3, "resolution", at="2026-05-20")], "2026-07-01", "missed"),
    "moved": ([moved(3, "2026-05-30", "2026-06-15")], "2026-06-15", "moved"),
    "moved and missed": ([moved(3, "2026-05-30", "2026-06-15")], "2026-06-16", "missed"),
    "moved after it was missed": ([moved(3, "2026-06-10", "2026-06-15")], "2026-06-12", "moved"),
    "kept in time for the moved date is late for the first": (
        [moved(3, "2026-05-30", "2026-06-15"), M(4, at="2026-06-10", **KEPT)],
        "2026-07-01",
        "kept_late",
    ),
    "moved, and kept by the first date all the same": (
        [moved(3, "2026-05-20", "2026-06-15"), M(4, at="2026-06-01", **KEPT)],
        "2026-07-01",
        "kept",
    ),
    "brought forward, it is not missed before its first date": ([moved(3, "2026-05-10", "2026-05-20")], "2026-06-01", "moved"),
    "brought forward and missed": ([moved(3, "2026-05-10", "2026-05-20")], "2026-06-02", "missed"),
    "dropped": ([M(3, "promise_update", promise=2, at="2026-05-20", dropped=True, why="No money")], "2026-07-01", "dropped"),
    "dropped, and kept all the same": (
        [M(3, "promise_update", promise=2, at="2026-05-20", dropped=True, why="No money"), M(4, at="2026-05-30", **KEPT)],
        "2026-07-01",
        "kept",
    ),
    "what is kept stays kept when it is said again": (
        [M(3, at="2026-05-30", **KEPT), M(4, "resolution", at="2026-06-20", keeps_promise=(2,))],
        "2026-07-01",
        "kept",
    ),
    "not while a dispute stands": (
        [M(3, "resolution", at="2026-05-20", keeps_promise=(2,)), M(4, "dispute", at="2026-05-25")],
        "2026-07-01",
        "disputed",
    ),
    "nor where it stood before": (
        [M(3, "answer", at="2026-05-04"), M(4, "dispute", at="2026-05-05"), M(5, at="2026-05-20", **KEPT)],
        "2026-07-01",
        "disputed",
    ),
    "kept again once the dispute is withdrawn": (
        [
            M(3, "resolution", at="2026-05-20", keeps_promise=(2,)),
            M(4, "dispute", at="2026-05-25"),
            M(5, "withdrawal", at="2026-06-20", withdraws=4),
        ],
        "2026-07-01",
        "kept",
    ),
    "kept anew after a dispute counts from then": (
        [
            M(3, "resolution", at="2026-05-20", keeps_promise=(2,)),
            M(4, "dispute", at="2026-05-25"),
            M(5, "resolution", at="2026-06-20", keeps_promise=(2,)),
        ],
        "2026-07-01",
        "kept_late",
    ),
    "nor is it kept in time where the resolution after a dispute does not name it": (
        [
            M(3, "resolution", at="2026-05-20", keeps_promise=(2,)),
            M(4, "dispute", at="2026-05-25"),
            M(5, "resolution", at="2026-06-20"),
            M(6, "confirmation", at="2026-06-21"),
        ],
        "2026-07-01",
        "kept_late",
    ),
    "a resolution without a dispute does not move it": (
        [M(3, "resolution", at="2026-05-20", keeps_promise=(2,)), M(4, "resolution", at="2026-06-20")],
        "2026-07-01",
        "kept",
    ),
    "a resolution after a dispute keeps nothing by itself": (
        [M(3, "answer", at="2026-05-04"), M(4, "dispute", at="2026-05-05"), M(5, "resolution", at="2026-05-20")],
        "2026-07-01",
        "missed",
    ),
    "a resolution after a dispute leaves what was dropped": (
        [
            M(3, "promise_update", promise=2, at="2026-05-20", dropped=True, why="No money"),
            M(4, "dispute", at="2026-05-21"),
            M(5, "resolution", at="2026-05-22"),
        ],
        "2026-07-01",
        "dropped",
    ),
    "a new date reopens it": (
        [M(3, at="2026-05-30", **KEPT), moved(4, "2026-06-02", "2026-08-01")],
        "2026-07-01",
        "moved",
    ),
    "kept on an unknown day, before the first date has passed": ([M(3, at="unknown", **KEPT)], "2026-06-01", "kept"),
    "kept on an unknown day, after it has": ([M(3, at="unknown", **KEPT)], "2026-06-02", "kept_late"),
    "an update of another promise": ([M(3, "promise_update", promise=9, at="2026-05-20", kept=True)], "2026-06-01", "due"),
}


@pytest.mark.parametrize(("thread", "as_of", "state"), CASES.values(), ids=CASES)
def test_how_a_promise_stands(thread, as_of, state):
    (commitment,) = judge_one(an_issue("1", PROMISE, *thread), as_of=as_of).commitments
    assert commitment.state.value == state
    assert commitment.first_due == date(2026, 6, 1)


def test_what_a_commitment_tells():
    thread = (moved(3, "2026-05-20", "2026-06-15"), moved(4, "2026-06-10", "2026-06-12"), M(5, at="2026-06-12", **KEPT))
    (found,) = judge_one(an_issue("1", PROMISE, *thread)).commitments
    assert (found.by, found.what, found.proof, found.because.message) == ("jo", "Quieter fans", "A measurement", 2)
    assert (found.first_due, found.due) == (date(2026, 6, 1), date(2026, 6, 12))
    assert [(s.because.message, s.days, s.why) for s in found.slips] == [
        (3, 14, "The factory is late"),
        (4, -3, "The factory is late"),
    ]
    assert (str(found.ended.day), found.ended_because.message, found.why) == ("2026-06-12", 5, None)


def test_a_dropped_promise_tells_why():
    drop = M(3, "promise_update", promise=2, at="2026-05-20", dropped=True, why="No money")
    (found,) = judge_one(an_issue("1", PROMISE, drop)).commitments
    assert (str(found.ended.day), found.why) == ("2026-05-20", "No money")


def test_a_resolution_that_a_yanked_release_took_back_keeps_nothing():
    thread = (PROMISE, M(3, "resolution", at="2026-05-20", fixed_in="1.0", keeps_promise=(2,)))
    (found,) = judge_one(an_issue("1", *thread), releases=[a_release("1.0", yanked=True)]).commitments
    assert (found.state.value, found.ended) == ("missed", None)


def test_a_release_that_answers_a_dispute_moves_the_day_on_which_a_promise_was_kept():
    thread = (PROMISE, M(3, at="2026-05-20", **KEPT), M(4, "dispute", at="2026-05-25"))
    (found,) = judge_one(
        an_issue("1", *thread), releases=[a_release("1.0", a_change("Quiet.", "1"), date="2026-06-20")]
    ).commitments
    assert (found.state.value, found.ended_because.release) == ("kept_late", ("fans", "1.0"))


def test_a_dispute_from_a_duplicate_stands_against_a_promise_too():
    found = judge(
        an_issue("1", PROMISE, M(3, "resolution", at="2026-05-20", keeps_promise=(2,))),
        an_issue("2", M(2, "dispute", author="bea", at="2026-05-21"), author="bea", opened="2026-05-04", duplicate_of="1"),
    ).issues["1"]
    assert [c.state.value for c in found.commitments] == ["disputed"]


def test_all_promises_stand_in_the_order_they_fall_due():
    found = judge(
        an_issue("10", M(2, "promise", due="2026-06-01"), M(3, "promise", due="2026-05-20")),
        an_issue("9", M(2, "promise", due="2026-06-01", author="kim")),
    )
    assert [(c.because.issue, c.because.message) for c in found.commitments] == [("10", 3), ("9", 2), ("10", 2)]
    assert [c.because.issue for c in found.people["kim"].commitments] == ["9"]
