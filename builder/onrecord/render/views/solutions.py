"""Workarounds and answers that others can reuse, by product and component."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.derive.judgement import Status
from onrecord.derive.solutions import reusable
from onrecord.frozen import dataclass
from onrecord.model import Issue, Message
from onrecord.render import routes
from onrecord.render.language import Stamp
from onrecord.render.views.frame import Frame, frame_of
from onrecord.render.views.parts import IssueLine, Phrase, Who
from onrecord.render.views.quote import excerpt
from onrecord.render.views.record import Record

LONGEST = 480


@dataclass(frozen=True, slots=True)
class Solution:
    """A workaround or an answer: the trouble it is for, how it begins, and where the whole of it stands."""

    kind: str
    line: IssueLine
    says: Phrase
    href: str
    by: Who
    at: Stamp
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ComponentSolutions:
    """The solutions for one component; without a name for those that concern none."""

    name: str
    solutions: tuple[Solution, ...]


@dataclass(frozen=True, slots=True)
class ProductSolutions:
    """The solutions for one product; without a name for those that concern none."""

    anchor: str
    name: str
    components: tuple[ComponentSolutions, ...]


@dataclass(frozen=True, slots=True)
class SolutionsView:
    """The page of solutions."""

    frame: Frame
    products: tuple[ProductSolutions, ...]


def solutions_view(record: Record, ids: Iterable[str] | None = None) -> SolutionsView:
    """The page of solutions, given the ids of the issues that have some, in their order; for want of these, all are looked at."""
    here, _ = routes.SOLUTIONS, record.language.gettext
    found: dict[str, dict[str, list[Solution]]] = {}
    for id in record.corpus.issues if ids is None else ids:
        issue = record.corpus.issues[id]
        for message in reusable(issue, record.judged(id)):
            component = issue.components[0] if issue.components else ""
            found.setdefault(issue.product or "", {}).setdefault(component, []).append(_solution(record, issue, message, here))
    frame = frame_of(record, here, _("Solutions"), _("Workarounds and answers that others can reuse."), section="solutions")
    return SolutionsView(frame, tuple(_of_product(record, id, found[id]) for id in _ordered(record, found)))


def _solution(record: Record, issue: Issue, message: Message, here: str) -> Solution:
    return Solution(
        message.kind.value,
        record.line(issue.id, here),
        record.phrase(excerpt(message, LONGEST), message.lang),
        routes.href(here, routes.issue(issue.id), f"m{message.id}"),
        record.who(message.author, here, issue),
        record.language.on(message.at),
        record.judged(issue.id).standing.status is Status.CONFIRMED,
    )


def _ordered(record: Record, found: dict[str, dict[str, list[Solution]]]) -> list[str]:
    known = [id for id in record.corpus.products if id in found]
    return known + sorted(id for id in found if id not in record.corpus.products)


def _of_product(record: Record, id: str, components: dict[str, list[Solution]]) -> ProductSolutions:
    product = record.corpus.products.get(id)
    order = {component.id: n for n, component in enumerate(product.components)} if product else {}
    names = sorted(components, key=lambda name: (not name, order.get(name, len(order)), name))
    groups = (ComponentSolutions(record.component_names(product, (name,))[0], tuple(components[name])) for name in names)
    return ProductSolutions(f"p-{id}", record.product_name(id), tuple(groups))
