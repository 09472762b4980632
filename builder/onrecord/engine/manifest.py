"""The manifest: which files of an output folder are ours, as text that is checked when it is read."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import field
from itertools import chain
from typing import Any, NamedTuple

from onrecord.engine.paths import all_safe, fault
from onrecord.frozen import dataclass

FORMAT = "onrecord-manifest/2"
FORMER = "onrecord-manifest/1"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_KEY = re.compile(r"[0-9a-f-]*")
_STATE = re.compile(r"[0-9.-]*")
_LETTERS = (b"0123456789abcdef", b"0123456789abcdef-", b"0123456789.-")
"""What digests, keys and states are made of."""


class Entry(NamedTuple):
    """One file that was written: the SHA-256 (hex) of its bytes, the key of what it was made from, and how the disk described it
    just afterwards (see `onrecord.engine.stat`; empty where that proves nothing)."""

    digest: str
    key: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Output:
    """What was written into one folder.

    `files` holds what the last whole build wrote, by path. `begun` are the paths that a build which did not reach its end may have
    written besides. `whole` is the key of everything that build was made from, and `told` what it said, as JSON; both are empty
    where it may not be taken for done.
    """

    files: Mapping[str, Entry] = field(default_factory=dict)
    begun: tuple[str, ...] = ()
    whole: str = ""
    told: str = ""

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path that is ours, sorted."""
        return tuple(sorted(dict.fromkeys((*self.files, *self.begun))))  # as good as sorted, which makes it quick


def read_manifest(text: str) -> dict[str, Output]:
    """The outputs by the name of their folder. ValueError, with what is wrong, for anything that is no manifest of ours."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError("it is not JSON") from error
    if not isinstance(data, dict) or data.get("format") not in (FORMAT, FORMER) or not isinstance(data.get("outputs"), dict):
        raise ValueError(f"it is no {FORMAT}")
    return {name: _output(value) for name, value in data["outputs"].items()}


def _output(value: object) -> Output:
    match value:
        case {"files": dict(files), "begun": list(begun), "whole": str(whole), "told": str(told)}:
            pass
        case {"files": dict(files), "begun": list(begun)}:  # the former format, which knew digests alone
            whole = told = ""
        case _:
            raise ValueError("an output lacks its files")
    if not all(isinstance(path, str) for path in begun) or not all_safe((*files, *begun)):
        _refuse_unsafe([*files, *begun])
    entries = files.values()
    if _are_entries(entries):
        return Output(dict(zip(files, map(Entry._make, entries), strict=True)), tuple(begun), whole, told)
    return Output({path: _entry(path, entry) for path, entry in files.items()}, tuple(begun), whole, told)


def _refuse_unsafe(paths: Collection[object]) -> None:
    """ValueError for the first path that is unsafe."""
    for path in paths:
        what = fault(path) if isinstance(path, str) else "is no text"
        if what:
            raise ValueError(f"the path {path!r} {what}")


def _are_entries(values: Collection[Any]) -> bool:
    """Whether all values are surely entries, looked at together: one by one, each takes ten times as long."""
    if {*map(type, values)} != {list} or {*map(len, values)} != {3} or {*map(type, chain.from_iterable(values))} != {str}:
        return False
    columns = [*zip(*values, strict=True)]
    texts = ["".join(column).encode("utf-8", "replace") for column in columns]
    return {*map(len, columns[0])} == {64} and not any(text.translate(None, of) for text, of in zip(texts, _LETTERS, strict=True))


def _entry(path: str, entry: object) -> Entry:
    match entry:
        case [str(digest), str(key), str(state)] if _DIGEST.fullmatch(digest) and _KEY.fullmatch(key) and _STATE.fullmatch(state):
            return Entry(digest, key, state)
        case str(digest) if _DIGEST.fullmatch(digest):
            return Entry(digest)
        case _:
            raise ValueError(f"the digest of {path!r} is none")


def manifest_text(outputs: Mapping[str, Output]) -> str:
    """The manifest as text: JSON, sorted, so that the same outputs give the same bytes."""
    shown = {
        name: {"begun": sorted(output.begun), "files": dict(output.files), "whole": output.whole, "told": output.told}
        for name, output in outputs.items()
    }
    return json.dumps({"format": FORMAT, "outputs": shown}, sort_keys=True, ensure_ascii=False) + "\n"
