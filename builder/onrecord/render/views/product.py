"""Products, their releases, and what was changed because customers said so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from onrecord.derive.judgement import Status
from onrecord.frozen import dataclass
from onrecord.model import Change, ChangeKind, Format, Product, Release
from onrecord.render import routes
from onrecord.render.language import Stamp
from onrecord.render.references import change_html, referenced
from onrecord.render.safe import SafeHtml, visible
from onrecord.render.text import plain
from onrecord.render.views.frame import Frame, frame_of, web
from onrecord.render.views.lists import Facet, facets_of, newest_first
from onrecord.render.views.pages import titled
from onrecord.render.views.parts import FeedLink, IssueLine, Link, Who
from onrecord.render.views.quote import unmarked
from onrecord.render.views.record import Record


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change, and the issues that it closes in the words of those who reported them."""

    html: SafeHtml
    closes: tuple[IssueLine, ...]


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """The changes of one kind."""

    kind: str
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """A release in a list: how much it changed, and whose issues it closes. Not `out`: made, and not yet released."""

    link: Link
    product: Link
    version: str
    date: Stamp | None
    out: bool
    yanked: bool
    changes: int
    closes: tuple[IssueLine, ...]
    credits: tuple[Who, ...]


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """The page of a release."""

    frame: Frame
    product: Link
    version: str
    date: Stamp | None
    out: bool
    yanked: bool
    notes: SafeHtml
    groups: tuple[ChangeGroup, ...]
    credits: tuple[Who, ...]
    closes: int
    source: str
    newer: Link | None
    older: Link | None


@dataclass(frozen=True, slots=True)
class ChangesView:
    """You said, we did: the releases that close issues, in full and newest first, and how many others there are."""

    frame: Frame
    releases: tuple[ReleaseLine, ...]
    others: tuple[ReleaseLine, ...]


@dataclass(frozen=True, slots=True)
class ComponentView:
    """A component: its anchor, the anchors of its former names, and its issues."""

    anchor: str
    formerly: tuple[str, ...]
    name: str
    issues: int


@dataclass(frozen=True, slots=True)
class ProductView:
    """The page of a product: unsettled issues first, then those that are resolved by the company's word alone (`said`), then the
    settled, its components and its releases."""

    frame: Frame
    name: str
    summary: str
    home: str
    company: str
    facets: tuple[Facet, ...]
    unsettled: tuple[IssueLine, ...]
    said: tuple[IssueLine, ...]
    settled: tuple[IssueLine, ...]
    components: tuple[ComponentView, ...]
    releases: tuple[ReleaseLine, ...]
    feed: str


@dataclass(frozen=True, slots=True)
class ProductLine:
    """A product in the list of products."""

    link: Link
    summary: str
    company: str
    issues: int
    unsettled: int
    newest: ReleaseLine | None


@dataclass(frozen=True, slots=True)
class ProductsView:
    """The list of products."""

    frame: Frame
    products: tuple[ProductLine, ...]
    without: int


def products_view(record: Record, by_product: Mapping[str, Sequence[str]], unsettled: Mapping[str, int]) -> ProductsView:
    """The list of products, given the ids of the issues of each (of those without one, under the empty name), and on how many of
    them something is still owed."""
    here, _ = routes.PRODUCTS, record.language.gettext
    frame = frame_of(record, here, _("Products"), _("What customers say of each product."), section="products")
    lines = tuple(
        _product_line(record, product, len(by_product.get(id, ())), unsettled.get(id, 0), here)
        for id, product in record.corpus.products.items()
    )
    return ProductsView(frame, lines, len(by_product.get("", ())))


def _product_line(record: Record, product: Product, issues: int, unsettled: int, here: str) -> ProductLine:
    out = [release for release in record.releases_of.get(product.id, ()) if release.is_out]
    return ProductLine(
        record.product_link(product.id, here),
        visible(product.summary),
        visible(product.company.name) if product.company else "",
        issues,
        unsettled,
        release_line(record, out[0], here) if out else None,
    )


