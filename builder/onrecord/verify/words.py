"""The words beside a published log: those of every version, held against what was committed to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.log import base64
from onrecord.log.errors import LogError
from onrecord.seal.disk import left_of
from onrecord.seal.ledger import Ledger, Version
from onrecord.seal.words import Blob, read_blob
from onrecord.verify.finding import Finding, alarm
from onrecord.verify.source import Source


@dataclass(slots=True)
class Words:
    """The words of versions that are left, by the index of each version, and what was found."""

    blobs: dict[int, Blob] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def look(source: Source, ledger: Ledger) -> Words:
    """Verify the words of every version."""
    words = Words()
    for unit, versions in ledger.versions.items():
        for number, version in enumerate(versions, 1):
            words.findings += _look(source, ledger, f"{unit}, version {number}", version, words)
    return words


def _look(source: Source, ledger: Ledger, called: str, version: Version, words: Words) -> Iterator[Finding]:
    path = f"log/blob/{base64.decode(version.c, 32).hex()}.json"
    data, gone = source.read(path), ledger.is_gone(version.index)
    if data is None:
        if not gone:
            yield alarm("words", path, f"the words of {called} are missing, and nothing in the log says that they were removed")
        return
    if gone:
        yield alarm("words", path, f"the log says that {called} was removed, and its words are still there")
        return
    try:
        blob = read_blob(data.decode("utf-8"))
    except (LogError, UnicodeDecodeError) as error:
        yield alarm("words", path, f"the words of {called} cannot be read: {error}")
        return
    if base64.encode(blob.c) != version.c or base64.encode(blob.f) != version.f:
        yield alarm("words", path, f"the words of {called} are not those that were sealed")
    elif left_of(blob, ledger.erased.get(version.index, ())):
        yield alarm("words", path, f"the log says that parts of {called} were removed, and they are still there")
    elif _cut(blob) != {index for one in ledger.erased.get(version.index, ()) for index in (one.index,)}:
        yield alarm("words", path, f"parts of {called} are gone that the log does not say were removed")
    else:
        words.blobs[version.index] = blob


def _cut(blob: Blob) -> set[int]:
    """The entries that a blob names for what is gone from it."""
    from onrecord.seal.words import Redacted

    parts = [part.index for part in blob.parts if isinstance(part, Redacted)]
    return {*parts, *([blob.frame.index] if isinstance(blob.frame, Redacted) else [])}
