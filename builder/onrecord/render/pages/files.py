"""Files beside the pages: those of the theme, and what robots and hosts are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256

from onrecord.render import routes
from onrecord.render.headers import MOST_ADDRESSES, HeadersView, SitemapView, unframed
from onrecord.render.make import ProjectFile, StaticFile, read
from onrecord.render.page import Page
from onrecord.render.pages.group import FIRST, Group
from onrecord.render.pages.layout import Layout, one
from onrecord.render.views.frame import absolute

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
        ("_headers", "headers", HeadersView(unframed(path for group in groups for path in group.paths))),
        (".htaccess", "htaccess", site.url),
    ):
        yield Group("what hosts are told", (path,), partial(_told, Page(path, maker, view)))


def _told(page: Page) -> tuple[Page, ...]:
    return (page,)
