"""The log, page by page: its entries, its keys, and what it was at its last checkpoint."""

from __future__ import annotations

from onrecord.frozen import dataclass
from onrecord.log import base64
from onrecord.render import routes
from onrecord.render.atom import FeedEntry, FeedView, permanent_id
from onrecord.render.language import Stamp
from onrecord.render.safe import tag, visible
from onrecord.render.views.feeds import MOST, feed_of
from onrecord.render.views.frame import Frame, absolute, frame_of
from onrecord.render.views.parts import FeedLink, Link
from onrecord.render.views.record import Record
from onrecord.seal.leaves import Leaf, read_leaf


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry: its index, when it was sealed, its kind (a code), what it is about and where that is shown, the number of the
    version, on which side its author speaks, what it removed and why (codes), and the entry as it is hashed."""

    index: int
    at: Stamp
    kind: str
    about: Link
    number: int
    role: str
    parts: tuple[str, ...]
    why: str
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class LogView:
    """A page of the log, the newest entries first. `number` is 0 for the newest page; it alone has the `note` (the signed
    checkpoint) and the `keys`."""

    frame: Frame
    number: int
    origin: str
    size: str
    root: str
    note: str
    keys: tuple[str, ...]
    entries: tuple[EntryView, ...]
    newer: str
    older: str
    check: str


def log_view(record: Record, number: int) -> LogView:
    """A page of the log by its number (0 for the newest)."""
    log, _ = record.log, record.language.gettext
    assert log is not None  # noqa: S101 - without one there are no pages of it
    book, here = log.book, routes.log_page(number)
    full = routes.full_log_pages(book.size)
    begin, end = ((number - 1) * routes.LOG_PAGE, number * routes.LOG_PAGE) if number else (full * routes.LOG_PAGE, book.size)
    last, words = book.checkpoints[-1], _("Everything that was published, in the order in which it was sealed.")
    older = routes.log_page(number - 1) if number > 1 else routes.log_page(full) if not number and full else ""
    newer = routes.log_page(number + 1 if number < full else 0) if number else ""
    entries = [_entry(record, here, index, read_leaf(book.entries[index])) for index in reversed(range(begin, end))]
    return LogView(
        frame=frame_of(record, here, _("The log"), words, section="log", feeds=(FeedLink(_("The log"), routes.feed(routes.LOG)),)),
        number=number,
        origin=book.ledger.origin,
        size="" if number else record.language.number(book.size),
        root="" if number else base64.encode(last.checkpoint.root),
        note="" if number else last.note,
        keys=() if number else tuple(book.ledger.keys["log"]),
        entries=tuple(entries),
        newer=routes.href(here, newer) if newer else "",
        older=routes.href(here, older) if older else "",
        check=routes.href(here, routes.VERIFY),
    )


def checkpoints_feed(record: Record) -> FeedView:
    """The feed of checkpoints: who keeps it keeps the proof of what the log was."""
    log, site, _ = record.log, record.corpus.site, record.language.gettext
    assert log is not None  # noqa: S101 - as above
    entries = [
        FeedEntry(
            id=permanent_id(site.url, site.title, f"log/{signed.checkpoint.size}"),
            url=absolute(site, routes.LOG) or routes.href(routes.feed(routes.LOG), routes.LOG),
            title=_("Checkpoint of %(size)s entries", size=record.language.number(signed.checkpoint.size)),
            author=visible(site.company.name),
            published=(at := read_leaf(log.book.entries[signed.checkpoint.size - 1]).at),
            updated=at,
            content=tag("pre", content=signed.note),
        )
        for signed in reversed(log.book.checkpoints[-MOST:])
    ]
    return feed_of(record, routes.LOG, f"{_('The log')} · {visible(site.title)}", entries)


def _entry(record: Record, here: str, index: int, leaf: Leaf) -> EntryView:
    fields = leaf.fields
    of = fields.get("of")
    parts, number = fields.get("parts"), fields.get("n")
    return EntryView(
        index=index,
        at=record.language.instant(leaf.at),
        kind=leaf.kind,
        about=_about(record, here, str(fields.get("id", "")), of if isinstance(of, int) else -1),
        number=number if isinstance(number, int) else 0,
        role=str(fields.get("role", "")),
        parts=tuple(parts) if isinstance(parts, list) else (),
        why=str(fields.get("why", "")),
        by=str(fields.get("by", "")),
        text=leaf.data.decode("ascii"),
    )


def _about(record: Record, here: str, id: str, of: int) -> Link:
    """What an entry is about: a unit, or an entry before it."""
    if of >= 0:
        return Link(str(of), f"{routes.href(here, routes.log_page_of(of, record.log.book.size))}#e{of}" if record.log else "")
    issue = id.rpartition(".")[0]
    return Link(id, record.once(here, routes.history(issue)) if issue in record.corpus.issues else "")
