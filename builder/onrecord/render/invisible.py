"""Characters that hide: which of them a text may hold, and how all others are made visible.

The rule. Always made visible are: C0 controls but line feed and tab, DEL and C1 controls; bidirectional embeddings, overrides
and isolates; line and paragraph separators; soft hyphens, word joiners, invisible operators, fillers, byte order marks,
annotation, musical and shorthand format characters; lone surrogates and noncharacters. A carriage return ends a line.
Kept where a writing system needs them, and only one at a time:

- a zero width joiner or non-joiner after a letter or mark of a cursive or Brahmic script; a joiner also between emoji;
- a zero width space after a letter of a script that writes no spaces (Thai, Lao, Tibetan, Myanmar, Khmer);
- a direction mark (LRM, RLM, ALM) in a text that has right-to-left letters;
- a variation selector after a character that has such variants (emoji, keycaps, ideographs, mathematical operators, …);
- the tags of the three flags that emoji fonts know (England, Scotland, Wales), after their black flag.

So nothing can be hidden in a run of such characters: the second of a run is shown. The lists follow Unicode 16,
`Default_Ignorable_Code_Point` and `Bidi_Control` in `DerivedCoreProperties.txt` and `PropList.txt`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from onrecord.render.late import late

CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
"""Controls and lone surrogates, as the inside of a character class: what no markup may hold in any form."""

SUSPECT = (
    CONTROLS + "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
)
"""Everything that may have to be made visible, as the inside of a character class."""

_CURSIVE = (
    "\u0600-\u061b\u061d-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u17b3\u17b6-\u17ff\u1800-\u180a\u1810-\u18af\u1900-\u1cff"
    "\ua800-\ua82f\ua840-\ua8ff\ua930-\ua9df\uaa00-\uabff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefe"
    "\U00010a00-\U00010fff\U00011000-\U00011fff\U0001e900-\U0001e95f"
)
_SPACELESS = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17b3\u17b6-\u17ff\u1950-\u19ff\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf"
_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2934\u2935\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_VARIED = (
    f"0{_IDEOGRAPH}\u1000-\u109f\u2200-\u22ff\u2a00-\u2aff\u3001\u3002\ua840-\ua87f\uaa60-\uaa7f\uff00-\uff9f\U00010ac0-\U00010aff"
)

_RIGHT_TO_LEFT = late(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_FLAG = late(
    "\U0001f3f4(?:{})\U000e007f".format(
        "|".join("".join(chr(0xE0000 + ord(c)) for c in flag) for flag in ("gbeng", "gbsct", "gbwls"))
    )
)
_FLAG_LENGTH = 7
_ANY = late(f"[{SUSPECT}]")
_MEMBERS = frozenset(
    chr(code)
    for found in re.finditer("(.)-(.)|(.)", SUSPECT, re.DOTALL)
    for code in range(ord(found[1] or found[3]), ord(found[2] or found[3]) + 1)
)
_LINE_END = re.compile("\r\n?")

# What must stand before a character that is to be kept.
_BEFORE: dict[str, re.Pattern[str]] = {
    "\u200b": late(f"[{_SPACELESS}]"),
    "\u200c": late(f"[{_CURSIVE}]"),
    "\u1160": late("[\u1100-\u115e]"),
    **dict.fromkeys(map(chr, range(0x180B, 0x1810)), late("[\u1820-\u18aa]")),
    **dict.fromkeys(map(chr, range(0xFE00, 0xFE0E)), late(f"[{_VARIED}]")),
    **dict.fromkeys("\ufe0e\ufe0f", late(f"[{_EMOJI}0-9#*]")),
    **dict.fromkeys(map(chr, range(0xE0100, 0xE01F0)), late(f"[{_IDEOGRAPH}]")),
}
_JOINED = late(f"[{_CURSIVE}]|[{_EMOJI}\ufe0f\U000e007f](?=\u200d[{_EMOJI}])")


def line_ends(text: str) -> str:
    """The text with every carriage return (and line feed after it) as one line feed."""
    return _LINE_END.sub("\n", text) if "\r" in text else text


def has_invisible(text: str) -> bool:
    """Whether there is anything to judge: false for nearly every text."""
    if text.isascii():
        return not text.replace("\n", " ").replace("\t", " ").isprintable()
    return not _MEMBERS.isdisjoint(text)


def keeper(text: str) -> Callable[[int], bool]:
    """What says whether the suspect character at an index of this text is to be kept; linear over all of a text's."""
    right_to_left: list[bool] = []

    def keeps(at: int) -> bool:
        char = text[at]
        if char in "\u200e\u200f\u061c":
            if not right_to_left:
                right_to_left.append(_RIGHT_TO_LEFT.search(text) is not None)
            return right_to_left[0] and not any(_ANY.match(beside) for beside in (text[max(at - 1, 0) : at], text[at + 1 : at + 2]))
        if at == 0:
            return False
        if char == "\u200d":
            return _JOINED.match(text, at - 1) is not None
        if "\U000e0020" <= char <= "\U000e007f":
            flag = text.rfind("\U0001f3f4", max(at - _FLAG_LENGTH + 1, 0), at)
            return flag >= 0 and _FLAG.match(text, flag) is not None
        before = _BEFORE.get(char)
        return before is not None and before.match(text, at - 1) is not None

    return keeps


def label(char: str) -> str:
    """How an invisible character is shown: `[U+202E]`."""
    return f"[U+{ord(char):04X}]"


def describe(char: str) -> str:
    """What an invisible character is: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    nameless = "CONTROL CHARACTER" if unicodedata.category(char) == "Cc" else "NOT A CHARACTER"
    return f"U+{ord(char):04X} {unicodedata.name(char, nameless)}"


def visible(text: str) -> str:
    """The text with each character that hides shown as `[U+202E]`, and with line feeds as its only line ends."""
    if text.isascii() and text.isprintable():  # as nearly all names are
        return str(text)
    text = line_ends(text)
    if not has_invisible(text):
        return str(text)
    keeps = keeper(text)
    return _ANY.sub(lambda found: found[0] if keeps(found.start()) else label(found[0]), text)
