"""The plain pages: the company's own, the one for what is not there, and the ones that lead on."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from onrecord.frozen import dataclass
from onrecord.model import Format, FreePage
from onrecord.render import routes
from onrecord.render.markdown import markdown_html
from onrecord.render.safe import SafeHtml, visible
from onrecord.render.text import plain
from onrecord.render.views.frame import Frame, frame_of
from onrecord.render.views.parts import Block, Link
from onrecord.render.views.quote import BEGINNING, unmarked
from onrecord.render.views.record import Record

_FIRST_LEVEL = re.compile(r"^ {0,3}#[ \t]|^=+[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FreePageView:
    """A page of the company's own. `only` names the language it is in where the site has others and the page no translation."""

    frame: Frame
    title: str
    body: Block
    only: str = ""


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """The page for what is not there."""

    frame: Frame
    issues: str
    talk: str


@dataclass(frozen=True, slots=True)
class RedirectView:
    """A page that leads on to where something lies now."""

    frame: Frame
    target: Link


def free_page_view(record: Record, page: FreePage) -> FreePageView:
    """A page of the company's own: in the page's language where there is a translation, else as it was written, which is said."""
    words, here, tag = record.page(page), routes.free_page(page.name), record.language.tag
    lang = tag if page.translations.get(tag) else page.lang
    title, body = visible(words.title), record.led(titled(words.text), routes.root(here))
    about = plain(unmarked(words.text[:BEGINNING], Format.MARKDOWN))
    is_own = (lang or record.corpus.site.language) == tag
    only = "" if is_own or not record.trees else record.language.name_of(lang or record.corpus.site.language)
    return FreePageView(frame_of(record, here, title, about), title, record.block(body, lang), only)


def titled(text: str) -> SafeHtml:
    """The company's Markdown below a page's own title: its highest headings, of whatever level, come next after that."""
    return markdown_html(text, customer=False, top=2 if _FIRST_LEVEL.search(text) else 1)


def not_found_view(record: Record) -> NotFoundView:
    """The page for what is not there. It is shown at any depth, so its links begin at the site's own path where that is known."""
    here, _ = routes.NOT_FOUND, record.language.gettext
    frame = frame_of(record, here, _("Not found"))
    frame = replace(frame, canonical="", feeds=(), languages=(), base=_site_path(record.corpus.site.url))
    return NotFoundView(frame, routes.href(here, routes.ISSUES), routes.href(here, routes.TALK))


def redirect_view(record: Record, here: str, there: str, name: str) -> RedirectView:
    """A page that leads on. Its canonical address is where it leads."""
    frame = frame_of(record, here, name)
    canonical = frame_of(record, there, name).canonical
    return RedirectView(replace(frame, canonical=canonical, languages=()), Link(name, routes.href(here, there)))


def _site_path(url: str | None) -> str:
    return urlsplit(url).path or "/" if url else ""
