import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Attachment
from onrecord.render.attachments import archive, inner_name, published_bytes, published_name
from render.hostile import NAMES, PAGE, SVG


def an_attachment(path="content/issues/42/photo.png", media="image/png"):
    return Attachment(path, media, 10, "0" * 64)


@pytest.mark.parametrize(
    ("media", "name"),
    [
        ("image/png", "m3-1.png"),
        ("image/jpeg", "m3-1.jpg"),
        ("image/webp", "m3-1.webp"),
        ("image/gif", "m3-1.gif"),
        ("text/plain", "m3-1.txt"),
        ("application/octet-stream", "m3-1.zip"),
        ("image/svg+xml", "m3-1.zip"),
        ("text/html", "m3-1.zip"),
        ("", "m3-1.zip"),
    ],
)
def test_the_name_says_what_the_bytes_are(media, name):
    assert published_name(3, 1, an_attachment("x.html", media)) == name


@pytest.mark.parametrize("path", NAMES.values(), ids=NAMES.keys())
@pytest.mark.parametrize("media", ["image/png", "text/plain", "application/octet-stream"])
def test_no_file_keeps_its_own_name(path, media):
    assert re.fullmatch(r"m12-3\.(png|txt|zip)", published_name(12, 3, an_attachment(path, media)))


@pytest.mark.parametrize("data", [SVG, PAGE])
def test_a_page_or_a_drawing_is_published_as_text(data):
    attachment = an_attachment("content/issues/42/x.svg", "text/plain")
    assert published_name(1, 1, attachment).endswith(".txt")
    assert published_bytes(attachment, data) == data


def test_a_picture_is_published_as_it_is():
    assert published_bytes(an_attachment(), b"picture") == b"picture"


def test_anything_else_lies_in_an_archive():
    data = b"\x00MZ" * 1000
    packed = published_bytes(an_attachment("content/issues/42/setup.exe", "application/octet-stream"), data)
    with zipfile.ZipFile(io.BytesIO(packed)) as read:
        assert read.testzip() is None
        (entry,) = read.infolist()
        assert (entry.filename, entry.date_time, entry.compress_type) == ("setup.exe", (1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED)
        assert entry.external_attr >> 16 == 0o100644
        assert read.read(entry) == data


def test_an_archive_follows_from_name_and_bytes_alone():
    assert archive("a", b"b") == archive("a", b"b")
    assert archive("a", b"b") != archive("a", b"c")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("content/issues/42/setup.exe", "setup.exe"),
        ("a b (1).tar.gz", "a-b-1-.tar.gz"),
        ("Größe.bin", "Gr-e.bin"),
        ("a..b", "a.b"),
        ("-rf", "rf"),
        ("日本語", "file"),
    ],
)
def test_the_name_inside_an_archive(path, name):
    assert inner_name(path) == name


@given(st.one_of(st.sampled_from(sorted(NAMES.values())), st.text(st.characters(exclude_categories=[]))))
def test_any_name_inside_an_archive_is_harmless(path):
    name = inner_name(path)
    assert re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9_-]|\.(?!\.))*", name)
    assert not name.endswith(".")
    assert len(name) <= 100
    assert zipfile.ZipFile(io.BytesIO(archive(name, b""))).namelist() == [name]
