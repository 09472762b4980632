"""What surrounds every page: its title and addresses, the way through the site, notices, feeds, and the way to talk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cache

from markupsafe import escape

from onrecord.frozen import dataclass
from onrecord.log import base64
from onrecord.log.checkpoint import Checkpoint
from onrecord.model import Product, Site
from onrecord.render import routes
from onrecord.render.headers import POLICY, SCRIPTS
from onrecord.render.jsonld import hash_of
from onrecord.render.language import Stamp
from onrecord.render.options import Value
from onrecord.render.safe import SafeHtml, safe_url, visible
from onrecord.render.text import shortened
from onrecord.render.views.parts import FeedLink, Link, NavItem, Surroundings
from onrecord.render.views.record import Record

DESCRIPTION = 200
"""How many letters a description for search engines and previews may have."""
DEEP = 2
"""How many folders down a page lies to which no navigation leads."""


class Later:
    """Safe markup, or none, that is made when a template first shows it."""

    def __init__(self, make: Callable[[], SafeHtml | None]) -> None:
        self._make = cache(make)

    def __html__(self) -> str:
        """The markup, for template engines."""
        return self._make() or ""

    def __repr__(self) -> str:
        return repr(self._make())


class Policy:
    """The Content-Security-Policy of a page that holds a block of data: it names the block by its hash. Browsers run no block of
    data, whatever the policy says; checkers of pages ask for it all the same."""

    def __init__(self, block: SafeHtml | Later) -> None:
        self._block = block

    def __html__(self) -> str:
        """The policy as it stands in an attribute."""
        block = self._block.__html__()
        return str(escape(POLICY.replace(SCRIPTS, f"{SCRIPTS} {hash_of(block)}") if block else POLICY))

    def __repr__(self) -> str:
        return repr(self.__html__())


@dataclass(frozen=True, slots=True)
class Notice:
    """A banner of the site, or of the product a page is about."""

    text: str
    product: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A page in one of the site's languages: its tag, what it calls itself, its direction, the link that leads there, and the
    address that machines are told (absolute where the site has one)."""

    tag: str
    name: str
    direction: str
    href: str
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class Sealing:
    """A checkpoint: how many entries the log had, and their root in base64."""

    size: str
    root: str


