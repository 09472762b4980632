"""The ledger: entries go with those before them, or are refused and change nothing."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest

from onrecord.log.errors import LogError
from onrecord.log.note import new_signer
from onrecord.seal.leaves import Leaf, leaf
from onrecord.seal.ledger import ALL, ledger_of

AT = datetime(2026, 11, 21, 18, 0, 0, tzinfo=UTC)
NAME = "feedback.example.com/log"
KEYS = [str(new_signer(NAME).verifier) for _ in range(3)]
BEGIN = leaf("log", AT, origin=NAME, keys=[KEYS[0]])


def published(unit: str, n: int = 1, at: datetime = AT) -> Leaf:
    return leaf("publish", at, id=unit, n=n, c=bytes([n]) * 32, f=b"f" * 32, role="customer", m="text/1")


def erased(of: int, *parts: str) -> Leaf:
    return leaf("redact", AT, of=of, parts=[*parts] or None, why="legal-order", by="court")


def test_what_entries_come_to():
    later = AT + timedelta(days=1)
    entries = [
        *(BEGIN, published("42.0"), published("42.1"), published("r.1"), published("h.1"), published("h.2"), published("42.1", 2)),
        *(erased(2, "body.1"), erased(2, "title"), erased(6), leaf("receipt", AT, c=b"c" * 32, due="2026-12-01T00:00:00Z")),
        leaf("decline", AT, of=10, why="spam", by="company"),
        leaf("key", later, use="log", add=KEYS[1], retire=KEYS[0]),
        leaf("key", later, use="receipts", add=KEYS[2]),
        leaf("beat", later),
    ]
    ledger = ledger_of(entries)
    assert (ledger.size, ledger.at, ledger.origin) == (15, later, NAME)
    assert [version.index for version in ledger.versions["42.1"]] == [2, 6]
    assert ledger.newest("42.1").index == 6
    assert ledger.newest("43.1") is None
    assert [erasure.parts for erasure in ledger.erased[2]] == [("body.1",), ("title",)]
    assert ledger.erased[6][0].parts == ALL
    assert (ledger.is_gone(6), ledger.is_gone(2), ledger.is_gone(1)) == (True, False, False)
    assert ledger.declined.keys() == ledger.receipts.keys() == {10}
    assert ledger.keys == {"log": [KEYS[1]], "receipts": [KEYS[2]]}
    assert ledger.allotted == {"r": 1, "h": 2, "p": 0}


WRONG = [
    ([], published("42.1"), "a log begins"),
    ([BEGIN], BEGIN, "a log begins"),
    ([BEGIN], leaf("beat", AT - timedelta(seconds=1)), "time runs backwards"),
    ([BEGIN], published("42.1", 2), "after version 0 of 42.1 comes 1, not 2"),
    ([BEGIN, published("42.1")], published("42.1"), "comes 2, not 1"),
    ([BEGIN, published("42.1")], published("42.1", 3), "comes 2, not 3"),
    ([BEGIN], published("r.2"), "is r.1, not r.2"),
    ([BEGIN, published("h.1")], published("h.3"), "is h.2, not h.3"),
    ([BEGIN], erased(0), "at 0 stands no version"),
    ([BEGIN], erased(1), "at 1 stands no version"),
    ([BEGIN, published("42.1"), erased(1)], erased(1), "erased before"),
    ([BEGIN, published("42.1"), erased(1)], erased(1, "body.1"), "erased before"),
    ([BEGIN, published("42.1"), erased(1, "body.1")], erased(1, "body.1"), "erased before"),
    ([BEGIN], leaf("decline", AT, of=0, why="spam", by="company"), "no receipt"),
    ([BEGIN], leaf("key", AT, use="log"), "added or retired"),
    ([BEGIN], leaf("key", AT, use="log", add=KEYS[0]), "in force"),
    ([BEGIN], leaf("key", AT, use="log", retire=KEYS[1]), "retired that is not"),
    ([BEGIN], leaf("key", AT, use="log", retire=KEYS[0]), "no key is left"),
]


@pytest.mark.parametrize(("before", "wrong", "said"), WRONG)
def test_an_entry_that_does_not_go_with_the_others_is_refused(before: list[Leaf], wrong: Leaf, said: str):
    ledger = ledger_of(before)
    was = deepcopy(ledger)
    with pytest.raises(LogError, match=said):
        ledger.add(wrong)
    assert ledger == was
    with pytest.raises(LogError, match=f"^entry {len(before)}: "):
        ledger_of([*before, wrong])


def test_a_version_may_be_erased_in_parts_and_then_whole():
    ledger = ledger_of([BEGIN, published("42.1"), erased(1, "body.1"), erased(1)])
    assert ledger.is_gone(1)
