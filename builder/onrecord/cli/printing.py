"""Printing: problems one a line, counts, and how far the work is."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click

from onrecord.model import Level, Problem

Watch = Callable[[str, int, int], None]
STEP = 20
STRIDE = 1000


def print_problems(problems: Sequence[Problem]) -> None:
    """Every problem on a line of its own, then how many there are; to where errors go."""
    for problem in problems:
        click.echo(_coloured(one_line(str(problem)), problem.level), err=True)
    if problems:
        click.echo(counted(problems), err=True)


def counted(problems: Sequence[Problem]) -> str:
    """`2 errors, 1 warning`."""
    errors = sum(p.level is Level.ERROR for p in problems)
    parts = [(errors, "error"), (len(problems) - errors, "warning")]
    return ", ".join(number(n, what) for n, what in parts if n)


def number(n: int, what: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


def one_line(text: str) -> str:
    """Text from a record as it may be printed: what would steer the terminal is shown instead of done."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _coloured(line: str, level: Level) -> str:
    if os.environ.get("NO_COLOR") or not sys.stderr.isatty():
        return line
    return click.style(line, fg="red" if level is Level.ERROR else "yellow")


@contextmanager
def progress(*, quiet: bool) -> Iterator[Watch]:
    """Something to tell how far the work is: a bar where somebody watches and the work is long, a line now and then elsewhere."""
    if quiet:
        yield _nothing
    elif not sys.stderr.isatty():
        yield _lines
    else:
        with _bar() as watch:
            yield watch


def _nothing(stage: str, done: int, of: int) -> None:
    """Say nothing."""


def _lines(stage: str, done: int, of: int) -> None:
    if done and not done % STRIDE:
        click.echo(f"{stage}: {done} of {of}", err=True)


@contextmanager
def _bar() -> Iterator[Watch]:
    from rich.console import Console
    from rich.progress import Progress

    # No refreshing thread: the build forks, and a fork of a process with threads may hang.
    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=None)

        def watch(stage: str, done: int, of: int) -> None:
            if not done % STEP:
                bar.update(task, description=stage, completed=done, total=of or None, refresh=True)

        yield watch
