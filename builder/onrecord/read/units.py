"""Units: one issue read on its own, from the files that make it and from the names that the rest of the record holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from zoneinfo import ZoneInfo

from onrecord.frozen import dataclass, replace
from onrecord.model import Corpus, Issue, Level, Problem, Release, Resolution
from onrecord.read.assemble import Assembled, Files
from onrecord.read.checks import check_issue, closers, contradicted
from onrecord.read.checks.acts import release_key
from onrecord.read.drafts import IssueDraft
from onrecord.read.issue_files import name_of
from onrecord.read.join import Setting, join
from onrecord.read.known import JoinedIssue, Known
from onrecord.read.project import decode
from onrecord.read.scan import Listing
from onrecord.read.sound import cleared

ISSUES = "content/issues/"


@dataclass(frozen=True, slots=True)
class Parts:
    """What an issue is made of: the files that bear its id, sorted (records, and what lies beside them in its folder), and the
    names of its documents in streams (see `stream_parts`)."""

    paths: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """The names that an issue uses: aliases of people, ids of products, releases by product and version, ids of other issues."""

    people: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    releases: tuple[tuple[str, str], ...] = ()
    issues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """An issue read on its own: what it is (None where it is wrong), what is wrong with it, the names it uses, the files it names,
    the last day that it speaks of (as of no earlier day does it read otherwise), and the digests of the files that were read."""

    issue: Issue | None
    problems: tuple[Problem, ...] = ()
    names: Names = field(default_factory=Names)
    files: tuple[str, ...] = ()
    horizon: date | None = None
    digests: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Whether nothing in it stops a build."""
        return self.issue is not None and all(problem.level is not Level.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an issue is read in: the listing, the zone, and all that the record holds beside issues. `known` has the issues by
    their ids alone."""

    listing: Listing
    zone: ZoneInfo
    known: Known
    closing: Mapping[str, tuple[Release, ...]]
    joining: Setting
    files: Files


class Ids(Mapping[str, JoinedIssue]):
    """Issues of which nothing is known but that they are there."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.ids = dict.fromkeys(ids)

    def __getitem__(self, id: str) -> JoinedIssue:
        raise KeyError(id)

    def __contains__(self, id: object) -> bool:
        return id in self.ids

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)


def owner_of(path: str) -> str | None:
    """The id of the issue that a path belongs to by its name; None for what is no file of a single issue."""
    if not path.startswith(ISSUES):
        return None
    first, slash, rest = path.removeprefix(ISSUES).partition("/")
    if slash:
        named = None if "/" in rest else name_of(first)
    else:
        named = name_of(first.removesuffix(".md")) if first.endswith(".md") else None
    return named[0] if named else None


def is_stream(path: str) -> bool:
    """Whether a path is one that may hold many issues."""
    return path.startswith(ISSUES) and path.endswith(".yaml") and path.count("/") == 2


def surroundings(listing: Listing, zone: ZoneInfo, assembled: Assembled, ids: Iterable[str]) -> Surroundings:
    """What issues of these ids are read in, given the rest of the record."""
    known = replace(assembled.known, issues=Ids(ids))
    roles = {alias: person.role for alias, person in known.people.items()}
    files = Files(listing)
    return Surroundings(listing, zone, known, closers(known), Setting(known.as_of, roles, files.find), files)


def read_unit(id: str, parts: Parts, documents: Iterable[IssueDraft], around: Surroundings) -> Unit:
    """An issue from its parts; `documents` are what its streams hold of it."""
    digests: dict[str, str] = {}
    decoded = [decode(around.listing, path, around.zone, digests) for path in parts.paths]
    drafts = [*(draft for one in decoded for draft in one.issues), *documents]
    found = [problem for one in decoded for problem in one.problems]
    if not drafts or any(one.claims for one in decoded):
        return Unit(None, tuple(found))
    around.files.named.clear()
    joined, problems = join(id, drafts, around.joining, claimed=False)
    found += problems
    if joined is None:
        return Unit(None, tuple(found))
    found += check_issue(joined, around.known)
    found += contradicted(joined.issue, around.closing.get(id, ()), around.known)
    sound = joined.issue if not joined.broken else None
    return Unit(sound, tuple(found), names_of(joined.issue), tuple(sorted(around.files.named)), horizon_of(drafts), digests)


def corpus_without_issues(assembled: Assembled, ids: Mapping[str, object]) -> Corpus:
    """All of the record but its issues, of which only the ids are known; releases speak of those alone."""
    known = assembled.known
    releases = {key: cleared(release, ids) for key, release in known.releases.items() if release.product in known.products}
    return Corpus(known.site, {}, known.products, releases, known.people, assembled.pages, assembled.calendar)


def names_of(issue: Issue) -> Names:
    """The names that an issue uses, each once, sorted."""
    ends = [m.act for m in issue.thread if isinstance(m.act, Resolution)]
    fixes = {end.fixed_in for end in ends if end.fixed_in}
    releases = {(product or "", version) for fix in fixes for product, version in both_ways(fix, issue.product)}
    originals = {end.duplicate_of for end in ends if end.duplicate_of}
    return Names(
        people=tuple(sorted({m.author for m in issue.thread})),
        products=tuple(sorted({issue.product or "", *(product for product, _ in releases)} - {""})),
        releases=tuple(sorted(releases)),
        issues=tuple(sorted({*originals, *([issue.duplicate_of] if issue.duplicate_of else [])})),
    )


def both_ways(fix: str, product: str | None) -> tuple[tuple[str | None, str], ...]:
    """The releases that a `fixed_in` may mean: a version of the issue's product, however it is spelt, or `product/version`."""
    return (product, fix), release_key(fix, product)


def horizon_of(drafts: Iterable[IssueDraft]) -> date | None:
    """The last day that some drafts speak of."""
    days: list[date] = []
    for draft in drafts:
        messages = [*([draft.report] if draft.report else []), *draft.later.drafts]
        days += [message.message.at.day for message in messages if message.message.at.day]
        if draft.header and draft.header.counted and draft.header.counted.at.day:
            days.append(draft.header.counted.at.day)
    return max(days, default=None)
