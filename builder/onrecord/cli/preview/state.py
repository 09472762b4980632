"""How the preview stands: which build is shown, what stops the next, and who waits to hear of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from onrecord.model import Problem


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build went: the problems that stopped it, or the fault that ended it; neither where the site stands."""

    problems: tuple[Problem, ...] = ()
    fault: str = ""

    @property
    def good(self) -> bool:
        """Whether the site was built."""
        return not self.problems and not self.fault


class Preview:
    """The number of builds so far and how the last one went; those who wait are woken by each."""

    def __init__(self) -> None:
        self.build = 0
        self.outcome = Outcome()
        self.ending = False
        self._told = asyncio.Event()

    def built(self, outcome: Outcome) -> None:
        """Take note of a build, and wake who waits."""
        self.build += 1
        self.outcome = outcome
        self._wake()

    def end(self) -> None:
        """Let everyone who waits go."""
        self.ending = True
        self._wake()

    async def news(self) -> None:
        """Come back at the next build, or at the end."""
        if not self.ending:
            await self._told.wait()

    def _wake(self) -> None:
        told, self._told = self._told, asyncio.Event()
        told.set()
