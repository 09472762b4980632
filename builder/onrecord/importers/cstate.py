"""Incidents of a cState status site (Hugo: YAML front matter and Markdown) as issues that the company reports of itself.

Each file of `content/issues/` becomes one issue. Its body is the report, whole and verbatim: updates inside it, such as
`[Update]`, bear no times, so none are made of them. `resolved: true` becomes a resolution without words at `resolvedWhen`; its
outcome is `done`, since a status site says that an incident is over, and not that a product was mended. `affected` become
components. A time without a zone is UTC, as Hugo reads it; a malformed one is kept as claimed. Nothing is dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

from onrecord.importers.naming import ids_for, issue_id, next_number
from onrecord.importers.present import Present
from onrecord.importers.result import Import
from onrecord.model import (
    COMPANY,
    Company,
    Component,
    Format,
    Issue,
    IssueType,
    Kind,
    Level,
    Message,
    OnrecordError,
    Outcome,
    Problem,
    Product,
    Report,
    Resolution,
    Site,
    Source,
    When,
    Where,
)
from onrecord.read import limits
from onrecord.read.document import Document, front_matter
from onrecord.read.emit import Value
from onrecord.read.moments import NoTimeError, doubtful, moment
from onrecord.read.source import SourceFile
from onrecord.read.suggest import quoted
from onrecord.read.syntax import Scalar, plain
from onrecord.read.values import FLAGS

SYSTEM = "cstate"
UTC = ZoneInfo("UTC")
NO_ZONE = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)")
KNOWN = ("title", "date", "resolved", "resolvedWhen", "severity", "affected", "section", "informational", "pin", "draft")


@dataclass(frozen=True, slots=True)
class Options:
    """How a status site is brought in: the prefix of its issues, the product they are about, the company's name (for a new
    project), and the status site's address."""

    prefix: str = "incident"
    product: str | None = None
    company: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident as its file has it. `name` is the file's stem, by which the status site knows it."""

    name: str
    title: str
    opened: When
    resolved: When | None
    severity: str | None
    affected: tuple[str, ...]
    informational: bool
    text: str


def read_cstate(folder: Path, options: Options, present: Present) -> Import:
    """The incidents of a status site's folder (its root, or its `content/issues/`)."""
    problems: list[Problem] = []
    files = incident_files(folder)
    incidents = [incident for file in files if (incident := read_incident(file, problems))]
    product = options.product or options.prefix
    known = known_components(present, product)
    components = ids_for(sorted({name for i in incidents for name in i.affected}), known)
    order = sorted(incidents, key=lambda i: (i.opened.order, i.name))
    ids = allotted([i.name for i in order], options.prefix, present)
    issues = tuple(issue_of(i, ids[i.name], product, components, options.url) for i in order)
    used = {c for i in issues for c in i.components}
    parts = tuple(Component(id, name) for name, id in sorted(components.items()) if id in used)
    name = options.company or product
    return Import(
        SYSTEM,
        issues,
        products=(Product(product, name, components=parts),),
        site=Site(name, Company(name)) if options.company else None,
        problems=tuple(problems),
        records=len(files),
        left_out=len(files) - len(issues),
    )


def incident_files(folder: Path) -> tuple[SourceFile, ...]:
    """The files of incidents, by name; OnrecordError where there are none."""
    place = next((p for p in (folder / "content" / "issues", folder) if p.is_dir()), folder)
    paths = sorted(p for p in place.glob("*.md") if p.is_file() and not p.name.startswith("_"))
    if not paths:
        raise OnrecordError(f"{folder} holds no incidents; cState keeps them as content/issues/*.md")
    unnameable = [p for p in paths if not p.stem.isprintable() or len(p.stem) > limits.TITLE]
    if unnameable:
        raise OnrecordError(f"{unnameable[0].name!r} is no name for an incident; rename the file")
    too_large = [p for p in paths if p.stat().st_size > limits.RECORD_BYTES]
    if too_large:
        raise OnrecordError(f"{too_large[0]} is larger than {limits.RECORD_BYTES:,} bytes")
    return tuple(SourceFile(p.relative_to(folder).as_posix(), p.read_bytes()) for p in paths)


def allotted(names: Sequence[str], prefix: str, present: Present) -> dict[str, str]:
    """An issue id for each incident: the one it has, else the next free number, in the order given."""
    number = next_number(prefix, present.ids)
    ids: dict[str, str] = {}
    for name in names:
        had = present.issue_of((SYSTEM, name))
        ids[name] = had or issue_id(prefix, number)
        number += had is None
    return ids


def known_components(present: Present, product: str) -> dict[str, str]:
    """The ids of the components that the project's product has, by the names they have and had."""
    held = present.products.get(product)
    components = held.fields.get("components", []) if held else []
    listed = [c if isinstance(c, Mapping) else {"id": c} for c in (components if isinstance(components, list) else [])]
    ids = [str(c.get("id", "")) for c in listed]
    names = [str(c.get("name", id)) for c, id in zip(listed, ids, strict=True)]
    former = [(name, id) for c, id in zip(listed, ids, strict=True) for name in texts(c.get("formerly", []))]
    return dict(former) | dict(zip(names, ids, strict=True))


def texts(value: Value) -> tuple[str, ...]:
    """The texts in a list, or the one text."""
    return (value,) if isinstance(value, str) else tuple(v for v in value if isinstance(v, str))


