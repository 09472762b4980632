"""How tests call the command: on which day, and in what shape."""

from __future__ import annotations

from collections.abc import Callable

from click.testing import Result

Run = Callable[..., Result]
DAY = "1795089600"
"""19 November 2026 at noon, UTC, as SOURCE_DATE_EPOCH says it."""
