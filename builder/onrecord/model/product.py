"""Products, their components, and the releases in which their changes were shipped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from onrecord.frozen import dataclass
from onrecord.model.choice import Choice
from onrecord.model.problem import Marks
from onrecord.model.site import Company
from onrecord.model.source import Source
from onrecord.model.when import When

UNRELEASED = "Unreleased"


@dataclass(frozen=True, slots=True)
class Component:
    """A named part of a product that issues can be about."""

    id: str
    name: str
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Product:
    """Something the company ships. `references` says what a mark such as `#` means in its changelog: `issues`,
    `github:owner/name`, `gitlab:group/name`, or a URL with `{}`."""

    id: str
    name: str
    summary: str = ""
    home: str | None = None
    company: Company | None = None
    components: tuple[Component, ...] = ()
    references: Mapping[str, str] = field(default_factory=dict)
    notice: str | None = None
    formerly: tuple[str, ...] = ()
    marks: Marks = field(default_factory=Marks, compare=False, repr=False)


class ChangeKind(Choice):
    """The kinds of changes of Keep a Changelog 1.1.0, in its order."""

    ADDED = "added"
    CHANGED = "changed"
    DEPRECATED = "deprecated"
    REMOVED = "removed"
    FIXED = "fixed"
    SECURITY = "security"


@dataclass(frozen=True, slots=True)
class Reference:
    """A mark in a change's text that means something: an issue of this record, or an address outside."""

    text: str
    issue: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a release. `text` is Markdown; `closes` are issues of this record that it resolves, `references` the
    marks in its text that link (those to closed issues too)."""

    kind: ChangeKind
    text: str
    closes: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    marks: Marks = field(default_factory=Marks, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Release:
    """A version of a product. `date` is None for what is made and not yet released; `references` are the marks in its notes that
    link."""

    product: str
    version: str
    date: When | None
    changes: tuple[Change, ...] = ()
    yanked: bool = False
    notes: str = ""
    source: Source | None = None
    marks: Marks = field(default_factory=Marks, compare=False, repr=False)
    references: tuple[Reference, ...] = ()

    @property
    def issues(self) -> tuple[str, ...]:
        """The ids of the issues that it closes or mentions, each once."""
        found = [id for change in self.changes for id in (*change.closes, *(r.issue for r in change.references if r.issue))]
        return tuple(dict.fromkeys([*found, *(reference.issue for reference in self.references if reference.issue)]))

    @property
    def key(self) -> tuple[str, str]:
        """The product and the version, which name a release."""
        return (self.product, self.version)

    @property
    def is_out(self) -> bool:
        """Whether customers have it: it has a date and was not taken back."""
        return self.date is not None and not self.yanked
