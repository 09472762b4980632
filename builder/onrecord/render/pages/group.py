"""Groups of pages: what is made together from one thing, known by its paths and its key before it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from onrecord.frozen import dataclass
from onrecord.render.page import Page

Lay = Callable[[], Iterable[Page]]
FIRST, THEN, LAST = range(3)
"""The stages: what is linked to, what lists it, and the front page."""


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that are made together.

    `paths` are theirs, in the order in which they are laid; `by` says what claims them. `key` is a digest of all that they are
    made from, empty where only their views tell that. `listed` is the one of them that stands in the sitemap, `changed` the day it
    last changed. All groups of one `stage` are made before those of a later one.
    """

    by: str
    paths: tuple[str, ...]
    lay: Lay
    key: str = ""
    listed: str = ""
    changed: date | None = None
    stage: int = THEN
