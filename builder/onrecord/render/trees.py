"""Trees: the site in each of its languages, the main one at the root and the others in folders of their names; what exists once."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError

from onrecord.frozen import dataclass, replace
from onrecord.model import Site
from onrecord.render.language import direction_of

TOLD = (".html", "feed.xml", "feed.json", ".ics")
"""How the paths end of what is told in each language: pages, feeds and calendars."""
BESIDE = ("figures/", "people/", "talk/")
"""The folders in which what lies beside a page is told with it: the tables of its drawings, badges. Everything else exists once."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The site in one language: its tag, the folder it lies in (empty, or ending in a slash), its absolute address (empty where the
    site has none), what the language calls itself, and its direction."""

    tag: str
    folder: str
    url: str
    name: str
    direction: str


def trees_of(site: Site) -> tuple[Tree, ...]:
    """The trees of a site, the main one first; none where it is told in one language."""
    if not site.others:
        return ()
    return (_tree(site, site.language, ""), *(_tree(site, tag, folder_of(tag)) for tag in site.others))


def _tree(site: Site, tag: str, folder: str) -> Tree:
    return Tree(tag, folder, site.url + folder if site.url else "", own_name(tag), direction_of(tag))


def folder_of(tag: str) -> str:
    """The folder of a further language."""
    return f"{tag}/"


def own_name(tag: str) -> str:
    """What a language calls itself, such as Deutsch for `de`; its tag where Babel does not know it."""
    try:
        name = str(Locale.parse(tag, sep="-").get_display_name() or tag)
    except (UnknownLocaleError, ValueError):
        return tag
    return name[:1].upper() + name[1:]


def site_in(site: Site, folder: str) -> Site:
    """The site as a tree's pages see it: at the tree's own address."""
    return replace(site, url=site.url + folder) if site.url and folder else site


def is_told(path: str) -> bool:
    """Whether what lies at a path is told in each language."""
    return path.endswith(TOLD) or path.startswith(BESIDE)


def is_within(path: str, trees: tuple[Tree, ...]) -> bool:
    """Whether an address below the site's root is one of the tree in which it is written: that of a page, and not of a page of a
    language that it names."""
    is_page = "." not in path.rpartition("/")[2] or is_told(path)
    return is_page and not any(tree.folder and f"{path}/".startswith(tree.folder) for tree in trees)