def product_view(record: Record, product: Product, ids: Sequence[str]) -> ProductView:
    """The page of a product, given the ids of its issues in the order in which they were opened."""
    here, name, full = routes.product(product.id), visible(product.name), record.product_name(product.id)
    lines = newest_first(record, ids, here)
    counts: dict[str, int] = {}
    for id in ids:
        for component in record.base_line(id).components:
            counts[component] = counts.get(component, 0) + 1
    feeds = (FeedLink(full, routes.feed(here)),)
    return ProductView(
        frame=frame_of(record, here, full, visible(product.summary), section="products", product=product, feeds=feeds),
        name=name,
        summary=visible(product.summary),
        home=web(product.home),
        company=visible(product.company.name) if product.company else "",
        facets=facets_of(line.status for line in lines),
        unsettled=tuple(line for line in lines if record.is_unsettled(line.id)),
        said=tuple(line for line in lines if line.status == Status.RESOLVED.value),
        settled=tuple(line for line in lines if not record.is_unsettled(line.id) and line.status != Status.RESOLVED.value),
        components=tuple(
            ComponentView(f"c-{c.id}", tuple(f"c-{former}" for former in c.formerly), visible(c.name), counts.get(c.id, 0))
            for c in product.components
        ),
        releases=tuple(release_line(record, release, here) for release in record.releases_of.get(product.id, ())),
        feed=routes.href(here, routes.feed(here)),
    )


def release_line(record: Record, release: Release, here: str) -> ReleaseLine:
    """A release in a list."""
    judged = record.assessment.releases.get(release.key)
    return ReleaseLine(
        record.release_link(release.key, here),
        record.product_link(release.product, here),
        visible(release.version),
        record.language.on(release.date) if release.date else None,
        release.date is not None,
        release.yanked,
        len(release.changes),
        tuple(record.line(id, here) for id in judged.closes) if judged else (),
        tuple(record.who(alias, here) for alias in judged.credits) if judged else (),
    )


def release_view(record: Record, release: Release) -> ReleaseView:
    """The page of a release."""
    here, _ = routes.release(*release.key), record.language.gettext
    product, line = record.corpus.products.get(release.product), release_line(record, release, here)
    siblings = record.releases_of[release.product]
    at, issue_href = siblings.index(release), partial(_issue_href, here)
    return ReleaseView(
        frame=frame_of(record, here, line.link.text, changed(release), section="changes", product=product),
        product=line.product,
        version=line.version,
        date=line.date,
        out=line.out,
        yanked=line.yanked,
        notes=record.led(referenced(titled(release.notes), release.references, issue_href), routes.root(here)),
        groups=tuple(
            ChangeGroup(kind.value, changes)
            for kind in ChangeKind
            if (changes := tuple(_change(record, change, here) for change in release.changes if change.kind is kind))
        ),
        credits=line.credits,
        closes=len(line.closes),
        source=web(release.source.url) if release.source else "",
        newer=record.release_link(siblings[at - 1].key, here) if at else None,
        older=record.release_link(siblings[at + 1].key, here) if at + 1 < len(siblings) else None,
    )


def changed(release: Release) -> str:
    """What a release changed, plain, for those who see but its description."""
    return " ".join(plain(unmarked(change.text, Format.MARKDOWN)) for change in release.changes)


def _change(record: Record, change: Change, here: str) -> ChangeView:
    return ChangeView(
        change_html(change, partial(_issue_href, here)),
        tuple(record.line(id, here) for id in change.closes if id in record.corpus.issues),
    )


def _issue_href(here: str, id: str) -> str:
    return routes.href(here, routes.issue(id))


def changes_view(record: Record) -> ChangesView:
    """You said, we did."""
    here, _ = routes.CHANGES, record.language.gettext
    lines = [(release, release_line(record, release, here)) for release in _newest_first(record)]
    title, about = _("You said, we did"), _("Releases, and the issues behind them.")
    frame = frame_of(record, here, title, about, section="changes", feeds=(FeedLink(_("Releases"), routes.feed(here)),))
    return ChangesView(
        frame, tuple(line for _, line in lines if line.closes), tuple(line for _, line in lines if not line.closes and line.changes)
    )


def _newest_first(record: Record) -> list[Release]:
    """All releases: those not yet out, then by date from the newest; those of one day stay in the record's order."""
    releases = list(record.corpus.releases.values())
    return [r for r in releases if r.date is None] + sorted(
        (r for r in releases if r.date is not None), key=lambda r: r.date.order if r.date else (), reverse=True
    )
