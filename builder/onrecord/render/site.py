"""The whole site: every group of pages in the order in which they are laid, each path claimed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from onrecord.derive.assessment import Assessment
from onrecord.derive.related import related_issues
from onrecord.model import Corpus, OnrecordError
from onrecord.render.page import Page
from onrecord.render.pages.downloads import download_groups
from onrecord.render.pages.embeds import embed_groups
from onrecord.render.pages.facets import facet_groups, former_groups
from onrecord.render.pages.feeds import news_groups
from onrecord.render.pages.files import address_groups, static_groups
from onrecord.render.pages.group import Group
from onrecord.render.pages.issues import issue_groups
from onrecord.render.pages.layout import Layout, outlines_of
from onrecord.render.pages.lists import front_groups, list_groups
from onrecord.render.pages.log import edit_groups, history_groups, log_groups, verify_groups
from onrecord.render.pages.records import page_groups, person_groups, product_groups, redirect_groups, release_groups
from onrecord.render.pages.search import search_groups
from onrecord.render.pages.told import in_tree
from onrecord.render.search.index import index_of
from onrecord.render.theme import Theme
from onrecord.render.trees import folder_of, site_in, trees_of
from onrecord.render.views.record import Record
from onrecord.seal.sealed import Sealed


def site_pages(corpus: Corpus, assessment: Assessment, theme: Theme, log: Sealed | None = None) -> tuple[Page, ...]:
    """All pages, each before the lists that link to it. OnrecordError where two claim one path, which names both, and for options
    that the theme does not have."""
    site, theme = corpus.site, theme if theme.told else theme.telling(corpus.site)
    originals = {id: judged.original for id, judged in assessment.issues.items()}
    near = related_issues(corpus.issues, originals, site.language) if "related" in theme.makes else {}
    record = Record(
        corpus, assessment, theme.told[""], theme.chosen(site.theme_options), trees=trees_of(site), related=near, log=log
    )
    layout = Layout(record, theme, outlines_of(record), index=index_of(corpus) if "search" in theme.makes else None)
    others = [(other := told_in(layout, tag), _always(other.record)) for tag in site.others]
    return tuple(page for group in site_groups(layout, _always(record), others) for page in group.lay())


Kept = Callable[[str], Record]
"""What gives the record from which an issue's own pages are made."""


def _always(record: Record) -> Kept:
    return lambda _: record


def told_in(layout: Layout, tag: str) -> Layout:
    """The layout of the tree of a further language, given that of the main one."""
    record, folder = layout.record, folder_of(tag)
    corpus = replace(record.corpus, site=site_in(record.corpus.site, folder))
    told = Record(
        corpus,
        record.assessment,
        layout.theme.told[tag],
        record.options,
        folder,
        record.trees,
        related=record.related,
        log=record.log,
    )
    return replace(layout, record=told, tree=tag)


def site_groups(layout: Layout, kept: Kept, others: Sequence[tuple[Layout, Kept]] = ()) -> tuple[Group, ...]:
    """All groups of pages, each before those that list it; `others` are the trees of further languages. OnrecordError where two
    claim one path, which names both."""
    groups = (*_groups(layout, kept), *(group for other, own in others for group in in_tree(_groups(other, own), other.tree)))
    groups = tuple(sorted((*groups, *address_groups(layout, groups)), key=lambda group: group.stage))
    claims: dict[str, str] = {}
    for group in groups:
        for path in group.paths:
            if path in claims:
                raise OnrecordError(f"two pages would be {path}: {claims[path]} and {group.by}")
            claims[path] = group.by
    return groups


def _groups(layout: Layout, kept: Kept) -> Iterator[Group]:
    yield from static_groups(layout)
    yield from issue_groups(layout, kept)
    yield from history_groups(layout, kept)
    yield from release_groups(layout)
    yield from product_groups(layout)
    yield from person_groups(layout)
    yield from page_groups(layout)
    yield from facet_groups(layout)
    yield from list_groups(layout)
    yield from news_groups(layout)
    yield from embed_groups(layout)
    yield from download_groups(layout)
    yield from search_groups(layout)
    yield from edit_groups(layout)
    yield from verify_groups(layout)
    yield from log_groups(layout)
    yield from redirect_groups(layout)
    yield from former_groups(layout)
    yield from front_groups(layout)
