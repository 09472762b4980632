"""The page that lists the specimen: for each invented record and each template, what its pages show. It belongs to no theme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from onrecord.frozen import dataclass

STYLE = """\
:root { color-scheme: light dark; background: Canvas; color: CanvasText; }
a { color: LinkText; }
body { max-inline-size: 60rem; margin: 2rem auto; padding: 0 1rem; font: 100%/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h2 { margin-block: 2rem 0.5rem; }
dl { display: grid; gap: 0.75rem; }
dt { font-family: ui-monospace, monospace; }
dd { margin: 0; }
"""
HEAD = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Specimen of the theme {theme}</title>
<link rel="stylesheet" href="specimen.css">
</head>
<body>
<main>
<h1>Specimen of the theme {theme}</h1>
<p>Every template in every state, made from an invented record.</p>
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of the specimen: its template, what it shows, and where it lies."""

    template: str
    what: str
    path: str


def index_page(theme: str, listed: Iterable[tuple[str, Sequence[Shown]]]) -> str:
    """The page, given the title and the pages of each invented record."""
    parts = [f"<h2>{escape(title)}</h2>\n<dl>\n{_templates(pages)}</dl>\n" for title, pages in listed]
    return f"{HEAD.format(theme=escape(theme))}{''.join(parts)}</main>\n</body>\n</html>\n"


def _templates(pages: Sequence[Shown]) -> str:
    found: dict[str, list[str]] = {}
    for page in pages:
        found.setdefault(page.template, []).append(f'<a href="{escape(page.path)}">{escape(page.what)}</a>')
    return "".join(f"<div><dt>{escape(name)}</dt><dd>{', '.join(links)}</dd></div>\n" for name, links in sorted(found.items()))
