"""What decides between possibilities, and what is often decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from histories import Fields

T = TypeVar("T")


@dataclass(frozen=True)
class Pick:
    """What decides between possibilities: `below(n)` is a number from 0 to n - 1, the smaller the simpler."""

    below: Callable[[int], int]

    def one(self, of: Sequence[T]) -> T:
        """One of several."""
        return of[self.below(len(of))]

    def any(self, of: Sequence[T]) -> T:
        """One of several; what is drawn does not depend on how many they are (a disk may hold now more, now less)."""
        return of[self.below(1000) % len(of)]

    def often(self, n: int = 3) -> bool:
        """Yes, but about once in n times (Hypothesis favours the ends of a range, so the odd one lies within)."""
        return self.below(n) != n * 2 // 3

    def seldom(self, n: int = 4) -> bool:
        """No, but about once in n times."""
        return self.below(n) == n * 2 // 3

    def day(self, near: date, before: int = 3, after: int = 3) -> str:
        """A day near another."""
        return (near + timedelta(days=self.below(before + after + 1) - before)).isoformat()


def toggled(fields: Fields, name: str, values: Sequence[Any], pick: Pick) -> str:
    """Take a field away, or give it one of several values."""
    value = pick.one((*values, None))
    if value is None or fields.get(name) == value:
        fields.pop(name, None)
        return f"{name} away"
    fields[name] = value
    return f"{name}: {value!r}"


TEXTS = (
    "They roar.",
    "Now they roar *and* whine, see #2.",
    "Line one\nline two\n\n- a list\n- of things\n\n```\ncode & more\n```",
    "See https://example.org/a?b=c&d and [a link](https://example.org/).",
    "<script>alert(1)</script> & <b>bold</b>",
    "Überall Lärm – 騒音, ضجيج.",
    "> quoted\n\n1. one\n2. two\n\n**strong** `code`",
    "Closes #1, they say.",
    "They roar and whine at night, like a train in the hall.",
    "A train whines: at night the lid barks.",
)
TITLES = ("Too loud", "Too slow", "Wie laut!", "A & B < C", "It *barks*", "Too lout", "The lid barks", "Loud as a train")
