"""The sound part of a record: what is wrong, and what leans on it, is left out, so that nothing in the corpus dangles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from onrecord.model import PSEUDONYM, Change, Corpus, Issue, Release, Resolution
from onrecord.read.assemble import Assembled
from onrecord.read.checks.acts import release_key
from onrecord.read.checks.links import original_of
from onrecord.read.known import JoinedIssue, Known


def corpus_of(assembled: Assembled, wrong: frozenset[str]) -> Corpus:
    """The corpus of what is sound. `wrong` are the ids of issues with a mistake."""
    known = assembled.known
    issues = {id: one.issue for id, one in known.issues.items()}
    out = spread({id for id, one in known.issues.items() if id in wrong or not stands(one, known)}, issues)
    kept = {id: issue for id, issue in issues.items() if id not in out}
    releases = {key: cleared(r, kept) for key, r in known.releases.items() if r.product in known.products}
    return Corpus(
        site=known.site,
        issues=kept,
        products=known.products,
        releases=releases,
        people=known.people,
        pages=assembled.pages,
        calendar=assembled.calendar,
    )


def stands(joined: JoinedIssue, known: Known) -> bool:
    """Whether an issue is whole, and leans on nothing that is missing or broken."""
    issue = joined.issue
    if joined.broken or (issue.product and issue.product not in known.products):
        return False
    authors = (m.author for m in issue.thread)
    if not all(alias in known.people or PSEUDONYM.fullmatch(alias) for alias in authors):
        return False
    fixes = (m.act.fixed_in for m in issue.thread if isinstance(m.act, Resolution) and m.act.fixed_in)
    return all(release_key(fix, issue.product) in known.releases for fix in fixes)


def spread(out: set[str], issues: Mapping[str, Issue]) -> set[str]:
    """The issues that are out, with all that are joined to one by duplicates, in either direction."""
    joined: dict[str, list[str]] = defaultdict(list)
    for id, issue in issues.items():
        original = original_of(issue)
        if original and original in issues:
            joined[id].append(original)
            joined[original].append(id)
        elif original and not original.startswith("http"):
            out = out | {id}
    reached, edge = set(out), list(out)
    while edge:
        near = [id for id in joined[edge.pop()] if id not in reached]
        reached.update(near)
        edge += near
    return reached


def cleared(release: Release, issues: Mapping[str, object]) -> Release:
    """A release that closes and mentions only issues that are there."""
    changes = tuple(cleared_change(change, issues) for change in release.changes)
    references = tuple(r for r in release.references if r.issue is None or r.issue in issues)
    is_same = (changes, references) == (release.changes, release.references)
    return release if is_same else replace(release, changes=changes, references=references)


def cleared_change(change: Change, issues: Mapping[str, object]) -> Change:
    """A change that closes and mentions only issues that are there."""
    closes = tuple(id for id in change.closes if id in issues)
    references = tuple(r for r in change.references if r.issue is None or r.issue in issues)
    return replace(change, closes=closes, references=references)
