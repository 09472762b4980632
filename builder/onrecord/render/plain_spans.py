"""Emphasis, code and links of plain Markdown, in one pass over text that is escaped already."""

from __future__ import annotations

import re
from functools import partial

from onrecord.render.late import late
from onrecord.render.text import COMPANY_REL, CUSTOMER_REL


class UnsureError(Exception):
    """Something here may mean more than this converter knows."""


_CODE = r"(?:`[^`<]++`|``[^`<]++``)(?!`)"
_WITHIN_A_WORD = r"_(?<=[^\W_]_)_*+(?=[^\W_])"
_ESCAPABLE = r"(?:[\\`*_{}\[\]()#+.!-]|&gt;)"
_PATH = r"(?:[a-zA-Z0-9/_.~!$*+,=:@%?#-]|&amp;)*+"
_ADDRESS = rf"https?://(?:[a-z0-9]++(?:-[a-z0-9]++)*+\.)++[a-z]{{2,63}}+(?::[0-9]{{1,4}}+)?+(?:[/?#]{_PATH})?+"
_ENTITY = r"&(?:amp|gt|lt(?=;[ !]));"
_WORDS = rf"(?:[^\[\]`\\<&]++|{_ENTITY}|{_CODE})++"
_TARGET = rf"(?:{_ADDRESS}|/(?!/){_PATH})"
_PLAIN = (
    rf"(?!\s)(?:[^*_`\[\]\\<&]++|{_ENTITY}|{_CODE}|{_WITHIN_A_WORD}|\\{_ESCAPABLE}|\[{_WORDS}\]\({_TARGET}\)|&lt;{_ADDRESS}&gt;)++"
    r"(?<!\s)"
)
_SPANS = late(
    r"`(?P<code>[^`<]++)`(?!`)|``(?P<code_>[^`<]++)``(?!`)"
    rf"|\*\*(?P<strong>{_PLAIN})\*\*(?!\*)|\*(?P<em>{_PLAIN})\*(?!\*)"
    rf"|__(?<!\w__)(?P<strong_>{_PLAIN})__(?!\w)|_(?<!\w_)(?P<em_>{_PLAIN})_(?!\w)"
    rf"|\[(?P<words>{_WORDS})\]\((?P<target>{_TARGET})\)|&lt;(?P<address>{_ADDRESS})&gt;|\\(?P<escaped>{_ESCAPABLE})"
    rf"|{_WITHIN_A_WORD}|\*(?<=\s\*)(?=\s)|\\(?=[a-zA-Z0-9 ])|&lt;(?=[ !])|&lt;(?P<angle>)"
    r"|\*(?P<star>)|_(?P<bar>)|`(?P<tick>)|\\(?P<slash>)|\](?P<bracket>)(?=[(\[])"
)
"""Each alternative begins with a letter, so that the search skips to it, and none gives back what it has read. What has no name
means nothing where it stands; from `star` on, the names are those of marks left over. A bracket that begins no link stays."""


def spans(escaped: str, *, customer: bool) -> str:
    """The text with its emphasis, code and links; UnsureError where any mark is left over."""
    addresses = "&lt;" in escaped and ("@" in escaped or "://" in escaped)
    return _SPANS.sub(partial(_span, customer=customer, addresses=addresses), escaped)


def _span(found: re.Match[str], *, customer: bool, addresses: bool) -> str:
    match found.lastgroup:
        case None:
            return found[0]
        case "code" | "code_" as name:
            return f"<code>{found[name].strip()}</code>"
        case "strong" | "strong_" | "em" | "em_" as name:
            return f"<{name.rstrip('_')}>{spans(found[name], customer=customer)}</{name.rstrip('_')}>"
        case "target":
            return _link(found["target"], found["words"], customer=customer)
        case "address":
            return _link(found["address"], found["address"], customer=customer)
        case "escaped":
            return found["escaped"]
        case "angle" if not addresses:
            return found[0]
        case _:
            raise UnsureError


def _link(target: str, words: str, *, customer: bool) -> str:
    if not words.strip() or (target[0] == "/" and (customer or ".." in target)):
        raise UnsureError
    content = words if words == target else spans(words, customer=customer)
    return f'<a href="{target}" rel="{CUSTOMER_REL if customer else COMPANY_REL}">{content}</a>'
