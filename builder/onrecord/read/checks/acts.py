"""Checks of what a message refers to: other messages of its issue, releases, the original of a duplicate."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import (
    ISSUE_ID,
    Correction,
    Kind,
    Level,
    Message,
    Problem,
    Promise,
    PromiseUpdate,
    Resolution,
    Role,
    Where,
    Withdrawal,
)
from onrecord.read.known import JoinedIssue, Known
from onrecord.read.suggest import did_you_mean, quoted

CLAIMS = frozenset({Kind.REPORT, Kind.CONFIRMATION, Kind.DISPUTE})


def check_act(message: Message, joined: JoinedIssue, known: Known) -> Iterator[Problem]:
    """What is wrong with the names that a message uses."""
    if message.in_reply_to is not None:
        yield from check_reply(message, message.in_reply_to, joined)
    match message.act:
        case Promise(due=due) if message.at.sure and due < message.at.sure:
            hint = "is the year right?"
            yield Problem(message.marks.of("due"), "the promise is due before it was made", hint, Level.WARNING)
        case PromiseUpdate(promise=promise):
            yield from check_promise(message, promise, message.marks.of("promise"), joined)
        case Resolution():
            yield from check_resolution(message, message.act, joined, known)
        case Withdrawal(withdraws=int(withdrawn)):
            yield from check_withdrawn(message, withdrawn, joined)
        case Correction(corrects=corrected):
            yield from check_corrected(message, corrected, joined, known)


def missing(id: int, where: Where, joined: JoinedIssue) -> Iterator[Problem]:
    """A message that is not there (one that is broken is)."""
    if id not in joined.claimed:
        ids = ", ".join(str(known) for known in sorted(joined.messages)[:12])
        yield Problem(where, f"unknown message {id} in issue {joined.issue.id}", f"it has {ids}")


def check_order(message: Message, id: int, where: Where, joined: JoinedIssue) -> Iterator[Problem]:
    """A message that speaks of one which surely came later."""
    other = joined.messages.get(id)
    if other is None or other.id == message.id or message.at.sure is None or other.at.sure is None:
        return
    if (other.at.order, other.id) > (message.at.order, message.id) and other.id != 1:
        same = message.at.sure == other.at.sure
        hint = "of one day, a date alone comes before a time, and a lower id first" if same else "is one of the dates right?"
        imported = message.source or joined.issue.source
        level = Level.WARNING if imported else Level.ERROR
        yield Problem(where, f"message {id} comes later than message {message.id}, which speaks of it", hint, level)


def check_reply(message: Message, id: int, joined: JoinedIssue) -> Iterator[Problem]:
    """A reply to a message that is not there, or to itself."""
    where = message.marks.of("in_reply_to")
    if id == message.id:
        yield Problem(where, "a message in reply to itself")
    elif id not in joined.messages:
        yield from missing(id, where, joined)
    yield from check_order(message, id, where, joined)


def check_promise(message: Message, id: int, where: Where, joined: JoinedIssue) -> Iterator[Problem]:
    """A promise that is not there, or is none."""
    promise = joined.messages.get(id)
    if promise is None:
        yield from missing(id, where, joined)
    elif promise.kind is not Kind.PROMISE:
        promises = [str(m.id) for m in joined.issue.thread if m.kind is Kind.PROMISE and m.id != message.id]
        hint = f"the promises of this issue: {', '.join(promises)}" if promises else "this issue has no promise"
        yield Problem(where, f"message {id} is no promise, it is of the kind {promise.kind.value}", hint)
    else:
        yield from check_order(message, id, where, joined)


def check_resolution(message: Message, act: Resolution, joined: JoinedIssue, known: Known) -> Iterator[Problem]:
    """What a resolution names: promises, releases, the original."""
    for number, promise in enumerate(act.keeps_promise):
        yield from check_promise(message, promise, message.marks.of(f"keeps_promise.{number}"), joined)
    if act.fixed_in:
        yield from check_release(act.fixed_in, message.marks.of("fixed_in"), joined, known)
    original = act.duplicate_of
    if original and ISSUE_ID.fullmatch(original) and not known.has_issue(original):
        yield Problem(message.marks.of("duplicate_of"), f"unknown issue {quoted(original)}")
    header = joined.issue.duplicate_of
    if original and header and original != header:
        hint = f'the header says "{header}"'
        yield Problem(message.marks.of("duplicate_of"), f"the resolution says that it is a duplicate of {quoted(original)}", hint)


def release_key(fixed_in: str, product: str | None) -> tuple[str | None, str]:
    """The product and the version that `fixed_in` names."""
    named, slash, version = fixed_in.rpartition("/")
    return (named, version) if slash else (product, fixed_in)


def check_release(fixed_in: str, where: Where, joined: JoinedIssue, known: Known) -> Iterator[Problem]:
    """A release that is not there."""
    product, version = release_key(fixed_in, joined.issue.product)
    if product is None:
        yield Problem(where, f"the release {quoted(fixed_in)} of no product", 'write it as "product/version"')
    elif not known.has_product(product):
        if product != joined.issue.product:
            yield Problem(where, f"unknown product {quoted(product)}", did_you_mean(product, known.products))
    elif not known.has_release(product, version):
        versions = known.versions.get(product, ())
        hint = did_you_mean(version, versions) or (f"its newest is {versions[0]}" if versions else "it has no releases")
        yield Problem(where, f"unknown release {quoted(version)} of {product}", hint)


def check_withdrawn(message: Message, id: int, joined: JoinedIssue) -> Iterator[Problem]:
    """Something taken back that is not there, is no claim, or is somebody else's."""
    where = message.marks.of("withdraws")
    claim = joined.messages.get(id)
    if claim is None:
        yield from missing(id, where, joined)
    elif claim.kind not in CLAIMS:
        yield Problem(where, f"message {id} is no report and no verdict, it is of the kind {claim.kind.value}")
    elif claim.author != message.author:
        yield Problem(where, f'message {id} is by "{claim.author}"', "only they can take it back")
    else:
        yield from check_order(message, id, where, joined)


def check_corrected(message: Message, id: int, joined: JoinedIssue, known: Known) -> Iterator[Problem]:
    """A correction of what is not there, or of what a customer said."""
    where = message.marks.of("corrects")
    statement = joined.messages.get(id)
    if statement is None:
        yield from missing(id, where, joined)
    elif id == message.id:
        yield Problem(where, "a correction of itself")
    elif known.role(statement.author) not in (Role.COMPANY, None):
        yield Problem(where, f"message {id} is not the company's", "the company mends its own words alone; write a comment")
    else:
        yield from check_order(message, id, where, joined)
