"""Calendars (RFC 5545): each promise an all-day event on its day, which moves when the promise does.

Calendar programs show events, and hide or drop to-dos in a calendar that is subscribed to; so a promise is a VEVENT. It keeps its
UID; a higher SEQUENCE makes a program move it. It takes no time of the reader's (`TRANSP:TRANSPARENT`).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from enum import Enum

from onrecord.frozen import dataclass
from onrecord.render.invisible import visible
from onrecord.render.safe import safe_url
from onrecord.render.text import plain

LONGEST_LINE = 75
PRODUCT = "-//Onrecord//Onrecord//EN"


class EventStatus(Enum):
    """What RFC 5545 lets an event be: a dropped promise is `CANCELLED`."""

    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A promise: `uid` for ever, the `day` it is due now, `sequence` the number of its changes, `stamp` when the last was."""

    uid: str
    day: date
    summary: str
    description: str
    stamp: datetime
    sequence: int
    status: EventStatus
    url: str | None = None


@dataclass(frozen=True, slots=True)
class CalendarView:
    """A calendar: its name, and its events in the order in which they stand."""

    name: str
    events: tuple[CalendarEvent, ...]


def calendar(view: CalendarView) -> bytes:
    """The calendar as UTF-8: lines end in CRLF and have at most 75 octets."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    name = _text(plain(view.name))
    names = [f"NAME:{name}", f"X-WR-CALNAME:{name}", "REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D"]
    lines = [*head, *names, *(line for event in view.events for line in _event(event)), "END:VCALENDAR"]
    return b"".join(folded(line) + b"\r\n" for line in lines)


def _event(event: CalendarEvent) -> list[str]:
    stamp = event.stamp.astimezone(UTC)
    end = min(event.day, date.max - timedelta(days=1)) + timedelta(days=1)
    url = safe_url(event.url or "")
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(plain(event.uid))}",
        f"DTSTAMP:{_digits(stamp)}T{stamp:%H%M%S}Z",
        f"LAST-MODIFIED:{_digits(stamp)}T{stamp:%H%M%S}Z",
        f"DTSTART;VALUE=DATE:{_digits(event.day)}",
        f"DTEND;VALUE=DATE:{_digits(end)}",
        f"SEQUENCE:{event.sequence}",
        f"STATUS:{event.status.value}",
        "TRANSP:TRANSPARENT",
        f"SUMMARY:{_text(plain(event.summary))}",
        f"DESCRIPTION:{_text(event.description)}",
        *([f"URL:{url}"] if url else []),
        "END:VEVENT",
    ]


def _digits(day: date) -> str:
    """Year, month and day as eight digits (`strftime` does not pad years before 1000)."""
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(text: str) -> str:
    r"""A TEXT value: backslash, semicolon and comma escaped, a line feed as `\n`; no other control is left (section 3.3.11)."""
    text = visible(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A content line, folded after at most 75 octets and never within a character (section 3.1)."""
    rest = line.encode("utf-8")
    parts: list[bytes] = []
    while len(rest) > (room := LONGEST_LINE - bool(parts)):
        while rest[room] & 0xC0 == 0x80:
            room -= 1
        parts.append(rest[:room])
        rest = rest[room:]
    return b"\r\n ".join([*parts, rest])
