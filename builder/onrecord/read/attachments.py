"""Attachments: the files that messages name, measured, and pictures checked to be what they say."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Callable

from onrecord.model import Attachment, Level, Problem, Where
from onrecord.read import limits
from onrecord.read.drafts import Attached
from onrecord.read.issue_files import name_of
from onrecord.read.scan import Listing, read_bytes
from onrecord.read.suggest import did_you_mean, quoted

PICTURES = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP", "gif": "GIF"}
MEDIA = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "GIF": "image/gif"}


class NoPictureError(ValueError):
    """Bytes that are not the picture that they are said to be: what is wrong with them, and how to mend it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def attachment(listing: Listing, folders: tuple[str, ...], attached: Attached) -> Attachment | Problem:
    """The file that a message names in one of the folders, or what is wrong with it."""
    if "/" in attached.file or "\\" in attached.file or attached.file in (".", ".."):
        return Problem(
            attached.where, f"{quoted(attached.file)} is no file name", "name a file in the issue's folder, without a path"
        )
    path = next((p for folder in folders if (p := listing.path_of(f"{folder}/{attached.file}"))), None)
    if path is None:
        return Problem(
            attached.where, f"the file {quoted(attached.file)} is missing in {folders[0]}/", nearest(listing, folders, attached)
        )
    extension = path.rpartition(".")[2].lower()
    limit = limits.IMAGE_BYTES if extension in PICTURES else limits.ATTACHMENT_BYTES
    file = read_bytes(listing, path, limit)
    if isinstance(file, Problem):
        return Problem(attached.where, f"{quoted(attached.file)}: {file.message}", file.hint)
    try:
        return measured(path, file.data, PICTURES.get(extension), attached)
    except NoPictureError as error:
        return Problem(attached.where, f"{quoted(attached.file)} {error.message}", error.hint)


def nearest(listing: Listing, folders: tuple[str, ...], attached: Attached) -> str:
    """The file that may have been meant."""
    beside = [path.rpartition("/")[2] for path in listing.files if path.rpartition("/")[0] in folders]
    return did_you_mean(attached.file, beside)


def measured(path: str, data: bytes, picture: str | None, attached: Attached) -> Attachment:
    """What there is to say of a file; NoPictureError for a picture that is none, or has nothing said of it for the blind."""
    digest = hashlib.sha256(data).hexdigest()
    if picture is None:
        return Attachment(path, media_of(data), len(data), digest, attached.alt, attached.label or attached.alt)
    if not attached.alt:
        raise NoPictureError('has no "alt"', "say what the picture shows, for those who cannot see it")
    width, height = size_of(data, picture)
    return Attachment(path, MEDIA[picture], len(data), digest, attached.alt, attached.label, width, height)


def media_of(data: bytes) -> str:
    """Text, or bytes that nothing is known of."""
    try:
        return "application/octet-stream" if "\0" in data.decode("utf-8") else "text/plain"
    except UnicodeDecodeError:
        return "application/octet-stream"


def size_of(data: bytes, picture: str) -> tuple[int, int]:
    """The width and height of a picture that is one; NoPictureError for anything else, and for one too large to show."""
    from PIL import Image  # imported late: most sites have few pictures, and what was measured is remembered

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=list(MEDIA)) as image:
                found, size = image.format or "", image.size
                found = "JPEG" if found == "MPO" else found  # what many telephones write
                if found == picture and size[0] * size[1] <= limits.IMAGE_PIXELS:
                    image.verify()
        except Image.DecompressionBombError:
            raise NoPictureError(*TOO_MANY) from None
        except Exception:  # noqa: BLE001 (a decoder fails in as many ways as there are broken files)
            raise NoPictureError(*NO_PICTURE) from None
    if found != picture:
        raise NoPictureError(f"is a {found} and not a {picture}", "rename it")
    if size[0] * size[1] > limits.IMAGE_PIXELS:
        raise NoPictureError(*TOO_MANY)
    return size


NO_PICTURE = ("is not the picture that its name says", "only PNG, JPEG, WebP and GIF are shown")
TOO_MANY = (f"has more than {limits.IMAGE_PIXELS // 1_000_000} million pixels", "make it smaller")


def unpublished(listing: Listing, named: frozenset[str], broken: Callable[[str], bool]) -> list[Problem]:
    """Files beside the issues that no message names; `broken` says of an issue whether some of it
    could not be read, so that nobody knows what it names."""
    found = []
    for path in listing.files:
        if path.endswith(".md"):
            continue  # a record, and nearly every file is one
        folder, _, name = path.rpartition("/")
        if not folder.startswith("content/issues") or folder.count("/") > 2 or path in named:
            continue
        inside = folder.count("/") == 2
        owner = name_of(folder.rpartition("/")[2]) if inside else None
        is_record = name.lower().endswith((".md", ".markdown", ".yml")) or (name.lower().endswith(".yaml") and not inside)
        told = is_record or (inside and (owner is None or broken(owner[0])))
        if not told:
            message = "no message names this file, so it is not published"
            found.append(Problem(Where(path), message, "name it under attachments", Level.WARNING))
    return found
