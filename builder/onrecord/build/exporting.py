"""Exporting: the record as open data, without a site."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from onrecord.build.renewing import stops, theme_problems
from onrecord.derive import assess
from onrecord.model import Problem
from onrecord.read import read_project
from onrecord.read.project import unique
from onrecord.render.language import language_of
from onrecord.render.views.record import Record


def record_of(root: Path, as_of: date | datetime, *, strict: bool = False) -> tuple[Record | None, tuple[Problem, ...]]:
    """The record of a project as of a day, as data is made from it (None where something is wrong that stops a build), and all that
    is wrong. OnrecordError where there is no project."""
    reading = read_project(root, as_of)
    assessment = assess(reading.corpus, reading.as_of)
    problems = unique((*reading.problems, *assessment.problems, *theme_problems(reading.corpus.site, root)))
    if stops(problems, strict=strict):
        return None, problems
    return Record(reading.corpus, assessment, language_of(reading.corpus.site)), problems
