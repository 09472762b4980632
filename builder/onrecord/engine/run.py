"""Running: one function over many items, in this process or in several, with the results in the items' order."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")
BATCH = 64
FIRST = 4
MANY = 16 * BATCH
_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None


def run(function: Callable[[Item], Result], items: Sequence[Item], workers: int, many: int = MANY) -> Iterator[Result]:
    """`function` of each item, in order, whatever the number of processes; its exceptions come through.

    Several processes are used where there are `many` items or more: below, they cost more than they save. They are forks of this
    one, so that nothing is sent but results; where there is no forking, or other threads forbid it, this one does it all. No more
    than a few batches are ever held in memory.
    """
    if workers < 2 or len(items) < many or not _may_fork():
        yield from map(function, items)
        return
    import multiprocessing  # imported late: one process does not need them
    from concurrent.futures import ProcessPoolExecutor

    yield from map(function, items[:FIRST])  # what this prepares (compiled templates) is inherited too
    batch = max(1, min(BATCH, len(items) // (8 * workers)))
    context = multiprocessing.get_context("fork")
    starts = deque(range(FIRST, len(items), batch))
    gc.freeze()  # a collection in a child would touch, and so copy, every inherited page of memory
    try:
        with ProcessPoolExecutor(workers, context, partial(_prepare, function, items)) as pool:
            ahead: deque[Future[list[Any]]] = deque()
            while starts or ahead:
                while starts and len(ahead) < 3 * workers:
                    ahead.append(pool.submit(_batch, start := starts.popleft(), start + batch))
                yield from ahead.popleft().result()
    finally:
        gc.unfreeze()


def _may_fork() -> bool:
    """Whether this process can be forked; a fork of one that has other threads may hang."""
    return hasattr(os, "fork") and threading.active_count() == 1


def _prepare(function: Callable[[Any], Any], items: Sequence[Any]) -> None:
    global _work  # what a worker process works on, set once as it starts
    _work = (function, items)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that was killed can end nobody: its workers notice and go."""
    import multiprocessing
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _batch(start: int, stop: int) -> list[Any]:
    assert _work is not None  # noqa: S101 - set as the worker started
    function, items = _work
    return [function(item) for item in items[start:stop]]
