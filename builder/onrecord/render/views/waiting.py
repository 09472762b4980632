"""Who has waited longest, and for whom: the page of waiting, those of each product, and what of it stands on the front page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.derive.judgement import Party, Waiting
from onrecord.frozen import dataclass
from onrecord.model import id_order
from onrecord.render import routes
from onrecord.render.language import Stamp
from onrecord.render.views.frame import Frame, frame_of
from onrecord.render.views.parts import IssueLine, Reason
from onrecord.render.views.record import Record

LONGEST = 50
"""How many who wait for one side stand on the page of all, and on those of a product four times as many."""


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """An issue that waits: for whom (`company`, `customer`), since when and why, and on a page that counts days for how many, if
    that is known."""

    line: IssueLine
    on: str
    since: Stamp
    days: int | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class WaitingProduct:
    """A product, without a name for none: where those who wait on it stand, and how many wait for the company and the customer."""

    name: str
    href: str
    company: int
    customer: int


@dataclass(frozen=True, slots=True)
class WaitingView:
    """Who waits for the company, longest first, and where the company waits for the customer: the longest, and how many there are
    in all. `name` is the product that they are of, `all` the way to those of every product, both empty on the page of all, which
    alone has the `products` and counts days."""

    frame: Frame
    name: str
    all: str
    company: tuple[WaitingLine, ...]
    company_total: int
    customer: tuple[WaitingLine, ...]
    customer_total: int
    products: tuple[WaitingProduct, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """The ids of issues that wait for the company, and for the customer: those whose wait is longest first; of a product (empty for
    none), or of all (None)."""

    product: str | None
    company: tuple[str, ...]
    customer: tuple[str, ...]

    @property
    def path(self) -> str:
        """Where they stand."""
        return routes.WAITING if self.product is None else routes.waiting(self.product)

    @property
    def shown(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Those that its page shows."""
        most = LONGEST if self.product is None else 4 * LONGEST
        return self.company[:most], self.customer[:most]


def queues_of(record: Record, products: Mapping[str, str | None]) -> tuple[Queue, ...]:
    """Who waits: all, then those of each product in the record's order, of none at the end, given the product of every issue."""
    waits = record.assessment.waits
    customer = sorted(
        (id for id, waiting in waits.items() if waiting.on is Party.CUSTOMER), key=lambda one: _longest(waits[one], one)
    )
    found: dict[str, tuple[list[str], list[str]]] = {id: ([], []) for id in record.corpus.products}
    for side, ids in enumerate((record.assessment.waiting, customer)):
        for id in ids:
            found.setdefault(products[id] or "", ([], []))[side].append(id)
    known = [Queue(product, *map(tuple, found[product])) for product in sorted(found, key=lambda product: not product)]
    return (Queue(None, record.assessment.waiting, tuple(customer)), *known)


def _longest(waiting: Waiting, id: str) -> tuple[object, ...]:
    return waiting.since.day is None, waiting.since.order, id_order(id)


def waiting_view(record: Record, queue: Queue, products: Sequence[Queue] = ()) -> WaitingView:
    """A page of waiting; that of all with the `products`."""
    here, _ = queue.path, record.language.gettext
    company, customer = queue.shown
    record.expect([*company, *customer])
    name = "" if queue.product is None else record.product_name(queue.product) or _("Of no product in particular")
    title = f"{_('Waiting')}: {name}" if name else _("Waiting")
    about = _("Who has waited longest, and for whom.")
    product, counts = record.corpus.products.get(queue.product or ""), not name
    return WaitingView(
        frame_of(record, here, title, f"{title}. {about}" if name else about, section="waiting", judges=counts, product=product),
        name,
        routes.href(here, routes.WAITING) if name else "",
        tuple([waiting_line(record, id, here, counts=counts) for id in company]),
        len(queue.company),
        tuple([waiting_line(record, id, here, counts=counts) for id in customer]),
        len(queue.customer),
        tuple(
            WaitingProduct(record.product_name(of.product), routes.href(here, of.path), len(of.company), len(of.customer))
            for of in products
            if of.company or of.customer
        ),
    )


def waiting_line(record: Record, id: str, here: str, *, counts: bool = True) -> WaitingLine:
    """An issue that waits, on a page that counts days or not: that would change every night."""
    waiting = record.assessment.waits.get(id)
    found = waiting or record.judged(id).standing
    return WaitingLine(
        record.line(id, here),
        waiting.on.value if waiting else "",
        record.language.on(found.since),
        (record.assessment.as_of - found.since.sure).days if found.since.sure and counts else None,
        record.reason(found.because, here),
    )
