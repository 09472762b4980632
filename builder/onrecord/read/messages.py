"""Messages: from the fields of a file to what was said and done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from onrecord.model import (
    ISSUE_ID,
    Act,
    Amendment,
    Correction,
    Format,
    Kind,
    Level,
    Marks,
    Message,
    Plain,
    Problem,
    Promise,
    PromiseUpdate,
    Report,
    Resolution,
    Source,
    Translation,
    When,
    Withdrawal,
    Words,
)
from onrecord.read.drafts import Attached, MessageDraft, MessageDrafts, Named
from onrecord.read.marks import marks_of
from onrecord.read.nodes import Fields, Scalar, is_empty
from onrecord.read.quick import MESSAGES, quickly
from onrecord.read.times import time_at
from onrecord.read.values import ALIAS, IDENT, MESSAGE_ID
from onrecord.read.wording import problems_of_words

if TYPE_CHECKING:  # the shapes are made by pydantic, which is imported where a record is wrong
    from onrecord.read.shapes import (
        AmendmentShape,
        IssueShape,
        MessageShape,
        PromiseUpdateShape,
        ReportShape,
        ResolutionShape,
        SourceShape,
        WordsShape,
    )

KINDS = {kind.value: kind for kind in Kind}
UPDATES = "a promise update says exactly one thing"


def decode_message(
    fields: Fields, path: str, zone: ZoneInfo, *, body: str | None = None, imported: bool = False
) -> tuple[MessageDrafts, tuple[Problem, ...]]:
    """One message of a thread. `body` is the text below the front matter; `imported` says that its issue has a source."""
    kind = kind_of(fields)
    imported = imported or "source" in fields.entries
    shape, problems = shape_of(fields, path, kind)
    told = time_at(fields, "at", path, zone, imported=imported)
    marks = marks_of(fields, path)
    if told.problem:
        problems.append(told.problem)
    if shape is None or told.when is None:
        return broken(fields, marks), tuple(problems)
    problems += problems_of_words(shape, marks, body, shape.kind)
    act, more = act_of(shape, marks)
    problems += more
    if shape.id is None or (problems and any(p.level is Level.ERROR for p in problems)):
        return broken(fields, marks), tuple(problems)
    message = message_of(shape, shape.id, shape.kind, told.when, act, marks, body=body, reply=shape.in_reply_to)
    draft = MessageDraft(message, attached_of(shape, marks), formatted=shape.format is not None, imported=imported)
    return MessageDrafts((draft,)), tuple(problems)


def shape_of(fields: Fields, path: str, kind: Kind | None) -> tuple[MessageShape | None, list[Problem]]:
    """The values of a message, None where they are wrong, and what is wrong with them."""
    shape: MessageShape | None = quickly(MESSAGES[kind], fields) if kind else None
    if shape is not None:
        return shape, []
    from onrecord.read.fit import fit_message

    fitted = fit_message(fields, path, kind, a(kind))
    return fitted.shape, [*known_to_kind(fitted.problems, kind)]


def kind_of(fields: Fields) -> Kind | None:
    """The kind that a message says it is; None for one there is not."""
    node = fields.entries.get("kind")
    return KINDS.get(node.text) if isinstance(node, Scalar) else None


def a(kind: Kind | None) -> str:
    """A kind with its article, as in "an answer"."""
    name = kind.value if kind else "message"
    return f"{'an' if name[0] in 'ao' else 'a'} {name}"


def known_to_kind(problems: tuple[Problem, ...], kind: Kind | None) -> tuple[Problem, ...]:
    """The problems of a message's fields; where its kind is unknown, nothing is said of fields that only some kinds have."""
    return problems if kind else tuple(p for p in problems if " has no field " not in p.message)


def broken(fields: Fields, marks: Marks) -> MessageDrafts:
    """What a broken message still says: its id, so that references to it are not wrong too, and the names it uses."""
    node = fields.entries.get("id")
    named = names_of(fields, marks)
    if isinstance(node, Scalar) and MESSAGE_ID.fullmatch(node.text):
        return MessageDrafts(claimed=((int(node.text), marks.of("id")),), broken=True, named=named)
    unnumbered = (marks.start,) if node is None or is_empty(node) else ()  # what is no id is told by the shape
    return MessageDrafts(unnumbered=unnumbered, broken=True, named=named)


NAMES = (("author", "person", ALIAS), ("product", "product", IDENT), ("duplicate_of", "issue", ISSUE_ID))


def names_of(fields: Fields, marks: Marks) -> tuple[Named, ...]:
    """The names that a record uses, whatever else is wrong with it."""
    nodes = ((kind, pattern, field, fields.entries.get(field)) for field, kind, pattern in NAMES)
    return tuple(
        Named(kind, node.text, marks.of(field))
        for kind, pattern, field, node in nodes
        if isinstance(node, Scalar) and pattern.fullmatch(node.text)
    )


