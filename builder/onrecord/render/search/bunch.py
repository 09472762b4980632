"""Bunches: issues that stand next to each other, and all their terms, remembered together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from onrecord.frozen import dataclass
from onrecord.render.search.numbers import WEIGHTS, listed, place_of

MEAN = 128
"""How many issues a bunch holds, on the whole."""
CELL = 4
"""By how many of its first letters a word is put into a shard: words that begin alike stay together."""


@dataclass(frozen=True, slots=True)
class Bunch:
    """The terms of some issues, by the beginnings of their words (`cells`, sorted): the size of what each cell holds, and where its
    lines begin in `lines` (one more, where they end). A line is a stem, words of it that begin so, the first number and weight as
    one, the last number, and the list of all but the first."""

    space: str
    cells: tuple[str, ...]
    sizes: tuple[int, ...]
    starts: tuple[int, ...]
    lines: str

    @property
    def text(self) -> str:
        """The bunch as it is written down."""
        head = (self.space, " ".join(self.cells), " ".join(map(str, self.sizes)), " ".join(map(str, self.starts)))
        return "\n".join((*head, self.lines))

    def part(self, start: str, stop: str | None) -> str:
        """The lines of the cells from one to before another (None: to the end)."""
        first = bisect_left(self.cells, start)
        last = len(self.cells) if stop is None else bisect_left(self.cells, stop)
        return self.lines[self.starts[first] : self.starts[last]]


def read_bunch(text: str) -> Bunch:
    """The bunch that was written down so."""
    space, cells, sizes, starts, lines = text.split("\n", 4)
    return Bunch(space, tuple(cells.split(" ")), tuple(map(int, sizes.split(" "))), tuple(map(int, starts.split(" "))), lines)


def bunched(ids: Iterable[str]) -> list[tuple[str, ...]]:
    """Ids, sorted by where they stand, in bunches. Each id tells by itself whether a bunch ends with it, so that one more or less
    changes but its own."""
    found: list[tuple[str, ...]] = []
    now: list[str] = []
    space = ""
    for place, id in sorted((place_of(id), id) for id in ids):
        if now and (place[0] != space or _ends(now[-1])):
            found.append(tuple(now))
            now = []
        space = place[0]
        now.append(id)
    return [*found, tuple(now)] if now else found


def _ends(id: str) -> bool:
    return int.from_bytes(sha256(id.encode()).digest()[:4], "big") % MEAN == 0


def bunch_of(terms: Mapping[str, str]) -> Bunch:
    """The bunch of some issues of one space, given their terms (as `terms_of` gives them) in the order in which they stand."""
    space = ""
    lists: dict[str, list[tuple[int, int]]] = {}
    words: dict[str, set[str]] = {}
    for id, text in terms.items():
        space, number = place_of(id)
        for line in text.split("\n")[:-1]:
            stem, weight, held = line.split(" ", 2)
            if stem in lists:
                lists[stem].append((number, int(weight)))
                words[stem].add(held)
            else:
                lists[stem], words[stem] = [(number, int(weight))], {held}
    cells: dict[str, list[str]] = {}
    sizes: dict[str, int] = {}
    for stem in sorted(lists):
        (first, weight), last = lists[stem][0], lists[stem][-1][0]
        rest = f"{first * WEIGHTS + weight}\t{last}\t{listed(lists[stem][1:], first)}\n"
        for cell, found in _by_cell(words[stem]).items():
            cells.setdefault(cell, []).append(f"{stem}\t{' '.join(found)}\t{rest}")
            sizes[cell] = sizes.get(cell, 0) + len(rest) - len(str(last)) + sum(len(word) + 1 for word in found)
    return _bunch(space, cells, sizes)


def _by_cell(several: Iterable[str]) -> dict[str, list[str]]:
    """The words of a stem (several in one text) by how they begin, sorted."""
    found: dict[str, list[str]] = {}
    for word in sorted({word for held in several for word in held.split(" ")}):
        found.setdefault(word[:CELL], []).append(word)
    return found


def _bunch(space: str, cells: Mapping[str, Sequence[str]], sizes: Mapping[str, int]) -> Bunch:
    names, starts, at = sorted(cells), [0], 0
    for name in names:
        at += sum(map(len, cells[name]))
        starts.append(at)
    lines = "".join(line for name in names for line in cells[name])
    return Bunch(space, tuple(names), tuple(sizes[name] for name in names), tuple(starts), lines)
