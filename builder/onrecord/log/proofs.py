"""Checking proofs against roots (RFC 9162, section 2.1): that an entry is in a tree, and that a tree goes on from a smaller one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hmac import compare_digest

from onrecord.log.errors import LogError
from onrecord.log.tree import EMPTY, SIZE, node_hash


def check_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> None:
    """Check that a leaf, by its hash, stands at an index in the tree of a root. LogError where the proof does not show it."""
    _sized(leaf, root, *proof)
    if not 0 <= index < size:
        raise LogError(f"there is no entry {index} among {size}")
    hashed = leaf
    for is_left, step in _steps(index, size - 1, proof):
        hashed = node_hash(step, hashed) if is_left else node_hash(hashed, step)
    if not compare_digest(hashed, root):
        raise LogError(f"the proof does not show that this is entry {index} of the tree")


def check_consistency(old: int, size: int, old_root: bytes, root: bytes, proof: Sequence[bytes]) -> None:
    """Check that the tree of `root` goes on from that of `old_root`. LogError where the proof does not show it."""
    _sized(old_root, root, *proof)
    if not 0 <= old <= size:
        raise LogError(f"a tree of {size} does not go on from one of {old}")
    if old in (0, size):
        expected = EMPTY if old == 0 else root
        if proof or not compare_digest(old_root, expected):
            raise LogError("the proof is too long" if proof else "the roots of trees of one size differ")
        return
    _grown(old, size, old_root, root, [old_root, *proof] if old & (old - 1) == 0 else list(proof))


def _grown(old: int, size: int, old_root: bytes, root: bytes, proof: Sequence[bytes]) -> None:
    if not proof:
        raise LogError("the proof is too short")
    place, last = old - 1, size - 1
    while place % 2:
        place, last = place >> 1, last >> 1
    then = now = proof[0]
    for is_left, step in _steps(place, last, proof[1:]):
        then = node_hash(step, then) if is_left else then
        now = node_hash(step, now) if is_left else node_hash(now, step)
    if not (compare_digest(then, old_root) and compare_digest(now, root)):
        raise LogError(f"the proof does not show that the tree of {size} goes on from that of {old}")


def _steps(place: int, last: int, proof: Sequence[bytes]) -> Iterator[tuple[bool, bytes]]:
    """The hashes of a proof from a place up to the root, each with whether it stands to the left; `last` is the last place of all.
    LogError for too many or too few."""
    for step in proof:
        if last == 0:
            raise LogError("the proof is too long")
        is_left = bool(place % 2) or place == last
        yield is_left, step
        while is_left and not place % 2 and place:
            place, last = place >> 1, last >> 1
        place, last = place >> 1, last >> 1
    if last:
        raise LogError("the proof is too short")


def _sized(*hashes: bytes) -> None:
    if any(len(one) != SIZE for one in hashes):
        raise LogError(f"a hash has {SIZE} bytes")
