"""Files beside the pages: those of the theme, the downloads, and what robots and hosts are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256

from onrecord.render import routes
from onrecord.render.headers import MOST_ADDRESSES, SitemapView
from onrecord.render.make import ProjectFile, StaticFile, read
from onrecord.render.page import Page
from onrecord.render.pages.group import FIRST, Group
from onrecord.render.pages.issues import data_line
from onrecord.render.pages.layout import Keys, Layout, html, one
from onrecord.render.views.downloads import issue_table, message_table, tables
from onrecord.render.views.frame import absolute
from onrecord.render.views.pages import data_view
from onrecord.render.views.record import Record

A_FILE = 1_000
"""How many issues one file of them holds at most."""
COLOURS = "options.css"
"""The style sheet of the colours that a site chose of its theme: a page's own policy allows it no style of its own."""


def static_groups(layout: Layout) -> Iterator[Group]:
    """The company's logo, the files of the theme, and the colours that were chosen of it."""
    if logo := layout.record.corpus.site.company.logo:
        path = f"content/{logo}"
        picture = ProjectFile(path, sha256(read(layout.theme.project / path)).hexdigest())
        yield replace(one(routes.logo(logo), "file", "the company's logo", lambda: picture), stage=FIRST)
    for name, file in layout.theme.statics.items():
        digest = sha256(read(file)).hexdigest()
        group = one(routes.static(name), "file", f"the theme's file {name}", partial(StaticFile, name, digest))
        yield replace(group, stage=FIRST)
    if colours := layout.theme.colours(layout.record.options):
        yield replace(one(routes.static(COLOURS), "text", "the colours of the theme", lambda: colours), stage=FIRST)


def download_groups(layout: Layout) -> Iterator[Group]:
    """The files to download, and the page that lists them. Many issues take several files, numbered from the oldest, so that a
    file that is full changes only with what it holds."""
    if not layout.wants("data"):
        return
    ids, names = tuple(layout.outlines), list[str]()
    parts = [ids[n : n + A_FILE] for n in range(0, len(ids), A_FILE)] or [()]
    for n, held in enumerate(parts, 1):
        number = f"-{n}" if len(parts) > 1 else ""
        for name, maker, view in (
            (f"issues{number}.jsonl", "text", _lines),
            (f"issues{number}.csv", "csv", issue_table),
            (f"messages{number}.csv", "csv", message_table),
        ):
            names.append(name)
            key = layout.key(maker, partial(_issues, name, held))
            yield one(routes.data(name), maker, f"the file {name}", partial(view, layout.record, held), key)
    for name, table in tables(layout.record).items():
        names.append(name)
        yield one(routes.data(name), "csv", f"the table {name}", table)
    yield html(routes.DATA, "data", "the page of the data", partial(data_view, layout.record, tuple(names)))


def _issues(name: str, held: Sequence[str], keys: Keys) -> Iterator[str]:
    yield name
    yield from (keys.issues[id] for id in held)


def _lines(record: Record, held: Sequence[str]) -> str:
    return "".join(data_line(record, record.corpus.issues[id]) for id in held)


def address_groups(layout: Layout, groups: Sequence[Group]) -> Iterator[Group]:
    """What robots and hosts are told, once all pages are known."""
    if not layout.wants("hosting"):
        return
    site, by = layout.record.corpus.site, "the map of the site"
    listed = tuple((absolute(site, group.listed), group.changed) for group in groups if group.listed) if site.url else ()
    if listed and len(listed) <= MOST_ADDRESSES:
        yield one("sitemap.xml", "sitemap", by, partial(SitemapView, listed))
    elif listed:
        parts = [listed[n : n + MOST_ADDRESSES] for n in range(0, len(listed), MOST_ADDRESSES)]
        yield from (one(f"sitemap-{n}.xml", "sitemap", by, partial(SitemapView, part)) for n, part in enumerate(parts, 1))
        addresses = tuple((f"{site.url}sitemap-{n}.xml", None) for n in range(1, len(parts) + 1))
        yield one("sitemap.xml", "sitemap", by, partial(SitemapView, addresses, index=True))
    for path, maker, view in (
        ("robots.txt", "robots", site.url),
        ("_headers", "headers", None),
        (".htaccess", "htaccess", site.url),
    ):
        yield Group("what hosts are told", (path,), partial(_told, Page(path, maker, view)))


def _told(page: Page) -> tuple[Page, ...]:
    return (page,)
