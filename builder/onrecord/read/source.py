"""The bytes of one file, and the text they hold."""

from __future__ import annotations

import codecs
import re

from onrecord.frozen import dataclass
from onrecord.model import Problem, Where

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
PLAIN = b"\n" + bytes(range(0x20, 0x7F))


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the project: its path below the project's root, with `/`, and its bytes."""

    path: str
    data: bytes


class UndecodableError(ValueError):
    """Bytes that are no text, as the problem to tell."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def text_of(file: SourceFile) -> str:
    """The text of a file with LF line ends and without a byte order mark; UndecodableError for bad UTF-8 or a NUL."""
    data = file.data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UndecodableError(bad_byte(file.path, data, error.start)) from None
    nul = text.find("\0")
    if nul >= 0:
        raise UndecodableError(Problem(place(file.path, text, nul), "a NUL character", "no text holds one; is this a text file?"))
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def rare_signs(text: str) -> str:
    """The signs of a text that are neither printable ASCII nor line ends; five times faster than to search for one."""
    return text.encode("utf-8", "surrogatepass").translate(None, PLAIN).decode("utf-8", "surrogatepass")


def bad_byte(path: str, data: bytes, start: int) -> Problem:
    """The problem of a byte that is no UTF-8, at its line and column."""
    before = data[:start].decode("utf-8", "replace")
    message = f"the byte 0x{data[start]:02x} is no UTF-8"
    return Problem(place(path, before, len(before)), message, "save the file as UTF-8")


def place(path: str, text: str, index: int) -> Where:
    """Where the character at an index of a text stands."""
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return Where(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
