"""`onrecord serve`: the site on this machine while it is being written."""

from __future__ import annotations

import asyncio
import socket
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli import clock, options
from onrecord.cli.printing import number, one_line, print_problems
from onrecord.model import OnrecordError

if TYPE_CHECKING:  # the server is imported late, so that `--help` is quick
    import uvicorn

    from onrecord.cli.preview.state import Outcome, Preview

LOOPBACK = "127.0.0.1"
PORT = 8000


@click.command()
@options.root
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, help=f"Where to listen (default: {PORT}; a free one if taken)."
)
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
@click.option("--specimen", is_flag=True, help="Show every template in every state, made from an invented record.")
@click.option("--theme", metavar="NAME", help="With --specimen: the theme to show (default: the site's).")
@options.as_of
@options.strict
@options.quiet
def serve(
    root: Path,
    port: int,
    theme: str | None,
    as_of: date | None,
    *,
    open_browser: bool,
    specimen: bool,
    strict: bool,
    quiet: bool,
) -> None:
    """Show the site on this machine, and keep up with changes."""
    from onrecord.read.scan import scan

    if theme and not specimen:
        raise click.UsageError("--theme goes with --specimen; a site says in content/site.yaml which theme it has")
    if not specimen:
        scan(root)  # where no project is, there is nothing to wait for
    out = root / ".onrecord" / ("specimen" if specimen else "serve")

    def build() -> Outcome:
        return _specimen(root, out, theme, quiet=quiet) if specimen else _build(root, out, as_of, strict=strict, quiet=quiet)

    with _listening(port) as here:
        address = f"http://{LOOPBACK}:{here.getsockname()[1]}/"
        with suppress(KeyboardInterrupt):
            asyncio.run(_serve(root, out, here, build, address if open_browser else "", f"Serving {address} (Ctrl-C ends it)"))


def _listening(port: int) -> socket.socket:
    """A socket on loopback: at the port, or at a free one where that is taken."""
    for tried in (port, 0):
        here = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        here.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            here.bind((LOOPBACK, tried))
            here.listen(128)
        except OSError:
            here.close()
            continue
        return here
    raise OnrecordError(f"no port is free on {LOOPBACK}")


def _build(root: Path, out: Path, as_of: date | None, *, strict: bool, quiet: bool) -> Outcome:
    """Build once more, and say how it went; nothing that is wrong with the records or the disk ends the preview."""
    from onrecord.build import Asked
    from onrecord.build import build as build_site
    from onrecord.cli.preview.state import Outcome

    watch = clock.Stopwatch()
    try:
        # One process: a fork of a server with threads may hang.
        report = build_site(root, out, clock.as_of(as_of), asked=Asked(strict=strict, draft=True), workers=1)
    except Exception as error:  # noqa: BLE001 - a theme that is being written may raise anything, and the preview outlives it
        told = str(error) if isinstance(error, OnrecordError | OSError) else f"{type(error).__name__}: {error}"
        click.echo(f"onrecord: {one_line(told)}", err=True)
        return Outcome(fault=told)
    print_problems(report.problems)
    if report.stopped:
        return Outcome(report.problems)
    if not quiet:
        click.echo(f"built {number(report.pages, 'page')}, {report.rendered} of them changed, in {watch.seconds:.1f} s")
    return Outcome()


def _specimen(root: Path, out: Path, theme: str | None, *, quiet: bool) -> Outcome:
    """Build the specimen once more, and say how it went."""
    from onrecord.build.specimen.site import build_specimen, theme_of
    from onrecord.cli.preview.state import Outcome
    from onrecord.render.theme import BrokenThemeError

    watch = clock.Stopwatch()
    try:
        name, chosen = theme_of(root, theme)
        built = build_specimen(root, out, name, chosen)
    except BrokenThemeError as error:
        print_problems(error.problems)
        return Outcome(error.problems)
    except (OnrecordError, OSError) as error:
        click.echo(f"onrecord: {one_line(str(error))}", err=True)
        return Outcome(fault=str(error))
    if not quiet:
        files = number(built.rendered + built.kept, "file")
        click.echo(f"built the specimen of {name}: {files}, {built.rendered} of them changed, in {watch.seconds:.1f} s")
    return Outcome()


async def _serve(root: Path, out: Path, here: socket.socket, build: Callable[[], Outcome], opened: str, told: str) -> None:
    import uvicorn

    from onrecord.cli.preview.app import application
    from onrecord.cli.preview.state import Preview

    preview = Preview()
    preview.built(await asyncio.to_thread(build))
    config = uvicorn.Config(application(out, preview), log_level="critical", lifespan="off", timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    ending = asyncio.Event()
    watching = asyncio.create_task(_rebuild(root, preview, build, ending))
    watching.add_done_callback(lambda _: setattr(server, "should_exit", True))
    serving = asyncio.create_task(server.serve(sockets=[here]))
    click.echo(told)
    if opened:
        await asyncio.to_thread(webbrowser.open, opened)
    await _until_asked_to_end(server, serving)
    preview.end()
    ending.set()
    await serving
    await watching


async def _until_asked_to_end(server: uvicorn.Server, serving: asyncio.Task[None]) -> None:
    """Uvicorn hears Ctrl-C and only sets a flag; the streams that stay open have to be let go before it can end."""
    while not server.should_exit and not serving.done():
        await asyncio.sleep(0.05)


async def _rebuild(root: Path, preview: Preview, build: Callable[[], Outcome], ending: asyncio.Event) -> None:
    """Build again after every change, for as long as nobody ends it."""
    from watchfiles import awatch

    watched = [folder for folder in (root / "content", root / "themes") if folder.is_dir()]
    async for _changes in awatch(*watched, debounce=200, step=50, stop_event=ending, raise_interrupt=False):
        preview.built(await asyncio.to_thread(build))
