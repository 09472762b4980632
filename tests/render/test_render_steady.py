"""Days that are counted stand on four pages and files beside them: every other is the same where judgements hold no such days."""

from __future__ import annotations

from datetime import date

import pytest

from conftest import ROOT
from onrecord.derive import assess, steady, together
from onrecord.read import read_project
from onrecord.render.make import make
from onrecord.render.site import site_pages
from rendering import broadsheet

COUNTING = {
    *("index.html", "waiting/index.html", "promises/index.html", "figures/index.html"),
    *("figures/first-answer.csv", "figures/resolution.csv", "figures/times.csv"),
}


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 11, 21)])
def test_no_page_but_few_shows_days_that_run(day):
    corpus, theme = read_project(ROOT, day).corpus, broadsheet()
    whole = assess(corpus, day)
    still = {id: steady(judged, day) for id, judged in whole.issues.items()}
    assert still != whole.issues
    running, stripped = (
        {page.path: make(page, theme) for page in site_pages(corpus, assessment, theme)}
        for assessment in (whole, together(corpus, still, day, whole.problems))
    )
    assert running.keys() == stripped.keys()
    assert {path for path in running if running[path] != stripped[path]} <= COUNTING
