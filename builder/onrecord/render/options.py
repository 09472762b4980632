"""Options of a theme: what each may be, and what a site's words for it come to."""

from __future__ import annotations

import re

from onrecord.frozen import dataclass
from onrecord.read.suggest import one_of, quoted
from onrecord.read.values import FLAGS

Value = str | int | bool
TYPES = ("choice", "text", "number", "bool", "colour")
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
NUMBER = re.compile(r"[0-9]{1,9}")


class UnfitError(ValueError):
    """A text that an option cannot be: `message` follows the option's name, `hint` says what it can be."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Option:
    """One option: its `type` (of `TYPES`), what it is where a site says nothing, what a choice may be, and what it is for."""

    type: str
    default: Value
    choices: tuple[str, ...] = ()
    about: str = ""

    def value(self, text: str) -> Value:
        """What a site's word for it comes to; UnfitError where it cannot be that."""
        return meant(self.type, text, self.choices)


def meant(type: str, text: str, choices: tuple[str, ...] = ()) -> Value:
    """The value of a text in an option of a type: a whole number, a truth, a colour in small letters, else the text. UnfitError
    where it is none."""
    if type == "number":
        if not NUMBER.fullmatch(text):
            raise UnfitError(f"must be a whole number, not {quoted(text)}")
        return int(text)
    if type == "bool":
        if text.lower() not in FLAGS:
            raise UnfitError(f"must be true or false, not {quoted(text)}")
        return FLAGS[text.lower()]
    if type == "colour":
        if not COLOUR.fullmatch(text):
            raise UnfitError(f"must be a colour, not {quoted(text)}", 'write it in quotes, as in "#1d4e89"')
        return text.lower()
    if type == "choice" and text not in choices:
        raise UnfitError(f"cannot be {quoted(text)}", one_of(text, choices))
    return text
