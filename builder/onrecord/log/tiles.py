"""Tiles: the hashes of a tree in files of at most 256, and its entries in bundles (https://c2sp.org/tlog-tiles)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.log.errors import LogError
from onrecord.log.tree import SIZE, At, node_hash

HEIGHT = 8
WIDTH = 1 << HEIGHT
"""How many hashes a full tile has, and how many entries a full bundle."""
LONGEST = (1 << 16) - 1
"""How many bytes an entry has at most."""
_PATH = re.compile(r"tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """A tile by its level (None: a bundle of entries), its place there, and how many hashes or entries it holds."""

    level: int | None
    n: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Where it lies below the log's folder."""
        digits = f"{self.n:03}"
        digits = digits.rjust(-(-len(digits) // 3) * 3, "0")
        groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
        name = "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{'entries' if self.level is None else self.level}/{name}{partial}"


def tile_at(path: str) -> Tile:
    """The tile that lies at a path. LogError where none does."""
    found = _PATH.fullmatch(path)
    if found:
        level, places, width = found.groups()
        n = int(places.replace("x", "").replace("/", ""))
        tile = Tile(None if level == "entries" else int(level), n, int(width) if width else WIDTH)
        if tile.path == path and tile.width <= WIDTH and (tile.level or 0) < 64:
            return tile
    raise LogError(f"no tile lies at {path}")


def tiles_of(size: int) -> Iterator[Tile]:
    """The tiles of a tree of so many leaves, level by level: the full ones, and what lies beyond the last of them."""
    level, width = 0, size
    while width:
        yield from _row(level, width)
        level, width = level + 1, width >> HEIGHT


def bundles_of(size: int) -> Iterator[Tile]:
    """The bundles of so many entries."""
    return _row(None, size)


def _row(level: int | None, width: int) -> Iterator[Tile]:
    full, beyond = divmod(width, WIDTH)
    yield from (Tile(level, n) for n in range(full))
    if beyond:
        yield Tile(level, full, beyond)


def tile_bytes(at: At, tile: Tile) -> bytes:
    """What a tile of hashes holds."""
    if tile.level is None:
        raise TypeError("a bundle holds entries")
    level, begin = tile.level * HEIGHT, tile.n * WIDTH
    return b"".join([at(level, n) for n in range(begin, begin + tile.width)])


def bundle_bytes(entries: Sequence[bytes]) -> bytes:
    """Entries as a bundle holds them: of each its length in two bytes, the larger first, and itself."""
    if any(len(entry) > LONGEST for entry in entries):
        raise LogError(f"an entry has at most {LONGEST} bytes")
    return b"".join([len(entry).to_bytes(2, "big") + entry for entry in entries])


def entries_in(data: bytes, width: int) -> list[bytes]:
    """The entries of a bundle that holds so many. LogError where it holds more, fewer, or a part of one."""
    found, at = [], 0
    while at < len(data):
        begin = at + 2
        at = begin + int.from_bytes(data[at:begin], "big")
        if begin > len(data) or at > len(data):
            raise LogError("the bundle ends within an entry")
        found.append(data[begin:at])
    if len(found) != width:
        raise LogError(f"the bundle holds {len(found)} entries, not {width}")
    return found


class Tiles:
    """A tree of some size in tiles, which `read` gives by their paths; each is read once, and held to its width."""

    def __init__(self, read: Callable[[str], bytes], size: int) -> None:
        self._read = read
        self._size = size
        self._known: dict[Tile, list[list[bytes]]] = {}

    def at(self, level: int, n: int) -> bytes:
        """The hash of a complete part. LogError for a tile of another length than it has to have."""
        high, low = divmod(level, HEIGHT)
        first = n << low
        place = first // WIDTH
        width = min(WIDTH, (self._size >> high * HEIGHT) - place * WIDTH)
        if width < first % WIDTH + (1 << low):
            raise LogError(f"a tree of {self._size} has no part {n} at level {level}")
        return self._rows(Tile(high, place, width))[low][(first % WIDTH) >> low]

    def _rows(self, tile: Tile) -> list[list[bytes]]:
        """What a tile holds, and above it what follows from that."""
        if tile not in self._known:
            data = self._read(tile.path)
            if len(data) != tile.width * SIZE:
                raise LogError(f"{tile.path} has {len(data)} bytes, not {tile.width * SIZE}")
            rows = [[data[at : at + SIZE] for at in range(0, len(data), SIZE)]]
            while len(rows[-1]) > 1:
                below = rows[-1]
                rows.append([node_hash(below[n], below[n + 1]) for n in range(0, len(below) - 1, 2)])
            self._known[tile] = rows
        return self._known[tile]
