"""The record in numbers, and what stands where on the front page."""

from __future__ import annotations

from datetime import date

from builders import a_message, a_product, a_site, a_source, an_issue, doubtful
from judging import judge
from onrecord.derive.findings import Practice, Solved, Unknowns
from onrecord.derive.judgement import PledgeState, PromiseState, Status
from onrecord.model import IssueType, Pledge, Span

M = a_message
RESOLVED = M(2, "resolution", at="2026-05-05")


def test_the_headline_counts_only_what_customers_confirmed():
    figures = judge(
        an_issue("1", RESOLVED),
        an_issue("2", RESOLVED, M(3, "confirmation", at="2026-05-06", source=a_source())),
        an_issue("3", RESOLVED, M(3, "confirmation", at="2026-05-06")),
        an_issue("4", RESOLVED, M(3, "dispute", at="2026-05-06")),
        an_issue("5"),
        an_issue("6", M(2, "confirmation", at="2026-05-06")),
        an_issue("7", RESOLVED, M(3, "confirmation", at="2026-05-06"), type="praise"),
        an_issue("8", RESOLVED, author="jo"),
        an_issue("9", M(2, "withdrawal")),
        an_issue("10", M(2, "dispute", author="bea", at="2026-05-07"), author="bea", duplicate_of="1"),
        an_issue("11", duplicate_of="https://example.org/1"),
    ).figures
    assert figures.issues == 11
    assert (figures.resolvable, figures.resolved) == (6, 4)
    assert (figures.confirmed, figures.confirmed_checkable, figures.confirmed_entered) == (3, 1, 2)
    assert figures.disputed == 2
    assert {s: n for s, n in figures.by_status.items() if n} == {
        Status.OPEN: 1,
        Status.RESOLVED: 1,
        Status.CONFIRMED: 4,
        Status.DISPUTED: 3,
        Status.DUPLICATE: 1,
        Status.WITHDRAWN: 1,
    }
    assert list(figures.by_status) == list(Status)
    assert list(figures.by_type) == list(IssueType)
    assert (figures.by_type[IssueType.PROBLEM], figures.by_type[IssueType.PRAISE]) == (10, 1)


def test_times_are_estimated_over_all_and_by_product():
    figures = judge(
        an_issue("1", M(2, "answer", at="2026-05-05")),
        an_issue("2", M(2, "answer", at="unknown"), product="pads"),
        an_issue("3", product="pads", author="jo"),
        an_issue("4", product=None),
        an_issue("5", product="nets", type="praise"),
        products=[a_product(), a_product("nets"), a_product("pads")],
    ).figures
    assert (figures.first_answer.n, figures.first_answer.events, figures.first_answer.unknown) == (2, 1, 1)
    assert list(figures.first_answer_by_product) == ["fans", "pads"]
    assert (figures.first_answer_by_product["pads"].n, figures.first_answer_by_product["pads"].unknown) == (0, 1)
    assert {id: e.n for id, e in figures.resolution_by_product.items()} == {"fans": 1, "pads": 2}
    assert figures.unknown == Unknowns(first_answer=1, any=1)


def test_promises_and_pledges_are_counted_by_how_they_went():
    figures = judge(
        an_issue("1", M(2, "promise", at="2026-05-03"), M(3, "promise", at="2026-05-03", due="2026-08-01")),
        an_issue("2"),
        site=a_site(pledges=(Pledge(date(2026, 1, 1), Span(2)),)),
    ).figures
    assert {state: n for state, n in figures.promises.items() if n} == {PromiseState.MISSED: 1, PromiseState.DUE: 1}
    assert list(figures.promises) == list(PromiseState)
    assert {key: n for key, n in figures.pledges.items() if n} == {
        ("first_answer", PledgeState.MET): 1,
        ("first_answer", PledgeState.OVERDUE): 1,
    }
    assert list(figures.pledges) == [("first_answer", state) for state in PledgeState]


def test_each_issue_that_counts_stands_in_one_part():
    figures = judge(
        an_issue("1", RESOLVED, opened="2026-04-02"),
        an_issue("2", RESOLVED, M(3, "confirmation", at="2026-05-06", source=a_source())),
        an_issue("3", RESOLVED, M(3, "confirmation", at="2026-05-06"), product="pads"),
        an_issue("4", RESOLVED, M(3, "dispute", at="2026-05-06"), product=None),
        an_issue("5", M(2, "acknowledgement")),
        an_issue("6", M(2, "promise"), opened=doubtful("2024-01-01", "2024-01-01")),
        an_issue("7", M(2, "answer")),
        an_issue("8", type="praise"),
        an_issue("9", duplicate_of="1"),
        an_issue("10", M(2, "withdrawal")),
        products=[a_product(), a_product("pads")],
    ).figures
    whole = Solved(checkable=1, entered=1, claimed=1, disputed=1, answered=2, waiting=1)
    assert (figures.solved, whole.resolvable, whole.confirmed) == (whole, 7, 2)
    assert figures.solved_by_product == {
        "": Solved(disputed=1),
        "fans": Solved(checkable=1, claimed=1, answered=2, waiting=1),
        "pads": Solved(entered=1),
    }
    may = Solved(checkable=1, entered=1, disputed=1, answered=1, waiting=1)
    assert figures.solved_by_month == {(2026, 4): Solved(claimed=1), (2026, 5): may}
    assert figures.unknown.opened == 1
    assert {code: n for code, n in figures.by_standing.items() if n} == {
        "acknowledged": 1,
        "answered": 1,
        "promised": 1,
        "resolved": 1,
        "confirmed": 2,
        "disputed": 1,
        "duplicate": 1,
        "withdrawn": 1,
        "praise": 1,
    }


