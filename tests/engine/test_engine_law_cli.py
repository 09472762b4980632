"""The law of the engine through the command: several processes, hash seeds and time zones, SIGKILL at any time, two builds at once.

The sites here are large enough that several processes share the work.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

from edits import EDITS, USUAL, Pick
from histories import FILE, STREAM, Files, SmallSite, a_message, a_site, an_issue
from onrecord.cli.initialising import PACKAGE
from projects import MANNERS, TMPFS, Project, cleared

pytestmark = pytest.mark.slow
STEPS = 5
ISSUES = 80
PATIENCE = 60


@dataclass(frozen=True)
class World:
    """What must make no difference: how many processes work, and where."""

    workers: int
    hash_seed: int
    zone: str


WORLDS = (
    World(1, 0, "UTC"),
    World(2, 20261121, "Pacific/Kiritimati"),
    World(4, 0, "America/New_York"),
    World(4, 20261121, "UTC"),
    World(2, 0, "Pacific/Kiritimati"),
)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in memory, if that is to be had."""
    folder = Path(tempfile.mkdtemp(prefix="onrecord-law-", dir=TMPFS))
    yield folder
    cleared(folder)


def a_large_site() -> SmallSite:
    """A site of many issues, some of them in one file."""
    site = a_site()
    for n in range(10, 10 + ISSUES):
        answer = a_message(2, "answer", ("jo", "kim")[n % 2], "2026-06-03", f"We hear you, number **{n}**.")
        shape, opened = (FILE, STREAM)[n % 3 == 0], date(2026, 5, 1 + n % 30).isoformat()
        site.issues[str(n)] = an_issue(f"Loud, {n} times", ("ann", "ben")[n % 2], opened=opened, _shape=shape, _thread=[answer])
    return site


def building(project: Project, as_of: date | datetime, world: World) -> subprocess.Popen[str]:
    """The command at work on a project, in a world."""
    command = [sys.executable, "-m", "onrecord", "build", "--root", str(project.root), "--workers", str(world.workers), "--quiet"]
    env = {**os.environ, "PYTHONHASHSEED": str(world.hash_seed), "TZ": world.zone}
    if isinstance(as_of, datetime):
        env["SOURCE_DATE_EPOCH"] = str(int(as_of.timestamp()))
    else:
        command += ["--as-of", as_of.isoformat()]
    return subprocess.Popen(
        command, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=project.root, start_new_session=True
    )


def built(project: Project, as_of: date | datetime, world: World) -> tuple[int, str]:
    """The command's exit code, and what it said without the names of folders; it is called again while another build is at work."""
    until = time.monotonic() + PATIENCE
    while True:
        process = building(project, as_of, world)
        said, _ = process.communicate(timeout=PATIENCE)
        assert "Traceback" not in said
        if "another build" not in said or time.monotonic() > until:
            return process.returncode, said.replace(str(project.root), "")


def edit(site: SmallSite, pick: Pick) -> list[str]:
    """Some edits, as `USUAL` has them."""
    return [f"{name}: {EDITS[name](site, pick)}" for name in (pick.one(USUAL) for _ in range(1 + pick.below(3)))]


def pick_of(seed: int) -> Pick:
    """What a seed chooses."""
    return Pick(random.Random(seed).randrange)


