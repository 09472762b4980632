"""Who may give a verdict or take something back, and what is said where they may not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import a_message, a_source, an_issue
from judging import judge, judge_one
from onrecord.derive.judgement import Evidence, Status
from onrecord.model import Level

ANSWER = a_message(2, "answer", at="2026-05-03")
PSEUDONYM = 'write a pseudonym of this issue as the author of both, such as "anonymous-1"'
STRANGER = 'record their report first ("kind: report"), or write "kind: comment"'
WRONG = {
    "a dispute where nothing was answered": (
        [a_message(3, "dispute")],
        "a dispute where nothing was answered",
        'write "kind: comment", or record the answer that is disputed before it',
    ),
    "a dispute where a receipt was acknowledged": (
        [a_message(2, "acknowledgement"), a_message(3, "dispute")],
        "a dispute where nothing was answered",
        'write "kind: comment", or record the answer that is disputed before it',
    ),
    "a confirmation by a stranger": (
        [ANSWER, a_message(3, "confirmation", author="bea")],
        '"bea" did not report this issue before, nor a duplicate of it, so they cannot confirm it',
        STRANGER,
    ),
    "a dispute by a stranger": (
        [ANSWER, a_message(3, "dispute", author="bea")],
        '"bea" did not report this issue before, nor a duplicate of it, so they cannot dispute it',
        STRANGER,
    ),
    "a verdict by who reports only later": (
        [ANSWER, a_message(3, "dispute", author="bea"), a_message(4, "report", author="bea")],
        '"bea" did not report this issue before, nor a duplicate of it, so they cannot dispute it',
        STRANGER,
    ),
    "a verdict by anonymous": (
        [a_message(2, "report", author="anonymous"), a_message(3, "confirmation", author="anonymous")],
        'a confirmation by "anonymous" cannot count: nobody can tell which of the reporters said it',
        PSEUDONYM,
    ),
    "a withdrawal by anonymous": (
        [a_message(2, "report", author="anonymous"), a_message(3, "withdrawal", author="anonymous")],
        'a withdrawal by "anonymous" cannot count: nobody can tell whose claim it takes back',
        PSEUDONYM,
    ),
    "a withdrawal without a report": (
        [ANSWER, a_message(3, "withdrawal", author="bea")],
        '"bea" has no report here that could be withdrawn',
        'write the withdrawal in the issue they reported, or name a verdict of theirs with "withdraws:"',
    ),
    "a withdrawal of another's report": (
        [ANSWER, a_message(3, "withdrawal", author="bea", withdraws=1)],
        'message 1 is by "ann", so "bea" cannot withdraw it',
        'name a report or a verdict of their own with "withdraws:", or write "kind: comment"',
    ),
    "a company's withdrawal of a customer's report": (
        [ANSWER, a_message(3, "withdrawal", author="jo", withdraws=1)],
        'message 1 is by "ann", so "jo" cannot withdraw it',
        'name a report or a verdict of their own with "withdraws:", or write "kind: comment"',
    ),
    "a withdrawal of a comment": (
        [a_message(2, "comment"), a_message(3, "withdrawal", withdraws=2)],
        "message 2 is not an earlier report or verdict, so it cannot be withdrawn",
        'name a report, a confirmation or a dispute of theirs with "withdraws:"',
    ),
    "a withdrawal of what comes later": (
        [a_message(3, "withdrawal", withdraws=4), a_message(4, "report")],
        "message 4 is not an earlier report or verdict, so it cannot be withdrawn",
        'name a report, a confirmation or a dispute of theirs with "withdraws:"',
    ),
}


@pytest.mark.parametrize(("thread", "what", "hint"), WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("imported", [None, "issue", "message"])
def test_what_may_not_count_is_a_problem_and_left_out(thread, what, hint, imported):
    if imported == "message":
        thread = [replace(m, source=a_source()) if m.id == 3 else m for m in thread]
    found = judge(an_issue("1", *thread, source=a_source() if imported == "issue" else None))
    (problem,) = found.problems
    assert (problem.message, problem.hint) == (what, hint)
    assert str(problem.where) == "content/issues/1.md:3:1"
    assert problem.level is (Level.WARNING if imported else Level.ERROR)
    assert found.issues["1"].verdicts == ()
    assert found.issues["1"].standing.status in (Status.OPEN, Status.ACKNOWLEDGED, Status.ANSWERED)


def test_problems_are_sorted_by_their_place():
    wrong = a_message(3, "dispute")
    found = judge(
        an_issue("2", wrong, opened="2026-05-01", marks=an_issue("2").marks), an_issue("1", a_message(2, "dispute"), wrong)
    )
    assert list(found.problems) == sorted(found.problems, key=lambda p: p.order)
    assert len(found.problems) == 3


def test_a_pseudonym_of_the_issue_may_give_a_verdict():
    found = judge_one(
        an_issue("1", ANSWER, a_message(3, "confirmation", at="2026-05-04", author="anonymous-1"), author="anonymous-1")
    )
    assert found.standing.status is Status.CONFIRMED


def test_who_called_an_unanswered_issue_solved_may_take_that_back_by_a_dispute():
    thread = (a_message(2, "confirmation", at="2026-05-03"), a_message(3, "dispute", at="2026-05-04"))
    assert judge_one(an_issue("1", *thread)).standing.status is Status.DISPUTED


def test_a_withdrawn_confirmation_leaves_nothing_to_dispute():
    thread = (
        a_message(2, "confirmation", at="2026-05-03"),
        a_message(3, "withdrawal", at="2026-05-04", withdraws=2),
        a_message(4, "dispute", at="2026-05-05"),
    )
    found = judge(an_issue("1", *thread))
    assert [p.message for p in found.problems] == ["a dispute where nothing was answered"]
    assert found.issues["1"].standing.status is Status.OPEN


def test_without_a_number_all_ones_reports_here_are_withdrawn():
    found = judge_one(an_issue("1", a_message(2, "report", author="ann"), a_message(3, "withdrawal", author="ann")))
    assert [v.withdrawn for v in found.voices] == [True, True]
    assert found.standing.status is Status.WITHDRAWN
    assert found.people == 0


@pytest.mark.parametrize(
    ("report", "issue", "evidence"),
    [
        (None, None, Evidence.ENTERED),
        (a_source(), None, Evidence.CHECKABLE),
        (None, a_source(), Evidence.CHECKABLE),
        (a_source(url=None), a_source(url=None), Evidence.ENTERED),
    ],
    ids=["by the company's word", "the message's source", "the issue's source", "a source nobody can look at"],
)
def test_the_evidence_of_a_report(report, issue, evidence):
    found = judge_one(an_issue("1", report={"source": report}, source=issue))
    assert [v.evidence for v in found.voices] == [evidence]


def test_the_issues_source_is_no_evidence_for_later_messages():
    found = judge_one(
        an_issue(
            "1",
            a_message(2, "resolution", at="2026-05-03"),
            a_message(3, "confirmation", at="2026-05-04"),
            a_message(4, "report", author="bea", at="2026-05-05", source=a_source()),
            a_message(5, "confirmation", author="bea", at="2026-05-06", source=a_source()),
            source=a_source(),
        )
    )
    assert [v.evidence for v in found.voices] == [Evidence.CHECKABLE, Evidence.CHECKABLE]
    assert [v.evidence for v in found.verdicts] == [Evidence.ENTERED, Evidence.CHECKABLE]


def test_everyone_anonymous_is_one_of_the_people_and_a_named_one_counts_once():
    found = judge_one(
        an_issue(
            "1",
            a_message(2, "report", author="ann", at="2026-05-03"),
            a_message(3, "report", author="anonymous", at="2026-05-04"),
            a_message(4, "report", author="anonymous", at="2026-05-05"),
        )
    )
    assert (len(found.voices), found.people) == (4, 3)


def test_a_report_after_the_resolution_shows_as_reported_again():
    found = judge_one(
        an_issue(
            "1",
            a_message(2, "report", author="cem", at="2026-05-03"),
            a_message(3, "resolution", at="2026-05-04"),
            a_message(4, "report", author="bea", at="2026-05-05"),
            a_message(5, "report", author="cem", at="2026-05-06"),
            a_message(6, "withdrawal", author="bea", at="2026-05-07"),
        )
    )
    assert [(v.alias, v.because.message) for v in found.reported_again] == [("cem", 5)]
    assert found.standing.status is Status.RESOLVED
