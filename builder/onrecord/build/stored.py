"""What is remembered of an issue between builds: a row that is always read, and what lists show, read when it is asked for."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from onrecord.derive.judgement import IssueAssessment
from onrecord.derive.traits import Traits
from onrecord.engine.codec import Codec, codec
from onrecord.frozen import dataclass
from onrecord.model import Issue, Problem, When, id_order
from onrecord.read.units import Names
from onrecord.render.outline import Brief, Outline, year_of
from onrecord.render.views.parts import BaseLine


@dataclass(frozen=True, slots=True)
class Verdict:
    """What judging an issue gave, in short.

    It was judged as of `since`, and stands until the day `until` (None: for ever) as long as `family` is the key of all that the
    issue and its duplicates hang on. `judged` and `line` are digests of the steady judgement and of how lists show the issue,
    `others` of how they show it in the site's further languages; `brief` is what is judged in short.
    """

    family: str
    since: date
    until: date | None
    judged: str
    line: str
    brief: Brief
    problems: tuple[Problem, ...] = ()
    others: tuple[str, ...] = ()

    def shown(self, tree: int) -> str:
        """A digest of how lists show the issue in a language, by its place among the site's."""
        return self.others[tree - 1] if tree else self.line

    def holds(self, family: str, as_of: date) -> bool:
        """Whether it is what judging a family as of a day would give."""
        return family == self.family and self.since <= as_of and (self.until is None or as_of < self.until)


@dataclass(frozen=True, slots=True)
class Row:
    """What is always known of an issue.

    `sources` is a digest of the files that make it, `key` one of these and of all that reading it looked up. It reads the same as
    of any day that is no earlier than `horizon`. `original` is what it is a duplicate of as it is judged, `circle` as it is
    checked. `attached` are the names under which files beside it are published; `changed`, `latest` and
    `corrections` as in an outline.
    """

    id: str
    sources: str
    key: str
    as_of: date
    horizon: date | None
    opened: When
    names: Names
    original: str | None
    circle: str | None
    messages: int
    product: str | None
    tags: tuple[str, ...]
    files: tuple[str, ...]
    attached: tuple[str, ...]
    type: str
    components: tuple[str, ...]
    changed: date | None
    latest: datetime
    problems: tuple[Problem, ...] = ()
    corrections: tuple[tuple[int, datetime], ...] = ()
    verdict: Verdict | None = None

    def holds(self, as_of: date) -> bool:
        """Whether the issue reads as of a day as it did when this was written down."""
        return as_of == self.as_of or self.horizon is None or (self.horizon <= as_of and self.horizon <= self.as_of)

    @property
    def outline(self) -> Outline:
        """The issue in outline."""
        brief = self.verdict.brief if self.verdict else Brief()
        year = year_of(self.opened)
        return Outline(
            self.product,
            self.tags,
            brief,
            self.attached,
            self.changed,
            self.latest,
            self.type,
            self.components,
            year,
            self.corrections,
        )

    @property
    def order(self) -> tuple[tuple[date, datetime], tuple[str, int]]:
        """What issues are sorted by: when they were opened, then their ids."""
        return (self.opened.order, id_order(self.id))


@dataclass(frozen=True, slots=True)
class Judged:
    """What is judged of an issue without what moves from day to day, and its traits."""

    judged: IssueAssessment
    traits: Traits


@dataclass(frozen=True, slots=True)
class Worked:
    """An issue worked out: its row, and what the other tables hold of it (empty where that has not changed); `others` are its lines
    in the site's further languages. `written` is the row as it is written down, where that is known already: it travels so between
    processes."""

    row: Row
    issue: bytes = b""
    judged: bytes = b""
    line: bytes = b""
    written: bytes = b""
    others: tuple[bytes, ...] = ()

    def __reduce__(self) -> tuple[object, ...]:
        return (_received, (self.written or row_codec().encode(self.row), self.issue, self.judged, self.line, self.others))


def _received(written: bytes, issue: bytes, judged: bytes, line: bytes, others: tuple[bytes, ...]) -> Worked:
    return Worked(row_codec().decode(written), issue, judged, line, written, others)


@cache
def row_codec() -> Codec[Row]:
    """How a row is written down."""
    return codec(Row)


@cache
def issue_codec() -> Codec[Issue]:
    """How an issue's record is written down."""
    return codec(Issue)


@cache
def judged_codec() -> Codec[Judged]:
    """How a judgement is written down."""
    return codec(Judged)


@cache
def line_codec() -> Codec[BaseLine]:
    """How it is written down what lists show of an issue."""
    return codec(BaseLine)
