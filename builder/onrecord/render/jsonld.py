"""JSON that pages and files carry: one way of writing it, and a block of it that nothing can break out of."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import Any

from onrecord.render.safe import SafeHtml, data_block


def canonical_json(value: object, *, compact: bool = False) -> bytes:
    r"""A value as JSON in UTF-8: keys sorted, indented by 2 (or `compact`, on one line without spaces), one LF at the end.

    Mappings, lists and tuples, texts, numbers, booleans and None; dates and times become ISO 8601, enums their values. Texts are
    exact: what is no character (a lone surrogate) stands as `\udXXX`. ValueError for NaN and infinity, TypeError for other types.
    """
    layout: dict[str, Any] = {"separators": (",", ":")} if compact else {"indent": 2}
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False, default=_plain, **layout)
    return (text + "\n").encode("utf-8", "backslashreplace")


def json_ld(value: object) -> SafeHtml:
    """A value as a block of linked data for a page: `<script type="application/ld+json">…</script>`."""
    return data_block("application/ld+json", canonical_json(value, compact=True).decode("utf-8").strip())


def hash_of(block: str) -> str:
    """A block of data as a Content-Security-Policy names it: `'sha256-…'` of what stands between its tags (CSP 3, section 8.4)."""
    inner = block[block.index(">") + 1 : block.rindex("<")]
    return f"'sha256-{b64encode(sha256(inner.encode('utf-8', 'surrogatepass')).digest()).decode('ascii')}'"


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"no JSON for {type(value).__name__}")
