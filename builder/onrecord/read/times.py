"""The times of a record: what cannot be read is an error, or a doubtful time where the record was imported."""

from __future__ import annotations

from typing import NamedTuple
from zoneinfo import ZoneInfo

from onrecord.model import UNKNOWN, Level, Problem, When, Where
from onrecord.read.moments import NoTimeError, doubtful, moment
from onrecord.read.nodes import Fields, Scalar

SHOWN = "it is shown as claimed, and left out of the figures"


class Told(NamedTuple):
    """A time and what is wrong with it; None where there is none to go on with."""

    when: When | None
    problem: Problem | None = None


def time_at(fields: Fields, name: str, path: str, zone: ZoneInfo, *, imported: bool) -> Told:
    """The time that a field holds. What is missing or no text is left to the record's shape to tell."""
    node = fields.entries.get(name)
    if not isinstance(node, Scalar) or not node.text.strip():
        return Told(None)
    if node.text == "unknown":
        return unknown(Where(path, node.line, node.column), imported=imported)
    try:
        return Told(moment(node.text, zone))
    except NoTimeError as error:
        where = Where(path, node.line, node.column)
        if imported:
            problem = Problem(where, error.message, SHOWN, Level.WARNING)
            return Told(doubtful(node.text), problem)
        return Told(None, Problem(where, error.message, error.hint))


def unknown(where: Where, *, imported: bool) -> Told:
    """The time that nobody knows, which only an imported record may have; said outright, it is no mistake."""
    if imported:
        return Told(UNKNOWN)
    return Told(None, Problem(where, 'a time may be "unknown" only beside a source', 'write the day, as in "2026-05-02"'))
