"""Edits of themes: their templates and what these include, their static files and settings; and another theme."""

from __future__ import annotations

from edits.pick import Pick
from histories import DRAWINGS, MAKES, TEMPLATES, SmallSite, a_daughter, a_theme, an_heir, settings_of

PAGES = (
    b"{{ page.frame.title }}, {{ page.frame.nav }}!",
    b"<b>{{ page.frame.title }}</b>{% include 'footer.html' ignore missing %}",
    b"{% include page.frame.kind ~ '.html' ignore missing %}",
    b"{% from 'footer.html' import said with context %}{{ said }}",
    b".",
    b"{% extends 'parent:' ~ 'page.html' %}",
)
FOOTERS = (
    b"<p>The end.\n{% set said = 'one' %}",
    b"<p>Fin.\n{% set said = 'two' %}",
    b"{% set said = 1 %}{% include 'more.html' ignore missing %}",
    b"{% set said = 2 %}{% include ['article.html', 'more.html', 'footer-2.html'] ignore missing %}",
)


CATALOGUE = b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);"\n\nmsgid "Issues"\nmsgstr "%s"\n'


def of_theme(site: SmallSite, pick: Pick) -> str | None:
    """A file of the site's theme added, changed or deleted."""
    themes = sorted({path.split("/")[0] for path in site.themes})
    if not themes:
        site.themes |= a_theme()
        return "the theme own is put there"
    theme = site.site.get("theme") if site.site.get("theme") in themes else themes[0]
    if theme == "heir" and "own" in themes and pick.often(2):
        theme = "own"  # what changes is its parent
    edits = (edit_page, edit_part, edit_part, edit_static, edit_settings, edit_words, edit_words, delete_file, delete_file)
    return pick.one(edits)(site, theme, pick)


def edit_page(site: SmallSite, theme: str, pick: Pick) -> str:
    """Another template for a kind of page."""
    template = f"{theme}/templates/{pick.one(('issue', 'front', *TEMPLATES))}.html"
    site.themes[template] = pick.one(PAGES)
    return f"the template {template} is {site.themes[template]!r}"


def edit_part(site: SmallSite, theme: str, pick: Pick) -> str:
    """Another part that templates include, by its name or by one that is computed."""
    part = pick.one(("footer", "footer", "more", "article", "website"))
    path = f"{theme}/templates/{part}.html"
    site.themes[path] = pick.one(FOOTERS if part == "footer" else (b"a part", b"{{ page.frame.title }}", b"another part"))
    return f"{path} is {site.themes[path]!r}"


def edit_static(site: SmallSite, theme: str, pick: Pick) -> str:
    """A static file, new or changed."""
    path = f"{theme}/static/{pick.one(('own.css', 'a/new.js', 'broadsheet.css'))}"
    site.themes[path] = b"/* %d */" % pick.below(10)
    return f"{path} is {site.themes[path]!r}"


def edit_settings(site: SmallSite, theme: str, pick: Pick) -> str:
    """Other options, or other kinds of pages."""
    path = f"{theme}/theme.yaml"
    option = pick.one(("ink, plum", "plum, ink", "plum"))
    makes = pick.one(((), *MAKES))
    site.themes[path] = settings_of(option, makes, {"daily": "broadsheet", "heir": "own"}.get(theme, ""))
    return f"{path}: {option!r}, it makes {makes or 'all'}"


def edit_words(site: SmallSite, theme: str, pick: Pick) -> str:
    """Other words of the interface in a language; or a comment in its catalogue, which says nothing."""
    path = f"{theme}/locale/{pick.one(('de', 'fr', 'en'))}/LC_MESSAGES/onrecord.po"
    before = site.themes.get(path, b"")
    site.themes[path] = pick.one((before + b"# a comment\n", *(CATALOGUE % word for word in (b"Alles", b"Tout", b"<b>"))))
    return f"{path} is {site.themes[path]!r}"


def delete_file(site: SmallSite, theme: str, pick: Pick) -> str | None:
    """A file taken away; where all depends on the theme's own templates, none of those that pages need."""
    names = {*(f"{name}.html" for name in TEMPLATES), *DRAWINGS}
    is_alone = b"parent" not in site.themes[f"{theme}/theme.yaml"]
    needed = {f"{theme}/templates/{name}" for name in names} if is_alone else set()
    spare = sorted(path for path in site.themes if path.startswith(f"{theme}/") and path not in needed | {f"{theme}/theme.yaml"})
    if not spare:
        return None
    path = pick.one(spare)
    del site.themes[path]
    return f"{path} is deleted"


def another_theme(site: SmallSite, pick: Pick) -> str | None:
    """The site is dressed in another theme: its own, one that extends that or a shipped one, or the shipped one."""
    name = site.site["theme"] = pick.one(("own", "other", "heir", "daily", "broadsheet"))
    if name == "heir" and "own/theme.yaml" not in site.themes:
        site.themes |= a_theme()
    if name != "broadsheet":
        site.themes |= {"daily": a_daughter, "heir": an_heir}.get(name, a_theme)(name)
    return f"theme {site.site['theme']}"
