"""A seal: the record is compared with the log, and what is new or changed is appended and signed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from onrecord.log.checkpoint import Checkpoint
from onrecord.log.note import Signer
from onrecord.model import Corpus, Level, OnrecordError, Problem, Redaction, Site, Where
from onrecord.read import read_project
from onrecord.read.redactions import read_redactions
from onrecord.read.scan import scan
from onrecord.seal.book import Book
from onrecord.seal.disk import ENTRIES, Words, load_book
from onrecord.seal.erasing import erase
from onrecord.seal.leaves import leaf, time_text
from onrecord.seal.plan import Sealing, Step, plan_of
from onrecord.seal.removal import without
from onrecord.seal.units import former_of, units_of
from onrecord.sealing.adopting import adopt as take_over
from onrecord.sealing.announced import announced, key_steps, unannounced
from onrecord.sealing.behind import behind
from onrecord.sealing.finishing import finish, unfinished
from onrecord.sealing.history import revisions
from onrecord.sealing.landing import land
from onrecord.write import STATE, alone

LEAP = timedelta(days=400)
"""How far a seal may lie after the one before it: one in a wrong year would keep the log from ever going on."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a seal is asked for: to say only what it would do, to append that all is well, to leap in time, to check the words of
    every version; and the checkpoint that is published, as a signed note, on which this log has to go on."""

    dry_run: bool = False
    beat: bool = False
    since_ok: bool = False
    full: bool = False
    published: bytes | None = None


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a seal came to: what was, or would be, appended, what is wrong, the checkpoint that was signed (None for none), and the
    files of the record from which words were taken that are removed."""

    steps: Sequence[Step]
    problems: tuple[Problem, ...]
    checkpoint: Checkpoint | None = None
    changed: Sequence[str] = ()

    @property
    def refused(self) -> bool:
        """Whether something kept it from sealing."""
        return any(problem.level is Level.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class _Held:
    """What a seal begins with: the record, the redactions beside it, the log, and what a plan is made with."""

    root: Path
    corpus: Corpus
    redactions: tuple[Redaction, ...]
    book: Book
    sealing: Sealing

    def finish(self) -> list[str]:
        """Carry out what the log says was erased."""
        return finish(self.root, self.corpus, self.redactions, self.sealing, Words(self.root, self.book.ledger))


def seal(root: Path, at: datetime, signers: Sequence[Signer], salt: Callable[[], bytes], asked: Asked) -> Sealed:
    """Seal the record of the project at `root` as it is at a time. With any error in the content, and for any reason not to sign,
    nothing is written. `salt` gives 16 random bytes. OnrecordError for faults of the world, and for a log that does not hold."""
    with alone(root / STATE):
        held, problems = _read(root, at, salt)
        if unfinished(Words(root, held.book.ledger)) and asked.dry_run:
            raise OnrecordError("an earlier seal was killed before it had removed what it should; seal once more to finish it")
        if not any(problem.level is Level.ERROR for problem in problems) and held.finish():
            held, problems = _read(root, at, salt)
        wrong = (*announced(held.corpus.site, held.book), *_untimely(held.book, at, since_ok=asked.since_ok))
        problems = (*problems, *wrong, *behind(held.book, asked.published))
        if asked.full:
            _check_all(root, held.book)
        if any(problem.level is Level.ERROR for problem in problems):
            return Sealed((), problems)
        return _sealed(held, signers, asked)


def adopt(root: Path, at: datetime, signers: Sequence[Signer], salt: Callable[[], bytes], *, dry_run: bool = False) -> Sealed:
    """Begin the log of the project at `root` with the history that Git has of its record, and seal it as it is now. Refused where a
    log was begun already. OnrecordError where there is no history."""
    with alone(root / STATE):
        held, problems = _read(root, at, salt)
        problems = (*problems, *announced(held.corpus.site, held.book))
        if held.book.size:
            told = "a log was begun already; only one that is yet to begin can adopt a history"
            problems = (*problems, Problem(Where(ENTRIES), told, "seal on"))
        if any(problem.level is Level.ERROR for problem in problems):
            return Sealed((), problems)
        steps = _begun(held.corpus.site, held.book, at)
        steps += take_over(held.book.ledger, at, salt, revisions(root, at), held.corpus)
        return _landed(held, steps, signers, dry_run=dry_run)


def _landed(held: _Held, steps: list[Step], signers: Sequence[Signer], *, dry_run: bool) -> Sealed:
    """The steps of a history on the disk, signed; then what is new in the record since its last commit is sealed as ever."""
    keys = held.book.ledger.keys["log"]
    wrong = tuple(unannounced(signers, keys, keys))
    if wrong or dry_run:
        return Sealed(steps, wrong)
    checkpoint = land(held.root, held.book, steps, signers)
    now, problems = _read(held.root, held.sealing.at, held.sealing.salt)
    rest = _sealed(now, signers, Asked())
    return Sealed((*steps, *rest.steps), (*problems, *rest.problems), rest.checkpoint or checkpoint)


def _read(root: Path, at: datetime, salt: Callable[[], bytes]) -> tuple[_Held, tuple[Problem, ...]]:
    reading, book = read_project(root, at), load_book(root)
    redactions, wrong = read_redactions(scan(root))
    sealing = Sealing(book.ledger, Words(root, book.ledger), at, salt)
    return _Held(root, reading.corpus, redactions, book, sealing), (*reading.problems, *wrong)


def _sealed(held: _Held, signers: Sequence[Signer], asked: Asked) -> Sealed:
    book, sealing, before = held.book, held.sealing, [*held.book.ledger.keys["log"]]
    steps = [*_begun(held.corpus.site, book, sealing.at), *key_steps(held.corpus.site, book, sealing.at)]
    erasing = erase(sealing, held.corpus, held.redactions)
    left = without(held.corpus, erasing.gone, erasing.people)
    plan = plan_of(sealing, units_of(left), former_of(left), {f"{issue}.{number}" for issue, number in erasing.gone})
    steps += [*erasing.steps, *plan.steps, *([_beat(book, sealing.at)] if asked.beat else [])]
    wrong = (*erasing.problems, *plan.problems, *unannounced(signers, before or book.ledger.keys["log"], book.ledger.keys["log"]))
    if wrong or asked.dry_run or not steps:
        return Sealed(steps, wrong)
    checkpoint = land(held.root, book, steps, signers)
    changed = held.finish() if erasing.steps else []
    if changed:
        _agree(held)
    return Sealed(steps, (), checkpoint, changed)


def _agree(held: _Held) -> None:
    """After words were taken out of its files the record is read again: it has to be what was sealed."""
    now, problems = _read(held.root, held.sealing.at, held.sealing.salt)
    left = plan_of(now.sealing, units_of(now.corpus), former_of(now.corpus))
    told = [str(problem) for problem in (*problems, *left.problems)] + [step.told for step in left.steps]
    if told:
        raise OnrecordError(f"the words are removed, but the record does not read as it was sealed: {'; '.join(told)}")


def _begun(site: Site, book: Book, at: datetime) -> list[Step]:
    """The entry that begins a log."""
    assert site.log is not None  # noqa: S101 - what is not announced was refused
    if book.size:
        return []
    log = [key for key in site.log.keys if key.partition("+")[0] == site.log.origin]
    others = [key for key in site.log.keys if key not in log]
    entry = leaf("log", at, origin=site.log.origin, keys=log, receipts=others or None)
    book.ledger.add(entry)
    return [Step(entry, f"the log {site.log.origin} begins")]


def _beat(book: Book, at: datetime) -> Step:
    entry = leaf("beat", at)
    book.ledger.add(entry)
    return Step(entry, "all is well")


def _check_all(root: Path, book: Book) -> None:
    """Read the words of every version. OnrecordError for the first that do not hold."""
    words = Words(root, book.ledger)
    for versions in book.ledger.versions.values():
        for version in versions:
            words(version)


def _untimely(book: Book, at: datetime, *, since_ok: bool) -> list[Problem]:
    """A time before the last entry's, or too long after it."""
    last = book.ledger.at
    if last and at < last:
        message = f"it is {time_text(at)} here, and the last entry was sealed on {time_text(last)}"
        return [Problem(Where(ENTRIES), message, "set the clock; time in a log never runs backwards")]
    if last and at - last > LEAP and not since_ok:
        message = f"it is {time_text(at)} here, {(at - last).days} days after the last entry"
        return [Problem(Where(ENTRIES), message, "is the year right? If it is, seal with --since-ok")]
    return []
