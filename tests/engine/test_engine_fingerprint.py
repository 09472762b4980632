"""Fingerprints: two values have one fingerprint only where nothing that is made of them could differ."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest
import toys
from hypothesis import given
from hypothesis import strategies as st
from toys import Caching, Colour, Derived, Holding, Maybe, Nothing, One, Open, Size

from builders import a_corpus, an_issue
from onrecord.derive import assess
from onrecord.engine.codec import codec
from onrecord.engine.fingerprint import fingerprint
from onrecord.render.safe import SafeHtml
from onrecord.render.site import site_pages
from onrecord.render.views.issue import IssueView
from rendering import broadsheet


@dataclass(frozen=True, slots=True)
class Two:
    only: str


APART = [
    None,
    False,
    True,
    0,
    1,
    0.0,
    -0.0,
    1.0,
    10**30,
    "",
    "1",
    "None",
    "\ud800",
    SafeHtml(""),
    SafeHtml("1"),
    b"",
    b"1",
    (),
    [],
    {},
    (1,),
    ("1",),
    [1],
    ((1,), ()),
    ((1, ()),),
    ((), (1,)),
    {1: ()},
    {"a": 1, "b": 2},
    {"b": 2, "a": 1},
    (("a", 1), ("b", 2)),
    date(2026, 5, 2),
    "2026-05-02",
    datetime(2026, 5, 2, tzinfo=UTC),
    datetime(2026, 5, 2, tzinfo=timezone(timedelta(0), "Z")),
    datetime(2026, 5, 2, tzinfo=ZoneInfo("UTC")),
    datetime(2026, 5, 2, tzinfo=ZoneInfo("Europe/Berlin")),
    datetime(2026, 5, 2, tzinfo=ZoneInfo("Europe/Rome")),
    datetime(2026, 5, 2, fold=1, tzinfo=UTC),
    ZoneInfo("UTC"),
    "UTC",
    Colour.RED,
    Colour.GREEN,
    Size.SMALL,
    Nothing(),
    One(""),
    One("1"),
    One(SafeHtml("1")),
    Two("1"),
    Derived("1"),
    Open(name="1"),
    Caching("1"),
    Caching("1", note="x"),
    Maybe(),
    Maybe(one=One("1")),
    Maybe(text="1"),
    Holding(names=(), pairs=()),
    ("toys.One", "1"),
    (0, "1"),
]


def test_values_that_differ_have_fingerprints_of_their_own():
    prints = {fingerprint(value): value for value in APART}
    assert len(prints) == len(APART)
    assert all(len(one) == 64 and set(one) <= set("0123456789abcdef") for one in prints)


def ordered(value: Holding) -> Holding:
    """The same without its sets, which have no fingerprint."""
    return replace(
        value, names=(), pairs=(), inner=value.inner and ordered(value.inner), all=tuple(ordered(one) for one in value.all)
    )


@given(toys.holdings.map(ordered), toys.holdings.map(ordered))
def test_values_have_one_fingerprint_where_they_are_written_the_same(first: Holding, second: Holding):
    assert (fingerprint(first) == fingerprint(second)) == (repr(first) == repr(second))


@given(st.lists(toys.leaves | toys.maybes, max_size=3).map(tuple))
def test_a_fingerprint_follows_from_the_value_alone(values: tuple[object, ...]):
    again = tuple(codec(type(value)).decode(codec(type(value)).encode(value)) for value in values)
    assert fingerprint(again) == fingerprint(values)


def test_it_does_not_matter_which_values_are_one_object():
    one = One("".join(["no", "ted"]))
    assert fingerprint((one, one, one.only)) == fingerprint((One("noted"), One("not" + one.only[3:]), "noted"))


def test_a_private_cache_does_not_count():
    assert fingerprint(Caching("a", _words={"a": 1})) == fingerprint(Caching("a"))


def test_any_mapping_counts_as_what_it_maps():
    assert fingerprint(MappingProxyType({"a": 1})) == fingerprint({"a": 1})


@pytest.mark.parametrize("value", [{1}, frozenset(), object(), len, Nothing, iter(()), One(only={1}), ([{"a": frozenset()}],)])
def test_what_states_no_order_or_is_no_plain_value_has_none(value: object):
    with pytest.raises(TypeError, match="fingerprint"):
        fingerprint(value)


def test_another_process_with_another_hash_seed_finds_the_same():
    script = (
        "from test_engine_fingerprint import APART; from onrecord.engine.fingerprint import fingerprint\n"
        "print(*map(fingerprint, APART))"
    )
    said = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent,
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)},
    ).stdout
    assert said.split() == [*map(fingerprint, APART)]


def test_every_view_of_a_site_has_one_but_those_of_issues_which_are_kept_by_what_they_are_made_from():
    corpus = a_corpus(an_issue("1"), an_issue("2"))
    views, again = (
        {page.path: fingerprint(page.view) for page in pages if not isinstance(page.view, IssueView)}
        for pages in (site_pages(corpus, assess(corpus, date(2026, 7, 1)), broadsheet()) for _ in range(2))
    )
    assert views == again
    assert views["issues/1/feed.xml"] != views["issues/2/feed.xml"]
    assert "issues/index.html" in views
