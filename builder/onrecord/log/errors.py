"""What is wrong with a note, a proof, a tile or a bundle."""

from __future__ import annotations


class LogError(ValueError):
    """Something of a log is not what it claims to be, or not in its form; the message says what."""
