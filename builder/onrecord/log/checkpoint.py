"""Checkpoints: which log, how long, and with which root (https://c2sp.org/tlog-checkpoint); and proofs that stand with one
(https://c2sp.org/tlog-proof)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.log import base64
from onrecord.log.errors import LogError
from onrecord.log.tree import SIZE

PROOF = "c2sp.org/tlog-proof@v1"
_NUMBER = re.compile("0|[1-9][0-9]{0,18}")
LARGEST = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log was at some time: its origin, how many entries it had, and their root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.encode(self.root)}\n"


def read_checkpoint(text: str) -> Checkpoint:
    """A checkpoint from the text of its note. LogError for what is none; lines beyond its three are none of ours."""
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] or not lines[0]:
        raise LogError("a checkpoint has three lines: an origin, a size and a root")
    return Checkpoint(lines[0], number(lines[1]), base64.decode(lines[2], SIZE))


def proof_text(index: int, hashes: list[bytes], checkpoint: str) -> str:
    """The proof that an entry is in a log, with the signed checkpoint for which it holds."""
    lines = [PROOF, f"index {index}", *map(base64.encode, hashes)]
    return "\n".join(lines) + f"\n\n{checkpoint}"


def read_proof(text: str) -> tuple[int, list[bytes], str]:
    """The index, the hashes and the signed checkpoint of a proof. LogError for what is none."""
    head, empty, checkpoint = text.partition("\n\n")
    form, _, rest = head.partition("\n")
    index, *hashes = rest.split("\n")
    if form != PROOF or not empty or not index.startswith("index ") or len(hashes) > 63:
        raise LogError(f"a proof begins with {PROOF} and an index, and ends with a checkpoint")
    return number(index.removeprefix("index ")), [base64.decode(one, SIZE) for one in hashes], checkpoint


def number(text: str) -> int:
    """A whole number as it is written in a log. LogError for what is none."""
    if not _NUMBER.fullmatch(text) or int(text) > LARGEST:
        raise LogError("a number has digits alone, and none too many")
    return int(text)
