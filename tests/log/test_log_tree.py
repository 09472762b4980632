"""The tree and its proofs: known answers, each index and each pair of sizes up to 130, and every bit of a proof."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from known_answers import answers
from onrecord.log import base64
from onrecord.log.errors import LogError
from onrecord.log.proofs import check_consistency, check_inclusion
from onrecord.log.tree import EMPTY, Tree, consistency, inclusion, leaf_hash, node_hash, part

MOST = 130
LEAVES = [leaf_hash(bytes([n])) for n in range(MOST)]
TREE = Tree(LEAVES)


def the_root(leaves: list[bytes]) -> bytes:
    """The root as RFC 6962 defines it, to the letter."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256().digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return node_hash(the_root(leaves[:k]), the_root(leaves[k:]))


def test_roots_are_those_that_are_known():
    known = answers("rfc6962")
    tree = Tree()
    assert tree.root().hex() == known["empty_root"] == EMPTY.hex()
    for leaf, root in zip(known["leaves_hex"], known["roots_hex_after_each_leaf"], strict=True):
        tree.add(leaf_hash(bytes.fromhex(leaf)))
        assert tree.root().hex() == root


def test_roots_are_those_of_the_definition():
    assert [TREE.root(size) for size in range(MOST + 1)] == [the_root(LEAVES[:size]) for size in range(MOST + 1)]


def hashes(texts: list[str] | None) -> list[bytes]:
    return [base64.decode(text) for text in texts or ()]


def is_right(check, *args) -> bool:
    try:
        check(*args)
    except LogError:
        return False
    return True


@pytest.mark.parametrize("n", range(98))
def test_inclusion_is_judged_as_is_known(n: int):
    case = answers("inclusion")[n]
    leaf, root = base64.decode(case["leafHash"]), base64.decode(case["root"])
    right = is_right(check_inclusion, case["leafIdx"], case["treeSize"], leaf, hashes(case["proof"]), root)
    assert right == (not case["wantErr"]), case["desc"]


@pytest.mark.parametrize("n", range(98))
def test_consistency_is_judged_as_is_known(n: int):
    case = answers("consistency")[n]
    root1, root2 = base64.decode(case["root1"]), base64.decode(case["root2"])
    right = is_right(check_consistency, case["size1"], case["size2"], root1, root2, hashes(case["proof"]))
    short = len(root1) != 32  # a case of hashes that are none: to be refused here
    assert right == (not case["wantErr"] and not short), case["desc"]


def subtrees():
    """Each range of leaves that is a part of a tree; an empty one counts as one."""
    for end in range(MOST + 1):
        for start in range(end + 1):
            size = end - start
            if size == 0 or start % (1 << (size - 1).bit_length()) == 0:
                yield start, end


def test_every_part_and_every_proof_in_it_is_that_which_is_known():
    roots, proofs = sha256(), sha256()
    for start, end in subtrees():
        root = part(TREE.at, start, end) if end > start else EMPTY
        roots.update(f"[{start}, {end}) {root.hex()}\n".encode())
        for i in range(start, end):
            said = "".join(f" {step.hex()}" for step in inclusion(TREE.at, i, start, end))
            proofs.update(f"{i} [{start}, {end}){said}\n".encode())
    known = answers("accumulated")
    assert (roots.hexdigest(), proofs.hexdigest()) == (known["subtree_hashes_sha256"], known["inclusion_proofs_sha256"])


def test_every_proof_up_to_130_leaves_is_right_and_no_other():
    for size in range(1, MOST + 1):
        root = TREE.root(size)
        for index in range(size):
            proof = inclusion(TREE.at, index, 0, size)
            check_inclusion(index, size, LEAVES[index], proof, root)
            assert not is_right(check_inclusion, (index + 1) % size, size, LEAVES[index], proof, root) or size == 1
        for old in range(size + 1):
            proof = consistency(TREE.at, old, size)
            check_consistency(old, size, TREE.root(old), root, proof)
            assert not is_right(check_consistency, old, size, TREE.root((old + 1) % (size + 1)), root, proof)


def flipped(data: bytes, bit: int) -> bytes:
    return data[: bit // 8] + bytes([data[bit // 8] ^ 1 << bit % 8]) + data[bit // 8 + 1 :]


@pytest.mark.parametrize(("index", "size"), [(0, 2), (6, 7), (70, 100), (129, 130)])
def test_every_flipped_bit_of_a_proof_is_noticed(index: int, size: int):
    proof, root = inclusion(TREE.at, index, 0, size), TREE.root(size)
    for bit in range(len(proof) * 256):
        wrong = [flipped(step, bit % 256) if n == bit // 256 else step for n, step in enumerate(proof)]
        assert not is_right(check_inclusion, index, size, LEAVES[index], wrong, root)
    old = index or 1
    proof = consistency(TREE.at, old, size)
    for bit in range(len(proof) * 256):
        wrong = [flipped(step, bit % 256) if n == bit // 256 else step for n, step in enumerate(proof)]
        assert not is_right(check_consistency, old, size, TREE.root(old), root, wrong)


@given(st.integers(1, 400), st.data())
def test_a_proof_that_is_longer_or_shorter_shows_nothing(size: int, data: st.DataObject):
    tree = Tree(leaf_hash(n.to_bytes(2, "big")) for n in range(size))
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    proof, grown = inclusion(tree.at, index, 0, size), consistency(tree.at, old, size)
    leaf = leaf_hash(index.to_bytes(2, "big"))
    for wrong in (proof[1:], proof[:-1], [*proof, EMPTY], [EMPTY, *proof]):
        assert wrong == proof or not is_right(check_inclusion, index, size, leaf, wrong, tree.root())
    for wrong in (grown[1:], grown[:-1], [*grown, EMPTY], [EMPTY, *grown]):
        assert wrong == grown or not is_right(check_consistency, old, size, tree.root(old), tree.root(), wrong)
