"""Gathering: the record as it is now, of which only what has changed is read and judged again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from onrecord.build.memory import Memory, Remembered
from onrecord.build.names import Named
from onrecord.build.sources import UNSEEN, Seen
from onrecord.build.stored import Row, Worked, issue_codec
from onrecord.build.version import version, zone_rules
from onrecord.build.workshop import Workshop, family_key, settle, work_out
from onrecord.derive import Family, families, setting_of
from onrecord.engine.codec import codec
from onrecord.engine.damage import DamagedError
from onrecord.engine.digest import joined, mixed
from onrecord.engine.fingerprint import fingerprint
from onrecord.engine.run import run
from onrecord.frozen import dataclass
from onrecord.model import Corpus, Level, Marks, Problem, Site
from onrecord.read.assemble import Assembled, assemble
from onrecord.read.drafts import Decoded, IssueDraft
from onrecord.read.project import checked_rest, day_in, decode, site_of, unique, unread
from onrecord.read.scan import Listing, scan
from onrecord.read.sorting import SITE
from onrecord.read.units import Parts, corpus_without_issues, is_stream, owner_of, surroundings

SEVERAL = 64
"""From how many issues on it pays to work them out in several processes."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The record, with its issues as rows in the order they were opened, the families they fall into by the id of each member,
    and every problem, none of which stops a build."""

    shop: Workshop
    rows: Mapping[str, Row]
    families: Mapping[str, Family]
    problems: tuple[Problem, ...]


class WrongError(Exception):
    """Something stops the build: it is read as a whole, to tell all that is wrong."""


def gather(root: Path, as_of: date | datetime, memory: Memory, workers: int, files: Mapping[str, Seen]) -> Gathered:
    """The record of a project as of a day, given its files as they were seen. WrongError where anything is wrong that stops a
    build; OnrecordError where there is no project."""
    listing = scan(root)
    seen = {path: files.get(path, UNSEEN) for path in listing.files}
    about = _sound(_about(listing, seen, memory))
    site = about.site
    assert site is not None  # noqa: S101 - a sound one holds it
    day = day_in(site, as_of)
    rest, parts, documents = _sorted(listing, seen, site, memory)
    assembled = assemble([unread(listing), about, *rest], site, listing, day)
    shop = _shop(listing, seen, site, assembled, parts, documents)
    rows = _read(shop, memory, workers)
    found = families({id: row.original for id, row in rows.items()})
    _settle(shop, rows, found, memory, workers)
    _refuse_circles(rows)
    problems = _problems(shop, assembled, rows)
    if any(problem.level is Level.ERROR for problem in problems):
        raise WrongError
    return Gathered(shop, rows, {id: family for family in found for id in family.members}, problems)


def _sound(decoded: Decoded) -> Decoded:
    if decoded.claims or any(problem.level is Level.ERROR for problem in decoded.problems):
        raise WrongError
    return decoded


def _sorted(
    listing: Listing, seen: Mapping[str, Seen], site: Site, memory: Memory
) -> tuple[list[Decoded], dict[str, Parts], dict[str, list[tuple[IssueDraft, str]]]]:
    """What every file is: those of single issues by id, the documents of streams by id, and what all others give."""
    base = mixed(version(), site.timezone.key, zone_rules(site.timezone.key))
    paths: dict[str, list[str]] = {}
    rest: list[Decoded] = []
    documents: dict[str, list[tuple[IssueDraft, str]]] = {}
    for path in listing.files:
        id = owner_of(path)
        if id is not None:
            paths.setdefault(id, []).append(path)
            continue
        decoded = _sound(_decoded(listing, path, site, base, seen[path].digest, memory))
        if is_stream(path):
            for draft in decoded.issues:
                documents.setdefault(draft.id, []).append((draft, joined((path, fingerprint(draft)))))
            decoded = replace(decoded, issues=())
        rest.append(decoded)
    ids = dict.fromkeys((*paths, *documents))
    return rest, {id: Parts(tuple(paths.get(id, ()))) for id in ids}, documents


def _decoded(listing: Listing, path: str, site: Site, base: str, digest: str, memory: Memory) -> Decoded:
    """What a file that belongs to no single issue gives, as it is remembered, or read."""
    if not path.endswith((".md", ".yaml")):
        return decode(listing, path, site.timezone)
    return _known(path, mixed(base, path, digest), digest, memory, partial(decode, listing, path, site.timezone))


def _about(listing: Listing, seen: Mapping[str, Seen], memory: Memory) -> Decoded:
    """What `site.yaml` says, as it is remembered, or read."""
    digest = seen.get(SITE, UNSEEN).digest
    return _known(SITE, mixed(version(), SITE, digest), digest, memory, partial(site_of, listing))


def _known(path: str, key: str, digest: str, memory: Memory, read: Callable[[dict[str, str]], Decoded]) -> Decoded:
    """What a file gives, as it is remembered under a key, or read; `read` puts down the digest of what it read."""
    kept = memory.file(path, key)
    with suppress(DamagedError):
        if kept is not None:
            return codec(Decoded).decode(kept)
    digests: dict[str, str] = {}
    decoded = read(digests)
    if digests.get(path) == digest:
        memory.keep_file(path, key, codec(Decoded).encode(decoded))
    else:  # it was changed meanwhile: it is read again next time, and so is all that may hang on it
        memory.doubt()
    return decoded


def _shop(
    listing: Listing,
    seen: Mapping[str, Seen],
    site: Site,
    assembled: Assembled,
    parts: Mapping[str, Parts],
    documents: Mapping[str, Sequence[tuple[IssueDraft, str]]],
) -> Workshop:
    corpus = corpus_without_issues(assembled, parts)
    named = Named(corpus, parts)
    return Workshop(
        around=surroundings(listing, site.timezone, assembled, parts),
        setting=setting_of(corpus, assembled.known.as_of),
        corpus=corpus,
        named=named,
        base=_base(corpus),
        seen=seen,
        parts=parts,
        documents=documents,
    )


def _base(corpus: Corpus) -> str:
    """A digest of what every issue hangs on: the program, the site, the public holidays, and which products share a name."""
    site, zone = replace(corpus.site, marks=Marks()), corpus.site.timezone.key
    shared = Counter(product.name for product in corpus.products.values())
    doubled = sorted(name for name, count in shared.items() if count > 1)
    return mixed(version(), zone_rules(zone), fingerprint(site), fingerprint(corpus.calendar), joined(doubled))


def _read(shop: Workshop, memory: Memory, workers: int) -> dict[str, Row]:
    """The row of every issue; those that have changed are worked out anew."""
    rows: dict[str, Row] = {}
    changed: list[str] = []
    known, same = memory.rows(), memory.knows_world(shop.world)
    for id in shop.parts:
        row, sources = known.get(id), shop.sources(id)
        is_read = row and row.sources == sources and row.holds(shop.setting.as_of)
        if row and is_read and (same or row.key == shop.key(id, sources, row.names)):
            rows[id] = row
        else:
            changed.append(id)
    for worked in run(partial(work_out, shop), changed, workers, SEVERAL):
        if worked is None:
            raise WrongError
        rows[worked.row.id] = worked.row
        memory.keep(worked)
    memory.commit()
    return {row.id: row for row in sorted(rows.values(), key=lambda row: row.order)}


def _settle(shop: Workshop, rows: dict[str, Row], found: Iterable[Family], memory: Memory, workers: int) -> None:
    """Give the rows every verdict as it is now; families whose verdict does not hold are judged anew."""
    as_of, again = shop.setting.as_of, list[tuple[Row, ...]]()
    for family in found:
        members = tuple([rows[id] for id in family.members])
        key = family_key(members)
        if not all(row.verdict and row.verdict.holds(key, as_of) for row in members):
            again.append(members)
    for judged in run(partial(_judged, shop, memory.remembered()), again, workers, SEVERAL):
        for worked in judged:
            rows[worked.row.id] = worked.row
            memory.keep(worked)
        memory.breathe()
    memory.keep_only(rows)
    memory.keep_world(shop.world)
    memory.commit()


def _judged(shop: Workshop, remembered: Remembered, members: tuple[Row, ...]) -> list[Worked]:
    """A family judged from what is remembered of its members' records."""
    rows = {row.id: row for row in members}
    found = remembered.issues(members)
    return settle(shop, {id: issue_codec().decode(found[id]) for id in rows}, rows)


def _refuse_circles(rows: Mapping[str, Row]) -> None:
    """WrongError where issues are duplicates of each other in a circle."""
    done: set[str] = set()
    for start in rows:
        trail: set[str] = set()
        id: str | None = start
        while id is not None and id in rows and id not in done:
            if id in trail:
                raise WrongError
            trail.add(id)
            id = rows[id].circle
        done |= trail


def _problems(shop: Workshop, assembled: Assembled, rows: Mapping[str, Row]) -> tuple[Problem, ...]:
    """Everything that is wrong, sorted and each told once."""
    ids = replace(assembled, known=shop.around.known)
    files = frozenset(path for row in rows.values() for path in row.files)
    opened = (row.opened for row in rows.values())
    own = _own(rows.values())
    return unique((*assembled.problems, *checked_rest(ids, shop.around.listing, opened, files, lambda _: False), *own))


def _own(rows: Iterable[Row]) -> Iterator[Problem]:
    for row in rows:
        yield from row.problems
        if row.verdict:
            yield from row.verdict.problems
