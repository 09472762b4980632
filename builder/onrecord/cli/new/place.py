"""Where a new record goes, which id it gets, and how it is written: a new file, never over another."""

from __future__ import annotations

import re
import sys
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli import clock, options
from onrecord.cli.faults import CONTENT
from onrecord.cli.printing import print_problems
from onrecord.model import ISSUE_ID, Corpus, Format, Issue, Level, OnrecordError, Role

if TYPE_CHECKING:  # reading is imported late, so that `--help` is quick
    from onrecord.read import Reading

_NAMED = re.compile(rf"({ISSUE_ID.pattern})(?:-.*|\.md)?")


class Plainly(click.ParamType[str]):
    """A name that can stand in a path and an address: an alias, an id or a version."""

    name = "name"

    def __init__(self, pattern: str, described: str) -> None:
        self._pattern = re.compile(pattern)
        self._described = described

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name; a usage error for one that cannot be."""
        if not self._pattern.fullmatch(str(value)):
            self.fail(f"{value!r} is none; write {self._described}", param, ctx)
        return str(value)


ALIAS = Plainly(r"[a-z0-9][a-z0-9-]{0,63}", "small letters, digits and hyphens, such as `mara` or `c7`")
PRODUCT = Plainly(r"[a-z0-9][a-z0-9._-]{0,63}", "small letters, digits, dots and hyphens, such as `kettle`")
VERSION = Plainly(r"[0-9A-Za-z][0-9A-Za-z.+_-]{0,63}", "letters, digits, dots, plus signs and hyphens, such as `1.10`")


def read(root: Path) -> Reading:
    """The records as they stand, as of today in the site's zone."""
    from onrecord.read import read_project

    return read_project(root, clock.as_of(None))


def write_new(root: Path, path: Path, text: str) -> None:
    """Write a new file, say where, and say what is wrong with it; exit code 1 where that is an error."""
    if path.is_symlink() or path.exists():
        raise OnrecordError(f"{options.shown(path)} is there already; nothing was changed")
    if not path.parent.resolve().is_relative_to(root.resolve()):
        raise OnrecordError(f"{options.shown(path.parent)} leads out of the project; nothing was changed")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text if text.endswith("\n") else f"{text}\n")
    click.echo(f"Wrote {options.shown(path)}")
    _check(root, path.relative_to(root).as_posix())


def _check(root: Path, path: str) -> None:
    from onrecord.derive import assess

    reading = read(root)
    judged = assess(reading.corpus, reading.as_of).problems
    problems = sorted({p for p in (*reading.problems, *judged) if p.where.path == path}, key=lambda p: p.order)
    print_problems(problems)
    if any(p.level is Level.ERROR for p in problems):
        sys.exit(CONTENT)


def format_of(corpus: Corpus, alias: str) -> Format:
    """How the words of somebody are written unless they say so: the company's in Markdown, everybody else's verbatim.
    A usage error for an alias nobody has."""
    try:
        return Format.MARKDOWN if corpus.role(alias) is Role.COMPANY else Format.TEXT
    except KeyError as error:
        near = get_close_matches(alias, corpus.people, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"`onrecord new person --alias {alias}` makes them known"
        raise click.UsageError(f"nobody is called {alias!r}; {hint}") from error


def next_issue(root: Path, corpus: Corpus) -> str:
    """The next free number: above every issue that was read, and above every file that bears one (not as a message in an issue's
    folder)."""
    files = (root / "content" / "issues").rglob("*")
    names = [*corpus.issues, *(path.name for path in files if not _NAMED.fullmatch(path.parent.name))]
    found = [ISSUE_ID.fullmatch(match[1]) for match in map(_NAMED.fullmatch, names) if match]
    return str(max((int(id[2]) for id in found if id and not id[1]), default=0) + 1)


def folder_of(root: Path, issue: Issue) -> Path:
    """The folder of an issue's later messages: the one that is there, else the one beside its header."""
    issues = root / "content" / "issues"
    there = [p for p in sorted(issues.rglob("*")) if p.is_dir() and (p.name == issue.id or p.name.startswith(f"{issue.id}-"))]
    if there:
        return there[0]
    return issues / (f"{issue.id}-{issue.slug}" if issue.slug else issue.id)


def next_message(issue: Issue, folder: Path) -> int:
    """The next free message id: above every message that was read, and above every file that begins with a number."""
    numbers = [re.match(r"\d+", path.name) for path in folder.glob("*.md")]
    return max([*(m.id for m in issue.thread), *(int(n[0]) for n in numbers if n)]) + 1
