"""What is wanted: the layout of the site that a gathered record makes, with the keys of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import TypeVar

from onrecord.build.gather import Gathered
from onrecord.build.memory import Remembered
from onrecord.build.shelf import MOST, Part, Shelf
from onrecord.build.stored import Judged, Row, issue_codec, judged_codec, line_codec
from onrecord.build.version import version
from onrecord.derive import aged, together
from onrecord.engine.digest import joined, mixed
from onrecord.engine.fingerprint import fingerprint
from onrecord.model import FreePage
from onrecord.render.language import Language
from onrecord.render.options import Value
from onrecord.render.pages.layout import Keys, Layout
from onrecord.render.search.index import Index
from onrecord.render.site import told_in
from onrecord.render.theme import Theme
from onrecord.render.trees import trees_of
from onrecord.render.views.record import Record
from onrecord.seal.sealed import Sealed

V = TypeVar("V")
T = TypeVar("T")
LINES = 16 * MOST
"""How many lines are held: they are small, and a page asks for those of all its issues several times."""


Related = Mapping[str, Sequence[str]]
"""The ids of the issues that are related to each."""


def layouts_of(
    gathered: Gathered, memory: Remembered, theme: Theme, related: Related, index: Index | None, log: Sealed | None
) -> tuple[Layout, ...]:
    """The layouts of a gathered record, one for each language of the site, the main one first."""
    main, site = layout_of(gathered, memory, theme, related, index, log), gathered.shop.corpus.site
    return (main, *(_told_in(main, gathered, memory, tag, tree) for tree, tag in enumerate(site.others, 1)))


def _told_in(main: Layout, gathered: Gathered, memory: Remembered, tag: str, tree: int) -> Layout:
    """The layout of a further language, which shares what is judged with the main one."""
    told, rows = told_in(main, tag), gathered.rows
    places, ids = {issue: place for place, issue in enumerate(rows)}, tuple(rows)
    lines = Shelf(places, ids, lambda asked: memory.lines((rows[id] for id in asked), tree), line_codec().decode, LINES)
    shown = {id: row.verdict.shown(tree) if row.verdict else "" for id, row in rows.items()}
    keys = main.keys and replace(
        main.keys, site=joined((main.keys.site, tag)), lines=shown, related=_beside(told.record.related, shown)
    )
    return replace(told, record=replace(told.record, lines=lines, expect=lines.expect), keys=keys)


def layout_of(
    gathered: Gathered, memory: Remembered, theme: Theme, related: Related, index: Index | None, log: Sealed | None
) -> Layout:
    """The layout of a gathered record: its issues and judgements are loaded where a page asks for them. `index` is what its search
    knows, if it has one."""
    shop, rows = gathered.shop, gathered.rows
    options = theme.chosen(shop.corpus.site.theme_options)
    closed = closed_by(gathered)
    return Layout(
        record=record_of(gathered, memory, theme.told[""], options, None if theme.surveys else closed, related, log),
        theme=theme,
        outlines={id: row.outline for id, row in rows.items()},
        keys=keys_of(gathered, theme, options, related, log),
        closed=closed,
        spoken=spoken_on(gathered),
        index=index,
    )


def record_of(
    gathered: Gathered,
    memory: Remembered,
    language: Language,
    options: Mapping[str, Value],
    closing: Mapping[tuple[str, str], Sequence[str]] | None,
    related: Related,
    log: Sealed | None,
) -> Record:
    """The record and what is judged of it, loaded where it is asked for; `closing` has the issues that each release may close,
    where not all issues are looked at anyway."""
    shop, rows = gathered.shop, gathered.rows
    as_of, days = shop.setting.as_of, shop.setting.days
    ids, places = tuple(rows), {issue: place for place, issue in enumerate(rows)}

    def shelf(load: Callable[[Iterable[Row]], Mapping[str, V]], make: Callable[[V], T], most: int = MOST) -> Shelf[V, T]:
        return Shelf(places, ids, lambda asked: load(rows[issue] for issue in asked), make, most)

    def judged_now(value: bytes) -> Judged:
        known = judged_codec().decode(value)
        return Judged(aged(known.judged, as_of, days), known.traits)

    known = shelf(memory.judged, judged_now)
    judged, traits = Part(known, attrgetter("judged")), Part(known, attrgetter("traits"))
    corpus = replace(shop.corpus, issues=shelf(memory.issues, issue_codec().decode))
    lines = shelf(memory.lines, line_codec().decode, LINES)
    assessment = together(corpus, judged, as_of, (), traits, closing)
    trees = trees_of(corpus.site)
    return Record(corpus, assessment, language, options, trees=trees, lines=lines, expect=lines.expect, related=related, log=log)


def keys_of(gathered: Gathered, theme: Theme, options: Mapping[str, Value], related: Related, log: Sealed | None) -> Keys:
    """The keys of what pages are made from."""
    shop, rows, families = gathered.shop, gathered.rows, gathered.families
    footer = ((name, page.title, _titles(page)) for name, page in shop.corpus.pages.items())
    state = "" if log is None else f"sealed {log.draft} {log.ledger.origin}"
    site = mixed(version(), shop.base, theme.name, fingerprint(dict(options)), fingerprint(tuple(footer)), state)
    lines = {id: row.verdict.line if row.verdict else "" for id, row in rows.items()}
    return Keys(
        site=site,
        issues={id: joined((*_family(rows[member] for member in families[id].members), *_sealed(log, id))) for id in rows},
        lines=lines,
        related=_beside(related, lines),
        people=shop.named.people,
        products=shop.named.products,
        releases=shop.named.releases,
    )


def _sealed(log: Sealed | None, id: str) -> Iterable[str]:
    """What the log says of an issue."""
    return (log.state(id),) if log and id in log.units else ()


def _beside(related: Related, lines: Mapping[str, str]) -> dict[str, str]:
    """For each issue to which others are related a digest of what is shown of those."""
    return {id: joined([part for other in others for part in (other, lines[other])]) for id, others in related.items() if others}


def _titles(page: FreePage) -> tuple[str, ...]:
    return tuple(part for tag, told in page.translations.items() for part in (tag, told.title))


def _family(members: Iterable[Row]) -> Iterable[str]:
    for row in members:
        yield row.key
        yield row.verdict.judged if row.verdict else ""


def closed_by(gathered: Gathered) -> Mapping[tuple[str, str], Sequence[str]]:
    """For each release the issues that it closes, or whose threads may name it, in the order they were opened."""
    found: dict[tuple[str, str], list[str]] = {key: [] for key in gathered.shop.corpus.releases}
    closing = gathered.shop.setting.closing
    for id, row in gathered.rows.items():
        for key in dict.fromkeys((*(release.key for release in closing.get(id, ())), *row.names.releases)):
            if key in found:
                found[key].append(id)
    return found


def spoken_on(gathered: Gathered) -> Mapping[str, Sequence[str]]:
    """For everybody the issues on which they spoke, in the order those were opened."""
    found: dict[str, list[str]] = {}
    for id, row in gathered.rows.items():
        for alias in row.names.people:
            found.setdefault(alias, []).append(id)
    return found
