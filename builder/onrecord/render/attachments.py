"""How the files beside a message are published: pictures as they are, texts as `.txt`, all else inside a `.zip`.

No file keeps its own name or ending, so none is ever taken for a page, a script or an SVG of the site's origin.
"""

from __future__ import annotations

import io
import re
import zipfile

from onrecord.model import Attachment

EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/gif": "gif", "text/plain": "txt"}
ARCHIVE = "zip"
LONGEST_NAME = 100

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o100644 << 16
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_AT_THE_ENDS = re.compile(r"^[._-]+|[._-]+$")
_DOTS = re.compile(r"\.{2,}")


def published_name(message_id: int, n: int, attachment: Attachment) -> str:
    """The file's name beside its issue's page: `m3-1.png` for the first attachment of message 3, its ending from its bytes."""
    return f"m{message_id}-{n}.{EXTENSIONS.get(attachment.media, ARCHIVE)}"


def published_bytes(attachment: Attachment, data: bytes) -> bytes:
    """What is published under that name: the bytes as they are, or an archive that holds them (the same for the same bytes)."""
    return data if attachment.media in EXTENSIONS else archive(inner_name(attachment.path), data)


def inner_name(path: str) -> str:
    """A file's own name, made harmless: letters, digits, `.`, `_` and `-`, no folder, not hidden, never empty."""
    name = _DOTS.sub(".", _UNSAFE.sub("-", re.split(r"[/\\]", path)[-1]))
    stem, dot, ending = name.rpartition(".")
    if dot and len(name) > LONGEST_NAME:
        name = stem[: LONGEST_NAME - 20] + dot + ending[:19]
    return _AT_THE_ENDS.sub("", name[:LONGEST_NAME]) or "file"


def archive(name: str, data: bytes) -> bytes:
    """A ZIP of one file, stored and dated 1 January 1980, so that its bytes follow from name and data alone."""
    out = io.BytesIO()
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.create_system = _UNIX
    entry.external_attr = _READABLE
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr(entry, data)
    return out.getvalue()
