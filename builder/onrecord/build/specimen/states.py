"""One issue for each state that an issue can be in, by what it shows."""

from __future__ import annotations

from onrecord.build.specimen.writing import day, issue, said
from onrecord.model import Correction, Issue, Message, Outcome, Promise, PromiseUpdate, Resolution, Withdrawal

ENDS = {
    Outcome.DONE: "the switch is on the other side now",
    Outcome.ANSWERED: "it is meant for 230 volts",
    Outcome.MADE_GOOD: "a new lamp, sent on the same day",
    Outcome.HEARD: "we keep the cord as long as it is",
    Outcome.DECLINED: "a lamp with a radio would be two things",
    Outcome.BY_DESIGN: "it grows warm so that nothing else does",
    Outcome.CANNOT_REPRODUCE: "ours burnt for six weeks",
    Outcome.NO_LONGER_SUPPORTED: "no part has been made since 2019",
}
FIXED = Resolution(Outcome.FIXED, fixed_in="1.2")


def states() -> dict[str, Issue]:
    """The issues of the specimen by what they show, numbered as they stand."""
    return {**_open(), **_promised(), **_ended(), **_verdicts(), **_taken_back(), **_others()}


def _open() -> dict[str, Issue]:
    receipt = said(2, "acknowledgement", "okan", 1, "We have it and look into it.")
    answer = said(3, "answer", "mira", 3, "It is the ballast. We are measuring *three* lamps.")
    return {
        "Open, nothing said": issue(
            1,
            "The lamp hums as soon as the room is quiet. I have moved it into the hall, and I can still hear it.",
            at=0,
            title="The lamp hums",
            wants="A lamp that I can read beside.",
            components=("ballast",),
            affects=("1.0", "1.1"),
            severity="grave",
            tags=("noise", "night"),
        ),
        "Received": issue(2, "The cord is too short for any desk that I own.", receipt, at=10, title="The cord is too short"),
        "Answered": issue(3, "It hums.", receipt, answer, at=1, title="It hums at night", by="ben", components=("ballast",)),
        "The customer’s move": issue(
            4,
            "It goes out when the refrigerator starts.",
            said(2, "request", "okan", 42, "Which of the two lamps is it, and what does its label say?"),
            at=40,
            title="It goes out by itself",
        ),
        "A workaround": issue(
            5,
            "The foot scratches the table.",
            said(2, "workaround", "ben", 51, "Felt from any shop helps. Mine has stood on it for a year."),
            said(3, "comment", "ada", 52, "It does.", in_reply_to=2),
            at=50,
            title="It scratches",
            components=("foot",),
        ),
    }


def _promise(id: int, at: int, due: int, what: str = "A ballast that cannot be heard") -> Message:
    return said(id, "promise", "mira", at, "You are right.", Promise(what, day(due), "Release notes of 1.2"))


def _promised() -> dict[str, Issue]:
    moved = [
        said(3, "promise_update", "mira", 70, "The parts are late.", PromiseUpdate(2, day(150), why="The parts are late.")),
        said(4, "promise_update", "mira", 140, "", PromiseUpdate(2, day(200), why="They are late again.")),
    ]
    dropped = said(3, "promise_update", "okan", 95, "", PromiseUpdate(2, dropped=True, why="The maker of the part is gone."))
    return {
        "Promised, still due": issue(6, "The switch sticks.", _promise(2, 60, 210), at=58, title="The switch sticks", by="cem"),
        "Promised, moved twice": issue(7, "The paint comes off.", _promise(2, 61, 100), *moved, at=59, title="It peels"),
        "Promised, and missed": issue(8, "The bulb cannot be changed.", _promise(2, 62, 120), at=60, title="No new bulb fits"),
        "Promise dropped": issue(9, "Nobody sells the fuse.", _promise(2, 63, 130), dropped, at=61, title="No fuse to be had"),
    }


