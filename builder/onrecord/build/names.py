"""Names: digests of the people, products and releases that issues name, without the places at which those stand in their files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Generic, TypeVar

from onrecord.engine.digest import joined
from onrecord.engine.fingerprint import fingerprint
from onrecord.frozen import dataclass
from onrecord.model import Corpus, Marks, Release
from onrecord.read.units import Names

K = TypeVar("K")
V = TypeVar("V")
NOWHERE = Marks()
ABSENT = "-"


class Digests(Mapping[K, str], Generic[K, V]):
    """A digest of each of some values, found when it is asked for; `bare` takes from a value what does not count."""

    def __init__(self, values: Mapping[K, V], bare: Callable[[V], object]) -> None:
        self._values, self._bare = values, bare
        self._found: dict[K, str] = {}

    def __getitem__(self, key: K) -> str:
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = fingerprint(self._bare(self._values[key]))
        return found

    def __iter__(self) -> Iterator[K]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


@dataclass(frozen=True)
class Named:
    """The names of a record whose issues are not looked at. `ids` are those of all its issues."""

    corpus: Corpus
    ids: Mapping[str, object]

    @cached_property
    def people(self) -> Mapping[str, str]:
        """A digest of everybody, by alias."""
        return Digests(self.corpus.people, lambda person: replace(person, marks=NOWHERE))

    @cached_property
    def products(self) -> Mapping[str, str]:
        """A digest of each product, by id."""
        return Digests(self.corpus.products, lambda product: replace(product, marks=NOWHERE))

    @cached_property
    def releases(self) -> Mapping[tuple[str, str], str]:
        """A digest of each release, by product and version."""
        return Digests(self.corpus.releases, unmarked)

    @cached_property
    def speaking(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """The releases that close or mention each issue."""
        found: dict[str, dict[tuple[str, str], None]] = {}
        for release in self.corpus.releases.values():
            for id in release.issues:
                found.setdefault(id, {})[release.key] = None
        return {id: tuple(keys) for id, keys in found.items()}

    def digest(self, id: str, names: Names) -> str:
        """A digest of all that the names of an issue stand for, and of the releases that speak of it."""
        people, products, releases = self.people, self.products, self.releases
        parts = [people.get(alias, ABSENT) for alias in names.people]
        parts += ["products", *[products.get(product, ABSENT) for product in names.products]]
        parts += ["releases", *[releases.get(key, ABSENT) for key in names.releases]]
        for key in self.speaking.get(id, ()):
            parts += [releases[key], products.get(key[0], ABSENT)]
        parts += ["issues", *["there" if other in self.ids else ABSENT for other in names.issues]]
        return joined(parts)


def unmarked(release: Release) -> Release:
    """A release without the places at which it and its changes stand."""
    return replace(release, marks=NOWHERE, changes=tuple(replace(change, marks=NOWHERE) for change in release.changes))
