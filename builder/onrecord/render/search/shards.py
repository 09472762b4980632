"""Shards: the terms of all issues in files of about the same size, each for words that begin alike."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from onrecord.render.search.bunch import CELL, Bunch
from onrecord.render.search.numbers import WEIGHTS, packed

MOST = 20_000
"""How much a shard may hold (about its size in bytes, and never less): two of them, and what else a search asks for, stay below
150 kB. One beginning of four letters is not parted."""
BYTES = 4
"""How many bytes a character takes in `UTF`."""
UTF = "utf-32-be"
_UNSAFE = re.compile(r"[^a-z0-9]")


def cuts_of(bunches: Iterable[Bunch]) -> tuple[str, ...]:
    """Where each shard begins, sorted; it holds the stems and words from there to before the next.

    All words are parted in two by the next bit of their beginnings, again and again, until a part holds no more than a shard may.
    So one is parted only when it has grown too large itself, whatever becomes of others.
    """
    sizes: dict[str, int] = {}
    for bunch in bunches:
        for cell, (start, stop) in zip(bunch.cells, pairwise(bunch.starts), strict=True):
            sizes[cell] = sizes.get(cell, 0) + stop - start
    cells = sorted(sizes)
    points = [_point(cell) for cell in cells]
    sums = list(accumulate((sizes[cell] for cell in cells), initial=0))
    return tuple(_text(low) for low in _halved(points, sums, 0, len(points), 0, 8 * BYTES * CELL))


def _halved(points: Sequence[int], sums: Sequence[int], start: int, stop: int, low: int, bits: int) -> Iterator[int]:
    """Where the parts begin of what lies at some points from `low` on, which has so many bits."""
    if start == stop:
        return
    if not bits or sums[stop] - sums[start] <= MOST:
        yield low
        return
    middle = low + (1 << (bits - 1))
    at = bisect_left(points, middle, start, stop)
    yield from _halved(points, sums, start, at, low, bits - 1)
    yield from _halved(points, sums, at, stop, middle, bits - 1)


def _point(cell: str) -> int:
    """A beginning as a number, which sorts as it does."""
    return int.from_bytes(cell.ljust(CELL, "\0").encode(UTF, "surrogatepass"), "big")


def _text(point: int) -> str:
    return point.to_bytes(BYTES * CELL, "big").decode(UTF, "surrogatepass").rstrip("\0")


def shard_name(cut: str) -> str:
    """What the file of a shard is called: where it begins, in letters and digits, with the number of any other character."""
    return "words-" + _UNSAFE.sub(lambda found: f"~{ord(found[0]):x}~", cut)


def edges(bunch: Bunch, cuts: Sequence[str]) -> tuple[int, ...]:
    """Where what a bunch has of each shard begins in its lines, and where they end."""
    return (*(bunch.starts[bisect_left(bunch.cells, cut)] for cut in cuts), len(bunch.lines))


def shard_text(held: Iterable[tuple[str, str]], start: str, stop: str | None) -> str:
    """A shard that goes from one beginning to before another (None: to the end), of what each bunch has of it.

    A line is what stems have in common: words, a tab, the list of the issues without a prefix, and for each other space a tab, its
    name, a tab and its list; sorted by stem. Words whose stem lies in another shard follow: a word, a tab, `>`, and that stem.
    """
    merged: dict[str, _Merged] = {}
    elsewhere: dict[tuple[str, str], None] = {}
    for space, lines in held:
        for line in lines.split("\n")[:-1]:
            stem, words, *listed = line.split("\t")
            if listed:
                merged.setdefault(stem, _Merged()).add(space, words, *listed)
            elif not (start <= stem[:CELL] and (stop is None or stem[:CELL] < stop)):
                elsewhere[words, stem] = None
    led = (f"{word}\t>{stem}\n" for word, stem in sorted(elsewhere))
    return "".join((*(f"{merged[stem].line}\n" for stem in sorted(merged)), *led))


class _Merged:
    """A stem as its lines come: the words, and for each space the list and its last number."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.lists: dict[str, tuple[int, list[str]]] = {}

    def add(self, space: str, words: str, first: str, last: str, rest: str) -> None:
        """What the next bunch has of it."""
        self.words.add(words)
        before, found = self.lists.get(space, (0, []))
        found += (packed(int(first) - before * WEIGHTS), rest)
        self.lists[space] = (int(last), found)

    @property
    def line(self) -> str:
        """The line of the shard."""
        words = sorted({word for held in self.words for word in held.split(" ")})
        return f"{' '.join(words)}\t{places_text({space: ''.join(of) for space, (_, of) in self.lists.items()})}"


def places_text(lists: dict[str, str]) -> str:
    """The lists of several spaces: first that of the ids without a prefix, though it be empty."""
    others = (f"\t{space}\t{lists[space]}" for space in sorted(lists) if space)
    return lists.get("", "") + "".join(others)
