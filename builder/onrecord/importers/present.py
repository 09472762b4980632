"""What a project holds already: its issues by where they came from, the ids that are taken, its products and people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.importers import lock
from onrecord.importers.lock import Entry, Key
from onrecord.model import ISSUE_ID, Problem
from onrecord.read import limits
from onrecord.read.document import Document, Documents, front_matter, stream
from onrecord.read.emit import Value
from onrecord.read.source import SourceFile
from onrecord.read.syntax import Fields, Node, Scalar


@dataclass(frozen=True, slots=True)
class Held:
    """A record of the project: its id, the file it lies in, and its fields as plain values (a body as `text`)."""

    id: str
    file: SourceFile
    document: Document
    fields: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Present:
    """What a project holds.

    `issues` are those with a source, by system and foreign id; `ids` are all that are or ever were in use; `messages` the message
    numbers that files in an issue's folder have taken; `people` maps each alias to a name, `people_files` each file of people to
    its text.
    """

    issues: Mapping[Key, Held] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    messages: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    products: Mapping[str, Held] = field(default_factory=dict)
    people: Mapping[str, str | None] = field(default_factory=dict)
    people_files: Mapping[str, str] = field(default_factory=dict)
    has_site: bool = False
    lock: Mapping[Key, Entry] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def issue_of(self, key: Key) -> str | None:
        """The issue that a foreign record is here, or was."""
        if key in self.issues:
            return self.issues[key].id
        return self.lock[key].issue if key in self.lock else None


def read_present(root: Path) -> Present:
    """What the project at a root holds; empty where there is none yet."""
    content = root / "content"
    problems: list[Problem] = []
    records = [held for file in files(root, content / "issues") for held in issue_records(file, problems)]
    products = [held for file in files(root, content / "products", "*/product.yaml") for held in product_records(file, problems)]
    people: dict[str, str | None] = {}
    people_files = tuple(files(root, content / "people"))
    for file in people_files:
        people.update(names(file, problems))
    entries = lock.parse_lock((root / lock.PATH).read_text("utf-8")) if (root / lock.PATH).is_file() else {}
    return Present(
        {key: held for held in records if (key := source_key(held.fields))},
        frozenset([r.id for r in records] + [e.issue for e in entries.values()] + folder_ids(content / "issues")),
        folder_messages(files(root, content / "issues", "*/*.md")),
        {held.id: held for held in products},
        people,
        {file.path: file.data.decode("utf-8", "replace") for file in people_files},
        (content / "site.yaml").is_file(),
        entries,
        tuple(problems),
    )


def files(root: Path, folder: Path, pattern: str = "**/*") -> Iterator[SourceFile]:
    """The text records below a folder, in the order of their paths."""
    found = (p for p in folder.glob(pattern) if p.suffix in (".yaml", ".md") and p.is_file() and not p.is_symlink())
    for path in sorted(found, key=lambda p: p.as_posix()):
        if path.stat().st_size <= limits.RECORD_BYTES:
            yield SourceFile(path.relative_to(root).as_posix(), path.read_bytes())


def documents(file: SourceFile, problems: list[Problem]) -> Documents:
    """The documents of a file; what cannot be read of it goes to the problems."""
    found = stream(file) if file.path.endswith(".yaml") else front_matter(file)
    if not found.whole:
        problems.extend(found.problems)
    return found


def issue_records(file: SourceFile, problems: list[Problem]) -> Iterator[Held]:
    """The issues in a file of `issues/`, in whichever shape; a message's own file holds none."""
    path = Path(file.path)
    named = path.parent.name if path.name == "issue.md" else path.stem
    if path.suffix == ".md" and path.name != "issue.md" and path.parent.name != "issues":
        return
    for document in documents(file, problems).documents:
        fields = record_fields(document)
        id = fields.get("id") if path.suffix == ".yaml" else id_of(named)
        if isinstance(id, str) and ISSUE_ID.fullmatch(id):
            yield Held(id, file, document, fields)


def product_records(file: SourceFile, problems: list[Problem]) -> Iterator[Held]:
    """The product in a `product.yaml`."""
    for document in documents(file, problems).documents:
        yield Held(Path(file.path).parent.name, file, document, record_fields(document))


def names(file: SourceFile, problems: list[Problem]) -> Iterator[tuple[str, str | None]]:
    """The aliases and names in a file of people."""
    for document in documents(file, problems).documents:
        fields = record_fields(document)
        alias, name = fields.get("alias", Path(file.path).stem), fields.get("name")
        if isinstance(alias, str):
            yield alias, name if isinstance(name, str) else None


def record_fields(document: Document) -> dict[str, Value]:
    """The fields of a document as plain values, without those left empty; the body, where there is one, as `text`."""
    fields = {name: value for name, node in document.fields.entries.items() if (value := value_of(node)) is not None}
    if document.body:
        fields["text"] = document.body
    return fields


def value_of(node: Node) -> Value | None:
    """A node as a plain value, without what was left empty; None for an empty one."""
    if isinstance(node, Scalar):
        return node.text if node.text or not node.plain else None
    if isinstance(node, Fields):
        return {name: value for name, inner in node.entries.items() if (value := value_of(inner)) is not None}
    return [value for inner in node.entries if (value := value_of(inner)) is not None]


def source_key(fields: Mapping[str, Value]) -> Key | None:
    """The system and foreign id that a record or message names as its source."""
    source = fields.get("source")
    if not isinstance(source, Mapping):
        return None
    system, id = source.get("system"), source.get("id")
    return (system, id) if isinstance(system, str) and isinstance(id, str) else None


def id_of(name: str) -> str:
    """The issue id at the beginning of a file's or folder's name; empty for none."""
    found = ISSUE_ID.match(name)
    return found[0] if found and name[found.end() : found.end() + 1] in ("", "-") else ""


def folder_ids(folder: Path) -> list[str]:
    """The ids that names in `issues/` have taken."""
    return sorted(id for path in folder.glob("*") if (id := id_of(path.stem if path.is_file() else path.name)))


def folder_messages(messages: Iterator[SourceFile]) -> dict[str, tuple[int, ...]]:
    """The message numbers that files in the folders of issues have taken."""
    taken: dict[str, tuple[int, ...]] = {}
    for file in messages:
        issue = id_of(Path(file.path).parent.name)
        for document in front_matter(file).documents:
            number = document.fields.entries.get("id") if isinstance(document.fields, Fields) else None
            if isinstance(number, Scalar) and number.text.isdecimal():
                taken[issue] = (*taken.get(issue, ()), int(number.text))
    return taken
