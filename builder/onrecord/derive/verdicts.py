"""Who may say what: which verdicts and withdrawals count, and the problems of those that do not.

A verdict counts from a customer who reported earlier in the same family (the issue, its original, any duplicate of that). A
dispute needs something to dispute: an answer of the company in that family, or that its own issue was called solved. A withdrawal
takes back an earlier report or verdict of the same person in the same thread; without a number all their reports there. Nobody can
do either as the bare `anonymous`, and a pseudonym is somebody of its own issue alone. What does not count is left out, its words
remain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from onrecord.derive.timeline import ANSWERS, Act, Deed
from onrecord.frozen import dataclass
from onrecord.model import ANONYMOUS, Issue, Level, Message, Problem, Withdrawal

VERDICTS = frozenset({Deed.CONFIRMATION, Deed.DISPUTE})
REPORT, DUPLICATE = Deed.REPORT, Deed.DUPLICATE
CLAIMS = VERDICTS | {Deed.REPORT}
JUDGED = VERDICTS | {Deed.WITHDRAWAL}
REMEMBERED = ANSWERS | CLAIMS | JUDGED


@dataclass(slots=True)
class _Told:
    """What was said in a family up to an act."""

    reporters: set[str] = field(default_factory=set)
    claims: dict[tuple[str, int], Act] = field(default_factory=dict)
    solved: dict[str, set[int]] = field(default_factory=dict)
    answered: bool = False


def admitted(acts: Sequence[Act], issues: Mapping[str, Issue]) -> tuple[tuple[Act, ...], tuple[Problem, ...]]:
    """The acts of a family in their order, those that may not count made mere `WORDS` and withdrawals told what they take back;
    and a problem for each act that may not count, a warning where the record was imported."""
    told, kept, problems = _Told(), [], []
    for act in acts:
        judged, wrong = _judge(act, told) if act.deed in JUDGED else (act, None)
        if wrong and act.message:
            problems.append(_problem(act.message, issues[act.because.issue], *wrong))
        if judged.deed in REMEMBERED:
            _remember(judged, told)
        kept.append(judged)
    return tuple(kept), tuple(problems)


def _judge(act: Act, told: _Told) -> tuple[Act, tuple[str, str] | None]:
    """The act as it counts, and what is wrong with it and how to mend it."""
    if act.deed in VERDICTS:
        wrong = _wrong_verdict(act, told)
        return (act._replace(deed=Deed.WORDS), wrong) if wrong else (act, None)
    if act.deed is Deed.WITHDRAWAL and act.message:
        targets, wrong = _withdrawn(act, act.message, told)
        return act._replace(deed=Deed.WORDS) if wrong else act._replace(takes_back=targets), wrong
    return act, None


def _wrong_verdict(act: Act, told: _Told) -> tuple[str, str] | None:
    verb = "confirm" if act.deed is Deed.CONFIRMATION else "dispute"
    if act.who == ANONYMOUS:
        return (
            f'a {act.deed.value} by "anonymous" cannot count: nobody can tell which of the reporters said it',
            'write a pseudonym of this issue as the author of both, such as "anonymous-1"',
        )
    if act.person not in told.reporters:
        return (
            f'"{act.who}" did not report this issue before, nor a duplicate of it, so they cannot {verb} it',
            'record their report first ("kind: report"), or write "kind: comment"',
        )
    if act.deed is Deed.DISPUTE and not told.answered and not told.solved.get(act.because.issue):
        return (
            "a dispute where nothing was answered",
            'write "kind: comment", or record the answer that is disputed before it',
        )
    return None


def _withdrawn(act: Act, message: Message, told: _Told) -> tuple[tuple[int, ...], tuple[str, str] | None]:
    """What a withdrawal takes back, or what is wrong with it."""
    if act.who == ANONYMOUS:
        return (), (
            'a withdrawal by "anonymous" cannot count: nobody can tell whose claim it takes back',
            'write a pseudonym of this issue as the author of both, such as "anonymous-1"',
        )
    issue = act.because.issue
    target = message.act.withdraws if isinstance(message.act, Withdrawal) else None
    if target is None:
        own = [id for (at, id), claim in told.claims.items() if at == issue and claim.deed is Deed.REPORT and _is_own(claim, act)]
        return tuple(own), None if own else (
            f'"{act.who}" has no report here that could be withdrawn',
            'write the withdrawal in the issue they reported, or name a verdict of theirs with "withdraws:"',
        )
    claim = told.claims.get((issue, target))
    if claim is None:
        return (), (
            f"message {target} is not an earlier report or verdict, so it cannot be withdrawn",
            'name a report, a confirmation or a dispute of theirs with "withdraws:"',
        )
    return (target,), None if _is_own(claim, act) else (
        f'message {target} is by "{claim.who}", so "{act.who}" cannot withdraw it',
        'name a report or a verdict of their own with "withdraws:", or write "kind: comment"',
    )


def _is_own(claim: Act, act: Act) -> bool:
    """Whether a claim is the author's own; the company's staff speak as one."""
    return claim.who == act.who or (not claim.by_customer and not act.by_customer)


def _remember(act: Act, told: _Told) -> None:
    """Add an act that counts to what was said."""
    issue, message = act.because.issue, act.because.message
    deed = act.deed
    if deed in ANSWERS:
        told.answered = told.answered or act.message is not None or act.because.release is not None
        if deed is DUPLICATE:
            told.solved.setdefault(issue, set()).add(0)
    elif deed in CLAIMS and message:
        told.claims[issue, message] = act
        if deed is REPORT:
            told.reporters.add(act.person)
        elif deed is Deed.CONFIRMATION:
            told.solved.setdefault(issue, set()).add(message)
    for id in act.takes_back:
        told.solved.get(issue, set()).discard(id)


def _problem(message: Message, issue: Issue, what: str, hint: str) -> Problem:
    level = Level.WARNING if message.source or issue.source else Level.ERROR
    return Problem(message.marks.start, what, hint, level)
