"""Base64 (RFC 4648, section 4) of which each value has one spelling only."""

from __future__ import annotations

import binascii

from onrecord.log.errors import LogError


def encode(data: bytes) -> str:
    """Bytes as text."""
    return binascii.b2a_base64(data, newline=False).decode("ascii")


def decode(text: str, size: int | None = None) -> bytes:
    """The bytes that a text stands for. LogError for a text that is no base64, that spells its bytes in another way than `encode`,
    or (given a `size`) that stands for more or fewer bytes."""
    try:
        data = binascii.a2b_base64(text.encode("ascii"), strict_mode=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise LogError("this is no base64") from error
    if encode(data) != text:
        raise LogError("this base64 is not spelt as it has to be")
    if size is not None and len(data) != size:
        raise LogError(f"{size} bytes are needed, and {len(data)} are there")
    return data
