"""The blocks of plain Markdown as markup whose spans are still unread; lists and quotes are of one level.

The text is escaped already, so that every `<` in what comes out begins a tag made here. Time is linear in the length.
"""

from __future__ import annotations

import re

from onrecord.render.plain_spans import UnsureError

HEADINGS_IN_A_BLOCK = 4
TICKS_IN_A_ROW = 16
"""Beyond these, the meter of the full conversion (see `meter`) may run out."""

_HEADING = re.compile(r"(?P<level>#{1,6}) (?P<words>[^\n]*+)(?:\n|\Z)")
_LINE = r"[-=*_|: ]++(?=\n|\Z)"
"""What underlines the line above it, rules off, or belongs to a table."""
_UNDERLINE = re.compile(_LINE)
_START = re.compile(r" {0,3}(?:(?P<rule>[-*_][-*_ ]*+(?=\n|\Z))|(?P<ul>[*+-] )|(?P<ol>\d+\. )|(?P<quote>&gt;))|(?P<code> {4})")
_BEGUN_WITHIN = re.compile(rf"\n(?:{_LINE}|#{{1,6}} | {{0,3}}&gt;| {{4,}}(?:[*+-]|\d+\.) )")
_BEGUN_IN_ITEM = re.compile(rf"\s|\Z|{_LINE}|#{{1,6}} |&gt;|(?:[*+-]|\d+\.) ")
_MARKS = {"ul": re.compile(r"(?:\A|\n) {0,3}[*+-] +"), "ol": re.compile(r"(?:\A|\n) {0,3}\d+\. +")}
_NUMBER = re.compile(r" *([0-9]{1,9})\.")
_QUOTED = re.compile(r" {0,3}&gt; ?")
_BEFORE_SPACE = re.compile(r"  \n\s")


class Blocks:
    """The lines of markup of a text."""

    def __init__(self, top: int) -> None:
        self.top = top
        self.quoted = False
        self.lines: list[str] = []

    def read(self, text: str) -> None:
        """Add the blocks of a text; UnsureError where one may be more than plain."""
        for chunk in text.split("\n\n"):
            block = self._after_headings(chunk.lstrip("\n"))
            if block and block[0].isalpha() and ("\n" not in block or not _BEGUN_WITHIN.search(block)):
                self.lines.append(f"<p>{_broken(block)}</p>")
            elif block:
                self._marked(block)

    def _after_headings(self, block: str) -> str:
        for _ in range(HEADINGS_IN_A_BLOCK):
            if block[:1] != "#" or not (found := _HEADING.match(block)):
                break
            block, words = block[found.end() :], found["words"].strip()
            level = min(6, len(found["level"]) + self.top - 1)
            if not words or words.endswith("#") or level == 1 or _UNDERLINE.match(block):
                raise UnsureError
            self.lines.append(f"<h{level}>{words}</h{level}>")
        return block

    def _marked(self, block: str) -> None:
        found = _START.match(block)
        name = found.lastgroup if found else None
        if name == "code":
            raise UnsureError
        if name == "quote":
            self._quote(block)
        elif "\n" in block and _BEGUN_WITHIN.search(block):
            self._table(block)
        elif name is None and (words := block.lstrip()):
            self.lines.append(f"<p>{_broken(words)}</p>")
        elif name in _MARKS:
            self._list(name, block)
        elif name == "rule" and len(block) >= len("---") and not block.strip(block[0]):
            self.lines.append("<hr>")
        else:
            raise UnsureError

    def _list(self, name: str, block: str) -> None:
        number = _NUMBER.match(block)
        if name == "ol" and not number:
            raise UnsureError
        items = [_item(words) for words in _MARKS[name].split(block)[1:]]
        if self.lines and self.lines[-1] == f"</{name}>":
            self.lines.pop()
            self.lines[-1] = _loose(self.lines[-1])
            items[0] = _loose(items[0])
        else:
            self.lines.append(f'<ol start="{number[1]}">' if number and number[1] != "1" else f"<{name}>")
        self.lines += [*items, f"</{name}>"]

    def _quote(self, block: str) -> None:
        inner = "\n".join([_unquoted(line) for line in block.split("\n")])
        if self.quoted or not inner or inner[0] == "\n" or inner[-1] == "\n":
            raise UnsureError
        if self.lines and self.lines[-1] == "</blockquote>":
            self.lines.pop()
        else:
            self.lines.append("<blockquote>")
        self.quoted = True
        self.read(inner)
        self.quoted = False
        self.lines.append("</blockquote>")

    def _table(self, block: str) -> None:
        header, line, *rows = [row.strip(" ") for row in block.split("\n")]
        border = header.startswith("|") or header.endswith("|")
        columns = len(_cells(header, border=border))
        if columns == 1 or "\\" in block or set(line) - set("|:- ") or len(_cells(line, border=border)) != columns:
            raise UnsureError
        self.lines += ["<table>", "<thead>", *_row("th", _cells(header, border=border), columns), "</thead>", "<tbody>"]
        for row in rows or [""]:
            self.lines += _row("td", _cells(row, border=border), columns)
        self.lines += ["</tbody>", "</table>"]


def _broken(words: str) -> str:
    """Words with a break at the end of each line that ends in two spaces."""
    if "  \n" in words and _BEFORE_SPACE.search(words):
        raise UnsureError
    return words.replace("  \n", "<br>\n")


def _item(words: str) -> str:
    if _BEGUN_IN_ITEM.match(words):
        raise UnsureError
    return f"<li>{_broken(words)}</li>"


def _loose(item: str) -> str:
    """An item of a list whose items stand apart."""
    return item if item.startswith("<li>\n") else f"<li>\n<p>{item[len('<li>') : -len('</li>')]}</p>\n</li>"


def _unquoted(line: str) -> str:
    if not (found := _QUOTED.match(line)):
        raise UnsureError
    return line[found.end() :] if line.strip() != "&gt;" else ""


def _cells(row: str, *, border: bool) -> list[str]:
    cells = (row.removeprefix("|").removesuffix("|") if border else row).split("|")
    if "`" in row and ("``" in row or row.count("`") > TICKS_IN_A_ROW or any(cell.count("`") % 2 for cell in cells)):
        raise UnsureError
    return [cell.strip(" ") for cell in cells]


def _row(name: str, cells: list[str], columns: int) -> list[str]:
    padded = [*cells, *[""] * (columns - len(cells))][:columns]
    return ["<tr>", *[f"<{name}>{cell}</{name}>" for cell in padded], "</tr>"]
