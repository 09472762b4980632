"""Assessing: everything that is judged of the record as of a day, put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from onrecord.derive.assessment import Assessment
from onrecord.derive.judge import judge
from onrecord.derive.judgement import IssueAssessment
from onrecord.derive.roles import roles_of
from onrecord.derive.setting import setting_of
from onrecord.derive.traits import Traits, TraitsOfIssues
from onrecord.model import Corpus, Problem


def assess(corpus: Corpus, as_of: date) -> Assessment:
    """Everything judged of the record as of a day in the site's zone."""
    judged = judge(setting_of(corpus, as_of), corpus.issues)
    return together(corpus, judged.issues, as_of, judged.problems)


def together(
    corpus: Corpus,
    issues: Mapping[str, IssueAssessment],
    as_of: date,
    problems: Iterable[Problem],
    traits: Mapping[str, Traits] | None = None,
    closing: Mapping[tuple[str, str], Sequence[str]] | None = None,
) -> Assessment:
    """The assessment of a record whose issues have been judged, all of them, in the order they were opened.

    `issues` may load each one when it is asked for: nothing is looked at before a part of the assessment is, and then all of them
    once, whatever else is asked. Where `traits` are given, no issue of the corpus is looked at; else they are taken from there.
    `closing` has for each release the issues that it may close, in their order; for want of it, all are looked at.
    """
    told = tuple(sorted(problems, key=lambda problem: problem.order))
    found = TraitsOfIssues(corpus.issues, roles_of(corpus)) if traits is None else traits
    return Assessment(as_of, issues, told, corpus, found, closing)
