"""Where a record came from, and what was counted elsewhere."""

from __future__ import annotations

from onrecord.frozen import dataclass
from onrecord.model.when import When


@dataclass(frozen=True, slots=True)
class Source:
    """The system that held a record before, the record's id there, and its public address if it has one."""

    system: str
    id: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """Votes or signatures elsewhere, as that source claims them: `n` of `what` at a time."""

    what: str
    n: int
    at: When
    source: str
