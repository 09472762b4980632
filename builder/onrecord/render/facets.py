"""Facets: the list of all issues cut by what they have in common, and the pages that each cut takes.

What an issue is about and when it was opened seldom change, so these cuts are numbered from the oldest, like the list itself. A status
changes all the time: there a numbered page holds the issues of a stretch of the whole list, so that one that comes or goes moves no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from onrecord.derive.judgement import Status
from onrecord.frozen import dataclass
from onrecord.model import Corpus, IssueType
from onrecord.render import routes
from onrecord.render.outline import Outline

STATUS, TYPE, PRODUCT, COMPONENT, YEAR = "status", "type", "product", "component", "year"
PRAISE = "praise"
PAGE = 50
"""How many issues a numbered page holds of what seldom changes; the newest page holds up to one less than twice as many."""
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


@dataclass(frozen=True, slots=True)
class CutPage:
    """A page of a cut: its number (0 for the newest), its path, the ids it holds (oldest first), and the paths of the pages with
    newer and older ones (empty for none)."""

    number: int
    path: str
    ids: tuple[str, ...]
    newer: str
    older: str


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


def pages_of(cut: Cut, places: Mapping[str, int]) -> tuple[CutPage, ...]:
    """The pages that a cut takes, the newest first; `places` has the place of every issue in the list of all."""
    return _stretches(cut, places) if cut.kind == STATUS else _numbered(cut)


def _numbered(cut: Cut) -> tuple[CutPage, ...]:
    """Pages numbered from the oldest; a full one holds the same issues as long as the cut does."""
    full = max(0, len(cut.ids) // PAGE - 1)
    parts = [(number, cut.ids[(number - 1) * PAGE : number * PAGE]) for number in range(1, full + 1)]
    return _linked(cut, cut.ids[full * PAGE :], parts, full)


def _stretches(cut: Cut, places: Mapping[str, int]) -> tuple[CutPage, ...]:
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
    return _linked(cut, tuple(shown), [(n, tuple(ids)) for n, ids in found.items() if n <= full], newest - 1)


def _linked(cut: Cut, newest: tuple[str, ...], parts: Sequence[tuple[int, tuple[str, ...]]], below: int) -> tuple[CutPage, ...]:
    """The newest page, and the numbered ones given from the oldest; those up to the number `below` come after the newest."""
    path = _path_of(cut)
    numbers = [number for number, _ in parts]
    before = [number for number in numbers if number <= below]
    pages = [CutPage(0, cut.path, newest, "", path(before[-1]) if before else "")]
    for place, (number, ids) in reversed([*enumerate(parts)]):
        newer = path(numbers[place + 1]) if place + 1 < len(numbers) and number < below else cut.path
        pages.append(CutPage(number, path(number), ids, newer, path(numbers[place - 1]) if place else ""))
    return tuple(pages)


def _path_of(cut: Cut) -> Callable[[int], str]:
    return lambda number: routes.facet(cut.kind, cut.names, number)
