"""Assessing as a whole: its order, its purity, and that its work grows with the record and no faster."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from builders import a_change, a_corpus, a_message, a_person, a_release, a_site, an_issue
from onrecord.derive import assess, judge, setting_of, together, traits_of
from onrecord.derive.assessment import PARTS
from onrecord.derive.roles import roles_of
from onrecord.model import Pledge, Span

TESTS = Path(__file__).resolve().parents[1]
AS_OF = date(2026, 7, 1)


def lonely(n):
    """Issues that have nothing to do with each other."""
    day = date(2020, 1, 1)
    return [
        an_issue(
            str(i),
            a_message(2, "acknowledgement", at=day + timedelta(days=i + 1)),
            a_message(3, "promise", at=day + timedelta(days=i + 2)),
            a_message(4, "resolution", at=day + timedelta(days=i + 3), keeps_promise=(3,)),
            a_message(5, ("confirmation", "dispute")[i % 2], at=day + timedelta(days=i + 4)),
            opened=day + timedelta(days=i),
            components=("motor",),
        )
        for i in range(1, n + 1)
    ]


def one_family(n):
    """An issue with many duplicates, whose reporters all speak in both threads."""
    day = date(2020, 1, 2)
    threads = [
        a_message(2, "resolution", at=day),
        *(a_message(i + 2, "dispute", at=day + timedelta(days=i), author=f"c{i}") for i in range(1, n)),
    ]
    duplicates = [
        an_issue(
            str(i + 1),
            a_message(2, "confirmation", at=day + timedelta(days=i), author=f"c{i}"),
            opened="2020-01-01",
            author=f"c{i}",
            duplicate_of="1",
        )
        for i in range(1, n)
    ]
    return [an_issue("1", *threads, opened="2020-01-01"), *duplicates]


def record(issues):
    return a_corpus(
        *issues,
        people=[a_person(f"c{i}") for i in range(1, len(issues))],
        releases=[a_release(f"{n}.0", a_change("Quiet.", *(i.id for i in issues[n::50]))) for n in range(1, 9)],
        site=a_site(pledges=(Pledge(date(2020, 1, 1), Span(2, business=True)),)),
    )


def calls(corpus):
    """How many functions are called to assess a record: its work, whatever the machine does beside."""
    count = 0

    def tick(frame, event, arg):
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        found = assess(corpus, AS_OF)
        for name in PARTS:
            getattr(found, name)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("make", [lonely, one_family])
def test_twice_the_record_is_at_most_a_little_more_than_twice_the_work(make):
    assert calls(record(make(400))) < 2.2 * calls(record(make(200)))


def test_all_is_in_the_order_of_the_record():
    corpus = record(lonely(12))
    found = assess(corpus, AS_OF)
    assert list(found.issues) == list(corpus.issues)
    assert list(found.releases) == list(corpus.releases)
    assert list(found.people) == list(corpus.people)
    assert found.as_of == AS_OF


def test_an_empty_record_is_assessed_too():
    found = assess(a_corpus(), AS_OF)
    assert (found.issues, found.hurting, found.figures.issues, found.figures.first_answer.n) == ({}, (), 0, 0)


class Loading(Mapping):
    """Values that are loaded when they are asked for, and how often each was."""

    def __init__(self, values):
        self.values_, self.loaded = values, Counter()

    def __getitem__(self, id):
        self.loaded[id] += 1
        return self.values_[id]

    def __iter__(self):
        return iter(self.values_)

    def __len__(self):
        return len(self.values_)


def loading(corpus):
    """An assessment whose issues and traits load when they are asked for, beside a corpus that has no issues."""
    judged = judge(setting_of(corpus, AS_OF), corpus.issues)
    issues, traits = (
        Loading(values) for values in (judged.issues, {i.id: traits_of(i, roles_of(corpus)) for i in corpus.issues.values()})
    )
    return together(replace(corpus, issues={}), issues, AS_OF, judged.problems, traits), issues, traits


def test_nothing_is_loaded_before_it_is_asked_for_and_everything_once():
    corpus = record(lonely(12))
    found, issues, traits = loading(corpus)
    assert (found.as_of, found.problems, len(found.issues)) == (AS_OF, (), 12)
    assert (issues.loaded, traits.loaded) == (Counter(), Counter())
    for name in PARTS:
        getattr(found, name)
    assert issues.loaded == traits.loaded == Counter(dict.fromkeys(corpus.issues, 1))


@pytest.mark.parametrize("make", [lonely, one_family])
def test_what_is_put_together_of_issues_judged_before_is_what_assessing_gives(make):
    corpus = record(make(12))
    found, _, _ = loading(corpus)
    whole = assess(corpus, AS_OF)
    assert found == whole
    assert [name for name in PARTS if getattr(found, name) != getattr(whole, name)] == []
    assert found != assess(corpus, AS_OF + timedelta(days=1))
    assert repr(found) != repr(assess(corpus, AS_OF + timedelta(days=1)))


PRINTS = """
import hashlib
from datetime import date
from test_derive_assess import lonely, one_family, record
from onrecord.derive import assess
print(hashlib.sha256(repr([assess(record(make(60)), date(2026, 7, 1)) for make in (lonely, one_family)]).encode()).hexdigest())
"""


def test_what_is_judged_does_not_hang_on_the_hash_seed():
    printed = [
        subprocess.run(
            [sys.executable, "-c", PRINTS],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS / "derive")])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    ]
    assert len(printed[0].strip()) == 64
    assert printed[1:] == printed[:1] * 2
