"""Keep a Changelog (https://keepachangelog.com/en/1.1.0/): the releases of a `CHANGELOG.md` and their changes."""

from __future__ import annotations

import re
from dataclasses import field

from onrecord.frozen import dataclass
from onrecord.model import UNRELEASED, Change, ChangeKind, Level, Marks, Problem, Release, When, Where, whole_day
from onrecord.read.drafts import Claim, Decoded, ReleaseDraft
from onrecord.read.moments import NoTimeError, day
from onrecord.read.source import SourceFile, UndecodableError, text_of
from onrecord.read.suggest import one_of, quoted
from onrecord.read.values import VERSION

HEADING = re.compile(r"(#{1,6})(?=[ \t])")
BULLET = re.compile(r"( {0,3})([-*+])([ \t]+)(?=\S)")
FENCE = re.compile(r"[ \t]*(```+|~~~+)")
DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:[ \t]*\S+.*")
RELEASE = re.compile(r"(?:\[(?P<linked>[^\]\s]+)\](?:\([^)\s]*\))?|(?P<bare>[^\s\[\]()]+))(?P<rest>.*)")
YANKED = re.compile(r"\[?\byanked\b\]?", re.IGNORECASE)
NOWHERE = Where("")
KINDS = {kind.value: kind for kind in ChangeKind}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: its number, its text, and whether it is code or a comment, which nothing is read from."""

    number: int
    text: str
    inert: bool = False


@dataclass(frozen=True, slots=True)
class Sections:
    """What stands under the heading of a release."""

    notes: str
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]


def decode_changelog(file: SourceFile, product: str) -> Decoded:
    """The releases of a product's changelog, from the newest as they stand."""
    try:
        text = text_of(file)
    except UndecodableError as error:
        return Decoded((error.problem,), (Claim("releases", product),))
    releases: list[ReleaseDraft] = []
    problems: list[Problem] = []
    for heading, body in chapters(lines_of(text)):
        release, found = release_of(heading, body, file.path, product)
        problems += found
        if release:
            releases.append(ReleaseDraft(release))
    return Decoded(tuple(problems), releases=tuple(releases))


def lines_of(text: str, first: int = 1) -> list[Line]:
    """The lines of a text, those of code blocks and comments marked, link definitions and comments blanked."""
    lines, fence, comment = [], "", False
    for number, raw in enumerate(text.split("\n"), first):
        mark = FENCE.match(raw)
        if comment or (not fence and raw.lstrip().startswith("<!--")):
            comment = "-->" not in raw
            lines.append(Line(number, ""))
            continue
        if mark and not fence:
            fence = mark[1]
            lines.append(Line(number, raw, inert=True))
            continue
        inert = bool(fence)
        if mark and mark[1].startswith(fence):
            fence = ""
        definition = not inert and DEFINITION.fullmatch(raw)
        lines.append(Line(number, "" if definition else raw, inert))
    return lines


def chapters(lines: list[Line]) -> list[tuple[Line, list[Line]]]:
    """The second-level headings, each with the lines below it; what stands above the first is a preface."""
    found: list[tuple[Line, list[Line]]] = []
    for line in lines:
        if level_of(line) == 2:
            found.append((line, []))
        elif found:
            found[-1][1].append(line)
    return found


def level_of(line: Line) -> int:
    """The level of a heading, 0 for any other line."""
    heading = None if line.inert else HEADING.match(line.text)
    return len(heading[1]) if heading else 0


def title_of(heading: Line) -> str:
    """The words of a heading."""
    return heading.text.lstrip("#").strip().rstrip("#").strip()


def release_of(heading: Line, body: list[Line], path: str, product: str) -> tuple[Release | None, list[Problem]]:
    """The release that a heading names, with what stands below it."""
    title = title_of(heading)
    where = Where(path, heading.number, heading.text.find(title) + 1 if title else 1)
    found = RELEASE.fullmatch(title)
    version = (found["linked"] or found["bare"]) if found else ""
    if not found or not is_version(version):
        hint = 'a release looks like "## [1.2.0] - 2026-05-02"; what stands below is left out'
        return None, [Problem(where, f"the heading {quoted(title)} is no release", hint, Level.WARNING)]
    rest = found["rest"]
    yanked = bool(YANKED.search(rest))
    unreleased = version.lower() == UNRELEASED.lower()
    date, problems = (None, []) if unreleased else date_of(rest, version, Where(path, heading.number, 1), heading.text)
    sections = sections_of(body, path)
    release = Release(
        product,
        UNRELEASED if unreleased else version,
        date,
        sections.changes,
        yanked,
        sections.notes,
        marks=Marks(where),
    )
    if unreleased and not sections.changes and not sections.notes:
        return None, list(sections.problems)
    return release, [*problems, *sections.problems]


