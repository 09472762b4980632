"""Times as records write them: a date, or a time with its zone."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from onrecord.model import When
from onrecord.read import limits
from onrecord.read.suggest import quoted

DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?) ?(Z|[+-]\d\d:?\d\d)?", re.ASCII)


class NoTimeError(ValueError):
    """A text that is no date or time: what is wrong with it, and how to mend it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def day(text: str) -> date:
    """A date written `2026-05-02`; NoTimeError for anything else."""
    found = DATE.fullmatch(text)
    if not found:
        raise NoTimeError(f"{quoted(text)} is no date", 'write it as "2026-05-02"')
    try:
        there = date.fromisoformat(text)
    except ValueError:
        raise NoTimeError(f"{quoted(text)} is no date", slip(int(found[1]), int(found[2]))) from None
    if there.year not in limits.YEARS:
        raise NoTimeError(f"{quoted(text)} is no date", slip(there.year, there.month))
    return there


def slip(year: int, month: int) -> str:
    """Which part of a date is wrong, given its year and month."""
    import calendar  # imported late: it is needed for a mistake alone

    if year not in limits.YEARS:
        return f"years go from {limits.YEARS[0]} to {limits.YEARS[-1]}"
    if not 1 <= month <= 12:
        return "months go from 01 to 12"
    return f"{calendar.month_name[month]} {year} has {calendar.monthrange(year, month)[1]} days"


def moment(text: str, zone: ZoneInfo) -> When:
    """A date, or a time with its zone, whose day is the one in the site's zone; NoTimeError for anything else."""
    if len(text) == 10:
        return When(day(text), claimed=text)
    found = TIME.fullmatch(text)
    if not found:
        raise NoTimeError(f"{quoted(text)} is no date or time", 'write it as "2026-05-02" or "2026-05-02T10:00+02:00"')
    try:
        instant = datetime.fromisoformat(text if " " not in text else f"{found[1]}T{found[2]}{found[3] or ''}")
    except ValueError:
        day(found[1])
        hint = "hours go to 23, minutes and seconds to 59; a zone looks like +02:00"
        raise NoTimeError(f"{quoted(text)} is no time", hint) from None
    if instant.year not in limits.YEARS:
        day(found[1])
    if instant.tzinfo is None:
        raise NoTimeError(f"the time {quoted(text)} has no zone", f'write "{found[1]}T{found[2]}{offset(instant, zone)}"')
    return When(instant.astimezone(zone).date(), instant, claimed=text)


def offset(naive: datetime, zone: ZoneInfo) -> str:
    """The distance from UTC that holds in a zone at a time of its own, as in `+02:00`."""
    written = naive.replace(tzinfo=zone).strftime("%z")
    return f"{written[:3]}:{written[3:5]}"


def doubtful(text: str) -> When:
    """A claimed time that cannot be counted with, on its leading date, if it has one."""
    try:
        return When(day(text[:10]), claimed=text, doubtful=True)
    except NoTimeError:
        return When(None, claimed=text, doubtful=True)
