"""Making: the pages of groups, from what is remembered of issues, in whatever process, put to use where they are made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.build.gather import Gathered
from onrecord.build.memory import Remembered
from onrecord.build.shelf import WINDOW
from onrecord.build.stored import issue_codec, judged_codec, line_codec
from onrecord.build.version import version
from onrecord.derive import Assessment
from onrecord.derive.judgement import IssueAssessment
from onrecord.engine.fingerprint import fingerprint
from onrecord.model import Issue
from onrecord.render.make import make
from onrecord.render.page import Page
from onrecord.render.pages.group import Group
from onrecord.render.pages.layout import Layout, key_of
from onrecord.render.views.parts import BaseLine
from onrecord.render.views.record import Record
from onrecord.write import Use


class Kept:
    """The record from which an issue's own pages are made: it holds that issue and its duplicates, judged without what moves from
    day to day, so that these pages change when one of them does and on no other day. `shown` is the record that the pages of its
    language are made from otherwise, `tree` the place of that language among the site's."""

    def __init__(self, gathered: Gathered, memory: Remembered, shown: Record, tree: int = 0) -> None:
        rows = gathered.rows
        self._families = gathered.families
        self._known = rows
        self._rows = tuple(rows.values())
        self._places = {id: place for place, id in enumerate(rows)}
        self._memory = memory
        self._tree = tree
        self._related = shown.related
        self._near: dict[str, tuple[bytes, bytes, bytes]] = {}
        self._beside: dict[str, bytes] = {}
        self._issues: dict[str, Issue] = {}
        self._judged: dict[str, IssueAssessment] = {}
        self._lines: dict[str, BaseLine] = {}
        corpus = replace(shown.corpus, issues=self._issues)
        assessment = Assessment(gathered.shop.setting.as_of, self._judged, (), corpus, {})
        self._record = Record(
            corpus,
            assessment,
            shown.language,
            shown.options,
            shown.folder,
            shown.trees,
            self._lines,
            related=shown.related,
            log=shown.log,
        )

    def __call__(self, id: str) -> Record:
        """The record for an issue. It holds until the next is asked for."""
        self._issues.clear()
        self._judged.clear()
        self._lines.clear()
        self._record.forget()
        for member in self._families[id].members:
            self._issues[member], self._judged[member] = self._loaded(member)
        for other in self._related.get(id, ()):
            self._lines[other] = line_codec().decode(self._beside[other])
        return self._record

    def _loaded(self, id: str) -> tuple[Issue, IssueAssessment]:
        """An issue with its judgement; those opened next are loaded with it, since they are asked for next."""
        if id not in self._near:
            rows = self._rows[(start := self._places[id]) : start + WINDOW]
            issues, judged, lines = self._memory.issues(rows), self._memory.judged(rows), self._memory.lines(rows, self._tree)
            self._near = {row.id: (issues[row.id], judged[row.id], lines[row.id]) for row in rows}
            beside = dict.fromkeys(other for row in rows for other in self._related.get(row.id, ()))
            self._beside = lines | self._memory.lines((self._known[other] for other in beside if other not in lines), self._tree)
        issue, judgement, line = self._near[id]
        self._lines[id] = line_codec().decode(line)
        return issue_codec().decode(issue), judged_codec().decode(judgement).judged


def pages_of(group: Group, wanted: Sequence[str]) -> Iterator[Page]:
    """Those pages of a group that are wanted, in their order."""
    chosen = frozenset(wanted)
    return (page for page in group.lay() if page.path in chosen)


def made(layout: Layout, use: Use, item: tuple[Group, Sequence[str]]) -> list[tuple[object, str]]:
    """What became of each wanted page of a group once it was made and put to use, and its key."""
    group, wanted = item
    return [(use(page.path, make(page, layout.theme)), group.key or view_key(layout, page)) for page in pages_of(group, wanted)]


def view_key(layout: Layout, page: Page) -> str:
    """The key of a page by its view: the program, what makes the page, and all that the view holds."""
    return key_of(version(), layout.maker(page.maker), fingerprint(page.view), layout.words(page.language))
