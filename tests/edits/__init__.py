"""Edits of small sites: what a company and its customers do to a record, and the mistakes they make.

An edit changes a site in place and says in a few words what it did; it returns None where there is nothing to edit. What is picked
comes from a `Pick`, so that the same edits are made from Hypothesis' choices and from a seed.
"""

from __future__ import annotations

from collections.abc import Callable

from edits.around import of_people, of_product, of_release
from edits.issues import of_attachment, of_issue, of_issues, one_letter
from edits.mistakes import mistake
from edits.pick import Pick
from edits.site import of_calendar, of_day, of_page, of_site, of_translation
from edits.themes import another_theme, of_theme
from edits.threads import of_message
from histories import SmallSite

Edit = Callable[[SmallSite, Pick], "str | None"]
EDITS: dict[str, Edit] = {
    "issue": of_issue,
    "issues": of_issues,
    "message": of_message,
    "attachment": of_attachment,
    "people": of_people,
    "product": of_product,
    "release": of_release,
    "page": of_page,
    "translation": of_translation,
    "site": of_site,
    "calendar": of_calendar,
    "theme": of_theme,
    "day": of_day,
    "one letter": one_letter,
    "mistake": mistake,
    "another theme": another_theme,
}
USUAL = tuple(name for name in EDITS if name not in ("mistake", "another theme"))
"""The edits that mostly leave a site sound."""

__all__ = ["EDITS", "USUAL", "Edit", "Pick"]
