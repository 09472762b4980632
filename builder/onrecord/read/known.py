"""Every name that the record holds, and those that broken files lay claim to, so that one mistake is told once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import date

from onrecord.frozen import dataclass
from onrecord.model import PSEUDONYM, Issue, Message, Person, Product, Release, Role, Site


@dataclass(frozen=True, slots=True)
class JoinedIssue:
    """An issue put together from its files, with its messages by their ids and the aliases of those who reported it. `claimed` are
    the ids of its broken messages; `broken` says that some of it could not be read, so that nothing is said of what it lacks."""

    issue: Issue
    messages: Mapping[int, Message] = field(default_factory=dict)
    reporters: frozenset[str] = frozenset()
    claimed: frozenset[int] = frozenset()
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """All records by their names. `claims` holds, by kind, the names of records that are there and broken."""

    site: Site
    as_of: date
    people: Mapping[str, Person] = field(default_factory=dict)
    products: Mapping[str, Product] = field(default_factory=dict)
    releases: Mapping[tuple[str, str], Release] = field(default_factory=dict)
    issues: Mapping[str, JoinedIssue] = field(default_factory=dict)
    versions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    claims: Mapping[str, frozenset[str]] = field(default_factory=dict)
    hints: dict[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)

    def hint(self, kind: str, name: str, find: Callable[[], str]) -> str:
        """The hint for a name that is not there, found once however often the name is used."""
        if (kind, name) not in self.hints:
            self.hints[(kind, name)] = find()
        return self.hints[(kind, name)]

    def claimed(self, kind: str, id: str) -> bool:
        """Whether a broken record lays claim to a name."""
        return id in self.claims.get(kind, ())

    def lost(self, folder: str, kind: str, id: str) -> bool:
        """Whether a broken record lays claim to a name, or its whole folder could not be read."""
        return self.claimed(kind, id) or self.claimed("folder", folder)

    def has_person(self, alias: str) -> bool:
        """Whether there is somebody of that alias."""
        return alias in self.people or bool(PSEUDONYM.fullmatch(alias)) or self.lost("people", "person", alias)

    def has_product(self, id: str) -> bool:
        """Whether there is such a product."""
        return id in self.products or self.lost("products", "product", id)

    def has_issue(self, id: str) -> bool:
        """Whether there is such an issue."""
        return id in self.issues or self.lost("issues", "issue", id)

    def is_broken(self, id: str) -> bool:
        """Whether some of an issue that is there could not be read."""
        return self.issues[id].broken if id in self.issues else self.claimed("issue", id)

    def has_release(self, product: str, version: str) -> bool:
        """Whether a product has such a release."""
        if (product, version) in self.releases or self.claimed("release", f"{product}/{version}"):
            return True
        return self.lost("products", "releases", product)

    def role(self, alias: str) -> Role | None:
        """On which side somebody speaks; None where nobody knows."""
        person = self.people.get(alias)
        if person:
            return person.role
        return Role.CUSTOMER if PSEUDONYM.fullmatch(alias) else None

    def now_called(self, old: str, records: Iterable[tuple[str, tuple[str, ...]]]) -> str:
        """The hint for a name that somebody or something had before."""
        return next((f'it is called "{id}" now' for id, formerly in records if old in formerly), "")
