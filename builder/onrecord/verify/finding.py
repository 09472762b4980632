"""Findings: what a verifier has to say; an alarm, or a note."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """How grave a finding is: an `alarm` says that the site is not what it claims to be."""

    ALARM = "alarm"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: how grave it is, what (`signature`, `rollback`, `fork`, `log`, `words`, `page`), where, and in words."""

    level: Level
    code: str
    where: str
    told: str

    def __str__(self) -> str:
        return f"{self.level.value.upper() if self.level is Level.ALARM else self.level.value}: {self.where}: {self.told}"


def alarm(code: str, where: str, told: str) -> Finding:
    """An alarm."""
    return Finding(Level.ALARM, code, where, told)


def note(code: str, where: str, told: str) -> Finding:
    """A note."""
    return Finding(Level.NOTE, code, where, told)
