"""The shapes of values that hold no others: texts, numbers, bytes, dates, times, zones."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from onrecord.engine.shapes import Shape, plain, quoted, refuse, written

REMEMBERED = 4_096
"""How many texts of days and times are kept: a judgement says the same few again and again."""


@lru_cache(REMEMBERED)
def _day_text(value: date) -> str:
    return f'"{value.isoformat()}"'


@lru_cache(REMEMBERED)
def _utc_text(value: datetime) -> str:
    """The text of a time in UTC (elsewhere equal times may be written in different ways)."""
    return f'"{value.isoformat()}"'


def _instant_text(value: datetime) -> str:
    """The text of a time: a quick way for nearly all of them, and one for any."""
    if value.tzinfo is UTC and not value.fold:
        return _utc_text(value)
    return json.dumps(_told(value, value.isoformat()))


def _told(value: datetime, text: str) -> object:
    """A time as ISO 8601 where that says all of it, else with its fold and what its zone is made of."""
    zone = value.tzinfo
    if zone is None or zone is UTC or (isinstance(zone, timezone) and zone.tzname(None) == _usual_name(zone, text)):
        return [text, 1] if value.fold else text
    naive = value.replace(tzinfo=None).isoformat()
    if isinstance(zone, ZoneInfo):
        return [naive, value.fold, _zone_name(zone)]
    if isinstance(zone, timezone):
        offset = zone.utcoffset(None)
        return [naive, value.fold, offset.days, offset.seconds, offset.microseconds, zone.tzname(None)]
    raise TypeError(f"no codec for the zone {zone!r}")


def _usual_name(zone: timezone, text: str) -> str:
    """What a fixed zone is called that was given no name; `text` is a time in it."""
    usual = f"UTC{text[-6:]}"
    return usual if usual[3] in "+-" else timezone(zone.utcoffset(None)).tzname(None)


def _instant(wire: object) -> datetime:
    if isinstance(wire, str):
        return datetime.fromisoformat(wire)
    text, fold, *zone = wire if isinstance(wire, list) else refuse(wire)
    value = datetime.fromisoformat(text)
    if not zone:
        return value.replace(fold=fold)
    if len(zone) == 1:
        return value.replace(tzinfo=ZoneInfo(zone[0]), fold=fold)
    *offset, name = zone
    return value.replace(tzinfo=timezone(timedelta(*offset), name), fold=fold)


def _zone_name(zone: ZoneInfo) -> str:
    """The key of a zone; TypeError for one that was made from a file and has none."""
    return zone.key or refuse(zone)


def _zone_text(zone: ZoneInfo) -> str:
    return quoted(_zone_name(zone))


def _bytes_text(data: bytes) -> str:
    """Bytes as the characters of their numbers."""
    return quoted(data.decode("latin-1"))


def _bytes(text: str) -> bytes:
    return text.encode("latin-1")


LEAVES: Mapping[object, Shape] = {
    str: plain(quoted, str),
    int: plain(str, int),
    bool: plain({True: "true", False: "false"}.__getitem__, bool),
    float: plain(json.dumps, float, int),
    type(None): plain({None: "null"}.__getitem__, type(None)),
    bytes: written(bytes, _bytes_text, _bytes),
    date: written(date, _day_text, date.fromisoformat),
    datetime: written(datetime, _instant_text, _instant),
    ZoneInfo: written(ZoneInfo, _zone_text, ZoneInfo),
}
