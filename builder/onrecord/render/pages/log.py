"""The log: its tiles, bundles and checkpoints as other tools read them, the words beside it, and its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256

from onrecord.log import base64
from onrecord.log.tiles import WIDTH, Tile, bundle_bytes, bundles_of, tile_bytes, tiles_of
from onrecord.model import OnrecordError
from onrecord.render import routes
from onrecord.render.make import HTML
from onrecord.render.page import Page
from onrecord.render.pages.feeds import feed_group
from onrecord.render.pages.group import FIRST, Group
from onrecord.render.pages.layout import Keys, Layout, html, one
from onrecord.render.views.edits import edits_feed, edits_view
from onrecord.render.views.history import history_view
from onrecord.render.views.log import checkpoints_feed, log_view
from onrecord.render.views.record import Record
from onrecord.render.views.verify import verify_view
from onrecord.seal.book import Book
from onrecord.seal.disk import left_of
from onrecord.seal.ledger import Version
from onrecord.seal.sealed import Sealed

TOGETHER = 256
"""How many files of words are made together."""


def log_groups(layout: Layout) -> Iterator[Group]:
    """Everything of the log but the histories."""
    log = layout.record.log
    if log is None or not layout.wants("log"):
        return
    yield from word_groups(layout, log)
    yield from tile_groups(layout, log.book)
    for number in range(routes.full_log_pages(log.book.size) + 1):
        key = layout.key(HTML + "log.html", partial(_page_of, log.book, number))
        yield html(routes.log_page(number), "log", "the log", partial(log_view, layout.record, number), key)
    yield feed_group(layout, routes.LOG, "the feed of checkpoints", partial(checkpoints_feed, layout.record))
    notes = [signed.note for signed in log.book.checkpoints]
    for name, text in (("checkpoints", "\n".join(notes)), ("checkpoint", notes[-1])):  # the newest last: all it speaks of is there
        yield one(routes.log_file(name), "text", "the log", partial(str, text), _key(layout, "text", text.encode()))


def edit_groups(layout: Layout) -> Iterator[Group]:
    """Every change of what was published, as a page and as a feed."""
    if not layout.wants("edits"):
        return
    corrections = {id: outline.corrections for id, outline in layout.outlines.items() if outline.corrections}
    yield feed_group(layout, routes.EDITS, "the feed of edits", partial(edits_feed, layout.record, corrections))
    yield html(routes.EDITS, "edits", "the page of edits", partial(edits_view, layout.record, corrections))


def verify_groups(layout: Layout) -> Iterator[Group]:
    """The page on which readers check what was sealed."""
    if layout.record.log is not None and layout.wants("verify"):
        yield html(routes.VERIFY, "verify", "the page of checking", partial(verify_view, layout.record))


def history_groups(layout: Layout, kept: Callable[[str], Record]) -> Iterator[Group]:
    """The history of every issue of which something was sealed."""
    log = layout.record.log
    if log is None or not layout.wants("history"):
        return
    for id in layout.outlines:
        if id in log.units:
            paths = (routes.history(id),)
            key = layout.key(HTML + "history.html", partial(_told, log, id))
            yield Group(f"the history of issue {id}", paths, partial(_history, kept, id), key, paths[0], stage=FIRST)


def _told(log: Sealed, id: str, keys: Keys) -> tuple[str, ...]:
    """What the history of an issue shows; the pages on which entries stand move while the log is short of a full one."""
    return (keys.lines[id], log.state(id), str(routes.full_log_pages(log.book.size)))


def _history(kept: Callable[[str], Record], id: str) -> tuple[Page, ...]:
    record = kept(id)
    return (Page(routes.history(id), HTML + "history.html", history_view(record, record.corpus.issues[id])),)


def word_groups(layout: Layout, log: Sealed) -> Iterator[Group]:
    """The words of every version of which some are left."""
    left = [version for versions in log.ledger.versions.values() for version in versions if not log.ledger.is_gone(version.index)]
    left.sort(key=lambda version: version.index)
    for n in range(0, len(left), TOGETHER):
        some = left[n : n + TOGETHER]
        told = [f"{v.c} {v.f} {[one.index for one in log.ledger.erased.get(v.index, ())]}" for v in some]
        key = _key(layout, "text", "\n".join(told).encode())
        yield Group("the words beside the log", tuple(map(_path, some)), partial(_words, log, some), key, stage=FIRST)


def _path(version: Version) -> str:
    return routes.log_file(f"blob/{base64.decode(version.c, 32).hex()}.json")


def _words(log: Sealed, versions: Sequence[Version]) -> Iterator[Page]:
    for version in versions:
        blob = log.words(version)
        if blob is None or left_of(blob, log.ledger.erased.get(version.index, ())):
            raise OnrecordError(f'the words of entry {version.index} were not removed yet, as the log says; run "onrecord seal"')
        yield Page(_path(version), "text", blob.text)


def tile_groups(layout: Layout, book: Book) -> Iterator[Group]:
    """The tiles and bundles of every size that a checkpoint speaks of; parts of one go once it is full."""
    for tile in _tiles(book):
        data = tile_bytes(book.tree.at, tile) if tile.level is not None else _bundle(book, tile)
        group = one(routes.log_file(tile.path), "bytes", "the log", partial(bytes, data), _key(layout, "bytes", data))
        yield replace(group, stage=FIRST)


def _tiles(book: Book) -> list[Tile]:
    size = book.size
    wanted = dict.fromkeys((*tiles_of(size), *bundles_of(size)))
    for signed in book.checkpoints:
        parts = [tile for tile in (*_ends(signed.checkpoint.size), *bundles_of(signed.checkpoint.size)) if tile.width < WIDTH]
        wanted.update((tile, None) for tile in parts if replace(tile, width=WIDTH) not in wanted)
    return list(wanted)


def _ends(size: int) -> Iterator[Tile]:
    """The tiles that are not full in a tree of a size."""
    return (tile for tile in tiles_of(size) if tile.width < WIDTH)


def _bundle(book: Book, tile: Tile) -> bytes:
    begin = tile.n * WIDTH
    return bundle_bytes(book.entries[begin : begin + tile.width])


def _page_of(book: Book, number: int, _: Keys) -> tuple[str, ...]:
    """A digest of what a page of the log shows."""
    full = routes.full_log_pages(book.size)
    if number:
        shown = book.entries[(number - 1) * routes.LOG_PAGE : number * routes.LOG_PAGE]
        return (sha256(b"\n".join(shown)).hexdigest(), str(number == full))
    return (sha256(book.checkpoints[-1].note.encode()).hexdigest(),)


def _key(layout: Layout, maker: str, data: bytes) -> str:
    digest = sha256(data).hexdigest()
    return layout.key(maker, lambda _: (digest,))
