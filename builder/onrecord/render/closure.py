"""What a template hangs on: itself and all that it may extend, include or import, told from the texts of templates alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256

_TAG = re.compile(r"\{%[-+]?\s*(extends|include|import|from)\b(.*?)[-+]?%\}", re.DOTALL)
_LITERAL = re.compile(r"""'([^'\\]*)'|"([^"\\]*)\"""")
_ENDS = {
    "extends": re.compile(r"$"),
    "include": re.compile(r"(?:\s+ignore\s+missing)?(?:\s+with(?:out)?\s+context)?\s*$"),
    "import": re.compile(r"\s+as\s+\w+(?:\s+with(?:out)?\s+context)?\s*$"),
    "from": re.compile(r"\s+import\s.*$", re.DOTALL),
}
"""What may follow the name of a template, by the tag."""


Join = Callable[[str, str], str]
"""What a name means in a template: the name and that template's."""


def closure_of(template: str, texts: Mapping[str, str], join: Join = lambda name, _: name) -> tuple[tuple[str, str], ...]:
    """A template and all that it may use, of the templates with these texts: their names, and the SHA-256 of each in hex; empty for
    one that is named and not there. A name that is computed may be any. `join` says what a name means where it stands."""
    found: dict[str, str] = {}
    pending = [template]
    while pending:
        name = pending.pop()
        if name not in found:
            text = texts.get(name)
            found[name] = "" if text is None else sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            pending += [join(used, name) for used in _used(text or "", texts)]
    return tuple(sorted(found.items()))


def _used(text: str, texts: Iterable[str]) -> Iterable[str]:
    """The templates that a text may use."""
    used: dict[str, None] = {}
    for tag in _TAG.finditer(text):
        named = _ENDS[tag[1]].sub("", tag[2], count=1)
        used.update((normal(single or double), None) for single, double in _LITERAL.findall(named))
        if _LITERAL.sub("", named).strip(" \t\r\n,()[]") or not _LITERAL.search(named):
            used.update(dict.fromkeys(texts))
    return used


def normal(name: str) -> str:
    """A name as Jinja2 looks it up: `./base.html` is `base.html`."""
    return "/".join(part for part in name.split("/") if part not in ("", "."))
