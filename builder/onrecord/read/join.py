"""Joining what several files say of one issue: its header, its messages in their order, their files and formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise

from onrecord.frozen import dataclass, replace
from onrecord.model import Attachment, Format, Issue, Kind, Level, Message, Problem, Role, When, Where
from onrecord.read import limits
from onrecord.read.drafts import Attached, IssueDraft, MessageDraft
from onrecord.read.known import JoinedIssue
from onrecord.read.times import SHOWN

Find = Callable[[str, MessageDraft, Attached], "Attachment | Problem"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What joining needs beside the drafts: the day of the build, on which side each alias speaks, and how a file is found."""

    as_of: date
    roles: Mapping[str, Role]
    find: Find


def join(id: str, drafts: list[IssueDraft], setting: Setting, *, claimed: bool) -> tuple[JoinedIssue | None, list[Problem]]:
    """The issue that drafts of one id make, or None where they make none. `claimed` says that a broken header is there."""
    headers = [draft for draft in drafts if draft.is_header]
    problems = [
        Problem(d.where, f'duplicate issue "{id}"', f"the first is at {headers[0].where}; the ids of issues are never used again")
        for d in headers[1:]
    ]
    kept = [d for d in drafts if d not in headers[1:]] if len(headers) > 1 else drafts
    if not headers and not claimed:
        hint = f"write content/issues/{id}.md, or issue.md in this folder"
        return None, [Problem(drafts[0].where, f'a message of the issue "{id}", which has no header', hint)]
    messages, found = messages_of(id, kept)
    problems += found
    header, report = (headers[0].header, headers[0].report) if headers else (None, None)
    if header is None or report is None:
        return None, problems
    thread, found = thread_of(header, [report, *messages], setting)
    problems += found
    ids = frozenset([id for d in kept for id, _ in d.later.claimed])
    broken = any(d.later.broken for d in kept) or any(p.level is Level.ERROR for p in problems)
    reporters = frozenset([m.author for m in thread if m.kind is Kind.REPORT])
    return JoinedIssue(replace(header, thread=thread), {m.id: m for m in thread}, reporters, ids, broken), problems


def messages_of(id: str, drafts: list[IssueDraft]) -> tuple[list[MessageDraft], list[Problem]]:
    """The later messages of an issue, each id once."""
    seen: dict[int, Where] = {1: next((d.where for d in drafts if d.is_header), Where(""))}
    messages, problems = [], []
    sound = [m for d in drafts for m in d.later.drafts]
    ids = {m.message.id for m in sound}
    if len(ids) == len(sound) < limits.MESSAGES and 1 not in ids and not any(d.later.broken for d in drafts):
        return sound, []
    found = [(m.message.id, m.message.marks.of("id"), m) for m in sound]
    lost = [(number, where, None) for d in drafts for number, where in d.later.claimed]
    free = max((number for number, _, _ in (*found, *lost)), default=1) + 1
    for number, where, message in sorted([*found, *lost], key=lambda one: one[1]):
        if number in seen:
            problems.append(Problem(where, taken(id, number, seen[number]), f'the next free id is {free}: write "id: {free}"'))
            continue
        seen[number] = where
        if message:
            messages.append(message)
    for where in sorted(place for d in drafts for place in d.later.unnumbered):
        problems.append(Problem(where, 'missing field "id"', f'write "id: {free}"'))
        free += 1
    if len(seen) > limits.MESSAGES:
        problems.append(Problem(seen[1], f"an issue holds more than {limits.MESSAGES:,} messages", "open a new one"))
    return messages, problems


def taken(issue: str, number: int, first: Where) -> str:
    """What to say of a message id that is used twice."""
    if number == 1:
        return "duplicate message 1: message 1 is the report"
    return f"duplicate message {number} in issue {issue}: the first is at {first}"


def thread_of(header: Issue, drafts: list[MessageDraft], setting: Setting) -> tuple[tuple[Message, ...], list[Problem]]:
    """The messages of an issue, complete and in order."""
    problems: list[Problem] = []
    opened = header.opened
    messages = []
    for draft in drafts:
        at, problem = timed(draft, opened, setting.as_of)
        files, wrong = files_of(header.id, draft, setting.find)
        if problem:
            problems.append(problem)
        problems += wrong
        messages.append(completed(draft, at, files, setting.roles))
    return in_order(messages), problems


def completed(draft: MessageDraft, at: When, files: tuple[Attachment, ...], roles: Mapping[str, Role]) -> Message:
    """A message with its files, its sure time, and the format of its side where none is written."""
    message = draft.message
    markdown = not draft.formatted and roles.get(message.author) is Role.COMPANY
    if at is message.at and not files and not markdown:
        return message
    return replace(message, at=at, attachments=files, format=Format.MARKDOWN if markdown else message.format)


def timed(draft: MessageDraft, opened: When, as_of: date) -> tuple[When, Problem | None]:
    """A message's time, and what is wrong with it: it lies before its issue, or after the day of the build."""
    at = draft.message.at
    if at.doubtful:
        contradicts = at.day and (at.day > as_of or (opened.sure and at.day < opened.sure))
        return (replace(at, day=None) if contradicts else at), None
    if at.day and at.day > as_of:
        message = f'"{at.claimed}" lies after the day of this build, {as_of}'
        hint = "is the year right?"
    elif is_before(at, opened):
        message = f'"{at.claimed}" lies before its issue was opened, "{opened.claimed}"'
        hint = "a message cannot be older than its report"
    else:
        return at, None
    where = draft.message.marks.of("opened" if draft.message.id == 1 else "at")
    if draft.imported:
        return When(None, claimed=at.claimed, doubtful=True), Problem(where, message, SHOWN, Level.WARNING)
    return at, Problem(where, message, hint)


def is_before(at: When, opened: When) -> bool:
    """Whether a time lies before another; a date alone is the whole day, and so is what a doubtful opening begins with."""
    if at.sure is None or opened.day is None:
        return False
    if at.instant and opened.instant:
        return at.instant < opened.instant
    return at.sure < opened.day


def files_of(id: str, draft: MessageDraft, find: Find) -> tuple[tuple[Attachment, ...], list[Problem]]:
    """The files of a message, and what is wrong with them."""
    if not draft.attached:
        return (), []
    found = [find(id, draft, attached) for attached in draft.attached]
    return tuple(f for f in found if isinstance(f, Attachment)), [f for f in found if isinstance(f, Problem)]


def in_order(messages: list[Message]) -> tuple[Message, ...]:
    """A thread in the order of its times; the report first, and a time nobody can be sure of just after the next lower id."""
    by_id = sorted(messages, key=lambda m: m.id)
    after = {lower.id: m for lower, m in pairwise(by_id) if not m.at.sure}
    anchors = sorted([m for m in by_id[1:] if m.at.sure], key=lambda m: (m.at.order, m.id))
    if not after:
        return (by_id[0], *anchors)
    thread: list[Message] = []
    for anchor in (by_id[0], *anchors):
        thread.append(anchor)
        while (follower := after.get(thread[-1].id)) is not None:
            thread.append(follower)
    return tuple(thread)
