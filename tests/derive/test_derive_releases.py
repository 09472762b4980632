"""Releases and issues, seen from both ends, and credit to those who reported."""

from __future__ import annotations

from datetime import date

import pytest

from builders import a_change, a_corpus, a_message, a_person, a_product, a_release, an_issue
from judging import judge
from onrecord.derive.judgement import FixedIn
from onrecord.derive.releases import is_out, named_release

M = a_message


def test_a_link_is_seen_from_both_ends_whoever_says_it():
    found = judge(
        an_issue("1", M(2, "resolution", outcome="fixed", fixed_in="1.0")),
        an_issue("2"),
        an_issue(
            "3", M(2, "resolution", outcome="fixed", fixed_in="pads/1.0"), M(3, "resolution", outcome="fixed", fixed_in="1.1")
        ),
        products=[a_product(), a_product("pads")],
        releases=[
            a_release("1.0", a_change("Quiet.", "2", "1"), date="2026-06-01"),
            a_release("1.1", a_change("Quieter.", "2"), date="2026-06-02"),
            a_release("1.0", product="pads", date="2026-06-03"),
        ],
    )
    assert {key: r.closes for key, r in found.releases.items()} == {
        ("fans", "1.0"): ("1", "2"),
        ("fans", "1.1"): ("2", "3"),
        ("pads", "1.0"): ("3",),
    }
    assert [[(f.product, f.version) for f in found.issues[id].fixed_in] for id in "123"] == [
        [("fans", "1.0")],
        [("fans", "1.0"), ("fans", "1.1")],
        [("pads", "1.0"), ("fans", "1.1")],
    ]


@pytest.mark.parametrize(
    ("release", "out", "yanked"),
    [
        ({"date": "2026-07-01"}, True, False),
        ({"date": "2026-07-02"}, False, False),
        ({"date": None}, False, False),
        ({"date": "2026-06-01", "yanked": True}, False, True),
    ],
    ids=["today", "tomorrow", "some day", "taken back"],
)
def test_whether_customers_have_it(release, out, yanked):
    found = judge(an_issue("1"), releases=[a_release("1.0", a_change("Quiet.", "1"), **release)], as_of="2026-07-01")
    assert found.issues["1"].fixed_in == (FixedIn("fans", "1.0", out, yanked),)
    assert found.releases["fans", "1.0"].closes == ("1",)


def test_a_release_names_its_version_or_its_product_and_version():
    releases = a_corpus(releases=[a_release("1.0"), a_release("2/3"), a_release("1.0", product="pads")]).releases
    assert named_release("1.0", "fans", releases).key == ("fans", "1.0")
    assert named_release("pads/1.0", "fans", releases).key == ("pads", "1.0")
    assert named_release("2/3", "fans", releases).key == ("fans", "2/3")
    assert named_release("1.0", None, releases) is None
    assert named_release("fans/9", "fans", releases) is None


def test_those_who_reported_are_credited_in_the_order_they_did():
    found = judge(
        an_issue(
            "1",
            M(2, "report", author="anonymous", at="2026-05-03"),
            M(3, "report", author="anonymous-1", at="2026-05-03"),
            author="cem",
        ),
        an_issue("2", author="bea", opened="2026-05-01", duplicate_of="1"),
        an_issue("3", M(2, "withdrawal", author="dora", at="2026-05-05"), author="dora"),
        an_issue("4", author="jo"),
        an_issue("5", author="cem"),
        people=[a_person("dora")],
        releases=[a_release("1.0", a_change("Quiet.", "1", "3", "4", "5"))],
    )
    assert found.releases["fans", "1.0"].credits == ("bea", "cem")
    assert found.people["bea"].credited_in == (("fans", "1.0"),)
    assert found.people["dora"].credited_in == ()


def test_who_reported_it_only_after_the_release_is_not_credited_in_it():
    again = a_message(2, "report", author="bea", at="2026-06-02")
    found = judge(an_issue("1", again), releases=[a_release("1.0", a_change("Quiet.", "1"))])
    assert found.releases["fans", "1.0"].credits == ("ann",)


def test_a_closing_change_of_an_issue_nobody_knows_harms_nothing():
    found = judge(an_issue("1"), releases=[a_release("1.0", a_change("Quiet.", "99"))])
    assert found.releases["fans", "1.0"].closes == ()


def test_a_release_is_out_from_its_day_on():
    assert not is_out(a_release(date="2026-06-01"), date(2026, 5, 31))
    assert is_out(a_release(date="2026-06-01"), date(2026, 6, 1))
