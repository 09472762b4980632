"""What releases brought: the issues each closes, and who is credited for having reported them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from onrecord.derive.findings import ReleaseAssessment
from onrecord.derive.judgement import IssueAssessment, Voice
from onrecord.derive.roles import is_named_customer, roles_of
from onrecord.model import Corpus, Release, Role

Key = tuple[str, str]


class Shipping:
    """For each release the issues it closes, as they are found."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._closed: dict[Key, list[IssueAssessment]] = {key: [] for key in corpus.releases}

    def take(self, issue: IssueAssessment) -> None:
        """Add an issue to the releases that fix it."""
        for fix in issue.fixed_in:
            self._closed[fix.product, fix.version].append(issue)

    def releases(self) -> Mapping[Key, ReleaseAssessment]:
        """What each release closes, and who is credited for it."""
        roles = roles_of(self._corpus)
        return {key: shipped(self._corpus.releases[key], closed, roles) for key, closed in self._closed.items()}


class Shipped(Mapping[Key, ReleaseAssessment]):
    """What each release closes, found when it is asked for among the few issues that it may close (`closing`, in their order)."""

    def __init__(self, corpus: Corpus, issues: Mapping[str, IssueAssessment], closing: Mapping[Key, Sequence[str]]) -> None:
        self._corpus, self._issues, self._closing = corpus, issues, closing
        self._found: dict[Key, ReleaseAssessment] = {}

    @cached_property
    def _roles(self) -> Mapping[str, Role]:
        return roles_of(self._corpus)

    def __getitem__(self, key: Key) -> ReleaseAssessment:
        if key not in self._found:
            release = self._corpus.releases[key]
            self._found[key] = shipped(release, map(self._issues.__getitem__, self._closing[key]), self._roles)
        return self._found[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._corpus.releases)

    def __len__(self) -> int:
        return len(self._corpus.releases)


def shipped(release: Release, issues: Iterable[IssueAssessment], roles: Mapping[str, Role]) -> ReleaseAssessment:
    """Those of some issues, given in the order they were opened, that a release closes, and the customers credited for reporting
    them or their duplicates, in the order they reported."""
    closed = [issue for issue in issues if any((fix.product, fix.version) == release.key for fix in issue.fixed_in)]
    voices = [voice for issue in closed for voice in issue.voices if _is_credited(voice, release, roles)]
    credited = dict.fromkeys(voice.alias for voice in sorted(voices, key=lambda voice: voice.at.order))
    return ReleaseAssessment(tuple(issue.id for issue in closed), tuple(credited))


def _is_credited(voice: Voice, release: Release, roles: Mapping[str, Role]) -> bool:
    """Whether somebody known reported it before the release and stands by it."""
    last = release.date.day if release.date and release.date.day else date.max
    return not voice.withdrawn and (voice.at.day or date.min) <= last and is_named_customer(voice.alias, roles)
