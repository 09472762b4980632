"""What releases brought: the issues each closes, and who is credited for having reported them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from onrecord.derive.findings import ReleaseAssessment
from onrecord.derive.judgement import IssueAssessment, Voice
from onrecord.derive.roles import is_named_customer, roles_of
from onrecord.model import Corpus, Release


class Shipping:
    """For each release the issues it closes and those who reported them, as they are found."""

    def __init__(self, corpus: Corpus) -> None:
        self._releases, self._roles = corpus.releases, roles_of(corpus)
        self._closes: dict[tuple[str, str], list[str]] = {key: [] for key in corpus.releases}
        self._voices: dict[tuple[str, str], list[Voice]] = {key: [] for key in corpus.releases}

    def take(self, issue: IssueAssessment) -> None:
        """Add an issue to the releases that fix it."""
        for fix in issue.fixed_in:
            key = (fix.product, fix.version)
            self._closes[key].append(issue.id)
            self._voices[key] += (voice for voice in issue.voices if self._is_credited(voice, self._releases[key]))

    def _is_credited(self, voice: Voice, release: Release) -> bool:
        """Whether somebody known reported it before the release and stands by it."""
        last = release.date.day if release.date and release.date.day else date.max
        return not voice.withdrawn and (voice.at.day or date.min) <= last and is_named_customer(voice.alias, self._roles)

    def releases(self) -> Mapping[tuple[str, str], ReleaseAssessment]:
        """For each release the issues it closes, in the order they were opened, and the customers credited for reporting them or
        their duplicates, in the order they reported."""
        return {key: ReleaseAssessment(tuple(ids), _credits(self._voices[key])) for key, ids in self._closes.items()}


def _credits(voices: list[Voice]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(voice.alias for voice in sorted(voices, key=lambda voice: voice.at.order)))
