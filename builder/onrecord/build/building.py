"""Building a site: what has not changed since the last build is left as it is, the rest is built."""

from __future__ import annotations

import os
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path

from onrecord.build.report import Asked, Report, Watch, silent
from onrecord.build.sources import look, seen_of, seen_text
from onrecord.build.unchanged import unchanged
from onrecord.build.version import version
from onrecord.engine.damage import DamagedError, LostError
from onrecord.engine.passing import PassingStore
from onrecord.engine.stat import moment
from onrecord.engine.store import Store, open_store
from onrecord.write import STATE, alone, open_folder

CACHE = "cache.sqlite"
SEEN = "seen"


def build(
    root: Path,
    out: Path,
    as_of: date | datetime,
    *,
    strict: bool = False,
    asked: Asked | None = None,
    workers: int | None = None,
    watch: Watch | None = None,
) -> Report:
    """Build the site of the project at `root` into `out`; the report of what was done.

    What an earlier build found out is used where nothing of what it hangs on has changed; the site is the same, byte for byte, as
    if nothing had been known. With any error in the content (under `strict`: any problem) nothing is written. The same record and
    the same day give the same bytes, however many `workers` (default: one for each processor) make them. What else is `asked` for
    decides what may differ from what was sealed. `watch` is told the
    stage, how far it is and how far it goes (0 where that is not known). OnrecordError for faults of the world.
    """
    told, processes, wanted = watch or silent, workers or os.cpu_count() or 1, asked or Asked(strict=strict)
    told("reading", 0, 0)
    _there(root)
    with alone(root / STATE):
        try:
            with open_store(root / STATE / CACHE, version()) as store:
                return _build(root, out, as_of, store, processes, told, wanted)
        except (LostError, DamagedError):  # it was damaged, or cannot be written: this build goes on without it
            with PassingStore() as store:
                return _build(root, out, as_of, store, processes, told, wanted)


def _build(
    root: Path, out: Path, as_of: date | datetime, store: Store | PassingStore, workers: int, told: Watch, asked: Asked
) -> Report:
    before = seen_of((store.get(SEEN, "", b"") or b"").decode("utf-8", "surrogatepass"))
    files = look(os.path.realpath(root), before, moment(root / STATE / "lock"))
    if files != before:
        store.put_many(SEEN, [("", b"", seen_text(files).encode("utf-8", "surrogatepass"))])
    opened = cache(partial(open_folder, root, out))
    report = unchanged(out, opened, as_of, files, asked)
    if report is None:
        # What builds is imported only where something is to be built.
        from onrecord.build.memory import Memory
        from onrecord.build.renewing import renew

        report = renew(root, opened, as_of, Memory(store), files, workers, told, asked)
    store.commit()
    return report


def _there(root: Path) -> None:
    """OnrecordError where no project is."""
    if not os.path.lexists(root / "content" / "site.yaml"):
        from onrecord.read.scan import scan

        scan(root)
