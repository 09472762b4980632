"""The whole site: every group of pages in the order in which they are laid, each path claimed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onrecord.derive.assessment import Assessment
from onrecord.model import Corpus, OnrecordError
from onrecord.render.language import language_of
from onrecord.render.page import Page
from onrecord.render.pages.files import address_groups, download_groups, static_groups
from onrecord.render.pages.group import Group
from onrecord.render.pages.issues import issue_groups
from onrecord.render.pages.layout import Layout, outlines_of
from onrecord.render.pages.lists import front_groups, list_groups
from onrecord.render.pages.records import page_groups, person_groups, product_groups, redirect_groups, release_groups
from onrecord.render.pages.search import search_groups
from onrecord.render.search.index import index_of
from onrecord.render.theme import Theme
from onrecord.render.views.record import Record


def site_pages(corpus: Corpus, assessment: Assessment, theme: Theme) -> tuple[Page, ...]:
    """All pages, each before the lists that link to it. OnrecordError where two claim one path, which names both, and for options
    that the theme does not have."""
    record = Record(corpus, assessment, language_of(corpus.site), theme.chosen(corpus.site.theme_options))
    index = index_of(corpus) if "search" in theme.makes else None
    layout = Layout(record, theme, outlines_of(record), index=index)
    return tuple(page for group in site_groups(layout, lambda _: record) for page in group.lay())


def site_groups(layout: Layout, kept: Callable[[str], Record]) -> tuple[Group, ...]:
    """All groups of pages, each before those that list it; `kept` gives the record from which an issue's own pages are made.
    OnrecordError where two claim one path, which names both."""
    groups = tuple(_groups(layout, kept))
    groups = tuple(sorted((*groups, *address_groups(layout, groups)), key=lambda group: group.stage))
    claims: dict[str, str] = {}
    for group in groups:
        for path in group.paths:
            if path in claims:
                raise OnrecordError(f"two pages would be {path}: {claims[path]} and {group.by}")
            claims[path] = group.by
    return groups


def _groups(layout: Layout, kept: Callable[[str], Record]) -> Iterator[Group]:
    yield from static_groups(layout)
    yield from issue_groups(layout, kept)
    yield from release_groups(layout)
    yield from product_groups(layout)
    yield from person_groups(layout)
    yield from page_groups(layout)
    yield from list_groups(layout)
    yield from download_groups(layout)
    yield from search_groups(layout)
    yield from redirect_groups(layout)
    yield from front_groups(layout)
