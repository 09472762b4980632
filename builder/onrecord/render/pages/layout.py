"""The layout: what saying which pages there are needs, and the keys of what they are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property, partial

from onrecord.derive.judgement import IssueAssessment
from onrecord.derive.solutions import reusable
from onrecord.engine.digest import joined
from onrecord.frozen import dataclass
from onrecord.model import Issue
from onrecord.render.facets import Cut, cuts_of
from onrecord.render.make import HTML
from onrecord.render.outline import Brief, Outline, by_product, by_tag, outline_of
from onrecord.render.page import Page
from onrecord.render.pages.group import Group
from onrecord.render.search.index import Index
from onrecord.render.theme import ONCE, Theme
from onrecord.render.views.record import Record, status_of


@dataclass(frozen=True, slots=True)
class Keys:
    """Digests of what pages are made from, where they are known before their views are.

    `site` covers what every page hangs on, `issues` for each issue all that its own pages hang on but for those related to it,
    which `related` covers where they are shown; `lines` how lists show it, `people`, `products` and `releases` their records.
    """

    site: str
    issues: Mapping[str, str]
    lines: Mapping[str, str]
    related: Mapping[str, str]
    people: Mapping[str, str]
    products: Mapping[str, str]
    releases: Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Layout:
    """The record, its theme, the outline of every issue in the order they were opened, and what is known of keys: those of pages,
    for each release the issues that it may close, for everybody those they spoke on, and what the search knows of words (None where
    the theme has none). `tree` is the language of its pages, empty for the site's main one."""

    record: Record
    theme: Theme
    outlines: Mapping[str, Outline]
    keys: Keys | None = None
    tree: str = ""
    closed: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)
    spoken: Mapping[str, Sequence[str]] = field(default_factory=dict)
    index: Index | None = None
    _closures: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def by_tag(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the issues with each tag."""
        return by_tag(self.outlines)

    @cached_property
    def cuts(self) -> tuple[Cut, ...]:
        """The issues by what they have in common."""
        return cuts_of(self.outlines, self.record.corpus)

    @cached_property
    def by_product(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the issues of each product."""
        return by_product(self.outlines)

    def wants(self, kind: str) -> bool:
        """Whether the theme makes pages of a kind, and they are told in this language."""
        return kind in self.theme.makes and not (self.tree and kind in ONCE)

    def key(self, maker: str, parts: Callable[[Keys], Iterable[str]]) -> str:
        """The key of a page by its maker and what else it is made from (see `ASPECTS`); empty where nothing is known of keys."""
        return key_of(self.keys.site, self.maker(maker), joined(parts(self.keys)), self.words(self.tree)) if self.keys else ""

    def maker(self, maker: str) -> str:
        """A digest of a maker: of a template with all that it includes; other makers are our own code."""
        if maker not in self._closures:
            closure = self.theme.closure(maker.removeprefix(HTML)) if maker.startswith(HTML) else ()
            self._closures[maker] = joined((maker, *(text for pair in closure for text in pair)))
        return self._closures[maker]

    def words(self, tree: str) -> str:
        """A digest of the words of the interface in a language; empty where they stand as they are written."""
        return self.theme.told[tree].catalogue.digest if tree in self.theme.told else ""


ASPECTS = ("the program or the site's settings", "its template", "what it shows", "the words of the interface in its language")
"""What the parts of a page's key stand for."""


def key_of(base: str, maker: str, shown: str, words: str = "") -> str:
    """The key of a page, in the parts that `ASPECTS` name; the last is not there where the words stand as they are written."""
    return f"{base[:16]}-{maker[:16]}-{shown[:32]}-{words[:16]}" if words else f"{base[:16]}-{maker[:16]}-{shown[:32]}"


def outlines_of(record: Record) -> dict[str, Outline]:
    """The outline of every issue, in the order they were opened."""
    return {id: _outline(record, issue) for id, issue in record.corpus.issues.items()}


def _outline(record: Record, issue: Issue) -> Outline:
    judged = record.judged(issue.id)
    return outline_of(issue, record.language.zone, brief_of(issue, judged, unsettled=record.is_unsettled(issue.id)))


def brief_of(issue: Issue, judged: IssueAssessment, *, unsettled: bool) -> Brief:
    """What is judged of an issue in short."""
    return Brief(
        status=status_of(judged),
        promises=bool(judged.commitments),
        solves=sum(1 for _ in reusable(issue, judged)),
        unsettled=unsettled,
        type=issue.type.value,
        year=issue.opened.sure.year if issue.opened.sure else 0,
    )


def one(path: str, maker: str, by: str, view: Callable[[], object], key: str = "") -> Group:
    """A page that is made alone."""
    return Group(by, (path,), partial(_page, path, maker, view), key)


def html(path: str, template: str, by: str, view: Callable[[], object], key: str = "") -> Group:
    """A page of a template that is made alone; it stands in the sitemap."""
    maker = f"{HTML}{template}.html"
    return Group(by, (path,), partial(_page, path, maker, view), key, listed=path)


def _page(path: str, maker: str, view: Callable[[], object]) -> tuple[Page, ...]:
    return (Page(path, maker, view()),)
