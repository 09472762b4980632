"""The command: its options, the sites' folder, and what is printed and kept."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bench import full, search, setup
from bench.corpus import Corpus
from bench.measure import FailedError
from bench.scenarios import SCENARIOS, Measured, Scenario, measured
from bench.site import Site
from bench.table import tables
from bench.telling import progress, say
from bench.tools import PEERS, Tool, tools

TMPFS = Path("/dev/shm")


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _numbers(text: str) -> list[int]:
    return [int(number.replace("_", "")) for number in _names(text)]


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python tests/bench", description="Measure Onrecord, alone and beside its peers.")
    add = parser.add_argument
    add(
        "part",
        nargs="?",
        choices=("compare", "full", "search", "setup"),
        default="compare",
        help="beside its peers (the default), its full site alone, its search, or only install the peers",
    )
    add("--n", type=_numbers, default=[1000], metavar="N,N", help="how many issues (default: 1000)")
    add("--rounds", type=int, help="how often each build is timed (default: 3; of the full site 1)")
    add("--peers", type=_names, default=list(PEERS), metavar="NAME,NAME", help=f"compared with (default: {','.join(PEERS)})")
    add("--variants", action="store_true", help="also the peers with their options that clean or remember more")
    add("--scenarios", type=_names, metavar="NAME,NAME", help=f"of {','.join(one.name for one in SCENARIOS)} (clean is always one)")
    add("--check", action=argparse.BooleanOptionalAction, help="compare with clean builds (default: yes; of the full site no)")
    add(
        "--home",
        type=Path,
        default=setup.default_home(),
        metavar="DIR",
        help="where the peers are installed (default: %(default)s)",
    )
    add(
        "--sites",
        type=Path,
        default=TMPFS if os.access(TMPFS, os.W_OK) else None,
        metavar="DIR",
        help="where sites are built (default: a tmpfs, where there is one)",
    )
    add("--keep", action="store_true", help="leave the sites there")
    add("--json", type=Path, metavar="FILE", help="keep all figures in this file")
    add("--seed", type=int, default=7, help="of the corpus (default: 7)")
    add("--hard", type=float, default=0, metavar="SHARE", help="the share of messages with rarer Markdown, 0 to 1 (default: 0)")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> None:
    """Measure what the command line asks for."""
    wanted = _arguments(words)
    if wanted.part == "setup":
        for name in wanted.peers:
            setup.install(name, wanted.home.resolve())
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))  # so that nothing stays behind
    if wanted.sites:
        wanted.sites.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix="onrecord-bench-", dir=wanted.sites)).resolve()
    try:
        if wanted.part == "search":
            say("\n\n".join(search.measured(Corpus(n, wanted.seed, wanted.hard), place / str(n)) for n in wanted.n))
            return
        found = _full(wanted, place) if wanted.part == "full" else _compared(wanted, place)
    except FailedError as error:
        sys.exit(str(error))
    finally:
        if wanted.keep:
            progress(f"the sites are in {place}")
        else:
            shutil.rmtree(place)
    if wanted.json:
        kept = {str(n): {name: asdict(one) for name, one in of.items()} for n, of in found.items()}
        wanted.json.write_text(json.dumps({"machine": _machine(), "found": kept}, indent=1) + "\n", encoding="utf-8")


def _compared(wanted: argparse.Namespace, place: Path) -> dict[int, dict[str, Measured]]:
    scenarios = _scenarios(wanted.scenarios)
    chosen, found = _chosen(wanted), {}
    rounds = wanted.rounds or 3
    for n in wanted.n:
        sites = [Site(tool, Corpus(n, wanted.seed, wanted.hard), place / str(n) / tool.name) for tool in chosen]
        for site in sites:
            site.lay_out()
        found[n] = measured(sites, scenarios, rounds, check=wanted.check is not False)
        say(f"## {n:,} issues, timed {_times(rounds)}\n\n{_machine()}.\n\n{tables(found[n])}\n")
        if not wanted.keep:
            shutil.rmtree(place / str(n))
    say("\n".join(f"- {one.name}: {one.what}" for one in scenarios))
    return found


def _full(wanted: argparse.Namespace, place: Path) -> dict[int, dict[str, Measured]]:
    found = {
        n: full.measured(Corpus(n, wanted.seed, wanted.hard), place / str(n), wanted.rounds or 1, check=bool(wanted.check))
        for n in wanted.n
    }
    say(f"## The full site, timed {_times(wanted.rounds or 1)}\n\n{_machine()}.\n\n{full.tables(found)}")
    return {n: {"onrecord": one} for n, one in found.items()}


def _scenarios(names: Sequence[str] | None) -> list[Scenario]:
    if unknown := sorted(set(names or ()) - {one.name for one in SCENARIOS}):
        sys.exit(f"there is no scenario {unknown[0]}; there are {', '.join(one.name for one in SCENARIOS)}")
    return [one for one in SCENARIOS if one.name == "clean" or not names or one.name in names]


def _chosen(wanted: argparse.Namespace) -> list[Tool]:
    """The tools to measure, the peers installed."""
    known = tools(wanted.home.resolve())
    names = ["onrecord", *(name for name in wanted.peers if name != "onrecord")]
    if unknown := [name for name in names if name not in known]:
        sys.exit(f"there is no {unknown[0]}; there are {', '.join(known)}")
    if wanted.variants:
        names = [other for name in names for other in known if other == name or other.startswith(f"{name}-")]
    for name in dict.fromkeys(known[name].package for name in names):
        if name:
            setup.install(name, wanted.home.resolve())
    return [tools(wanted.home.resolve())[name] for name in dict.fromkeys(names)]


def _times(rounds: int) -> str:
    return "once" if rounds == 1 else f"{rounds} times"


def _machine() -> str:
    return f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
