"""Notes, keys, checkpoints and proofs in their text: known answers, and every flipped bit and mangled line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from known_answers import answer_file, answers
from onrecord.log import base64
from onrecord.log.checkpoint import Checkpoint, proof_text, read_checkpoint, read_proof
from onrecord.log.errors import LogError
from onrecord.log.note import new_signer, open_note, read_signer, read_verifier, sign
from onrecord.log.tiles import bundle_bytes, bundles_of, tile_bytes, tiles_of
from onrecord.log.tree import Tree, leaf_hash


@pytest.fixture(scope="module")
def known():
    return answers("notes")


def test_a_note_is_signed_and_opened_as_is_known(known):
    peter, text = known["peter"], known["peter"]["text"]
    signer, verifier = read_signer(peter["skey"]), read_verifier(peter["vkey"])
    assert sign(text, signer) == f"{text}\n{peter['signature_line']}\n"
    assert (str(verifier), signer.private, signer.verifier) == (peter["vkey"], peter["skey"], verifier)
    enoch = read_verifier(known["enoch"]["vkey"])
    both = f"{text}\n{peter['signature_line']}\n{known['enoch']['signature_line_over_the_same_text']}\n".encode()
    assert open_note(both, [verifier]).keys == (verifier,)
    assert open_note(both, [enoch]).keys == (enoch,)
    assert open_note(both, [enoch, verifier]).keys == (verifier, enoch)
    assert open_note(both, [enoch]).text == text
    with pytest.raises(LogError, match="no key that is known"):
        open_note(both, [new_signer("PeterNeumann").verifier])


def test_the_example_of_the_specification_is_opened(known):
    example = known["c2sp_example"]
    assert open_note(example["note"].encode(), [read_verifier(example["vkey"])]).text == "This is an example message.\n"


def test_a_key_is_read_in_one_form_only(known):
    vkey = known["peter"]["vkey"]
    wrong = [*known["invalid_vkeys"], *(vkey[a:b] for a in range(len(vkey)) for b in range(a, len(vkey) + 1))]
    wrong.remove(vkey)
    wrong += [vkey[:n] + other + vkey[n + 1 :] for n in range(len(vkey)) for other in "x+Y/= \n" if other != vkey[n]]
    for text in wrong:
        with pytest.raises(LogError):
            read_verifier(text)
    for text in (vkey, known["peter"]["skey"][:-1], known["peter"]["skey"].replace("Peter", "Petra")):
        with pytest.raises(LogError) as error:
            read_signer(text)
        assert text[-20:] not in str(error.value)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u2003b", "a\nb", "a\x01"])
def test_a_name_that_no_key_may_have(name: str):
    with pytest.raises(LogError):
        new_signer(name)


def mangled(note: str) -> list[str]:
    """A note as it must not be."""
    text, _, signatures = note.rpartition("\n\n")
    first = signatures.split("\n")[0]
    lines = [
        *(f"{first} ", f" {first}", first.replace("— ", "- "), first.replace("— ", "—"), first[:-4], first.replace("=", "")),
        *(f"{first}\n\n{first}", f"{signatures}— x", signatures + "— x AAAAAAA=\n" * 100),
    ]
    return [
        *("", "\n", "\n\n", text, f"{text}\n", f"{text}\n\n", note[:-1], note[1:], f"\n{note}", f"{note}\n", f"{note}\n\n"),
        *(f"{note}x\n", f"{text}\n{signatures}", f"{text}\n\n\n{signatures}", f"{text} \n\n{signatures}"),
        *(f"{text}\t\n\n{signatures}", f"{text}\r\n\n{signatures}", *(f"{text}\n\n{line}\n" for line in lines)),
    ]


def test_a_note_is_read_in_one_form_only(known):
    peter = known["peter"]
    verifier, note = read_verifier(peter["vkey"]), f"{peter['text']}\n{peter['signature_line']}\n"
    for text in mangled(note):
        with pytest.raises(LogError):
            open_note(text.encode(), [verifier])
    with pytest.raises(LogError):
        open_note(note.encode("utf-16"), [verifier])


def test_every_flipped_bit_of_a_note_is_noticed(known):
    peter = known["peter"]
    verifier, data = read_verifier(peter["vkey"]), f"{peter['text']}\n{peter['signature_line']}\n".encode()
    for bit in range(len(data) * 8):
        wrong = bytearray(data)
        wrong[bit // 8] ^= 1 << bit % 8
        with pytest.raises(LogError):
            open_note(bytes(wrong), [verifier])


def test_a_false_signature_of_a_known_key_is_refused_beside_a_true_one(known):
    a, b = new_signer("example.com/a"), new_signer("example.com/b")
    note, other = sign("text\n", a), sign("other\n", b)
    with pytest.raises(LogError, match=r"example\.com/b"):
        open_note((note + other.split("\n\n")[1]).encode(), [a.verifier, b.verifier])
    assert open_note((note + other.split("\n\n")[1]).encode(), [a.verifier]).keys == (a.verifier,)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=60))
def test_every_text_can_be_signed_and_opened(text: str):
    signer = new_signer("example.com/log")
    assert open_note(sign(f"{text}\n", signer).encode(), [signer.verifier]).text == f"{text}\n"


def test_a_secret_is_not_shown():
    signer = new_signer("example.com/log")
    assert base64.encode(signer.secret) not in repr(signer)
    assert repr(signer.secret) not in repr(signer)


def test_a_checkpoint_is_read_in_one_form_only(known):
    text = known["checkpoint"]["text"]
    found = read_checkpoint(text)
    assert (found.origin, found.size, found.root) == ("go.sum database tree", 123456789012, leaf_hash(b"hello world"))
    assert found.text == text
    root = base64.encode(found.root)
    wrong = [one.replace("ROOT", root) for one in known["invalid_checkpoints"]]
    wrong += [
        text[:-1],
        f"{text}more\n",
        f"\n1\n{root}\n",
        f"o\n1 \n{root}\n",
        f"o\n9223372036854775808\n{root}\n",
        f"o\n١\n{root}\n",
    ]
    wrong += [f"o\n1\n{root[:-4]}\n", f"o\n1\n{root[:-2]}1=\n", f"o\n1\n {root}\n", f"o\n1\n{root}\r\n"]
    for one in wrong:
        with pytest.raises(LogError):
            read_checkpoint(one)


def test_a_proof_gives_back_what_it_is_made_of():
    signer, hashes = new_signer("example.com/log"), [leaf_hash(b"a"), leaf_hash(b"b")]
    note = sign(Checkpoint("example.com/log", 4, leaf_hash(b"c")).text, signer)
    text = proof_text(3, hashes, note)
    assert read_proof(text) == (3, hashes, note)
    assert text.startswith("c2sp.org/tlog-proof@v1\nindex 3\n")
    for wrong in (text[1:], text.replace("index 3", "index 03"), text.replace("index 3\n", ""), text.partition("\n\n")[0]):
        with pytest.raises(LogError):
            read_proof(wrong)


def test_a_whole_log_is_written_as_is_known():
    known = answers("tessera-log")
    folder, signer = answer_file("tessera-log"), read_signer(known["test_signing_key"])
    assert str(signer.verifier) == known["verifier_key"]
    leaves = [leaf.encode() for leaf in known["leaves"]]
    tree, made = Tree(), {}

    def note() -> bytes:
        return sign(Checkpoint(signer.name, tree.size, tree.root()).text, signer).encode()

    made["checkpoint.0"] = note()
    for n, leaf in enumerate(leaves, 1):
        tree.add(leaf_hash(leaf))
        made |= {tile.path: tile_bytes(tree.at, tile) for tile in tiles_of(n)}
        made |= {tile.path: bundle_bytes(leaves[:n]) for tile in bundles_of(n)}
        made[f"checkpoint.{n}"] = made["checkpoint"] = note()
    assert made == {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
