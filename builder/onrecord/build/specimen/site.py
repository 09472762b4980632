"""The site of the specimen: the pages of every invented record in a theme, and one that lists them by what they show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from onrecord.build.specimen.index import STYLE, Shown, index_page
from onrecord.build.specimen.log import sealed
from onrecord.build.specimen.record import Specimen, files, specimens
from onrecord.build.specimen.writing import AS_OF
from onrecord.derive import assess
from onrecord.engine.plan import Wanted
from onrecord.frozen import replace
from onrecord.model import Attachment, Company, OnrecordError, Site
from onrecord.read.project import site_of
from onrecord.read.scan import scan
from onrecord.render.attachments import published_bytes
from onrecord.render.make import HTML, make
from onrecord.render.page import Page
from onrecord.render.site import site_pages
from onrecord.render.theme import Theme, load_theme
from onrecord.write import STATE, Published, Use, alone, lying, open_folder, publish


def theme_of(root: Path, name: str | None = None) -> tuple[str, Mapping[str, str]]:
    """The theme whose specimen is wanted, and the options for it: those of the project's `site.yaml`, where it says something and
    of that theme; else the theme that is used where nothing is said."""
    site = _site(root) or Site("", Company(""))
    wanted = name or site.theme
    return wanted, site.theme_options if wanted == site.theme else {}


def _site(root: Path) -> Site | None:
    """What a project's `site.yaml` says; None where there is none, or none that can be read."""
    try:
        return site_of(scan(root)).site
    except OnrecordError:
        return None


def build_specimen(root: Path, out: Path, name: str, options: Mapping[str, str]) -> Published:
    """Build the specimen of a theme into `out`, with options as a site would choose them. The theme may be the project's at `root`,
    which needs no record. OnrecordError where the theme cannot be used, or a template fails."""
    made = specimen_files(load_theme(name, root), options)
    keys = {path: sha256(data).hexdigest() for path, data in made.items()}

    def write(paths: Sequence[str], use: Use) -> Iterator[tuple[object, str]]:
        return ((use(path, made[path]), keys[path]) for path in paths)

    with alone(root / STATE):
        folder = open_folder(root, out)
        return publish(folder, [Wanted(path, key) for path, key in keys.items()], write, lying(folder, made))


def specimen_files(theme: Theme, options: Mapping[str, str]) -> dict[str, bytes]:
    """Every file of the specimen by its path: the invented records each in a folder of its own, and `index.html`, which lists what
    their pages show."""
    made: dict[str, bytes] = {}
    listed: list[tuple[str, tuple[Shown, ...]]] = []
    for specimen in specimens():
        pages = _pages(specimen, theme, options)
        made |= {f"{specimen.folder}/{page.path}": _made(page, theme) for page in pages}
        listed.append((specimen.title, tuple(_shown(specimen, page) for page in pages if page.maker.startswith(HTML))))
    return {**made, "specimen.css": STYLE.encode(), "index.html": index_page(theme.name, listed).encode()}


def _pages(specimen: Specimen, theme: Theme, options: Mapping[str, str]) -> tuple[Page, ...]:
    """The pages of a record, whose address ends in its folder: some links begin at the root of a site."""
    site = specimen.corpus.site
    url = f"{site.url}{specimen.folder}/" if site.url else None
    corpus = replace(specimen.corpus, site=replace(site, url=url, theme=theme.name, theme_options=dict(options)))
    return site_pages(corpus, assess(corpus, AS_OF), theme, sealed(corpus))


def _made(page: Page, theme: Theme) -> bytes:
    """The bytes of a page; what lies beside messages is invented too."""
    if isinstance(page.view, Attachment):
        return published_bytes(page.view, files()[page.view.path])
    return make(page, theme)


def _shown(specimen: Specimen, page: Page) -> Shown:
    frame, issue = getattr(page.view, "frame", None), getattr(page.view, "id", "")
    what = specimen.shows.get(issue) or (frame.title if frame else page.path)
    return Shown(page.maker.removeprefix(HTML), what, f"{specimen.folder}/{quote(page.path)}")
