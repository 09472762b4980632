"""Receipts: what is signed, what is forged, and what became of what was promised."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.log.errors import LogError
from onrecord.log.note import Signer
from onrecord.seal.leaves import leaf
from onrecord.seal.ledger import Ledger, ledger_of
from onrecord.seal.receipts import Receipt, Standing, give, open_receipt, standing

ORIGIN = "feedback.example.com/log"
LOG = Signer(ORIGIN, b"\1" * 32)
KEY = Signer("feedback.example.com/receipts", b"\3" * 32)
AT = datetime(2026, 11, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
Entry = tuple[str, int, dict[str, object]]
WORDS, OTHERS = b"\5" * 32, b"\6" * 32
RECEIPT = Receipt(ORIGIN, WORDS, AT, AT + 14 * DAY)


def test_a_receipt_reads_as_it_was_agreed():
    note = give(RECEIPT, KEY)
    assert note.split("\n\n")[0].splitlines() == [
        "onrecord-receipt/1",
        "log feedback.example.com/log",
        "commit BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU=",
        "received 2026-11-02T12:00:00Z",
        "due 2026-11-16T12:00:00Z",
    ]
    assert open_receipt(note.encode(), [KEY.verifier]) == RECEIPT


@given(st.data())
def test_no_receipt_can_be_altered(data: st.DataObject):
    note = give(RECEIPT, KEY).encode()
    at = data.draw(st.integers(0, len(note) * 8 - 1))
    forged = bytearray(note)
    forged[at // 8] ^= 1 << at % 8
    with pytest.raises(LogError):
        open_receipt(bytes(forged), [KEY.verifier])


def test_no_other_key_signs_receipts():
    with pytest.raises(LogError):
        open_receipt(give(RECEIPT, LOG).encode(), [KEY.verifier])
    backwards = Receipt(ORIGIN, WORDS, AT, AT - DAY)
    with pytest.raises(LogError, match="due after it was given"):
        open_receipt(give(backwards, KEY).encode(), [KEY.verifier])


def ledger(*entries: Entry) -> Ledger:
    """A log of entries: each a kind, the days after the receipt was given, and fields."""
    first = leaf("log", AT, origin=ORIGIN, keys=[str(LOG.verifier)], receipts=[str(KEY.verifier)])
    return ledger_of([first, *(leaf(kind, AT + days * DAY, **fields) for kind, days, fields in entries)])  # type: ignore[arg-type]


GIVEN = ("receipt", 0, {"c": WORDS, "due": "2026-11-16T12:00:00Z"})


def published(days: int, c: bytes = WORDS) -> Entry:
    return ("publish", days, {"id": "42.1", "n": 1, "c": c, "f": OTHERS, "role": "customer", "m": "text/1"})


@pytest.mark.parametrize(
    ("entries", "today", "becomes"),
    [
        ((), 1, Standing.UNLOGGED),
        ((GIVEN,), 1, Standing.PENDING),
        ((GIVEN, published(3)), 30, Standing.KEPT),
        ((GIVEN, published(14)), 30, Standing.KEPT),
        ((GIVEN, published(15)), 30, Standing.LATE),
        ((published(3),), 30, Standing.KEPT),
        ((GIVEN, published(3, OTHERS)), 1, Standing.PENDING),
        ((GIVEN, ("decline", 3, {"of": 1, "why": "spam", "by": "company"})), 30, Standing.DECLINED),
        ((GIVEN,), 15, Standing.OVERDUE),
        ((GIVEN, ("beat", 14, {})), 1, Standing.PENDING),
        ((GIVEN, ("beat", 15, {})), 1, Standing.BROKEN),
        ((), 15, Standing.OVERDUE),
    ],
)
def test_what_became_of_it_is_told_from_the_log(
    entries: tuple[tuple[str, int, dict[str, object]], ...], today: int, becomes: Standing
):
    assert standing(RECEIPT, ledger(*entries), AT + today * DAY) is becomes
