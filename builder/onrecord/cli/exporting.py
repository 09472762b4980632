"""`onrecord export`: the record as open data, in files or on standard output, without building the site."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from onrecord.cli import clock, options
from onrecord.cli.faults import CONTENT
from onrecord.cli.printing import number, print_problems
from onrecord.model import OnrecordError

FORMATS = ("json", "jsonl", "csv", "sqlite")
OUT = "-"


@click.command()
@options.root
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    help="What to write: json (one document), jsonl (a line for each issue), csv (tables), sqlite; may be given several times "
    "(default: all of them).",
)
@click.option("--to", "target", metavar="DIR", required=True, help="The folder to write to; - is standard output.")
@click.option("--force", is_flag=True, help="Write over files that are already there.")
@options.as_of
@options.strict
@options.quiet
def export(
    root: Path, formats: tuple[str, ...], target: str, as_of: date | None, *, force: bool, strict: bool, quiet: bool
) -> None:
    """Write the record as open data: the files of /data/, whole."""
    from onrecord.build.exporting import record_of
    from onrecord.render.open_data import all_lines, open_data

    wanted = tuple(dict.fromkeys(formats)) or FORMATS
    folder = None if target == OUT else _folder(target, root)
    if folder is None:
        _fits_out(wanted)
    record, problems = record_of(root, clock.as_of(as_of), strict=strict)
    print_problems(problems)
    if record is None:
        click.echo("nothing was written", err=True)
        sys.exit(CONTENT)
    if folder is None:
        (format,) = wanted
        data = all_lines(record).encode() if format == "jsonl" else next(iter(open_data(record, format).values()))
        sys.stdout.buffer.write(data)
        return
    files = {name: data for format in wanted for name, data in open_data(record, format).items()}
    _write(folder, files, force=force)
    if not quiet:
        click.echo(f"{number(len(record.corpus.issues), 'issue')}: {', '.join(files)} in {options.shown(folder)}")


def _folder(target: str, root: Path) -> Path:
    """The folder to write to. OnrecordError for a file, and for the folder of the records, where every file means something."""
    folder = options.absolute(target)
    if folder.exists() and not folder.is_dir():
        raise OnrecordError(f"{options.shown(folder)} is a file; --to names a folder")
    if folder.resolve().is_relative_to((root / "content").resolve()):
        raise OnrecordError(f"{options.shown(folder)} lies among the records; choose another folder")
    return folder


def _fits_out(wanted: tuple[str, ...]) -> None:
    """Refuse what standard output cannot take."""
    if len(wanted) > 1:
        raise click.UsageError("standard output takes one format; choose it with --format, or give a folder with --to")
    if wanted[0] == "csv":
        raise click.UsageError("CSV is several tables; give a folder with --to")
    if wanted[0] == "sqlite" and sys.stdout.isatty():
        raise click.UsageError("a database is not for a terminal; send it to a file, or give a folder with --to")


def _write(folder: Path, files: dict[str, bytes], *, force: bool) -> None:
    """Each file whole. OnrecordError where one is there already and may not be written over; then none is written."""
    from onrecord.write import replace_whole

    there = [name for name in files if (folder / name).exists() or (folder / name).is_symlink()]
    if there and not force:
        raise OnrecordError(f"already in {options.shown(folder)}: {', '.join(there)}; --force writes over them")
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        replace_whole(folder / name, data, folder / f".{name}.new")
