"""The pages that list issues, promises, people and changes, and those that there are but once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from onrecord.engine.fingerprint import fingerprint
from onrecord.render import routes
from onrecord.render.make import HTML
from onrecord.render.outline import newest
from onrecord.render.pages.group import LAST, Group
from onrecord.render.pages.layout import Keys, Layout, html, one
from onrecord.render.views.circle import helps_table, people_facts, people_view
from onrecord.render.views.feeds import MOST, site_feed
from onrecord.render.views.figures import figure_tables, figures_view
from onrecord.render.views.front import front_view
from onrecord.render.views.lists import ListPage, issue_list_pages, issue_list_view
from onrecord.render.views.method import method_view
from onrecord.render.views.pages import not_found_view
from onrecord.render.views.people import with_page
from onrecord.render.views.product import changes_view, products_view
from onrecord.render.views.promise import promises_view
from onrecord.render.views.solutions import solutions_view
from onrecord.render.views.tags import tag_view
from onrecord.render.views.talk import talk_view
from onrecord.render.views.waiting import waiting_view

LISTS = {
    "changes": (routes.CHANGES, changes_view, "the list of changes"),
    "waiting": (routes.WAITING, waiting_view, "the page of waiting"),
    "promises": (routes.PROMISES, promises_view, "the page of promises"),
    "talk": (routes.TALK, talk_view, "the page of ways to talk"),
}
"""The pages that there are but once: where each lies, how its view is made, what claims it."""


def list_groups(layout: Layout) -> Iterator[Group]:
    """The lists of issues, and the pages that there are but once."""
    if layout.wants("issues"):
        ids = tuple(layout.outlines)
        for page in reversed(issue_list_pages(len(ids))):
            held = ids[page.start : page.stop]
            key = layout.key(HTML + "issues.html", partial(_list, page, held, ids))
            yield html(page.path, "issues", "the list of issues", partial(issue_list_view, layout.record, page, held), key)
    for tag, tagged in layout.by_tag.items() if layout.wants("tags") else ():
        key = layout.key(HTML + "tag.html", partial(_lines, tagged))
        yield html(routes.tag(tag), "tag", f"the tag {tag}", partial(tag_view, layout.record, tag, tagged), key)
    if layout.wants("products"):
        unsettled = {id: sum(layout.outlines[issue].judged.unsettled for issue in ids) for id, ids in layout.by_product.items()}
        products = partial(products_view, layout.record, layout.by_product, unsettled)
        yield html(routes.PRODUCTS, "products", "the list of products", products)
    if layout.wants("solutions"):
        helping = tuple(id for id, outline in layout.outlines.items() if outline.judged.solves)
        key = layout.key(HTML + "solutions.html", partial(_solutions, helping))
        yield html(routes.SOLUTIONS, "solutions", "the list of solutions", partial(solutions_view, layout.record, helping), key)
    for kind, (path, view, by) in LISTS.items():
        if layout.wants(kind):
            yield html(path, kind, by, partial(view, layout.record))
    if layout.wants("people"):
        yield from people_groups(layout)
    if layout.wants("figures"):
        yield from figure_groups(layout)


def people_groups(layout: Layout) -> Iterator[Group]:
    """The list of people, and who helped whom, to download. Their keys are found without laying out the network."""
    by, view, parts = "the list of people", partial(people_view, layout.record), partial(_people, layout)
    yield html(routes.PEOPLE, "people", by, view, layout.key(HTML + "people.html", parts))
    by, helps = "the table of who helped whom", partial(helps_table, layout.record)
    yield one(routes.HELPS, "csv", by, helps, layout.key("csv", parts))


def _people(layout: Layout, keys: Keys) -> Iterator[str]:
    """What the list of people hangs on: those with a page, the products, and what everybody did."""
    yield from (keys.people[person.alias] for person in with_page(layout.record))
    yield from _products(keys)
    yield people_facts(layout.record)


def figure_groups(layout: Layout) -> Iterator[Group]:
    """The page of figures, their tables, to download, and how they are counted."""
    record, facts = layout.record, partial(_figures, fingerprint(layout.record.assessment.figures) if layout.keys else "")
    for name, table in figure_tables(record).items():
        yield one(routes.figure(name), "csv", f"the table of the figure {name}", table, layout.key("csv", facts))
    key = layout.key(HTML + "method.html", facts)
    yield html(routes.METHOD, "method", "the page of how the figures are counted", partial(method_view, record), key)
    key = layout.key(HTML + "figures.html", lambda keys: (*facts(keys), record.assessment.as_of.isoformat()))
    yield html(routes.FIGURES, "figures", "the page of figures", partial(figures_view, record), key)


def _figures(found: str, keys: Keys) -> Iterator[str]:
    """What the figures hang on: a digest of all that was counted, and the products."""
    yield found
    yield from _products(keys)


def front_groups(layout: Layout) -> Iterator[Group]:
    """What a reader comes to first: the feed of the site, the page for what is not there, and the front page."""
    if layout.wants("feed"):
        said = newest(layout.outlines, tuple(layout.outlines), MOST)
        yield replace(one(routes.FEED, "atom", "the feed of the site", partial(site_feed, layout.record, said)), stage=LAST)
    if layout.wants("not_found"):
        view = partial(not_found_view, layout.record)
        by = "the page for what is not there"
        yield replace(one(routes.NOT_FOUND, HTML + "not-found.html", by, view), stage=LAST)
    if layout.wants("front"):
        yield replace(html(routes.FRONT, "front", "the front page", partial(front_view, layout.record)), stage=LAST)


def _list(page: ListPage, held: Sequence[str], ids: Sequence[str], keys: Keys) -> Iterator[str]:
    """What a page of the list hangs on: its place, its lines, and for the newest page the status of all, and the products."""
    yield from (str(page.number), page.newer, page.older)
    yield from _lines(held if page.number else ids, keys)
    if not page.number:
        yield from _products(keys)


def _lines(ids: Sequence[str], keys: Keys) -> Iterator[str]:
    lines: Mapping[str, str] = keys.lines
    return map(lines.__getitem__, ids)


def _solutions(ids: Sequence[str], keys: Keys) -> Iterator[str]:
    """What the page of solutions hangs on: the issues that have some, their lines, and the products."""
    yield from (keys.issues[id] for id in ids)
    yield from _lines(ids, keys)
    yield from _products(keys)


def _products(keys: Keys) -> Iterator[str]:
    return (part for product in keys.products.items() for part in product)
