"""The index: the bunches of all issues, and the shards that they make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from onrecord.engine.digest import joined
from onrecord.frozen import dataclass
from onrecord.model import Corpus
from onrecord.render.search.bunch import Bunch, bunch_of, bunched
from onrecord.render.search.numbers import listed, place_of
from onrecord.render.search.shards import cuts_of, parts, places_text, shard_text, spans
from onrecord.render.search.terms import terms_of


@dataclass(frozen=True)
class Index:
    """What the search knows of the words of all issues, in bunches that follow each other."""

    bunches: Sequence[Bunch]

    @cached_property
    def cuts(self) -> tuple[str, ...]:
        """Where each shard begins."""
        return cuts_of(self.bunches)

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """A digest of all that each shard is made from, by where it begins."""
        return {
            start: joined((stop or "", *(part for held in parts(self.bunches, start, stop) for part in held)))
            for start, stop in spans(self.cuts)
        }

    def shard(self, cut: str) -> str:
        """The shard that begins there."""
        stop = dict(spans(self.cuts))[cut]
        return shard_text(parts(self.bunches, cut, stop), cut, stop)


def index_of(corpus: Corpus) -> Index:
    """The index of a record, of which nothing is remembered."""
    found = [{id: terms_of(corpus.issues[id], corpus) for id in ids} for ids in bunched(corpus.issues)]
    return Index([bunch_of(terms) for terms in found])


def choices_text(values: Iterable[tuple[str, str]]) -> str:
    """For each value that ids have, the list of those that have it: lines of the value, a tab, and the list as in a shard."""
    found: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for id, value in values:
        space, number = place_of(id)
        found.setdefault(value, {}).setdefault(space, []).append((number, 0))
    lists = {value: {space: listed(sorted(of)) for space, of in found[value].items()} for value in sorted(found)}
    return "".join(f"{value}\t{places_text(of)}\n" for value, of in lists.items())
