"""A store and other processes: those that hold it, that are killed, that read it, and that are kept from it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from stores import KEY, filled, kept, left_alone, some_rows, value

from onrecord.engine import store as store_module
from onrecord.engine import storefile
from onrecord.engine.store import Store, open_store
from onrecord.engine.storereader import Reader


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache.sqlite"


def in_another_process(script: str, *args: object, **rest: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script, *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **rest)


UNPRIVILEGED = """
import os, sys
from pathlib import Path
from onrecord.engine.store import open_store
if os.geteuid() == 0:
    os.setgid(65534), os.setuid(65534)
with open_store(Path(sys.argv[1]), sys.argv[2]) as store:
    print(len(store.rows("rows")), end=" ")
    store.put_many("rows", [("a", b"", b"new")])
    print(store.commit())
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody can reach."""
    folder = Path("/tmp", f"onrecord-store-{os.getpid()}")
    folder.mkdir()
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("file", "folder", "version", "said"),
    [
        (0o444, 0o555, "1", "300 False"),  # it can be read
        (0o444, 0o777, "1", "300 False"),
        (0o666, 0o555, "1", "300 False"),
        (0o000, 0o555, "1", "0 False"),
        (0o444, 0o555, "2", "0 False"),  # and cannot be replaced
        (0o666, 0o777, "1", "300 True"),
    ],
)
def test_a_store_that_cannot_be_written_can_be_read(open_folder: Path, file: int, folder: int, version: str, said: str):
    path = open_folder / "cache.sqlite"
    filled(path)
    before = path.read_bytes()
    path.chmod(file)
    open_folder.chmod(folder)
    done = in_another_process(UNPRIVILEGED, path, version)
    assert done.stdout.strip() == said, done.stderr
    assert (path.read_bytes() == before) == said.endswith("False")


HOLDING = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(sys.argv[2])
connection.execute("SELECT count(*) FROM of_rows").fetchall()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storefile, "PATIENCE", 0.05)


def holding(path: Path, how: str) -> subprocess.Popen[str]:
    """Another process that holds a store, until its input ends."""
    pipe = subprocess.PIPE
    process = subprocess.Popen([sys.executable, "-c", HOLDING, str(path), how], stdin=pipe, stdout=pipe, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_store_that_another_process_holds_is_left_alone(path: Path, impatient: None):
    rows = filled(path)
    with holding(path, "BEGIN EXCLUSIVE") as process:
        left_alone(path)
        process.communicate("")
    assert kept(path, "rows") == rows


@pytest.mark.parametrize("how", ["BEGIN", "BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_store_that_is_held_at_the_end_stays_as_it_was(path: Path, impatient: None, how: str):
    rows = filled(path)
    with open_store(path, "1") as store:
        assert store.rows("rows") == rows
        with holding(path, how) as process:
            store.put_many("rows", [("7", KEY, b"new")])
            assert not store.commit()
            assert store.rows("rows") == []
            process.communicate("")
    assert kept(path, "rows") == rows


KILLED = """
import os, signal, sys
from pathlib import Path
from onrecord.engine import store as module
from onrecord.engine.store import open_store
module.MUCH = 1 << 20
store = open_store(Path(sys.argv[1]), "1")
store.put_many("texts", ((str(n), b"other", os.urandom(50_000)) for n in range(1500)))
store.drop("rows", map(str, range(300)))
if sys.argv[2] == "late":
    store._write()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("when", ["early", "late"])
def test_a_build_that_is_killed_leaves_what_was_committed_before(path: Path, when: str):
    rows = filled(path)
    size = path.stat().st_size
    assert in_another_process(KILLED, path, when).returncode == -signal.SIGKILL
    assert path.stat().st_size > 10 * size, "nothing was written before it was killed"
    assert kept(path, "rows") == rows
    assert kept(path, "texts") == some_rows("texts", range(40), size=20_000)


