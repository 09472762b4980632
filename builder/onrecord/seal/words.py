"""Words beside the log: a unit of the record as parts that are committed to one by one, so that one can be erased and the rest
stay provably as they were.

A part is the text of a JSON array of a salt, a name and a value, and is hashed as it stands. The parts are the author's; the frame
is everything else of the unit, the company's and the calendar's, and is hashed on its own. The log has the two hashes alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import Any, cast

from onrecord.log import base64
from onrecord.log.errors import LogError

FORM = "onrecord-words/1"
SALT = 16
"""How many random bytes each part is salted with."""
FRAME = "frame"
NAMES = ("author", "title", "wants", "lang", "format", "body", "attachment")
"""The names of parts in their order; of bodies and attachments there may be many, numbered from 1."""
_NAME = re.compile(r"(author|title|wants|lang|format)|(body|attachment)\.([1-9][0-9]{0,5})")
_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
HALF = "a text has half a character (a lone surrogate)"
_LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Part:
    """A part as it stands: the text that is hashed, and what it says."""

    text: str

    @property
    def digest(self) -> bytes:
        """Its commitment."""
        return sha256(self.text.encode("utf-8")).digest()

    @property
    def named(self) -> tuple[str, str]:
        """Its name and its value."""
        _, name, value = json.loads(self.text)
        return name, value


@dataclass(frozen=True, slots=True)
class Redacted:
    """A part that was erased: the index of the entry in the log that says why, and the commitment that is left."""

    index: int
    digest: bytes

    @property
    def held(self) -> dict[str, object]:
        """As it stands in a file."""
        return {"redacted": self.index, "sha256": base64.encode(self.digest)}


@dataclass(frozen=True, slots=True)
class Blob:
    """A unit's words: its parts in their order, and the text of its frame (which goes where it repeats words that were erased)."""

    parts: tuple[Part | Redacted, ...]
    frame: str | Redacted

    @property
    def c(self) -> bytes:
        """The commitment to all parts."""
        return sha256("\n".join([FORM, *(base64.encode(part.digest) for part in self.parts), ""]).encode("ascii")).digest()

    @property
    def f(self) -> bytes:
        """The commitment to the frame."""
        return self.frame.digest if isinstance(self.frame, Redacted) else sha256(self.frame.encode("utf-8")).digest()

    @property
    def values(self) -> dict[str, str]:
        """The values of the parts that are there, by their names."""
        return dict(part.named for part in self.parts if isinstance(part, Part))

    @property
    def body(self) -> str | None:
        """The body; None where a part of it was erased."""
        if any(isinstance(part, Redacted) for part in self.parts):
            return None
        return "".join(value for name, value in self.values.items() if name.startswith("body."))

    @property
    def framed(self) -> dict[str, Any]:
        """What the frame holds; nothing where it was erased."""
        return {} if isinstance(self.frame, Redacted) else cast("dict[str, Any]", json.loads(self.frame)[2])

    @property
    def text(self) -> str:
        """The blob as it lies in a file."""
        parts = [part.text if isinstance(part, Part) else part.held for part in self.parts]
        frame = self.frame.held if isinstance(self.frame, Redacted) else self.frame
        return _json({"blob": FORM, "parts": parts, "frame": frame}) + "\n"


def blob_of(parts: Iterable[tuple[str, str]], frame: Mapping[str, object], salt: Callable[[], bytes]) -> Blob:
    """Words as a blob, each part with a salt of its own (`salt` gives `SALT` random bytes). LogError for names out of order or
    double, and for a text that UTF-8 cannot write."""
    held = list(parts)
    _in_order([name for name, _ in held])
    told = [Part(_json([base64.encode(salt()), name, value])) for name, value in held]
    framed = _json([base64.encode(salt()), FRAME, dict(sorted(frame.items()))])
    if any(_LONE.search(text) for text in (framed, *(part.text for part in told))):
        raise LogError(HALF)
    return Blob(tuple(told), framed)


