"""A point of the record's time: a whole day, an instant, or one that nobody knows for sure."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from onrecord.frozen import dataclass


@dataclass(frozen=True, slots=True)
class When:
    """What a record says of a time.

    `day` is the day in the site's zone, None where it is unknown. `instant` is set (and has a zone) where the record gives a
    time of day; a date alone is the whole day. `claimed` is the text as written. A `doubtful` time comes from an import that
    lacks it, garbles it or contradicts itself: it is shown as claimed, and left out of the figures.
    """

    day: date | None
    instant: datetime | None = None
    claimed: str = ""
    doubtful: bool = False

    @property
    def sure(self) -> date | None:
        """The day, where it may be counted with; None where it is unknown or doubtful."""
        return None if self.doubtful else self.day

    @property
    def order(self) -> tuple[date, datetime]:
        """What times are sorted by: a date alone comes before that day's times; an unknown one first of all."""
        day = self.day or date.min
        return (day, self.instant or EARLIEST)


EARLIEST = datetime.min.replace(tzinfo=UTC) + timedelta(days=1)
UNKNOWN = When(None, claimed="unknown", doubtful=True)


def whole_day(day: date) -> When:
    """The whole of a day."""
    return When(day, claimed=day.isoformat())