class Pair:
    """A project that is built again and again, and clean builds of the same sources beside it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.pick = pick_of(seed)
        self.site = a_large_site()
        self.sound = self.site.copy()
        self.project = Project(folder / "project")
        self.project.lay(self.site.files())
        self.history: list[str] = []

    def edit(self) -> None:
        """Edit the sources, from the last sound ones on."""
        self.site = self.sound.copy()
        self.history += edit(self.site, self.pick)
        self.project.lay(self.site.files(), self.pick.one(MANNERS))

    def clean(self, world: World) -> tuple[tuple[int, str], Files]:
        """What the sources come to in a folder that was never there."""
        clean = Project(self.folder / "clean")
        clean.lay(self.site.files())
        came_to, tree = built(clean, self.site.as_of, world), clean.tree()
        cleared(clean.root)
        return came_to, tree

    def agree(self, world: World, other: World) -> None:
        """Build in one world and afresh in another: the same is said, the same lies there."""
        before = self.project.tree()
        came_to, (expected, wanted) = built(self.project, self.site.as_of, world), self.clean(other)
        after = self.project.tree()
        assert came_to == expected, self.history
        code, _ = came_to
        differing = [p for p in after.keys() | wanted.keys() if after.get(p) != wanted.get(p)] if code == 0 else []
        assert differing == [], self.history
        if code == 0:
            self.sound = self.site.copy()
        elif code == 1:
            assert after == before, self.history


@pytest.mark.parametrize("seed", range(3))
def test_worlds_make_no_difference(folder: Path, seed: int):
    pair = Pair(folder, seed)
    for step in range(STEPS):
        pair.agree(WORLDS[(seed + step) % len(WORLDS)], WORLDS[(seed + 2 * step + 1) % len(WORLDS)])
        pair.edit()


@pytest.mark.parametrize("seed", range(10, 12))
@pytest.mark.parametrize("all_of_it", [False, True], ids=["the parent alone", "the whole group"])
def test_a_build_that_is_killed_leaves_whole_files_and_the_next_mends(folder: Path, seed: int, *, all_of_it: bool):
    pair, chance = Pair(folder, seed), random.Random(seed)
    began = time.monotonic()
    pair.agree(WORLDS[1], WORLDS[0])
    lasts = (time.monotonic() - began) / 2
    for step in range(STEPS):
        pair.edit()
        before, (_, wanted) = pair.project.tree(), pair.clean(WORLDS[0])
        process = building(pair.project, pair.site.as_of, WORLDS[step % len(WORLDS)])
        time.sleep(chance.random() * lasts)
        (os.killpg if all_of_it else os.kill)(process.pid, signal.SIGKILL)
        process.communicate(timeout=PATIENCE)  # its workers hold its output open until they notice
        torn = [path for path, data in pair.project.tree().items() if data not in (before.get(path), wanted.get(path))]
        assert torn == [], pair.history
        if step % 2:
            pair.agree(WORLDS[(step + 1) % len(WORLDS)], WORLDS[0])


@pytest.mark.parametrize("seed", range(20, 22))
def test_of_two_builds_at_once_one_waits_or_says_so(folder: Path, seed: int):
    pair = Pair(folder, seed)
    for step in range(STEPS // 2):
        both = [building(pair.project, pair.site.as_of, world) for world in (WORLDS[step], WORLDS[step + 1])]
        said = [process.communicate(timeout=PATIENCE)[0] for process in both]
        for process, words in zip(both, said, strict=True):
            assert process.returncode in (0, 1) or "another build" in words, (words, pair.history)
        pair.agree(WORLDS[step], WORLDS[step + 2])
        pair.edit()


def test_what_another_version_of_the_program_remembers_is_not_used(folder: Path):
    """The other version writes another robots.txt, from the same sources."""
    other = folder / "other" / "builder"
    shutil.copytree(PACKAGE, other / "onrecord", ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "onrecord" / "render" / "make.py").open("a") as code:
        code.write('MAKERS = {**MAKERS, "robots": lambda _url: b"other"}\n')
    project = Project(folder / "project")
    project.lay(a_site().files())
    said = []
    for path in ("", str(other), "", str(other), ""):
        command = [sys.executable, "-m", "onrecord", "build", "--root", str(project.root), "--as-of", "2026-06-15", "--quiet"]
        subprocess.run(command, env={**os.environ, **({"PYTHONPATH": path} if path else {})}, check=True, cwd=folder)
        said.append((project.site / "robots.txt").read_bytes())
    assert said[1] == said[3] == b"other"
    assert said[0] == said[2] == said[4] != b"other"
