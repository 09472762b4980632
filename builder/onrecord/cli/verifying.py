"""`onrecord verify`: whether a published site is what was sealed, told from the site alone."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli import options
from onrecord.cli.faults import CONTENT
from onrecord.cli.printing import one_line

if TYPE_CHECKING:  # the verifier is imported late, so that `--help` is quick
    from onrecord.verify.verifying import Verified

STYLE = "style sheets are not judged: words that are hidden by style alone are not found"


@click.command()
@click.argument("place", metavar="SITE")
@click.option("--key", metavar="KEY", help="The key that signs the log, as the company announces it (default: the remembered one).")
@click.option(
    "--state",
    "state_file",
    metavar="FILE",
    callback=options.whole,
    help="Where the last checkpoint of each site is remembered; with it, a log that was cut or forked is found out.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@options.quiet
def verify(place: str, key: str | None, state_file: Path | None, *, as_json: bool, quiet: bool) -> None:
    """Verify the published site SITE, a folder or an address: its log, the words beside it, its pages; or a file that somebody
    kept, evidence or a receipt."""
    if not place.startswith(("http://", "https://")) and options.absolute(place).is_file():
        _evidence(options.absolute(place), key)
        return
    from onrecord.verify.source import source_of
    from onrecord.verify.verifying import read_state, state_text
    from onrecord.verify.verifying import verify as verify_site
    from onrecord.write import replace_whole

    source = source_of(place, options.absolute)
    state = read_state(state_file.read_text("utf-8")) if state_file and state_file.exists() else {}
    verified = verify_site(source, key, state.get(source.name))
    if state_file and verified.remember and verified.is_sound:
        text = state_text({**state, source.name: verified.remember})
        replace_whole(state_file, text.encode("utf-8"), state_file.with_name(f".{state_file.name}.new"))
    if as_json:
        click.echo(json.dumps(_data(verified), indent=2, ensure_ascii=False))
    else:
        _tell(verified, quiet=quiet)
    if not verified.is_sound:
        sys.exit(CONTENT)


def _evidence(path: Path, key: str | None) -> None:
    """What a file shows by a key: one sealed version, or a receipt."""
    from onrecord.log.errors import LogError
    from onrecord.log.note import read_verifier
    from onrecord.verify.evidence import LARGEST, judge

    if not key:
        raise click.UsageError("say by which key, with --key: what proves something is whose signature it bears")
    try:
        with path.open("rb") as file:
            judged = judge(file.read(LARGEST + 1), [read_verifier(key)])
    except LogError as error:
        click.echo(f"FALSE: {one_line(str(error))}", err=True)
        sys.exit(CONTENT)
    click.echo(f"true: {one_line(judged.told)}")
    for name, value in judged.blob.values.items() if judged.blob else ():
        click.echo(f"  {name}: {one_line(value)}")


def _tell(verified: Verified, *, quiet: bool) -> None:
    for finding in verified.findings:
        click.echo(one_line(str(finding)), err=True)
    if quiet:
        return
    if not verified.is_sound:
        click.echo("this site is NOT what was sealed")
    elif verified.size is not None:
        click.echo(f"{verified.origin}: {verified.size} entries, all as they were sealed; {STYLE}")


def _data(verified: Verified) -> dict[str, object]:
    """What was found as plain data."""
    findings = [{"level": f.level.value, "code": f.code, "where": f.where, "message": f.told} for f in verified.findings]
    return {"sound": verified.is_sound, "origin": verified.origin, "size": verified.size, "findings": findings}
