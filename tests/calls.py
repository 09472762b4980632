"""How tests call the command: on which day, and in what shape."""

from __future__ import annotations

import signal
from collections.abc import Callable

from click.testing import Result

Run = Callable[..., Result]
DAY = "1795089600"
"""19 November 2026 at noon, UTC, as SOURCE_DATE_EPOCH says it."""
EXAMPLE_DAY = "1796126400"
"""1 December 2026 at noon, UTC: after everything that the example holds."""


def hears_ctrl_c() -> None:
    """For a process about to begin: Ctrl-C reaches it even where the tests run in the background of a shell, which ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
