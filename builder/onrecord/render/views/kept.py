"""Promises and pledges: how many were kept, kept late, missed, moved or dropped; and what was pledged against what was done."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.derive.findings import Practice
from onrecord.derive.judgement import PledgeState, PromiseState
from onrecord.derive.pledges import FIRST_ANSWER
from onrecord.model import IssueType, Span
from onrecord.render.charts.rows import Part, Row, rows_drawing
from onrecord.render.language import Language
from onrecord.render.tables import TableView
from onrecord.render.views.charts import MOST_ROWS, Chart, chart, is_mirrored, legend_of, of, share, table
from onrecord.render.views.record import Record

PROMISES = {
    PromiseState.KEPT: ("good", ""),
    PromiseState.KEPT_LATE: ("late", "hatch"),
    PromiseState.MISSED: ("bad", "cross"),
    PromiseState.DROPPED: ("bad", "cross"),
    PromiseState.DISPUTED: ("bad", "cross"),
    PromiseState.MOVED: ("open", "dots"),
    PromiseState.DUE: ("open", ""),
}
"""The states of promises in the order in which they are drawn, with the look and the pattern of each."""
PLEDGES = {
    PledgeState.MET: ("good", ""),
    PledgeState.LATE: ("late", "hatch"),
    PledgeState.OVERDUE: ("bad", "cross"),
    PledgeState.RUNNING: ("open", ""),
    PledgeState.UNKNOWN: ("unknown", "dots"),
}
JUDGED = (PledgeState.MET, PledgeState.LATE, PledgeState.OVERDUE)


def promise_words(language: Language) -> dict[PromiseState, str]:
    """What the states of promises are called."""
    _ = language.gettext
    return {
        PromiseState.DUE: _("Due"),
        PromiseState.MOVED: _("Moved"),
        PromiseState.MISSED: _("Missed"),
        PromiseState.KEPT: _("Kept"),
        PromiseState.KEPT_LATE: _("Kept late"),
        PromiseState.DISPUTED: _("Kept, says the company; not so, says the customer"),
        PromiseState.DROPPED: _("Dropped"),
    }


def promises_chart(record: Record) -> Chart:
    """How promises went."""
    _, language, words = record.language.gettext, record.language, promise_words(record.language)
    counts, title = record.assessment.figures.promises, _("How promises went")
    total, states = sum(counts.values()), [state for state in PROMISES if counts.get(state)]
    if not total:
        return chart("promises", None, None, method="promises", reason=_("No promise is on record yet."))
    names = {**words, PromiseState.DISPUTED: _("Disputed")}
    rows = [
        Row(names[s], of(language, counts[s], total), (Part(counts[s], f"part-{PROMISES[s][0]}", PROMISES[s][1]),)) for s in states
    ]
    description = ". ".join(f"{row.name}: {row.said}" for row in rows) + "."
    drawing = rows_drawing("promises", title, description, rows, mirrored=is_mirrored(record))
    cells = ((words[s], language.number(counts.get(s, 0)), share(language, counts.get(s, 0), total)) for s in PROMISES)
    return chart("promises", drawing, table(title, (_("How it went"), _("Promises"), _("Share")), cells), method="promises")


def promises_table(record: Record) -> TableView:
    """The same, to download."""
    counts = record.assessment.figures.promises
    return TableView(("state", "promises"), tuple((state.value, counts.get(state, 0)) for state in PROMISES))


def pledge_words(language: Language) -> dict[PledgeState, str]:
    """What the states of pledges are called."""
    _ = language.gettext
    return {
        PledgeState.MET: _("Kept"),
        PledgeState.LATE: _("Late"),
        PledgeState.OVERDUE: _("Overdue"),
        PledgeState.RUNNING: _("Still time"),
        PledgeState.UNKNOWN: _("Unknown"),
    }


def span_words(language: Language, span: Span) -> str:
    """A length of time in words."""
    if span.business:
        return language.ngettext("%(num)s business day", "%(num)s business days", span.days)
    return language.ngettext("%(num)s day", "%(num)s days", span.days)


def type_words(language: Language) -> Mapping[IssueType, str]:
    """What is pledged to be resolved."""
    _ = language.gettext
    return {
        IssueType.PROBLEM: _("Problem resolved"),
        IssueType.IDEA: _("Idea resolved"),
        IssueType.QUESTION: _("Question resolved"),
        IssueType.PRAISE: _("Praise resolved"),
        IssueType.ASK: _("Resolution of what the company asks"),
    }


def practice_name(language: Language, practice: Practice) -> str:
    """What was pledged, within how long."""
    types = type_words(language)
    what = language.gettext("First answer") if practice.what == FIRST_ANSWER or not practice.type else types[practice.type]
    return language.gettext("%(what)s within %(span)s", what=what, span=span_words(language, practice.span))


def pledges_chart(record: Record) -> Chart | None:
    """What was pledged against what was done; None where nothing was pledged of any issue."""
    _, language, found = record.language.gettext, record.language, record.assessment.figures.practice
    if not found:
        return None
    title, words = _("Pledges against practice"), pledge_words(language)
    rows = [_pledge_row(language, practice, words) for practice in found]
    description = ". ".join(f"{row.name}: {row.said}" for row in rows) + "."
    drawing = rows_drawing("pledges", title, description, rows[:MOST_ROWS], whole=True, mirrored=is_mirrored(record))
    heads = (_("Pledge"), *words.values(), _("Share kept"))
    cells = (
        (
            practice_name(language, p),
            *(language.number(p.states.get(state, 0)) for state in words),
            share(language, p.states.get(PledgeState.MET, 0), judged_of(p)),
        )
        for p in found
    )
    legend = legend_of(_pledge_parts(language, found[0], words), words.values())
    return chart("pledges", drawing, table(title, heads, cells), legend, method="pledges")


def judged_of(practice: Practice) -> int:
    """For how many issues it is known whether a pledge was kept."""
    return sum(practice.states.get(state, 0) for state in JUDGED)


def _pledge_parts(language: Language, practice: Practice, words: Mapping[PledgeState, str]) -> tuple[Part, ...]:
    return tuple(
        Part(n := practice.states.get(state, 0), f"part-{look}", pattern, f"{words[state]}: {language.number(n)}")
        for state, (look, pattern) in PLEDGES.items()
    )


def _pledge_row(language: Language, practice: Practice, words: Mapping[PledgeState, str]) -> Row:
    said = of(language, practice.states.get(PledgeState.MET, 0), judged_of(practice))
    return Row(practice_name(language, practice), said, _pledge_parts(language, practice, words))


def pledges_table(record: Record) -> TableView:
    """The same, to download."""
    rows = (
        (p.what, p.type.value if p.type else None, p.span.days, p.span.business, *(p.states.get(state, 0) for state in PLEDGES))
        for p in record.assessment.figures.practice
    )
    columns = ("pledged", "type", "days", "business_days", *(state.value for state in PLEDGES))
    return TableView(columns, tuple(rows))
