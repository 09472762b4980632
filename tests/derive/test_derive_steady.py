"""Judgements from day to day: what moves by itself, and until when the rest stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_derive_against_naive import START, as_message, records

from builders import a_change, a_corpus, a_message, a_release, a_site, an_issue
from onrecord.derive import aged, families, judge, original_of, setting_of, stands_until, steady
from onrecord.derive.judgement import Timing
from onrecord.model import Calendar, IssueType, Pledge, Span

M = a_message
PLEDGES = (Pledge(START, Span(2, business=True), {IssueType.PROBLEM: Span(9)}), Pledge(START + timedelta(days=4), Span(3)))
HOLIDAYS = Calendar("DE", {2026: {date(2026, 1, 6): "a holiday", date(2026, 1, 14): "another"}})


def day(n):
    return START + timedelta(days=n)


@st.composite
def dated_records(draw):
    """Records in which dates pass: requests, promises that are moved, kept and dropped, releases to come, pledges."""
    opened, headers, threads, releases = draw(records())
    issues = []
    for id, thread in threads.items():
        messages = [as_message(event) for event in thread[1:]]
        number, at = 20, max([event.day for event in thread])
        for _ in range(draw(st.integers(0, 4))):
            at += timedelta(days=draw(st.integers(0, 3)))
            number += 1
            due = at + timedelta(days=draw(st.integers(0, 12)))
            adds = draw(
                st.sampled_from(
                    [
                        ("promise", {"due": due}),
                        ("promise_update", {"promise": number - 1, "due": due, "why": "Late."}),
                        ("promise_update", {"promise": number - 1, "kept": True}),
                        ("promise_update", {"promise": number - 1, "dropped": True, "why": "No."}),
                        ("resolution", {"keeps_promise": (number - 1,), "fixed_in": draw(st.sampled_from([None, "1.1", "2.0"]))}),
                        ("request", {}),
                        ("comment", {"author": "ann"}),
                    ]
                )
            )
            messages.append(M(number, adds[0], at=at if draw(st.integers(0, 4)) else "unknown", **adds[1]))
        issues.append(an_issue(id, *messages, opened=opened[id], author=thread[0].who, duplicate_of=headers.get(id)))
    shipped = [a_release(r.id, a_change("Quiet.", r.issue), date=r.day) for r in releases]
    awaited = a_release("2.0", a_change("Fast.", draw(st.sampled_from(list(threads)))), date=day(draw(st.integers(0, 40))))
    return a_corpus(
        *issues,
        releases=[a_release("0.9", date=START, yanked=True), awaited, *shipped],
        site=a_site(pledges=PLEDGES),
        calendar=HOLIDAYS,
    )


def families_of(corpus):
    setting = setting_of(corpus, START)
    found = families({id: original_of(issue, setting) for id, issue in corpus.issues.items()})
    return [{id: corpus.issues[id] for id in family.members} for family in found]


@settings(max_examples=150)
@given(dated_records(), st.integers(0, 40), st.integers(0, 40))
def test_a_judgement_stands_until_a_date_passes_and_is_aged_to_any_day_before(corpus, first, later):
    then, now = setting_of(corpus, day(first)), setting_of(corpus, day(first + later))
    for family in families_of(corpus):
        before, after = judge(then, family), judge(now, family)
        kept = {id: steady(judged, then.as_of) for id, judged in before.issues.items()}
        assert {id: aged(judged, then.as_of, then.days) for id, judged in kept.items()} == before.issues
        until = stands_until(kept.values(), then)
        assert until == stands_until(before.issues.values(), then)
        if until is None or now.as_of < until:
            assert {id: aged(judged, now.as_of, now.days) for id, judged in kept.items()} == after.issues
            assert {id: steady(judged, now.as_of) for id, judged in after.issues.items()} == kept
            assert before.problems == after.problems


@settings(max_examples=100)
@given(dated_records(), st.integers(0, 40))
def test_from_one_day_to_the_next_all_is_steady_unless_something_turns(corpus, n):
    today, tomorrow = setting_of(corpus, day(n)), setting_of(corpus, day(n + 1))
    before, after = judge(today, corpus.issues), judge(tomorrow, corpus.issues)
    for family in families_of(corpus):
        turned = False
        for id in family:
            one, other = before.issues[id], after.issues[id]
            turned |= states(one) != states(other)
        for id in family:
            if not turned:
                assert steady(before.issues[id], today.as_of) == steady(after.issues[id], tomorrow.as_of)


def states(judged):
    """All that may turn: statuses, the states of promises and pledges, releases, and the clock of what opens only later."""
    return (
        judged.history,
        [promise.state for promise in judged.commitments],
        [pledge.state for pledge in judged.pledges],
        judged.fixed_in,
        [clock.timing for clock in (judged.first_answer, judged.resolution, judged.confirmation)],
    )


# what of an issue opened on 2 May turns after 10 May, and when
TURNS = {
    "nothing": ([], {}, None),
    "a promise is missed": ([M(2, "promise", due="2026-06-01")], {}, "2026-06-02"),
    "one that was moved": (
        [M(2, "promise", due="2026-06-01"), M(3, "promise_update", promise=2, due=date(2026, 7, 1), why="Late.")],
        {},
        "2026-07-02",
    ),
    "one that was brought forward": (
        [M(2, "promise", due="2026-06-01"), M(3, "promise_update", promise=2, due=date(2026, 5, 20), why="Soon.")],
        {},
        "2026-06-02",
    ),
    "one that nobody knows when it was kept": (
        [M(2, "promise", due="2026-06-01"), M(3, "promise_update", promise=2, kept=True, at="unknown")],
        {},
        "2026-06-02",
    ),
    "one that was kept in time": (
        [M(2, "promise", due="2026-06-01"), M(3, "promise_update", promise=2, kept=True, at="2026-05-05")],
        {},
        None,
    ),
    "a release comes out": ([], {"releases": [a_release("1.0", a_change("Quiet.", "1"), date="2026-05-11")]}, "2026-05-11"),
    "a release that a resolution names": (
        [M(2, "resolution", fixed_in="1.0")],
        {"releases": [a_release("1.0", date="2026-06-11")]},
        "2026-06-11",
    ),
    "a release that was yanked": (
        [],
        {"releases": [a_release("1.0", a_change("Quiet.", "1"), date="2026-06-11", yanked=True)]},
        None,
    ),
    "a pledge": ([], {"site": a_site(pledges=(Pledge(START, Span(30)),))}, "2026-06-02"),
    "the first of several": (
        [M(2, "promise", due="2026-06-01")],
        {"releases": [a_release("1.0", a_change("Quiet.", "1"), date="2026-05-21")]},
        "2026-05-21",
    ),
}


@pytest.mark.parametrize(("thread", "rest", "turn"), TURNS.values(), ids=TURNS)
def test_what_turns_and_when(thread, rest, turn):
    setting = setting_of(a_corpus(an_issue("1", *thread), **rest), date(2026, 5, 10))
    judged = judge(setting, {"1": an_issue("1", *thread)})
    assert stands_until(judged.issues.values(), setting) == (date.fromisoformat(turn) if turn else None)


def test_an_issue_that_is_opened_only_later_begins_to_run_then():
    issue = an_issue("1", opened="2026-05-12")
    setting = setting_of(a_corpus(issue), date(2026, 5, 10))
    judged = judge(setting, {"1": issue}).issues["1"]
    assert judged.resolution.timing is Timing.UNKNOWN
    assert stands_until([judged], setting) == date(2026, 5, 12)


def test_what_is_steady_has_no_days_that_run():
    thread = (M(2, "request", at="2026-05-03"), M(3, "comment", at="2026-05-05"), M(4, "request", at="2026-05-08"))
    setting = setting_of(a_corpus(an_issue("1", *thread)), date(2026, 5, 10))
    judged = judge(setting, {"1": an_issue("1", *thread)}).issues["1"]
    found = steady(judged, setting.as_of)
    assert (judged.resolution.days, judged.resolution.business_days, judged.days_with_customer) == (8, 5, 4)
    assert (found.resolution.days, found.resolution.business_days, found.days_with_customer) == (None, None, 2)
    assert found.resolution.timing is Timing.RUNNING


def test_what_has_stopped_is_the_same_object():
    thread = (M(2, "resolution", at="2026-05-04"), M(3, "confirmation", at="2026-05-05"))
    setting = setting_of(a_corpus(an_issue("1", *thread)), date(2026, 5, 10))
    judged = judge(setting, {"1": an_issue("1", *thread)}).issues["1"]
    assert steady(judged, setting.as_of) is judged
    assert aged(judged, setting.as_of, setting.days) is judged
