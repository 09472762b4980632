"""Dates, numbers and directions in the site's language and zone."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from builders import a_site, a_when, doubtful
from onrecord.render.language import Stamp, direction_of, language_of


@pytest.mark.parametrize(
    ("language", "country", "text"),
    [
        ("en", None, "May 3, 2026"),
        ("en", "DE", "3 May 2026"),
        ("en-GB", "US", "3 May 2026"),
        ("de", "DE", "3. Mai 2026"),
        ("fr", None, "3 mai 2026"),
        ("tlh", None, "May 3, 2026"),
    ],
)
def test_a_day_reads_as_the_language_writes_it(language: str, country: str | None, text: str):
    told = language_of(a_site(language=language, country=country))
    assert told.day(date(2026, 5, 3)) == Stamp(text, "2026-05-03")


def test_a_time_is_told_in_the_sites_zone():
    told = language_of(a_site(language="de", timezone=ZoneInfo("Europe/Berlin")))
    assert told.when(a_when("2026-05-02T23:30:00+00:00")) == Stamp("3. Mai 2026, 01:30", "2026-05-03T01:30:00+02:00")


def test_doubt_is_shown_as_it_was_claimed():
    told = language_of(a_site())
    assert told.when(a_when("unknown")) == Stamp("", doubt="unknown")
    assert told.when(doubtful("2026-13-45")) == Stamp("2026-13-45", doubt="claimed")
    assert told.on(doubtful("yesterday\u202e", "2026-05-03")) == Stamp("yesterday[U+202E]", doubt="claimed")


def test_the_day_of_an_instant():
    assert language_of(a_site(language="en-GB")).on(a_when("2026-05-02T10:00+00:00")) == Stamp("2 May 2026", "2026-05-02")


def test_directions():
    assert [direction_of(tag) for tag in ("en", "ar", "he", "fa-IR")] == ["ltr", "rtl", "rtl", "rtl"]
    assert [direction_of(tag) for tag in ("xx", "not a tag")] == ["auto", "auto"]
    assert language_of(a_site(language="ar")).direction == "rtl"
