"""The pages of facets: which there are, and what each hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from onrecord.render import routes
from onrecord.render.facets import COMPONENT, PRODUCT, Cut, pages_of
from onrecord.render.make import HTML
from onrecord.render.pages.group import Group
from onrecord.render.pages.layout import Keys, Layout, html
from onrecord.render.pages.records import redirect
from onrecord.render.paging import PageOf
from onrecord.render.safe import visible
from onrecord.render.views.facets import facet_view


def facet_groups(layout: Layout) -> Iterator[Group]:
    """The pages of every facet."""
    if not layout.wants("facets"):
        return
    places = {id: place for place, id in enumerate(layout.outlines)}
    for cut in layout.cuts:
        by = f"the issues by {cut.kind}: {', '.join(cut.names)}"
        for page in reversed(pages_of(cut, places)):
            key = layout.key(HTML + "facet.html", partial(_facet, cut, page))
            yield html(page.path, "facet", by, partial(facet_view, layout.record, cut, page), key)


def former_groups(layout: Layout) -> Iterator[Group]:
    """The pages that lead on from the former names of products and of their components to what lists their issues."""
    record = layout.record
    for id, product in record.corpus.products.items() if layout.wants("facets") else ():
        by, name = f"the former names of product {id}", record.product_name(id)
        for former in product.formerly:
            yield redirect(layout, routes.facet(PRODUCT, (former,)), routes.facet(PRODUCT, (id,)), name, by)
        for component in product.components:
            names = [(p, c) for p in (id, *product.formerly) for c in (component.id, *component.formerly)]
            for old in names[1:]:
                there = routes.facet(COMPONENT, (id, component.id))
                yield redirect(layout, routes.facet(COMPONENT, old), there, f"{name}, {visible(component.name)}", by)


def _facet(cut: Cut, page: PageOf, keys: Keys) -> Iterator[str]:
    """What a page of a facet hangs on: what it is of, its place, its lines, and for the newest how many there are in all."""
    yield from (cut.kind, *cut.names, str(page.number), page.newer, page.older)
    if cut.kind in (PRODUCT, COMPONENT):
        yield keys.products.get(cut.names[0], "")
    if not page.number:
        yield str(len(cut.ids))
    yield from (keys.lines[id] for id in page.ids)
