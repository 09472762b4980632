"""Random records against a naive model: for every moment it says from scratch, by definition, how each issue stands.

The model knows nothing of folds. It looks at what had happened up to a moment (`past`) and asks: which reports stand then, which
resolution was the latest, which verdicts count. It costs the cube of the record's length, so the program does otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_change, a_corpus, a_message, a_release, an_issue
from onrecord.derive import assess
from onrecord.model import ANONYMOUS

CUSTOMERS = ("ann", "bea", "cem", "anonymous", "anonymous-1")
START = date(2026, 1, 1)
LEVELS = {"acknowledgement": 1, "answer": 2, "company workaround": 2, "promise": 3}
NAMES = ("open", "acknowledged", "answered", "promised")
ANSWERS = ("answer", "company workaround", "promise", "resolution", "duplicate", "taken back")


@dataclass(frozen=True)
class Event:
    issue: str
    id: int | str  # a message's id; "header"; a release's version
    day: date
    what: str
    who: str = ""
    target: int | None = None

    @property
    def key(self):
        return (self.issue, self.id)

    @property
    def person(self):
        """A pseudonym is somebody of its own issue."""
        return (self.issue, self.who) if self.who == "anonymous-1" else self.who


def person_of(verdict):
    return Event(verdict.because.issue, 0, START, verdict.kind.value, verdict.alias).person


class Naive:
    """How issues stand, by definition. `events` are all that happened in order, `original` the links that hold at the end, `linked`
    the event that made each."""

    def __init__(self, events, original, linked):
        self.events, self.original, self.linked = events, original, linked

    def originals(self, issue):
        chain = []
        while issue in self.original:
            issue = self.original[issue]
            chain.append(issue)
        return chain

    def scope(self, issue):
        """The issue and its duplicates."""
        return {issue} | {other for other in self.original if issue in self.originals(other)}

    def family(self, issue):
        return self.scope([issue, *self.originals(issue)][-1])

    def is_linked(self, low, high, past):
        """Whether each link from a duplicate up to one of its originals had been made."""
        way = [low, *self.originals(low)]
        return all(self.linked[step] in [e.key for e in past] for step in way[: way.index(high)])

    def taken_back(self, past):
        """What valid withdrawals of the past take back."""
        found = set()
        for n, event in enumerate(past):
            if event.what == "withdrawal":
                found.update(self.targets(event, past[:n]))
        return found

    def targets(self, event, past):
        if event.who == ANONYMOUS:
            return []
        claims = [
            e for e in past if e.issue == event.issue and e.person == event.person and self.is_claim(e, past[: past.index(e)])
        ]
        if event.target is None:
            return [e.key for e in claims if e.what == "report"]
        return [e.key for e in claims if e.id == event.target]

    def is_claim(self, event, past):
        return event.what == "report" or self.is_valid_verdict(event, past)

    def is_valid_verdict(self, event, past):
        if event.what not in ("confirmation", "dispute") or event.who == ANONYMOUS:
            return False
        kin = [e for e in past if e.issue in self.family(event.issue)]
        if not any(e.what == "report" and e.person == event.person for e in kin):
            return False
        if event.what == "confirmation" or any(e.what in ANSWERS and e.id != "header" for e in kin):
            return True
        own = [e for e in past if e.issue == event.issue]
        solved = [e for e in own if e.what == "confirmation" and self.is_valid_verdict(e, past[: past.index(e)])]
        return any(e.id == "header" for e in own) or any(e.key not in self.taken_back(past) for e in solved)

    def standing_reports(self, issue, past, who=None):
        gone = self.taken_back(past)
        return [
            e
            for e in past
            if e.what == "report" and e.issue in self.scope(issue) and e.key not in gone and (who is None or e.person == who)
        ]

    def base(self, issue, past):
        own = [e for e in past if e.issue == issue]
        ends = [e for e in own if e.what in ("resolution", "duplicate")]
        if ends:
            return "resolved" if ends[-1].what == "resolution" else "duplicate"
        return NAMES[max((LEVELS.get(e.what, 0) for e in own), default=0)]

    def concerns(self, event, issue, past):
        """Whether a valid verdict counts for an issue, at the moment it is given."""
        if event.issue == issue:
            return True
        if self.base(issue, past) in ("open", "acknowledged"):
            return False
        if event.issue in self.scope(issue):
            return self.is_linked(event.issue, issue, past)
        if event.issue in self.originals(issue):
            return self.is_linked(issue, event.issue, past) and bool(self.standing_reports(issue, past, event.person))
        return False

    def verdicts(self, issue, past):
        """The latest verdict of each reporter since the latest resolution: who → what."""
        ends = [n for n, e in enumerate(past) if e.issue == issue and e.what in ("resolution", "duplicate")]
        gone, found = self.taken_back(past), {}
        for n, event in enumerate(past):
            if n <= (ends[-1] if ends else -1) or event.key in gone:
                continue
            if not self.is_valid_verdict(event, past[:n]) or not self.concerns(event, issue, past[:n]):
                continue
            if not self.gave_up(issue, event.person, past, n):
                found[event.person] = event.what
        return found

    def gave_up(self, issue, who, past, since):
        """Whether somebody took back the last of their reports after a moment."""
        for n in range(since + 1, len(past)):
            before, after = (self.standing_reports(issue, past[:m], who) for m in (n, n + 1))
            if before and not after:
                return True
        return False

    def status(self, issue, past):
        if not self.standing_reports(issue, past):
            return "withdrawn"
        verdicts = self.verdicts(issue, past).values()
        if "dispute" in verdicts:
            return "disputed"
        base = self.base(issue, past)
        return "confirmed" if "confirmation" in verdicts and base != "duplicate" else base

    def history(self, issue):
        """Every status of an issue, with the day and the event since when."""
        found = []
        for n, event in enumerate(self.events):
            past = self.events[: n + 1]
            if not any(e.issue == issue for e in past):
                continue
            status = self.status(issue, past)
            ends = event.issue == issue and event.what in ("resolution", "duplicate") and status in ("resolved", "duplicate")
            if event.issue == issue and event.id == "header":
                found.clear()
            if not found or found[-1][0] != status or ends:
                found.append((status, event.day, event.key))
        return found


KINDS = (
    "report",
    "comment",
    "acknowledgement",
    "answer",
    "company workaround",
    "promise",
    "resolution",
    "resolution",
    "taken back",
    "duplicate",
    "confirmation",
    "confirmation",
    "dispute",
    "dispute",
    "withdrawal",
)


@st.composite
def records(draw):
    """Issues 1 to 3, of which later ones may be duplicates of earlier ones, what was said of them, and releases that close them."""
    n = draw(st.integers(1, 3))
    issues = [str(i) for i in range(1, n + 1)]
    opened = {id: START + timedelta(days=draw(st.integers(0, 6))) for id in issues}
    headers = {id: str(draw(st.integers(1, int(id) - 1))) for id in issues[1:] if draw(st.integers(0, 2)) == 0}
    threads = {id: [Event(id, 1, opened[id], "report", draw(st.sampled_from(CUSTOMERS)))] for id in issues}
    day = START
    for number in range(2, draw(st.integers(2, 14))):
        day += timedelta(days=draw(st.integers(0, 2)))
        id = draw(st.sampled_from(issues))
        what = draw(st.sampled_from(KINDS))
        if day < opened[id] or (what == "duplicate" and id == "1"):
            continue
        who = draw(st.sampled_from(CUSTOMERS)) if what in ("report", "confirmation", "dispute", "withdrawal", "comment") else "jo"
        target = None
        if what == "duplicate":
            target = draw(st.integers(1, int(id) - 1))
        if what == "withdrawal":
            target = draw(st.none() | st.sampled_from([e.id for e in threads[id]]))
        threads[id].append(Event(id, number, day, what, who, target))
    releases = [
        Event(draw(st.sampled_from(issues)), version, START + timedelta(days=draw(st.integers(0, 20))), "resolution")
        for version in ("1.1", "1.2")
        if draw(st.integers(0, 3)) == 0
    ]
    return opened, headers, threads, releases


def as_message(event):
    match event.what:
        case "taken back":
            return a_message(event.id, "resolution", at=event.day, outcome="fixed", fixed_in="0.9")
        case "duplicate":
            return a_message(event.id, "resolution", at=event.day, outcome="duplicate", duplicate_of=str(event.target))
        case "company workaround":
            return a_message(event.id, "workaround", at=event.day, author="jo")
        case "withdrawal":
            return a_message(event.id, "withdrawal", at=event.day, author=event.who, withdraws=event.target)
    return a_message(event.id, event.what, at=event.day, author=event.who)


def corpus_of(record):
    opened, headers, threads, releases = record
    issues = [
        an_issue(id, *map(as_message, thread[1:]), opened=opened[id], author=thread[0].who, duplicate_of=headers.get(id))
        for id, thread in threads.items()
    ]
    shipped = [a_release(r.id, a_change("Quiet.", r.issue), date=r.day) for r in releases]
    return a_corpus(*issues, releases=[a_release("0.9", date=START, yanked=True), *shipped])


def naive_of(record):
    opened, headers, threads, releases = record
    order = sorted(opened, key=lambda one: (opened[one], int(one)))
    events = []
    original, linked = {}, {}
    for id, (report, *thread) in threads.items():
        place = [report.day, order.index(id)]
        events.append((*place, -2, report))
        if id in headers:
            events.append((*place, -1, Event(id, "header", report.day, "duplicate")))
            original[id], linked[id] = headers[id], (id, "header")
        for position, event in enumerate(thread):
            events.append((event.day, order.index(id), position + 10, event))
        said = [e for e in thread if e.what in ("resolution", "duplicate")]
        if said and said[-1].what == "duplicate":
            original[id], linked[id] = str(said[-1].target), said[-1].key
    for position, release in enumerate(sorted(releases, key=lambda r: (r.day, r.id))):
        day = max(release.day, opened[release.issue])
        closing = Event(release.issue, release.id, day, "resolution")
        events.append((day, order.index(release.issue), position, closing))
    return Naive([event for *_, event in sorted(events, key=lambda e: e[:3])], original, linked)


def key_of(because):
    if because.message:
        return (because.issue, because.message)
    return (because.issue, because.release[1] if because.release else "header")


@settings(max_examples=400)
@given(records())
def test_every_history_is_what_the_definitions_say(record):
    naive = naive_of(record)
    found = assess(corpus_of(record), START + timedelta(days=400))
    for id in record[0]:
        judged = found.issues[id]
        assert [(s.status.value, s.since.day, key_of(s.because)) for s in judged.history] == naive.history(id)
        assert judged.standing == judged.history[-1]
        assert {person_of(v): v.kind.value for v in judged.verdicts} == naive.verdicts(id, naive.events)
        assert len(judged.voices) - sum(v.withdrawn for v in judged.voices) == len(naive.standing_reports(id, naive.events))


@settings(max_examples=200)
@given(records())
def test_what_may_not_count_is_a_problem_each(record):
    naive = naive_of(record)
    wrong = 0
    for n, event in enumerate(naive.events):
        past = naive.events[:n]
        wrong += event.what in ("confirmation", "dispute") and not naive.is_valid_verdict(event, past)
        wrong += event.what == "withdrawal" and not naive.targets(event, past)
    assert len(assess(corpus_of(record), START + timedelta(days=400)).problems) == wrong


@settings(max_examples=100)
@given(records(), st.integers(0, 60))
def test_the_order_in_which_issues_are_given_changes_nothing(record, days):
    opened, headers, threads, releases = record
    turned = (opened, headers, dict(reversed(threads.items())), releases[::-1])
    as_of = START + timedelta(days=days)
    assert assess(corpus_of(turned), as_of) == assess(corpus_of(record), as_of)
