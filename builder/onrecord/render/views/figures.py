"""The record in numbers, the words first: how long answers and resolutions took, what was confirmed, which promises were kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from onrecord.derive.assessment import Estimate
from onrecord.derive.judgement import PledgeState, PromiseState
from onrecord.derive.survival import ENOUGH_ISSUES
from onrecord.frozen import dataclass
from onrecord.model import IssueType
from onrecord.render import routes
from onrecord.render.tables import TableView
from onrecord.render.views.charts import Chart
from onrecord.render.views.course import components_chart, components_table, course_chart, course_table, standing_table
from onrecord.render.views.frame import Frame, frame_of
from onrecord.render.views.kept import judged_of, pledges_chart, pledges_table, promises_chart, promises_table
from onrecord.render.views.record import Record
from onrecord.render.views.solved import became_chart, became_table, solved_chart, solved_table
from onrecord.render.views.times import (
    answer_words,
    curve_chart,
    curve_table,
    products_chart,
    resolution_words,
    times_table,
)

NOT_KEPT = (PromiseState.KEPT_LATE, PromiseState.MISSED, PromiseState.DROPPED, PromiseState.DISPUTED)


@dataclass(frozen=True, slots=True)
class EstimateView:
    """A time in days. `median` is None where fewer than half are over, `low` and `high` where the interval is open."""

    n: int
    events: int
    waiting: int
    unknown: int
    median: int | None
    low: int | None
    high: int | None
    enough: bool


@dataclass(frozen=True, slots=True)
class Count:
    """How many of what; `share` is that in words, empty where it would say nothing."""

    code: str
    n: int
    share: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """What customers confirmed of what could be, split by how anyone can check it; `share` is empty where too few could be."""

    resolvable: int
    resolved: int
    confirmed: int
    checkable: int
    entered: int
    disputed: int
    share: str


@dataclass(frozen=True, slots=True)
class Digest:
    """The figures in a few plain sentences, for the front page."""

    issues: int
    headline: Headline
    first_answer: EstimateView
    resolution: EstimateView
    kept: int
    not_kept: int


@dataclass(frozen=True, slots=True)
class FiguresView:
    """The page of figures: the words first, then a chart for each of them (None where there is nothing that it could show).
    Of `pledges_judged` times the company did `pledges_met` times in time what it pledged.
    `times_unknown` counts the issues that are left out where a time they need is unknown."""

    frame: Frame
    digest: Digest
    by_status: tuple[Count, ...]
    by_type: tuple[Count, ...]
    solved: Chart
    answer: Chart
    answer_by_product: Chart | None
    resolution: Chart
    resolution_by_product: Chart | None
    course: Chart
    became: Chart
    promises: Chart
    pledges: Chart | None
    pledges_met: int
    pledges_judged: int
    components: Chart | None
    standing: str
    times_unknown: int
    method: str
    data: str


def figures_view(record: Record) -> FiguresView:
    """The page of figures."""
    here, _, figures = routes.FIGURES, record.language.gettext, record.assessment.figures
    answer, resolution = answer_words(record.language), resolution_words(record.language)
    by_product = partial(products_chart, record)
    return FiguresView(
        frame=frame_of(
            record, here, _("Figures"), _("The record in numbers, with how they were counted."), section="figures", judges=True
        ),
        digest=digest_of(record),
        by_status=_counts(record, figures.by_standing),
        by_type=_counts(record, {t.value: figures.by_type.get(t, 0) for t in IssueType}),
        solved=solved_chart(record),
        answer=curve_chart(record, "first-answer", figures.first_answer, answer),
        answer_by_product=by_product("answer-by-product", figures.first_answer_by_product, figures.first_answer, answer),
        resolution=curve_chart(record, "resolution", figures.resolution, resolution),
        resolution_by_product=by_product("resolution-by-product", figures.resolution_by_product, figures.resolution, resolution),
        course=course_chart(record),
        became=became_chart(record),
        promises=promises_chart(record),
        pledges=pledges_chart(record),
        pledges_met=sum(p.states.get(PledgeState.MET, 0) for p in figures.practice),
        pledges_judged=sum(map(judged_of, figures.practice)),
        components=components_chart(record),
        standing=routes.href(here, routes.figure("standing")),
        times_unknown=figures.unknown.any,
        method=routes.href(here, routes.METHOD),
        data=routes.href(here, routes.DATA),
    )


def figure_tables(record: Record) -> Mapping[str, Callable[[], TableView]]:
    """The tables of the figures, to download, by their names."""
    return {
        "solved": partial(solved_table, record),
        "first-answer": lambda: curve_table(record.assessment.figures.first_answer),
        "resolution": lambda: curve_table(record.assessment.figures.resolution),
        "times": partial(times_table, record),
        "course": partial(course_table, record),
        "became": partial(became_table, record),
        "promises": partial(promises_table, record),
        "pledges": partial(pledges_table, record),
        "components": partial(components_table, record),
        "standing": partial(standing_table, record),
    }


def digest_of(record: Record) -> Digest:
    """The figures in a few plain sentences."""
    figures = record.assessment.figures
    promises = figures.promises
    return Digest(
        figures.issues,
        Headline(
            figures.resolvable,
            figures.resolved,
            figures.confirmed,
            figures.confirmed_checkable,
            figures.confirmed_entered,
            figures.disputed,
            record.language.share(figures.confirmed, figures.resolvable) if figures.resolvable >= ENOUGH_ISSUES else "",
        ),
        _estimate(figures.first_answer),
        _estimate(figures.resolution),
        promises.get(PromiseState.KEPT, 0),
        sum(promises.get(state, 0) for state in NOT_KEPT),
    )


def _estimate(estimate: Estimate) -> EstimateView:
    return EstimateView(
        estimate.n,
        estimate.events,
        estimate.waiting,
        estimate.unknown,
        estimate.median,
        estimate.low,
        estimate.high,
        estimate.enough,
    )


def _counts(record: Record, counts: Mapping[str, int]) -> tuple[Count, ...]:
    total = sum(counts.values())
    is_enough = total >= ENOUGH_ISSUES
    return tuple(Count(code, n, record.language.share(n, total) if is_enough else "") for code, n in counts.items() if n)
