"""The rules of JSON Feed 1.1 (jsonfeed.org/version/1.1), for feeds that are read back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

TOP: dict[str, type] = {
    **dict.fromkeys(("version", "title", "home_page_url", "feed_url", "description", "user_comment", "next_url", "icon"), str),
    "favicon": str,
    "language": str,
    "expired": bool,
    "authors": list,
    "hubs": list,
    "items": list,
}
ITEM: dict[str, type] = {
    **dict.fromkeys(
        ("id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image"), str
    ),
    "date_published": str,
    "date_modified": str,
    "language": str,
    "authors": list,
    "tags": list,
    "attachments": list,
}
ADDRESSES = ("home_page_url", "feed_url", "next_url", "icon", "favicon", "url", "external_url", "image", "banner_image")


def json_feed(data: bytes) -> dict[str, Any]:
    """A JSON Feed that is read back; it keeps to every rule of the format."""
    feed: dict[str, Any] = json.loads(data)
    assert [*wrong(feed)] == []
    return feed


def wrong(feed: dict[str, Any]) -> Iterator[str]:
    """What in a feed is against the rules."""
    yield from _fields("the feed", feed, TOP, {"version", "title", "items"})
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield "the version"
    ids = [item.get("id") for item in feed["items"]]
    if len(set(ids)) < len(ids):
        yield "an id twice"
    for item in feed["items"]:
        name = f"the item {item.get('id')}"
        yield from _fields(name, item, ITEM, {"id"})
        if not {"content_html", "content_text"} & item.keys():
            yield f"{name} has no content"
        for field in ("date_published", "date_modified"):
            if field in item and datetime.fromisoformat(item[field]).tzinfo is None:
                yield f"{name}: {field} without a zone"


def _fields(name: str, held: dict[str, Any], known: dict[str, type], needed: set[str]) -> Iterator[str]:
    yield from (f"{name} lacks {field}" for field in sorted(needed - held.keys()))
    for field, value in held.items():
        if field.startswith("_"):
            if not isinstance(value, dict):
                yield f"{name}: the extension {field} is no object"
        elif field not in known or not isinstance(value, known[field]):
            yield f"{name}: {field}"
        elif field in ADDRESSES and not (urlsplit(value).scheme in ("http", "https") and urlsplit(value).netloc):
            yield f"{name}: {field} is no whole address"
    for author in held.get("authors", ()):
        if not isinstance(author, dict) or not {"name", "url", "avatar"} & author.keys():
            yield f"{name}: an author without a name"
