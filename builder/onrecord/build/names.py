"""Names: digests of the people, products and releases that issues name, without the places at which those stand in their files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from onrecord.engine.digest import joined
from onrecord.engine.fingerprint import fingerprint
from onrecord.frozen import dataclass
from onrecord.model import Corpus, Marks, Release
from onrecord.read.units import Names

NOWHERE = Marks()
ABSENT = "-"


@dataclass(frozen=True)
class Named:
    """The names of a record whose issues are not looked at. `ids` are those of all its issues."""

    corpus: Corpus
    ids: Mapping[str, object]

    @cached_property
    def people(self) -> dict[str, str]:
        """A digest of everybody, by alias."""
        return {alias: fingerprint(replace(person, marks=NOWHERE)) for alias, person in self.corpus.people.items()}

    @cached_property
    def products(self) -> dict[str, str]:
        """A digest of each product, by id."""
        return {id: fingerprint(replace(product, marks=NOWHERE)) for id, product in self.corpus.products.items()}

    @cached_property
    def releases(self) -> dict[tuple[str, str], str]:
        """A digest of each release, by product and version."""
        return {key: fingerprint(unmarked(release)) for key, release in self.corpus.releases.items()}

    @cached_property
    def speaking(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """The releases whose changes close or mention each issue."""
        found: dict[str, dict[tuple[str, str], None]] = {}
        for release in self.corpus.releases.values():
            for change in release.changes:
                for id in (*change.closes, *(reference.issue for reference in change.references if reference.issue)):
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
