"""The versions of the views: what changed in their fields from one to the next, so that a theme written for another is told."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Changed:
    """One change of a view: a field that is called otherwise (`was`, `now`), is new (no `was`), is gone (no `now`), or means
    something else (`note`)."""

    view: str
    was: str = ""
    now: str = ""
    note: str = ""

    def __str__(self) -> str:
        what = f"{self.view}.{self.was or self.now}"
        if not self.was:
            told = f"{what} is new"
        elif not self.now:
            told = f"{what} is gone"
        else:
            told = what if self.was == self.now else f"{what} is now {self.now}"
        return f"{told}: {self.note}" if self.note else told


History = Mapping[int, tuple[Changed, ...]]
HISTORY: History = {1: ()}
"""Every version of the views, and what changed in it since the one before. A field that is only added makes no new version."""


def refusal(written: int, history: History = HISTORY) -> tuple[str, str] | None:
    """What to say of a theme that was written for a version of the views, and how to mend it; None where that is this one."""
    current = max(history)
    if written == current:
        return None
    message = f"the theme was written for version {written} of the views, and these are version {current}"
    if written not in history:
        return message, f'there is no version {written}; write "views: {current}" and see what its templates ask for'
    since = [str(change) for version in sorted(history) if version > written for change in history[version]]
    return message, f'since then {"; ".join(since)}; mend its templates, then write "views: {current}"'
