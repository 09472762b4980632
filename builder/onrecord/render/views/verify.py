"""The page on which readers check what was sealed, in their own browser."""

from __future__ import annotations

from dataclasses import replace

from onrecord.frozen import dataclass
from onrecord.render import routes
from onrecord.render.headers import ASKING
from onrecord.render.views.frame import Frame, frame_of
from onrecord.render.views.record import Record


@dataclass(frozen=True, slots=True)
class VerifyView:
    """The page of checking: where the log lies, the keys that it names, the address of the site (empty where it has none), and the
    script that checks."""

    frame: Frame
    log: str
    keys: tuple[str, ...]
    site: str
    script: str


def verify_view(record: Record) -> VerifyView:
    """The page of checking. It may ask the site for more while it is read, as the search may."""
    assert record.log is not None  # noqa: S101 - there is no such page without a log
    here, _ = routes.VERIFY, record.language.gettext
    words = _("Check in your own browser that nothing here was changed after it was sealed.")
    ledger = record.log.ledger
    return VerifyView(
        frame=replace(frame_of(record, here, _("Check it yourself"), words, section="log"), policy=ASKING),
        log=record.once(here, routes.log_file("")),
        keys=(*ledger.keys["log"], *ledger.keys["receipts"]),
        site=record.corpus.site.url or "",
        script=record.once(here, routes.static("verify.js")),
    )
