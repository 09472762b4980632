"""The record in numbers, the words first: how long answers and resolutions took, what was confirmed, which promises were kept."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.derive.assessment import Estimate
from onrecord.derive.judgement import PledgeState, PromiseState
from onrecord.frozen import dataclass
from onrecord.model import IssueType
from onrecord.render import routes
from onrecord.render.views.frame import Frame, frame_of
from onrecord.render.views.parts import Link
from onrecord.render.views.record import Record

NOT_KEPT = (PromiseState.KEPT_LATE, PromiseState.MISSED, PromiseState.DROPPED, PromiseState.DISPUTED)


@dataclass(frozen=True, slots=True)
class EstimateView:
    """A time in days. `median` is None where fewer than half are over, `low` and `high` where the interval is open."""

    name: Link
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
class PledgeRow:
    """How one pledge went: how many issues in each state."""

    what: str
    met: int
    late: int
    overdue: int
    running: int
    unknown: int
    share: str


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """How many issues a component has."""

    product: Link
    component: str
    issues: int


@dataclass(frozen=True, slots=True)
class MonthRow:
    """What happened in a month."""

    name: str
    opened: int
    answered: int
    resolved: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class Headline:
    """What customers confirmed of what could be, split by how anyone can check it."""

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
    """The page of figures."""

    frame: Frame
    digest: Digest
    by_status: tuple[Count, ...]
    by_type: tuple[Count, ...]
    answers: tuple[EstimateView, ...]
    resolutions: tuple[EstimateView, ...]
    promises: tuple[Count, ...]
    pledges: tuple[PledgeRow, ...]
    components: tuple[ComponentRow, ...]
    months: tuple[MonthRow, ...]
    times_unknown: int
    data: str


def figures_view(record: Record) -> FiguresView:
    """The page of figures."""
    here, _, figures = routes.FIGURES, record.language.gettext, record.assessment.figures
    return FiguresView(
        frame=frame_of(
            record, here, _("Figures"), _("The record in numbers, with how they were counted."), section="figures", judges=True
        ),
        digest=digest_of(record),
        by_status=_counts(record, {**{s.value: n for s, n in figures.by_status.items()}, "praise": figures.praise}),
        by_type=_counts(record, {t.value: figures.by_type.get(t, 0) for t in IssueType}),
        answers=_estimates(record, figures.first_answer_by_product, here),
        resolutions=_estimates(record, figures.resolution_by_product, here),
        promises=_counts(record, {s.value: figures.promises.get(s, 0) for s in PromiseState}),
        pledges=_pledges(record),
        components=tuple(_component(record, row, here) for row in figures.components),
        months=tuple(MonthRow(record.language.month(year, month), *rest) for year, month, *rest in figures.by_month),
        times_unknown=figures.times_unknown,
        data=routes.href(here, routes.DATA),
    )


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
            record.language.share(figures.confirmed, figures.resolvable),
        ),
        _estimate(Link(""), figures.first_answer),
        _estimate(Link(""), figures.resolution),
        promises.get(PromiseState.KEPT, 0),
        sum(promises.get(state, 0) for state in NOT_KEPT),
    )


def _estimate(name: Link, estimate: Estimate) -> EstimateView:
    return EstimateView(
        name,
        estimate.n,
        estimate.events,
        estimate.waiting,
        estimate.unknown,
        estimate.median,
        estimate.low,
        estimate.high,
        estimate.enough,
    )


def _estimates(record: Record, estimates: Mapping[str, Estimate], here: str) -> tuple[EstimateView, ...]:
    return tuple(_estimate(record.product_link(id, here), estimate) for id, estimate in estimates.items() if estimate.n)


def _counts(record: Record, counts: Mapping[str, int]) -> tuple[Count, ...]:
    total = sum(counts.values())
    return tuple(Count(code, n, record.language.share(n, total)) for code, n in counts.items() if n)


def _pledges(record: Record) -> tuple[PledgeRow, ...]:
    found: dict[str, dict[PledgeState, int]] = {}
    for (what, state), n in record.assessment.figures.pledges.items():
        found.setdefault(what, {})[state] = n
    return tuple(_pledge(record, what, states) for what, states in sorted(found.items()))


def _pledge(record: Record, what: str, states: Mapping[PledgeState, int]) -> PledgeRow:
    met, late, overdue = (states.get(s, 0) for s in (PledgeState.MET, PledgeState.LATE, PledgeState.OVERDUE))
    judged = met + late + overdue
    share = record.language.share(met, judged) if judged else ""
    return PledgeRow(what, met, late, overdue, states.get(PledgeState.RUNNING, 0), states.get(PledgeState.UNKNOWN, 0), share)


def _component(record: Record, row: tuple[str, str, int], here: str) -> ComponentRow:
    product, component, issues = row
    (name,) = record.component_names(record.corpus.products.get(product), (component,))
    return ComponentRow(record.product_link(product, here), name, issues)
