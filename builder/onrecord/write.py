"""Writing a site: each file whole, in the order given, what is ours and no longer wanted removed, the manifest last."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from onrecord.engine.manifest import Output, manifest_text, read_manifest
from onrecord.engine.paths import STAGED, fault, folders
from onrecord.engine.plan import Action, Step, plan
from onrecord.model import OnrecordError

STATE = ".onrecord"
Make = Callable[[Sequence[str]], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Published:
    """How many files were written (`rendered`), stood there already (`kept`) and were `removed`."""

    rendered: int
    kept: int
    removed: int


def publish(root: Path, out: Path, wanted: Sequence[str], make: Make) -> Published:
    """Lay the wanted files into `out` and take away what an earlier build of the project at `root` wrote and no page claims now.

    `make` gives the bytes of the paths it is asked for, in their order. Killed at any moment, this leaves whole files, and the
    next call mends the rest. OnrecordError where a path is unsafe, where it is occupied by what Onrecord did not write, where a
    symlink stands in the way, or where another build is at work.
    """
    for path in wanted:
        if what := fault(path):
            raise OnrecordError(f"a page cannot be written to {path!r}: the path {what}")
    _check_folder(root, out)
    with _alone(root / STATE):
        manifest, name = root / STATE / "manifest.json", _name(root, out)
        outputs = _load(manifest)
        previous = outputs.get(name, Output())
        actions = plan(previous, wanted, [path for path in wanted if os.path.lexists(out / path)])
        _refuse_foreign(out, [a.path for a in actions if a.step is Step.MATCH], make)
        begun = {*previous.begun, *wanted} - set(previous.files)
        _save(manifest, {**outputs, name: Output(previous.files, tuple(sorted(begun)))})
        files, rendered, removed = _execute(Tree(out), actions, make)
        _save(manifest, {**outputs, name: Output(files)})
    return Published(rendered, len(wanted) - rendered, removed)


def _execute(tree: Tree, actions: Sequence[Action], make: Make) -> tuple[dict[str, str], int, int]:
    """Do the actions in their order; what was written (path to digest), how many files changed and how many went."""
    files: dict[str, str] = {}
    rendered = removed = 0
    made = iter(make([a.path for a in actions if a.step is not Step.REMOVE]))
    for action in actions:
        if action.step is Step.REMOVE:
            removed += tree.remove(action.path)
        else:
            data = next(made)
            rendered += tree.put(action.path, data)
            files[action.path] = hashlib.sha256(data).hexdigest()
    return files, rendered, removed


class Tree:
    """A folder that is written to. It never goes through a symlink, and never replaces or removes what is no plain file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sound: set[str] = set()
        with suppress(FileNotFoundError):
            (folder / STAGED).unlink()

    def put(self, path: str, data: bytes) -> bool:
        """Whether the file had to be written; one that holds these bytes already stays untouched."""
        target = self.folder / path
        self._make_folders(path)
        found = _kind(target)
        if found and not stat.S_ISREG(found):
            raise OnrecordError(f"{target} is {_described(found)}, where a page of the site belongs; move it away")
        if found and target.read_bytes() == data:
            return False
        replace_whole(target, data, self.folder / STAGED)
        return True

    def remove(self, path: str) -> bool:
        """Whether a file of ours was there to go; the folders it leaves empty go with it."""
        if any(not stat.S_ISDIR(_kind(self.folder / folder)) for folder in folders(path)):
            return False
        if not stat.S_ISREG(_kind(self.folder / path)):
            return False
        (self.folder / path).unlink()
        for folder in reversed(folders(path)):
            self._sound.discard(folder)
            try:
                (self.folder / folder).rmdir()
            except OSError:
                break
        return True

    def _make_folders(self, path: str) -> None:
        for folder in folders(path):
            if folder in self._sound:
                continue
            here = self.folder / folder
            found = _kind(here)
            if not found:
                here.mkdir()
            elif not stat.S_ISDIR(found):
                raise OnrecordError(f"{here} is {_described(found)}, where a folder of the site belongs; move it away")
            self._sound.add(folder)


def replace_whole(target: Path, data: bytes, staged: Path) -> None:
    """Put a file in place whole: written under another name in the same file system, then renamed over it."""
    with suppress(FileNotFoundError):
        staged.unlink()
    handle = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        staged.replace(target)
    except OSError:
        staged.unlink(missing_ok=True)
        raise


def _kind(path: Path) -> int:
    """The mode of what lies at a path, without following a symlink; 0 where there is nothing."""
    try:
        return path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def _described(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "a symlink"
    return "a folder" if stat.S_ISDIR(mode) else "a file" if stat.S_ISREG(mode) else "no plain file"


def _check_folder(root: Path, out: Path) -> None:
    """Make the output folder where it is missing; refuse what is a symlink, no folder, or a place of the project's sources."""
    below = [p for p in (out, *out.parents) if p.is_relative_to(root) and p != root]
    for folder in below or [out]:
        found = _kind(folder)
        if found and not stat.S_ISDIR(found):
            raise OnrecordError(f"{folder} is {_described(found)}; the site needs a folder of its own")
    sources = [root / "content", root / "themes"]
    if root.is_relative_to(out) or any(out.is_relative_to(s) for s in sources):
        raise OnrecordError(f"{out} holds the project's sources; the site needs a folder of its own, such as {root / 'site'}")
    out.mkdir(parents=True, exist_ok=True)


def _refuse_foreign(out: Path, paths: Sequence[str], make: Make) -> None:
    """Nothing is written over what Onrecord did not write, unless it holds the very same bytes."""
    for path, data in zip(paths, make(paths) if paths else (), strict=True):
        target = out / path
        if not stat.S_ISREG(_kind(target)) or target.read_bytes() != data:
            raise OnrecordError(f"{target} was not written by Onrecord and is in a page's place; move it away, or empty {out}")


def _name(root: Path, out: Path) -> str:
    """What the manifest calls an output folder: its path below the project, else its whole path."""
    root, out = root.resolve(), out.resolve()
    return out.relative_to(root).as_posix() if out.is_relative_to(root) else out.as_posix()


def _load(manifest: Path) -> dict[str, Output]:
    try:
        return read_manifest(manifest.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise OnrecordError(f"{manifest} cannot be trusted: {error}; delete it and the folders it speaks of") from error


def _save(manifest: Path, outputs: dict[str, Output]) -> None:
    replace_whole(manifest, manifest_text(outputs).encode(), manifest.with_name("manifest.json.new"))


@contextmanager
def _alone(state: Path) -> Iterator[None]:
    """Hold the project's lock: two builds at once would take each other's files for strangers'."""
    if stat.S_ISLNK(_kind(state)):
        raise OnrecordError(f"{state} is a symlink; it must be a folder of the project")
    state.mkdir(exist_ok=True)
    try:
        import fcntl  # absent on Windows, where two builds at once are the caller's to avoid
    except ImportError:
        yield
        return
    handle = os.open(state / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
    with os.fdopen(handle, "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OnrecordError(f"another build of {state.parent} is at work; wait for it to end") from error
        yield
