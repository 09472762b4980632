"""Comparing: how a unit of the record differs from the version of it that was sealed last."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import Enum

from onrecord.model import Role
from onrecord.seal.ledger import Version
from onrecord.seal.units import ADOPTED, Unit
from onrecord.seal.words import Blob


class Change(Enum):
    """What has changed of a unit: nothing, what stands beside the words, who its author is now called, or the words."""

    NONE = "nothing"
    BESIDE = "what stands beside the words"
    RENAMED = "the author's alias"
    WORDS = "the words"


def change_of(unit: Unit, version: Version, blob: Blob, former: Mapping[str, str]) -> Change:
    """How a unit differs from a version of it and its words. `former` has the aliases that people had, and those they have now."""
    held = dict(blob.values)
    if tuple(held.items()) != unit.parts:
        held["author"] = former.get(held.get("author", ""), held.get("author", ""))
        return Change.RENAMED if tuple(held.items()) == unit.parts else Change.WORDS
    framed = {name: value for name, value in blob.framed.items() if name != ADOPTED}
    is_same = framed == json.loads(json.dumps(dict(unit.frame)))
    return Change.NONE if is_same and (version.role, version.rule) == (unit.role.value, unit.rule) else Change.BESIDE


def needs_amendment(unit: Unit, version: Version, blob: Blob, change: Change) -> bool:
    """Whether words that are not the company's were changed without saying why."""
    if change is not Change.WORDS or unit.key[0] != "m" or version.role == Role.COMPANY.value:
        return False
    amended = unit.frame.get("amendment")
    return not amended or json.loads(json.dumps(amended)) == blob.framed.get("amendment")
