"""Evidence that somebody keeps: what it shows, without the site, and that no sign of it can be altered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli import main
from onrecord.log.errors import LogError
from onrecord.seal.disk import Words, load_book
from onrecord.seal.receipts import Receipt, give
from onrecord.verify.evidence import LARGEST, evidence_of, judge
from sealing.logs import KEY, ORIGIN, RECEIPTS, project, said, sealed

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
KEYS = [KEY.verifier, RECEIPTS.verifier]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = project(tmp_path_factory.mktemp("made"))
    sealed(made, NOW)
    said(made, "42/2-jo.md", "id: 2\nauthor: jo\nat: 2026-05-03\nkind: answer", "We know it now.")
    sealed(made, NOW + DAY)
    return made


@pytest.fixture(scope="module")
def evidence(root: Path) -> str:
    book = load_book(root)
    version = book.ledger.versions["42.1"][0]
    return evidence_of(book, version.index, Words(root, book.ledger)(version))


def test_evidence_shows_an_entry_and_its_words(evidence: str):
    judged = judge(evidence.encode(), KEYS)
    assert judged.told == "entry 2 of the log feedback.example.com/log, sealed on 2026-06-01 12:00 UTC"
    assert judged.blob is not None
    assert judged.blob.body == "They roar.\n\nAll night long."


@given(st.data())
def test_no_bit_of_it_can_be_altered(evidence: str, data: st.DataObject):
    raw = evidence.encode()
    at = data.draw(st.integers(0, len(raw) * 8 - 1))
    forged = bytearray(raw)
    forged[at // 8] ^= 1 << at % 8
    with pytest.raises(LogError):
        judge(bytes(forged), KEYS)


@pytest.mark.parametrize(
    "text", ["", "x", "onrecord-proof/1\n", "onrecord-proof/1\n{}\n-\nc2sp.org/tlog-proof@v1\nindex 0\n\nx", "\xff"]
)
def test_what_is_none_shows_nothing(text: str):
    with pytest.raises(LogError):
        judge(text.encode("latin-1"), KEYS)
    with pytest.raises(LogError, match="too long"):
        judge(b"x" * (LARGEST + 1), KEYS)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, [*words], catch_exceptions=False)


def test_it_is_printed_kept_and_checked_by_the_command(root: Path, tmp_path: Path):
    file = tmp_path / "42.2.txt"
    printed = run("log", "prove", "42.2", "--root", str(root))
    assert printed.exit_code == 0
    file.write_text(printed.output)
    checked = run("verify", str(file), "--key", str(KEY.verifier))
    assert (checked.exit_code, checked.output.splitlines()[0].startswith("true: entry 7 of the log")) == (0, True)
    assert "  body.1: We know it now." in checked.output
    file.write_text(printed.output.replace("know it", "knew it"))
    false = run("verify", str(file), "--key", str(KEY.verifier))
    assert (false.exit_code, false.output.startswith("FALSE: ")) == (1, True)
    assert run("verify", str(file)).exit_code == 2
    assert run("log", "prove", "42.9", "--root", str(root)).exit_code == 2
    assert run("log", "prove", "42.2", "--version", "3", "--root", str(root)).exit_code == 2


def test_a_receipt_is_checked_too(tmp_path: Path):
    file = tmp_path / "receipt.txt"
    file.write_text(give(Receipt(ORIGIN, b"\5" * 32, NOW, NOW + DAY), RECEIPTS))
    checked = run("verify", str(file), "--key", str(RECEIPTS.verifier))
    assert (checked.exit_code, "due by 2026-06-02 12:00 UTC" in checked.output) == (0, True)


def test_an_older_version_is_proved_as_well(root: Path):
    printed = run("log", "prove", "42.2", "--version", "1", "--root", str(root)).output
    judged = judge(printed.encode(), KEYS)
    assert judged.blob is not None
    assert judged.blob.body == "We know."
