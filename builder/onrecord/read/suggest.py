"""The nearest right word, for the hint of a problem."""

from __future__ import annotations

from collections.abc import Collection, Iterable

COMPARED = 5_000


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean "status"?`, or nothing where no known word is near, or there are too many to compare with."""
    import difflib  # imported late: only a mistake needs it

    given = known if isinstance(known, Collection) else list(known)
    if len(given) > COMPARED:
        return ""
    words = {one.lower(): one for one in sorted(given, reverse=True)}
    near = difflib.get_close_matches(word[:100].lower(), sorted(words), n=1, cutoff=0.6)
    return f'did you mean "{words[near[0]]}"?' if near else ""


def one_of(word: str, known: Iterable[str]) -> str:
    """The nearest right word, else all of them."""
    words = list(known)
    return did_you_mean(word, words) or f"it is one of {', '.join(words)}"


def quoted(text: str, length: int = 60) -> str:
    """A text from a file in quotes, on one line and not longer than a message can bear."""
    line = "".join(char if char.isprintable() else f"[U+{ord(char):04X}]" for char in text[: length + 1])
    return f'"{line[:length]}…"' if len(text) > length else f'"{line}"'
