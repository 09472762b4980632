"""The status of an issue: a fold over its acts, with since when and because of which.

Three things decide it. How far the company came, its *base* (open, acknowledged, answered, promised, resolved, duplicate). What
its reporters say: each one's latest verdict since the latest resolution. And whether any report on it, or on a duplicate of it,
still stands. Who takes back all their reports takes back their verdicts with them.

In a duplicate's thread a verdict counts for the original too, once that has been answered; in an original's thread a verdict of
the duplicate's reporter counts for the duplicate too; both while the one is a duplicate of the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import NamedTuple

from onrecord.derive.judgement import Standing, Status
from onrecord.derive.timeline import Act, Deed
from onrecord.derive.verdicts import VERDICTS
from onrecord.frozen import dataclass

RISING = (Status.OPEN, Status.ACKNOWLEDGED, Status.ANSWERED, Status.PROMISED)
RAISES = {
    Deed.ACKNOWLEDGEMENT: Status.ACKNOWLEDGED,
    Deed.ANSWER: Status.ANSWERED,
    Deed.PROMISE: Status.PROMISED,
}
ENDS = {Deed.RESOLUTION: Status.RESOLVED, Deed.DUPLICATE: Status.DUPLICATE}
PROGRESS = frozenset({*RAISES, *ENDS})
REPORT = Deed.REPORT
IDLE = frozenset({Deed.WORDS, Deed.REQUEST, Deed.TAKEN_BACK})
"""What leaves an issue where it stands."""


class Step(NamedTuple):
    """An act that counts for an issue, and where the issue stands after it."""

    act: Act
    status: Status


class Course(NamedTuple):
    """How an issue went: every step and every standing in order, the company's latest resolution, the verdicts that stand (the
    oldest first), the act by which the customers came to agree that it is solved (None while they do not), and its base."""

    steps: tuple[Step, ...]
    history: tuple[Standing, ...]
    base: Status
    said: Act | None
    verdicts: tuple[Act, ...]
    agreed: Act | None

    @property
    def standing(self) -> Standing:
        """Where it stands now."""
        return self.history[-1]


def raised(base: Status, deed: Deed) -> Status:
    """The base after an act of the company: it rises up to promised, never falls, and a resolution sets it."""
    end = ENDS.get(deed)
    if end:
        return end
    to = RAISES.get(deed)
    if to is None or base not in RISING:
        return base
    return max(base, to, key=RISING.index)


def status_of(base: Status, disputes: int, confirmations: int, reports: int) -> Status:
    """The status that follows from the base and from how many verdicts and reports stand."""
    if not reports:
        return Status.WITHDRAWN
    if disputes:
        return Status.DISPUTED
    if confirmations and base is not Status.DUPLICATE:
        return Status.CONFIRMED
    return base


@dataclass(slots=True)
class _Fold:
    """What is known of an issue up to an act."""

    issue: str
    base: Status = Status.OPEN
    said: Act | None = None
    agreed: Act | None = None
    reports: dict[tuple[str, int], str] = field(default_factory=dict)
    voices: dict[str, int] = field(default_factory=dict)
    verdicts: dict[str, list[Act]] = field(default_factory=dict)
    disputes: int = 0
    confirmations: int = 0

    def take(self, act: Act, above: frozenset[str]) -> bool:
        """Whether an act counts for this issue; if so it is added."""
        deed = act.deed
        if deed in PROGRESS:
            self._progress(act)
        elif deed is REPORT:
            self._report(act)
        elif deed in VERDICTS:
            own = act.because.issue == self.issue
            if not own and (self.base in RISING[:2] or (act.because.issue in above and not self.voices.get(act.person))):
                return False
            self._change(act.person, [*self.verdicts.get(act.person, ()), act])
        elif deed is Deed.WITHDRAWAL:
            self._withdraw(act)
        agree = self.confirmations > 0 and not self.disputes
        self.agreed = (self.agreed or act) if agree else None
        return True

    def _report(self, act: Act) -> None:
        self.reports[act.because.issue, act.because.message or 0] = act.person
        self.voices[act.person] = self.voices.get(act.person, 0) + 1

    def _withdraw(self, act: Act) -> None:
        for id in act.takes_back:
            claim = (act.because.issue, id)
            who = self.reports.pop(claim, None)
            if who is not None:
                self.voices[who] -= 1
                if not self.voices[who]:
                    self._change(who, [])
        stands = [v for v in self.verdicts.get(act.person, ()) if not _is_taken_back(v, act)]
        self._change(act.person, stands)

    def _progress(self, act: Act) -> None:
        self.base = raised(self.base, act.deed)
        if act.deed in ENDS:
            self.said = act
            self.verdicts.clear()
            self.disputes = self.confirmations = 0

    def _change(self, who: str, verdicts: list[Act]) -> None:
        """Replace what somebody says; their latest verdict is the one that counts."""
        for said, by in ((self.verdicts.get(who), -1), (verdicts, 1)):
            if said:
                self.disputes += by * (said[-1].deed is Deed.DISPUTE)
                self.confirmations += by * (said[-1].deed is Deed.CONFIRMATION)
        if verdicts:
            self.verdicts[who] = verdicts
        else:
            self.verdicts.pop(who, None)

    @property
    def status(self) -> Status:
        return status_of(self.base, self.disputes, self.confirmations, len(self.reports))


def _is_taken_back(verdict: Act, withdrawal: Act) -> bool:
    return verdict.because.issue == withdrawal.because.issue and verdict.because.message in withdrawal.takes_back


def course_of(issue: str, acts: Sequence[Act], originals: tuple[str, ...] = ()) -> Course:
    """How an issue went by the acts that concern it, in their order: its own, those of its duplicates, and the verdicts in the
    threads of its `originals`.

    It begins with its own report, or directly as a duplicate where its header says so. Since and because change when the status
    does, and with each resolution that leaves it resolved or a duplicate.
    """
    fold = _Fold(issue)
    steps: list[Step] = []
    history: list[Standing] = []
    above = frozenset(originals)
    status = fold.status
    for act in acts:
        if history and act.deed in IDLE:
            steps.append(Step(act, status))
            continue
        if not fold.take(act, above):
            continue
        status = fold.status
        steps.append(Step(act, status))
        if act.deed is Deed.DUPLICATE and not act.message:
            history.clear()
        opened = bool(history) or act.because.issue == issue
        if opened and (not history or status is not history[-1].status or (act.deed in ENDS and status is fold.base)):
            history.append(Standing(status, act.at, act.because))
    latest = {said[-1].because for said in fold.verdicts.values()}
    verdicts = tuple(step.act for step in steps if step.act.because in latest) if latest else ()
    return Course(tuple(steps), tuple(history), fold.base, fold.said, verdicts, fold.agreed)
