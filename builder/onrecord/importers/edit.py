"""Changing some fields of a record's file, and not a byte beside them: its comments, its order and its other documents stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.read.canonical import record_text
from onrecord.read.document import Document, front_matter, stream
from onrecord.read.emit import Value
from onrecord.read.source import SourceFile, text_of
from onrecord.read.syntax import Scalar, parse, plain


class UneditableError(ValueError):
    """A file that cannot be changed without losing something: why."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def edited(file: SourceFile, record: Document, changes: Mapping[str, Value | None], order: Sequence[str]) -> str:
    """The text of a file after setting (or, with None, taking out) top fields of one of its documents; new fields go where
    `order` has them. `UneditableError` where a comment would be lost, or the file is not written line by line."""
    text = text_of(file)
    lines = text.split("\n")
    changes = dict(changes)
    if record.body is not None and "text" in changes and "text" not in record.fields.entries:
        body = changes.pop("text")
        lines[record.body_line - 1 :] = [str(body or "").rstrip(), *([""] if text.endswith("\n") else [])]
    for name, value in changes.items():
        lines = with_field(SourceFile(file.path, "\n".join(lines).encode()), record, name, value, order)
    made = "\n".join(lines)
    check(file, record, made)
    return made if made.endswith("\n") or record.body else f"{made}\n"


def with_field(file: SourceFile, record: Document, name: str, value: Value | None, order: Sequence[str]) -> list[str]:
    """The lines of a file after one field was set or taken out."""
    found = reread(file, record)
    lines = text_of(file).split("\n")
    new = record_text({name: value}).split("\n")[:-1] if value is not None else []
    starts = {key: line - 1 for key, (line, _) in found.fields.keys.items()}
    if any(column != found.fields.column for _, column in found.fields.keys.values()) or len({*starts.values()}) < len(starts):
        raise UneditableError("its fields do not stand on lines of their own")
    if found.fields.column != 1:
        raise UneditableError("its fields are indented")
    end = last_line(lines, max(starts.values(), default=found.fields.line - 1))
    if name in starts:
        begin = starts[name]
        stop = block_end(lines, begin, min([s for s in starts.values() if s > begin], default=end))
        if comments(lines[begin:stop]):
            raise UneditableError(f'"{name}" holds a comment, which would be lost')
        return [*lines[:begin], *new, *lines[stop:]]
    later = [starts[n] for n in order[order.index(name) + 1 :] if n in starts] if name in order else []
    at = min(later, default=block_end(lines, end, end))
    return [*lines[:at], *new, *lines[at:]]


def reread(file: SourceFile, record: Document) -> Document:
    """The same record in a file that has changed: the one with its id, or the only one."""
    found = (stream(file) if record.body is None else front_matter(file)).documents
    same = [d for d in found if written_id(d) == written_id(record)]
    if len(same) != 1:
        raise UneditableError("its file cannot be read again")
    return same[0]


def written_id(record: Document) -> str | None:
    """The id that a record says it has."""
    node = record.fields.entries.get("id")
    return node.text if isinstance(node, Scalar) else None


def last_line(lines: Sequence[str], start: int) -> int:
    """The line after the last of a document whose last field begins at `start`."""
    for number in range(start + 1, len(lines)):
        if lines[number].startswith(("---", "...")):
            return number
    return len(lines)


def block_end(lines: Sequence[str], begin: int, end: int) -> int:
    """Where a field that lies between two lines ends: blank lines and comments at the margin belong to what follows."""
    while end > begin + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def comments(lines: Sequence[str]) -> bool:
    """Whether a field's lines hold a comment: a `#` from which on the rest of the line can be taken away without any change."""
    whole = parse("\n".join(lines), "").documents
    for number, line in enumerate(lines):
        for column, character in enumerate(line):
            if character != "#" or (column and line[column - 1] not in " \t"):
                continue
            without = parse("\n".join([*lines[:number], line[:column], *lines[number + 1 :]]), "")
            if without.whole and [plain(d) for d in without.documents] == [plain(d) for d in whole]:
                return True
    return False


def check(file: SourceFile, record: Document, made: str) -> None:
    """`UneditableError` where the file no longer reads as the records it held."""
    after = SourceFile(file.path, made.encode())
    read = stream if record.body is None else front_matter
    before, now = read(file), read(after)
    if not now.whole or len(now.documents) != len(before.documents):
        raise UneditableError("the change would break it")
