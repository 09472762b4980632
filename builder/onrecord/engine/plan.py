"""The plan: what is to be done to a folder so that it holds what is wanted; a pure decision that states its reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from onrecord.engine.manifest import Output
from onrecord.engine.paths import folders


class Step(Enum):
    """What is done with a path: its file removed; written where it differs; or left, and wanted to be the same already."""

    REMOVE = "remove"
    WRITE = "write"
    MATCH = "match"


@dataclass(frozen=True, slots=True)
class Action:
    """One step for one path, and why."""

    step: Step
    path: str
    because: str


def plan(previous: Output, wanted: Sequence[str], occupied: Collection[str]) -> tuple[Action, ...]:
    """The actions in the order in which they are to be done.

    `wanted` are the paths in the order in which they are to be written, `occupied` those of them where something lies already.
    What stands in the way of a wanted path goes first, then every page is written, then the rest is removed: a reader who comes
    meanwhile finds links that resolve.
    """
    pages = frozenset(wanted)
    holders = {folder for path in wanted for folder in folders(path)}
    stale = [path for path in previous.paths if path not in pages]
    in_the_way = {path for path in stale if path in holders or pages.intersection(folders(path))}
    return (
        *(Action(Step.REMOVE, path, "a page or a folder takes its place") for path in stale if path in in_the_way),
        *_writes(previous, wanted, frozenset(occupied) - {folder for path in stale for folder in folders(path)}),
        *(Action(Step.REMOVE, path, "no page claims it any more") for path in stale if path not in in_the_way),
    )


def _writes(previous: Output, wanted: Sequence[str], occupied: Collection[str]) -> Iterator[Action]:
    for path in wanted:
        if path in previous.files:
            yield Action(Step.WRITE, path, "it may have changed")
        elif path in previous.begun:
            yield Action(Step.WRITE, path, "a build that did not end may have written it")
        elif path in occupied:
            yield Action(Step.MATCH, path, "what lies there was not written by Onrecord")
        else:
            yield Action(Step.WRITE, path, "it is new")
