"""The pages that list issues, promises, people and changes, and those that there are but once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from onrecord.render import routes
from onrecord.render.facets import Cut
from onrecord.render.make import HTML
from onrecord.render.pages.feeds import site_feed_group
from onrecord.render.pages.finding import solution_groups, waiting_groups
from onrecord.render.pages.group import LAST, Group
from onrecord.render.pages.layout import Keys, Layout, html, one
from onrecord.render.views.circle import helps_table, people_key, people_view
from onrecord.render.views.figures import figure_tables, figures_view
from onrecord.render.views.front import front_view
from onrecord.render.views.lists import ListPage, facets_of, issue_list_pages, issue_list_view
from onrecord.render.views.method import method_view
from onrecord.render.views.pages import not_found_view
from onrecord.render.views.product import changes_view, products_view
from onrecord.render.views.promise import promises_view
from onrecord.render.views.tags import tag_view
from onrecord.render.views.talk_page import talk_view

LISTS = {
    "changes": (routes.CHANGES, changes_view, "the list of changes"),
    "promises": (routes.PROMISES, promises_view, "the page of promises"),
    "figures": (routes.FIGURES, figures_view, "the page of figures"),
    "talk": (routes.TALK, talk_view, "the page of ways to talk"),
}
"""The pages that there are but once: where each lies, how its view is made, what claims it."""


def list_groups(layout: Layout) -> Iterator[Group]:
    """The lists of issues, and the pages that there are but once."""
    if layout.wants("issues"):
        yield from issue_list_groups(layout)
    for tag, tagged in layout.by_tag.items() if layout.wants("tags") else ():
        key = layout.key(HTML + "tag.html", partial(_lines, tagged))
        yield html(routes.tag(tag), "tag", f"the tag {tag}", partial(tag_view, layout.record, tag, tagged), key)
    if layout.wants("products"):
        unsettled = {id: sum(layout.outlines[issue].judged.unsettled for issue in ids) for id, ids in layout.by_product.items()}
        products = partial(products_view, layout.record, layout.by_product, unsettled)
        yield html(routes.PRODUCTS, "products", "the list of products", products)
    if layout.wants("solutions"):
        yield from solution_groups(layout)
    if layout.wants("waiting"):
        yield from waiting_groups(layout)
    for kind, (path, view, by) in LISTS.items():
        if layout.wants(kind):
            yield html(path, kind, by, partial(view, layout.record))
    if layout.wants("people"):
        yield from people_groups(layout)
    if layout.wants("figures"):
        yield from figure_groups(layout)


def issue_list_groups(layout: Layout) -> Iterator[Group]:
    """The list of all issues."""
    ids = tuple(layout.outlines)
    statuses = tuple(outline.judged.status for outline in layout.outlines.values())
    cuts = layout.cuts if layout.wants("facets") else ()
    tags = {tag: len(tagged) for tag, tagged in layout.by_tag.items()} if cuts and layout.wants("tags") else {}
    for page in reversed(issue_list_pages(len(ids))):
        held = ids[page.start : page.stop]
        key = layout.key(HTML + "issues.html", partial(_list, page, held, statuses, cuts, tags))
        made = partial(issue_list_view, layout.record, page, held, statuses, cuts, tags)
        yield html(page.path, "issues", "the list of issues", made, key)


def people_groups(layout: Layout) -> Iterator[Group]:
    """The list of people, and who helped whom, to download. Its key is found without laying the network out, which takes long."""
    by, view = "the list of people", partial(people_view, layout.record)
    key = layout.key(HTML + "people.html", lambda _: (people_key(layout.record),))
    yield html(routes.PEOPLE, "people", by, view, key)
    yield one(routes.HELPS, "csv", "the table of who helped whom", partial(helps_table, layout.record))


def figure_groups(layout: Layout) -> Iterator[Group]:
    """What stands beside the page of figures: their tables, to download, and how they are counted."""
    for name, table in figure_tables(layout.record).items():
        yield one(routes.figure(name), "csv", f"the table of the figure {name}", table)
    yield html(routes.METHOD, "method", "the page of how the figures are counted", partial(method_view, layout.record))


def front_groups(layout: Layout) -> Iterator[Group]:
    """What a reader comes to first: the feed of the site, the page for what is not there, and the front page."""
    if layout.wants("feed"):
        yield replace(site_feed_group(layout), stage=LAST)
    if layout.wants("not_found"):
        view = partial(not_found_view, layout.record)
        by = "the page for what is not there"
        yield replace(one(routes.NOT_FOUND, HTML + "not-found.html", by, view), stage=LAST)
    if layout.wants("front"):
        yield replace(html(routes.FRONT, "front", "the front page", partial(front_view, layout.record)), stage=LAST)


def _list(
    page: ListPage, held: Sequence[str], statuses: Sequence[str], cuts: Sequence[Cut], tags: Mapping[str, int], keys: Keys
) -> Iterator[str]:
    """What a page of the list hangs on: its place, its lines, and for the newest how many have each status or anything else in
    common, and the products."""
    yield from (str(page.number), page.newer, page.older)
    yield from _lines(held, keys)
    if not page.number:
        yield from (f"{facet.status} {facet.issues}" for facet in facets_of(statuses))
        yield from (part for cut in cuts for part in (cut.kind, *cut.names, str(len(cut.ids))))
        yield from (part for tag, n in tags.items() for part in (tag, str(n)))
        yield from _products(keys)


def _lines(ids: Sequence[str], keys: Keys) -> Iterator[str]:
    lines: Mapping[str, str] = keys.lines
    return map(lines.__getitem__, ids)


def _products(keys: Keys) -> Iterator[str]:
    return (part for product in keys.products.items() for part in product)