def is_version(name: str) -> bool:
    """Whether a heading's first word names a release: a version has a digit."""
    return name.lower() == UNRELEASED.lower() or (bool(VERSION.fullmatch(name)) and any(char.isdigit() for char in name))


def date_of(rest: str, version: str, line: Where, heading: str) -> tuple[When | None, list[Problem]]:
    """The date that follows a version."""
    written = YANKED.sub("", rest).strip(" \t-–—:()[]")
    if not written or written.lower() == "unreleased":
        hint = f'write "## [{version}] - 2026-05-02"; until then it counts as not yet released'
        problem = Problem(line, f"the release {version} has no date", hint, Level.WARNING)
        return None, [] if written else [problem]
    try:
        return whole_day(day(written)), []
    except NoTimeError as error:
        return None, [Problem(Where(line.path, line.line, heading.find(written) + 1), error.message, error.hint)]


@dataclass(slots=True)
class Gathering:
    """What is being gathered from the lines below a release: the only value here that changes."""

    path: str
    kind: ChangeKind | None = None
    is_section: bool = False
    warned: bool = False
    notes: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    open: list[str] | None = None
    where: Where = NOWHERE

    def finish(self) -> None:
        """Close the change that is open."""
        if self.open is not None:
            text = "\n".join(self.open).rstrip()
            self.changes.append(Change(self.kind or ChangeKind.CHANGED, text, marks=Marks(self.where)))
        self.open = None

    def warn(self, where: Where, message: str, hint: str) -> None:
        """Tell what is kept although it is not as it should be."""
        self.problems.append(Problem(where, message, hint, Level.WARNING))


def sections_of(lines: list[Line], path: str) -> Sections:
    """The notes and changes that stand below the heading of a release."""
    state = Gathering(path)
    indent = 0
    for line in lines:
        bullet = None if line.inert else BULLET.match(line.text)
        if level_of(line):
            state.finish()
            enter(state, line)
        elif bullet and (state.open is None or len(bullet[1]) < max(indent, 2)):
            state.finish()
            indent = bullet.end()
            begin(state, line, bullet)
        else:
            carry_on(state, line, indent)
    state.finish()
    return Sections("\n".join(state.notes).strip(), tuple(state.changes), tuple(state.problems))


def enter(state: Gathering, line: Line) -> None:
    """Begin a section."""
    title = title_of(line)
    state.kind = KINDS.get(title.lower())
    state.is_section = True
    state.warned = state.kind is None
    if state.kind is None:
        where = Where(state.path, line.number, line.text.find(title) + 1 if title else 1)
        hint = one_of(title.lower(), KINDS)
        state.warn(where, f"unknown section {quoted(title)}: its changes are kept as changed", hint)


def begin(state: Gathering, line: Line, bullet: re.Match[str]) -> None:
    """Begin a change."""
    state.where = Where(state.path, line.number, len(bullet[1]) + 1)
    state.open = [line.text[bullet.end() :]]
    if state.kind is None and not state.warned:
        state.warned = True
        hint = f'put it under "### Fixed" or another of {", ".join(KINDS)}'
        state.warn(state.where, "a change outside any section: it is kept as changed", hint)


def carry_on(state: Gathering, line: Line, indent: int) -> None:
    """A line that continues the change that is open, belongs to the notes, or stands on its own in a section."""
    text = line.text
    own = text[:1] not in ("", " ", "\t") and bool(state.open) and not state.open[-1].strip() if state.open else False
    if own:
        state.finish()
    if state.open is not None:
        blank = len(text) - len(text.lstrip(" "))
        state.open.append(text[min(blank, indent) :])
    elif not state.is_section:
        state.notes.append(text)
    elif text.strip():
        state.where = Where(state.path, line.number, 1)
        state.warn(state.where, "text outside a list: it is kept as a change", 'begin it with "- "')
        state.open = [text.strip()]
