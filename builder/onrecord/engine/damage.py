"""Damage: what an earlier build left is not what it was, or not there."""

from __future__ import annotations


class DamagedError(ValueError):
    """Bytes that are no value of the type they are read as."""


class LostError(Exception):
    """Something that was remembered is not there: everything is to be found out again."""
