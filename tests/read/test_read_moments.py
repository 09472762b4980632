from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from onrecord.model import When
from onrecord.read.moments import NoTimeError, day, doubtful, moment

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("text", "zone", "on", "instant"),
    [
        ("2026-05-02", BERLIN, date(2026, 5, 2), None),
        ("2026-05-02T10:00+01:00", BERLIN, date(2026, 5, 2), datetime(2026, 5, 2, 9, tzinfo=UTC)),
        ("2026-05-02 10:00+0100", BERLIN, date(2026, 5, 2), datetime(2026, 5, 2, 9, tzinfo=UTC)),
        ("2026-05-02T23:30Z", BERLIN, date(2026, 5, 3), datetime(2026, 5, 2, 23, 30, tzinfo=UTC)),
        ("2026-05-02T01:30:15.25Z", NEW_YORK, date(2026, 5, 1), datetime(2026, 5, 2, 1, 30, 15, 250000, tzinfo=UTC)),
        ("2024-02-29", BERLIN, date(2024, 2, 29), None),
    ],
)
def test_a_time_has_its_day_in_the_zone_of_the_site(text: str, zone: ZoneInfo, on: date, instant: datetime | None) -> None:
    assert moment(text, zone) == When(on, instant, claimed=text)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("2026-02-30", '"2026-02-30" is no date', "February 2026 has 28 days"),
        ("2026-02-30T10:00Z", '"2026-02-30" is no date', "February 2026 has 28 days"),
        ("2026-00-10", '"2026-00-10" is no date', "months go from 01 to 12"),
        ("2026-04-00", '"2026-04-00" is no date', "April 2026 has 30 days"),
        ("0026-04-01", '"0026-04-01" is no date', "years go from 1900 to 2199"),
        ("9999-12-31T23:59-23:59", '"9999-12-31" is no date', "years go from 1900 to 2199"),
        ("02.05.2026", '"02.05.2026" is no date', 'write it as "2026-05-02"'),
        ("yesterday", '"yesterday" is no date or time', 'write it as "2026-05-02" or "2026-05-02T10:00+02:00"'),
        (
            "2026-05-02T25:00Z",
            '"2026-05-02T25:00Z" is no time',
            "hours go to 23, minutes and seconds to 59; a zone looks like +02:00",
        ),
        (
            "2026-05-02T10:00+99:00",
            '"2026-05-02T10:00+99:00" is no time',
            "hours go to 23, minutes and seconds to 59; a zone looks like +02:00",
        ),
        ("2026-05-02T10:00", 'the time "2026-05-02T10:00" has no zone', 'write "2026-05-02T10:00+02:00"'),
        ("2026-01-02 10:00", 'the time "2026-01-02 10:00" has no zone', 'write "2026-01-02T10:00+01:00"'),
        ("٢٠٢٦-٠٥-٠٢", '"٢٠٢٦-٠٥-٠٢" is no date', 'write it as "2026-05-02"'),
    ],
)
def test_what_is_no_time_is_refused_with_the_way_to_mend_it(text: str, message: str, hint: str) -> None:
    with pytest.raises(NoTimeError) as caught:
        moment(text, BERLIN)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_a_day_alone_has_no_time() -> None:
    with pytest.raises(NoTimeError):
        day("2026-05-02T10:00Z")


@pytest.mark.parametrize(
    ("text", "on"), [("2023-07-94", None), ("2023-07-24 99:99", date(2023, 7, 24)), ("last week", None), ("", None)]
)
def test_a_doubtful_time_keeps_what_it_claims_and_its_leading_date(text: str, on: date | None) -> None:
    assert doubtful(text) == When(on, claimed=text, doubtful=True)
