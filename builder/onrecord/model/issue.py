"""An issue: one trouble, idea, question or praise, with the thread of what both sides said about it."""

from __future__ import annotations

import re
from dataclasses import field

from onrecord.frozen import dataclass
from onrecord.model.choice import Choice
from onrecord.model.message import Message, Report
from onrecord.model.problem import Marks
from onrecord.model.source import Counted, Source
from onrecord.model.when import When

ISSUE_ID = re.compile(r"(?:([a-z]{1,12})-)?([1-9][0-9]{0,17})")


class IssueType(Choice):
    """What an issue is. An `ask` turns it round: the company asks its customers."""

    PROBLEM = "problem"
    IDEA = "idea"
    QUESTION = "question"
    PRAISE = "praise"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue. The thread is sorted by time and id; it always holds message 1, the report that opened it."""

    id: str
    type: IssueType
    thread: tuple[Message, ...]
    slug: str = ""
    product: str | None = None
    components: tuple[str, ...] = ()
    severity: str | None = None
    tags: tuple[str, ...] = ()
    duplicate_of: str | None = None
    source: Source | None = None
    counted: Counted | None = None
    quote: str | None = None
    marks: Marks = field(default_factory=Marks, compare=False, repr=False)

    @property
    def report(self) -> Message:
        """Message 1, the report that opened the issue."""
        first = self.thread[0]
        return first if first.id == 1 else next(m for m in self.thread if m.id == 1)

    @property
    def opened(self) -> When:
        """When the issue was opened."""
        return self.report.at

    @property
    def title(self) -> str | None:
        """The title in the reporter's words; None where their words are withheld."""
        act = self.report.act
        return act.title if isinstance(act, Report) else None

    def message(self, id: int) -> Message:
        """A message by its id; KeyError where there is none."""
        for message in self.thread:
            if message.id == id:
                return message
        raise KeyError(id)


def id_order(id: str) -> tuple[str, int]:
    """What issue ids are sorted by: the prefix, then the number. ValueError for what is no id."""
    found = ISSUE_ID.fullmatch(id)
    if not found:
        raise ValueError(id)
    return (found[1] or "", int(found[2]))
