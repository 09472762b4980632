"""The corpus: issues of four messages, products and their changelogs, the same text from the same seed for every tool."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from bench.prose import change, message, title
from bench.words import COMPONENTS, FIRST, LAST, PRODUCTS, TAGS

OUTCOMES = ("answered", "promised", "resolved", "declined")
FIRST_DAY = datetime(2019, 1, 2, 8, tzinfo=UTC)
MINUTES = 2_500_000
"""From the first issue to the last: about four years and nine months."""
RELEASES = 50


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks."""

    alias: str
    name: str
    staff: bool


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody said at a time, in Markdown."""

    by: Person
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue. Where nothing was promised `promised` is None, where no release fixed it `fixed_in` is empty."""

    number: int
    title: str
    product: str
    component: str
    outcome: str
    tags: tuple[str, ...]
    promised: date | None
    fixed_in: str
    messages: tuple[Message, ...]

    @property
    def slug(self) -> str:
        """Its name in addresses."""
        return f"iss-{self.number:06}"


@dataclass(frozen=True, slots=True)
class Release:
    """A release: its version, its day, and its changes as pairs of a kind and a text."""

    version: str
    day: date
    changes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Corpus:
    """All that is to be published, made anew each time it is asked for.

    `hard` is the share of messages with Markdown that is rare in plain writing. `revision` counts the edits of the issue
    `changed`; `gone` says that the issue `victim` has been deleted."""

    n: int
    seed: int = 7
    hard: float = 0
    revision: int = 0
    gone: bool = False

    @property
    def changed(self) -> int:
        """The number of the issue that is edited: one from the middle."""
        return self.n // 2 + 1

    @property
    def victim(self) -> int:
        """The number of the issue that is deleted."""
        return self.n // 3 + 1

    def people(self) -> tuple[Person, ...]:
        """Everybody: more of them the more is said."""
        customers, staff = max(20, self.n // 5), max(5, self.n // 400)
        return tuple(self._person(k, staff=False) for k in range(customers)) + tuple(
            self._person(k, staff=True) for k in range(staff)
        )

    def _person(self, k: int, *, staff: bool) -> Person:
        name = f"{FIRST[k % len(FIRST)]} {LAST[k // len(FIRST) % len(LAST)]}"
        return Person(f"staff-{k + 1}" if staff else f"customer-{k + 1}", name, staff)

    def issues(self) -> Iterator[Issue]:
        """The issues that there are now, oldest first."""
        return (self.issue(number) for number in range(1, self.n + 1) if not (self.gone and number == self.victim))

    def issue(self, number: int) -> Issue:
        """One issue, as it stands after the edits."""
        issue = self._first(number)
        if number != self.changed or not self.revision:
            return issue
        *before, last = issue.messages
        last = replace(last, text=f"{last.text}\n\nRevision {self.revision} of this answer.")
        return replace(issue, title=f"{issue.title}, revision {self.revision}", messages=(*before, last))

    def _first(self, number: int) -> Issue:
        r = Random(f"{self.seed}-{number}")
        at = FIRST_DAY + timedelta(minutes=number * MINUTES // self.n)
        customer = self._person(r.randrange(max(20, self.n // 5)), staff=False)
        product, component, outcome = r.choice(PRODUCTS), r.choice(COMPONENTS), r.choice(OUTCOMES)
        messages = []
        for k in range(4):
            by = self._person(r.randrange(max(5, self.n // 400)), staff=True) if k % 2 else customer
            messages.append(Message(by, at, message(r, staff=by.staff, hard=r.random() < self.hard)))
            at += timedelta(minutes=r.randint(30, 9000))
        tags = tuple(sorted(r.sample(TAGS, r.randint(1, 3))))
        due = messages[1].at.date() + timedelta(days=r.randint(10, 120))
        promised = due if outcome in ("promised", "resolved") else None
        later = [release.version for release in releases(product) if release.day >= messages[3].at.date()]
        fixed_in = later[0] if later and outcome == "resolved" else ""
        return Issue(number, title(r, component, number), product, component, outcome, tags, promised, fixed_in, tuple(messages))


def releases(product: str) -> tuple[Release, ...]:
    """The releases of a product, oldest first: one in 30 days, five changes each."""
    return _RELEASES[product]


def _made(product: str) -> tuple[Release, ...]:
    r, first = Random(product), date(2019, 1, 15)
    return tuple(
        Release(f"{1 + k // 10}.{k % 10}.0", first + timedelta(days=30 * k), tuple(sorted(change(r) for _ in range(5))))
        for k in range(RELEASES)
    )


_RELEASES = {product: _made(product) for product in PRODUCTS}
