"""Needs: what judging looks up of the setting for one issue, so that a judgement can be kept for as long as that stays the same.

The judgement of a family is a pure function of the records of its members in their order, of `common(setting)`, and for each member
of `given(setting, id, needs_of(issue))`. What an issue is a duplicate of follows from its record and `given` alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.derive.releases import nameable
from onrecord.derive.setting import Setting
from onrecord.model import Issue, Pledge, Release, Resolution, Span, When

Plain = str | int | bool | None | tuple["Plain", ...]


@dataclass(frozen=True, slots=True)
class Needs:
    """The aliases of an issue's authors, and the releases (product, version) that its resolutions may name; each once, sorted."""

    authors: tuple[str, ...]
    named: tuple[tuple[str, str], ...]


def needs_of(issue: Issue) -> Needs:
    """What judging an issue looks up, which follows from the issue alone."""
    named: set[tuple[str, str]] = set()
    for message in issue.thread:
        if isinstance(message.act, Resolution) and message.act.fixed_in:
            named.update(nameable(message.act.fixed_in, issue.product))
    return Needs(tuple(sorted({message.author for message in issue.thread})), tuple(sorted(named)))


def given(setting: Setting, id: str, needs: Needs) -> Plain:
    """What the setting says of an issue, as plain data: the role of each author (None for an alias without a record), each
    release that it may name (None where there is none), and the releases that close it."""
    found = (setting.releases.get(key) for key in needs.named)
    return (
        tuple(role.value if (role := setting.roles.get(alias)) else None for alias in needs.authors),
        tuple(_release(release) if release else None for release in found),
        tuple(_release(release) for release in setting.closing.get(id, ())),
    )


def common(setting: Setting) -> Plain:
    """What the setting says of all issues, as plain data: the day, the pledges, the public holidays on weekdays."""
    return (
        setting.as_of.isoformat(),
        tuple(_pledge(pledge) for pledge in setting.pledges),
        tuple(day.isoformat() for day in setting.days.free),
    )


def _release(release: Release) -> Plain:
    return (*release.key, _when(release.date) if release.date else None, release.yanked)


def _when(at: When) -> Plain:
    day = at.day.isoformat() if at.day else None
    return (day, at.instant.isoformat() if at.instant else None, at.claimed, at.doubtful)


def _pledge(pledge: Pledge) -> Plain:
    spans = tuple((type.value, _span(span)) for type, span in sorted(pledge.resolution.items(), key=lambda item: item[0].value))
    return (pledge.since.isoformat(), _span(pledge.first_answer) if pledge.first_answer else None, spans)


def _span(span: Span) -> Plain:
    return (span.days, span.business)
