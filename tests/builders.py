"""Records for tests, with everything that a test does not care about filled in.

Days are written as text: `an_issue(opened="2026-05-02")`, `a_message(2, "answer", at="2026-05-03T10:00+02:00")`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from onrecord.model import (
    ALWAYS,
    UNKNOWN,
    Act,
    Calendar,
    Change,
    ChangeKind,
    Company,
    Component,
    Corpus,
    Correction,
    Format,
    FreePage,
    Issue,
    IssueType,
    Kind,
    Marks,
    Message,
    Outcome,
    Person,
    Plain,
    Product,
    Promise,
    PromiseUpdate,
    Release,
    Report,
    Resolution,
    Role,
    Site,
    Source,
    When,
    Where,
    Withdrawal,
    id_order,
    whole_day,
)

CUSTOMERS = ("ann", "bea", "cem")
STAFF = ("jo", "kim")
OBSERVER = "obs"
COMPANY_KINDS = {
    Kind.ACKNOWLEDGEMENT,
    Kind.ANSWER,
    Kind.REQUEST,
    Kind.PROMISE,
    Kind.PROMISE_UPDATE,
    Kind.RESOLUTION,
    Kind.CORRECTION,
}


def a_when(at: str | date | When | None) -> When:
    """A day, an instant (with its zone), or `unknown`; the day of an instant is the one in its own zone."""
    if isinstance(at, When):
        return at
    if isinstance(at, date):
        return whole_day(at)
    if at is None or at == "unknown":
        return UNKNOWN
    if len(at) == len("2026-05-02"):
        return whole_day(date.fromisoformat(at))
    instant = datetime.fromisoformat(at)
    return When(instant.date(), instant, claimed=at)


def doubtful(claimed: str, day: str | None = None) -> When:
    """A time of an import that cannot be trusted."""
    return When(date.fromisoformat(day) if day else None, claimed=claimed, doubtful=True)


def a_source(url: str | None = "https://example.org/1", system: str = "elsewhere", id: str = "1") -> Source:
    """Where a record came from; `url=None` for one that nobody can look at."""
    return Source(system, id, url)


def a_message(
    id: int = 2,
    kind: Kind | str = Kind.COMMENT,
    *,
    at: str | date | When | None = "2026-05-03",
    author: str | None = None,
    text: str = "Some words.",
    **rest: Any,
) -> Message:
    """A message. What its kind adds may stand beside the rest: `a_message(3, "resolution", outcome="fixed", fixed_in="1.2")`."""
    kind = Kind(kind)
    own = {name: rest.pop(name) for name in ACT_FIELDS.get(kind, ()) if name in rest}
    author = author or (STAFF[0] if kind in COMPANY_KINDS else CUSTOMERS[0])
    act = rest.pop("act", None) or an_act(kind, own)
    markdown = Format.MARKDOWN if author in STAFF else Format.TEXT
    rest.setdefault("marks", Marks(Where("content/issues/1.md", id, 1)))
    return Message(id, author, a_when(at), kind, act, text, rest.pop("format", markdown), **rest)


ACT_FIELDS = {
    Kind.REPORT: ("title", "wants", "affects"),
    Kind.PROMISE: ("what", "due", "proof"),
    Kind.PROMISE_UPDATE: ("promise", "due", "kept", "dropped", "why"),
    Kind.RESOLUTION: ("outcome", "fixed_in", "keeps_promise", "why", "how", "duplicate_of"),
    Kind.WITHDRAWAL: ("withdraws",),
    Kind.CORRECTION: ("corrects",),
}


def an_act(kind: Kind, own: dict[str, Any]) -> Act:
    """What a kind adds, with sensible values for what is not given."""
    if isinstance(own.get("due"), str):
        own["due"] = date.fromisoformat(own["due"])
    match kind:
        case Kind.REPORT:
            return Report(**({"title": "The fans are too loud"} | own))
        case Kind.PROMISE:
            return Promise(**({"what": "Quieter fans", "due": date(2026, 6, 1)} | own))
        case Kind.PROMISE_UPDATE:
            return PromiseUpdate(**({"promise": 2} | own))
        case Kind.RESOLUTION:
            return Resolution(**(own | {"outcome": Outcome(own.get("outcome", "done"))}))
        case Kind.WITHDRAWAL:
            return Withdrawal(**own)
        case Kind.CORRECTION:
            return Correction(**({"corrects": 2} | own))
        case _:
            return Plain()


def an_issue(
    id: str = "1",
    *thread: Message,
    type: IssueType | str = IssueType.PROBLEM,
    opened: str | date | When | None = "2026-05-02",
    author: str = CUSTOMERS[0],
    title: str | None = "The fans are too loud",
    text: str = "They roar.",
    wants: str | None = None,
    affects: tuple[str, ...] = (),
    report: dict[str, Any] | None = None,
    **rest: Any,
) -> Issue:
    """An issue; the messages given come after its report, in the order given. `report` holds more fields of message 1."""
    path = f"content/issues/{id}.md"
    first = a_message(
        1,
        Kind.REPORT,
        at=opened,
        author=author,
        text=text,
        act=Report(title, wants, affects),
        **({"marks": Marks(Where(path, 1, 1))} | (report or {})),
    )
    rest.setdefault("product", "fans")
    rest.setdefault("marks", Marks(Where(path, 1, 1)))
    return Issue(id, IssueType(type), (first, *thread), **rest)


def a_change(text: str = "The fans are quiet.", *closes: str, kind: ChangeKind | str = ChangeKind.FIXED, **rest: Any) -> Change:
    """A change of a release, and the issues that it closes."""
    return Change(ChangeKind(kind), text, closes, **rest)


def a_release(
    version: str = "1.0", *changes: Change, product: str = "fans", date: str | date | When | None = "2026-06-01", **rest: Any
) -> Release:
    """A release; `date=None` for what is made and not yet released."""
    return Release(product, version, None if date is None else a_when(date), changes, **rest)


def newest(release: Release) -> tuple[object, ...]:
    """What releases are sorted by: those not yet released are the newest."""
    return (release.date is None, release.date.order if release.date else (), release.version)


def a_person(alias: str = "ann", role: Role | str = Role.CUSTOMER, **rest: Any) -> Person:
    """Somebody who speaks in the record."""
    return Person(alias, Role(role), **rest)


def a_product(id: str = "fans", name: str = "Fans", components: Iterable[str] = ("motor",), **rest: Any) -> Product:
    """A product and its components (by id)."""
    return Product(id, name, components=tuple(Component(c, c.title()) for c in components), **rest)


def a_site(**rest: Any) -> Site:
    """What `site.yaml` says."""
    return Site(**({"title": "Acme on record", "company": Company("Acme"), "url": "https://feedback.example.com/"} | rest))


def a_corpus(
    *issues: Issue,
    releases: Iterable[Release] = (),
    people: Iterable[Person] = (),
    products: Iterable[Product] | None = None,
    pages: Iterable[FreePage] = (),
    site: Site | None = None,
    calendar: Calendar | None = None,
) -> Corpus:
    """The whole record. The customers ann, bea and cem, the staff jo and kim and the observer obs are always there."""
    always = [
        *ALWAYS.values(),
        *(a_person(alias) for alias in CUSTOMERS),
        *(a_person(alias, Role.COMPANY) for alias in STAFF),
        a_person(OBSERVER, Role.OBSERVER),
    ]
    known = {p.alias: p for p in [*always, *people]}
    return Corpus(
        site or a_site(),
        {i.id: i for i in sorted(issues, key=lambda i: (i.opened.order, id_order(i.id)))},
        {p.id: p for p in ([a_product()] if products is None else products)},
        {r.key: r for r in sorted(sorted(releases, key=newest, reverse=True), key=lambda r: r.product)},
        {alias: known[alias] for alias in sorted(known)},
        {p.name: p for p in pages},
        calendar or Calendar(),
    )
