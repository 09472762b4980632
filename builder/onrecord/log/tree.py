"""The Merkle tree of a list of entries (RFC 6962, section 2.1): its hashes, its roots, and the hashes that a proof takes.

All that is asked of a tree is the hash of a complete part of it: `at(level, n)` is that of the 2^level leaves from n·2^level on. A
tree in memory and one in tiles answer it alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256

At = Callable[[int, int], bytes]
"""The hash of a complete part, by its level and its place there."""
SIZE = 32
"""How many bytes a hash has."""
EMPTY = sha256(b"").digest()
"""The root of a tree without leaves."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of an entry."""
    return sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two parts side by side."""
    return sha256(b"\1" + left + right).digest()


class Tree:
    """A tree in memory, which grows by leaves; `at` gives what is complete. `size` is how many leaves it has."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._levels: list[list[bytes]] = [[]]
        for leaf in leaves:
            self.add(leaf)

    @property
    def size(self) -> int:
        """How many leaves it has."""
        return len(self._levels[0])

    def add(self, leaf: bytes) -> None:
        """Put the hash of one more leaf at its end."""
        level, hashed = 0, leaf
        self._levels[0].append(hashed)
        while len(self._levels[level]) % 2 == 0:
            hashed = node_hash(self._levels[level][-2], hashed)
            level += 1
            if level == len(self._levels):
                self._levels.append([])
            self._levels[level].append(hashed)

    def at(self, level: int, n: int) -> bytes:
        """The hash of a complete part. IndexError where it is not complete yet."""
        return self._levels[level][n]

    def root(self, size: int | None = None) -> bytes:
        """The root of its first leaves (all, if it is not said how many)."""
        return root(self.at, self.size if size is None else size)


def root(at: At, size: int) -> bytes:
    """The root of the first leaves of a tree."""
    return part(at, 0, size) if size else EMPTY


def part(at: At, begin: int, end: int) -> bytes:
    """The hash of the leaves from `begin` up to `end`, where `begin` is a multiple of the least power of two that holds them."""
    size = end - begin
    level = size.bit_length() - 1
    if size == 1 << level:
        return at(level, begin >> level)
    middle = begin + _left(size)
    return node_hash(part(at, begin, middle), part(at, middle, end))


def inclusion(at: At, index: int, begin: int, end: int) -> list[bytes]:
    """The hashes that prove that a leaf stands at `index` among those from `begin` up to `end`, the nearest first."""
    if end - begin == 1:
        return []
    middle = begin + _left(end - begin)
    if index < middle:
        return [*inclusion(at, index, begin, middle), part(at, middle, end)]
    return [*inclusion(at, index, middle, end), part(at, begin, middle)]


def consistency(at: At, old: int, size: int) -> list[bytes]:
    """The hashes that prove that the first `old` leaves of a tree are still those of the smaller tree that it was."""
    return _consistency(at, old, 0, size, whole=True) if 0 < old < size else []


def _consistency(at: At, old: int, begin: int, end: int, *, whole: bool) -> list[bytes]:
    if old == end:
        return [] if whole else [part(at, begin, end)]
    middle = begin + _left(end - begin)
    if old <= middle:
        return [*_consistency(at, old, begin, middle, whole=whole), part(at, middle, end)]
    return [*_consistency(at, old, middle, end, whole=False), part(at, begin, middle)]


def _left(size: int) -> int:
    """How many of so many leaves stand in the left half: the largest power of two that is less."""
    return 1 << (size - 1).bit_length() - 1
