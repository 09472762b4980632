"""Issues and their duplicates: whose voices, verdicts and answers count for whom."""

from __future__ import annotations

import pytest

from builders import a_message, an_issue
from judging import judge, told
from onrecord.derive.judgement import Status


def test_an_originals_page_counts_every_voice_at_any_depth():
    found = judge(
        an_issue("1", author="ann", opened="2026-05-02"),
        an_issue("2", author="bea", opened="2026-05-01", duplicate_of="1"),
        an_issue("3", author="cem", opened="2026-05-05", duplicate_of="2"),
        an_issue("4", author="cem", opened="2026-05-06"),
    ).issues
    assert [(v.alias, v.because.issue) for v in found["1"].voices] == [("bea", "2"), ("ann", "1"), ("cem", "3")]
    assert {id: i.duplicates for id, i in found.items()} == {"2": ("3",), "1": ("2", "3"), "3": (), "4": ()}
    assert {id: i.original for id, i in found.items()} == {"2": "1", "1": None, "3": "2", "4": None}
    assert [found[id].people for id in "1234"] == [3, 2, 1, 1]
    assert told(found["1"].history[0]) == ("open", "2026-05-02", 1)


def test_an_original_stands_while_a_duplicates_voice_does():
    duplicate = an_issue("2", author="bea", opened="2026-05-03", duplicate_of="1")
    original = an_issue("1", a_message(2, "withdrawal", at="2026-05-04"))
    assert judge(original, duplicate).issues["1"].standing.status is Status.OPEN
    gone = an_issue(
        "2", a_message(2, "withdrawal", author="bea", at="2026-05-05"), author="bea", opened="2026-05-03", duplicate_of="1"
    )
    found = judge(original, gone).issues
    assert found["1"].standing.status is Status.WITHDRAWN
    assert (found["1"].standing.because.issue, found["1"].standing.because.message) == ("2", 2)
    assert found["2"].standing.status is Status.WITHDRAWN


def test_a_verdict_in_a_duplicates_thread_counts_for_an_answered_original():
    resolution = a_message(2, "resolution", at="2026-05-05")
    for at, status in (("2026-05-06", "disputed"), ("2026-05-04", "resolved")):
        dispute = a_message(2, "dispute", author="bea", at=at)
        found = judge(
            an_issue("1", resolution),
            an_issue("2", dispute, author="bea", opened="2026-05-03", duplicate_of="1"),
            as_of="2026-06-01",
        ).issues
        assert found["1"].standing.status.value == status
        assert found["2"].standing.status is Status.DISPUTED


def test_a_verdict_in_an_originals_thread_counts_for_the_duplicate_of_who_gives_it():
    thread = (a_message(2, "resolution", at="2026-05-05"), a_message(3, "dispute", author="bea", at="2026-05-06"))
    found = judge(
        an_issue("1", *thread),
        an_issue("2", author="bea", opened="2026-05-03", duplicate_of="1"),
        an_issue("3", author="cem", opened="2026-05-03", duplicate_of="1"),
    )
    assert not found.problems
    assert [found.issues[id].standing.status.value for id in "123"] == ["disputed", "disputed", "duplicate"]
    assert [(v.because.issue, v.because.message) for v in found.issues["2"].verdicts] == [("1", 3)]


def test_a_confirmation_leaves_a_duplicate_one_and_confirms_its_original():
    found = judge(
        an_issue("1", a_message(2, "resolution", at="2026-05-05")),
        an_issue(
            "2", a_message(2, "confirmation", author="bea", at="2026-05-06"), author="bea", opened="2026-05-03", duplicate_of="1"
        ),
    ).issues
    assert told(found["1"].standing)[0] == "confirmed"
    assert found["1"].standing.because.issue == "2"
    assert found["2"].standing.status is Status.DUPLICATE
    assert [v.alias for v in found["2"].verdicts] == ["bea"]


