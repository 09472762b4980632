"""Workarounds and answers that others can reuse, by product and component; within these the newest trouble first."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.derive.judgement import Status
from onrecord.derive.solutions import reusable
from onrecord.frozen import dataclass
from onrecord.model import Issue, Message
from onrecord.render import routes
from onrecord.render.helping import Shelf, SolutionPage
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
    """Solutions for one component, without a name for those that concern none: how many there are, those that this page shows, and
    where all of them stand, if elsewhere (`href`)."""

    anchor: str
    name: str
    total: int
    solutions: tuple[Solution, ...]
    href: str


@dataclass(frozen=True, slots=True)
class ProductSolutions:
    """The solutions for one product, without a name for those that concern none: how many there are, where they stand alone, and
    these by component."""

    anchor: str
    name: str
    total: int
    href: str
    components: tuple[ComponentSolutions, ...]


@dataclass(frozen=True, slots=True)
class SolutionsView:
    """A page of solutions: the newest trouble first within each component. `name` is what they are all for, `all` the way to those
    of everything, both empty on the first page; `counted` says that they are but counted here; `number`, `newer` and `older` are of
    a page of one component's."""

    frame: Frame
    name: str
    all: str
    total: int
    counted: bool
    products: tuple[ProductSolutions, ...]
    number: int
    newer: str
    older: str


def solutions_view(record: Record, page: SolutionPage) -> SolutionsView:
    """A page of solutions."""
    here, _ = page.path, record.language.gettext
    record.expect(page.ids)
    products: dict[str, list[ComponentSolutions]] = {}
    for shelf, ids in page.shelves:
        products.setdefault(shelf.product, []).append(_of_component(record, shelf, ids, here))
    name = "" if here == routes.SOLUTIONS else _name_of(record, page)
    number = f", {_('page')} {page.number}" if page.number else ""
    title = (f"{_('Solutions')}: {name}" if name else _("Solutions")) + number
    about = _("Workarounds and answers that others can reuse.")
    return SolutionsView(
        frame=frame_of(record, here, title, f"{title}. {about}" if name else about, section="solutions"),
        name=name,
        all=routes.href(here, routes.SOLUTIONS) if name else "",
        total=sum(shelf.solutions for shelf, _ in page.shelves),
        counted=bool(page.shelves) and not page.ids,
        products=tuple(_of_product(record, id, tuple(held), here) for id, held in products.items()),
        number=page.number,
        newer=routes.href(here, page.newer) if page.newer else "",
        older=routes.href(here, page.older) if page.older else "",
    )


def _name_of(record: Record, page: SolutionPage) -> str:
    """What the solutions of a page are for."""
    shelf, _ids = page.shelves[0]
    product = record.product_name(shelf.product) or record.language.gettext("Of no product in particular")
    if page.path == routes.solutions(shelf.product):
        return product
    return f"{product}, {_component(record, shelf) or record.language.gettext('of no component in particular')}"


def _component(record: Record, shelf: Shelf) -> str:
    return record.component_names(record.corpus.products.get(shelf.product), (shelf.component,))[0]


def _of_component(record: Record, shelf: Shelf, ids: Sequence[str], here: str) -> ComponentSolutions:
    issues = [record.corpus.issues[id] for id in reversed(ids)]
    solutions = [
        _solution(record, issue, message, here) for issue in issues for message in reusable(issue, record.judged(issue.id))
    ]
    anchor, whole = routes.anchor("c", shelf.product, shelf.component), shelf.path
    if not ids and not whole:
        whole = routes.solutions(shelf.product)
    elif len(ids) == len(shelf.ids) or here.startswith(whole.removesuffix(routes.INDEX)):
        whole = ""
    href = routes.href(here, whole, "" if whole == shelf.path else anchor) if whole else ""
    return ComponentSolutions(anchor, _component(record, shelf), shelf.solutions, tuple(solutions), href)


def _of_product(record: Record, id: str, components: tuple[ComponentSolutions, ...], here: str) -> ProductSolutions:
    total, path = sum(component.total for component in components), routes.solutions(id)
    href = "" if here == path else routes.href(here, path)
    return ProductSolutions(routes.anchor("p", id), record.product_name(id), total, href, components)


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
