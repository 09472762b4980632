"""Feeds and calendars that there are but once, and the two forms that every feed has: Atom, and JSON Feed beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from onrecord.render import routes
from onrecord.render.atom import FeedView
from onrecord.render.outline import newest
from onrecord.render.page import Page
from onrecord.render.pages.group import Group
from onrecord.render.pages.layout import Keys, Layout, one
from onrecord.render.views.calendars import promises_calendar
from onrecord.render.views.feeds import MOST, site_feed
from onrecord.render.views.promise_feed import promises_feed
from onrecord.render.views.release_feed import releases_feed


def feed_group(
    layout: Layout, here: str, by: str, view: Callable[[], FeedView], parts: Callable[[Keys], Iterable[str]] | None = None
) -> Group:
    """The feed beside a page, from one view in every form that the theme makes; `parts` are what its key is made of."""
    atom = routes.feed(here)
    forms = {atom: "atom"} | ({routes.json_feed(atom): "json_feed"} if layout.wants("json_feeds") else {})
    return Group(by, tuple(forms), partial(_forms, forms, view), layout.key("atom", parts) if parts else "")


def _forms(forms: dict[str, str], view: Callable[[], FeedView]) -> Iterator[Page]:
    feed = view()
    return (Page(path, maker, feed) for path, maker in forms.items())


def said_on(ids: Sequence[str], keys: Keys) -> Iterator[str]:
    """What a feed of messages hangs on: the issues on which they were said."""
    for id in ids:
        yield from (id, keys.issues[id])


def site_feed_group(layout: Layout) -> Group:
    """The feed of the site."""
    said = newest(layout.outlines, tuple(layout.outlines), MOST)
    return feed_group(layout, routes.FRONT, "the feed of the site", partial(site_feed, layout.record, said), partial(said_on, said))


def news_groups(layout: Layout) -> Iterator[Group]:
    """The feeds of releases and of promises, and the calendar of promises."""
    record = layout.record
    if layout.wants("releases_feed"):
        view = partial(releases_feed, record)
        yield feed_group(layout, routes.CHANGES, "the feed of releases", view, _releases)
    if layout.wants("promises_feed"):
        yield feed_group(layout, routes.PROMISES, "the feed of promises", partial(promises_feed, record))
    if layout.wants("promises_calendar"):
        promised = tuple(id for id, outline in layout.outlines.items() if outline.judged.promises)
        key = layout.key("calendar", partial(said_on, promised))
        yield one(routes.PROMISES_CALENDAR, "calendar", "the calendar of promises", partial(promises_calendar, record), key)


def _releases(keys: Keys) -> Iterator[str]:
    """What the feed of releases hangs on: the releases, and the products."""
    yield from (part for (product, version), key in keys.releases.items() for part in (product, version, key))
    yield from (part for product in keys.products.items() for part in product)
