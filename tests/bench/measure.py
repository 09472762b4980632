"""Running a command: how long it took, how much of the processors, and how much memory all its processes had together."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

PROC = Path("/proc")
PAUSE = 0.02
UNWANTED = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
"""What in the environment would slow down the tools that are written in Python."""


class FailedError(Exception):
    """A command that failed; says which, and the end of what it printed."""


@dataclass(frozen=True)
class Cost:
    """Seconds from start to end, seconds of all processors, and MiB at the most (None where they were not watched)."""

    wall: float
    cpu: float
    peak: float | None = None


def run(command: Sequence[str], folder: Path, log: Path, env: Mapping[str, str], watch: float = 0) -> Cost:
    """What a command cost, its processes included that it waited for. `watch` is the share of the time that may go into looking
    at memory, 0 for none. FailedError where it failed."""
    environment = {name: value for name, value in os.environ.items() if name not in UNWANTED} | dict(env)
    with log.open("ab") as out:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
        )
        memory = Memory(process.pid, watch) if watch else None
        try:
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            wall = time.perf_counter() - begun
            peak = memory.end() if memory else None
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = log.read_text("utf-8", "replace")[-2000:]
        raise FailedError(f"{' '.join(command)} in {folder} ended with {process.returncode}:\n{said}")
    return Cost(wall, used.ru_utime + used.ru_stime, peak)


class Memory:
    """Watches the processes of a session. What several of them share counts once: the sum of their proportional set sizes."""

    def __init__(self, session: int, share: float) -> None:
        self._session, self._share, self._peak = session, share, 0
        self._over = Event()
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()

    def end(self) -> float | None:
        """The most that there was, in MiB; None where the system does not tell."""
        self._over.set()
        self._thread.join()
        return self._peak / 1024 or None

    def _watch(self) -> None:
        pause = PAUSE / 4
        while not self._over.wait(pause):
            begun = time.perf_counter()
            self._peak = max(self._peak, sum(map(_proportional, _processes(self._session))))
            pause = max(PAUSE, (time.perf_counter() - begun) * (1 / self._share - 1))


def _processes(session: int) -> Iterator[str]:
    """The processes of a session: what a tool started belongs to it, also when its parent is gone."""
    for entry in os.scandir(PROC) if PROC.is_dir() else ():
        if entry.name.isdecimal():
            try:
                fields = (PROC / entry.name / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            except OSError:  # it ended meanwhile
                continue
            if fields[3] == str(session):
                yield entry.name


def _proportional(process: str) -> int:
    """The proportional set size of a process in KiB; 0 for one that has ended."""
    try:
        lines = (PROC / process / "smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
