"""The status table, cell by cell."""

from __future__ import annotations

import pytest

from builders import a_change, a_message, a_release, an_issue, doubtful
from judging import judge, judge_one, told
from onrecord.derive.judgement import Because, Status
from onrecord.derive.status import raised, status_of
from onrecord.derive.timeline import Deed

SO_FAR = {
    "open": (),
    "acknowledged": (a_message(2, "acknowledgement", at="2026-05-03"),),
    "answered": (a_message(2, "answer", at="2026-05-03"),),
    "promised": (a_message(2, "promise", at="2026-05-03"),),
    "resolved": (a_message(2, "resolution", at="2026-05-03"),),
    "confirmed": (a_message(2, "resolution", at="2026-05-03"), a_message(3, "confirmation", at="2026-05-04")),
    "disputed": (a_message(2, "resolution", at="2026-05-03"), a_message(3, "dispute", at="2026-05-04")),
    "duplicate": (a_message(2, "resolution", outcome="duplicate", duplicate_of="9", at="2026-05-03"),),
    "withdrawn": (a_message(2, "answer", at="2026-05-03"), a_message(3, "withdrawal", at="2026-05-04")),
}
THEN = {
    "comment": a_message(9, "comment", at="2026-05-09"),
    "company's comment": a_message(9, "comment", at="2026-05-09", author="jo"),
    "observer's comment": a_message(9, "comment", at="2026-05-09", author="obs"),
    "request": a_message(9, "request", at="2026-05-09"),
    "promise_update": a_message(9, "promise_update", at="2026-05-09", kept=True),
    "correction": a_message(9, "correction", at="2026-05-09"),
    "customer's workaround": a_message(9, "workaround", at="2026-05-09"),
    "another report": a_message(9, "report", at="2026-05-09", author="bea"),
    "acknowledgement": a_message(9, "acknowledgement", at="2026-05-09"),
    "answer": a_message(9, "answer", at="2026-05-09"),
    "company's workaround": a_message(9, "workaround", at="2026-05-09", author="jo"),
    "promise": a_message(9, "promise", at="2026-05-09"),
    "resolution": a_message(9, "resolution", at="2026-05-09"),
    "as a duplicate": a_message(9, "resolution", at="2026-05-09", outcome="duplicate", duplicate_of="9"),
    "confirmation": a_message(9, "confirmation", at="2026-05-09"),
    "dispute": a_message(9, "dispute", at="2026-05-09"),
    "withdrawal": a_message(9, "withdrawal", at="2026-05-09"),
}
# "-": the status and since when stay; "error": the record is wrong, the act left out; else the status after it, because of it.
TABLE = """
                      |open         |acknowledged |answered  |promised  |resolved  |confirmed |disputed |duplicate |withdrawn
comment               |-            |-            |-         |-         |-         |-         |-        |-         |-
company's comment     |-            |-            |-         |-         |-         |-         |-        |-         |-
observer's comment    |-            |-            |-         |-         |-         |-         |-        |-         |-
request               |-            |-            |-         |-         |-         |-         |-        |-         |-
promise_update        |-            |-            |-         |-         |-         |-         |-        |-         |-
correction            |-            |-            |-         |-         |-         |-         |-        |-         |-
customer's workaround |-            |-            |-         |-         |-         |-         |-        |-         |-
another report        |-            |-            |-         |-         |-         |-         |-        |-         |answered
acknowledgement       |acknowledged |-            |-         |-         |-         |-         |-        |-         |-
answer                |answered     |answered     |-         |-         |-         |-         |-        |-         |-
company's workaround  |answered     |answered     |-         |-         |-         |-         |-        |-         |-
promise               |promised     |promised     |promised  |-         |-         |-         |-        |-         |-
resolution            |resolved     |resolved     |resolved  |resolved  |resolved  |resolved  |resolved |resolved  |-
as a duplicate        |duplicate    |duplicate    |duplicate |duplicate |duplicate |duplicate |duplicate |duplicate |-
confirmation          |confirmed    |confirmed    |confirmed |confirmed |confirmed |-         |confirmed |-         |-
dispute               |error        |error        |disputed  |disputed  |disputed  |disputed  |-        |disputed  |-
withdrawal            |withdrawn    |withdrawn    |withdrawn |withdrawn |withdrawn |withdrawn |withdrawn |withdrawn |-
"""


