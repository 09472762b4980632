"""The pages of what is no issue: products and their releases, people, the company's own pages, and names that were had before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from onrecord.model import OnrecordError, Product, Release
from onrecord.render import routes
from onrecord.render.make import HTML
from onrecord.render.outline import newest
from onrecord.render.pages.feeds import feed_group, said_on
from onrecord.render.pages.group import Group
from onrecord.render.pages.layout import Keys, Layout, html, one
from onrecord.render.views.feeds import MOST, person_feed, product_feed
from onrecord.render.views.pages import free_page_view, redirect_view
from onrecord.render.views.people import person_view
from onrecord.render.views.product import product_view, release_view


def release_groups(layout: Layout) -> Iterator[Group]:
    """The page of every release."""
    for releases in layout.record.releases_of.values() if layout.wants("release") else ():
        for place, release in enumerate(releases):
            by = f"release {release.version} of {release.product}"
            key = layout.key(HTML + "release.html", partial(_release, layout, releases, place))
            group = html(routes.release(*release.key), "release", by, partial(release_view, layout.record, release), key)
            yield replace(group, changed=release.date.sure if release.date else None)


def _release(layout: Layout, releases: tuple[Release, ...], place: int, keys: Keys) -> Iterator[str]:
    """What the page of a release hangs on: its record, its product's, those before and after it, and the issues it closes."""
    yield keys.products.get(releases[place].product, "")
    yield from (keys.releases[release.key] for release in releases[max(0, place - 1) : place + 2])
    yield from (keys.issues[id] for id in layout.closed.get(releases[place].key, ()))


def product_groups(layout: Layout) -> Iterator[Group]:
    """The feed and the page of every product."""
    for product in layout.record.corpus.products.values():
        here, by = routes.product(product.id), f"product {product.id}"
        ids = layout.by_product.get(product.id, ())
        if layout.wants("product_feed"):
            said = newest(layout.outlines, ids, MOST)
            feed = partial(product_feed, layout.record, product, said)
            yield feed_group(layout, here, f"the feed of {by}", feed, partial(_product_feed, product.id, said))
        if layout.wants("product"):
            key = layout.key(HTML + "product.html", partial(_product, layout, product, ids))
            yield html(here, "product", by, partial(product_view, layout.record, product, ids), key)


def _product_feed(id: str, said: Sequence[str], keys: Keys) -> Iterator[str]:
    """What the feed of a product hangs on: its record, and the issues on which the newest messages about it were said."""
    yield keys.products[id]
    yield from said_on(said, keys)


def _product(layout: Layout, product: Product, ids: tuple[str, ...], keys: Keys) -> Iterator[str]:
    """What the page of a product hangs on: its record, its releases, its issues, and those that its releases close."""
    releases = layout.record.releases_of.get(product.id, ())
    closed = {id: None for release in releases for id in layout.closed.get(release.key, ())}
    yield keys.products[product.id]
    yield from (keys.releases[release.key] for release in releases)
    yield from (keys.issues[id] for id in ids)
    yield from (keys.issues[id] for id in closed)


def person_groups(layout: Layout) -> Iterator[Group]:
    """The feed and the page of everybody who has one."""
    for person in layout.record.corpus.people.values():
        if not person.has_page:
            continue
        here, by = routes.person(person.alias), f"person {person.alias}"
        parts = partial(_person, layout, person.alias)
        if layout.wants("person_feed"):
            feed = partial(person_feed, layout.record, person, layout.outlines)
            yield feed_group(layout, here, f"the feed of {by}", feed, parts)
        if layout.wants("person"):
            view = partial(person_view, layout.record, person)
            yield html(here, "person", by, view, layout.key(HTML + "person.html", parts))


def _person(layout: Layout, alias: str, keys: Keys) -> Iterator[str]:
    """What the page of a person hangs on: their record, the issues they spoke on (with those these are duplicates of, the promises
    made there and the releases that closed them), and the products."""
    yield keys.people[alias]
    for id in layout.spoken.get(alias, ()):
        yield keys.issues[id]
        yield keys.lines[id]
    yield from (part for product in keys.products.items() for part in product)


def page_groups(layout: Layout) -> Iterator[Group]:
    """The company's own pages. OnrecordError for one that has the name of a folder of ours."""
    for name, page in layout.record.corpus.pages.items() if layout.wants("page") else ():
        if name in routes.RESERVED:
            raise OnrecordError(f"the page {name} would lie at /{name}/, which is Onrecord's own; give it another name")
        yield html(routes.free_page(name), "page", f"the page {name}", partial(free_page_view, layout.record, page))


def redirect_groups(layout: Layout) -> Iterator[Group]:
    """The pages that lead on from the former names of products, their releases, and people."""
    record = layout.record
    for product in record.corpus.products.values() if layout.wants("product") else ():
        there = record.product_name(product.id)
        for former in product.formerly:
            by = f"the former name {former} of product {product.id}"
            yield redirect(layout, routes.product(former), routes.product(product.id), there, by)
            for release in record.releases_of.get(product.id, ()) if layout.wants("release") else ():
                old, new = routes.release(former, release.version), routes.release(*release.key)
                yield redirect(layout, old, new, record.release_name(release.key), by)
    for person in record.corpus.people.values() if layout.wants("person") else ():
        for former in person.formerly if person.has_page else ():
            by = f"the former alias {former} of {person.alias}"
            yield redirect(layout, routes.person(former), routes.person(person.alias), record.who(person.alias, "").name, by)


def redirect(layout: Layout, old: str, new: str, name: str, by: str) -> Group:
    """A page that leads on from a path that is no more to the one that says the same."""
    return one(old, HTML + "redirect.html", by, partial(redirect_view, layout.record, old, new, name))
