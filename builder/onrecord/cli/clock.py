"""The clock: the one place that reads it."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime

import click

YEARS = range(1900, 2200)
"""The years that a record may speak of; a day beyond them is a slip of the pen."""


class Day(click.ParamType[date]):
    """A day on the command line, as `YYYY-MM-DD`."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; a usage error for anything else."""
        if isinstance(value, date):
            return value
        try:
            found = date.fromisoformat(str(value))
        except ValueError:
            found = None
        if found is None or found.isoformat() != value:
            self.fail(f"{value!r} is no day; write it as 2026-11-21", param, ctx)
        if found.year not in YEARS:
            self.fail(f"{value!r} is too far away; years go from {YEARS[0]} to {YEARS[-1]}", param, ctx)
        return found


def as_of(given: date | None) -> date | datetime:
    """As of when to judge: the day that was given, else the instant in SOURCE_DATE_EPOCH, else now."""
    if given:
        return given
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return now()
    try:
        instant = datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise click.UsageError(f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds since 1970") from error
    if instant.year not in YEARS:
        raise click.UsageError(
            f"SOURCE_DATE_EPOCH is {epoch!r}, in the year {instant.year}; years go from {YEARS[0]} to {YEARS[-1]}"
        )
    return instant


def now() -> datetime:
    """The time it is."""
    return datetime.now(UTC)


def day_of(moment: date | datetime) -> date:
    """The day of a moment (an instant's by UTC)."""
    return moment.date() if isinstance(moment, datetime) else moment


class Stopwatch:
    """Seconds since it was made."""

    def __init__(self) -> None:
        self._start = time.perf_counter()

    @property
    def seconds(self) -> float:
        """How many have gone by."""
        return time.perf_counter() - self._start
