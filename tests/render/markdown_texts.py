"""Markdown of all kinds, from a seed: as people write it, as nobody would, and the one changed into the other."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

SENTENCES = (
    "The weekly report shows the wrong currency for accounts created before 2021.",
    "It's reproducible on a clean account, with 3 < 5 & 7 > 2.",
    "“Später” hieß es – 日本語 and snake_case_names too.",
    "2 * 3 is 6, and C:\\Users is a folder.",
    "Until then (see below) the workaround keeps the data: at a price!",
    "Nothing [yet] on the status page 😀, 98% done.",
)
WORDS = ("alpha", "beta gamma", "snake_case", "x", "100%", "(so)", "a, b", "it's", "a < b", "R&D", "#42", "1.2.3", "e.g.")
ADDRESSES = ("https://docs.example.com/a_b/63", "http://a.example", "https://a.example:8080/?q=1&r=2#s-3", "/promises/#m3")

INLINE = (
    "word", "two words", "*em*", "**strong**", "_em_", "__strong__", "`code`", "`a < b & c`", "``d``", "[t](https://a.example/x)",
    "[t](/root#a)", "<https://a.example/c>", "snake_case", "a * b", "2*3", "\\*", "\\_", "\\", "*", "**", "***", "_", "__", "`",
    "``", "[", "]", "](", "][", "(", ")", "<", ">", "<a@b.c>", "<b>", "<!--", "&", "&amp;", "&copy;", "&\\#39;", "!", "![", "~",
    "#", "|", "  \n", "\n", "\t", " ", "  ", "\u00a0", "\u3000", "é", "😀", "\u200d", "\u202e", "\ufe0f", "*a _b_ c*",
    "**a `b` c**", "[*a*](http://b.cc)", "[`x`](https://x.yz/?a=1&b=2)", "http://x.y", "C:\\Users\\x", "a@b.c", "\"q\"", "it's",
    "---", "1.", "-", "+", "=", "]:", "[x]", "[ ]", "[a][b]", "{", "}", "\\#", "\\|", "\\>", "\\<", "_a_b_", "*a*b", "__init__",
    "**a**b", "(*a*)", "\"_b_\"", "[a](/../x)", "[a](//x.yz)", "[a](https://x.yz \"t\")", "[a](https://EXAMPLE.com)",
    "[a](http://1.2.3.4/)", "[a](http://xn--a.com)", "[a](https://a.bc:99999/)", "[a](mailto:a@b.c)", "[a](javascript:x)",
    "[a](https://a--b.com/_x_*y*)", "\x07", "\r",
)  # fmt: skip
STARTS = (
    "- ", "* ", "+ ", "-", "1. ", "2. ", "10. ", "03. ", "٣. ", "1)", "> ", ">", "# ", "## ", "###### ", "####### ", "#", "    ",
    "   ", " ", "  - ", "    - ", "        - ", "```", "```python", "``` js x", "~~~", "| ", "|", "a | b", "|-|-|",
    "| --- | :-: |", "--|--", "---", "***", "===", "- - -", "___", "", "", "", "\t", "[a]: http://b", "> - ", "> # ", "> > ",
    "- # ", "- > ", "- - ", "- ```", ":", "+",
)  # fmt: skip
ENDS = ("\n", "\n", "\n\n", "\n\n", "  \n", "\n \n", "\n\n\n")


class Writer:
    """Writes one text after another; all of them follow from the seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def some(self, low: int, high: int) -> range:
        return range(self.random.randint(low, high))

    def message(self) -> str:
        """What customers and support write, and most of it plain."""
        return "\n\n".join(self.block() for _ in self.some(1, 5))

    def block(self, within: bool = False) -> str:
        kinds = (self.words, self.words, self.bullets, self.steps, self.heading, self.table, self.code, self.quote)
        return self.random.choice(kinds[:5] if within else kinds)()

    def line(self) -> str:
        return self.random.choice([" ", ", ", " "]).join(
            self.random.choice(SENTENCES) if self.random.random() < 0.3 else self.span() for _ in self.some(1, 4)
        )

    def span(self) -> str:
        kind = self.random.randrange(12)
        word = self.random.choice(WORDS)
        if kind < 5:
            return word
        if kind == 5:
            return f"[{self.marked(word)}]({self.random.choice(ADDRESSES)})"
        if kind == 6:
            return self.marked(f"[{word}]({self.random.choice(ADDRESSES)})")
        return self.marked(word)

    def marked(self, words: str) -> str:
        mark = self.random.choice(["`", "`", "*", "**", "_", "__", ""])
        return f"{mark}{words}{mark}"

    def words(self) -> str:
        return "\n".join(self.line() + self.random.choice(["", "", "", "  ", " "]) for _ in self.some(1, 3))

    def bullets(self) -> str:
        mark = self.random.choice(["- ", "- ", "* ", "+ ", " - ", "-   "])
        gap = self.random.choice(["\n", "\n", "\n", "\n\n"])
        return gap.join(mark + self.line() + self.random.choice(["", "", "", "\n  more", "\nmore"]) for _ in self.some(1, 4))

    def steps(self) -> str:
        first = self.random.choice([1, 1, 1, 0, 7, 10])
        return "\n".join(f"{first + number}. {self.line()}" for number in self.some(1, 3))

    def heading(self) -> str:
        return f"{'#' * self.random.randint(1, 6)} {self.line()}" + self.random.choice(["", f"\n{self.line()}"])

    def quote(self) -> str:
        inner = "\n\n".join(self.block(within=True) for _ in self.some(1, 2))
        return "\n".join(f"> {line}" if line else ">" for line in inner.split("\n"))

    def code(self) -> str:
        fence = self.random.choice(["```", "```", "~~~", "````"])
        language = self.random.choice(["", "json", "c++", "x y"])
        return f'{fence}{language}\n{{\n  "error": "a <b> & c"\n\n}} {self.line()}\n{fence}'

    def table(self) -> str:
        columns, border = self.random.randint(2, 3), self.random.choice(["|", "|", ""])

        def row(cell: str | None = None) -> str:
            cells = (cell or self.span() for _ in range(columns))
            return f"{border} {' | '.join(cells)} {border}".strip()

        return "\n".join([row(), row(self.random.choice(["---", ":-:", "-"])), *(row() for _ in self.some(0, 3))])

    def jumble(self) -> str:
        """What nobody would write."""
        lines = []
        for _ in self.some(1, 8):
            start = self.random.choice(STARTS) if self.random.random() < 0.6 else ""
            gap = self.random.choice(["", "", " "])
            words = gap.join(self.random.choice(INLINE) if self.random.random() < 0.5 else "w" for _ in self.some(0, 5))
            lines.append(start + words + self.random.choice(ENDS))
        return "".join(lines)

    def changed(self, text: str, others: Sequence[str] = (), longest: int = 500) -> str:
        """A part of a text with something put in, left out, doubled or mixed in from others, once or several times."""
        begin = self.random.randrange(max(1, len(text) - longest))
        text = text[begin : begin + longest]
        for _ in range(self.random.choice([1, 1, 2, 4])):
            at = self.random.randrange(len(text) + 1)
            end = at + self.random.choice([0, 0, 1, 2, 5, 20])
            text = text[:at] + self.piece(text, others) + text[end:]
        return text

    def piece(self, text: str, others: Sequence[str]) -> str:
        kind = self.random.random()
        if kind < 0.5:
            return self.random.choice(INLINE + STARTS)
        if kind < 0.7:
            return self.random.choice("*_`[]()<>&#|-+=\\!\n \t~.:1")
        if kind < 0.8:
            return ""
        source = self.random.choice(others) if others and kind > 0.9 else text
        at = self.random.randrange(len(source) + 1)
        return source[at : at + self.random.choice([1, 3, 10, 40])]