def cells():
    head, *rows = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip("\n").splitlines()]
    for act, *row in rows:
        for column, cell in zip(head[1:], row, strict=True):
            yield pytest.param(column, act, cell, id=f"{act} while {column}")


@pytest.mark.parametrize(("column", "act", "cell"), list(cells()))
def test_every_cell_of_the_table(column, act, cell):
    before = judge(an_issue("1", *SO_FAR[column])).issues["1"]
    found = judge(an_issue("1", *SO_FAR[column], THEN[act]))
    after = found.issues["1"]
    assert before.standing.status.value == column
    if cell == "error":
        (problem,) = found.problems
        assert str(problem.where) == "content/issues/1.md:9:1"
        assert problem.message == "a dispute where nothing was answered"
    else:
        assert found.problems == ()
    if cell in ("-", "error"):
        assert after.standing == before.standing
        assert after.history == before.history
    else:
        assert told(after.standing) == (cell, "2026-05-09", 9)
        assert after.history == (*before.history, after.standing)


def test_every_kind_of_act_is_in_the_table():
    assert [line.split("|")[0].strip() for line in TABLE.strip("\n").splitlines()[1:]] == list(THEN)


def test_a_second_reporters_dispute_holds_against_the_firsts_confirmation():
    found = judge_one(
        an_issue(
            "1",
            a_message(2, "report", author="bea", at="2026-05-03"),
            a_message(3, "resolution", at="2026-05-04"),
            a_message(4, "dispute", author="bea", at="2026-05-05"),
            a_message(5, "confirmation", author="ann", at="2026-05-06"),
        )
    )
    assert told(found.standing) == ("disputed", "2026-05-05", 4)
    assert [(v.alias, v.kind.value) for v in found.verdicts] == [("bea", "dispute"), ("ann", "confirmation")]


def test_it_is_confirmed_when_the_last_who_disputed_it_confirms():
    found = judge_one(
        an_issue(
            "1",
            a_message(2, "report", author="bea", at="2026-05-03"),
            a_message(3, "resolution", at="2026-05-04"),
            a_message(4, "dispute", author="bea", at="2026-05-05"),
            a_message(5, "dispute", author="ann", at="2026-05-06"),
            a_message(6, "confirmation", author="bea", at="2026-05-07"),
            a_message(7, "confirmation", author="ann", at="2026-05-08"),
        )
    )
    assert [told(s) for s in found.history[-2:]] == [("disputed", "2026-05-05", 4), ("confirmed", "2026-05-08", 7)]


def test_a_new_resolution_asks_everyone_anew():
    found = judge_one(
        an_issue(
            "1",
            a_message(2, "resolution", at="2026-05-04"),
            a_message(3, "dispute", at="2026-05-05"),
            a_message(4, "resolution", at="2026-05-06"),
        )
    )
    assert told(found.standing) == ("resolved", "2026-05-06", 4)
    assert found.verdicts == ()
    assert found.said == Because("1", 4)


@pytest.mark.parametrize(
    ("withdraws", "then"),
    [(5, ("confirmed", "2026-05-08", 6)), (4, ("disputed", "2026-05-06", 5))],
    ids=["the latest verdict: the one before counts again", "an earlier one: nothing changes"],
)
def test_a_withdrawn_verdict_is_as_if_never_given(withdraws, then):
    found = judge_one(
        an_issue(
            "1",
            a_message(2, "resolution", at="2026-05-03"),
            a_message(4, "confirmation", at="2026-05-05"),
            a_message(5, "dispute", at="2026-05-06"),
            a_message(6, "withdrawal", at="2026-05-08", withdraws=withdraws),
        )
    )
    assert told(found.standing) == then


