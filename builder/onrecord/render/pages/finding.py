"""The pages on which a reader finds what helps others, and who waits for whom."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from onrecord.render.helping import SolutionPage, shelves_of, solution_pages
from onrecord.render.make import HTML
from onrecord.render.pages.group import Group
from onrecord.render.pages.layout import Keys, Layout, html
from onrecord.render.views.solutions import solutions_view
from onrecord.render.views.waiting import Queue, queues_of, waiting_view


def solution_groups(layout: Layout) -> Iterator[Group]:
    """The solutions: those of each component that has many, of each product, and all of them."""
    for held in solution_pages(shelves_of(layout.outlines, layout.record.corpus)):
        key = layout.key(HTML + "solutions.html", partial(_solutions, held))
        yield html(held.path, "solutions", "the list of solutions", partial(solutions_view, layout.record, held), key)


def _solutions(page: SolutionPage, keys: Keys) -> Iterator[str]:
    """What a page of solutions hangs on: its place, how many there are for each component, the issues whose solutions it shows,
    their lines, and the products."""
    yield from (str(page.number), page.newer, page.older)
    for shelf, ids in page.shelves:
        yield from (shelf.product, shelf.component, str(shelf.solutions), str(len(shelf.ids)), str(len(ids)))
    yield from (keys.issues[id] for id in page.ids)
    yield from (keys.lines[id] for id in page.ids)
    yield from (part for product in keys.products.items() for part in product)


def waiting_groups(layout: Layout) -> Iterator[Group]:
    """Who waits: all of them, and those of each product."""
    record = layout.record
    whole, *products = queues_of(record, {id: outline.product for id, outline in layout.outlines.items()})
    yield html(whole.path, "waiting", "the page of waiting", partial(waiting_view, record, whole, products))
    for queue in products:
        key = layout.key(HTML + "waiting.html", partial(_waiting, queue))
        yield html(queue.path, "waiting", f"the page of waiting for {queue.product}", partial(waiting_view, record, queue), key)


def _waiting(queue: Queue, keys: Keys) -> Iterator[str]:
    """What a page of those who wait on a product hangs on: how many there are, and what is judged and shown of the longest."""
    yield from (queue.product or "", keys.products.get(queue.product or "", ""))
    for total, shown in zip((queue.company, queue.customer), queue.shown, strict=True):
        yield str(len(total))
        yield from (part for id in shown for part in (keys.issues[id], keys.lines[id]))
