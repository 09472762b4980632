"""The shapes of values that hold no others: texts, numbers, bytes, dates, times, zones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from onrecord.engine.shapes import Shape, plain, refuse, written


def _instant_text(value: datetime) -> object:
    """A time as ISO 8601 where that says all of it, else with its fold and what its zone is made of."""
    text, zone = value.isoformat(), value.tzinfo
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


def _bytes_text(data: bytes) -> str:
    """Bytes as the characters of their numbers."""
    return data.decode("latin-1")


def _bytes(text: str) -> bytes:
    return text.encode("latin-1")


LEAVES: Mapping[object, Shape] = {
    str: plain(str),
    int: plain(int),
    bool: plain(bool),
    float: plain(float, int),
    type(None): plain(type(None)),
    bytes: written(bytes, _bytes_text, _bytes),
    date: written(date, date.isoformat, date.fromisoformat),
    datetime: written(datetime, _instant_text, _instant),
    ZoneInfo: written(ZoneInfo, _zone_name, ZoneInfo),
}
