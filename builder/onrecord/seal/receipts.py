"""Receipts: what a customer who wrote in is given, signed; and what became of it, which anyone can tell from the log.

A receipt says which words came in (their commitment), when, and by when they will be published as they are. The log has an entry
for it; when the words are published, the entry that does so has the same commitment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from onrecord.log import base64
from onrecord.log.errors import LogError
from onrecord.log.note import Signer, Verifier, open_note, sign
from onrecord.seal.leaves import read_time, time_text
from onrecord.seal.ledger import Ledger

FORM = "onrecord-receipt/1"
_LINES = re.compile(rf"{FORM}\nlog (\S+)\ncommit (\S+)\nreceived (\S+)\ndue (\S+)\n")


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt: the log that will have the words, the commitment to them (32 bytes), when they came, and by when they are due."""

    origin: str
    c: bytes
    received: datetime
    due: datetime

    @property
    def text(self) -> str:
        """The text that is signed."""
        times = f"received {time_text(self.received)}\ndue {time_text(self.due)}\n"
        return f"{FORM}\nlog {self.origin}\ncommit {base64.encode(self.c)}\n{times}"


class Standing(Enum):
    """What became of a receipt: the words were published in time, or `late`; they were declined, with a reason; they are due later
    (`pending`), or were due and are not there (`overdue`: by the reader's clock; `broken`: by the log's own, which is signed). A
    receipt that the log does not have is `unlogged`."""

    KEPT = "kept"
    LATE = "late"
    DECLINED = "declined"
    PENDING = "pending"
    OVERDUE = "overdue"
    BROKEN = "broken"
    UNLOGGED = "unlogged"


def give(receipt: Receipt, *signers: Signer) -> str:
    """A receipt as a signed note."""
    return sign(receipt.text, *signers)


def open_receipt(data: bytes, keys: Iterable[Verifier]) -> Receipt:
    """A receipt by the keys that sign receipts. LogError for what is none, and for one that none of them signed."""
    found = _LINES.fullmatch(open_note(data, keys).text)
    if not found:
        raise LogError(f"a receipt has five lines, of which the first is {FORM}")
    receipt = Receipt(found[1], base64.decode(found[2], 32), read_time(found[3]), read_time(found[4]))
    if receipt.due < receipt.received:
        raise LogError("a receipt is due after it was given")
    return receipt


def standing(receipt: Receipt, ledger: Ledger, now: datetime) -> Standing:
    """What became of a receipt, by a log and the reader's clock."""
    c = base64.encode(receipt.c)
    published = [version.at for versions in ledger.versions.values() for version in versions if version.c == c]
    if published:
        return Standing.KEPT if min(published) <= receipt.due else Standing.LATE
    given = [one.index for one in ledger.receipts.values() if one.c == c]
    if any(index in ledger.declined for index in given):
        return Standing.DECLINED
    if ledger.at and ledger.at > receipt.due:
        return Standing.BROKEN
    if now > receipt.due:
        return Standing.OVERDUE
    return Standing.PENDING if given else Standing.UNLOGGED
