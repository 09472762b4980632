"""Renewing a site: gather the record, lay out the site, make what has changed, and put it in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from onrecord.build.gather import Gathered, WrongError, gather
from onrecord.build.making import Kept, made, view_key
from onrecord.build.memory import Memory
from onrecord.build.relating import forget, relate
from onrecord.build.report import Asked, Report, Watch, count
from onrecord.build.searching import index_of, no_index
from onrecord.build.sources import Seen
from onrecord.build.unchanged import summary_of, whole_key
from onrecord.build.wanted import layouts_of
from onrecord.build.witness import all_doubts, witnessed
from onrecord.derive import assess
from onrecord.engine.plan import Lies, Wanted
from onrecord.engine.run import run
from onrecord.frozen import dataclass
from onrecord.model import Level, OnrecordError, Problem, Site
from onrecord.read import read_project
from onrecord.read.project import unique
from onrecord.render.catalogue import knows
from onrecord.render.page import Page
from onrecord.render.pages.group import FIRST, LAST, THEN, Group
from onrecord.render.pages.layout import ASPECTS, Layout
from onrecord.render.site import site_groups
from onrecord.render.theme import BrokenThemeError, NoChoiceError, Theme, load_theme
from onrecord.seal.sealed import Sealed, sealed_of
from onrecord.write import Folder, Use, lying, publish

WORDLESS = "its pages have them in English; a theme may bring them, in locale/<language>/LC_MESSAGES/onrecord.po"
SEVERAL = 48
"""From how many groups of pages on it pays to make them in several processes."""


def prepare(root: Path, as_of: date | datetime, *, strict: bool = False) -> Report:
    """Read the whole project at `root` and judge it as of a day (an instant is its day in the site's zone): what there is, and all
    that is wrong. OnrecordError where there is no project, or its theme cannot be used."""
    reading = read_project(root, as_of)
    assessment = assess(reading.corpus, reading.as_of)
    is_sound = not any(problem.level is Level.ERROR for problem in reading.problems)
    doubts = all_doubts(reading.corpus, root, sealed_of(root)) if is_sound else ()
    problems = unique((*reading.problems, *assessment.problems, *doubts, *theme_problems(reading.corpus.site, root)))
    messages = sum(len(issue.thread) for issue in reading.corpus.issues.values())
    return Report(count(reading.corpus, messages), reading.as_of, problems, stops(problems, strict=strict))


def stops(problems: Iterable[Problem], *, strict: bool) -> bool:
    """Whether problems keep a build from writing."""
    return any(strict or problem.level is Level.ERROR for problem in problems)


def theme_problems(site: Site, root: Path) -> tuple[Problem, ...]:
    """What is wrong with the theme that a site chose, with those it extends, and with the options it chose. A theme that cannot be
    read at all is a fault, raised when it is used."""
    try:
        theme = load_theme(site.theme, root)
        theme.chosen(site.theme_options)
    except NoChoiceError as error:
        return tuple(Problem(site.marks.of(unfit.field), unfit.message, unfit.hint) for unfit in error.unfit)
    except BrokenThemeError as error:
        return error.problems
    except OnrecordError:
        return ()
    named = {"language": site.language, **{f"languages.{n}": tag for n, tag in enumerate(site.languages) if tag in site.others}}
    return tuple(
        Problem(site.marks.of(field), f'there are no words of the interface in "{tag}"', WORDLESS, Level.WARNING)
        for field, tag in named.items()
        if not knows(tag, theme.catalogues)
    )


def renew(
    root: Path,
    opened: Callable[[], Folder],
    as_of: date | datetime,
    memory: Memory,
    files: Mapping[str, Seen],
    workers: int,
    told: Watch,
    asked: Asked,
) -> Report:
    """Build what has changed, given the folder (to be opened once it is needed), what is remembered and the files of the project as
    they were seen."""
    try:
        gathered = gather(root, as_of, memory, workers, files)
    except WrongError:
        return replace(prepare(root, as_of, strict=asked.strict), stopped=True)
    log = sealed_of(root, draft=asked.draft, whole=asked.sealed)
    doubts = witnessed(gathered, root, log, memory, workers)
    report = _reported(gathered, root, doubts, strict=asked.strict)
    if report.stopped:
        return report
    told("laying out", 0, 0)
    return _published(gathered, memory, opened(), report, files, log, workers, told, asked)


def _reported(gathered: Gathered, root: Path, doubts: Iterable[Problem], *, strict: bool) -> Report:
    shop, rows = gathered.shop, gathered.rows
    problems = unique((*gathered.problems, *doubts, *theme_problems(shop.corpus.site, root)))
    records = count(replace(shop.corpus, issues=rows), sum(row.messages for row in rows.values()))  # type: ignore[arg-type]
    stopped, languages = stops(problems, strict=strict), shop.corpus.site.others
    return Report(records, shop.setting.as_of, problems, stopped, languages=languages)


@dataclass(frozen=True)
class Making:
    """How the pages that are wanted are made: their groups, and in how many processes."""

    layout: Layout
    groups: Sequence[Group]
    workers: int
    told: Watch

    def __call__(self, paths: Sequence[str], use: Use) -> Iterator[tuple[object, str]]:
        """What became of each path's page once it was made and put to use, and its key."""
        wanted, done = frozenset(paths), 0
        items = [(group, held) for group in self.groups if (held := [path for path in group.paths if path in wanted])]
        for stage in (FIRST, THEN, LAST):  # within a stage, processes may be done in any order
            now = [item for item in items if item[0].stage == stage]
            if stage == THEN and self.layout.theme.surveys and len(now) >= SEVERAL:
                _ = self.layout.record.assessment.survey  # made once, for all processes
            for results in run(partial(made, self.layout, use), now, self.workers, SEVERAL):
                yield from results
                done += len(results)
                self.told("writing", done, len(paths))


def _published(
    gathered: Gathered,
    memory: Memory,
    folder: Folder,
    report: Report,
    files: Mapping[str, Seen],
    log: Sealed | None,
    workers: int,
    told: Watch,
    asked: Asked,
) -> Report:
    shop = gathered.shop
    theme = load_theme(shop.corpus.site.theme, folder.root).telling(shop.corpus.site)
    related = related_of(gathered, theme, memory, workers)
    index = index_of(gathered, memory, workers) if "search" in theme.makes else no_index(memory)
    remembered = memory.remembered()
    layout, *others = layouts_of(gathered, remembered, theme, related, index, log)
    kept = partial(Kept, gathered, remembered)
    trees = [(other, kept(other.record, tree)) for tree, other in enumerate(others, 1)]
    groups = site_groups(layout, kept(layout.record), trees)
    pages = tuple(path for group in groups for path in group.paths)
    lies = lying(folder, pages)
    known, keys = looked_at(groups, layout, folder, lies)
    wanted = [Wanted(path, keys.get(path, "")) for path in pages]
    whole = whole_key(files, report.as_of, asked.told)
    report = replace(report, pages=len(pages))
    summary = summary_of(report, shop.corpus.site.timezone.key)
    published = publish(folder, wanted, Making(layout, known, workers, told), lies, ASPECTS, whole, summary)
    return replace(report, rendered=published.rendered, kept=published.kept, removed=published.removed, actions=published.actions)


def related_of(gathered: Gathered, theme: Theme, memory: Memory, workers: int) -> Mapping[str, Sequence[str]]:
    """The issues that are related to each, if the theme shows them; else nothing is sought, and nothing stays remembered of it."""
    if "related" in theme.makes:
        return relate(gathered, memory, workers)
    forget(memory)
    return {}


def looked_at(
    groups: Sequence[Group], layout: Layout, folder: Folder, lies: Mapping[str, Lies]
) -> tuple[Sequence[Group], dict[str, str]]:
    """The key of every page that may stay as it is, and the groups again: where only its view tells a key, the view is made, and
    what is to be made of it is not found twice."""
    files, keys, seen = folder.previous.files, dict[str, str](), list[Group]()
    for group in groups:
        if group.key:
            keys.update((path, group.key) for path in group.paths)
        elif any(path in files and lies.get(path) is Lies.OURS for path in group.paths):
            pages = tuple(group.lay())
            found = {page.path: view_key(layout, page) for page in pages}
            keys |= found
            if any(path not in files or files[path].key != key for path, key in found.items()):
                group = replace(group, lay=partial(_laid, pages))
        seen.append(group)
    return seen, keys


def _laid(pages: Iterable[Page]) -> Iterable[Page]:
    return pages
