"""Signed notes: a text with signatures below it, and the keys that make and check them (https://c2sp.org/signed-note)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from onrecord.log import base64
from onrecord.log.errors import LogError

ED25519 = b"\1"
"""The kind of a key: Ed25519 (RFC 8032)."""
MOST = 100
"""How many signatures a note has at most."""
LONGEST = 1_000_000
"""How many bytes a note has at most."""
DASH = "— "
_PRIVATE = "PRIVATE+KEY+"
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class Verifier:
    """A key that checks signatures: its name, its id (4 bytes) and the public key (32 bytes)."""

    name: str
    id: bytes
    public: bytes

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64.encode(ED25519 + self.public)}"

    def check(self, text: str, signature: bytes) -> None:
        """Check a signature of a text. LogError where it is none of this key's."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode("utf-8"))
        except (InvalidSignature, ValueError) as error:
            raise LogError(f"the signature of {self.name} is not of this text") from error


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that makes signatures: its name and its secret (32 bytes)."""

    name: str
    secret: bytes

    def __repr__(self) -> str:
        return f"Signer({self.name!r})"  # the secret is never shown

    @property
    def verifier(self) -> Verifier:
        """The key that checks what this one signs."""
        return verifier_of(self.name, Ed25519PrivateKey.from_private_bytes(self.secret).public_key().public_bytes_raw())

    @property
    def private(self) -> str:
        """The key as it is kept."""
        return f"{_PRIVATE}{self.name}+{self.verifier.id.hex()}+{base64.encode(ED25519 + self.secret)}"

    def line(self, text: str) -> str:
        """The line of its signature below a text."""
        signature = Ed25519PrivateKey.from_private_bytes(self.secret).sign(text.encode("utf-8"))
        return f"{DASH}{self.name} {base64.encode(self.verifier.id + signature)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A note that was checked: its text, and the keys that signed it."""

    text: str
    keys: tuple[Verifier, ...]


def new_signer(name: str) -> Signer:
    """A new key. LogError for a name that no key may have."""
    return Signer(_named(name), Ed25519PrivateKey.generate().private_bytes_raw())


def verifier_of(name: str, public: bytes) -> Verifier:
    """The key of a name and a public key."""
    return Verifier(name, sha256(_named(name).encode("utf-8") + b"\n" + ED25519 + public).digest()[:4], public)


def read_verifier(text: str) -> Verifier:
    """A key that checks, as it is written: `name+id+key`. LogError for what is none."""
    name, id, key = _parts(text)
    found = verifier_of(name, key)
    if found.id.hex() != id:
        raise LogError(f"the id {id} is not that of this key of {name}")
    return found


def read_signer(text: str) -> Signer:
    """A key that signs, as it is written: `PRIVATE+KEY+name+id+key`. LogError for what is none; it does not show the key."""
    if not text.startswith(_PRIVATE):
        raise LogError("this is no key that signs")
    name, id, key = _parts(text.removeprefix(_PRIVATE))
    found = Signer(name, key)
    if found.verifier.id.hex() != id:
        raise LogError(f"the id {id} is not that of this key of {name}")
    return found


def sign(text: str, *signers: Signer) -> str:
    """A text as a note with the signatures of some keys. LogError for a text that no note can have."""
    return f"{_texted(text)}\n{''.join(signer.line(text) for signer in signers)}"


def open_note(data: bytes, keys: Iterable[Verifier]) -> Note:
    """A note by the keys that one knows. Signatures of others count for nothing. LogError where the note is not in its form, where
    a signature by a known key is false, and where no known key signed."""
    text, lines = _split(data)
    known, signed = {(key.name, key.id): key for key in keys}, dict[Verifier, None]()
    for line in lines:
        name, signature = _signature(line)
        key = known.get((name, signature[:4]))
        if key:
            key.check(text, signature[4:])
            signed[key] = None
    if not signed:
        raise LogError("no key that is known signed this")
    return Note(text, tuple(signed))


def _split(data: bytes) -> tuple[str, list[str]]:
    """A note's text and the lines of its signatures."""
    try:
        whole = data.decode("utf-8") if len(data) <= LONGEST else ""
    except UnicodeDecodeError as error:
        raise LogError("this is no note: it is not UTF-8") from error
    text, empty, below = whole.rpartition("\n\n")
    lines = below.split("\n")
    if not empty or lines.pop() or not 0 < len(lines) <= MOST:
        raise LogError("this is no note: it has no text with signatures below")
    return _texted(f"{text}\n"), lines


def _signature(line: str) -> tuple[str, bytes]:
    """The name in the line of a signature; the id of its key and the signature."""
    name, space, encoded = line.removeprefix(DASH).partition(" ")
    if not (line.startswith(DASH) and space):
        raise LogError("this is no note: below its text there is more than signatures")
    signature = base64.decode(encoded)
    if len(signature) < 5:
        raise LogError("this is no note: a signature is too short")
    return _named(name), signature


def _parts(text: str) -> tuple[str, str, bytes]:
    name, _, rest = text.partition("+")
    id, _, encoded = rest.partition("+")
    key = base64.decode(encoded, 33)
    if not re.fullmatch("[0-9a-f]{8}", id) or key[:1] != ED25519:
        raise LogError("this is no Ed25519 key in the form name+id+key")
    return _named(name), id, key[1:]


def _named(name: str) -> str:
    if not name or "+" in name or any(char.isspace() for char in name) or _CONTROL.search(name):
        raise LogError("a key has a name without spaces and without +")
    return name


def _texted(text: str) -> str:
    if not text.endswith("\n") or _CONTROL.search(text):
        raise LogError("the text of a note ends with a line, and has no control characters")
    return text
