from __future__ import annotations

import hashlib
import io
import struct
from pathlib import Path

import pytest
from PIL import Image

from onrecord.model import Attachment, Problem, Where
from onrecord.read.attachments import attachment
from onrecord.read.drafts import Attached
from onrecord.read.scan import Listing

FOLDER = "content/issues/1"


def picture(kind: str, size: tuple[int, int] = (3, 2)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size).save(out, kind)
    return out.getvalue()


def said_to_measure(width: int, height: int) -> bytes:
    """A small GIF whose screen is said to be as large as that (bytes 6 to 9 of a GIF)."""
    data = picture("GIF")
    return data[:6] + struct.pack("<HH", width, height) + data[10:]


def found(root: Path, name: str, data: bytes, **said: str) -> Attachment | Problem:
    path = root / FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    listing = Listing(str(root), {f"{FOLDER}/{name}": len(data)})
    return attachment(listing, (FOLDER,), Attached(name, Where("a.md", 3, 4), **said))


@pytest.mark.parametrize(
    ("name", "kind", "media"),
    [
        ("a.png", "PNG", "image/png"),
        ("a.jpg", "JPEG", "image/jpeg"),
        ("A.JPEG", "JPEG", "image/jpeg"),
        ("a.webp", "WEBP", "image/webp"),
        ("a.gif", "GIF", "image/gif"),
        ("a.jpg", "MPO", "image/jpeg"),
    ],
)
def test_a_picture_is_measured(tmp_path: Path, name: str, kind: str, media: str) -> None:
    data = picture(kind)
    digest = hashlib.sha256(data).hexdigest()
    expected = Attachment(f"{FOLDER}/{name}", media, len(data), digest, alt="A fan", width=3, height=2)
    assert found(tmp_path, name, data, alt="A fan") == expected


@pytest.mark.parametrize(
    ("name", "data", "media"),
    [
        ("log.txt", b"whirr", "text/plain"),
        ("page.html", b"<script>alert(1)</script>", "text/plain"),
        ("drawing.svg", b"<svg onload='alert(1)'/>", "text/plain"),
        ("core", b"\0\1", "application/octet-stream"),
        ("latin.txt", b"\xe4", "application/octet-stream"),
        ("sound.mp3", picture("PNG"), "application/octet-stream"),
    ],
)
def test_any_other_file_is_text_or_bytes(tmp_path: Path, name: str, data: bytes, media: str) -> None:
    file = found(tmp_path, name, data, label="A file")
    assert isinstance(file, Attachment)
    assert (file.media, file.is_image, file.label) == (media, False, "A file")


@pytest.mark.parametrize(
    ("name", "data", "printed"),
    [
        ("a.png", b"", '"a.png" is not the picture that its name says; only PNG, JPEG, WebP and GIF are shown'),
        ("a.png", b"<svg/>", '"a.png" is not the picture that its name says; only PNG, JPEG, WebP and GIF are shown'),
        ("a.png", picture("PNG")[:-20], '"a.png" is not the picture that its name says; only PNG, JPEG, WebP and GIF are shown'),
        ("a.png", picture("GIF"), '"a.png" is a GIF and not a PNG; rename it'),
        ("a.png", picture("BMP"), '"a.png" is not the picture that its name says; only PNG, JPEG, WebP and GIF are shown'),
        ("a.gif", said_to_measure(9000, 9000), '"a.gif" has more than 40 million pixels; make it smaller'),
        ("a.gif", said_to_measure(20_000, 20_000), '"a.gif" has more than 40 million pixels; make it smaller'),
    ],
    ids=["empty", "another", "cut", "renamed", "not shown", "many pixels", "a bomb"],
)
def test_a_picture_that_is_none_is_told(tmp_path: Path, name: str, data: bytes, printed: str) -> None:
    assert str(found(tmp_path, name, data, alt="A fan")) == f"a.md:3:4: {printed}"


def test_a_picture_needs_words_for_those_who_cannot_see_it(tmp_path: Path) -> None:
    told = found(tmp_path, "a.png", picture("PNG"), label="A fan")
    assert str(told) == 'a.md:3:4: "a.png" has no "alt"; say what the picture shows, for those who cannot see it'


def test_a_picture_over_its_limit_is_told_and_not_read(tmp_path: Path) -> None:
    listing = Listing(str(tmp_path), {f"{FOLDER}/a.png": 10 * 1024 * 1024 + 1})
    told = attachment(listing, (FOLDER,), Attached("a.png", Where("a.md"), alt="A fan"))
    assert str(told) == 'a.md: "a.png": the file is larger than 10 MB; make it smaller, or split it'


@pytest.mark.parametrize("name", ["../site.yaml", "/etc/passwd", "a/b.png", "..", ".", "a\\b.png"])
def test_a_file_outside_its_folder_is_refused(tmp_path: Path, name: str) -> None:
    told = attachment(Listing(str(tmp_path), {}), (FOLDER,), Attached(name, Where("a.md"), label="All"))
    assert isinstance(told, Problem)
    assert "is no file name" in told.message
