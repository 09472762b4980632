"""What the benchmark says: its tables on the standard output, how far it is beside them."""

from __future__ import annotations

import sys


def say(text: str) -> None:
    """A part of the result."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def progress(text: str) -> None:
    """Where the benchmark is."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
