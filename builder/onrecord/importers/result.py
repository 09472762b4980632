"""What an importer gives: the records of an export, and an account of everything that became of them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Issue, Level, Person, Problem, Product, Site


@dataclass(frozen=True, slots=True)
class Import:
    """The records of an export. `records` is how many the export holds, `left_out` how many of them yield no issue (each with
    its reason among the problems). `site` is what a new project begins with. With an error among the problems nothing of it may
    be written."""

    system: str
    issues: tuple[Issue, ...] = ()
    people: tuple[Person, ...] = ()
    products: tuple[Product, ...] = ()
    site: Site | None = None
    problems: tuple[Problem, ...] = ()
    records: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Landing:
    """What an import did to a project: the issues that are new, changed and as they were; the files written, by their paths
    below the root; and everything there is to report."""

    records: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    left_out: int = 0
    files: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether an error kept anything from being written."""
        return has_errors(self.problems)


def has_errors(problems: tuple[Problem, ...]) -> bool:
    """Whether one of the problems is an error."""
    return any(p.level is Level.ERROR for p in problems)
