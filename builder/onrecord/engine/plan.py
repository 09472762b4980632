"""The plan: what is to be done to a folder so that it holds what is wanted; a pure decision that states its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from onrecord.engine.manifest import Output
from onrecord.engine.paths import folders


class Step(Enum):
    """What is done with a path: its file removed; made, and written where it differs; made, and wanted to be there already; or
    left as it is."""

    REMOVE = "remove"
    MAKE = "make"
    MATCH = "match"
    KEEP = "keep"


class Lies(Enum):
    """What lies at a path: nothing, the very bytes that were written there, or anything else."""

    NOTHING = "nothing"
    OURS = "ours"
    OTHER = "other"


class Wanted(NamedTuple):
    """A page that is wanted: where, and the key of all that it is made from (empty where that is not known)."""

    path: str
    key: str = ""


class Action(NamedTuple):
    """One step for one path, and why."""

    step: Step
    path: str
    because: str


def plan(
    previous: Output, wanted: Sequence[Wanted], lies: Mapping[str, Lies], aspects: Sequence[str] = ("what it is made from",)
) -> tuple[Action, ...]:
    """The actions in the order in which they are to be done.

    `wanted` stands in the order in which pages are to be written; `lies` says what lies at each of their paths (nothing, where it
    is silent). A key has a part for each of the `aspects`, which say what has changed where it differs. What stands in the way of
    a wanted path goes first, then every page is made, then the rest is removed: a reader who comes meanwhile finds links that
    resolve.
    """
    pages = {page.path for page in wanted}
    stale = [path for path in previous.paths if path not in pages]
    holders = {folder for path in pages for folder in folders(path)} if stale else ()
    in_the_way = {path for path in stale if path in holders or pages.intersection(folders(path))}
    freed = {folder for path in in_the_way for folder in folders(path)}
    left = {path: what for path, what in lies.items() if path not in freed} if freed else lies
    return (
        *(Action(Step.REMOVE, path, "a page or a folder takes its place") for path in stale if path in in_the_way),
        *_pages(previous, wanted, left, aspects),
        *(Action(Step.REMOVE, path, "no page claims it any more") for path in stale if path not in in_the_way),
    )


def _pages(previous: Output, wanted: Sequence[Wanted], lies: Mapping[str, Lies], aspects: Sequence[str]) -> Iterator[Action]:
    begun = frozenset(previous.begun)
    for page in wanted:
        what = lies.get(page.path, Lies.NOTHING)
        if page.path in previous.files:
            yield _known(previous, page, what, aspects)
        elif page.path in begun:
            yield Action(Step.MAKE, page.path, "a build that did not end may have written it")
        elif what is Lies.NOTHING:
            yield Action(Step.MAKE, page.path, "it is new")
        else:
            yield Action(Step.MATCH, page.path, "what lies there was not written by Onrecord")


def _known(previous: Output, page: Wanted, what: Lies, aspects: Sequence[str]) -> Action:
    """What is done with a page that the last whole build wrote."""
    if what is Lies.NOTHING:
        return Action(Step.MAKE, page.path, "it is gone from the site's folder")
    if what is Lies.OTHER:
        return Action(Step.MAKE, page.path, "what lies there is not what was written")
    if not page.key:
        return Action(Step.MAKE, page.path, "what it is made from was not looked at")
    if page.key != previous.files[page.path].key:
        return Action(Step.MAKE, page.path, _changed(previous.files[page.path].key, page.key, aspects))
    return Action(Step.KEEP, page.path, "nothing that it is made from has changed")


def _changed(before: str, now: str, aspects: Sequence[str]) -> str:
    """Which parts of a key have changed."""
    parts = zip(before.split("-"), now.split("-"), aspects, strict=False)
    changed = [aspect for old, new, aspect in parts if old != new]
    return f"changed: {', '.join(changed or aspects)}"
