"""Promises: what was promised by when, how often it moved, and how it went.

A promise is kept only against its first date: on that day or before it is KEPT, later KEPT_LATE (also where nobody knows the day,
unless the first date has not passed yet), and DISPUTED while a dispute of the issue stands. Not kept, it is DUE up to and on its
day, MOVED where that day was moved, and MISSED from the day after (one that was brought forward not before its first date has
passed too). The company says that a promise is kept by an update or by a resolution; what it said first counts, unless a dispute
stood when it said so again. A resolution that answers a dispute says so again of what was said to be kept before, whether it names
the promise or not: else leaving it out would make a late one look kept in time. A resolution that a yanked release took back keeps
nothing. A new date reopens what was kept or dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.derive.judgement import Commitment, PromiseState, Slip, Status
from onrecord.derive.status import ENDS, Step
from onrecord.derive.timeline import Act, Deed
from onrecord.frozen import dataclass, replace
from onrecord.model import Act as Said
from onrecord.model import Plain, Promise, PromiseUpdate, Resolution, When


@dataclass(frozen=True, slots=True)
class Ending:
    """That the company says a promise is kept, or dropped and why."""

    act: Act
    dropped: bool = False
    why: str | None = None


def commitments_of(issue: str, steps: Sequence[Step], as_of: date) -> tuple[Commitment, ...]:
    """The promises made in an issue's own thread, in its order, as they stand on a day."""
    made: dict[int, Commitment] = {}
    ended: dict[int, Ending] = {}
    before = Status.OPEN
    for step in steps:
        act = step.act
        if not act.by_customer and act.because.issue == issue:
            if act.message and not isinstance(act.message.act, Plain):
                _tell(act.message.act, act, before, made, ended)
            if ended:
                _answer_dispute(act, before, ended)
        before = step.status
    return tuple([_judged(made[id], ended.get(id), before, as_of) for id in made])


def _tell(said: Said, act: Act, before: Status, made: dict[int, Commitment], ended: dict[int, Ending]) -> None:
    """Add what one message of the company says of its promises."""
    match said:
        case Promise(what, due, proof) if act.deed is Deed.PROMISE and act.because.message:
            made[act.because.message] = Commitment(act.because, act.who, what, proof, act.at, due, due, PromiseState.DUE)
        case PromiseUpdate(id, due, kept, dropped, why) if id in made:
            if due is not None:
                made[id] = _moved(made[id], due, act, why or "")
                ended.pop(id, None)
            elif kept:
                _keep(id, act, before, ended)
            elif dropped:
                ended[id] = Ending(act, dropped=True, why=why)
        case Resolution(keeps_promise=ids) if act.deed in ENDS:
            for id in ids:
                if id in made:
                    _keep(id, act, before, ended)


def _moved(commitment: Commitment, due: date, act: Act, why: str) -> Commitment:
    slip = Slip(commitment.due, due, act.at, why, act.because)
    return replace(commitment, due=due, slips=(*commitment.slips, slip))


def _keep(id: int, act: Act, before: Status, ended: dict[int, Ending]) -> None:
    if id not in ended or ended[id].dropped or before is Status.DISPUTED:
        ended[id] = Ending(act)


def _answer_dispute(act: Act, before: Status, ended: dict[int, Ending]) -> None:
    """Let what was said to be kept under a dispute count from the resolution that answers it."""
    if act.deed in ENDS and before is Status.DISPUTED:
        ended.update({id: Ending(act) for id, ending in ended.items() if not ending.dropped})


def _judged(commitment: Commitment, ending: Ending | None, status: Status, as_of: date) -> Commitment:
    """A promise with its state and its end."""
    if ending is None:
        return replace(commitment, state=state_of_open(commitment.first_due, commitment.due, bool(commitment.slips), as_of))
    if ending.dropped:
        state = PromiseState.DROPPED
    elif status is Status.DISPUTED:
        state = PromiseState.DISPUTED
    else:
        state = state_of_kept(commitment.first_due, ending.act.at, as_of)
    return replace(commitment, state=state, ended=ending.act.at, ended_because=ending.act.because, why=ending.why)


def state_of_open(first_due: date, due: date, has_moved: bool, as_of: date) -> PromiseState:
    """How a promise stands that is neither kept nor dropped."""
    if as_of > max(first_due, due):
        return PromiseState.MISSED
    return PromiseState.MOVED if has_moved else PromiseState.DUE


def state_of_kept(first_due: date, at: When, as_of: date) -> PromiseState:
    """How a promise stands that the company says it kept."""
    return PromiseState.KEPT if (at.sure or as_of) <= first_due else PromiseState.KEPT_LATE
