"""The quick way from the fields of an issue or message to their values: without pydantic, which takes its time to come and to go.

It answers where a record is sound, with the very values that the shapes of `shapes/` give; for any other there is no answer, and
its shape decides, and tells what is wrong. Each table names the fields that a shape has; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from onrecord.model import By, Format, IssueType, Kind, Outcome, Words
from onrecord.read import limits, values
from onrecord.read.nodes import DoubtError, Fields, Items, Node, Scalar

if TYPE_CHECKING:
    from onrecord.read.shapes import IssueShape, MessageShape

S = TypeVar("S")
Check = Callable[[object], object]
Reader = Callable[[Node], object]
REMEMBERED = 4_096


class Table(Generic[S]):
    """The fields that a shape has: which must be there, those that hold one text, with what gives it its meaning, and all others,
    with what reads them. What it fills has the shape's attributes."""

    def __init__(self, needed: tuple[str, ...], texts: Mapping[str, Check], others: Mapping[str, Reader] | None = None) -> None:
        self.needed = frozenset(needed)
        self.texts = dict(texts)
        self.others = dict(others or {})
        self.kind: Any = type("Filled", (), dict.fromkeys([*self.texts, *self.others]))

    def fill(self, fields: Fields) -> S:
        """The values of fields as attributes, None for what was left out. ValueError where a shape might refuse one."""
        found = {}
        for name, node in fields.entries.items():
            check = self.texts.get(name)
            if type(node) is Scalar:
                value, _, _, is_plain = node
                if value and check:
                    found[name] = check(value)
                elif value or not is_plain or not (check or name in self.others):
                    found[name] = self.others[name](node)
            else:
                found[name] = self.others[name](node)
        if not self.needed <= found.keys():
            raise DoubtError
        filled: S = self.kind()
        filled.__dict__ = found
        return filled


def listed(check: Check) -> Reader:
    """What reads a list of texts; a single one counts as a list of one."""

    def read(node: Node) -> list[object]:
        if type(node) is Scalar:
            return [check(node.text)]
        return [check(text(item)) for item in items(node)]

    return read


def each(table: Table[Any]) -> Reader:
    """What reads a list of inner records."""
    return lambda node: [table.fill(mapping(item)) for item in items(node)]


def by(check: Check, table: Table[Any]) -> Reader:
    """What reads inner records by their names."""
    return lambda node: {check(name): table.fill(mapping(value)) for name, value in mapping(node).entries.items()}


def held(table: Table[Any]) -> Reader:
    """What reads an inner record."""
    return lambda node: table.fill(mapping(node))


def text(node: Node) -> str:
    """The text of a node; DoubtError where it is none."""
    if type(node) is not Scalar or not node.text:
        raise DoubtError
    return node.text


def mapping(node: Node) -> Fields:
    """A node that is a mapping; DoubtError for any other."""
    if type(node) is not Fields:
        raise DoubtError
    return node


def items(node: Node) -> list[Node]:
    """The items of a node; DoubtError where it is no list, or one too long."""
    if type(node) is not Items or len(node.entries) > limits.LIST:
        raise DoubtError
    return node.entries


def passed_over(_node: Node) -> None:
    """Nothing: the messages of a thread are fitted one by one."""


def quickly(table: Table[S], fields: Fields) -> S | None:
    """The values of fields as attributes, None for what was left out; None where a shape must decide."""
    try:
        return table.fill(fields)
    except (ValueError, KeyError):
        return None


def few(check: Check) -> Check:
    """A check of texts of which a site has but few, such as aliases: each is looked at once."""
    return lru_cache(REMEMBERED)(check)


LINE, NAME, PROSE, MESSAGE_ID = values.line, few(values.line), values.words, few(values.message_id)
IDENT, DAY = few(values.ident), few(values.a_day)

SOURCE: Table[Any] = Table(("system", "id"), {"system": LINE, "id": LINE, "url": values.web})
COUNTED: Table[Any] = Table(("what", "n", "at", "source"), {"what": LINE, "n": values.number, "at": values.text, "source": LINE})
TRANSLATION: Table[Any] = Table(("text", "by"), {"title": LINE, "text": PROSE, "by": LINE})
AMENDMENT: Table[Any] = Table(("by", "why", "at"), {"by": few(values.choice(By, "value for by")), "why": PROSE, "at": DAY})
ATTACHMENT: Table[Any] = Table(("file",), {"file": LINE, "alt": LINE, "label": LINE})

WORDS: dict[str, Check] = {
    "author": few(values.alias),
    "text": PROSE,
    "format": few(values.choice(Format, "format")),
    "lang": few(values.language),
    "via": few(values.token),
    "words": few(values.choice(Words, "value for words")),
}
WORDS_OTHERS: dict[str, Reader] = {
    "source": held(SOURCE),
    "amendment": held(AMENDMENT),
    "redacted": listed(NAME),
    "translations": by(values.language, TRANSLATION),
    "attachments": each(ATTACHMENT),
}
REPORT: dict[str, Check] = {"title": LINE, "wants": PROSE}
AFFECTS: dict[str, Reader] = {"affects": listed(NAME)}

ISSUE: Table[IssueShape] = Table(
    ("author", "type", "opened"),
    {
        **WORDS,
        **REPORT,
        "id": values.issue_id,
        "type": few(values.choice(IssueType, "type")),
        "product": IDENT,
        "severity": NAME,
        "duplicate_of": values.reference,
        "quote": PROSE,
        "opened": values.text,
    },
    {
        **WORDS_OTHERS,
        **AFFECTS,
        "components": listed(IDENT),
        "tags": listed(NAME),
        "counted": held(COUNTED),
        "thread": passed_over,
    },
)


KIND = few(values.choice(Kind, "kind"))


def message(
    needed: tuple[str, ...] = (), texts: Mapping[str, Check] | None = None, others: Mapping[str, Reader] | None = None
) -> Table[MessageShape]:
    """The fields of a message of a kind that adds some of its own."""
    common = {"id": MESSAGE_ID, "at": values.text, "kind": KIND, "in_reply_to": MESSAGE_ID}
    return Table(("author", "at", "kind", *needed), {**WORDS, **common, **(texts or {})}, {**WORDS_OTHERS, **(others or {})})


MESSAGES: Mapping[Kind, Table[MessageShape]] = {
    **dict.fromkeys(Kind, message()),
    Kind.REPORT: message((), REPORT, AFFECTS),
    Kind.PROMISE: message(("what", "due"), {"what": PROSE, "due": DAY, "proof": PROSE}),
    Kind.PROMISE_UPDATE: message(
        ("promise",),
        {"promise": MESSAGE_ID, "due": DAY, "kept": values.flag, "dropped": values.flag, "why": PROSE},
    ),
    Kind.RESOLUTION: message(
        ("outcome",),
        {
            "outcome": few(values.choice(Outcome, "outcome")),
            "fixed_in": NAME,
            "why": PROSE,
            "how": PROSE,
            "duplicate_of": values.reference,
        },
        {"keeps_promise": listed(MESSAGE_ID)},
    ),
    Kind.WITHDRAWAL: message((), {"withdraws": MESSAGE_ID}),
    Kind.CORRECTION: message(("corrects",), {"corrects": MESSAGE_ID}),
}
