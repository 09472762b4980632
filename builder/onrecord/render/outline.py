"""Outlines: what has to be known of every issue before any page is made, without its record and its judgement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from onrecord.frozen import dataclass
from onrecord.model import Correction, Issue, Message, When
from onrecord.render.attachments import published_name

START = datetime(1970, 1, 1, tzinfo=UTC)
"""When something was said of which nobody knows when."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What is judged of an issue in short: where it stands, as pages say it; whether promises were made on it, how many messages of
    it help others, and whether something is still owed on it; of what type it is, and the year of its opening (0: unknown)."""

    status: str = ""
    promises: bool = False
    solves: int = 0
    unsettled: bool = False
    type: str = ""
    year: int = 0


@dataclass(frozen=True, slots=True)
class Outline:
    """An issue in outline: its product and tags; what is judged of it in short; the names of the files that are published beside
    it; when it last changed (`changed`: the last sure day, `latest`: the instant its newest message counts from); what type it is
    of, which components it is about, in which year it was opened, if that is sure; and its
    corrections, by their messages and the instants these count from."""

    product: str | None
    tags: tuple[str, ...]
    judged: Brief
    attached: tuple[str, ...]
    changed: date | None
    latest: datetime
    type: str
    components: tuple[str, ...]
    year: int | None
    corrections: tuple[tuple[int, datetime], ...] = ()


def outline_of(issue: Issue, zone: ZoneInfo, judged: Brief) -> Outline:
    """The outline of an issue in a site's zone."""
    return Outline(
        product=issue.product,
        tags=tuple(dict.fromkeys(issue.tags)),
        judged=judged,
        attached=tuple(
            published_name(message.id, n, attachment)
            for message in issue.thread
            if not message.withheld
            for n, attachment in enumerate(message.attachments, 1)
        ),
        changed=max([day for message in issue.thread if (day := message.at.sure)], default=None),
        latest=max([said_at(issue, message, zone) for message in issue.thread]),
        type=issue.type.value,
        components=issue.components,
        year=year_of(issue.opened),
        corrections=tuple((one.id, said_at(issue, one, zone)) for one in issue.thread if isinstance(one.act, Correction)),
    )


def year_of(opened: When) -> int | None:
    """The year in which an issue was opened; None where that is not sure."""
    return opened.sure.year if opened.sure else None


def said_at(issue: Issue, message: Message, zone: ZoneInfo) -> datetime:
    """The instant a message counts from; one without a sure time stands at its issue's, or at the start."""
    return instant_of(message.at, zone) or instant_of(issue.opened, zone) or START


def instant_of(when: When, zone: ZoneInfo) -> datetime | None:
    """The instant a time counts from: a day's beginning in the site's zone; None where it is not known for sure."""
    if when.doubtful or when.day is None:
        return None
    return when.instant or datetime.combine(when.day, time(), zone)


def newest(outlines: Mapping[str, Outline], ids: Sequence[str], most: int) -> tuple[str, ...]:
    """Of some issues, given in the order they were opened, those on which the newest messages were said: as many as may hold the
    newest `most` of them."""
    ranked = sorted(range(len(ids)), key=lambda place: (outlines[ids[place]].latest, place), reverse=True)
    return tuple(ids[place] for place in sorted(ranked[:most]))


def by_tag(outlines: Mapping[str, Outline]) -> dict[str, tuple[str, ...]]:
    """The ids of the issues with each tag, in the order in which they were opened; tags by the alphabet, whatever their case."""
    found = _grouped((tag, id) for id, outline in outlines.items() for tag in outline.tags)
    return {tag: found[tag] for tag in sorted(found, key=lambda tag: (tag.casefold(), tag))}


def by_product(outlines: Mapping[str, Outline]) -> dict[str, tuple[str, ...]]:
    """The ids of the issues of each product, oldest first; those without one under the empty name."""
    return _grouped((outline.product or "", id) for id, outline in outlines.items())


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, id in pairs:
        found.setdefault(key, []).append(id)
    return {key: tuple(ids) for key, ids in found.items()}
