"""`sources.lock`: which foreign records were brought in as which issues, and how each of their fields then read.

One line of JSON for each record, in a stated order. The digests tell a change at the source from one made here: a field that
still has its digest is the source's, and follows it; any other was edited here, and is kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.model import ISSUE_ID, OnrecordError, id_order
from onrecord.read.emit import Value

PATH = "content/sources.lock"
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One foreign record: the issue it is here, its messages' numbers by their keys, and the digests of what was brought in
    (`title`, or `resolved/at` for a message's field)."""

    issue: str
    messages: Mapping[str, int] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)


def parse_lock(text: str) -> dict[Key, Entry]:
    """The entries of a lock by system and foreign id; OnrecordError for a text that is none."""
    entries: dict[Key, Entry] = {}
    for number, line in enumerate(text.splitlines(), 1):
        try:
            value = json.loads(line)
            key = (str(value["system"]), str(value["id"]))
            messages = {str(k): int(v) for k, v in value["messages"].items()}
            digests = {str(k): str(v) for k, v in value["digests"].items()}
            issue = str(value["issue"])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            issue = ""
        if not ISSUE_ID.fullmatch(issue):
            raise OnrecordError(f"{PATH}:{number}: this line is none of the program's own; restore the file, or remove the line")
        entries[key] = Entry(issue, messages, digests)
    return entries


def lock_text(entries: Mapping[Key, Entry]) -> str:
    """The entries as text, by system and issue."""
    ordered = sorted(entries.items(), key=lambda item: (item[0][0], id_order(item[1].issue), item[0][1]))
    return "".join(
        json.dumps(
            {
                "system": key[0],
                "id": key[1],
                "issue": entry.issue,
                "messages": dict(entry.messages),
                "digests": dict(entry.digests),
            },
            ensure_ascii=False,
            sort_keys=True,
        )
        + "\n"
        for key, entry in ordered
    )


def digest(value: Value | None) -> str | None:
    """Twelve hexadecimal digits that stand for a value; None for none."""
    if value is None:
        return None
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]
