"""Checks of what links issues to releases and to each other: contradictions and circles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from onrecord.model import Issue, Level, Outcome, Problem, Reference, Release, Resolution, Where, id_order
from onrecord.read.checks.acts import release_key
from onrecord.read.known import Known
from onrecord.read.suggest import did_you_mean, quoted


def check_changes(release: Release, known: Known) -> Iterator[Problem]:
    """Issues that a release closes or mentions, and that are not there."""
    for change in release.changes:
        for id in change.closes:
            if not known.has_issue(id):
                hint = did_you_mean(id, known.issues) if "-" in id else ""
                yield Problem(change.marks.start, f"unknown issue {quoted(id)}", hint)
        mentioned = tuple(reference for reference in change.references if reference.issue not in change.closes)
        yield from _unknown(mentioned, change.marks.start, known)
    yield from _unknown(release.references, release.marks.of("notes"), known)


def _unknown(references: tuple[Reference, ...], where: Where, known: Known) -> Iterator[Problem]:
    for reference in references:
        if reference.issue and not known.has_issue(reference.issue):
            message = f"unknown issue {quoted(reference.issue)}"
            yield Problem(where, message, f"{quoted(reference.text)} is left as plain text", Level.WARNING)


def closers(known: Known) -> Mapping[str, tuple[Release, ...]]:
    """The releases that close each issue."""
    found: dict[str, list[Release]] = defaultdict(list)
    for release in known.releases.values():
        for id in dict.fromkeys(id for change in release.changes for id in change.closes):
            found[id].append(release)
    return {id: tuple(releases) for id, releases in found.items()}


def contradicted(issue: Issue, closing: tuple[Release, ...], known: Known) -> Iterator[Problem]:
    """A release that closes an issue whose resolutions name only others of its product; a fix without any release."""
    named = {
        release_key(m.act.fixed_in, issue.product): m for m in issue.thread if isinstance(m.act, Resolution) and m.act.fixed_in
    }
    for release in closing:
        others = [version for product, version in named if product == release.product]
        if others and release.version not in others:
            where = next(c.marks.start for c in release.changes if issue.id in c.closes)
            fixes = ", ".join(quoted(version) for version in others)
            message = f"the release {release.version} closes issue {issue.id}, which says that it is fixed in {fixes}"
            place = named[(release.product, others[0])].marks.of("fixed_in")
            yield Problem(where, message, f"see {place}; name both there, or neither")
    if issue.product and not named and not closing and known.has_product(issue.product):
        for said in issue.thread:
            if isinstance(said.act, Resolution) and said.act.outcome is Outcome.FIXED:
                hint = 'write "fixed_in", or close the issue in a changelog'
                yield Problem(said.marks.of("outcome"), "fixed without a release", hint, Level.WARNING)


def original_of(issue: Issue) -> str | None:
    """The issue or address that an issue says it is a duplicate of."""
    acts = (m.act for m in reversed(issue.thread))
    return issue.duplicate_of or next((a.duplicate_of for a in acts if isinstance(a, Resolution) and a.duplicate_of), None)


def cycles(issues: Mapping[str, Issue]) -> Iterator[tuple[Problem, tuple[str, ...]]]:
    """Circles of duplicates: a problem at the first issue of each, and the issues in it."""
    originals = {id: original for id, issue in issues.items() if (original := original_of(issue)) in issues}
    done: set[str] = set()
    for start in sorted(originals, key=id_order):
        trail: list[str] = []
        id: str | None = start
        while id is not None and id not in done:
            done.add(id)
            trail.append(id)
            id = originals.get(id)
        if id in trail:
            yield told(issues, turned(trail[trail.index(id) :]))


def turned(circle: list[str]) -> list[str]:
    """A circle that begins with its lowest id."""
    first = circle.index(min(circle, key=id_order))
    return [*circle[first:], *circle[:first]]


def told(issues: Mapping[str, Issue], circle: list[str]) -> tuple[Problem, tuple[str, ...]]:
    """The problem of a circle, at its first issue."""
    issue = issues[circle[0]]
    where = issue.marks.of("duplicate_of")
    if not issue.duplicate_of:
        where = next(
            m.marks.of("duplicate_of") for m in reversed(issue.thread) if isinstance(m.act, Resolution) and m.act.duplicate_of
        )
    if len(circle) == 1:
        return Problem(where, f"issue {circle[0]} is a duplicate of itself", "name the original"), tuple(circle)
    way = " → ".join([*circle[:12], *(["…"] if len(circle) > 12 else []), circle[0]])
    return Problem(where, f"a circle of duplicates: {way}", "one of them must be the original"), tuple(circle)
