"""The pages that list issues, promises, people and changes, and those that there are but once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from onrecord.engine.fingerprint import fingerprint
from onrecord.render import routes
from onrecord.render.facets import Cut
from onrecord.render.helping import SolutionPage, shelves_of, solution_pages
from onrecord.render.make import HTML
from onrecord.render.pages.feeds import site_feed_group
from onrecord.render.pages.group import LAST, Group
from onrecord.render.pages.layout import Keys, Layout, html, one
from onrecord.render.views.circle import helps_table, people_facts, people_view
from onrecord.render.views.figures import figure_tables, figures_view
from onrecord.render.views.front import front_view
from onrecord.render.views.lists import ListPage, facets_of, issue_list_pages, issue_list_view
from onrecord.render.views.method import method_view
from onrecord.render.views.pages import not_found_view
from onrecord.render.views.people import with_page
from onrecord.render.views.product import changes_view, products_view
from onrecord.render.views.promise import promises_view
from onrecord.render.views.solutions import solutions_view
from onrecord.render.views.tags import tag_view
from onrecord.render.views.talk_page import talk_view
from onrecord.render.views.waiting import Queue, queues_of, waiting_view

LISTS = {
    "changes": (routes.CHANGES, changes_view, "the list of changes"),
    "promises": (routes.PROMISES, promises_view, "the page of promises"),
    "talk": (routes.TALK, talk_view, "the page of ways to talk"),
}
"""The pages that there are but once: where each lies, how its view is made, what claims it."""


def list_groups(layout: Layout) -> Iterator[Group]:
    """The lists of issues, and the pages that there are but once."""
    for kind, groups in GROUPS.items():
        if layout.wants(kind):
            yield from groups(layout)
    for kind, (path, view, by) in LISTS.items():
        if layout.wants(kind):
            yield html(path, kind, by, partial(view, layout.record))


def issue_list_groups(layout: Layout) -> Iterator[Group]:
    """The pages of the list of all issues."""
    ids = tuple(layout.outlines)
    statuses = tuple(outline.judged.status for outline in layout.outlines.values())
    cuts = layout.cuts if layout.wants("facets") else ()
    tags = {tag: len(tagged) for tag, tagged in layout.by_tag.items()} if cuts and layout.wants("tags") else {}
    for page in reversed(issue_list_pages(len(ids))):
        held = ids[page.start : page.stop]
        key = layout.key(HTML + "issues.html", partial(_list, page, held, statuses, cuts, tags))
        view = partial(issue_list_view, layout.record, page, held, statuses, cuts, tags)
        yield html(page.path, "issues", "the list of issues", view, key)


def tag_groups(layout: Layout) -> Iterator[Group]:
    """The page of each tag."""
    for tag, tagged in layout.by_tag.items():
        key = layout.key(HTML + "tag.html", partial(_lines, tagged))
        yield html(routes.tag(tag), "tag", f"the tag {tag}", partial(tag_view, layout.record, tag, tagged), key)


def products_groups(layout: Layout) -> Iterator[Group]:
    """The list of products."""
    unsettled = {id: sum(layout.outlines[issue].judged.unsettled for issue in ids) for id, ids in layout.by_product.items()}
    view = partial(products_view, layout.record, layout.by_product, unsettled)
    yield html(routes.PRODUCTS, "products", "the list of products", view)


def solution_groups(layout: Layout) -> Iterator[Group]:
    """The pages of what others can reuse."""
    for held in solution_pages(shelves_of(layout.outlines, layout.record.corpus)):
        key = layout.key(HTML + "solutions.html", partial(_solutions, held))
        yield html(held.path, "solutions", "the list of solutions", partial(solutions_view, layout.record, held), key)


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


def waiting_groups(layout: Layout) -> Iterator[Group]:
    """Who waits: all of them, and those of each product."""
    record = layout.record
    whole, *products = queues_of(record, {id: outline.product for id, outline in layout.outlines.items()})
    yield html(whole.path, "waiting", "the page of waiting", partial(waiting_view, record, whole, products))
    for queue in products:
        key = layout.key(HTML + "waiting.html", partial(_waiting, queue))
        yield html(queue.path, "waiting", f"the page of waiting for {queue.product}", partial(waiting_view, record, queue), key)


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


GROUPS: Mapping[str, Callable[[Layout], Iterator[Group]]] = {
    "issues": issue_list_groups,
    "tags": tag_groups,
    "products": products_groups,
    "solutions": solution_groups,
    "waiting": waiting_groups,
    "people": people_groups,
    "figures": figure_groups,
}
"""What makes the groups of a kind of list."""


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


def _solutions(page: SolutionPage, keys: Keys) -> Iterator[str]:
    """What a page of solutions hangs on: its place, how many there are for each component, the issues whose solutions it shows,
    their lines, and the products."""
    yield from (str(page.number), page.newer, page.older)
    for shelf, ids in page.shelves:
        yield from (shelf.product, shelf.component, str(shelf.solutions), str(len(shelf.ids)), str(len(ids)))
    yield from (keys.issues[id] for id in page.ids)
    yield from _lines(page.ids, keys)
    yield from _products(keys)


def _waiting(queue: Queue, keys: Keys) -> Iterator[str]:
    """What a page of those who wait on a product hangs on: how many there are, and what is judged and shown of the longest."""
    yield from (queue.product or "", keys.products.get(queue.product or "", ""))
    for total, shown in zip((queue.company, queue.customer), queue.shown, strict=True):
        yield str(len(total))
        yield from (part for id in shown for part in (keys.issues[id], keys.lines[id]))


def _products(keys: Keys) -> Iterator[str]:
    return (part for product in keys.products.items() for part in product)
