"""`onrecord theme`: a theme of one's own to start from, and the reference of what templates are given."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli import options
from onrecord.model import OnrecordError

if TYPE_CHECKING:  # rendering is imported late, so that `--help` is quick
    from onrecord.render.theme import Theme

DEFAULT = "broadsheet"
SETTINGS = """\
name: {title}
summary: What {name} changes of {parent}.
parent: {parent}
views: {views}
# What a site can choose under theme_options; templates read it as page.frame.options["motto"].
# options:
#   motto: {{type: text, default: "", about: A line below the title of the front page.}}
"""
BASE = """\
{{# The parent's base.html, with a style sheet after its own. Any template of the parent can be overridden so. #}}
{{% extends "parent:base.html" %}}
{{% block head %}}
{{{{ super() }}}}
<link rel="stylesheet" href="{{{{ page.frame.root }}}}static/{name}.css">
{{% endblock %}}
"""
STYLE = """\
/* {title}: what differs from {parent}, whose style sheets come before this one. */

:root {{ --accent: #1d4e89; }}
@supports (color: light-dark(#000, #fff)) {{
  :root {{ --accent: light-dark(#1d4e89, #8db8ec); }}
}}
"""


@click.group()
def theme() -> None:
    """Begin a theme of your own, and look up what its templates are given."""


@theme.command()
@click.argument("name")
@options.root
@click.option("--parent", default=DEFAULT, metavar="NAME", help=f"The theme that it extends (default: {DEFAULT}).")
def new(name: str, root: Path, parent: str) -> None:
    """Make a small theme in themes/NAME that extends another."""
    from onrecord.read.values import IDENT
    from onrecord.render.theme import load_theme

    if not IDENT.fullmatch(name):
        raise click.BadParameter(f"“{name}” is no name of a theme; it is of a to z, 0 to 9, dots, hyphens and underscores")
    folder = root / "themes" / name
    if os.path.lexists(folder):
        raise OnrecordError(f"{options.shown(folder)} is there already; nothing was changed")
    for path, text in _files(name, load_theme(parent, root)):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    click.echo(f"Made {options.shown(folder)}, which extends {parent}. Look at it: onrecord serve --specimen --theme {name}")
    click.echo(f"Dress the site in it: theme: {name}, in content/site.yaml. What templates are given: onrecord theme reference")


def _files(name: str, parent: Theme) -> Iterator[tuple[str, str]]:
    """The files of a new theme: its settings, and a style sheet where its parent's pages have a place for one more."""
    from onrecord.render.views.versions import HISTORY

    words = {"name": name, "title": name.replace("-", " ").title(), "parent": parent.name, "views": max(HISTORY)}
    yield "theme.yaml", SETTINGS.format(**words)
    base = parent.files.path("base.html")
    if base and "{% block head %}" in base.read_text("utf-8"):
        yield "templates/base.html", BASE.format(**words)
        yield f"static/{name}.css", STYLE.format(**words)


@theme.command()
@options.root
def reference(root: Path) -> None:
    """Print every view and its fields, and the options of the themes at hand, as Markdown."""
    from onrecord.render.theme import load_theme, theme_names
    from onrecord.render.views.reference import markdown

    click.echo(markdown())
    click.echo("## Themes at hand")
    for name in theme_names(root):
        try:
            click.echo(_options(load_theme(name, root)))
        except OnrecordError as error:
            click.echo(f"\n### {name}\n\nIt cannot be used: {error}")


def _options(theme: Theme) -> str:
    """The options of a theme as a table."""
    rows = [
        f"| `{name}` | {', '.join(option.choices) or option.type} | {option.default} | {option.about} |"
        for name, option in theme.options.items()
    ]
    table = (
        ["| option | what it may be | default | what it is for |", "|---|---|---|---|", *rows] if rows else ["It has no options."]
    )
    return "\n".join(["", f"### {theme.name}", "", *table])
