"""Badges: a small picture for any web page, with what it says laid out so that it fits in whatever font a reader has."""

from __future__ import annotations

import unicodedata

from onrecord.frozen import dataclass
from onrecord.render.text import plain, shortened
from onrecord.render.views.figures import digest_of
from onrecord.render.views.record import Record

HEIGHT = 28
PADDING = 10
LONGEST_LABEL, LONGEST_SAYING = 30, 60
_NARROW, _WIDE = frozenset("ijltfr.,:;'|!()[]/ I"), frozenset("mwMW@%—…")


@dataclass(frozen=True, slots=True)
class Lettering:
    """A text, the middle of the room it stands in, and how long it is drawn, in pixels."""

    text: str
    middle: int
    length: int


@dataclass(frozen=True, slots=True)
class BadgeView:
    """A badge in two parts, and its size in pixels; the first part ends at `edge`."""

    language: str
    direction: str
    accent: str
    label: Lettering
    says: Lettering
    edge: int
    width: int
    height: int = HEIGHT


def talk_badge(record: Record) -> BadgeView:
    """The badge that leads to the page of ways to talk."""
    return _badge(record, record.corpus.site.company.name, record.language.gettext("Talk with us"))


def record_badge(record: Record) -> BadgeView:
    """The badge that leads to the record: how many issues were solved, by the word of those who reported them."""
    _, headline = record.language.gettext, digest_of(record).headline
    if headline.resolvable:
        says = _("%(confirmed)s of %(all)s solved, say customers") % {"confirmed": headline.confirmed, "all": headline.resolvable}
    else:
        says = _("what customers said")
    return _badge(record, _("Our record"), says)


def _badge(record: Record, label: str, says: str) -> BadgeView:
    left, right = shortened(plain(label), LONGEST_LABEL), shortened(plain(says), LONGEST_SAYING)
    before, after = drawn(left), drawn(right)
    edge = before + 2 * PADDING
    return BadgeView(
        language=plain(record.language.tag),
        direction=record.language.direction,
        accent=str(record.options.get("accent", "")),
        label=Lettering(left, edge // 2, before),
        says=Lettering(right, edge + PADDING + after // 2, after),
        edge=edge,
        width=edge + after + 2 * PADDING,
    )


def drawn(text: str) -> int:
    """About how long a text is in a sans-serif of 13 pixels, in pixels; it is then drawn at that length."""
    return max(1, round(sum(map(_breadth, text))))


def _breadth(char: str) -> float:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return 13.0
    if char in _NARROW:
        return 4.3
    if char in _WIDE:
        return 11.0
    return 8.8 if char.isupper() else 7.3
