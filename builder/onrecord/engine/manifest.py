"""The manifest: which files of an output folder are ours, as text that is checked when it is read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.engine.paths import fault

FORMAT = "onrecord-manifest/1"
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Output:
    """What was written into one folder.

    `files` maps each path to the SHA-256 (hex) of what the last whole build wrote there. `begun` are the paths that a build
    which did not reach its end may have written besides.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    begun: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path that is ours, sorted."""
        return tuple(sorted({*self.files, *self.begun}))


def read_manifest(text: str) -> dict[str, Output]:
    """The outputs by the name of their folder. ValueError, with what is wrong, for anything that is no manifest of ours."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError("it is not JSON") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("outputs"), dict):
        raise ValueError(f"it is no {FORMAT}")
    return {name: _output(value) for name, value in data["outputs"].items()}


def _output(value: object) -> Output:
    match value:
        case {"files": dict(files), "begun": list(begun)}:
            pass
        case _:
            raise ValueError("an output lacks its files")
    for path in [*files, *begun]:
        what = fault(path) if isinstance(path, str) else "is no text"
        if what:
            raise ValueError(f"the path {path!r} {what}")
    for path, digest in files.items():
        if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
            raise ValueError(f"the digest of {path!r} is none")
    return Output(files, tuple(begun))


def manifest_text(outputs: Mapping[str, Output]) -> str:
    """The manifest as text: JSON, sorted, so that the same outputs give the same bytes."""
    shown = {name: {"begun": sorted(output.begun), "files": dict(output.files)} for name, output in outputs.items()}
    return json.dumps({"format": FORMAT, "outputs": shown}, sort_keys=True, indent=0, ensure_ascii=False) + "\n"