def seen(reader: Reader) -> tuple[int, bytes | None]:
    """What a worker sees of a store."""
    return len(reader.rows("rows")), reader.get("rows", "7", KEY)


def writes(store: Store) -> str:
    """What a worker is told that writes to a store of its parent."""
    try:
        store.put_many("rows", [("7", KEY, b"worker")])
    except RuntimeError as error:
        return str(error)
    return "nothing"


_held: list[Store] = []


def seen_of_held(_: object) -> tuple[int, bytes | None, str, bool]:
    """What a forked worker sees of the very store that its parent holds; it lets go of all it can."""
    told, done = writes(_held[0]), _held[0].commit()
    result = (*seen(_held[0]), told, done)
    _held.pop().close()
    gc.collect()
    return result


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_a_worker_reads_what_was_committed(path: Path, start: str):
    filled(path)
    with open_store(path, "1") as store:
        store.put_many("rows", [("7", b"other", b"new")])
        reader = store.reader()
        assert seen(reader) == (300, value("rows", "7"))
        with multiprocessing.get_context(start).Pool(2) as pool:
            assert pool.map(seen, [pickle.loads(pickle.dumps(reader))] * 4, 1) == [(300, value("rows", "7"))] * 4
        assert seen(store) == (300, None)
        assert store.commit()
        reader.close()
    assert len(kept(path, "rows")) == 300


@pytest.mark.parametrize("much", [10, 1 << 25])
def test_a_forked_worker_does_no_harm_to_what_its_parent_writes(path: Path, monkeypatch: pytest.MonkeyPatch, much: int):
    monkeypatch.setattr(store_module, "MUCH", much)
    filled(path)
    _held[:] = [open_store(path, "1")]
    _held[0].put_many("rows", some_rows("rows", range(100, 400), b"later"))  # with little room, this has begun to be written
    with multiprocessing.get_context("fork").Pool(1) as pool:
        rows, _, told, done = pool.apply(seen_of_held, (0,))
    assert rows in (0, 300, 400)
    assert told == "a store is written to by the process that opened it"
    assert not done
    _held[0].put_many("rows", some_rows("rows", ["last"]))
    assert _held[0].commit()
    _held.pop().close()
    later = some_rows("rows", range(100, 400), b"later")
    assert kept(path, "rows") == sorted([*some_rows("rows", range(100)), *later, *some_rows("rows", ["last"])])


BUILDS = """
import random, sys
from pathlib import Path
sys.path[:0] = sys.argv[3:]
from stores import is_right, some_rows
from onrecord.engine import storefile
from onrecord.engine.store import open_store
storefile.PATIENCE = 0.01
chance, path = random.Random(sys.argv[2]), Path(sys.argv[1])
committed = 0
for turn in range(150):
    with open_store(path, chance.choice("1112")) as store:
        for table in ("rows", "texts"):
            assert all(is_right(table, row) for row in store.rows(table))
            size = 20_000 if table == "texts" else 0
            store.put_many(table, some_rows(table, chance.sample(range(60), 10), chance.choice([b"a", b"b"]), size))
        store.keep_only("rows", map(str, chance.sample(range(60), 50)))
        committed += store.commit()
    if turn % 10 == 9:
        try:
            with open(path, "r+b") as file:
                file.seek(chance.randrange(40_000))
                file.write(chance.randbytes(3))
        except FileNotFoundError:
            pass
print(committed)
"""


def test_builds_side_by_side_never_read_anything_wrong(path: Path):
    command = [sys.executable, "-c", BUILDS, str(path)]
    pipe = subprocess.PIPE
    processes = [subprocess.Popen([*command, str(n), *sys.path], stdout=pipe, stderr=pipe, text=True) for n in range(3)]
    for process in processes:
        said, wrong = process.communicate(timeout=300)
        assert process.returncode == 0, wrong
        assert int(said) > 10
    filled(path)
    assert len(kept(path, "texts")) >= 40
