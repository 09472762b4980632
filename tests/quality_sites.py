"""Whole sites in a folder, for checkers that read files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from conftest import ROOT
from onrecord.derive import assess
from onrecord.model import Corpus
from onrecord.render import routes
from onrecord.render.make import HTML, make
from onrecord.render.site import site_pages
from onrecord.render.theme import load_theme

THEMES = ("broadsheet", "plain")
"""The themes that come with Onrecord."""
AS_OF = date(2026, 11, 21)


def written(corpus: Corpus, theme: str, folder: Path) -> Path:
    """A record's site in a theme, in a folder."""
    corpus = replace(corpus, site=replace(corpus.site, theme=theme, theme_options={}))
    dressed = load_theme(theme, ROOT).telling(corpus.site)
    for page in site_pages(corpus, assess(corpus, AS_OF), dressed):
        path = folder / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make(page, dressed))
    return folder


def one_of_each(corpus: Corpus, theme: str) -> tuple[str, ...]:
    """For each template that a theme makes of a record, the path of the page with the most to show."""
    corpus = replace(corpus, site=replace(corpus.site, theme=theme, theme_options={}))
    dressed, largest = load_theme(theme, ROOT).telling(corpus.site), dict[str, tuple[int, str]]()
    for page in site_pages(corpus, assess(corpus, AS_OF), dressed):
        if (
            page.path.endswith(".html")
            and page.maker.startswith(HTML)
            and not page.maker.endswith("redirect.html")
            and not page.path.endswith(routes.NOT_FOUND)
        ):
            largest[page.maker] = max(largest.get(page.maker, (0, "")), (len(make(page, dressed)), page.path))
    return tuple(path for _, path in largest.values())


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder as this machine serves it to itself; the address at which it stands, without a slash at its end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
