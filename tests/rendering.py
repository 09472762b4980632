"""Rendering for tests: the views of a record, and whole sites in memory."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from html.parser import HTMLParser

from conftest import ROOT
from onrecord.derive import assess
from onrecord.model import Corpus
from onrecord.render.language import language_of
from onrecord.render.make import make
from onrecord.render.site import site_pages
from onrecord.render.theme import Theme, load_theme
from onrecord.render.views.record import Record

DAY = date(2026, 7, 1)


@cache
def broadsheet() -> Theme:
    """The theme that comes with Onrecord."""
    return load_theme("broadsheet", ROOT)


def a_record(corpus: Corpus, as_of: date = DAY) -> Record:
    """A record with its judgement, as views are made from it."""
    return Record(corpus, assess(corpus, as_of), language_of(corpus.site), broadsheet().chosen(corpus.site.theme_options))


def a_built_site(corpus: Corpus, as_of: date = DAY) -> dict[str, bytes]:
    """Every file of a site, by its path."""
    theme = broadsheet().telling(corpus.site)
    return {page.path: make(page, theme) for page in site_pages(corpus, assess(corpus, as_of), theme)}


class Text(HTMLParser):
    """The text that a page shows."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: Iterable[object]) -> None:
        self._hidden += tag in ("script", "title")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "title")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def shown(page: bytes) -> str:
    """The text of a page, each run of white space one space."""
    return " ".join("".join(Text(page.decode("utf-8")).parts).split())
