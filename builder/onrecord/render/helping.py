"""Where solutions stand: by product and component, on one page as long as they are few, and on pages of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from onrecord.frozen import dataclass
from onrecord.model import Corpus
from onrecord.render import routes
from onrecord.render.outline import Outline
from onrecord.render.paging import numbered

FEW = 60
"""Up to so many solutions all stand on the first page."""
SHOWN = 10
"""Of how many issues the solutions for a component stand on its product's page; of more, they have pages of their own."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The issues with solutions for a component of a product (either may be empty: what concerns none), in the order they were
    opened, and how many solutions these hold."""

    product: str
    component: str
    ids: tuple[str, ...]
    solutions: int

    @property
    def path(self) -> str:
        """Where all of them stand, if not on the page of the product."""
        return routes.solutions(self.product, self.component) if len(self.ids) > SHOWN else ""


@dataclass(frozen=True, slots=True)
class SolutionPage:
    """A page of solutions: the shelves it speaks of, each with the ids of the issues whose solutions it shows (none where they are
    but counted); and for a page of one shelf its number, and the paths of those with newer and older ones."""

    path: str
    shelves: tuple[tuple[Shelf, tuple[str, ...]], ...]
    number: int = 0
    newer: str = ""
    older: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the issues whose solutions it shows."""
        return tuple(id for _, ids in self.shelves for id in ids)


def shelves_of(outlines: Mapping[str, Outline], corpus: Corpus) -> tuple[Shelf, ...]:
    """The solutions by product and component, in the record's order; names that it does not know come after those that it does, and
    what concerns none at the end."""
    found: dict[tuple[str, str], list[str]] = {}
    for id, outline in outlines.items():
        if outline.judged.solves:
            component = outline.components[0] if outline.components else ""
            found.setdefault((outline.product or "", component), []).append(id)
    places = {(id, c.id): n for id, product in corpus.products.items() for n, c in enumerate(product.components)}
    products = {id: n for n, id in enumerate(corpus.products)}

    def order(key: tuple[str, str]) -> tuple[bool, int, str, bool, int, str]:
        product, component = key
        return not product, products.get(product, len(products)), product, not component, places.get(key, len(places)), component

    return tuple(
        Shelf(*key, tuple(found[key]), sum(outlines[id].judged.solves for id in found[key])) for key in sorted(found, key=order)
    )


def solution_pages(shelves: Sequence[Shelf]) -> Iterator[SolutionPage]:
    """The pages that solutions take: those of components, of products, and the first."""
    for shelf in shelves:
        for page in numbered(shelf.ids, partial(routes.solutions, shelf.product, shelf.component)) if shelf.path else ():
            yield SolutionPage(page.path, ((shelf, page.ids),), page.number, page.newer, page.older)
    for product in dict.fromkeys(shelf.product for shelf in shelves):
        mine = tuple((shelf, shelf.ids[-SHOWN:]) for shelf in shelves if shelf.product == product)
        yield SolutionPage(routes.solutions(product), mine)
    few = sum(shelf.solutions for shelf in shelves) <= FEW
    yield SolutionPage(routes.SOLUTIONS, tuple((shelf, shelf.ids if few else ()) for shelf in shelves))
