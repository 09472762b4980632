"""What happened over time, and what was reported most: counts of issues by period, by component, by status and by type."""

from __future__ import annotations

from onrecord.model import IssueType
from onrecord.render.charts.periods import course_drawing, gathered
from onrecord.render.charts.rows import Part, Row, rows_drawing
from onrecord.render.tables import TableView
from onrecord.render.views.charts import MOST_ROWS, Chart, Key, chart, is_mirrored, table
from onrecord.render.views.record import Record
from onrecord.render.views.solved import period_words, spread

HAPPENED = ("reported", "answered", "resolved", "confirmed")


def course_chart(record: Record) -> Chart:
    """How many issues were reported, first answered and confirmed in each period."""
    _, language, found = record.language.gettext, record.language, record.assessment.figures.by_month
    title = _("Reported, answered and confirmed over time")
    if not found:
        return chart("course", None, None, method="periods", reason=_("Nothing to draw yet."))
    within = spread(record)
    numbers = gathered({(year, month): counts for year, month, *counts in found}, within)
    names = [language.period(p.year, p.month, p.months) for p in within]
    words = (_("Reported"), _("First answered"), _("Resolved"), _("Confirmed"))
    reported = [
        Part(n, "part-reported", "", f"{name}: {language.number(n)}") for name, (n, *_rest) in zip(names, numbers, strict=True)
    ]
    drawing = course_drawing(
        "course",
        period_words(record, title, _("How many issues were reported, first answered and confirmed in each period."), within),
        reported,
        {"answered": [row[1] for row in numbers], "confirmed": [row[3] for row in numbers]},
        language.number,
        mirrored=is_mirrored(record),
    )
    legend = (
        Key("part-reported", "part", words[0]),
        Key("answered", "disc", words[1]),
        Key("confirmed", "square", words[3]),
    )
    cells = ((name, *map(language.number, counts)) for name, counts in zip(names, numbers, strict=True))
    return chart("course", drawing, table(title, (_("Period"), *words), cells), legend, method="periods")


def course_table(record: Record) -> TableView:
    """The same by month, to download."""
    return TableView(("year", "month", *HAPPENED), record.assessment.figures.by_month)


def component_name(record: Record, product: str, component: str) -> str:
    """What a component is called; with its product where there are several."""
    (name,) = record.component_names(record.corpus.products.get(product), (component,))
    return f"{name} · {record.product_name(product)}" if product and len(record.corpus.products) > 1 else name


def components_chart(record: Record) -> Chart | None:
    """The components that most issues are about; None where no issue names one."""
    _, language, found = record.language.gettext, record.language, record.assessment.figures.components
    if not found:
        return None
    title = _("Reported most")
    named = [(component_name(record, product, component), n) for product, component, n in found]
    rows = [Row(name, language.number(n), (Part(n, "part-reported"),)) for name, n in named[:MOST_ROWS]]
    description = ". ".join(f"{row.name}: {row.said}" for row in rows) + "."
    drawing = rows_drawing("components", title, description, rows, mirrored=is_mirrored(record))
    cells = ((name, language.number(n)) for name, n in named)
    return chart("components", drawing, table(title, (_("Component"), _("Issues")), cells), method="components")


def components_table(record: Record) -> TableView:
    """The same, to download."""
    return TableView(("product", "component", "issues"), record.assessment.figures.components)


def standing_table(record: Record) -> TableView:
    """How many issues have each status and type, to download."""
    figures = record.assessment.figures
    statuses = tuple(("status", code, n) for code, n in figures.by_standing.items())
    return TableView(("by", "code", "issues"), (*statuses, *(("type", t.value, figures.by_type.get(t, 0)) for t in IssueType)))
