"""The setting: what judging an issue looks up beside the issue and its family."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from onrecord.derive.releases import closing_changes
from onrecord.derive.roles import roles_of
from onrecord.derive.workdays import Workdays, workdays
from onrecord.frozen import dataclass
from onrecord.model import Corpus, Pledge, Release, Role


@dataclass(frozen=True, slots=True)
class Setting:
    """What judging looks up beside the issues: the day, on which side each alias speaks, the releases by product and version, for
    each issue that a change closes the releases that do (the earliest first), the pledges, and the business days."""

    as_of: date
    roles: Mapping[str, Role]
    releases: Mapping[tuple[str, str], Release]
    closing: Mapping[str, tuple[Release, ...]]
    pledges: tuple[Pledge, ...]
    days: Workdays


def setting_of(corpus: Corpus, as_of: date) -> Setting:
    """The setting of a record as of a day in the site's zone; nothing of it hangs on the corpus's issues."""
    return Setting(
        as_of=as_of,
        roles=roles_of(corpus),
        releases=corpus.releases,
        closing=closing_changes(corpus.releases),
        pledges=corpus.site.pledges,
        days=workdays(corpus.calendar),
    )
