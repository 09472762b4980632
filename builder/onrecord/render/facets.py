"""Facets: the list of all issues cut by what they have in common, and the pages that each cut takes.

What an issue is about and when it was opened seldom change, so these cuts are numbered from the oldest, like the list itself. A
status changes all the time: there a numbered page holds the issues of a stretch of the whole list, so that one that comes or goes
moves no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from onrecord.derive.judgement import Status
from onrecord.frozen import dataclass
from onrecord.model import Corpus, IssueType
from onrecord.render import routes
from onrecord.render.outline import Outline
from onrecord.render.paging import PAGE, PageOf, PathOf, linked, numbered

STATUS, TYPE, PRODUCT, COMPONENT, YEAR = "status", "type", "product", "component", "year"
PRAISE = "praise"
STRETCH = 250
"""How many issues of the whole list a numbered page of a status looks at."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Issues that have something in common: what kind of thing, its name (for a component: the product's and its own), and their
    ids in the order in which they were opened."""

    kind: str
    names: tuple[str, ...]
    ids: tuple[str, ...]

    @property
    def path(self) -> str:
        """Where its newest page lies."""
        return routes.facet(self.kind, self.names)


def cuts_of(outlines: Mapping[str, Outline], corpus: Corpus) -> tuple[Cut, ...]:
    """Every cut. Those by status, type, product and known component are there even where they hold nothing, so that their addresses
    always are; years from the newest, and names that no product has at the end of theirs."""
    known: dict[str, dict[tuple[str, ...], list[str]]] = {
        STATUS: {(code,): [] for code in (*(status.value for status in Status), PRAISE)},
        TYPE: {(type.value,): [] for type in IssueType},
        PRODUCT: {(id,): [] for id in corpus.products},
        COMPONENT: {(id, component.id): [] for id, product in corpus.products.items() for component in product.components},
        YEAR: {(str(year),): [] for year in sorted({o.year for o in outlines.values() if o.year is not None}, reverse=True)},
    }
    for id, outline in outlines.items():
        for kind, names in _names(outline):
            known[kind].setdefault(names, []).append(id)
    return tuple(Cut(kind, names, tuple(ids)) for kind, cuts in known.items() for names, ids in cuts.items())


def _names(outline: Outline) -> Iterable[tuple[str, tuple[str, ...]]]:
    yield STATUS, (outline.judged.status,)
    yield TYPE, (outline.type,)
    if outline.product is not None:
        yield PRODUCT, (outline.product,)
        for component in dict.fromkeys(outline.components):
            yield COMPONENT, (outline.product, component)
    if outline.year is not None:
        yield YEAR, (str(outline.year),)


def pages_of(cut: Cut, places: Mapping[str, int]) -> tuple[PageOf, ...]:
    """The pages that a cut takes, the newest first; `places` has the place of every issue in the list of all."""
    path = partial(routes.facet, cut.kind, cut.names)
    return _stretches(cut, places, path) if cut.kind == STATUS else numbered(cut.ids, path)


def _stretches(cut: Cut, places: Mapping[str, int], path: PathOf) -> tuple[PageOf, ...]:
    """Pages numbered by the stretch of the whole list that they look at. The newest holds what stands on the last of them, too, so
    many that it is not short; they are there for those who have their address."""
    found: dict[int, list[str]] = {}
    for id in cut.ids:
        found.setdefault(places[id] // STRETCH + 1, []).append(id)
    full = len(places) // STRETCH
    shown, newest = list[str](), full + 1
    for number in sorted(found, reverse=True):
        if number <= full and len(shown) >= PAGE:
            break
        shown, newest = found[number] + shown, min(newest, number)
    return linked(path, tuple(shown), [(number, tuple(ids)) for number, ids in found.items() if number <= full], newest - 1)
