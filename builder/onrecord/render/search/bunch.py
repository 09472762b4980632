"""Bunches: issues that stand next to each other, and all their terms, remembered together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import accumulate

from onrecord.frozen import dataclass
from onrecord.render.search.numbers import WEIGHTS, listed, place_of

MEAN = 128
"""How many issues a bunch holds, on the whole."""
CELL = 4
"""By how many of its first letters a word is put into a shard: words that begin alike stay together."""


@dataclass(frozen=True, slots=True)
class Bunch:
    """The terms of some issues, by the beginnings of their stems and words (`cells`, sorted), and where those of each begin in
    `lines` (one more: where they end). A line is a stem, its words, the first number and weight as one, the last number, and the
    list of all but the first; or, where a word begins otherwise than its stem, the stem and that word."""

    space: str
    cells: tuple[str, ...]
    starts: tuple[int, ...]
    lines: str

    @property
    def text(self) -> str:
        """The bunch as it is written down."""
        return "\n".join((self.space, " ".join(self.cells), " ".join(map(str, self.starts)), self.lines))


def read_bunch(text: str) -> Bunch:
    """The bunch that was written down so."""
    space, cells, starts, lines = text.split("\n", 3)
    return Bunch(space, tuple(cells.split(" ")), tuple(map(int, starts.split(" "))), lines)


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
            stem, weight, several = line.split(" ", 2)
            if stem in lists:
                lists[stem].append((number, int(weight)))
                words[stem].add(several)
            else:
                lists[stem], words[stem] = [(number, int(weight))], {several}
    cells: dict[str, list[str]] = {}
    for stem in sorted(lists):
        (first, heavy), last = lists[stem][0], lists[stem][-1][0]
        held = sorted({word for several in words[stem] for word in several.split(" ")})
        rest = listed(lists[stem][1:], first)
        cells.setdefault(stem[:CELL], []).append(f"{stem}\t{' '.join(held)}\t{first * WEIGHTS + heavy}\t{last}\t{rest}\n")
        for word in held:
            if word[:CELL] != stem[:CELL]:
                cells.setdefault(word[:CELL], []).append(f"{stem}\t{word}\n")
    return _bunch(space, cells)


def _bunch(space: str, cells: Mapping[str, Sequence[str]]) -> Bunch:
    names = sorted(cells)
    texts = ["".join(cells[name]) for name in names]
    return Bunch(space, tuple(names), tuple(accumulate(map(len, texts), initial=0)), "".join(texts))
