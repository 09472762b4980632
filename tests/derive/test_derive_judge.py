"""Judging one family at a time: it gives what judging the whole record gives, and hangs on what it says and on nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from test_derive_against_naive import START, corpus_of, records

from builders import a_change, a_corpus, a_message, a_person, a_release, a_site, an_issue
from onrecord.derive import assess, families, judge, original_of, setting_of
from onrecord.model import Calendar, Pledge, Role, Span

AS_OF = START + timedelta(days=400)


def family_by_family(corpus, as_of):
    """What is judged where each family is judged alone."""
    setting = setting_of(corpus, as_of)
    issues, problems = {}, []
    for family in families({id: original_of(issue, setting) for id, issue in corpus.issues.items()}):
        found = judge(setting, {id: corpus.issues[id] for id in family.members})
        assert list(found.issues) == list(family.members)
        issues |= found.issues
        problems += found.problems
    return issues, problems


@settings(max_examples=300)
@given(records())
def test_each_family_alone_is_judged_as_among_all(record):
    corpus = corpus_of(record)
    whole = assess(corpus, AS_OF)
    issues, problems = family_by_family(corpus, AS_OF)
    assert issues == whole.issues
    assert sorted(problems, key=lambda p: p.order) == list(whole.problems)
    assert {id: original_of(issue, setting_of(corpus, AS_OF)) for id, issue in corpus.issues.items()} == {
        id: judged.original for id, judged in whole.issues.items()
    }


def test_families_are_in_the_order_in_which_the_first_was_opened_and_circles_are_cut():
    found = families({"4": None, "2": "9", "1": "3", "3": "1", "5": "4", "6": "https://example.org/1"})
    assert [(family.members, dict(family.originals)) for family in found] == [
        (("4", "5"), {"4": (), "5": ("4",)}),
        (("2",), {"2": ()}),
        (("1", "3"), {"1": ("3",), "3": ()}),
        (("6",), {"6": ()}),
    ]


def test_a_resolution_that_was_taken_back_ends_no_link():
    thread = (
        a_message(2, "resolution", outcome="duplicate", duplicate_of="2"),
        a_message(3, "resolution", outcome="fixed", fixed_in="1.0"),
    )
    issue = an_issue("1", *thread)
    for yanked, original in ((True, "2"), (False, None)):
        corpus = a_corpus(issue, an_issue("2"), releases=[a_release("1.0", yanked=yanked)])
        assert original_of(issue, setting_of(corpus, AS_OF)) == original


ISSUE = an_issue(
    "1",
    a_message(2, "report", author="anonymous-1", at="2026-05-03"),
    a_message(3, "resolution", outcome="fixed", fixed_in="pads/1.0", at="2026-05-04"),
    a_message(4, "dispute", author="anonymous-1", at="2026-05-05"),
)
RELEASES = (
    a_release("1.0", product="pads", date="2026-05-04"),
    a_release("1.1", a_change("Quiet.", "1"), date="2026-05-06"),
    a_release("1.2", a_change("Fast.", "2"), date="2026-05-07"),
)
PLEDGE = Pledge(date(2026, 1, 1), Span(2, business=True))


def judged(corpus, as_of="2026-07-01"):
    """What is judged of issue 1 on its own."""
    return judge(setting_of(corpus, date.fromisoformat(as_of)), {"1": corpus.issues["1"]})


def a_record(**rest):
    rest = {"releases": RELEASES, "site": a_site(pledges=(PLEDGE,)), **rest}
    return a_corpus(ISSUE, an_issue("2"), **rest)


HEARD = {
    "a person's side": {"people": [a_person("jo", Role.OBSERVER)]},
    "a pseudonym with a record": {"people": [a_person("anonymous-1", Role.COMPANY)]},
    "a release that is named": {"releases": (replace(RELEASES[0], yanked=True), *RELEASES[1:])},
    "a nearer release of that name": {"releases": (*RELEASES, a_release("pads/1.0", date="2026-05-09"))},
    "a release that closes it": {"releases": (RELEASES[0], replace(RELEASES[1], yanked=True), RELEASES[2])},
    "when that came out": {"releases": (RELEASES[0], a_release("1.1", *RELEASES[1].changes, date="2026-05-20"), RELEASES[2])},
    "one more that closes it": {"releases": (*RELEASES, a_release("1.3", a_change("Quiet.", "1"), date="2026-05-08"))},
    "a pledge": {"site": a_site(pledges=(Pledge(date(2026, 1, 1), Span(3)),))},
    "a holiday": {"calendar": Calendar("DE", {2026: {date(2026, 5, 5): "a holiday"}})},
}


@pytest.mark.parametrize("change", HEARD.values(), ids=HEARD)
def test_what_a_judgement_hangs_on(change):
    assert judged(a_record()) != judged(a_record(**change))


def test_it_hangs_on_the_day():
    assert judged(a_record()) != judged(a_record(), "2026-05-05")


UNHEARD = {
    "another person": {"people": [a_person("kim", Role.OBSERVER)]},
    "another release": {"releases": (*RELEASES[:2], replace(RELEASES[2], yanked=True))},
    "the words of a change": {
        "releases": (RELEASES[0], replace(RELEASES[1], changes=(a_change("Silent.", "1", kind="security"),)), RELEASES[2])
    },
    "a holiday on a Sunday": {"calendar": Calendar("DE", {2026: {date(2026, 5, 3): "a holiday"}})},
    "the site's title": {"site": a_site(title="Another", pledges=(PLEDGE,))},
}


@pytest.mark.parametrize("change", UNHEARD.values(), ids=UNHEARD)
def test_it_hangs_on_nothing_else(change):
    assert judged(a_record()) == judged(a_record(**change))