def test_pledges_are_told_by_what_was_pledged_within_how_long():
    early = Pledge(date(2026, 1, 1), Span(5, business=True), {IssueType.PROBLEM: Span(30), IssueType.QUESTION: Span(10)})
    late = Pledge(date(2026, 5, 10), Span(2), {IssueType.PROBLEM: Span(30)})
    figures = judge(
        an_issue("1", M(2, "answer", at="2026-05-04")),
        an_issue("2", opened="2026-05-20"),
        an_issue("3", RESOLVED, type="question"),
        site=a_site(pledges=(early, late)),
    ).figures
    told = [(p.what, p.type, p.span, {s: n for s, n in p.states.items() if n}) for p in figures.practice]
    assert told == [
        ("first_answer", None, Span(5, business=True), {PledgeState.MET: 2}),
        ("first_answer", None, Span(2), {PledgeState.OVERDUE: 1}),
        ("resolution", IssueType.PROBLEM, Span(30), {PledgeState.OVERDUE: 2}),
        ("resolution", IssueType.QUESTION, Span(10), {PledgeState.MET: 1}),
    ]
    assert all(isinstance(p, Practice) and list(p.states) == list(PledgeState) for p in figures.practice)


def test_components_are_counted_by_issue_the_most_first():
    figures = judge(
        an_issue("1", components=("motor", "blade", "motor")),
        an_issue("2", components=("blade",)),
        an_issue("3", components=("blade",), type="praise"),
        an_issue("4", M(2, "withdrawal"), components=("motor",)),
    ).figures
    assert figures.components == (("fans", "blade", 2), ("fans", "motor", 1))


def test_months_run_on_from_the_first_to_the_last():
    figures = judge(
        an_issue("1", M(2, "answer", at="2025-12-20"), M(3, "resolution", at="2026-02-01"), opened="2025-12-02"),
        an_issue("2", M(2, "confirmation", at="2026-02-02"), opened="2025-12-30"),
        an_issue("3", opened=doubtful("2024-01-01", "2024-01-01")),
    ).figures
    assert figures.by_month == ((2025, 12, 2, 1, 0, 0), (2026, 1, 0, 0, 0, 0), (2026, 2, 0, 0, 2, 1))
    assert judge().figures.by_month == ()


def test_what_hurts_most_comes_first():
    found = judge(
        an_issue("1", opened="2026-05-03"),
        an_issue("2", opened="2026-05-02"),
        an_issue("3", M(2, "report", author="bea", at="2026-05-05"), opened="2026-05-04"),
        an_issue("4", opened="unknown"),
        an_issue("5", RESOLVED, M(3, "dispute", at="2026-05-06"), opened="2026-05-03"),
        an_issue("6", RESOLVED),
        an_issue("7", M(2, "confirmation")),
        an_issue("8", type="praise"),
        an_issue("9", type="ask", author="jo"),
        an_issue("10", M(2, "withdrawal")),
        an_issue("11", duplicate_of="https://example.org/1"),
        an_issue("12", opened="2026-05-03"),
    )
    assert found.hurting == ("3", "2", "1", "5", "12", "4")


def test_who_waits_longest_comes_first():
    found = judge(
        an_issue("1", opened="2026-05-03"),
        an_issue("2", M(2, "request")),
        an_issue("3", RESOLVED, M(3, "dispute", at="2026-05-06"), opened="2026-05-01"),
        an_issue("4", opened="unknown"),
        an_issue("5", opened="2026-05-02T10:00:00+00:00"),
        an_issue("6", opened="2026-05-02T09:00:00+00:00"),
        an_issue("7", RESOLVED, M(3, "comment", text="Thanks!", at="2026-05-06")),
    )
    assert found.waiting == ("6", "5", "1", "3", "4")


def test_what_was_confirmed_last_comes_first():
    found = judge(
        an_issue("1", M(2, "confirmation", at="2026-05-05")),
        an_issue("2", M(2, "confirmation", at="2026-05-07")),
        an_issue("3", M(2, "confirmation", at="2026-05-05")),
        an_issue("4"),
    )
    assert found.confirmed_lately == ("2", "1", "3")
