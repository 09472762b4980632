"""Building a site: read, derive, render, write; the one place that sees every layer."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from onrecord.derive import assess
from onrecord.engine.plan import Wanted
from onrecord.engine.run import run
from onrecord.model import ALWAYS, Corpus, Level, OnrecordError, Problem, Site
from onrecord.read import read_project
from onrecord.render.make import make
from onrecord.render.page import Page
from onrecord.render.site import site_pages
from onrecord.render.theme import NoChoiceError, load_theme
from onrecord.write import STATE, Use, alone, open_folder, publish

Watch = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Records:
    """How much was read."""

    issues: int
    messages: int
    releases: int
    people: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: the records it read, the pages it made, what of them was written, and every problem, sorted.

    `stopped` says that problems kept it from writing anything; then `pages`, `rendered`, `kept` and `removed` are 0.
    """

    records: Records
    as_of: date
    problems: tuple[Problem, ...] = ()
    stopped: bool = False
    pages: int = 0
    rendered: int = 0
    kept: int = 0
    removed: int = 0


def _nothing(_page: Page) -> bytes:
    """What is made of no page."""
    return b""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What has been read and judged: the report so far, and every page that is wanted, and how it is made
    (none where problems stop the build)."""

    report: Report
    pages: tuple[Page, ...] = ()
    make: Callable[[Page], bytes] = _nothing


def prepare(root: Path, as_of: date | datetime, *, strict: bool = False, watch: Watch | None = None) -> Prepared:
    """Read the project at `root`, judge it as of a day (an instant is its day in the site's zone) and say which pages it wants.

    OnrecordError where there is no project, or its theme cannot be used.
    """
    told = watch or _silent
    told("reading", 0, 0)
    reading = read_project(root, as_of)
    told("judging", 0, 0)
    assessment = assess(reading.corpus, reading.as_of)
    found = {*reading.problems, *assessment.problems, *_theme_problems(reading.corpus.site, root)}
    problems = tuple(sorted(found, key=lambda p: p.order))
    stopped = any(p.level is Level.ERROR for p in problems) or (strict and bool(problems))
    report = Report(count(reading.corpus), reading.as_of, problems, stopped)
    if stopped:
        return Prepared(report)
    told("laying out", 0, 0)
    theme = load_theme(reading.corpus.site.theme, root)
    return Prepared(report, site_pages(reading.corpus, assessment, theme), partial(make, theme=theme))


def _theme_problems(site: Site, root: Path) -> tuple[Problem, ...]:
    """What `site.yaml` chose of themes and is not there. A theme that is there and broken is a fault, raised when it is used."""
    try:
        load_theme(site.theme, root).chosen(site.theme_options)
    except NoChoiceError as error:
        return (Problem(site.marks.of(error.field), str(error)),)
    except OnrecordError:
        return ()
    return ()


def build(
    root: Path,
    out: Path,
    as_of: date | datetime,
    *,
    strict: bool = False,
    workers: int | None = None,
    watch: Watch | None = None,
) -> Report:
    """Build the site of the project at `root` into `out`; the report of what was done.

    With any error in the content (under `strict`: any problem) nothing is written. The same record and the same day give the
    same bytes, however many `workers` (default: one for each processor) render them. `watch` is told the stage, how far it is
    and how far it goes (0 where that is not known). OnrecordError for faults of the world.
    """
    prepared = prepare(root, as_of, strict=strict, watch=watch)
    if prepared.report.stopped:
        return prepared.report
    told = watch or _silent
    pages = {page.path: page for page in prepared.pages}

    def make_and(paths: Sequence[str], use: Use) -> Iterator[object]:
        made = run(partial(_made, prepared.make, use), [pages[path] for path in paths], workers or os.cpu_count() or 1)
        return _counted(made, len(paths), told)

    with alone(root / STATE):
        published = publish(open_folder(root, out), [Wanted(path) for path in pages], make_and)
    return replace(prepared.report, pages=len(pages), rendered=published.rendered, kept=published.kept, removed=published.removed)


def _made(make: Callable[[Page], bytes], use: Use, page: Page) -> object:
    return use(page.path, make(page))


def count(corpus: Corpus) -> Records:
    """How much a corpus holds; the two people who are always there are nobody's record."""
    return Records(
        issues=len(corpus.issues),
        messages=sum(len(issue.thread) for issue in corpus.issues.values()),
        releases=len(corpus.releases),
        people=len(corpus.people.keys() - ALWAYS.keys()),
    )


def _counted(made: Iterable[object], of: int, told: Watch) -> Iterator[object]:
    for done, result in enumerate(made):
        told("writing", done, of)
        yield result


def _silent(stage: str, done: int, of: int) -> None:
    """Nobody watches."""
