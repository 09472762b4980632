"""Digests: one short name for several texts together."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256


def mixed(*parts: str) -> str:
    """One digest (32 hex digits) of several texts, none of which can run into the next."""
    return joined(parts)


def joined(parts: Iterable[str]) -> str:
    """The same of as many texts as there are."""
    return sha256("\0".join([f"{len(part)}:{part}" for part in parts]).encode("utf-8", "surrogatepass")).hexdigest()[:32]
