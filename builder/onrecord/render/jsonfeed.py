"""Feeds as JSON Feed 1.1 (jsonfeed.org), from the view that Atom is made from.

Addresses in it are absolute: a site that has none gives no links, only what was said. Ids are those of the Atom feed.
"""

from __future__ import annotations

from typing import Any

from onrecord.render import routes
from onrecord.render.atom import FeedEntry, FeedView, rfc3339
from onrecord.render.invisible import visible
from onrecord.render.jsonld import canonical_json
from onrecord.render.text import plain

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: FeedView) -> bytes:
    """The feed as UTF-8 JSON. The licence of the words stands in an extension (`_onrecord`), since the format has no place for
    it."""
    known = {
        "description": plain(feed.subtitle),
        "language": visible(feed.language),
        "home_page_url": feed.url if feed.self_url else "",
        "feed_url": routes.json_feed(feed.self_url) if feed.self_url else "",
        "_onrecord": {"rights": plain(feed.rights)} if feed.rights else {},
    }
    items = [_item(entry, linked=bool(feed.self_url)) for entry in feed.entries]
    said = {name: value for name, value in known.items() if value}
    return canonical_json({"version": VERSION, "title": plain(feed.title), **said, "items": items})


def _item(entry: FeedEntry, *, linked: bool) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "title": plain(entry.title),
        "content_html": visible(entry.content),
        "date_published": rfc3339(entry.published),
        "date_modified": rfc3339(entry.updated),
        "authors": [{"name": plain(entry.author)}],
    }
    return item | ({"url": entry.url} if linked else {}) | ({"language": visible(entry.language)} if entry.language else {})
