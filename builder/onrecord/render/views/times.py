"""How long things took: the survival curve of a clock, and half of it by product."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.derive.assessment import Estimate
from onrecord.frozen import dataclass
from onrecord.render.charts.spans import Span, spans_drawing
from onrecord.render.charts.survival import CurveWords, survival_drawing
from onrecord.render.language import Language
from onrecord.render.tables import Cell, TableView
from onrecord.render.views.charts import MOST_ROWS, Chart, Key, Table, chart, is_mirrored, table
from onrecord.render.views.record import Record

MOST_DAYS = 40
"""How many days the table of a curve holds at most; more stand in the file."""
QUARTERS = (0, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True)
class TimeWords:
    """What a clock is called: the titles of its curve and of its table by product, and what those are that still wait."""

    curve: str
    products: str
    share: str
    waiting: str


def answer_words(language: Language) -> TimeWords:
    """What the clock to the first answer is called."""
    _ = language.gettext
    return TimeWords(
        _("How long until a first answer"),
        _("First answer, by product"),
        _("Share not answered yet"),
        _("not answered"),
    )


def resolution_words(language: Language) -> TimeWords:
    """What the clock to the resolution is called."""
    _ = language.gettext
    return TimeWords(
        _("How long until a resolution"),
        _("Resolution, by product"),
        _("Share not resolved yet"),
        _("not resolved"),
    )


def half_words(language: Language, estimate: Estimate) -> str:
    """Within how long half were over."""
    _ = language.gettext
    if not estimate.enough:
        return _("too few to tell")
    if estimate.median is None:
        return _("not half so far")
    return language.ngettext("%(num)s day", "%(num)s days", estimate.median) if estimate.median else _("the same day")


def interval_words(language: Language, estimate: Estimate) -> str:
    """The interval of that; nothing where there is none to tell."""
    if not estimate.enough or estimate.low is None:
        return ""
    return f"{language.number(estimate.low)}–{language.number(estimate.high) if estimate.high is not None else '…'}"


def curve_chart(record: Record, id: str, estimate: Estimate, words: TimeWords) -> Chart:
    """The survival curve of a clock."""
    _, language = record.language.gettext, record.language
    if not estimate.enough:
        return chart(id, None, None, method="survival", reason=_("Too few to tell."))
    held = _curve_table(record, estimate, words)
    half = _("half within %(days)s", days=half_words(language, estimate)) if estimate.median is not None else ""
    drawing = survival_drawing(
        id,
        estimate,
        CurveWords(
            title=words.curve,
            description=_described(language, estimate),
            share=words.share,
            shares=tuple(language.share(share, 100) for share in QUARTERS),  # type: ignore[arg-type]
            half=half,
            days=_("Days since it was reported"),
            counted=_("Issues still counted on that day"),
        ),
        language.number,
        mirrored=is_mirrored(record),
    )
    legend = (Key("curve", "curve", words.share), Key("band", "band", _("95 %% interval")))
    return chart(id, drawing, held, legend, method="survival")


def _described(language: Language, estimate: Estimate) -> str:
    _ = language.gettext
    half = _("Half within: %(days)s.", days=half_words(language, estimate))
    interval = interval_words(language, estimate)
    counted = _(
        "Issues: %(n)s. Still waiting: %(waiting)s.", n=language.number(estimate.n), waiting=language.number(estimate.waiting)
    )
    return " ".join((half, *((_("95 %% interval: %(days)s days.", days=interval),) if interval else ()), counted))


def _curve_table(record: Record, estimate: Estimate, words: TimeWords) -> Table:
    """The curve day by day; of a long one every so many days."""
    _, language = record.language.gettext, record.language
    points = estimate.curve
    every = -(-len(points) // MOST_DAYS)
    kept = [point for n, point in enumerate(points) if n % every == 0 or n == len(points) - 1]
    names = (_("Day"), words.share, _("From"), _("To"), _("Still counted"))
    rows = (
        (language.number(day), *(percent(language, s) for s in (share, low, high)), language.number(at_risk))
        for day, share, low, high, at_risk in kept
    )
    return table(words.curve, names, rows, texts=0)


def percent(language: Language, share: float) -> str:
    """A share in per cent."""
    return language.share(round(share * 1000), 1000)


def products_chart(record: Record, id: str, estimates: Mapping[str, Estimate], whole: Estimate, words: TimeWords) -> Chart | None:
    """Within how long half were over, by product; None where there are not several."""
    if len(estimates) < 2:
        return None
    _, language = record.language.gettext, record.language
    named = [("", _("All together"), whole), *((i, record.product_name(i), e) for i, e in estimates.items())]
    shown = [named[0], *sorted(named[1:], key=lambda group: -group[2].n)[: MOST_ROWS - 1]]
    spans = [_span(language, name, estimate) for _id, name, estimate in shown]
    drawing = None
    if any(estimate.enough for _id, _name, estimate in named):
        description = ". ".join(f"{span.name}: {span.said}" for span in spans) + "."
        drawing = spans_drawing(
            id, words.products, description, spans, language.number, _("Days since it was reported"), mirrored=is_mirrored(record)
        )
    heads = (_("Product"), _("Issues"), _("Half within"), _("95 %% interval"), _("Still waiting"), _("Time unknown"))
    cells = (
        (
            name,
            language.number(e.n),
            half_words(language, e),
            interval_words(language, e),
            language.number(e.waiting),
            language.number(e.unknown),
        )
        for _id, name, e in named
    )
    legend = (Key("half-mark", "disc", _("Half within so many days")), Key("interval", "span", _("95 %% interval")))
    reason = "" if drawing else _("Too few to tell.")
    return chart(
        id, drawing, table(words.products, heads, cells), legend if drawing else (), file="times", method="survival", reason=reason
    )


def _span(language: Language, name: str, estimate: Estimate) -> Span:
    said = half_words(language, estimate)
    interval = interval_words(language, estimate)
    said = f"{said} ({interval})" if interval else said
    said = f"{said} · {language.ngettext('%(num)s issue', '%(num)s issues', estimate.n)}"
    if not estimate.enough:
        return Span(name, said, None, None, None)
    return Span(name, said, estimate.median, estimate.low, estimate.high)


def curve_table(estimate: Estimate) -> TableView:
    """All that a curve is made from and the curve itself, to download; no curve of a group that is too small."""
    points = {day: point for day, *point in estimate.curve if estimate.enough}
    rows, at_risk = list[tuple[Cell, ...]](), estimate.n
    for day, ended, running in estimate.days:
        share, low, high, _ = points.get(day, (None, None, None, None))
        rows.append((day, at_risk, ended, running, share, low, high))
        at_risk -= ended + running
    return TableView(("day", "at_risk", "ended", "last_seen_waiting", "share_waiting", "low_95", "high_95"), tuple(rows))


def times_table(record: Record) -> TableView:
    """Both clocks by product, to download."""
    figures = record.assessment.figures
    clocks = (
        ("first_answer", figures.first_answer, figures.first_answer_by_product),
        ("resolution", figures.resolution, figures.resolution_by_product),
    )
    rows = [
        (
            clock,
            id or "(all)",
            e.n,
            e.events,
            e.waiting,
            e.unknown,
            *((e.median, e.low, e.high) if e.enough else (None,) * 3),
            e.enough,
        )
        for clock, whole, by_product in clocks
        for id, e in (("", whole), *by_product.items())
    ]
    columns = ("clock", "product", "issues", "ended", "waiting", "unknown", "median_days", "low_95", "high_95", "enough_to_tell")
    return TableView(columns, tuple(rows))
