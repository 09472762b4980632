"""Removal: a record without the words that were erased; a pure value, so that what is sealed is known before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import PurePosixPath

from onrecord.frozen import replace
from onrecord.model import (
    COMPANY,
    Act,
    Corpus,
    Issue,
    Message,
    Promise,
    PromiseUpdate,
    Report,
    Resolution,
    Role,
    Words,
)
from onrecord.seal.units import place_of
from onrecord.seal.words import NAMES, pieces

ALL = "all"
REMOVED = "[removed]"
"""What stands where a promise was, which has to say something."""
SEVERAL = ("body", "attachment")


@dataclass(frozen=True, slots=True)
class Gone:
    """What is removed of one message: the names of parts, and of those of which there are several the values; or `ALL`."""

    names: tuple[str, ...] = ()
    values: frozenset[tuple[str, str]] = field(default_factory=frozenset)


def gone_of(named: Mapping[str, str]) -> Gone:
    """What is removed, by the names of parts and their values."""
    return Gone(tuple(named), frozenset((name.partition(".")[0], value) for name, value in named.items()))


def without(corpus: Corpus, gone: Mapping[tuple[str, int], Gone], people: Iterable[str] = ()) -> Corpus:
    """The record without what is removed of its messages (by issue and number), and without some people."""
    issues = {
        id: _issue(corpus, issue, {n: one for (of, n), one in gone.items() if of == id}) for id, issue in corpus.issues.items()
    }
    left = {alias: person for alias, person in corpus.people.items() if alias not in {*people}}
    return replace(corpus, issues=issues, people=left)


def _issue(corpus: Corpus, issue: Issue, gone: Mapping[int, Gone]) -> Issue:
    if not gone:
        return issue
    names = pseudonyms(issue)
    thread = tuple(
        removed(message, gone[message.id], _instead(corpus, message, names)) if message.id in gone else message
        for message in issue.thread
    )
    now = replace(issue, thread=thread)
    is_quoted = now.quote and place_of(now.quote, now.report)[0]
    return replace(now, quote=now.quote if is_quoted else None, slug=now.slug if 1 not in gone else "")


def pseudonyms(issue: Issue) -> dict[str, str]:
    """A pseudonym of an issue for each customer in it, which none of its messages uses yet."""
    used = {message.author for message in issue.thread}
    free = (name for n in count(1) if (name := f"anonymous-{n}") not in used)
    return {alias: next(free) for alias in sorted(used)}


def _instead(corpus: Corpus, message: Message, names: Mapping[str, str]) -> str:
    if message.author.startswith("anonymous"):
        return message.author
    return COMPANY if corpus.role(message.author) is Role.COMPANY else names[message.author]


def removed(message: Message, gone: Gone, pseudonym: str) -> Message:
    """A message without what is removed of it."""
    told = {*message.redacted, *(name.partition(".")[0] for name in gone.names)}
    if ALL in gone.names:
        bare = replace(message, act=_bare(message.act), text="", translations={}, attachments=(), lang=None, amendment=None)
        return replace(bare, author=pseudonym, words=Words.WITHHELD, redacted=(ALL,), via=None)
    names, act = set(gone.names), message.act
    if isinstance(act, Report):
        act = replace(act, title=None if "title" in names else act.title, wants=None if "wants" in names else act.wants)
    return replace(
        message,
        author=pseudonym if "author" in names else message.author,
        act=act,
        lang=None if "lang" in names else message.lang,
        text=_left(message.text, gone),
        translations={} if names & {"title", "frame"} or _has(names, "body") else message.translations,
        attachments=tuple(
            a for a in message.attachments if ("attachment", f"{a.digest} {PurePosixPath(a.path).name}") not in gone.values
        ),
        redacted=tuple(name for name in NAMES if name in told),
    )


def _left(text: str, gone: Gone) -> str:
    """A text without the paragraphs that are removed."""
    kept = [piece for piece in pieces(text) if ("body", piece) not in gone.values and ("body", piece.rstrip()) not in gone.values]
    return text if len(kept) == len(pieces(text)) else "".join(kept).rstrip()


def _has(names: Iterable[str], what: str) -> bool:
    return any(name.startswith(f"{what}.") for name in names)


def _bare(act: Act) -> Act:
    match act:
        case Report():
            return Report()
        case Promise():
            return replace(act, what=REMOVED, proof=None)
        case PromiseUpdate():
            return replace(act, why=REMOVED if act.why else None)
        case Resolution():
            return replace(act, why=REMOVED if act.why else None, how=REMOVED if act.how else None)
        case _:
            return act
