"""How the figures are counted: every definition and formula with the numbers that the program itself uses."""

from __future__ import annotations

from onrecord.derive.findings import Unknowns
from onrecord.derive.survival import ENOUGH_EVENTS, ENOUGH_ISSUES, Z
from onrecord.frozen import dataclass
from onrecord.model import Pledge
from onrecord.render import routes
from onrecord.render.charts.periods import MOST
from onrecord.render.charts.survival import AT_RISK
from onrecord.render.language import Stamp
from onrecord.render.safe import visible
from onrecord.render.views.charts import MOST_ROWS
from onrecord.render.views.frame import Frame, frame_of
from onrecord.render.views.kept import span_words, type_words
from onrecord.render.views.record import Record


@dataclass(frozen=True, slots=True)
class PledgeLine:
    """A pledge: from which day on it is in force, and what it says in words."""

    since: Stamp
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MethodView:
    """The page of how the figures are counted.

    `enough_issues` and `enough_events` are the least of which anything is told, `z` the quantile that the intervals use. The curve
    is drawn down to `at_risk` issues still counted, over time at most `most_periods` periods stand side by side, and a drawing by
    product holds at most `most_rows`. `holidays` are the years whose public holidays are known, of the country `country`.
    """

    frame: Frame
    enough_issues: int
    enough_events: int
    z: str
    at_risk: int
    most_periods: int
    most_rows: int
    pledges: tuple[PledgeLine, ...]
    country: str
    holidays: tuple[str, ...]
    unknown: Unknowns
    issues: int
    resolvable: int
    figures: str
    data: str


def method_view(record: Record) -> MethodView:
    """The page of how the figures are counted."""
    here, _ = routes.METHOD, record.language.gettext
    figures, calendar = record.assessment.figures, record.corpus.calendar
    return MethodView(
        frame=frame_of(
            record, here, _("How this was counted"), _("Every definition and formula behind the figures."), section="figures"
        ),
        enough_issues=ENOUGH_ISSUES,
        enough_events=ENOUGH_EVENTS,
        z=f"{Z:.4f}",
        at_risk=AT_RISK,
        most_periods=MOST,
        most_rows=MOST_ROWS,
        pledges=tuple(_pledge(record, pledge) for pledge in record.corpus.site.pledges),
        country=visible(calendar.country or ""),
        holidays=tuple(str(year) for year in sorted(calendar.holidays)),
        unknown=figures.unknown,
        issues=figures.issues,
        resolvable=figures.resolvable,
        figures=routes.href(here, routes.FIGURES),
        data=routes.href(here, routes.DATA),
    )


def _pledge(record: Record, pledge: Pledge) -> PledgeLine:
    language, types = record.language, type_words(record.language)
    _, terms = language.gettext, list[str]()
    if pledge.first_answer:
        terms.append(_("%(what)s within %(span)s", what=_("First answer"), span=span_words(language, pledge.first_answer)))
    terms += [
        _("%(what)s within %(span)s", what=types[type], span=span_words(language, span)) for type, span in pledge.resolution.items()
    ]
    return PledgeLine(language.day(pledge.since), tuple(terms))
