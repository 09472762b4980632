"""Making a page: from its one view, by the maker it names, to bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from onrecord.frozen import dataclass
from onrecord.model import Attachment, OnrecordError
from onrecord.render.atom import atom
from onrecord.render.attachments import published_bytes
from onrecord.render.database import sqlite_bytes
from onrecord.render.headers import htaccess, netlify_headers, robots, sitemap
from onrecord.render.ical import calendar
from onrecord.render.jsonfeed import json_feed
from onrecord.render.page import Page
from onrecord.render.tables import csv_bytes
from onrecord.render.theme import Theme

HTML = "html:"


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file of the theme, by its name below `static/` and the SHA-256 of its bytes in hex."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """A file of the company's own, by its path below the project and the SHA-256 of its bytes in hex."""

    path: str
    digest: str


def make(page: Page, theme: Theme) -> bytes:
    """The bytes of a page. OnrecordError for a maker or a template that does not exist, and for a file that cannot be read."""
    if page.maker.startswith(HTML):
        return theme.html(page.maker.removeprefix(HTML), page.view, page.language).encode("utf-8")
    if page.maker == "file":
        return _file(page.view, theme)
    try:
        maker = MAKERS[page.maker]
    except KeyError:
        raise OnrecordError(f"nothing makes “{page.maker}” for {page.path}") from None
    return maker(page.view)


def _file(view: object, theme: Theme) -> bytes:
    """A file of the theme as it is, or an attachment as it may be published."""
    if isinstance(view, StaticFile):
        return read(theme.statics[view.name])
    if isinstance(view, ProjectFile):
        return read(theme.project / view.path)
    if isinstance(view, Attachment):
        return published_bytes(view, read(theme.project / view.path))
    raise TypeError(type(view).__name__)


def read(path: Path) -> bytes:
    """The bytes of a file; OnrecordError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise OnrecordError(f"{path} cannot be read: {error.strerror}") from error


MAKERS: Mapping[str, Callable[[Any], bytes]] = {
    "atom": atom,
    "calendar": calendar,
    "csv": csv_bytes,
    "headers": netlify_headers,
    "htaccess": htaccess,
    "json_feed": json_feed,
    "robots": robots,
    "sitemap": sitemap,
    "sqlite": sqlite_bytes,
    "bytes": bytes,
    "text": lambda text: str(text).encode("utf-8", "backslashreplace"),
}
