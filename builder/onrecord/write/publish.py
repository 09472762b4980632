"""Publishing: what is wanted is laid into a folder in order, what is ours and no longer wanted goes, the manifest last."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from onrecord.engine.manifest import Entry, Output
from onrecord.engine.paths import all_safe, fault
from onrecord.engine.plan import Action, Lies, Step, Wanted, plan
from onrecord.engine.stat import digest_of, moment, settled, state_of
from onrecord.frozen import dataclass
from onrecord.model import OnrecordError
from onrecord.write.folder import BEGUN, MANIFEST, STATE, Folder, save
from onrecord.write.tree import Tree, Written, is_there

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
    save(folder, BEGUN, Output({}, tuple(sorted({*previous.paths, *(page.path for page in wanted)}))))
    files, rendered, removed = _execute(Tree(folder.out), _entries(folder), actions, make)
    _settle(folder, files)
    save(folder, MANIFEST, Output(files, (), whole, told))
    save(folder, BEGUN, Output({}, tuple(sorted(files))))
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
        save(folder, MANIFEST, replace(folder.previous, files=files))


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


def _refuse_foreign(out: Path, paths: Sequence[str], make: Make) -> None:
    """Nothing is written over what Onrecord did not write, unless it holds the very same bytes."""
    for path, (same, _) in zip(paths, make(paths, partial(_matches, out)) if paths else (), strict=True):
        if not same:
            raise OnrecordError(f"{out / path} was not written by Onrecord and is in a page's place; move it away, or empty {out}")


def _matches(out: Path, path: str, data: bytes) -> bool:
    return is_there(f"{out}/{path}", data)
