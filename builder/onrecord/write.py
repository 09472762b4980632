"""Writing a site: each file whole, in the order given, what is ours and no longer wanted removed, the manifest last."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import field, replace
from functools import partial
from pathlib import Path

from onrecord.engine.manifest import Entry, Output, manifest_text, read_manifest
from onrecord.engine.paths import STAGED, all_safe, fault, folders
from onrecord.engine.plan import Action, Lies, Step, Wanted, plan
from onrecord.engine.stat import digest_of, moment, settled, state_of
from onrecord.frozen import dataclass
from onrecord.model import OnrecordError

STATE = ".onrecord"
MANIFEST = "manifest.json"
BEGUN = "manifest.begun.json"


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was put in place: whether that changed anything, the SHA-256 (hex) of its bytes, and its state on the disk."""

    changed: bool
    digest: str
    state: str


Use = Callable[[str, bytes], object]
Make = Callable[[Sequence[str], Use], Iterable[tuple[object, str]]]
"""Makes the bytes of the paths it is given, in their order, hands each to a function, in any process, and gives its
result and the key of what the page was made from."""


@dataclass(frozen=True, slots=True)
class Published:
    """How many files were made and changed (`rendered`), how many stood there already (`kept`), how many were `removed`; and what
    was done with each path, and why."""

    rendered: int
    kept: int
    removed: int
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Folder:
    """An output folder of a project: where it is, what the manifests of the project say, and what they call it. `states` are those
    of files that had to be read and are ours: `lying` notes them, so that the next build need not read them."""

    root: Path
    out: Path
    name: str
    outputs: Mapping[str, Output]
    states: dict[str, str] = field(default_factory=dict)

    @property
    def previous(self) -> Output:
        """What was written into it before."""
        return self.outputs.get(self.name, Output())


def open_folder(root: Path, out: Path) -> Folder:
    """The output folder, made where it is missing, with what is known of it. OnrecordError where it cannot be one, or where
    nothing that can be trusted says what in it is ours."""
    _check_folder(root, out)
    state = root / STATE
    return Folder(root, out, _name(root, out), _load(state / MANIFEST, state / BEGUN))


def publish(
    folder: Folder,
    wanted: Sequence[Wanted],
    make: Make,
    lies: Mapping[str, Lies],
    aspects: Sequence[str] = (),
    whole: str = "",
    told: str = "",
) -> Published:
    """Lay the wanted files into a folder and take away what an earlier build wrote there and no page claims now.

    Called with the project's lock held (see `alone`). Killed at any moment, this leaves whole files, and the next call mends the
    rest. `lies` is what `lying` says of the wanted paths, `aspects` what the parts of keys stand for; `whole` and `told` are
    remembered of a build that ends. OnrecordError where a path is unsafe, where it is occupied by what Onrecord did not write, or
    where a symlink stands in the way.
    """
    _refuse_unsafe(wanted)
    previous = folder.previous
    actions = plan(previous, wanted, lies, aspects)
    _refuse_foreign(folder.out, [a.path for a in actions if a.step is Step.MATCH], make)
    if all(a.step is Step.KEEP for a in actions) and previous.whole == whole and not previous.begun:
        note_states(folder)
        return Published(0, len(wanted), 0, actions)
    _save(folder, BEGUN, Output({}, tuple(sorted({*previous.paths, *(page.path for page in wanted)}))))
    files, rendered, removed = _execute(Tree(folder.out), _entries(folder), actions, make)
    _settle(folder, files)
    _save(folder, MANIFEST, Output(files, (), whole, told))
    _save(folder, BEGUN, Output({}, tuple(sorted(files))))
    return Published(rendered, len(wanted) - rendered, removed, actions)


def _refuse_unsafe(wanted: Sequence[Wanted]) -> None:
    for page in () if all_safe(page.path for page in wanted) else wanted:
        if what := fault(page.path):
            raise OnrecordError(f"a page cannot be written to {page.path!r}: the path {what}")


def note_states(folder: Folder) -> None:
    """Write down what the disk says of the files that had to be read, where all the rest is as it was."""
    if folder.states:
        files = _entries(folder)
        _settle(folder, files)
        _save(folder, MANIFEST, replace(folder.previous, files=files))


def _entries(folder: Folder) -> dict[str, Entry]:
    """What was written before, with the states that were found now."""
    before = folder.previous.files
    return {**before, **{path: before[path]._replace(state=state) for path, state in folder.states.items()}}


def _settle(folder: Folder, files: dict[str, Entry]) -> None:
    """Forget the states that prove nothing, of what was described in this build."""
    now, before = moment(folder.root / STATE / "lock"), folder.previous.files
    for path, entry in files.items():
        if entry is not before.get(path):
            files[path] = entry._replace(state=settled(entry.state, now))


def lying(folder: Folder, paths: Iterable[str]) -> dict[str, Lies]:
    """What lies at each of some paths of a folder: the disk's own description decides where it proves something, else the bytes."""
    found: dict[str, Lies] = {}
    out, files = os.fspath(folder.out), folder.previous.files
    for path in paths:
        try:
            here = os.lstat(f"{out}/{path}")
        except (FileNotFoundError, NotADirectoryError):
            continue
        entry, state = files.get(path), state_of(here)
        if entry and state and state == entry.state:
            found[path] = Lies.OURS
        elif entry and state and digest_of(f"{out}/{path}", here.st_size) == entry.digest:
            found[path] = Lies.OURS
            folder.states[path] = state
        else:
            found[path] = Lies.OTHER
    return found


