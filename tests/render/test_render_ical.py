from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.render.ical import CalendarEvent, CalendarView, EventStatus, calendar, folded
from onrecord.render.invisible import visible
from onrecord.render.text import plain
from render.hostile import WORDS


def an_event(**changes):
    event = CalendarEvent(
        uid="42.3@feedback.example.com",
        day=date(2026, 6, 30),
        summary="Quieter fans",
        description="Promised on issue 42.\nhttps://feedback.example.com/issues/42/",
        stamp=datetime(2026, 5, 3, 12, tzinfo=timezone(timedelta(hours=2))),
        sequence=0,
        status=EventStatus.CONFIRMED,
        url="https://feedback.example.com/issues/42/#m3",
    )
    return replace(event, **changes)


def parsed(*events, name="Issue 42"):
    read = icalendar.Calendar.from_ical(calendar(CalendarView(name, events)))
    assert read.errors == []
    found = read.walk("VEVENT")
    assert [event.errors for event in found] == [[] for _ in events]
    return read, found


def test_a_promise_is_a_day_in_the_calendar():
    read, (event,) = parsed(an_event())
    assert (read["VERSION"], read["METHOD"], read["X-WR-CALNAME"]) == ("2.0", "PUBLISH", "Issue 42")
    assert event["UID"] == "42.3@feedback.example.com"
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 6, 30), date(2026, 7, 1))
    assert event.decoded("DTSTAMP") == event.decoded("LAST-MODIFIED") == datetime(2026, 5, 3, 10, tzinfo=UTC)
    assert (event["SUMMARY"], event["STATUS"], event["SEQUENCE"], event["TRANSP"]) == (
        "Quieter fans",
        "CONFIRMED",
        0,
        "TRANSPARENT",
    )
    assert event["DESCRIPTION"] == "Promised on issue 42.\nhttps://feedback.example.com/issues/42/"
    assert event["URL"] == "https://feedback.example.com/issues/42/#m3"


def test_a_promise_that_slips_moves():
    _, (before,) = parsed(an_event())
    _, (after,) = parsed(an_event(day=date(2026, 7, 31), sequence=1))
    assert before["UID"] == after["UID"]
    assert before["SEQUENCE"] < after["SEQUENCE"]
    assert after.decoded("DTSTART") == date(2026, 7, 31)


def test_a_dropped_promise_is_cancelled():
    _, (event,) = parsed(an_event(status=EventStatus.CANCELLED, sequence=2))
    assert event["STATUS"] == "CANCELLED"


def test_the_bytes():
    lines = calendar(CalendarView("N", (an_event(url=None, description="a"),))).decode().split("\r\n")
    assert lines[:5] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Onrecord//Onrecord//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    assert lines[9:] == [
        "BEGIN:VEVENT",
        "UID:42.3@feedback.example.com",
        "DTSTAMP:20260503T100000Z",
        "LAST-MODIFIED:20260503T100000Z",
        "DTSTART;VALUE=DATE:20260630",
        "DTEND;VALUE=DATE:20260701",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "SUMMARY:Quieter fans",
        "DESCRIPTION:a",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@pytest.mark.parametrize(("day", "written"), [(date(1, 1, 1), "00010101"), (date.max, "99991231")])
def test_days_at_the_ends_of_time(day, written):
    assert f"DTSTART;VALUE=DATE:{written}\r\n".encode() in calendar(CalendarView("N", (an_event(day=day),)))


def test_an_address_that_is_not_safe_is_left_out():
    assert b"URL:" not in calendar(CalendarView("N", (an_event(url="javascript:alert(1)\r\nX:y"),)))


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS.keys())
def test_hostile_words_stay_in_their_line(words):
    _, (event,) = parsed(an_event(uid=words, summary=words, description=words, url=words), name=words)
    assert event["SUMMARY"] == plain(words)
    assert event["DESCRIPTION"] == visible(words)
    assert set(event) <= {
        "UID",
        "DTSTAMP",
        "LAST-MODIFIED",
        "DTSTART",
        "DTEND",
        "SEQUENCE",
        "STATUS",
        "TRANSP",
        "SUMMARY",
        "DESCRIPTION",
        "URL",
    }


@given(st.text(st.characters(exclude_categories=[])))
def test_any_words_are_lines_of_75_octets(words):
    data = calendar(CalendarView(words, (an_event(summary=words, description=words),)))
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    for line in lines:
        assert len(line) <= 75
        assert not set(line.decode()) & {"\r", "\n", "\x00"}
    assert icalendar.Calendar.from_ical(data).walk("VEVENT")[0]["DESCRIPTION"] == visible(words)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=400))
def test_a_folded_line_unfolds_to_itself(line):
    assert folded(line).replace(b"\r\n ", b"") == line.encode()


def test_a_line_of_75_octets_is_not_folded():
    assert folded("a" * 75) == b"a" * 75
    assert folded("a" * 76) == b"a" * 75 + b"\r\n a"
    assert folded("a" * 74 + "é") == b"a" * 74 + b"\r\n " + "é".encode()
