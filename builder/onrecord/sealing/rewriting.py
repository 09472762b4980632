"""Rewriting: the files of a record, changed to say what is left of it, and not a byte beside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.importers.edit import UneditableError, edited
from onrecord.model import Corpus, Issue, Message
from onrecord.read.canonical import issue_fields, message_fields
from onrecord.read.document import Document, front_matter, stream
from onrecord.read.emit import Value
from onrecord.read.redactions import PATH as REDACTIONS
from onrecord.read.source import SourceFile
from onrecord.sealing.landing import put

ISSUES = "content/issues"


@dataclass(slots=True)
class Rewriting:
    """The files that were changed, moved or taken away, and those that cannot be changed without losing something, with why."""

    root: Path
    changed: list[str] = field(default_factory=list)
    by_hand: list[tuple[str, str]] = field(default_factory=list)

    def edit(self, path: str, id: str, before: Mapping[str, Value], after: Mapping[str, Value]) -> None:
        """Change fields of one record of a file."""
        changes = {name: after.get(name) for name in {**before, **after} if before.get(name) != after.get(name)}
        if not changes:
            return
        file = SourceFile(path, (self.root / path).read_bytes())
        try:
            text = edited(file, _document(file, id), changes, [*after, *before])
        except UneditableError as error:
            self.by_hand.append((path, f"take {', '.join(changes)} out, as it was redacted ({error.why})"))
            return
        put(self.root / path, text.encode("utf-8"))
        self.changed.append(path)

    def remove(self, path: str) -> None:
        """Take a file away."""
        if (self.root / path).is_file():
            (self.root / path).unlink()
            self.changed.append(path)

    def move(self, path: str, to: str) -> None:
        """Give a file or folder another name, where none has it."""
        if path != to and (self.root / path).exists() and not (self.root / to).exists():
            (self.root / path).rename(self.root / to)
            self.changed.append(f"{path} -> {to}")


def rewritten(root: Path, before: Corpus, after: Corpus, entries: Mapping[int, int]) -> Rewriting:
    """Change the files of a record so that they say another; `entries` are to stand beside redactions, by their places."""
    rewriting = Rewriting(root)
    _mark(rewriting, entries)
    for id, issue in after.issues.items():
        if issue != before.issues[id]:
            _issue(rewriting, before.issues[id], issue)
    for alias in before.people.keys() - after.people.keys():
        _person(rewriting, before, alias)
    return rewriting


def _document(file: SourceFile, id: str) -> Document:
    """The record of a file that is meant: the one with the id, or the only one."""
    found = (front_matter(file) if file.path.endswith(".md") else stream(file)).documents
    named = [one for one in found if _text(one, "id") == id or _text(one, "alias") == id]
    if len(named) == 1 or len(found) == 1:
        return (named or found)[0]
    raise UneditableError("it cannot be found in its file")


def _text(document: Document, name: str) -> str:
    return str(getattr(document.fields.entries.get(name), "text", ""))


def _issue(rewriting: Rewriting, before: Issue, after: Issue) -> None:
    """An issue: its own file with the messages that stand in it, the files of its other messages, those beside them, and names."""
    home = before.marks.start.path
    pairs = list(zip(before.thread, after.thread, strict=True))
    inline = [(old, new) for old, new in pairs if old.marks.start.path == home and old.id != 1]
    rewriting.edit(home, before.id, _fields(before, [old for old, _ in inline]), _fields(after, [new for _, new in inline]))
    for old, new in pairs:
        if old != new:
            _message(rewriting, home, old, new)
    if before.slug and not after.slug:
        _rename(rewriting, before, home)


def _fields(issue: Issue, inline: Iterable[Message]) -> dict[str, Value]:
    fields = issue_fields(issue)
    fields.pop("thread", None)
    told = [message_fields(message) for message in inline]
    return {**fields, **({"thread": told} if told else {})}


def _message(rewriting: Rewriting, home: str, old: Message, new: Message) -> None:
    path = old.marks.start.path
    if path != home:
        rewriting.edit(path, str(old.id), message_fields(old), message_fields(new))
        folder, _, name = path.rpartition("/")
        if old.author != new.author and name.endswith(".md"):
            rewriting.move(path, f"{folder}/{old.id}.md")
    for file in old.attachments:
        if file not in new.attachments:
            rewriting.remove(file.path)


def _rename(rewriting: Rewriting, issue: Issue, home: str) -> None:
    """A name that says what the issue is about goes with its words."""
    named = f"{issue.id}-{issue.slug}"
    if home == f"{ISSUES}/{named}.md":
        rewriting.move(home, f"{ISSUES}/{issue.id}.md")
    rewriting.move(f"{ISSUES}/{named}", f"{ISSUES}/{issue.id}")


def _person(rewriting: Rewriting, corpus: Corpus, alias: str) -> None:
    path = corpus.people[alias].marks.start.path
    file = SourceFile(path, (rewriting.root / path).read_bytes())
    if len(stream(file).documents) == 1:
        rewriting.remove(path)
    else:
        rewriting.by_hand.append((path, f"take the document of {alias} out"))


def _mark(rewriting: Rewriting, entries: Mapping[int, int]) -> None:
    """The entry of the log beside each redaction that was carried out."""
    if not entries:
        return
    file = SourceFile(REDACTIONS, (rewriting.root / REDACTIONS).read_bytes())
    lines = file.data.decode("utf-8").split("\n")
    documents = stream(file).documents
    for place in sorted(entries, reverse=True):
        start = documents[place].fields.line
        lines.insert(start - 1, f"entry: {entries[place]}")
    put(rewriting.root / REDACTIONS, "\n".join(lines).encode("utf-8"))
    rewriting.changed.append(REDACTIONS)