def _execute(tree: Tree, before: Mapping[str, Entry], actions: Sequence[Action], make: Make) -> tuple[dict[str, Entry], int, int]:
    """Do the actions in their order; what is there then, how many files changed and how many went."""
    files: dict[str, Entry] = {}
    rendered = removed = 0
    made = iter(make([a.path for a in actions if a.step in (Step.MAKE, Step.MATCH)], tree.put))
    for action in actions:
        path = action.path
        if action.step is Step.REMOVE:
            removed += tree.remove(path)
        elif action.step is Step.KEEP:
            files[path] = before[path]
        else:
            written, key = next(made)
            assert isinstance(written, Written)  # noqa: S101 - what `put` gives
            rendered += written.changed
            files[path] = Entry(written.digest, key, written.state)
    return files, rendered, removed


class Tree:
    """A folder that is written to. It never goes through a symlink, and never replaces or removes what is no plain file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sound: set[str] = set()
        for left in folder.glob(f"{STAGED}*"):
            left.unlink()

    def put(self, path: str, data: bytes) -> Written:
        """Put a file in place; one that holds these bytes already stays untouched."""
        target = f"{self.folder}/{path}"
        self._make_folders(path)
        found = _kind(target)
        if found and not stat.S_ISREG(found):
            raise OnrecordError(f"{target} is {_described(found)}, where a page of the site belongs; move it away")
        same = bool(found) and _holds(target, data)
        if not same:
            replace_whole(target, data, f"{self.folder}/{STAGED}-{os.getpid()}")
        return Written(not same, hashlib.sha256(data).hexdigest(), state_of(os.lstat(target)))

    def remove(self, path: str) -> bool:
        """Whether a file of ours was there to go; the folders it leaves empty go with it."""
        if any(not stat.S_ISDIR(_kind(f"{self.folder}/{folder}")) for folder in folders(path)):
            return False
        if not stat.S_ISREG(_kind(f"{self.folder}/{path}")):
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
        if path.rpartition("/")[0] in self._sound:
            return
        for folder in folders(path):
            if folder in self._sound:
                continue
            here = f"{self.folder}/{folder}"
            with suppress(FileExistsError):
                os.mkdir(here)  # noqa: PTH102 (pathlib is slow where 10,000 folders are made)
            found = _kind(here)
            if not stat.S_ISDIR(found):
                raise OnrecordError(f"{here} is {_described(found)}, where a folder of the site belongs; move it away")
            self._sound.add(folder)


def _is_there(path: str | Path, data: bytes) -> bool:
    """Whether a plain file that holds these bytes lies at a path."""
    return stat.S_ISREG(_kind(path)) and _holds(path, data)


def _holds(path: str | Path, data: bytes) -> bool:
    with open(path, "rb") as file:  # noqa: PTH123 (pathlib is slow where 10,000 files are read)
        return file.read(len(data) + 1) == data


def replace_whole(target: str | Path, data: bytes, staged: str | Path) -> None:
    """Put a file in place whole: written under another name in the same file system, then renamed over it."""
    with suppress(FileNotFoundError):
        os.unlink(staged)  # noqa: PTH108 (pathlib is slow where 10,000 files are written)
    handle = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(staged, target)  # noqa: PTH105 (the same)
    except OSError:
        with suppress(FileNotFoundError):
            os.unlink(staged)  # noqa: PTH108 (the same)
        raise


def _kind(path: str | Path) -> int:
    """The mode of what lies at a path, without following a symlink; 0 where there is nothing."""
    try:
        return os.lstat(path).st_mode
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
    for path, (same, _) in zip(paths, make(paths, partial(_matches, out)) if paths else (), strict=True):
        if not same:
            raise OnrecordError(f"{out / path} was not written by Onrecord and is in a page's place; move it away, or empty {out}")


def _matches(out: Path, path: str, data: bytes) -> bool:
    return _is_there(f"{out}/{path}", data)


def _name(root: Path, out: Path) -> str:
    """What the manifest calls an output folder: its path below the project, else its whole path."""
    root, out = root.resolve(), out.resolve()
    return out.relative_to(root).as_posix() if out.is_relative_to(root) else out.as_posix()


def _load(manifest: Path, begun: Path) -> dict[str, Output]:
    """What the manifests say: what the last whole build wrote, and which paths are ours in any case. One of the two that is damaged
    costs nothing but the memory of what files were made from."""
    whole, fault = _manifest(manifest)
    ours, other = _manifest(begun)
    if fault and not ours:
        raise OnrecordError(f"{fault}; delete it and the folders it speaks of")
    names = sorted({*whole, *ours})
    return {name: _together(whole.get(name, Output()), ours.get(name, Output()) if not other else Output()) for name in names}


def _manifest(file: Path) -> tuple[dict[str, Output], str]:
    """What a manifest says, and why it cannot be trusted."""
    try:
        return read_manifest(file.read_text(encoding="utf-8")), ""
    except FileNotFoundError:
        return {}, ""
    except (OSError, ValueError) as error:
        return {}, f"{file} cannot be trusted: {error}"


def _together(whole: Output, ours: Output) -> Output:
    begun = tuple(path for path in ours.paths if path not in whole.files)
    return Output(whole.files, (*whole.begun, *begun), "" if begun else whole.whole, whole.told)


def _save(folder: Folder, file: str, output: Output) -> None:
    target = folder.root / STATE / file
    names = folder.outputs.items()
    others = {name: Output({}, other.paths) for name, other in names} if file == BEGUN else dict(names)
    data = manifest_text({**others, folder.name: output}).encode()
    with suppress(OSError):
        if _is_there(target, data):
            return
    replace_whole(target, data, target.with_name(file + ".new"))


@contextmanager
def alone(state: Path) -> Iterator[None]:
    """Hold the project's lock: two builds at once would take each other's files for strangers'. OnrecordError where another build
    holds it."""
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
