"""Assessing: everything that is judged of the record as of a day, put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from onrecord.derive import figures, people, ranking, shipping
from onrecord.derive.assessment import Assessment
from onrecord.derive.judge import judge
from onrecord.derive.judgement import Commitment, IssueAssessment
from onrecord.derive.setting import setting_of
from onrecord.model import Corpus, Problem, id_order


def assess(corpus: Corpus, as_of: date) -> Assessment:
    """Everything judged of the record as of a day in the site's zone."""
    judged = judge(setting_of(corpus, as_of), corpus.issues)
    return together(corpus, judged.issues, as_of, judged.problems)


def together(corpus: Corpus, issues: Mapping[str, IssueAssessment], as_of: date, problems: Iterable[Problem]) -> Assessment:
    """The assessment of a record whose issues have been judged: `issues` are all of them in the order they were opened."""
    all_issues = tuple(issues.values())
    shipped = shipping.release_assessments(corpus, issues)
    return Assessment(
        as_of=as_of,
        issues=issues,
        releases=shipped,
        people=people.people_assessments(corpus, issues, shipped),
        commitments=tuple(sorted((c for i in all_issues for c in i.commitments), key=_by_due)),
        hurting=ranking.hurting(all_issues, corpus.issues),
        waiting=ranking.waiting(all_issues),
        confirmed_lately=ranking.confirmed_lately(all_issues),
        helps=people.helps(corpus),
        figures=figures.figures_of(corpus, all_issues),
        problems=tuple(sorted(problems, key=lambda problem: problem.order)),
    )


def _by_due(commitment: Commitment) -> tuple[date, tuple[str, int], int]:
    return (commitment.due, id_order(commitment.because.issue), commitment.because.message or 0)