def _ended() -> dict[str, Issue]:
    found = {
        "Resolved, says the company": issue(
            10, "It flickers.", said(2, "resolution", "mira", 80, "It is in 1.2.", FIXED), at=64, title="It flickers", by="dora"
        ),
        "Resolved by a release": issue(11, "The hinge is loose.", at=65, title="The hinge is loose", components=("arm",)),
        "Resolved, release taken back": issue(12, "It smells of paint.", at=66, title="It smells"),
    }
    for number, (outcome, why) in enumerate(ENDS.items(), 13):
        act = Resolution(outcome, why=why, how="replacement" if outcome is Outcome.MADE_GOOD else None)
        ended = said(2, "resolution", "okan", number + 60, "", act)
        label = f"Ended: {outcome.value.replace('_', ' ')}"
        found[label] = issue(number, f"I ask about the lamp, part {number}.", ended, at=number + 50, title=f"About part {number}")
    return found


def _verdicts() -> dict[str, Issue]:
    resolved = said(3, "resolution", "mira", 100, "It is in 1.2.", Resolution(Outcome.FIXED, "1.2", keeps_promise=(2,)))
    return {
        "Solved, says the customer": issue(
            21,
            "It gets too hot to touch.",
            _promise(2, 72, 110, "A shade that stays cool"),
            resolved,
            said(4, "confirmation", "ada", 104, "It does. Thank you."),
            at=70,
            title="Too hot to touch",
            wants="That a child can touch it.",
        ),
        "Promise kept late": issue(
            22,
            "The dimmer jumps.",
            _promise(2, 73, 90, "A dimmer that fades"),
            resolved,
            said(4, "confirmation", "ben", 130, "At last."),
            at=71,
            by="ben",
            title="The dimmer jumps",
        ),
        "Not solved, says the customer": issue(
            23,
            "It still hums.",
            _promise(2, 74, 120),
            resolved,
            said(4, "dispute", "cem", 106, "It hums as before, only lower."),
            at=72,
            by="cem",
            title="It still hums",
            components=("ballast",),
        ),
        "Reported again since": issue(
            24,
            "The plug is loose.",
            said(2, "resolution", "okan", 90, "", Resolution(Outcome.DONE)),
            said(3, "confirmation", "ada", 92, "Good."),
            said(4, "report", "dora", 160, "Mine is loose again."),
            at=73,
            title="The plug is loose",
        ),
    }


def _taken_back() -> dict[str, Issue]:
    return {
        "Withdrawn": issue(
            25,
            "It is broken.",
            said(2, "withdrawal", "ada", 76, "It was not plugged in.", Withdrawal()),
            at=75,
            title="It is broken",
        ),
        "A verdict taken back, a statement corrected": issue(
            26,
            "It hums on battery too.",
            said(2, "answer", "okan", 79, "It has no battery."),
            said(3, "correction", "okan", 80, "It has one since 1.1. I was wrong.", Correction(2)),
            said(4, "resolution", "okan", 84, "", Resolution(Outcome.DONE, how="A firmware for the battery")),
            said(5, "dispute", "ben", 85, "Not for me."),
            said(6, "withdrawal", "ben", 86, "I had the old one.", Withdrawal(5)),
            at=78,
            by="ben",
            title="It hums on battery",
        ),
        "Duplicate": issue(
            27, "I can hear it through the wall.", at=82, by="dora", title="Heard through the wall", duplicate_of="1"
        ),
    }


def _others() -> dict[str, Issue]:
    return {
        "Praise": issue(28, "I have read three books beside it since Sunday.", at=90, type="praise", title="It is quiet by day"),
        "The company asks": issue(
            29,
            "What works for you, and what does not?",
            said(2, "comment", "ada", 93, "The light works. The hum does not."),
            said(3, "comment", "cem", 94, "Nothing beside the light matters to me."),
            by="mira",
            at=92,
            type="ask",
            title="How is the lamp?",
        ),
        "Reported by the company of itself": issue(
            30,
            "One lamp in forty left the house without its felt.",
            by="okan",
            at=95,
            title="Lamps without felt",
            components=("foot",),
        ),
    }
