"""The report of a build: how much was read, what is wrong, what was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from onrecord.engine.plan import Action
from onrecord.frozen import dataclass
from onrecord.model import ALWAYS, Corpus, Problem

Watch = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a build is asked for: to take every warning for an error; a `draft`, which may differ from what was sealed, and says so;
    `sealed`, to refuse what was never sealed."""

    strict: bool = False
    draft: bool = False
    sealed: bool = False

    @property
    def told(self) -> str:
        """What of it the pages, or what was checked of them, hang on."""
        return f"{'draft' * self.draft}{'sealed' * self.sealed}"


@dataclass(frozen=True, slots=True)
class Records:
    """How much was read."""

    issues: int
    messages: int
    releases: int
    people: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: the records it read, the pages it wants, what of them was written, and every problem, sorted.

    `stopped` says that problems kept it from writing anything; then `pages`, `rendered`, `kept` and `removed` are 0. `actions` say
    what was done with each path, and why. `languages` are those beside the main one that the site is told in, each in a folder of
    its name.
    """

    records: Records
    as_of: date
    problems: tuple[Problem, ...] = ()
    stopped: bool = False
    pages: int = 0
    rendered: int = 0
    kept: int = 0
    removed: int = 0
    actions: tuple[Action, ...] = ()
    languages: tuple[str, ...] = ()


def count(corpus: Corpus, messages: int) -> Records:
    """How much a corpus holds; the two people who are always there are nobody's record."""
    return Records(len(corpus.issues), messages, len(corpus.releases), len(corpus.people.keys() - ALWAYS.keys()))


def silent(stage: str, done: int, of: int) -> None:
    """Nobody watches."""
