"""Releases and issues, one link seen from two ends: which releases close which issues, and who is credited for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

from onrecord.derive.assessment import ReleaseAssessment
from onrecord.derive.judgement import FixedIn, IssueAssessment
from onrecord.derive.roles import is_named_customer, role_of
from onrecord.model import Corpus, Issue, Kind, Message, Release, Resolution, Role
from onrecord.model.when import EARLIEST


def is_out(release: Release, as_of: date) -> bool:
    """Whether customers have a release on a day: it is dated, not later than that day, and was not taken back."""
    return release.is_out and not (release.date and release.date.day and release.date.day > as_of)


def named_release(fixed_in: str, product: str | None, corpus: Corpus) -> Release | None:
    """The release that a `fixed_in` names: a version of the issue's own product, or `product/version`; None where there is none."""
    own = corpus.releases.get((product or "", fixed_in))
    other, slash, version = fixed_in.partition("/")
    return own or (corpus.releases.get((other, version)) if slash else None)


def names_release(act: Resolution, issue: Issue, corpus: Corpus) -> Release | None:
    """The release that a resolution says the issue is fixed in."""
    return named_release(act.fixed_in, issue.product, corpus) if act.fixed_in else None


def named_in_thread(issue: Issue, corpus: Corpus) -> tuple[Release, ...]:
    """The releases that resolutions in an issue's thread name, in the order of the thread."""
    found = (_named(m, issue, corpus) for m in issue.thread if m.kind is Kind.RESOLUTION)
    return tuple(dict.fromkeys(r for r in found if r))


def _named(message: Message, issue: Issue, corpus: Corpus) -> Release | None:
    if isinstance(message.act, Resolution) and role_of(corpus, message.author) is Role.COMPANY:
        return names_release(message.act, issue, corpus)
    return None


def closed_by(issue: Issue, release: Release, corpus: Corpus) -> bool:
    """Whether a resolution in the issue's own thread names the release, so that its closing change says nothing new."""
    return any(named.key == release.key for named in named_in_thread(issue, corpus))


def closing_releases(corpus: Corpus, as_of: date) -> Mapping[str, tuple[Release, ...]]:
    """For each issue that changes close, the releases that customers have by a day, the earliest first."""
    found: dict[str, list[Release]] = defaultdict(list)
    for release in corpus.releases.values():
        if is_out(release, as_of):
            for id in dict.fromkeys(id for change in release.changes for id in change.closes):
                found[id].append(release)
    return {id: tuple(sorted(releases, key=_by_date)) for id, releases in found.items()}


def _by_date(release: Release) -> tuple[date, datetime, tuple[str, str]]:
    day, instant = release.date.order if release.date else (date.max, EARLIEST)
    return (day, instant, release.key)


def links(corpus: Corpus) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """For each issue the releases that fix it, by a closing change or by a resolution: those its thread names first."""
    found: dict[str, list[tuple[str, str]]] = {id: [r.key for r in named_in_thread(i, corpus)] for id, i in corpus.issues.items()}
    for release in sorted(corpus.releases.values(), key=_by_date):
        for id in dict.fromkeys(id for change in release.changes for id in change.closes):
            if id in found and release.key not in found[id]:
                found[id].append(release.key)
    return {id: tuple(keys) for id, keys in found.items()}


def fixed_in(keys: tuple[tuple[str, str], ...], corpus: Corpus, as_of: date) -> tuple[FixedIn, ...]:
    """The releases that fix an issue, and whether customers have them."""
    releases = [corpus.releases[key] for key in keys]
    return tuple(FixedIn(r.product, r.version, is_out(r, as_of), r.yanked) for r in releases)


def release_assessments(
    corpus: Corpus, issues: Mapping[str, IssueAssessment], linked: Mapping[str, tuple[tuple[str, str], ...]]
) -> Mapping[tuple[str, str], ReleaseAssessment]:
    """For each release the issues it closes, in the order they were opened, and the customers credited for reporting them."""
    closes: dict[tuple[str, str], list[str]] = {key: [] for key in corpus.releases}
    for id in corpus.issues:
        for key in linked[id]:
            closes[key].append(id)
    releases = corpus.releases
    return {key: ReleaseAssessment(tuple(ids), _credits(releases[key], ids, issues, corpus)) for key, ids in closes.items()}


def _credits(release: Release, ids: list[str], issues: Mapping[str, IssueAssessment], corpus: Corpus) -> tuple[str, ...]:
    """Who reported the issues or their duplicates before the release and stands by it, in the order they reported; nobody
    nameless."""
    last = release.date.day if release.date and release.date.day else date.max
    standing = [v for id in ids for v in issues[id].voices if not v.withdrawn and (v.at.day or date.min) <= last]
    voices = [v for v in standing if is_named_customer(v.alias, corpus)]
    return tuple(dict.fromkeys(v.alias for v in sorted(voices, key=lambda v: v.at.order)))
