"""Reading a project: every file, then all of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from onrecord.frozen import dataclass, replace
from onrecord.model import Corpus, Level, Problem, Site, When, Where
from onrecord.read import limits
from onrecord.read.assemble import Assembled, assemble
from onrecord.read.attachments import unpublished
from onrecord.read.checks import check_changes, check_issue, check_names, check_site, closers, contradicted, cycles
from onrecord.read.drafts import Decoded
from onrecord.read.known import Known
from onrecord.read.scan import Listing, read_bytes, scan
from onrecord.read.site_files import UNTITLED, decode_site
from onrecord.read.sorting import SITE, a_folder, claims_of, sort
from onrecord.read.sound import corpus_of


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the sound part of the record, everything that is wrong with it (sorted), the day it was read for, and the
    ids of the issues that are there and not in the corpus."""

    corpus: Corpus
    problems: tuple[Problem, ...]
    as_of: date
    unsound: frozenset[str] = frozenset()


def read_project(root: Path, as_of: date | datetime) -> Reading:
    """The record of the project at a root, as of a day; an instant is taken for the day it is in the site's zone.

    Every mistake in the content is among the problems; OnrecordError only where there is no project.
    """
    listing = scan(root)
    read = site_of(listing)
    site = read.site or UNTITLED
    day = day_in(site, as_of)
    decoded = [unread(listing), read, *(decode(listing, path, site.timezone) for path in listing.files)]
    assembled = assemble(decoded, site, listing, day)
    problems, wrong = checked(assembled, listing)
    corpus = corpus_of(assembled, wrong)
    there = frozenset(assembled.known.issues) | assembled.known.claims.get("issue", frozenset())
    return Reading(corpus, problems, day, there - corpus.issues.keys())


def day_in(site: Site, as_of: date | datetime) -> date:
    """The day as of which a site is read; an instant is taken for the day it is in the site's zone."""
    return as_of.astimezone(site.timezone).date() if isinstance(as_of, datetime) else as_of


def unread(listing: Listing) -> Decoded:
    """What could not even be listed, and what it would have held."""
    return Decoded(
        listing.problems, tuple(claim for p in listing.problems if p.level is Level.ERROR for claim in claims_of(p.where.path))
    )


def site_of(listing: Listing, digests: dict[str, str] | None = None) -> Decoded:
    """What `site.yaml` says, or why it cannot be read. Its digest is put into `digests`, as by `decode`."""
    is_folder = SITE not in listing.files and not any(p.where.path == SITE for p in listing.problems)
    file = a_folder(SITE) if is_folder else read_bytes(listing, SITE)
    if isinstance(file, Problem):
        return Decoded((file,))
    if digests is not None:
        digests[SITE] = sha256(file.data).hexdigest()
    return decode_site(file)


def decode(listing: Listing, path: str, zone: ZoneInfo, digests: dict[str, str] | None = None) -> Decoded:
    """What one file gives. The SHA-256 (hex) of the bytes that were read is put into `digests`, where one is given."""
    reader = sort(path)
    if reader is None:
        return Decoded()
    if isinstance(reader, Problem):
        return Decoded((reader,), claims_of(reader.where.path))
    file = read_bytes(listing, path)
    if isinstance(file, Problem):
        return Decoded((file,), claims_of(path))
    if digests is not None:
        digests[path] = sha256(file.data).hexdigest()
    return told(path, reader(file, zone))


def told(path: str, decoded: Decoded) -> Decoded:
    """What a file gives, with no more errors than are of use."""
    if len(decoded.problems) <= limits.PROBLEMS_PER_FILE:
        return decoded
    errors = sorted((p for p in decoded.problems if p.level is Level.ERROR), key=lambda p: p.order)
    if len(errors) <= limits.PROBLEMS_PER_FILE:
        return decoded
    more = Problem(Where(path), f"further problems in this file: {len(errors) - limits.PROBLEMS_PER_FILE}", "mend these first")
    warnings = (p for p in decoded.problems if p.level is Level.WARNING)
    return replace(decoded, problems=(*errors[: limits.PROBLEMS_PER_FILE], more, *warnings))


def checked(assembled: Assembled, listing: Listing) -> tuple[tuple[Problem, ...], frozenset[str]]:
    """Everything that is wrong, sorted and each told once; and the ids of the issues with a mistake."""
    found, wrong = checked_issues(assembled.known)
    opened = [one.issue.opened for one in assembled.known.issues.values()]
    rest = checked_rest(assembled, listing, opened, assembled.named, assembled.known.is_broken)
    return unique((*assembled.problems, *rest, *found)), frozenset(wrong)


def checked_rest(
    assembled: Assembled, listing: Listing, opened: Iterable[When], named: frozenset[str], broken: Callable[[str], bool]
) -> Iterator[Problem]:
    """What is wrong beside the issues, given when those were opened, which files they name, and which of them are broken."""
    known = assembled.known
    yield from check_site(known, assembled.pages, assembled.calendar, listing, opened)
    yield from check_names(assembled.used, known)
    yield from unpublished(listing, named, broken)
    for release in known.releases.values():
        yield from check_changes(release, known)


def unique(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems sorted, and each told once."""
    found = {(problem.order, problem.level): problem for problem in problems}
    return tuple(found[key] for key in sorted(found, key=lambda key: key[0]))


def checked_issues(known: Known) -> tuple[list[Problem], set[str]]:
    """What is wrong with the issues, and which of them have a mistake."""
    closing = closers(known)
    problems: list[Problem] = []
    wrong: set[str] = set()
    for id, joined in known.issues.items():
        found = [*check_issue(joined, known), *contradicted(joined.issue, closing.get(id, ()), known)]
        problems += found
        if any(p.level is Level.ERROR for p in found):
            wrong.add(id)
    for problem, circle in cycles({id: one.issue for id, one in known.issues.items()}):
        problems.append(problem)
        wrong.update(circle)
    return problems, wrong
