"""Tiles and bundles: their paths and widths, a tree read from them, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from known_answers import answers
from onrecord.log.errors import LogError
from onrecord.log.tiles import LONGEST, Tile, Tiles, bundle_bytes, bundles_of, entries_in, tile_at, tile_bytes, tiles_of
from onrecord.log.tree import Tree, consistency, inclusion, leaf_hash, root


def test_paths_are_those_that_are_known():
    for level, n, width, path in answers("tiles")["paths"]:
        tile = Tile(None if level == "entries" else int(level), n, width)
        assert tile.path == path
        assert tile_at(path) == tile


@given(st.none() | st.integers(0, 63), st.integers(0, 10**14), st.integers(1, 256))
def test_a_path_gives_back_its_tile(level: int | None, n: int, width: int):
    assert tile_at(Tile(level, n, width).path) == Tile(level, n, width)


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/0", "tile/0/0000", "tile/0/x000/001", "tile/0/x001/x000", "tile/00/001", "tile/64/000", "tile/0/001.p/0",
        "tile/0/001.p/256", "tile/0/001.p/257", "tile/0/001.p/01", "tile/0/001.p/", "tile/0/001/", "tile/-1/001", "tile/a/001",
        "tile/entries/1", "/tile/0/001", "tile/0/../001", "tile/0/001.p/1\n", "tile/0/٠٠١",
    ],
)  # fmt: skip
def test_no_other_path_is_one(path: str):
    with pytest.raises(LogError):
        tile_at(path)


def test_the_tiles_of_a_size_are_those_that_are_known():
    assert list(tiles_of(256)) == [Tile(0, 0), Tile(1, 0, 1)]
    found = list(tiles_of(70_000))
    assert found[:273] == [Tile(0, n) for n in range(273)]
    assert found[273:] == [Tile(0, 273, 112), Tile(1, 0), Tile(1, 1, 17), Tile(2, 0, 1)]
    assert list(tiles_of(0)) == list(bundles_of(0)) == []
    assert list(bundles_of(300)) == [Tile(None, 0), Tile(None, 1, 44)]


@pytest.fixture(scope="module")
def tree() -> Tree:
    """A tree of three levels of tiles."""
    return Tree(leaf_hash(n.to_bytes(4, "big")) for n in range(66_000))


def laid(tree: Tree, size: int) -> dict[str, bytes]:
    """The tiles of a tree of some size, by their paths."""
    return {tile.path: tile_bytes(tree.at, tile) for tile in tiles_of(size)}


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 66_000])
def test_a_tree_in_tiles_is_the_tree(tree: Tree, size: int):
    files = laid(tree, size)
    read: list[str] = []

    def at(path: str) -> bytes:
        read.append(path)
        return files[path]

    assert root(Tiles(at, size).at, size) == tree.root(size)
    for index in {0, size // 3, size - 1}:
        read.clear()
        assert inclusion(Tiles(at, size).at, index, 0, size) == inclusion(tree.at, index, 0, size)
        assert len(read) <= 6
    for old in {1, size // 2 or 1, size - 1 or 1}:
        assert consistency(Tiles(at, size).at, old, size) == consistency(tree.at, old, size)


@pytest.mark.parametrize("size", [1, 7, 270])
def test_every_flipped_bit_of_a_tile_changes_the_root(tree: Tree, size: int):
    files = laid(tree, size)
    for path in files.keys() - {Tile(0, 0).path}:  # which the root does not take: what is above it stands for it
        for bit in range(len(files[path]) * 8):
            data = bytearray(files[path])
            data[bit // 8] ^= 1 << bit % 8
            assert root(Tiles({**files, path: bytes(data)}.__getitem__, size).at, size) != tree.root(size)


def test_a_tile_of_another_length_is_refused(tree: Tree):
    files = laid(tree, 300)
    for path in files.keys() - {Tile(0, 0).path}:  # which the root does not take
        for data in (files[path][:-1], files[path] + b"\0", files[path][:-32], b""):
            with pytest.raises(LogError, match="bytes"):
                root(Tiles({**files, path: data}.__getitem__, 300).at, 300)
    with pytest.raises(LogError, match="no part"):
        Tiles(files.__getitem__, 300).at(8, 1)


ENTRIES = st.lists(st.binary(max_size=300), max_size=20)


@given(ENTRIES)
def test_a_bundle_gives_back_its_entries(entries: list[bytes]):
    assert entries_in(bundle_bytes(entries), len(entries)) == entries


@given(ENTRIES, st.integers(-2, 2).filter(bool))
def test_a_bundle_of_another_length_is_refused(entries: list[bytes], more: int):
    data = bundle_bytes(entries)
    with pytest.raises(LogError):
        entries_in(data, len(entries) + more)
    if entries:
        with pytest.raises(LogError):
            entries_in(data[:-1], len(entries))


def test_an_entry_may_be_as_long_as_its_length_can_say():
    assert entries_in(bundle_bytes([b"x" * LONGEST]), 1) == [b"x" * LONGEST]
    with pytest.raises(LogError):
        bundle_bytes([b"x" * (LONGEST + 1)])