def read_incident(file: SourceFile, problems: list[Problem]) -> Incident | None:
    """The incident in a file; None where there is none to be had, for a reason that is among the problems."""
    found = front_matter(file)
    problems.extend(found.problems)
    if not found.documents or found.problems:
        return None
    front = Front(found.documents[0], problems)
    if front.flag("draft"):
        front.warn("draft", "a draft is not published, and is left out")
        return None
    front.strangers()
    title, opened = front.text("title"), front.time("date")
    if not title or opened is None:
        missing = "title" if not title else "date"
        problems.append(Problem(front.document.start, f'missing field "{missing}"', "an incident has a title and a date"))
        return None
    return Incident(
        Path(file.path).stem,
        title,
        opened,
        front.resolution(opened),
        front.text("severity"),
        front.names("affected"),
        front.flag("informational"),
        front.document.body or "",
    )


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter of an incident, read field by field; what is changed or dropped goes to the problems."""

    document: Document
    problems: list[Problem]

    def warn(self, name: str, message: str, hint: str = "") -> None:
        """Report what becomes of a field."""
        line, column = self.document.fields.keys.get(name, (0, 0))
        self.problems.append(Problem(Where(self.document.path, line, column), f'"{name}": {message}', hint, Level.WARNING))

    def strangers(self) -> None:
        """Report the fields that have no place in the record."""
        for name in self.document.fields.keys:
            if name not in KNOWN:
                self.warn(name, "this field is not brought in")
        if (self.text("section") or "issue") != "issue":
            self.warn("section", f"{quoted(self.text('section') or '')} is not brought in", "incidents are in the section issue")
        if self.flag("pin"):
            self.warn("pin", "that it is pinned is not brought in")

    def text(self, name: str) -> str | None:
        """A field as one line of text; None where it is absent or empty."""
        node = self.document.fields.entries.get(name)
        if node is None or (isinstance(node, Scalar) and not node.text.strip()):
            return None
        if not isinstance(node, Scalar):
            self.warn(name, "is no text, and is left out")
            return None
        line = " ".join(node.text.split("\n")).strip()
        if len(line) > limits.TITLE:
            self.warn(name, f"is cut to {limits.TITLE} characters")
        return line[: limits.TITLE].strip()

    def flag(self, name: str) -> bool:
        """Whether a field says yes."""
        text = self.text(name)
        if text is not None and text.lower() not in FLAGS:
            self.warn(name, f"{quoted(text)} is neither true nor false, and counts as false")
        return FLAGS.get((text or "").lower(), False)

    def names(self, name: str) -> tuple[str, ...]:
        """A list of names, each once."""
        value = plain(self.document.fields.entries[name]) if name in self.document.fields.entries else None
        items = [value] if isinstance(value, str) else value or []
        names = [item.strip() for item in items if isinstance(item, str) and item.strip()] if isinstance(items, list) else []
        if not isinstance(items, list) or len(names) < len(items):
            self.warn(name, "what is no name in this list is left out")
        if len(set(names)) < len(names):
            self.warn(name, "a name that stands twice is taken once")
        return tuple(dict.fromkeys(names))

    def time(self, name: str) -> When | None:
        """A time: with UTC for a zone where it has none, as claimed where it is malformed; None where it is absent."""
        text = self.text(name)
        if text is None:
            return None
        bare = NO_ZONE.fullmatch(text)
        read = f"{bare[1]}T{bare[2]}Z" if bare else text
        try:
            when = moment(read, UTC)
        except NoTimeError as error:
            self.warn(name, f"{error.message}; it is kept as claimed", error.hint)
            return doubtful(text)
        if bare:
            self.warn(name, f"{quoted(text)} has no zone, and is read as UTC, as Hugo does")
        return when

    def resolution(self, opened: When) -> When | None:
        """When the incident is said to be resolved; None where it is not."""
        when = self.time("resolvedWhen")
        if not self.flag("resolved"):
            if when:
                self.warn("resolvedWhen", "an incident that is not resolved has no such time; it is left out")
            return None
        if when is None:
            self.warn("resolved", "it is not said when; the time is unknown")
            return When(None, claimed="unknown", doubtful=True)
        if is_before(when, opened):
            self.warn("resolvedWhen", f"{quoted(when.claimed)} is before it began; it is kept as claimed")
        return when


def is_before(end: When, opened: When) -> bool:
    """Whether an end lies before its beginning: by their days alone, where one of them is malformed."""
    if end.day is None or opened.day is None:
        return False
    return end.day < opened.day if end.doubtful or opened.doubtful else end.order < opened.order


def issue_of(incident: Incident, id: str, product: str, components: Mapping[str, str], url: str | None) -> Issue:
    """An incident as an issue."""
    address = f"{url.rstrip('/')}/issues/{quote(incident.name)}/" if url else None
    source = Source(SYSTEM, incident.name, address)
    act = Report(incident.title)
    report = Message(1, COMPANY, incident.opened, Kind.REPORT, act, incident.text, Format.TEXT, source=source)
    thread = [report]
    if incident.resolved:
        end = Source(SYSTEM, f"{incident.name}#resolved", address)
        resolution = Resolution(Outcome.DONE)
        thread.append(Message(2, COMPANY, incident.resolved, Kind.RESOLUTION, resolution, format=Format.MARKDOWN, source=end))
    return Issue(
        id,
        IssueType.PROBLEM,
        tuple(thread),
        product=product,
        components=tuple(components[name] for name in incident.affected),
        severity=incident.severity,
        tags=("informational",) if incident.informational else (),
        source=source,
    )
