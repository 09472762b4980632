"""Checks of one issue: the names its header uses, its quote, and its messages one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.model import ISSUE_ID, Issue, IssueType, Level, Plain, Problem, Product, Report, Role, Where
from onrecord.read.checks.acts import check_act
from onrecord.read.checks.roles import check_role
from onrecord.read.drafts import Named
from onrecord.read.known import JoinedIssue, Known
from onrecord.read.suggest import did_you_mean, quoted

NAMELESS = (Plain, Report)
"""What messages add that names nothing."""


def check_issue(joined: JoinedIssue, known: Known) -> Iterator[Problem]:
    """What is wrong with an issue."""
    issue = joined.issue
    yield from check_product(issue, known)
    if issue.duplicate_of:
        yield from check_original(issue.duplicate_of, issue.marks.of("duplicate_of"), known)
    yield from check_quote(issue)
    yield from check_counted(issue, known)
    yield from check_slug(issue)
    for message in issue.thread:
        if not known.has_person(message.author):
            yield from check_person(message.author, message.marks.of("author"), known)
        yield from check_role(message, joined, known)
        if message.amendment and message.amendment.at > known.as_of:
            message_at = f'"{message.amendment.at}" lies after the day of this build, {known.as_of}'
            yield Problem(message.marks.of("amendment.at"), message_at, "is the year right?")
        if message.in_reply_to is not None or type(message.act) not in NAMELESS:
            yield from check_act(message, joined, known)
    if issue.type is IssueType.ASK and known.role(issue.report.author) not in (Role.COMPANY, None):
        yield Problem(issue.marks.of("type"), "an ask by a customer", "only the company asks; a customer's is a question")


def check_names(named: Iterable[Named], known: Known) -> Iterator[Problem]:
    """Names that are not there, which broken records use."""
    check = {"person": check_person, "product": check_product_name, "issue": check_original}
    for name in named:
        yield from check[name.kind](name.id, name.where, known)


def check_person(alias: str, where: Where, known: Known) -> Iterator[Problem]:
    """Somebody nobody knows."""
    if not known.has_person(alias):
        yield Problem(where, f"unknown person {quoted(alias)}", known.hint("person", alias, lambda: meant_person(alias, known)))


def meant_person(alias: str, known: Known) -> str:
    """Who may have been meant by an alias that nobody has."""
    hint = known.now_called(alias, ((p.alias, p.formerly) for p in known.people.values()))
    return hint or did_you_mean(alias, known.people) or f"write content/people/{alias}.yaml"


def check_product_name(id: str, where: Where, known: Known) -> Iterator[Problem]:
    """A product that is not there."""
    if not known.has_product(id):
        yield Problem(where, f"unknown product {quoted(id)}", known.hint("product", id, lambda: meant_product(id, known)))


def meant_product(id: str, known: Known) -> str:
    """Which product may have been meant by an id that none has."""
    hint = known.now_called(id, ((p.id, p.formerly) for p in known.products.values()))
    return hint or did_you_mean(id, known.products)


def check_product(issue: Issue, known: Known) -> Iterator[Problem]:
    """A product or a component that is not there."""
    if issue.product is None:
        if issue.components:
            yield Problem(issue.marks.of("components"), "components without a product", 'write "product"')
        return
    if not known.has_product(issue.product):
        yield from check_product_name(issue.product, issue.marks.of("product"), known)
    product = known.products.get(issue.product)
    if product:
        yield from check_components(issue, product, known)


def check_components(issue: Issue, product: Product, known: Known) -> Iterator[Problem]:
    """Components that the product does not have."""
    ids = [component.id for component in product.components]
    for number, component in enumerate(issue.components):
        if component not in ids:
            hint = known.now_called(component, ((c.id, c.formerly) for c in product.components))
            hint = hint or did_you_mean(component, ids)
            yield Problem(issue.marks.of(f"components.{number}"), f"unknown component {quoted(component)} of {product.id}", hint)


def check_original(original: str | None, where: Where, known: Known) -> Iterator[Problem]:
    """An issue that is a duplicate of one that is not there."""
    if original and ISSUE_ID.fullmatch(original) and not known.has_issue(original):
        yield Problem(where, f"unknown issue {quoted(original)}", did_you_mean(original, known.issues) if "-" in original else "")


def check_counted(issue: Issue, known: Known) -> Iterator[Problem]:
    """A count that is not over yet."""
    at = issue.counted.at.sure if issue.counted else None
    if issue.counted and at and at > known.as_of:
        message = f'"{issue.counted.at.claimed}" lies after the day of this build, {known.as_of}'
        yield Problem(issue.marks.of("counted.at"), message, "is the year right?", Level.WARNING if issue.source else Level.ERROR)


def check_slug(issue: Issue) -> Iterator[Problem]:
    """Words in the name of a file whose words are withheld."""
    if issue.report.withheld and issue.slug:
        message = f"the name says {quoted(issue.slug)} of an issue whose words are withheld"
        yield Problem(Where(issue.marks.start.path), message, f'rename it to "{issue.id}"', Level.WARNING)


def check_quote(issue: Issue) -> Iterator[Problem]:
    """A quote that is not in the report."""
    if not issue.quote:
        return
    act = issue.report.act
    words = [issue.report.text, *(w for w in ((act.title, act.wants) if isinstance(act, Report) else ()) if w)]
    quote = " ".join(issue.quote.split())
    if not any(quote in " ".join(text.split()) for text in words):
        yield Problem(issue.marks.of("quote"), "the quote is not in the report", "it must stand there word for word")
