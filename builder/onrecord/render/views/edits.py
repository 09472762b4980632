"""Edits: every change of what was published, the newest first: words that were changed, removed, or corrected, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from onrecord.frozen import dataclass
from onrecord.render import routes
from onrecord.render.atom import FeedEntry, FeedView, permanent_id
from onrecord.render.language import Stamp
from onrecord.render.safe import tag, visible
from onrecord.render.views.feeds import MOST, feed_of
from onrecord.render.views.frame import Frame, absolute, frame_of
from onrecord.render.views.history import entry_link
from onrecord.render.views.parts import FeedLink, Link
from onrecord.render.views.record import Record
from onrecord.render.views.thread import AmendmentView
from onrecord.seal.ledger import ALL, Erasure, Version
from onrecord.seal.sealed import Sealed


@dataclass(frozen=True, slots=True)
class EditView:
    """A change: `edit` (words, or what stands beside them), `removal`, or `correction`; when, of what, on which side the author of
    the words speaks, why, and the entry of the log. A correction has no entry: it is a message like any other."""

    code: str
    at: Stamp
    about: Link
    role: str
    reason: AmendmentView | None
    parts: tuple[str, ...]
    why: str
    by: str
    entry: Link


@dataclass(frozen=True, slots=True)
class EditsView:
    """Every change, the newest first, and how many there are of each kind."""

    frame: Frame
    edits: tuple[EditView, ...]
    counts: tuple[tuple[str, int], ...]


Corrections = Mapping[str, Sequence[tuple[int, datetime]]]
"""The corrections on each issue: their messages, and the instants these count from."""


def edits_view(record: Record, corrections: Corrections) -> EditsView:
    """The page of edits."""
    here, _ = routes.EDITS, record.language.gettext
    edits = tuple(view for _at, view in edits_of(record, corrections, here))
    counts = tuple((code, sum(edit.code == code for edit in edits)) for code in ("edit", "removal", "correction"))
    words = _("Everything that was changed, removed or corrected after it was published, and why.")
    return EditsView(
        frame_of(record, here, _("Edits"), words, section="edits", feeds=(FeedLink(_("Edits"), routes.feed(here)),)), edits, counts
    )


def edits_of(record: Record, corrections: Corrections, here: str) -> list[tuple[datetime, EditView]]:
    """Every change with its time, the newest first."""
    found = [*_corrections(record, corrections, here)]
    if record.log:
        found += [*_versions(record, record.log, here), *_removals(record, record.log, here)]
    return sorted(found, key=lambda one: (one[0], one[1].about.text), reverse=True)


def _corrections(record: Record, corrections: Corrections, here: str) -> Iterator[tuple[datetime, EditView]]:
    for issue, told in corrections.items():
        for message, at in told:
            link = Link(f"{issue}.{message}", f"{routes.href(here, routes.issue(issue))}#m{message}")
            day = record.language.day(at.astimezone(record.language.zone).date())
            yield at, EditView("correction", day, link, "company", None, (), "", "", Link(""))


def _versions(record: Record, log: Sealed, here: str) -> Iterator[tuple[datetime, EditView]]:
    for id, versions in log.ledger.versions.items():
        for version in versions[1:]:
            if not log.ledger.is_rest(version, versions):
                yield version.at, _edit(record, log, here, id, version)


def _edit(record: Record, log: Sealed, here: str, id: str, version: Version) -> EditView:
    blob = log.words(version)
    held = blob.framed.get("amendment") if blob else None
    told = AmendmentView(str(held["by"]), visible(str(held["why"])), _day(record, held["at"])) if held else None
    about, entry = _about(record, here, id), entry_link(record, here, version.index)
    return EditView("edit", record.language.instant(version.at), about, version.role, told, (), "", "", entry)


def _removals(record: Record, log: Sealed, here: str) -> Iterator[tuple[datetime, EditView]]:
    for index, erasures in log.ledger.erased.items():
        for erasure in erasures:
            yield erasure.at, _removal(record, log, here, index, erasure)


def _removal(record: Record, log: Sealed, here: str, index: int, erasure: Erasure) -> EditView:
    id = log.ledger.units[index]
    role = next(version.role for version in log.ledger.versions[id] if version.index == index)
    parts = () if erasure.parts == ALL else erasure.parts
    at, entry = record.language.instant(erasure.at), entry_link(record, here, erasure.index)
    return EditView("removal", at, _about(record, here, id), role, None, parts, erasure.why, erasure.by, entry)


def _about(record: Record, here: str, id: str) -> Link:
    issue, _, number = id.rpartition(".")
    if issue not in record.corpus.issues:
        return Link(id)
    return Link(id, routes.href(here, routes.history(issue)) + (f"#m{number}" if number != "0" else ""))


def _day(record: Record, day: str) -> Stamp:
    return record.language.day(date.fromisoformat(day))


def edits_feed(record: Record, corrections: Corrections) -> FeedView:
    """The feed of edits."""
    _, site = record.language.gettext, record.corpus.site
    called = {"edit": _("Changed"), "removal": _("Removed"), "correction": _("Corrected")}
    entries = [
        FeedEntry(
            id=permanent_id(site.url, site.title, f"edits/{edit.entry.text or edit.about.text}"),
            url=absolute(site, routes.EDITS) or routes.href(routes.feed(routes.EDITS), routes.EDITS),
            title=f"{called[edit.code]}: {edit.about.text}",
            author=visible(site.company.name),
            published=at,
            updated=at,
            content=tag("p", content=edit.reason.why if edit.reason else edit.why or called[edit.code]),
        )
        for at, edit in edits_of(record, corrections, routes.EDITS)[:MOST]
    ]
    return feed_of(record, routes.EDITS, f"{_('Edits')} · {visible(site.title)}", entries)
