"""A choice: one of a few words that a record, or the program, may say."""

from __future__ import annotations

from enum import Enum


class Choice(Enum):
    """The base of the enums that are looked up for every message. A member is one of a kind and is hashed as such: to hash its
    name, as enums do, takes several times as long."""

    __hash__ = object.__hash__
