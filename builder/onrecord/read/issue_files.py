"""Issue files: from the documents of a file to the issues and messages it speaks of."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from onrecord.frozen import replace
from onrecord.model import ISSUE_ID, Counted, Issue, Kind, Level, Marks, Problem, When, Where, Words
from onrecord.read import limits
from onrecord.read.document import Document, Documents, front_matter, stream
from onrecord.read.drafts import Claim, Decoded, IssueDraft, MessageDraft, MessageDrafts
from onrecord.read.marks import marks_of
from onrecord.read.messages import attached_of, decode_message, joined, message_of, names_of, report_of, source_of
from onrecord.read.nodes import Fields, Items, Scalar, is_empty, plain
from onrecord.read.quick import ISSUE, quickly
from onrecord.read.source import SourceFile
from onrecord.read.suggest import quoted
from onrecord.read.times import Told, time_at
from onrecord.read.wording import problems_of_words

if TYPE_CHECKING:  # the shapes are made by pydantic, which is imported where a record is wrong
    from onrecord.read.shapes import CountedShape, IssueShape

STEM = re.compile(rf"(?P<id>{ISSUE_ID.pattern})(?:-(?P<slug>.+))?")
PLAIN_STEM = re.compile(rf"(?P<id>{ISSUE_ID.pattern})(?:-(?P<slug>[A-Za-z0-9._-]+))?")
SALVAGED = re.compile(r"""^(?:id|"id"|'id'):[ \t]*["']?((?:[a-z]{1,12}-)?[1-9][0-9]{0,17})["']?[ \t]*(?:#.*)?$""", re.MULTILINE)


def name_of(stem: str) -> tuple[str, str] | None:
    """The issue id and the slug that a file's or folder's name holds; None for a name that holds none."""
    plain = PLAIN_STEM.fullmatch(stem)
    if plain:
        return plain["id"], plain["slug"] or ""
    found = STEM.fullmatch(stem)
    return (found["id"], found["slug"] or "") if found and all(map(is_of_words, found["slug"] or "")) else None


def is_of_words(char: str) -> bool:
    """Whether a character may stand in a slug: letters of any script with their marks, digits, dots, hyphens and underscores."""
    return char in "._-" or char.isalnum() or unicodedata.category(char)[0] == "M"


def decode_issue(file: SourceFile, zone: ZoneInfo, id: str, slug: str) -> Decoded:
    """An issue in a file of its own, whose name (or whose folder's name) gives its id."""
    read = front_matter(file)
    if not read.documents:
        return Decoded(read.problems, (Claim("issue", id),))
    draft, problems = issue_of(read.documents[0], zone, id, slug)
    return finished(read, [draft], [*problems])


def decode_issues(file: SourceFile, zone: ZoneInfo) -> Decoded:
    """The issues of a YAML stream; each says its id."""
    read = stream(file)
    drafts, problems = [], []
    for document in read.documents:
        id, problem = written_id(document)
        if problem:
            problems.append(problem)
        draft, found = issue_of(document, zone, id, "")
        problems += found
        drafts.append(draft)
    return finished(read, drafts, problems, () if read.whole else salvage(file))


def salvage(file: SourceFile) -> tuple[Claim, ...]:
    """The ids that a stream speaks of although it cannot be read."""
    text = file.data.decode("utf-8", "replace")
    return tuple(Claim("issue", id) for id in dict.fromkeys(SALVAGED.findall(text)))


def finished(read: Documents, drafts: list[IssueDraft], problems: list[Problem], claims: tuple[Claim, ...] = ()) -> Decoded:
    """What a file of issues gives; an issue with a header that cannot be used is claimed."""
    broken = tuple([Claim("issue", d.id) for d in drafts if d.header is None and d.id])
    return Decoded((*read.problems, *problems), (*claims, *broken), issues=tuple(drafts))


def decode_folder_message(file: SourceFile, zone: ZoneInfo, id: str) -> Decoded:
    """A message in a file of its own, in the folder of its issue."""
    read = front_matter(file)
    if not read.documents:
        lost = IssueDraft(id, Where(file.path), later=MessageDrafts(broken=True), is_header=False)
        return Decoded(read.problems, issues=(lost,))
    document = read.documents[0]
    drafts, problems = decode_message(document.fields, file.path, zone, body=document.body)
    if read.problems:
        drafts = replace(drafts, broken=True)
    return Decoded((*read.problems, *problems), issues=(IssueDraft(id, document.start, later=drafts, is_header=False),))


def written_id(document: Document) -> tuple[str, Problem | None]:
    """The id that an issue of a stream says it has, or what is wrong with it (an id of a wrong form is left to the shape)."""
    node = document.fields.entries.get("id")
    if node is None or is_empty(node):
        return "", Problem(document.start, 'missing field "id"', "every issue of a YAML stream needs one")
    return (node.text if isinstance(node, Scalar) and ISSUE_ID.fullmatch(node.text) else ""), None


def issue_of(document: Document, zone: ZoneInfo, id: str, slug: str) -> tuple[IssueDraft, list[Problem]]:
    """One issue with what its thread holds, and all that is wrong with both."""
    fields, path = document.fields, document.path
    imported = "source" in fields.entries
    shape, found = shape_of(fields, path)
    marks = marks_of(fields, path)
    opened = time_at(fields, "opened", path, zone, imported=imported)
    counted = counted_at(fields, path, zone, imported=imported)
    later, problems = thread_of(fields, path, zone, imported=imported)
    wrong = [*found, *(t.problem for t in (opened, counted) if t.problem), *disagreement(fields, marks, id)]
    if shape is not None:
        placed = with_body(marks, document) if shape.words is Words.WITHHELD else marks
        wrong += problems_of_words(shape, placed, document.body)
    problems = [*wrong, *problems]
    if shape is None or opened.when is None or (wrong and any(p.level is Level.ERROR for p in wrong)):
        return IssueDraft(id, marks.start, later=later, named=names_of(fields, marks)), problems
    report = report_draft(shape, opened.when, marks, document.body, imported=imported)
    header = header_of(shape, id, slug, report, counted_of(shape.counted, counted.when), marks)
    return IssueDraft(id, marks.start, header, report, later), problems


def shape_of(fields: Fields, path: str) -> tuple[IssueShape | None, tuple[Problem, ...]]:
    """The values of an issue and its report, None where they are wrong, and what is wrong with them."""
    shape: IssueShape | None = quickly(ISSUE, fields)
    if shape is not None:
        return shape, ()
    from onrecord.read.fit import fit_values
    from onrecord.read.shapes import IssueShape as Shape

    values = {key: plain(value) for key, value in fields.entries.items() if key != "thread"}
    fitted = fit_values(Shape, values, fields, path, "an issue")
    return fitted.shape, fitted.problems


def with_body(marks: Marks, document: Document) -> Marks:
    """The places of a record's fields, and of the text below them."""
    return Marks(marks.start, f"{marks.spots}body\t{document.body_line}\t1\n")


def disagreement(fields: Fields, marks: Marks, id: str) -> list[Problem]:
    """An id that says something else than the file's name."""
    node = fields.entries.get("id")
    if not id or not isinstance(node, Scalar) or not node.text or node.text == id:
        return []
    what = "folder" if marks.start.path.endswith("/issue.md") else "file"
    message = f'the id {quoted(node.text)} disagrees with the {what}\'s name, which says "{id}"'
    return [Problem(marks.of("id"), message, "rename one")]


def counted_at(fields: Fields, path: str, zone: ZoneInfo, *, imported: bool) -> Told:
    """The time at which something was counted elsewhere."""
    node = fields.entries.get("counted")
    return time_at(node, "at", path, zone, imported=imported) if isinstance(node, Fields) else Told(None)


def counted_of(shape: CountedShape | None, at: When | None) -> Counted | None:
    """What was counted elsewhere."""
    return Counted(shape.what, shape.n, at, shape.source) if shape and at else None


def thread_of(fields: Fields, path: str, zone: ZoneInfo, *, imported: bool) -> tuple[MessageDrafts, list[Problem]]:
    """The messages of an issue's thread."""
    node = fields.entries.get("thread")
    if node is None or is_empty(node):
        return MessageDrafts(), []
    if not isinstance(node, Items):
        return MessageDrafts(broken=True), [
            Problem(Where(path, node.line, node.column), '"thread" must be a list', "write a line with a hyphen for each message")
        ]
    if len(node.entries) > limits.MESSAGES:
        return MessageDrafts(broken=True), [
            Problem(Where(path, node.line, node.column), f"an issue holds more than {limits.MESSAGES:,} messages", "open a new one")
        ]
    parts: list[MessageDrafts] = []
    problems: list[Problem] = []
    for item in node.entries:
        if isinstance(item, Fields):
            part, found = decode_message(item, path, zone, imported=imported)
            parts.append(part)
            problems += found
        else:
            problems.append(Problem(Where(path, item.line, item.column), "a message must be fields", 'it begins with "- id: 2"'))
            parts.append(MessageDrafts(broken=True))
    return joined(parts), problems


def report_draft(shape: IssueShape, at: When, marks: Marks, body: str | None, *, imported: bool) -> MessageDraft:
    """Message 1 of an issue."""
    message = message_of(shape, 1, Kind.REPORT, at, report_of(shape), marks, body=body)
    return MessageDraft(message, attached_of(shape, marks), formatted=shape.format is not None, imported=imported)


def header_of(shape: IssueShape, id: str, slug: str, report: MessageDraft, counted: Counted | None, marks: Marks) -> Issue:
    """What the company says of an issue, with the report as its thread."""
    return Issue(
        id=id,
        type=shape.type,
        thread=(report.message,),
        slug=slug,
        product=shape.product,
        components=tuple(shape.components or ()),
        severity=shape.severity,
        tags=tuple(shape.tags or ()),
        duplicate_of=shape.duplicate_of,
        source=source_of(shape.source),
        counted=counted,
        quote=shape.quote,
        marks=marks,
    )
