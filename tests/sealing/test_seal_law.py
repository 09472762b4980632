"""The law of the log: whatever is written, changed, renamed, removed, sealed, built or killed, an earlier checkpoint stays
provable, no removed word survives anywhere, and every removal has its entry."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from onrecord.build import build
from onrecord.log.checkpoint import Checkpoint
from onrecord.seal.disk import Words, load_book
from onrecord.sealing import finishing, landing, rewriting
from onrecord.verify.source import Folder
from onrecord.verify.verifying import verify
from projects import TMPFS
from sealing.logs import KEY, project, said, sealed

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
MODULES = (landing, rewriting, finishing)


class KilledError(BaseException):
    """The process is gone."""


class Log(RuleBasedStateMachine):
    """A project, its messages as they should read, and what is known of its log."""

    def __init__(self) -> None:
        super().__init__()
        self.root = project(Path(tempfile.mkdtemp(dir=TMPFS)))
        self.at, self.words, self.next = NOW, count(1), 3
        self.texts: dict[int, list[str]] = {}
        self.by: dict[int, str] = {}
        self.gone: list[str] = []
        self.wishes: list[tuple[int, list[str]]] = []
        self.seen: list[Checkpoint] = []
        self.amended: set[int] = set()

    @initialize()
    def begin(self) -> None:
        self.seal()

    def teardown(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)

    def word(self) -> str:
        return f"quux{next(self.words)}x"

    def write(self, number: int, *, amended: str = "") -> None:
        author, kind = ("ann", "comment") if self.by[number] == "ann" else ("jo", "comment")
        fields = f"id: {number}\nauthor: {author}\nat: 2026-05-04\nkind: {kind}{amended}"
        for path in (self.root / "content/issues").glob(f"42*/{number}*.md"):
            path.unlink()
        folder = next((self.root / "content/issues").glob("42*/"))
        said(self.root, f"{folder.name}/{number}-x.md", fields, "\n\n".join(self.texts[number]))

    @rule(author=st.sampled_from(["ann", "jo"]), paragraphs=st.integers(1, 3))
    def say(self, author: str, paragraphs: int) -> None:
        self.texts[self.next], self.by[self.next] = [self.word() for _ in range(paragraphs)], author
        self.write(self.next)
        self.next += 1

    @precondition(lambda self: self.texts)
    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        """Other words: a customer's with an amendment, the company's as they come."""
        number = data.draw(st.sampled_from(sorted(self.texts)))
        if number in {wish[0] for wish in self.wishes}:
            return
        self.texts[number][0] = self.word()
        why = f"\namendment: {{by: author, why: {self.word()}, at: {self.at.date()}}}" if self.by[number] == "ann" else ""
        self.write(number, amended=why)

    @rule(slug=st.sampled_from(["", "-loud", "-fans"]))
    def rename(self, slug: str) -> None:
        issues = self.root / "content/issues"
        home, folder = next(issues.glob("42*.md")), next(issues.glob("42*/"))
        home.rename(issues / f"42{slug}.md")
        folder.rename(issues / f"42{slug}")

    @precondition(lambda self: self.texts)
    @rule(data=st.data(), whole=st.booleans())
    def wish(self, data: st.DataObject, whole: bool) -> None:
        """Something is to be removed of a message that was sealed."""
        book = load_book(self.root)
        number = data.draw(st.sampled_from(sorted(self.texts)))
        newest = book.ledger.newest(f"42.{number}")
        blob = Words(self.root, book.ledger)(newest) if newest else None
        if blob is None or blob.body is None or [p.strip() for p in blob.body.split("\n\n")] != self.texts[number]:
            return
        if number in {wish[0] for wish in self.wishes}:
            return
        said = self.texts[number]
        place = data.draw(st.integers(1, len(said)))
        part, words = ("all", said) if whole or len(said) == 1 else (f"body.{place}", [said[place - 1]])
        path = self.root / "content/redactions.yaml"
        before = f"{path.read_text()}---\n" if path.exists() else ""
        path.write_text(f"{before}unit: 42.{number}\npart: {part}\nwhy: spam\nby: company\nat: 2026-06-01\n")
        self.wishes.append((number, list(words)))

    @rule()
    def seal(self) -> None:
        self.at += HOUR
        result = sealed(self.root, self.at)
        assert not result.problems, [str(problem) for problem in result.problems]
        self.carried_out()
        self.at += HOUR
        assert not sealed(self.root, self.at).steps

    def carried_out(self) -> None:
        for number, words in self.wishes:
            self.gone += words
            left = [text for text in self.texts[number] if text not in words]
            self.texts[number] = left
            if not left:
                del self.texts[number]
        self.wishes.clear()
        self.check()

    @rule(writes=st.integers(0, 12))
    def killed(self, writes: int) -> None:
        """A seal is killed before one of its writes; the next goes on."""
        self.at += HOUR
        with pytest.MonkeyPatch.context() as patch:
            put = _killing(landing.put, writes)
            for module in MODULES:
                patch.setattr(module, "put", put)
            with suppress(KilledError):
                sealed(self.root, self.at)
        self.seal()

    @rule()
    def publish(self) -> None:
        self.seal()
        report = build(self.root, self.root / "site", date(2026, 7, 1), workers=1)
        assert not report.stopped, report.problems
        verified = verify(Folder(self.root / "site"), str(KEY.verifier))
        assert verified.is_sound, verified.findings
        self.check()

    def check(self) -> None:
        book = load_book(self.root)
        for old in self.seen:
            assert book.tree.root(old.size) == old.root, "an earlier checkpoint is no longer a prefix"
        self.seen = [signed.checkpoint for signed in book.checkpoints]
        everything = b"\n".join(
            f"{path}".encode() + (path.read_bytes() if path.is_file() else b"")
            for path in self.root.rglob("*")
            if "site" not in path.relative_to(self.root).parts[:1] or not self.stale
        )
        survived = [word for word in self.gone if word.encode() in everything]
        assert survived == []
        erased = {book.ledger.units[index] for index in book.ledger.erased}
        assert all(f"42.{number}" in erased for number in range(3, self.next) if number not in self.texts), (
            "removed without an entry"
        )

    @property
    def stale(self) -> bool:
        """Whether the site has not been built since the last seal: until then it shows what it showed."""
        path = self.root / "site/log/checkpoint"
        return path.exists() and path.read_text() != load_book(self.root).checkpoints[-1].note


def _killing(put: Callable[[Path, bytes], None], writes: int) -> Callable[[Path, bytes], None]:
    left = count()

    def killing(path: Path, data: bytes) -> None:
        if next(left) == writes:
            raise KilledError
        put(path, data)

    return killing


def histories(many: int, steps: int) -> None:
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        Log, settings=settings(max_examples=many, stateful_step_count=steps, deadline=None, suppress_health_check=checks)
    )


def test_the_log_keeps_its_law():
    histories(6, 12)


@pytest.mark.slow
def test_the_log_keeps_its_law_through_many_histories():
    histories(int(os.environ.get("ONRECORD_HISTORIES", "60")), 20)
