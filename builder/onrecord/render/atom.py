"""Feeds as a frozen view, and as Atom (RFC 4287).

An entry's id is for ever. Where the site has an address, that is the page's own (`https://…/issues/42/#m3`), which is kept
permanent; where it has none, a `urn:uuid` made from the site's title and the path (RFC 4122, version 5), and links are relative
to the feed, without a `self` link. A site that gets its address later is a new feed to its readers. `updated` is when something was
said, never when the feed was made: the same record gives the same feed.
"""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from onrecord.frozen import dataclass
from onrecord.render.invisible import visible
from onrecord.render.safe import SafeHtml
from onrecord.render.text import plain

NAMESPACE = "http://www.w3.org/2005/Atom"
HTML = ' type="html"'


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: its permanent id, the address of what it is about, and safe markup whose links hold wherever it is read.
    `language` is that of the content, `title_language` that of the title, where they are not the feed's."""

    id: str
    url: str
    title: str
    author: str
    published: datetime
    updated: datetime
    content: SafeHtml
    language: str | None = None
    title_language: str | None = None


@dataclass(frozen=True, slots=True)
class FeedView:
    """A feed: `url` is the page it follows, `self_url` the address of its Atom form (None: the site has none), `updated` its newest
    change, `rights` the licence of the words."""

    id: str
    title: str
    url: str
    self_url: str | None
    updated: datetime
    entries: tuple[FeedEntry, ...]
    subtitle: str = ""
    language: str = "en"
    rights: str = ""


def permanent_id(site_url: str | None, site_title: str, address: str) -> str:
    """The id of a feed or entry: its address (`issues/42/#m3`) below the site's, else a `urn:uuid` of the title and the address."""
    return site_url + address if site_url else uuid5(NAMESPACE_URL, f"onrecord:{plain(site_title)}:{address}").urn


def atom(feed: FeedView) -> bytes:
    """The feed as UTF-8 XML; what XML cannot hold is shown as `[U+0000]`."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="{NAMESPACE}" xml:lang="{_value(feed.language)}">',
        f" {_element('id', feed.id)}",
        f" {_element('title', plain(feed.title))}",
        *([f" {_element('subtitle', plain(feed.subtitle))}"] if feed.subtitle else ()),
        *([f" {_element('rights', plain(feed.rights))}"] if feed.rights else ()),
        f" {_element('updated', rfc3339(feed.updated))}",
        f" {_link('alternate', feed.url, 'text/html')}",
        *([f" {_link('self', feed.self_url, 'application/atom+xml')}"] if feed.self_url else ()),
        *map(_entry, feed.entries),
        "</feed>\n",
    ]
    return "\n".join(lines).encode("utf-8")


def _entry(entry: FeedEntry) -> str:
    return (
        " <entry>\n"
        f"  {_element('id', entry.id)}\n"
        f"  {_element('title', plain(entry.title), _lang(entry.title_language))}\n"
        f"  <author>\n   {_element('name', plain(entry.author))}\n  </author>\n"
        f"  {_link('alternate', entry.url, 'text/html')}\n"
        f"  {_element('published', rfc3339(entry.published))}\n"
        f"  {_element('updated', rfc3339(entry.updated))}\n"
        f"  {_element('content', entry.content, HTML + _lang(entry.language))}\n"
        " </entry>"
    )


def _lang(tag: str | None) -> str:
    """The attribute that names a language; none where it is the feed's own."""
    return f' xml:lang="{_value(tag)}"' if tag else ""


def _element(name: str, text: str, attributes: str = "") -> str:
    text = _escaped(text)
    return f"<{name}{attributes}>{text}</{name}>" if text else f"<{name}{attributes} />"


def _link(rel: str, href: str, type: str) -> str:
    return f'<link rel="{rel}" type="{type}" href="{_value(href)}" />'


def _escaped(text: str) -> str:
    return visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _value(text: str) -> str:
    """A text as the value of an attribute: white space within it is kept by number (XML, 3.3.3)."""
    return _escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#09;")


def rfc3339(moment: datetime) -> str:
    """An instant as RFC 3339 writes it; a year that has fewer than four digits is padded."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
