"""The history of an issue: every version of what was sealed of it, with what changed, why, and where it stands in the log."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from onrecord.frozen import dataclass
from onrecord.model import Issue
from onrecord.render import routes
from onrecord.render.language import Stamp
from onrecord.render.safe import visible
from onrecord.render.views.differences import Piece, difference
from onrecord.render.views.frame import Frame, frame_of
from onrecord.render.views.parts import Link
from onrecord.render.views.record import Record
from onrecord.render.views.thread import AmendmentView
from onrecord.seal.ledger import ALL, Erasure, Version
from onrecord.seal.units import ADOPTED
from onrecord.seal.words import Blob

TEXTS = ("author", "title", "wants", "lang", "body", "attachment")
"""The words of a version, in the order in which they are shown."""
UNTOLD = ("amendment", "redacted", "format", ADOPTED)
"""What of a frame the history says in its own way."""


@dataclass(frozen=True, slots=True)
class TextView:
    """A text of a version by its name (`title`, `body`, …; or a field that stands beside the words), as it differs from before."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ErasureView:
    """That parts of a version were removed for good (`parts` is empty for all): when, why (a code), by whose wish (a code)."""

    at: Stamp
    parts: tuple[str, ...]
    why: str
    by: str
    entry: Link


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version: its number, when it was sealed, on which side its author speaks, the entry of the log, what changed against the
    version before (all of it, in the first), why the words were changed, and what was removed of it. `gone`: nothing is left;
    `rest`: it is what was left after a removal; `claimed`: when it says it was made, where it was taken over."""

    number: int
    at: Stamp
    role: str
    entry: Link
    texts: tuple[TextView, ...]
    reason: AmendmentView | None
    erased: tuple[ErasureView, ...]
    gone: bool
    rest: bool
    claimed: Stamp | None


@dataclass(frozen=True, slots=True)
class UnitView:
    """What has versions of its own: the header of the issue (0), or a message by its number; the newest version first."""

    number: int
    href: str
    versions: tuple[VersionView, ...]


@dataclass(frozen=True, slots=True)
class HistoryView:
    """Everything that was sealed of an issue."""

    frame: Frame
    issue: Link
    units: tuple[UnitView, ...]


def history_view(record: Record, issue: Issue) -> HistoryView:
    """The history of an issue of a sealed record."""
    here, _ = routes.history(issue.id), record.language.gettext
    title = _("History of issue %(id)s") % {"id": issue.id}
    log = record.log
    assert log is not None  # noqa: S101 - there is no history without one
    units = [_unit(record, here, issue.id, id, versions) for id, versions in log.of(issue.id).items()]
    frame = frame_of(record, here, title, _("Every version that was published, word by word."), section="issues")
    return HistoryView(frame, record.issue_link(issue.id, here), tuple(units))


def _unit(record: Record, here: str, issue: str, id: str, versions: Sequence[Version]) -> UnitView:
    number = int(id.rpartition(".")[2])
    anchor = f"#m{number}" if number else ""
    return UnitView(number, routes.href(here, routes.issue(issue)) + anchor, tuple(reversed([*_versions(record, here, versions)])))


def _versions(record: Record, here: str, versions: Sequence[Version]) -> Iterator[VersionView]:
    assert record.log is not None  # noqa: S101 - as above
    before: dict[str, str] = {}
    for number, version in enumerate(versions, 1):
        blob = record.log.words(version)
        now = told(blob) if blob else {}
        erased = record.log.ledger.erased.get(version.index, ())
        yield VersionView(
            number=number,
            at=record.language.instant(version.at),
            role=version.role,
            entry=entry_link(record, here, version.index),
            texts=tuple(_texts(before, now)) if blob else (),
            reason=_reason(record, blob) if blob else None,
            erased=tuple(_erasure(record, here, one) for one in erased),
            gone=blob is None,
            rest=record.log.ledger.is_rest(version, versions),
            claimed=_claimed(record, blob) if version.adopted else None,
        )
        before = now


def told(blob: Blob) -> dict[str, str]:
    """What a version says, by the names of its texts and of the fields that stand beside them."""
    found: dict[str, str] = {}
    for name, value in blob.values.items():
        what = name.partition(".")[0]
        found[what] = found.get(what, "") + (value if what == "body" else f"{value}\n" if what == "attachment" else value)
    found.pop("format", None)
    return found | {name: _plain(value) for name, value in blob.framed.items() if name not in UNTOLD}


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _texts(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[TextView]:
    """What differs; where there was nothing before, what is said."""
    names = [*TEXTS, *sorted({*before, *now} - {*TEXTS})]
    for name in names:
        if before.get(name, "") != now.get(name, ""):
            yield TextView(visible(name), difference(before.get(name, ""), now.get(name, "")))


def _reason(record: Record, blob: Blob) -> AmendmentView | None:
    held = blob.framed.get("amendment")
    if not held:
        return None
    return AmendmentView(str(held["by"]), visible(str(held["why"])), record.language.day(date.fromisoformat(held["at"])))


def _claimed(record: Record, blob: Blob | None) -> Stamp:
    """When a version that was taken over says it was made; what was removed of it says nothing any more."""
    told = str(blob.framed.get(ADOPTED, "")) if blob else ""
    return record.language.instant(datetime.fromisoformat(told)) if told else Stamp("", doubt="unknown")


def _erasure(record: Record, here: str, erasure: Erasure) -> ErasureView:
    parts = () if erasure.parts == ALL else erasure.parts
    return ErasureView(record.language.instant(erasure.at), parts, erasure.why, erasure.by, entry_link(record, here, erasure.index))


def entry_link(record: Record, here: str, index: int) -> Link:
    """An entry of the log, on the page of the log that shows it."""
    assert record.log is not None  # noqa: S101 - as above
    page = routes.log_page_of(index, record.log.book.size)
    return Link(str(index), f"{record.once(here, page)}#e{index}")
