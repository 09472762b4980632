"""Paging: long lists on pages that are numbered from the oldest, so that a full page holds the same as long as the list does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.frozen import dataclass

PAGE = 50
"""How many issues a numbered page holds; the newest page holds up to one less than twice as many."""

PathOf = Callable[[int], str]
"""Where a page lies by its number, the newest by 0."""


@dataclass(frozen=True, slots=True)
class PageOf:
    """A page of a list: its number (0 for the newest), its path, the ids it holds (oldest first), and the paths of the pages with
    newer and older ones (empty for none)."""

    number: int
    path: str
    ids: tuple[str, ...]
    newer: str
    older: str


def numbered(ids: Sequence[str], path: PathOf) -> tuple[PageOf, ...]:
    """The pages that a list takes, the newest first, given its ids from the oldest."""
    full = max(0, len(ids) // PAGE - 1)
    parts = [(number, tuple(ids[(number - 1) * PAGE : number * PAGE])) for number in range(1, full + 1)]
    return linked(path, tuple(ids[full * PAGE :]), parts, full)


def linked(path: PathOf, newest: tuple[str, ...], parts: Sequence[tuple[int, tuple[str, ...]]], below: int) -> tuple[PageOf, ...]:
    """The newest page, then the numbered ones, which are given from the oldest, each linked to its neighbours; those with a number
    up to `below` come after the newest, any above are but for those who have their addresses."""
    numbers = [number for number, _ in parts]
    before = [number for number in numbers if number <= below]
    pages = [PageOf(0, path(0), newest, "", path(before[-1]) if before else "")]
    for place, (number, ids) in reversed([*enumerate(parts)]):
        newer = path(numbers[place + 1]) if place + 1 < len(numbers) and number < below else path(0)
        pages.append(PageOf(number, path(number), ids, newer, path(numbers[place - 1]) if place else ""))
    return tuple(pages)
