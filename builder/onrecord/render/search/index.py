"""The index: the bunches of all issues, and the shards that they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from onrecord.engine.digest import joined
from onrecord.frozen import dataclass
from onrecord.model import Corpus
from onrecord.render.search.bunch import Bunch, bunch_of, bunched
from onrecord.render.search.numbers import listed, place_of
from onrecord.render.search.shards import cuts_of, edges, places_text, shard_text
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
    def places(self) -> Mapping[str, int]:
        """The place of each shard in their order."""
        return {cut: place for place, cut in enumerate(self.cuts)}

    @cached_property
    def _edges(self) -> Sequence[tuple[int, ...]]:
        return [edges(bunch, self.cuts) for bunch in self.bunches]

    def parts(self, cut: str) -> Iterator[tuple[str, str]]:
        """What the bunches have of the shard that begins there: their space and lines, of those that have any."""
        place = self.places[cut]
        for bunch, at in zip(self.bunches, self._edges, strict=True):
            if at[place] < at[place + 1]:
                yield bunch.space, bunch.lines[at[place] : at[place + 1]]

    def stop(self, cut: str) -> str | None:
        """Where the next shard begins; None for the last."""
        place = self.places[cut] + 1
        return self.cuts[place] if place < len(self.cuts) else None

    def key(self, cut: str) -> str:
        """A digest of all that the shard is made from that begins there."""
        return joined((self.stop(cut) or "", *(part for held in self.parts(cut) for part in held)))

    def shard(self, cut: str) -> str:
        """The shard that begins there."""
        return shard_text(self.parts(cut), cut, self.stop(cut))


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