def test_a_withdrawn_dispute_leaves_what_the_company_said_meanwhile():
    found = judge_one(
        an_issue(
            "1",
            a_message(2, "answer", at="2026-05-03"),
            a_message(3, "dispute", at="2026-05-04"),
            a_message(4, "promise", at="2026-05-05"),
            a_message(5, "withdrawal", at="2026-05-06", withdraws=3),
        )
    )
    assert [told(s) for s in found.history[1:]] == [
        ("answered", "2026-05-03", 2),
        ("disputed", "2026-05-04", 3),
        ("promised", "2026-05-06", 5),
    ]


def test_it_is_withdrawn_only_with_the_last_report():
    both = (a_message(2, "report", author="bea", at="2026-05-03"), a_message(3, "withdrawal", author="ann", at="2026-05-04"))
    assert judge_one(an_issue("1", *both)).standing.status is Status.OPEN
    found = judge_one(an_issue("1", *both, a_message(4, "withdrawal", author="bea", at="2026-05-05")))
    assert told(found.standing) == ("withdrawn", "2026-05-05", 4)


def test_who_takes_back_their_report_takes_back_their_verdict():
    found = judge_one(
        an_issue(
            "1",
            a_message(2, "report", author="bea", at="2026-05-03"),
            a_message(3, "resolution", at="2026-05-04"),
            a_message(4, "dispute", author="bea", at="2026-05-05"),
            a_message(5, "withdrawal", author="bea", at="2026-05-06"),
        )
    )
    assert told(found.standing) == ("resolved", "2026-05-06", 5)
    assert found.verdicts == ()


def test_staff_may_withdraw_what_another_of_the_staff_reported():
    found = judge_one(an_issue("1", a_message(2, "withdrawal", author="kim", at="2026-05-04"), author="jo"))
    assert told(found.standing) == ("withdrawn", "2026-05-04", 2)


def test_a_header_calls_it_a_duplicate_since_it_was_opened():
    found = judge_one(an_issue("1", a_message(2, "answer", at="2026-05-04"), duplicate_of="https://example.org/7"))
    assert [told(s) for s in found.history] == [("duplicate", "2026-05-02", None)]
    assert found.said == Because("1")
    assert found.original == "https://example.org/7"


def test_a_closing_release_resolves_on_its_date():
    found = judge_one(
        an_issue("1", a_message(2, "dispute", at="2026-06-01"), a_message(3, "comment", at="unknown")),
        releases=[a_release("1.0", a_change("Quiet.", "1"), a_change("And more.", "1"), date="2026-06-01")],
    )
    assert [told(s) for s in found.history] == [
        ("open", "2026-05-02", 1),
        ("resolved", "2026-06-01", ("fans", "1.0")),
        ("disputed", "2026-06-01", 2),
    ]
    assert found.said == Because("1", release=("fans", "1.0"))


@pytest.mark.parametrize(
    ("release", "as_of"),
    [
        ({"date": None, "version": "Unreleased"}, "2026-07-01"),
        ({"date": "2026-06-01"}, "2026-05-31"),
        ({"date": "2026-06-01", "yanked": True}, "2026-07-01"),
    ],
    ids=["not released", "not yet out", "taken back"],
)
def test_a_release_that_customers_do_not_have_closes_nothing(release, as_of):
    version = release.pop("version", "1.0")
    found = judge_one(an_issue("1"), releases=[a_release(version, a_change("Quiet.", "1"), **release)], as_of=as_of)
    assert found.standing.status is Status.OPEN
    assert [(f.version, f.out) for f in found.fixed_in] == [(version, False)]


