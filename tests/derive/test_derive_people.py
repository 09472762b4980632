"""People: what they reported, said, answered and know, and whom they helped."""

from __future__ import annotations

from builders import a_message, a_product, an_issue
from judging import judge
from onrecord.derive.assessment import Help, PersonAssessment
from onrecord.derive.findings import Known, Opinion
from onrecord.model import Kind

M = a_message


def record():
    return judge(
        an_issue(
            "1", M(2, "report", author="bea"), M(3, "answer", author="jo"), M(4, "workaround", author="cem"), M(5, author="obs")
        ),
        an_issue("2", M(2, "answer", author="jo", in_reply_to=1), M(3, "acknowledgement", author="kim"), product="pads"),
        an_issue("3", M(2, "promise", author="kim"), M(3, "report", author="bea"), M(4, "answer", author="jo", in_reply_to=2)),
        an_issue("4", M(2, "answer", author="jo"), M(3, "answer", author="jo"), M(4, "answer", author="ann"), author="anonymous"),
        an_issue("5", M(2, "resolution", author="company"), M(3, "workaround", author="ann"), product=None),
        products=[a_product(), a_product("pads")],
    )


def test_what_each_person_did():
    people = record().people
    assert (people["bea"].reported, people["bea"].spoke_on, people["bea"].answered) == (("1", "3"), ("1", "3"), ())
    assert (people["jo"].reported, people["jo"].spoke_on, people["jo"].answered) == ((), ("1", "2", "3", "4"), ("1", "2", "3", "4"))
    assert people["kim"].spoke_on == ("2", "3")
    assert people["kim"].answered == ("3",)
    assert [c.because.issue for c in people["kim"].commitments] == ["3"]
    assert (people["cem"].answered, people["cem"].knows) == (("1",), (Known("fans", 1, 1, 0),))
    assert people["obs"].spoke_on == ("1",)


def test_who_knows_what_the_most_first():
    people = record().people
    assert people["jo"].knows == (Known("fans", 4, 0, 0), Known("pads", 1, 0, 0))
    assert people["company"].knows == ()


def test_workarounds_and_kept_promises_are_part_of_what_somebody_knows():
    kept = M(3, "promise_update", promise=2, kept=True, at="2026-05-20")
    people = judge(
        an_issue("1", M(2, "promise"), kept, M(4, "workaround", author="jo"), M(5, "workaround", author="jo")),
        an_issue("2", M(2, "promise"), M(3, "promise_update", promise=2, kept=True, at="2026-06-20")),
        an_issue("3", M(2, "promise"), kept, product=None),
    ).people
    assert people["jo"].knows == (Known("fans", 4, 2, 1),)


def test_verdicts_that_stand_are_told_once_and_where_they_were_given():
    resolved = M(2, "resolution", at="2026-05-05")
    people = judge(
        an_issue("1", resolved, M(3, "dispute", at="2026-05-06"), M(4, "confirmation", at="2026-05-07")),
        an_issue("2", M(2, "dispute", author="bea", at="2026-05-08"), author="bea", duplicate_of="1"),
        an_issue("3", resolved, M(3, "dispute", at="2026-05-06"), M(4, "resolution", at="2026-05-09")),
    ).people
    assert people["ann"].verdicts == (Opinion("1", 4, Kind.CONFIRMATION),)
    assert people["bea"].verdicts == (Opinion("2", 2, Kind.DISPUTE),)
    assert people["bea"].originals == ("1",)


def test_who_helped_somebody_and_whom_they_helped():
    people = record().people
    assert people["jo"].helped == (Help("jo", "ann", 3), Help("jo", "bea", 2))
    assert people["jo"].helped_by == ()
    assert people["bea"].helped_by == (Help("jo", "bea", 2), Help("cem", "bea", 1))
    assert people["obs"] == PersonAssessment(spoke_on=("1",))


def test_everyone_in_the_record_is_judged_and_no_pseudonym():
    found = judge(an_issue("1", author="anonymous-1"))
    assert list(found.people) == ["ann", "anonymous", "bea", "cem", "company", "jo", "kim", "obs"]


def test_who_helped_whom():
    assert record().helps == (
        Help("jo", "ann", 3),
        Help("jo", "bea", 2),
        Help("cem", "ann", 1),
        Help("cem", "bea", 1),
        Help("company", "ann", 1),
        Help("kim", "ann", 1),
    )
