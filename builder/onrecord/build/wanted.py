"""What is wanted: the layout of the site that a gathered record makes, with the keys of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from onrecord.build.gather import Gathered
from onrecord.build.memory import Remembered
from onrecord.build.shelf import Shelf
from onrecord.build.stored import Row
from onrecord.build.version import version
from onrecord.derive import aged, together
from onrecord.engine.digest import joined, mixed
from onrecord.engine.fingerprint import fingerprint
from onrecord.render.language import Language
from onrecord.render.pages.layout import Keys, Layout
from onrecord.render.theme import Theme
from onrecord.render.views.record import Record

T = TypeVar("T")


def layout_of(gathered: Gathered, memory: Remembered, theme: Theme, language: Language) -> Layout:
    """The layout of a gathered record: its issues and judgements are loaded where a page asks for them."""
    shop, rows = gathered.shop, gathered.rows
    options = theme.chosen(shop.corpus.site.theme_options)
    return Layout(
        record=record_of(gathered, memory, language, options),
        theme=theme,
        outlines={id: row.outline for id, row in rows.items()},
        keys=keys_of(gathered, theme, options),
        closed=closed_by(gathered),
    )


def record_of(gathered: Gathered, memory: Remembered, language: Language, options: Mapping[str, str]) -> Record:
    """The record and what is judged of it, loaded where it is asked for."""
    shop, rows = gathered.shop, gathered.rows
    as_of, days = shop.setting.as_of, shop.setting.days
    ids, places = tuple(rows), {issue: place for place, issue in enumerate(rows)}

    def shelf(load: Callable[[Sequence[Row]], Mapping[str, T]]) -> Shelf[T]:
        return Shelf(ids, lambda asked: load([rows[issue] for issue in asked]), places)

    known = shelf(memory.judged)
    judged = Shelf(ids, lambda asked: {issue: aged(known[issue].judged, as_of, days) for issue in asked}, places)
    traits = Shelf(ids, lambda asked: {issue: known[issue].traits for issue in asked}, places)
    corpus = replace(shop.corpus, issues=shelf(memory.issues))
    return Record(corpus, together(corpus, judged, as_of, (), traits), language, options, shelf(memory.lines))


def keys_of(gathered: Gathered, theme: Theme, options: Mapping[str, str]) -> Keys:
    """The keys of what pages are made from."""
    shop, rows, families = gathered.shop, gathered.rows, gathered.families
    footer = ((name, page.title) for name, page in shop.corpus.pages.items())
    site = mixed(version(), shop.base, theme.name, fingerprint(dict(options)), fingerprint(tuple(footer)))
    return Keys(
        site=site,
        issues={id: joined(_family(rows[member] for member in families[id].members)) for id in rows},
        lines={id: row.verdict.line if row.verdict else "" for id, row in rows.items()},
        products=shop.named.products,
        releases=shop.named.releases,
    )


def _family(members: Iterable[Row]) -> Iterable[str]:
    for row in members:
        yield row.key
        yield row.verdict.judged if row.verdict else ""


def closed_by(gathered: Gathered) -> Mapping[tuple[str, str], Sequence[str]]:
    """For each release the issues that it closes, or whose threads may name it."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for key, release in gathered.shop.corpus.releases.items():
        found[key] = dict.fromkeys(id for change in release.changes for id in change.closes)
    for id, row in gathered.rows.items():
        for key in row.names.releases:
            if key in found:
                found[key][id] = None
    return {key: tuple(ids) for key, ids in found.items()}