def test_a_resolution_that_names_the_release_is_the_one_that_counts():
    for fixed_in in ("1.0", "fans/1.0"):
        found = judge_one(
            an_issue("1", a_message(2, "resolution", at="2026-05-20", outcome="fixed", fixed_in=fixed_in)),
            releases=[a_release("1.0", a_change("Quiet.", "1"), date="2026-06-01")],
        )
        assert told(found.standing) == ("resolved", "2026-05-20", 2)
        assert len(found.history) == 2


def test_a_release_earlier_than_the_report_acts_at_its_opening():
    found = judge_one(an_issue("1"), releases=[a_release("1.0", a_change("Quiet.", "1"), date="2026-04-01")])
    assert [told(s) for s in found.history] == [("open", "2026-05-02", 1), ("resolved", "2026-05-02", ("fans", "1.0"))]


def test_a_release_of_an_unknown_day_wipes_no_verdict():
    found = judge_one(
        an_issue("1", a_message(2, "dispute", at="2026-05-04")),
        releases=[a_release("1.0", a_change("Quiet.", "1"), date=doubtful("soon"))],
    )
    assert told(found.standing) == ("disputed", "2026-05-04", 2)


def test_a_yanked_release_takes_back_the_resolution_that_names_it():
    thread = (
        a_message(2, "answer", at="2026-05-03"),
        a_message(3, "resolution", at="2026-05-20", outcome="fixed", fixed_in="1.0"),
    )
    yanked = a_release("1.0", a_change("Quiet.", "1"), date="2026-05-20", yanked=True)
    found = judge_one(an_issue("1", *thread), releases=[yanked])
    assert told(found.standing) == ("answered", "2026-05-03", 2)
    assert found.said is None
    assert [(f.version, f.out, f.yanked) for f in found.fixed_in] == [("1.0", False, True)]


def test_what_was_said_of_a_resolution_before_the_one_taken_back_stands_again():
    thread = (
        a_message(2, "resolution", at="2026-05-03"),
        a_message(3, "dispute", at="2026-05-04"),
        a_message(4, "resolution", at="2026-05-20", outcome="fixed", fixed_in="1.0"),
    )
    found = judge_one(an_issue("1", *thread), releases=[a_release("1.0", date="2026-05-20", yanked=True)])
    assert told(found.standing) == ("disputed", "2026-05-04", 3)


def test_a_dispute_of_what_was_taken_back_is_no_mistake():
    thread = (
        a_message(2, "resolution", at="2026-05-20", outcome="fixed", fixed_in="1.0"),
        a_message(3, "dispute", at="2026-05-21"),
    )
    found = judge_one(an_issue("1", *thread), releases=[a_release("1.0", date="2026-05-20", yanked=True)])
    assert told(found.standing) == ("disputed", "2026-05-21", 3)


@pytest.mark.parametrize("base", list(Status)[:4])
@pytest.mark.parametrize(("deed", "to"), [(Deed.ACKNOWLEDGEMENT, 1), (Deed.ANSWER, 2), (Deed.PROMISE, 3), (Deed.REQUEST, 0)])
def test_the_base_rises_and_never_falls(base, deed, to):
    rising = list(Status)[:4]
    assert raised(base, deed) is rising[max(rising.index(base), to)]


def test_the_status_follows_from_base_and_verdicts_and_reports():
    assert status_of(Status.RESOLVED, disputes=1, confirmations=1, reports=1) is Status.DISPUTED
    assert status_of(Status.RESOLVED, disputes=0, confirmations=1, reports=1) is Status.CONFIRMED
    assert status_of(Status.DUPLICATE, disputes=0, confirmations=1, reports=1) is Status.DUPLICATE
    assert status_of(Status.DUPLICATE, disputes=1, confirmations=1, reports=0) is Status.WITHDRAWN
    assert status_of(Status.PROMISED, disputes=0, confirmations=0, reports=1) is Status.PROMISED
