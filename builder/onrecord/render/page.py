"""A page to be made: where it goes, which maker makes it, and the one view it is made from."""

from __future__ import annotations

from onrecord.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site.

    `path` is relative to the site's root, with `/`. `maker` names what turns the view into bytes: `html:issue.html` (a template of
    the theme), `atom`, `calendar`, `json`, `csv`, `text`, `file` (a copy of a file of the project or the theme). The bytes are a
    pure function of the view, the maker, and the words of the interface in the page's `language` (a tag; empty for the site's main
    language).
    """

    path: str
    maker: str
    view: object
    language: str = ""
