"""Whether issues were solved: how those stand that may count, by the word of those who reported them and how it can be checked."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.derive.findings import Solved
from onrecord.render.charts.periods import Period, PeriodWords, columns_drawing, gathered, length_of, periods
from onrecord.render.charts.rows import Part, Row, rows_drawing
from onrecord.render.language import Language
from onrecord.render.tables import Cell, TableView
from onrecord.render.views.charts import MOST_ROWS, Chart, Key, chart, is_mirrored, legend_of, of, share, table
from onrecord.render.views.record import Record

PATTERNS = {
    "checkable": "",
    "entered": "hatch",
    "claimed": "dots",
    "answered": "lines",
    "disputed": "cross",
    "waiting": "",
}
"""The parts in which issues stand, in the order in which they are drawn, and the pattern of each (none: its look is enough)."""


def part_words(language: Language) -> dict[str, str]:
    """What the parts are called."""
    _ = language.gettext
    return {
        "checkable": _("Solved, says the customer, and anyone can check it"),
        "entered": _("Solved, says the customer, entered by the company"),
        "claimed": _("Resolved, says the company alone"),
        "answered": _("Answered, not resolved"),
        "disputed": _("Not solved, says the customer"),
        "waiting": _("Not answered yet"),
    }


def numbers_of(solved: Solved) -> tuple[int, ...]:
    """How many stand in each part, in their order."""
    return tuple(getattr(solved, part) for part in PATTERNS)


def parts_of(language: Language, numbers: Sequence[int], about: str = "") -> tuple[Part, ...]:
    """The parts of a bar."""
    words = part_words(language)
    return tuple(
        Part(n, f"part-{code}", pattern, f"{about}{words[code]}: {language.number(n)}")
        for n, (code, pattern) in zip(numbers, PATTERNS.items(), strict=True)
    )


def solved_key(language: Language) -> tuple[Key, ...]:
    """The key to the parts."""
    return legend_of(parts_of(language, (0,) * len(PATTERNS)), part_words(language).values())


def groups_of(record: Record) -> tuple[tuple[str, str, Solved], ...]:
    """All issues that may count, and those of each product where there are several: id, name, how they stand."""
    figures, _ = record.assessment.figures, record.language.gettext
    of_products = figures.solved_by_product
    named = ((id, record.product_name(id) if id else _("No product"), solved) for id, solved in of_products.items())
    return (("", _("All together"), figures.solved), *(named if len(of_products) > 1 else ()))


def solved_chart(record: Record) -> Chart:
    """How issues stand that may count, all together and by product."""
    _, language, groups = record.language.gettext, record.language, groups_of(record)
    shown = (groups[0], *sorted(groups[1:], key=lambda group: -group[2].resolvable)[: MOST_ROWS - 1])
    rows = [
        Row(name, of(language, s.confirmed, s.resolvable), parts_of(language, numbers_of(s), f"{name}: "))
        for _id, name, s in shown
        if s.resolvable
    ]
    title = _("Solved, by the word of those who reported it")
    said = ". ".join(f"{row.name}: {row.said}" for row in rows)
    drawing = rows_drawing("solved", title, f"{said}.", rows, whole=True, mirrored=is_mirrored(record)) if rows else None
    names = (_("Product"), _("Issues"), *part_words(language).values(), _("Share solved"))
    cells = [
        (name, *map(language.number, (s.resolvable, *numbers_of(s))), share(language, s.confirmed, s.resolvable))
        for _id, name, s in groups
    ]
    return chart("solved", drawing, table(title, names, cells), solved_key(language), method="solved")


def solved_table(record: Record) -> TableView:
    """The same, to download."""
    rows: list[tuple[Cell, ...]] = [
        (id or ("(none)" if n else "(all)"), s.resolvable, *numbers_of(s)) for n, (id, _, s) in enumerate(groups_of(record))
    ]
    return TableView(("product", "issues", *PATTERNS), tuple(rows))


def became_chart(record: Record) -> Chart:
    """What became of the issues reported in each period."""
    _, language, found = record.language.gettext, record.language, record.assessment.figures.solved_by_month
    title = _("What became of what was reported")
    if not found:
        return chart("became", None, None, method="periods", reason=_("Nothing to draw yet."))
    within = spread(record)
    numbers = gathered({month: numbers_of(solved) for month, solved in found.items()}, within)
    names = [language.period(p.year, p.month, p.months) for p in within]
    columns = [parts_of(language, counts, f"{name}: ") for name, counts in zip(names, numbers, strict=True)]
    drawing = columns_drawing(
        "became",
        period_words(record, title, _("Where the issues of each period stand today."), within),
        columns,
        language.number,
        mirrored=is_mirrored(record),
    )
    heads = (_("Reported in"), *part_words(language).values())
    cells = ((name, *map(language.number, counts)) for name, counts in zip(names, numbers, strict=True))
    return chart("became", drawing, table(title, heads, cells), solved_key(language), method="periods")


def became_table(record: Record) -> TableView:
    """The same by month, to download."""
    found = record.assessment.figures.solved_by_month
    return TableView(("year", "month", *PATTERNS), tuple((*month, *numbers_of(solved)) for month, solved in found.items()))


def spread(record: Record) -> tuple[Period, ...]:
    """The periods over which the charts over time run: from the first month in which anything happened to the last."""
    months = record.assessment.figures.by_month
    first, last = months[0][:2], months[-1][:2]
    return periods(first, last, length_of(len(months)))


def period_words(record: Record, title: str, description: str, within: Sequence[Period]) -> PeriodWords:
    """The texts of a chart over time."""
    language = record.language
    years = [language.period(p.year, 1, 12) if n == 0 or within[n - 1].year != p.year else "" for n, p in enumerate(within)]
    return PeriodWords(
        title,
        description,
        language.gettext("Issues"),
        tuple(language.period(p.year, p.month, p.months, short=True) for p in within),
        tuple(years) if within[0].months < 12 else ("",) * len(within),
    )
