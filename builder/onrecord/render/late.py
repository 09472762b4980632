"""Patterns that are compiled when they are first used: the large ones take long, and most builds meet nothing that needs them."""

from __future__ import annotations

import re
from typing import Any, cast

METHODS = ("match", "search", "fullmatch", "sub", "finditer", "findall", "split")


def late(pattern: str) -> re.Pattern[str]:
    """A pattern, to be used as if it were compiled."""
    return cast("re.Pattern[str]", _Late(pattern))


class _Late:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - what a compiled pattern has
        if name not in METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern)
        self.__dict__.update((method, getattr(compiled, method)) for method in METHODS)
        return self.__dict__[name]
