"""Releases and issues, one link seen from two ends: which releases fix which issues, and whether customers have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from onrecord.derive.judgement import FixedIn
from onrecord.derive.roles import role_of
from onrecord.model import Issue, Kind, Release, Resolution, Role
from onrecord.model.when import EARLIEST

Releases = Mapping[tuple[str, str], Release]


def is_out(release: Release, as_of: date) -> bool:
    """Whether customers have a release on a day: it is dated, not later than that day, and was not taken back."""
    return release.is_out and not (release.date and release.date.day and release.date.day > as_of)


def named_release(fixed_in: str, product: str | None, releases: Releases) -> Release | None:
    """The release that a `fixed_in` names: a version of the issue's own product, or `product/version`; None where there is none."""
    own = releases.get((product or "", fixed_in))
    other, slash, version = fixed_in.partition("/")
    return own or (releases.get((other, version)) if slash else None)


def names_release(act: Resolution, issue: Issue, releases: Releases) -> Release | None:
    """The release that a resolution says the issue is fixed in."""
    return named_release(act.fixed_in, issue.product, releases) if act.fixed_in else None


def named_in_thread(issue: Issue, roles: Mapping[str, Role], releases: Releases) -> dict[tuple[str, str], Release]:
    """The releases that resolutions in an issue's thread name, in the order of the thread."""
    named: dict[tuple[str, str], Release] = {}
    for message in issue.thread:
        act = message.act
        if isinstance(act, Resolution) and act.fixed_in and message.kind is Kind.RESOLUTION:
            release = names_release(act, issue, releases)
            if release and role_of(message.author, roles) is Role.COMPANY:
                named[release.key] = release
    return named


def closing_changes(releases: Releases) -> Mapping[str, tuple[Release, ...]]:
    """For each issue that changes close the releases they belong to, the earliest first."""
    found: dict[str, list[Release]] = defaultdict(list)
    for release in sorted(releases.values(), key=_by_date):
        for id in dict.fromkeys(id for change in release.changes for id in change.closes):
            found[id].append(release)
    return {id: tuple(closing) for id, closing in found.items()}


def _by_date(release: Release) -> tuple[date, datetime, tuple[str, str]]:
    day, instant = release.date.order if release.date else (date.max, EARLIEST)
    return (day, instant, release.key)


def fixed_in(named: Releases, closing: Iterable[Release], as_of: date) -> tuple[FixedIn, ...]:
    """The releases that fix an issue, by a closing change or by a resolution, and whether customers have them: those that its
    thread names first."""
    fixing = [*named.values(), *(release for release in closing if release.key not in named)]
    return tuple([FixedIn(r.product, r.version, is_out(r, as_of), r.yanked) for r in fixing])
