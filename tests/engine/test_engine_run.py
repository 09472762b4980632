"""Running over many items: the same results in the same order, whatever the number of processes."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from onrecord.engine.run import BATCH, MANY, run

ALL = list(range(MANY + 1))


def shown(n: int) -> bytes:
    return str(n).encode()


def failing(n: int) -> bytes:
    if n == BATCH * 5 + 3:
        raise LookupError(n)
    return shown(n)


def where(n: int) -> bytes:
    time.sleep(0.002)  # long enough for the other processes to have a share
    return str(os.getpid()).encode()


@pytest.mark.parametrize("workers", [1, 2, 5])
@pytest.mark.parametrize("items", [[], [7], ALL])
def test_results_come_in_the_items_order(workers: int, items: list[int]):
    assert list(run(shown, items, workers)) == [shown(n) for n in items]


def test_several_processes_work():
    here = str(os.getpid()).encode()
    assert len(set(run(where, ALL, 2)) - {here}) == 2
    assert set(run(where, ALL, 1)) == {here}
    assert set(run(where, ALL[: MANY - 1], 2)) == {here}


def test_beside_other_threads_nothing_is_forked():
    end = threading.Event()
    threading.Thread(target=end.wait).start()
    try:
        assert list(run(shown, ALL, 2)) == [shown(n) for n in ALL]
    finally:
        end.set()


@pytest.mark.parametrize("workers", [1, 2])
def test_an_exception_comes_through(workers: int):
    with pytest.raises(LookupError):
        list(run(failing, ALL, workers))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see processes")
def test_the_workers_of_a_killed_process_go(tmp_path: Path):
    code = f"""
        import os, signal, time
        from pathlib import Path
        from onrecord.engine.run import run

        me = os.getpid()

        def killing(n):
            Path({str(tmp_path)!r}, str(os.getpid())).touch()
            if n == 300:
                os.kill(me, signal.SIGKILL)
            time.sleep(0.01)
            return b""

        list(run(killing, list(range(10_000)), 2))
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False)
    assert done.returncode == -9
    workers = [int(path.name) for path in tmp_path.iterdir()]  # and their parent, which made the first batch
    assert len(workers) == 3
    until = time.monotonic() + 20
    while any(alive(pid) for pid in workers):
        assert time.monotonic() < until, "a worker outlives its parent"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
