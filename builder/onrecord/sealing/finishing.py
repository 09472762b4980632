"""Finishing: what the log says was erased is taken out of the redactions that wait, of the record, of what is remembered, and last
of the words beside the log; so that a seal which was killed is finished by the next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from onrecord.model import Corpus, OnrecordError, Redaction
from onrecord.seal.disk import LOG, Words, blob_path, left_of
from onrecord.seal.erasing import carried_out
from onrecord.seal.ledger import ALL as WHOLE
from onrecord.seal.ledger import Version
from onrecord.seal.plan import Sealing
from onrecord.seal.removal import ALL, Gone, gone_of, without
from onrecord.seal.words import FRAME, Blob, Part
from onrecord.seal.words import without as blob_without
from onrecord.sealing.landing import put
from onrecord.sealing.rewriting import Rewriting, rewritten
from onrecord.write import STATE


def unfinished(words: Words) -> list[tuple[Version, set[str]]]:
    """The versions of which something was erased whose words are still there, with the names of those parts."""
    found = list[tuple[Version, set[str]]]()
    for unit in words.ledger.versions:
        for version in words.ledger.versions[unit]:
            erasures = words.ledger.erased.get(version.index, ())
            blob = words(version) if erasures else None
            if blob:
                left = set(WHOLE) if words.ledger.is_gone(version.index) else left_of(blob, erasures)
                found += [(version, left)] if left else []
    return found


def finish(root: Path, corpus: Corpus, redactions: Sequence[Redaction], sealing: Sealing, words: Words) -> list[str]:
    """Carry out what the log says was erased; the paths of the files that were changed. OnrecordError where something has to be
    taken out of a file by hand."""
    left = unfinished(words)
    if not left:
        return []
    wanted = without(corpus, *_gone(words, left))
    rewriting = rewritten(root, corpus, wanted, _marked(redactions, sealing))
    for path in (root / STATE).glob("cache.sqlite*"):
        path.unlink()  # it remembers the record as it was
    _refuse(rewriting)
    _sweep(root, words)
    for version, names in left:
        _erase(root, words, version, names)
    return rewriting.changed


def _sweep(root: Path, words: Words) -> None:
    """Take away what lies among the words and no entry names: a seal that was killed left it, and it may hold what is removed."""
    named = {blob_path(version.c) for versions in words.ledger.versions.values() for version in versions}
    for path in (root / LOG / "blobs").glob("*/*"):
        if path.relative_to(root).as_posix() not in named:
            path.unlink()


def _marked(redactions: Sequence[Redaction], sealing: Sealing) -> dict[int, int]:
    """The entries to write beside the redactions that were carried out, by their places in the file."""
    entries = {place: carried_out(sealing, redactions, one) for place, one in enumerate(redactions) if one.entry is None}
    return {place: entry for place, entry in entries.items() if entry is not None}


def _gone(words: Words, left: Sequence[tuple[Version, set[str]]]) -> tuple[dict[tuple[str, int], Gone], list[str]]:
    """What is to be removed of the record: of messages, and which people."""
    gone, people = dict[tuple[str, int], Gone](), list[str]()
    for version, names in left:
        blob, unit = words(version), words.ledger.units[version.index]
        issue, _, number = unit.rpartition(".")
        if blob and issue == "h":
            people.append(blob.values.get("author", ""))
        elif blob and issue not in ("r", "p") and number != "0":
            one = Gone((ALL,)) if names == set(WHOLE) else gone_of({name: blob.values.get(name, "") for name in names})
            before = gone.get((issue, int(number)), Gone())
            gone[issue, int(number)] = Gone((*before.names, *one.names), before.values | one.values)
    return gone, people


def _refuse(rewriting: Rewriting) -> None:
    if rewriting.by_hand:
        told = "; ".join(f"{path}: {why}" for path, why in rewriting.by_hand)
        raise OnrecordError(f"these have to be changed by hand, then seal again: {told}")


def _erase(root: Path, words: Words, version: Version, names: set[str]) -> None:
    """Take erased words out of the file beside the log; the file itself, where all of it goes."""
    path, blob = root / blob_path(version.c), words(version)
    if names == set(WHOLE):
        path.unlink()
        return
    for erasure in words.ledger.erased[version.index]:
        if blob:
            blob = blob_without(blob, _there(blob, erasure.parts), erasure.index)
    if blob:
        put(path, blob.text.encode("utf-8"))


def _there(blob: Blob, names: Sequence[str]) -> list[str]:
    named = {part.named[0] for part in blob.parts if isinstance(part, Part)}
    return [name for name in names if name in named or (name == FRAME and isinstance(blob.frame, str))]


UNREACHED = (
    "What the words still lie in, and this cannot reach: the history of your repository (git filter-repo --replace-text FILE, or "
    "--invert-paths --path FILE), its forks and clones, copies of the published site, search engines, and whoever read them."
)
