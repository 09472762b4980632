"""Atom feeds (RFC 4287) from a frozen view.

An entry's id is for ever. Where the site has an address, that is the page's own (`https://…/issues/42/#m3`), which is kept
permanent; where it has none, a `urn:uuid` made from the site's title and the path (RFC 4122, version 5), and links are relative
to the feed, without a `self` link. A site that gets its address later is a new feed to its readers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from onrecord.render.invisible import visible
from onrecord.render.safe import SafeHtml
from onrecord.render.text import plain

NAMESPACE = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: its permanent id, the address of what it is about, and safe markup whose links hold wherever it is read."""

    id: str
    url: str
    title: str
    author: str
    published: datetime
    updated: datetime
    content: SafeHtml
    language: str | None = None


@dataclass(frozen=True, slots=True)
class FeedView:
    """A feed: `url` is the page it follows, `self_url` its own (None: the site has no address), `updated` its newest change."""

    id: str
    title: str
    url: str
    self_url: str | None
    updated: datetime
    entries: tuple[FeedEntry, ...]
    subtitle: str = ""
    language: str = "en"


def permanent_id(site_url: str | None, site_title: str, address: str) -> str:
    """The id of a feed or entry: its address (`issues/42/#m3`) below the site's, else a `urn:uuid` of the title and the address."""
    return site_url + address if site_url else uuid5(NAMESPACE_URL, f"onrecord:{plain(site_title)}:{address}").urn


def atom(feed: FeedView) -> bytes:
    """The feed as UTF-8 XML; what XML cannot hold is shown as `[U+0000]`."""
    root = Element("feed", {"xmlns": NAMESPACE, "xml:lang": _text(feed.language)})
    _add(root, "id", feed.id)
    _add(root, "title", plain(feed.title))
    if feed.subtitle:
        _add(root, "subtitle", plain(feed.subtitle))
    _add(root, "updated", _time(feed.updated))
    _link(root, "alternate", feed.url, "text/html")
    if feed.self_url:
        _link(root, "self", feed.self_url, "application/atom+xml")
    for entry in feed.entries:
        _entry(root, entry)
    indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()


def _entry(root: Element, entry: FeedEntry) -> None:
    element = SubElement(root, "entry", {"xml:lang": _text(entry.language)} if entry.language else {})
    _add(element, "id", entry.id)
    _add(element, "title", plain(entry.title))
    _add(SubElement(element, "author"), "name", plain(entry.author))
    _link(element, "alternate", entry.url, "text/html")
    _add(element, "published", _time(entry.published))
    _add(element, "updated", _time(entry.updated))
    _add(element, "content", entry.content).set("type", "html")


def _add(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    element.text = _text(text)
    return element


def _link(parent: Element, rel: str, href: str, type: str) -> None:
    SubElement(parent, "link", {"rel": rel, "type": type, "href": _text(href)})


def _text(text: str) -> str:
    return visible(text)


def _time(moment: datetime) -> str:
    """An instant as RFC 3339 writes it; a year that has fewer than four digits is padded."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