def test_the_originals_reporter_may_speak_in_a_duplicates_thread():
    found = judge(
        an_issue("1", a_message(2, "resolution", at="2026-05-05")),
        an_issue(
            "2", a_message(2, "confirmation", author="ann", at="2026-05-06"), author="bea", opened="2026-05-03", duplicate_of="1"
        ),
    )
    assert not found.problems
    assert found.issues["1"].standing.status is Status.CONFIRMED


def test_an_answer_in_a_duplicates_thread_may_be_disputed_in_the_originals():
    found = judge(
        an_issue("1", a_message(2, "dispute", at="2026-05-06")),
        an_issue("2", a_message(2, "answer", at="2026-05-05"), author="bea", opened="2026-05-03", duplicate_of="1"),
    )
    assert not found.problems
    assert found.issues["1"].standing.status is Status.DISPUTED


def test_verdicts_flow_only_from_the_act_that_made_it_a_duplicate():
    resolved = a_message(2, "resolution", at="2026-05-04")
    thread = (
        a_message(2, "answer", at="2026-05-04"),
        a_message(3, "dispute", author="bea", at="2026-05-05"),
        a_message(4, "resolution", outcome="duplicate", duplicate_of="1", at="2026-05-06"),
    )
    later = a_message(5, "dispute", author="bea", at="2026-05-07")
    before = judge(an_issue("1", resolved), an_issue("2", *thread, author="bea")).issues
    assert (before["1"].standing.status, before["2"].standing.status) == (Status.RESOLVED, Status.DUPLICATE)
    assert (before["2"].original, before["1"].duplicates) == ("1", ("2",))
    after = judge(an_issue("1", resolved), an_issue("2", *thread, later, author="bea")).issues
    assert (after["1"].standing.status, after["2"].standing.status) == (Status.DISPUTED, Status.DISPUTED)


def test_a_later_resolution_that_calls_it_no_duplicate_ends_the_link():
    thread = (
        a_message(2, "resolution", outcome="duplicate", duplicate_of="1", at="2026-05-04"),
        a_message(3, "resolution", outcome="fixed", at="2026-05-06"),
    )
    found = judge(an_issue("1"), an_issue("2", *thread, author="bea")).issues
    assert (found["2"].original, found["1"].duplicates, found["1"].people) == (None, (), 1)
    assert [told(s) for s in found["2"].history[1:]] == [("duplicate", "2026-05-04", 2), ("resolved", "2026-05-06", 3)]


def test_a_resolution_names_the_original_before_the_header_does():
    thread = (a_message(2, "resolution", outcome="duplicate", duplicate_of="3", at="2026-05-04"),)
    found = judge(an_issue("1"), an_issue("2", *thread, duplicate_of="1"), an_issue("3")).issues
    assert found["2"].original == "3"
    assert (found["1"].duplicates, found["3"].duplicates) == ((), ("2",))


@pytest.mark.parametrize("links", [{"1": "1"}, {"1": "2", "2": "1"}, {"1": "2", "2": "3", "3": "2"}, {"1": "9", "2": "1"}])
def test_circles_and_missing_originals_harm_nothing(links):
    issues = [an_issue(id, a_message(2, "answer"), a_message(3, "dispute"), duplicate_of=links.get(id)) for id in "123"]
    found = judge(*issues).issues
    assert [found[id].original for id in "123"] == [links.get(id) for id in "123"]


def test_a_long_chain_of_duplicates_is_no_trouble():
    issues = [an_issue("1")] + [an_issue(str(n), author="bea", duplicate_of=str(n - 1)) for n in range(2, 300)]
    found = judge(*issues).issues
    assert len(found["1"].duplicates) == 298
    assert found["1"].people == 2


ORIGINAL = an_issue(
    "1", a_message(2, "resolution", at="2026-05-05"), a_message(3, "dispute", author="bea", at="2026-05-07"), opened="2026-05-01"
)


def test_who_took_back_their_report_of_a_duplicate_has_no_say_on_it_in_the_originals_thread():
    thread = (a_message(2, "report", author="cem", at="2026-05-04"), a_message(3, "withdrawal", author="bea", at="2026-05-06"))
    found = judge(ORIGINAL, an_issue("2", *thread, author="bea", duplicate_of="1"))
    assert not found.problems
    assert found.issues["1"].standing.status is Status.DISPUTED
    assert [told(s) for s in found.issues["2"].history] == [("duplicate", "2026-05-02", None)]


