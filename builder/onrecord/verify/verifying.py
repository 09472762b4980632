"""Verifying: the log, the words beside it, and the pages of a published site, in this order; and what is remembered of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.model import OnrecordError
from onrecord.verify import log, pages, words
from onrecord.verify.finding import Finding, Level
from onrecord.verify.log import Remembered
from onrecord.verify.source import Source


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verifier came to: what it found, how many entries the log has (None where it does not hold), of which origin, and what
    is to be remembered of it."""

    findings: tuple[Finding, ...]
    size: int | None = None
    origin: str = ""
    remember: Remembered | None = None

    @property
    def is_sound(self) -> bool:
        """Whether nothing alarming was found."""
        return all(finding.level is not Level.ALARM for finding in self.findings)


def verify(source: Source, key: str | None = None, before: Remembered | None = None) -> Verified:
    """Verify a published site, by a key, and against what is remembered of its log. OnrecordError where it cannot be read."""
    seen = log.look(source, key, before)
    if seen.book is None:
        return Verified(seen.findings)
    ledger = seen.book.ledger
    held = words.look(source, ledger)
    shown = tuple(pages.look(source, ledger, held.blobs))
    findings = (*seen.findings, *held.findings, *shown)
    return Verified(findings, seen.book.size, ledger.origin, seen.remember)


def read_state(text: str) -> dict[str, Remembered]:
    """What was remembered of logs, by the places of their sites. OnrecordError for a text that is none."""
    try:
        held = json.loads(text)
        return {str(place): Remembered(str(one["key"]), str(one["checkpoint"])) for place, one in held.items()}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise OnrecordError("the file of remembered checkpoints is none of this program's; name another with --state") from error


def state_text(state: Mapping[str, Remembered]) -> str:
    """What is remembered of logs, as a text."""
    told = {place: {"key": one.key, "checkpoint": one.note} for place, one in sorted(state.items())}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