def read_blob(text: str) -> Blob:
    """A blob from its file. LogError for what is none: another form, a part that is none, names out of order or double."""
    held = _read(text)
    if not isinstance(held, dict) or held.keys() != {"blob", "parts", "frame"} or held["blob"] != FORM:
        raise LogError(f"this is no blob of the form {FORM}")
    if not isinstance(held["parts"], list):
        raise LogError("a blob has a list of parts and a frame")
    parts = tuple(map(_part, held["parts"]))
    _in_order([part.named[0] if isinstance(part, Part) else None for part in parts])
    return Blob(parts, _frame(held["frame"]))


def without(blob: Blob, names: Iterable[str], index: int) -> Blob:
    """A blob with some parts erased, for the reason that an entry of the log gives. LogError for a part that it does not have."""
    gone = set(names)
    lacking = gone - blob.values.keys() - {FRAME}
    if lacking:
        raise LogError(f"there is no part {', '.join(sorted(lacking))}")
    parts = (Redacted(index, part.digest) if isinstance(part, Part) and part.named[0] in gone else part for part in blob.parts)
    frame = Redacted(index, blob.f) if FRAME in gone and isinstance(blob.frame, str) else blob.frame
    return Blob(tuple(parts), frame)


def pieces(body: str) -> list[str]:
    """A body in the parts that can be erased one by one: paragraphs, each with the blank lines after it. Together they are the
    body to the letter."""
    ends = [0, *(run.end() for run in _BLANK.finditer(body)), len(body)]
    return [body[begin:end] for begin, end in pairwise(ends) if end > begin]


def _part(held: object) -> Part | Redacted:
    if isinstance(held, str):
        _, name, value = _held(held)
        if not isinstance(name, str) or not isinstance(value, str) or not _NAME.fullmatch(name):
            raise LogError("a part of a blob has a name that it may have, and a text")
        return Part(held)
    return _redacted(held)


def _frame(held: object) -> str | Redacted:
    if not isinstance(held, str):
        return _redacted(held)
    frame = _held(held)
    if frame[1] != FRAME or not isinstance(frame[2], dict):
        raise LogError("the frame of a blob holds fields")
    return held


def _redacted(held: object) -> Redacted:
    if not isinstance(held, dict) or held.keys() != {"redacted", "sha256"}:
        raise LogError("a part of a blob is a text, or says what erased it")
    index, digest = held["redacted"], held["sha256"]
    if type(index) is not int or index < 0 or not isinstance(digest, str):
        raise LogError("an erased part has the index of an entry and a commitment")
    return Redacted(index, base64.decode(digest, 32))


def _held(text: str) -> list[Any]:
    """The salt, the name and the value of a part."""
    held = _read(text)
    if not isinstance(held, list) or len(held) != 3 or not isinstance(held[0], str):
        raise LogError("a part of a blob holds a salt, a name and a value")
    base64.decode(held[0], SALT)
    return held


def _in_order(names: Sequence[str | None]) -> None:
    """That names stand in their order, none twice, numbers without a gap. None is a part that was erased, of whatever name."""
    last, number, erased = -1, 0, 0
    for name in names:
        if name is None:
            erased += 1
            continue
        place, follows = _place(name)
        lacking = follows - 1 - (number if place == last else 0)
        fits = lacking == erased if place == last else place > last and lacking <= erased
        if not fits or (place == last and not follows):
            raise LogError(f"the part {name} stands twice, or out of order")
        last, number, erased = place, follows, 0


def _place(name: str) -> tuple[int, int]:
    """Where a part stands among those of other names, and among those of its own."""
    found = _NAME.fullmatch(name)
    if not found:
        raise LogError(f"no part is called {name}")
    return NAMES.index(found[1] or found[2]), int(found[3] or 0)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _read(text: str) -> object:
    def pairs(held: list[tuple[str, object]]) -> dict[str, object]:
        if len(dict(held)) != len(held):
            raise LogError("a name stands twice in one place")
        return dict(held)

    try:
        held = json.loads(text, object_pairs_hook=pairs, parse_float=_refuse, parse_constant=_refuse)
        return _whole(held) if "\\u" in text else held
    except (ValueError, RecursionError) as error:
        raise error if isinstance(error, LogError) else LogError("this is no JSON") from error


def _whole(held: object) -> object:
    if _LONE.search(_json(held)):
        raise LogError(HALF)
    return held


def _refuse(text: str) -> object:
    raise LogError(f"{text} is no number that stands in a blob")