def test_what_was_said_in_the_originals_thread_before_it_was_a_duplicate_does_not_count_for_it():
    thread = (
        a_message(2, "answer", at="2026-05-06"),
        a_message(3, "resolution", outcome="duplicate", duplicate_of="1", at="2026-05-08"),
    )
    found = judge(ORIGINAL, an_issue("2", *thread, author="bea")).issues["2"]
    assert [told(s)[0] for s in found.history] == ["open", "answered", "duplicate"]


def test_a_verdict_taken_back_in_the_originals_thread_is_taken_back_for_the_duplicate():
    back = a_message(4, "withdrawal", author="bea", at="2026-05-08", withdraws=3)
    original = an_issue("1", *ORIGINAL.thread[1:], back, opened="2026-05-01")
    found = judge(original, an_issue("2", author="bea", duplicate_of="1")).issues
    assert [told(s) for s in found["2"].history] == [
        ("duplicate", "2026-05-02", None),
        ("disputed", "2026-05-07", 3),
        ("duplicate", "2026-05-08", 4),
    ]
    assert found["1"].standing.status is Status.RESOLVED


def test_acts_of_a_family_follow_each_other_by_the_hour():
    original = an_issue("1", a_message(2, "resolution", at="2026-05-05T12:00:00+00:00"))
    for at, status in (
        ("2026-05-05T11:59:00+00:00", "resolved"),
        ("2026-05-05T12:01:00+00:00", "disputed"),
        ("2026-05-06", "disputed"),
    ):
        duplicate = an_issue("2", a_message(2, "dispute", author="bea", at=at), author="bea", duplicate_of="1")
        assert judge(original, duplicate).issues["1"].standing.status.value == status


def test_a_further_voice_on_a_duplicate_is_not_reported_again():
    found = judge(an_issue("1"), an_issue("2", a_message(2, "report", author="cem"), author="bea", duplicate_of="1")).issues
    assert found["2"].reported_again == ()


def test_a_duplicate_opened_after_the_resolution_of_its_original_reports_it_again():
    found = judge(ORIGINAL, an_issue("2", author="cem", opened="2026-05-06", duplicate_of="1"), an_issue("3", author="bea")).issues
    assert [(v.alias, v.because.issue) for v in found["1"].reported_again] == [("cem", "2")]


def test_a_pseudonym_is_somebody_else_in_a_duplicate():
    resolution = a_message(2, "resolution", at="2026-05-05")
    confirmation = a_message(3, "confirmation", author="anonymous-1", at="2026-05-06")
    original = an_issue("1", resolution, confirmation, author="anonymous-1")
    dispute = a_message(2, "dispute", author="anonymous-1", at="2026-05-07")
    again = a_message(3, "confirmation", author="anonymous-1", at="2026-05-08")
    duplicate = an_issue("2", dispute, author="anonymous-1", opened="2026-05-04", duplicate_of="1")
    found = judge(original, duplicate).issues["1"]
    assert found.people == 2
    assert [(v.because.issue, v.kind.value) for v in found.verdicts] == [("1", "confirmation"), ("2", "dispute")]
    assert found.standing.status is Status.DISPUTED
    agreed = an_issue("2", dispute, again, author="anonymous-1", opened="2026-05-04", duplicate_of="1")
    assert len(judge(original, agreed).issues["1"].verdicts) == 2


def test_a_pseudonym_of_a_duplicate_has_no_verdict_in_the_originals_thread():
    verdict = a_message(3, "dispute", author="anonymous-1", at="2026-05-06")
    original = an_issue("1", a_message(2, "resolution", at="2026-05-05"), verdict)
    found = judge(original, an_issue("2", author="anonymous-1", opened="2026-05-03", duplicate_of="1"))
    assert found.issues["1"].standing.status is Status.RESOLVED
    assert ['"anonymous-1" did not report this issue before' in p.message for p in found.problems] == [True]
