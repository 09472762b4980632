"""`onrecord check` and `onrecord build`: from the records to what is wrong with them, and to the site."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli import clock, options
from onrecord.cli.faults import CONTENT
from onrecord.cli.printing import number, one_line, print_problems, progress

if TYPE_CHECKING:  # reading and rendering are imported late, so that `--help` is quick
    from onrecord.build import Report


@click.command()
@options.root
@options.as_of
@options.strict
@options.quiet
def check(root: Path, as_of: date | None, *, strict: bool, quiet: bool) -> None:
    """Say everything that is wrong with the records."""
    from onrecord.build.renewing import prepare

    report = prepare(root, clock.as_of(as_of), strict=strict)
    print_problems(report.problems)
    if report.stopped:
        sys.exit(CONTENT)
    if not quiet:
        records = report.records
        click.echo(f"{number(records.issues, 'issue')}, {number(records.messages, 'message')}: nothing stops the build")


@click.command()
@options.root
@click.option("--out", metavar="DIR", callback=options.whole, help="Where the site goes (default: site/ in the project).")
@options.as_of
@options.strict
@click.option("--draft", is_flag=True, help="Build although the record differs from what was sealed; every page says DRAFT.")
@click.option("--require-sealed", is_flag=True, help="Refuse to build what was never sealed, as for deploying.")
@click.option("--report", "report_file", metavar="FILE", callback=options.whole, help="Write what was done to this file, as JSON.")
@click.option("--workers", type=click.IntRange(1, 256), help="How many processes render pages (default: one a processor).")
@click.option("--explain", is_flag=True, help="Say of each file why it was made, kept or removed.")
@options.quiet
def build(
    root: Path,
    out: Path | None,
    as_of: date | None,
    report_file: Path | None,
    workers: int | None,
    *,
    strict: bool,
    draft: bool,
    require_sealed: bool,
    explain: bool,
    quiet: bool,
) -> None:
    """Build the site: every page, feed and file, in plain files."""
    from onrecord.build import Asked
    from onrecord.build import build as build_site

    watch_of = clock.Stopwatch()
    out = out or root / "site"
    with progress(quiet=quiet) as watch:
        asked = Asked(strict=strict, draft=draft, sealed=require_sealed)
        report = build_site(root, out, clock.as_of(as_of), asked=asked, workers=workers, watch=watch)
    seconds = watch_of.seconds
    print_problems(report.problems)
    if report_file:
        report_file.write_text(json.dumps(report_data(report, seconds), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if report.stopped:
        click.echo("nothing was written", err=True)
        sys.exit(CONTENT)
    if explain:
        print_actions(report)
    if not quiet:
        _print_built(report, out, seconds)


def _print_built(report: Report, out: Path, seconds: float) -> None:
    files = f"{report.rendered} written, {report.kept} unchanged, {report.removed} removed"
    click.echo(f"{number(report.records.issues, 'issue')}, {number(report.pages, 'page')} ({files})", nl=False)
    click.echo(f" in {seconds:.1f} s, as of {report.as_of}")
    click.echo(f"Open {options.shown(out / 'index.html')}")


def print_actions(report: Report) -> None:
    """A line for each file: what was done with it, and why; with the language of a page that is not in the site's main one."""
    folders = {tag: f" (in {tag})" for tag in report.languages}
    for action in report.actions:
        told = folders.get(action.path.partition("/")[0], "")
        click.echo(f"{action.step.value:6} {one_line(action.path)}{told}: {action.because}")


def report_data(report: Report, seconds: float) -> dict[str, object]:
    """The report as plain data: `records` read, `pages` of the site, of these `rendered` anew and `kept`, files `removed`,
    `problems`, the `seconds` it took and the day it judged `as_of`."""
    return {
        "as_of": report.as_of.isoformat(),
        "records": {
            "issues": report.records.issues,
            "messages": report.records.messages,
            "releases": report.records.releases,
            "people": report.records.people,
        },
        "pages": report.pages,
        "rendered": report.rendered,
        "kept": report.kept,
        "removed": report.removed,
        "problems": [
            {
                "path": p.where.path,
                "line": p.where.line,
                "column": p.where.column,
                "level": p.level.value,
                "message": p.message,
                "hint": p.hint,
            }
            for p in report.problems
        ],
        "seconds": round(seconds, 3),
    }