def joined(parts: list[MessageDrafts]) -> MessageDrafts:
    """Several messages as one value."""
    drafts = tuple([draft for part in parts for draft in part.drafts])
    if not any(part.broken for part in parts):  # nor does any of them claim or name anything
        return MessageDrafts(drafts)
    return MessageDrafts(
        drafts,
        tuple(claim for part in parts for claim in part.claimed),
        tuple(where for part in parts for where in part.unnumbered),
        broken=True,
        named=tuple(name for part in parts for name in part.named),
    )


def message_of(
    shape: WordsShape,
    id: int,
    kind: Kind,
    at: When,
    act: Act,
    marks: Marks,
    *,
    body: str | None,
    reply: int | None = None,
) -> Message:
    """The message that a shape holds. Its files are found later, and its format where none is written."""
    return Message(
        id=id,
        author=shape.author,
        at=at,
        kind=kind,
        act=act,
        text=shape.text or body or "",
        format=shape.format or Format.TEXT,
        lang=shape.lang,
        in_reply_to=reply,
        via=shape.via,
        source=source_of(shape.source),
        words=shape.words or Words.PUBLISHED,
        amendment=amendment_of(shape.amendment),
        redacted=tuple(shape.redacted or ()),
        translations=translations_of(shape),
        marks=marks,
    )


def source_of(shape: SourceShape | None) -> Source | None:
    """Where a record came from."""
    return Source(shape.system, shape.id, shape.url) if shape else None


def amendment_of(shape: AmendmentShape | None) -> Amendment | None:
    """That the words were changed, and why."""
    return Amendment(shape.by, shape.why, shape.at) if shape else None


def translations_of(shape: WordsShape) -> Mapping[str, Translation]:
    """The words in other languages, in the order of the languages."""
    if not shape.translations:
        return {}
    return {lang: Translation(t.text, t.by, t.title) for lang, t in sorted(shape.translations.items())}


def attached_of(shape: WordsShape, marks: Marks) -> tuple[Attached, ...]:
    """The files that a message names."""
    if not shape.attachments:
        return ()
    return tuple(
        Attached(file.file, marks.of(f"attachments.{n}.file"), file.alt, file.label) for n, file in enumerate(shape.attachments)
    )


def act_of(shape: MessageShape, marks: Marks) -> tuple[Act, tuple[Problem, ...]]:
    """What a message's kind adds."""
    made = ACTS.get(shape.kind)
    return made(shape, marks) if made else (NOTHING, ())


def report_of(shape: ReportShape | IssueShape) -> Report:
    """What a report adds."""
    return Report(shape.title, shape.wants, tuple(shape.affects or ()))


def update_of(shape: PromiseUpdateShape, marks: Marks) -> tuple[PromiseUpdate, tuple[Problem, ...]]:
    """What became of a promise."""
    update = PromiseUpdate(shape.promise, shape.due, bool(shape.kept), bool(shape.dropped), shape.why)
    effects = [name for name in ("due", "kept", "dropped") if getattr(update, name)]
    if len(effects) > 1:
        message = f'{UPDATES}, and this one has "{effects[0]}" and "{effects[1]}"'
        return update, (Problem(marks.of(effects[1]), message, "write a message for each"),)
    if not effects:
        return update, (
            Problem(marks.start, f"{UPDATES}, and this one says nothing", 'write "due", "kept: true" or "dropped: true"'),
        )
    if effects[0] != "kept" and not shape.why:
        what = "moved" if shape.due else "dropped"
        return update, (Problem(marks.of(effects[0]), f"a promise is {what} without a reason", 'write "why"'),)
    return update, ()


def resolution_of(shape: ResolutionShape, marks: Marks) -> tuple[Resolution, tuple[Problem, ...]]:
    """How the company says that the issue ended."""
    act = Resolution(shape.outcome, shape.fixed_in, tuple(shape.keeps_promise or ()), shape.why, shape.how, shape.duplicate_of)
    is_duplicate = shape.outcome.value == "duplicate"
    problems = []
    if is_duplicate and not shape.duplicate_of:
        problems.append(Problem(marks.of("outcome"), 'missing field "duplicate_of"', "say of which issue it is a duplicate"))
    if shape.duplicate_of and not is_duplicate:
        where = marks.of("duplicate_of")
        problems.append(Problem(where, f"a resolution as {shape.outcome.value} has no original", 'write "outcome: duplicate"'))
    if shape.outcome.value == "made_good" and not shape.how:
        problems.append(Problem(marks.of("outcome"), 'missing field "how"', "say how it was made good: refund, replacement, …"))
    return act, tuple(problems)


NOTHING = Plain()
ACTS: Mapping[Kind, Callable[[Any, Marks], tuple[Act, tuple[Problem, ...]]]] = {
    Kind.REPORT: lambda shape, _: (report_of(shape), ()),
    Kind.PROMISE: lambda shape, _: (Promise(shape.what, shape.due, shape.proof), ()),
    Kind.PROMISE_UPDATE: update_of,
    Kind.RESOLUTION: resolution_of,
    Kind.WITHDRAWAL: lambda shape, _: (Withdrawal(shape.withdraws), ()),
    Kind.CORRECTION: lambda shape, _: (Correction(shape.corrects), ()),
}
