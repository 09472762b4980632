"""What releases brought: the issues each closes, and who is credited for having reported them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from onrecord.derive.assessment import ReleaseAssessment
from onrecord.derive.judgement import IssueAssessment
from onrecord.derive.roles import is_named_customer
from onrecord.model import Corpus, Release, Role


def release_assessments(corpus: Corpus, issues: Mapping[str, IssueAssessment]) -> Mapping[tuple[str, str], ReleaseAssessment]:
    """For each release the issues it closes, in the order they were opened, and the customers credited for reporting them."""
    closes: dict[tuple[str, str], list[str]] = {key: [] for key in corpus.releases}
    for id, issue in issues.items():
        for fix in issue.fixed_in:
            closes[fix.product, fix.version].append(id)
    releases, roles = corpus.releases, {alias: person.role for alias, person in corpus.people.items()}
    return {key: ReleaseAssessment(tuple(ids), _credits(releases[key], ids, issues, roles)) for key, ids in closes.items()}


def _credits(release: Release, ids: list[str], issues: Mapping[str, IssueAssessment], roles: Mapping[str, Role]) -> tuple[str, ...]:
    """Who reported the issues or their duplicates before the release and stands by it, in the order they reported; nobody
    nameless."""
    last = release.date.day if release.date and release.date.day else date.max
    standing = [v for id in ids for v in issues[id].voices if not v.withdrawn and (v.at.day or date.min) <= last]
    voices = [v for v in standing if is_named_customer(v.alias, roles)]
    return tuple(dict.fromkeys(v.alias for v in sorted(voices, key=lambda v: v.at.order)))
