"""The output folder: where it is, and what the manifests say is ours in it."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import field
from pathlib import Path

from onrecord.engine.manifest import Output, manifest_text, read_manifest
from onrecord.frozen import dataclass
from onrecord.model import OnrecordError
from onrecord.write.tree import described, is_there, kind, replace_whole

STATE = ".onrecord"
MANIFEST = "manifest.json"
BEGUN = "manifest.begun.json"


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
    _check(root, out)
    state = root / STATE
    return Folder(root, out, _name(root, out), _load(state / MANIFEST, state / BEGUN))


def _check(root: Path, out: Path) -> None:
    """Make the output folder where it is missing; refuse what is a symlink, no folder, or a place of the project's sources."""
    below = [p for p in (out, *out.parents) if p.is_relative_to(root) and p != root]
    for folder in below or [out]:
        found = kind(folder)
        if found and not stat.S_ISDIR(found):
            raise OnrecordError(f"{folder} is {described(found)}; the site needs a folder of its own")
    sources = [root / "content", root / "themes"]
    if root.is_relative_to(out) or any(out.is_relative_to(s) for s in sources):
        raise OnrecordError(f"{out} holds the project's sources; the site needs a folder of its own, such as {root / 'site'}")
    out.mkdir(parents=True, exist_ok=True)


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


def save(folder: Folder, file: str, output: Output) -> None:
    """Put a manifest in place that says this of the folder, and of the others what it says already."""
    target = folder.root / STATE / file
    names = folder.outputs.items()
    others = {name: Output({}, other.paths) for name, other in names} if file == BEGUN else dict(names)
    data = manifest_text({**others, folder.name: output}).encode()
    with suppress(OSError):
        if is_there(target, data):
            return
    replace_whole(target, data, target.with_name(file + ".new"))