def sealing_of(record: Record, checkpoint: Checkpoint | None) -> Sealing | None:
    """A checkpoint as pages print it, so that a copy of the page is evidence."""
    return Sealing(record.language.number(checkpoint.size), base64.encode(checkpoint.root)) if checkpoint else None


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds a page.

    `root` leads to the site's root, `home` to the front page. `canonical` is empty where the site has no address. `as_of` stands
    only where elapsed days do. `base` is the path that every link of the page is relative to, only where that is not its own.
    `options` are the theme's. `languages` are those in which the page is told, this one among them; none where there is but one.
    `company_lang` is the language of what the company writes, where it is not the page's; `search` leads to the page of the
    search, `log` to that of the log (empty where nothing was sealed). `draft`: it may differ from what was sealed.
    `checkpoint` is that under which all that the page shows was sealed, where that can be said.
    """

    site_title: str
    company: Link
    logo: str
    language: str
    direction: str
    root: str
    home: str
    title: str
    description: str
    canonical: str
    section: str
    nav: tuple[NavItem, ...]
    footer: tuple[NavItem, ...]
    notices: tuple[Notice, ...]
    feeds: tuple[FeedLink, ...]
    record: str
    licence: Link
    is_front: bool = False
    as_of: Stamp | None = None
    base: str = ""
    kind: str = "website"
    linked_data: SafeHtml | Later | None = None
    policy: str | Policy = POLICY
    options: Mapping[str, Value] = field(default_factory=dict)
    languages: tuple[Told, ...] = ()
    company_lang: str = ""
    search: str = ""
    log: str = ""
    checkpoint: Sealing | None = None
    draft: bool = False


def frame_of(
    record: Record,
    here: str,
    title: str,
    description: str = "",
    *,
    section: str = "",
    product: Product | None = None,
    feeds: tuple[FeedLink, ...] = (),
    data: str = "",
    judges: bool = False,
    kind: str = "website",
    linked_data: SafeHtml | Later | None = None,
) -> Frame:
    """What surrounds the page at `here`. Feeds and `data` are given by their paths; `judges` prints the day it was judged on."""
    site, around = record.corpus.site, surroundings(record, here, section)
    return Frame(
        site_title=around.site_title,
        company=around.company,
        logo=around.logo,
        language=around.language,
        direction=around.direction,
        root=around.root,
        home=around.home,
        title=title,
        description=shortened(" ".join(description.split()), DESCRIPTION),
        canonical=absolute(site, here),
        section=section,
        nav=around.nav,
        footer=around.footer,
        notices=notices_of(site, product),
        feeds=(*(FeedLink(feed.text, routes.href(here, feed.href)) for feed in feeds), around.feed),
        record=record.once(here, data) if data else "",
        licence=around.licence,
        is_front=here == routes.FRONT,
        as_of=record.language.day(record.assessment.as_of) if judges else None,
        kind=kind,
        linked_data=linked_data,
        policy=Policy(linked_data) if linked_data else POLICY,
        options=record.options,
        languages=_languages(record, here) if record.trees else (),
        company_lang=around.company_lang,
        search=around.search,
        log=around.log,
        draft=record.log is not None and record.log.draft,
    )


def _languages(record: Record, here: str) -> tuple[Told, ...]:
    """A page in each language of the site, the main one first."""
    return tuple(
        Told(
            tree.tag,
            tree.name,
            tree.direction,
            href := record.once(here, tree.folder + here),
            (safe_url(tree.url + routes.pretty(here)) or "") if tree.url else href,
            current=tree.tag == record.language.tag,
        )
        for tree in record.trees
    )


def surroundings(record: Record, here: str, section: str) -> Surroundings:
    """What the frame of a page shares with those of others, made once for all of them."""
    depth = here.count("/")
    key = (here if depth < DEEP else here[: here.find("/") + 1] * depth, section)
    if key not in record.surroundings:
        record.surroundings[key] = _surroundings(record, here, section)
    return record.surroundings[key]


def _surroundings(record: Record, here: str, section: str) -> Surroundings:
    site = record.corpus.site
    return Surroundings(
        site_title=visible(site.title),
        company=Link(visible(site.company.name), web(site.company.home)),
        logo=record.once(here, routes.logo(site.company.logo)) if site.company.logo else "",
        language=visible(record.language.tag),
        direction=record.language.direction,
        root=routes.root(record.folder + here),
        home=routes.href(here, routes.FRONT),
        search=routes.href(here, routes.SEARCH),
        log=record.once(here, routes.LOG) if record.log else "",
        company_lang=record.company_lang,
        nav=_nav(record, here, section),
        footer=_footer(record, here),
        feed=FeedLink(visible(site.title), routes.href(here, routes.FEED)),
        licence=licence_of(site),
    )


def absolute(site: Site, path: str) -> str:
    """The absolute address of a path in the site, or in the tree that it is seen from; empty where the site has none."""
    return (safe_url(site.url + routes.pretty(path)) or "") if site.url else ""


def webcal(site: Site, path: str) -> str:
    """The address of a calendar by which programs subscribe to it; empty where the site has none."""
    address = absolute(site, path)
    return "webcal:" + address.partition(":")[2] if address.startswith(("https://", "http://")) else ""


def web(url: str | None) -> str:
    """An address outside as it may stand in a link; empty for none or an unsafe one."""
    return (safe_url(url) or "") if url else ""


def notices_of(site: Site, product: Product | None) -> tuple[Notice, ...]:
    """The banner of a page: its product's own where it has one, else the site's."""
    if product and product.notice:
        return (Notice(visible(product.notice), visible(product.name)),)
    return (Notice(visible(site.notice)),) if site.notice else ()


def licence_of(site: Site) -> Link:
    """The licence of the words: an address links to itself."""
    text = visible(site.licence or "")
    return Link(text, web(text) if text.startswith(("http://", "https://")) else "")


def _nav(record: Record, here: str, section: str) -> tuple[NavItem, ...]:
    _ = record.language.gettext
    entries = (
        ("issues", _("Issues"), routes.ISSUES),
        ("waiting", _("Waiting"), routes.WAITING),
        ("promises", _("Promises"), routes.PROMISES),
        ("changes", _("You said, we did"), routes.CHANGES),
        ("products", _("Products"), routes.PRODUCTS),
        ("solutions", _("Solutions"), routes.SOLUTIONS),
        ("people", _("People"), routes.PEOPLE),
        ("figures", _("Figures"), routes.FIGURES),
    )
    return tuple(NavItem(text, routes.href(here, path), name == section) for name, text, path in entries)


def _footer(record: Record, here: str) -> tuple[NavItem, ...]:
    _ = record.language.gettext
    entries = [(_("Talk with us"), routes.TALK), (_("Data"), routes.DATA), (_("Edits"), routes.EDITS)]
    entries += [(visible(record.page(page).title), routes.free_page(name)) for name, page in record.corpus.pages.items()]
    return tuple(NavItem(text, routes.href(here, path), path == here) for text, path in entries)
