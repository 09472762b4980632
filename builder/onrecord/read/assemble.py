"""Assembling: from what each file gives to all records by their names, each name once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from datetime import date
from typing import TypeVar

from onrecord.frozen import dataclass
from onrecord.model import (
    ALWAYS,
    UNRELEASED,
    Attachment,
    Calendar,
    FreePage,
    Level,
    Marks,
    Problem,
    Product,
    Release,
    Site,
    When,
    id_order,
)
from onrecord.read.attachments import attachment
from onrecord.read.drafts import Attached, Decoded, IssueDraft, MessageDraft, Named, ReleaseDraft
from onrecord.read.issue_files import name_of
from onrecord.read.join import Setting, join
from onrecord.read.known import JoinedIssue, Known
from onrecord.read.references import linked, references_in
from onrecord.read.scan import Listing
from onrecord.read.times import SHOWN

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Assembled:
    """All records by their names, the free pages and the calendar, what is wrong with them, the files that messages name, and
    the names that what is broken uses."""

    known: Known
    pages: dict[str, FreePage] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)
    problems: tuple[Problem, ...] = ()
    named: frozenset[str] = frozenset()
    used: tuple[Named, ...] = ()


def assemble(decoded: list[Decoded], site: Site, listing: Listing, as_of: date) -> Assembled:
    """Put together what the files gave."""
    problems: list[Problem] = [p for one in decoded for p in one.problems]
    claims: dict[str, set[str]] = defaultdict(set)
    for claim in (c for one in decoded for c in one.claims):
        claims[claim.kind].add(claim.id)
    people, found = once((p for one in decoded for p in one.people), lambda p: p.alias, "person", lambda p: p.marks)
    products, _ = once((p for one in decoded for p in one.products), lambda p: p.id, "product", lambda p: p.marks)
    releases, more = releases_of(decoded, products, as_of)
    problems += [*found, *more]
    files = Files(listing)
    roles = {alias: person.role for alias, person in {**ALWAYS, **people}.items()}
    issues, found = issues_of(decoded, Setting(as_of, roles, files.find), claims["issue"])
    known = Known(
        site=site,
        as_of=as_of,
        people={**ALWAYS, **dict(sorted(people.items()))},
        products=dict(sorted(products.items())),
        releases=releases,
        issues=issues,
        versions=versions_of(releases),
        claims={kind: frozenset(ids) for kind, ids in sorted(claims.items())},
    )
    pages, untold = pages_of(decoded, site, claims["page"])
    problems += untold
    calendar = next((one.calendar for one in decoded if one.calendar), Calendar())
    return Assembled(known, pages, calendar, (*problems, *found), frozenset(files.named), used_by_broken(decoded, issues))


def pages_of(decoded: list[Decoded], site: Site, claimed: set[str]) -> tuple[dict[str, FreePage], list[Problem]]:
    """The free pages by their names, each with its translations; `claimed` are those that are broken."""
    pages = {page.name: page for page in sorted((p for one in decoded for p in one.pages), key=lambda page: page.name)}
    problems = []
    told = {site.language, *site.others}
    for draft in sorted((t for one in decoded for t in one.translations), key=lambda draft: (draft.name, draft.lang)):
        page, where = pages.get(draft.name), draft.page.marks.start
        if page is None:
            if draft.name not in claimed:
                problems.append(Problem(where, f'there is no page "{draft.name}" that this translates', f"write {draft.name}.md"))
        elif draft.lang == (page.lang or site.language):
            hint = f"take one of them out; {page.marks.start} is the other"
            problems.append(Problem(where, f'the page "{draft.name}" is in "{draft.lang}" itself', hint))
        else:
            pages[draft.name] = replace(page, translations={**page.translations, draft.lang: draft.page})
            if draft.lang not in told:
                hint = "name the language in site.yaml, under languages"
                problems.append(
                    Problem(where, f'the site is not told in "{draft.lang}", so nobody reads this', hint, Level.WARNING)
                )
    return pages, problems


def once(
    records: Iterable[R], name: Callable[[R], str], what: str, marks: Callable[[R], Marks]
) -> tuple[dict[str, R], list[Problem]]:
    """Records by their names, the first of each; a problem for each other."""
    found: dict[str, R] = {}
    problems = []
    for record in records:
        first = found.setdefault(name(record), record)
        if first is not record:
            where, hint = marks(record).start, f"the first is at {marks(first).start}"
            problems.append(Problem(where, f'duplicate {what} "{name(record)}"', hint))
    return found, problems


def releases_of(
    decoded: list[Decoded], products: dict[str, Product], as_of: date
) -> tuple[dict[tuple[str, str], Release], list[Problem]]:
    """The releases by product, the newest first, with the marks in their changes understood."""
    drafts = [draft for one in decoded for draft in one.releases]
    kept, problems = once(drafts, lambda d: f"{d.release.product} {d.release.version}", "release", lambda d: d.release.marks)
    releases = []
    for draft in kept.values():
        release, problem = dated(draft, as_of)
        problems += [problem] if problem else []
        marks = products[release.product].references if release.product in products else {}
        changes = tuple(linked(change, marks) for change in release.changes)
        releases.append(replace(release, changes=changes, references=references_in(release.notes, marks)))
    return {release.key: release for release in in_order(releases)}, problems


def dated(draft: ReleaseDraft, as_of: date) -> tuple[Release, Problem | None]:
    """A release whose date can be counted with, or is doubtful; and what is wrong with it."""
    release = draft.release
    if release.date is None or release.date.day is None or release.date.day <= as_of:
        return release, None
    where = release.marks.of("date")
    message = f'the release is dated "{release.date.claimed}", after the day of this build, {as_of}'
    if draft.imported:
        return replace(release, date=When(None, claimed=release.date.claimed, doubtful=True)), Problem(
            where, message, SHOWN, Level.WARNING
        )
    return release, Problem(where, message, f"let it stand under [{UNRELEASED}] until then")


def in_order(releases: list[Release]) -> list[Release]:
    """Releases by product, the newest first; what is not yet released before all, and of one day as the files have it."""

    def age(release: Release) -> tuple[str, int]:
        day = release.date.day if release.date else date.max
        return (release.product, -(day or date.min).toordinal())

    return sorted(releases, key=age)


def versions_of(releases: dict[tuple[str, str], Release]) -> dict[str, tuple[str, ...]]:
    """The versions of each product."""
    versions: dict[str, list[str]] = defaultdict(list)
    for product, version in releases:
        versions[product].append(version)
    return {product: tuple(found) for product, found in versions.items()}


def issues_of(decoded: list[Decoded], setting: Setting, claimed: set[str]) -> tuple[dict[str, JoinedIssue], list[Problem]]:
    """The issues in the order they were opened."""
    drafts: dict[str, list[IssueDraft]] = defaultdict(list)
    for draft in (d for one in decoded for d in one.issues):
        if draft.id:
            drafts[draft.id].append(draft)
    joined: list[JoinedIssue] = []
    problems: list[Problem] = []
    for id, parts in drafts.items():
        issue, found = join(id, parts, setting, claimed=id in claimed)
        problems += found
        if issue:
            joined.append(issue)
    joined.sort(key=lambda one: (one.issue.opened.order, id_order(one.issue.id)))
    return {one.issue.id: one for one in joined}, problems


def used_by_broken(decoded: list[Decoded], issues: Mapping[str, JoinedIssue]) -> tuple[Named, ...]:
    """The names that broken headers and messages use, and the authors of sound messages whose issue is broken."""
    named: list[Named] = []
    for draft in (d for one in decoded for d in one.issues):
        named += [*draft.named, *draft.later.named]
        if draft.id not in issues:
            named += [Named("person", d.message.author, d.message.marks.of("author")) for d in draft.later.drafts]
    return tuple(named)


class Files:
    """Where the files of an issue's messages lie, and which of them were asked for."""

    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self.named: set[str] = set()
        self.folders: dict[str, tuple[str, ...]] = {}
        for folder in dict.fromkeys(path.rpartition("/")[0] for path in listing.files if path.startswith("content/issues/")):
            named = name_of(folder.rpartition("/")[2]) if folder.count("/") == 2 else None
            if named:
                self.folders[named[0]] = (*self.folders.get(named[0], ()), folder)

    def find(self, issue: str, draft: MessageDraft, attached: Attached) -> Attachment | Problem:
        """A file of a message: in its issue's folder, or beside its file where the issue has none."""
        beside = draft.message.marks.start.path.rpartition("/")[0]
        folders = self.folders.get(issue, (beside,))
        paths = (self.listing.path_of(f"{folder}/{attached.file}") for folder in folders)
        self.named |= {path for path in paths if path}
        return attachment(self.listing, folders, attached)
