"""Charts as pages show them: a drawing, the key to it, the same numbers as a table, and where they can be downloaded.

A share of fewer than `ENOUGH_ISSUES` says nothing of how things usually go, so it is not written as a percentage.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.derive.survival import ENOUGH_ISSUES
from onrecord.frozen import dataclass
from onrecord.render import routes
from onrecord.render.charts.rows import Part
from onrecord.render.charts.sheet import Drawing
from onrecord.render.language import Language
from onrecord.render.views.record import Record

LONG = 12
"""From how many rows on a table stands folded."""
MOST_ROWS = 12
"""How many products, components or pledges a drawing holds at most; the table beneath holds all."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a look stands for; `mark` is the shape that has it: `part`, `disc`, `square`, `curve`, `band`, `span` or `open`."""

    look: str
    mark: str
    text: str
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column of a table, and whether it holds numbers."""

    text: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts; the first cell of each row names it. `is_long` says that it had better be folded."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure of the record: its drawing (None where there is too little to draw, which `reason` says), the key, the table, where
    it can be downloaded, and where its method stands."""

    id: str
    drawing: Drawing | None
    reason: str
    legend: tuple[Key, ...]
    table: Table | None
    download: str
    method: str


def chart(
    id: str,
    drawing: Drawing | None,
    table: Table | None,
    legend: Iterable[Key] = (),
    *,
    file: str = "",
    method: str,
    reason: str = "",
) -> Chart:
    """A chart of the page of figures; its file is called as it is, where nothing else is said."""
    here = routes.FIGURES
    download = routes.href(here, routes.figure(file or id))
    return Chart(id, drawing, reason, tuple(legend), table, download, routes.href(here, routes.METHOD, method))


def table(caption: str, names: Sequence[str], rows: Iterable[Sequence[str]], texts: int = 1) -> Table:
    """A table of which the first columns hold texts, and all others numbers."""
    held = tuple(tuple(row) for row in rows)
    return Table(caption, tuple(Column(name, n >= texts) for n, name in enumerate(names)), held, len(held) > LONG)


def of(language: Language, part: int, whole: int) -> str:
    """How many of how many, with the share where they are enough to tell of one."""
    said = language.gettext("%(n)s of %(all)s", n=language.number(part), all=language.number(whole))
    return f"{said} ({language.share(part, whole)})" if whole >= ENOUGH_ISSUES else said


def share(language: Language, part: int, whole: int) -> str:
    """A share where there are enough to tell of one, else that they are too few."""
    if not whole:
        return ""
    return language.share(part, whole) if whole >= ENOUGH_ISSUES else language.gettext("too few to tell")


def legend_of(parts: Iterable[Part], texts: Iterable[str]) -> tuple[Key, ...]:
    """The key to the parts of bars."""
    return tuple(Key(part.look, "part", text, part.pattern) for part, text in zip(parts, texts, strict=True))


def is_mirrored(record: Record) -> bool:
    """Whether drawings are to be read from right to left."""
    return record.language.direction == "rtl"
