"""The search in tests: what a shard says, read as a browser reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.model import Corpus
from onrecord.render.search.bunch import CELL
from onrecord.render.search.index import Index, index_of
from onrecord.render.search.numbers import DIGITS, HALF, LOW, WEIGHTS


def unlisted(columns: Sequence[str]) -> dict[str, int]:
    """The ids of a list with what each weighs."""
    found: dict[str, int] = {}
    for space, text in zip(("", *columns[1::2]), columns[::2], strict=True):
        number = value = 0
        scale = 1
        for char in text:
            digit = DIGITS.index(char)
            value, scale = value + digit % HALF * scale, scale * HALF
            if digit < HALF:
                number += value // WEIGHTS
                found[space + (str(number).zfill(LOW) if space[-1:].isdigit() else str(number))] = value % WEIGHTS
                value, scale = 0, 1
    return found


def read_shard(text: str) -> dict[str, dict[str, int]]:
    """For each word of a shard the ids of the issues that have it, or a word of its stem, with what it weighs there; nothing for
    words whose stem lies elsewhere."""
    found: dict[str, dict[str, int]] = {}
    for line in text.split("\n")[:-1]:
        words, *columns = line.split("\t")
        if not columns[0].startswith(">"):
            for word in words.split(" "):
                add(found.setdefault(word, {}), unlisted(columns))
    return found


def add(one: dict[str, int], other: dict[str, int]) -> None:
    """What two lists have, with the greater weight of each."""
    for id, weight in other.items():
        one[id] = max(one.get(id, 0), weight)


def led_from(text: str) -> Iterator[tuple[str, str]]:
    """The words of a shard whose stem lies elsewhere, with that stem."""
    for line in text.split("\n")[:-1]:
        words, listed, *_ = line.split("\t")
        if listed.startswith(">"):
            yield words, listed[1:]


def read_index(index: Index) -> dict[str, dict[str, int]]:
    """The same of a whole index: for each word what the shard gives to which it belongs, and those that this one leads to."""
    shards = {(cut, index.stop(cut)): index.shard(cut) for cut in index.cuts}
    read = {span: read_shard(text) for span, text in shards.items()}
    found: dict[str, dict[str, int]] = {}
    for span, text in shards.items():
        assert text
        for word, ids in read[span].items():
            if within(word, span):
                add(found.setdefault(word, {}), ids)
        for word, stem in led_from(text):
            assert within(word, span)
            (there,) = (other for other in shards if within(stem, other))
            assert there != span
            add(found.setdefault(word, {}), read[there][word])
    return found


def within(word: str, span: tuple[str, str | None]) -> bool:
    """Whether a word belongs to a shard."""
    return span[0] <= word[:CELL] and (span[1] is None or word[:CELL] < span[1])


def found_by(index: Index, word: str) -> Iterable[str]:
    """The ids of the issues that a word finds, sorted."""
    return sorted(read_index(index).get(word, {}))


def words_in(corpus: Corpus) -> set[str]:
    """Every word of the index of a record."""
    return set(read_index(index_of(corpus)))
