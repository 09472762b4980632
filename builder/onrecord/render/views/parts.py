"""The small values that views share: links, words with their language, people, times, and one line about an issue."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.frozen import dataclass
from onrecord.render.language import Stamp
from onrecord.render.routes import json_feed
from onrecord.render.safe import SafeHtml


@dataclass(frozen=True, slots=True)
class Link:
    """A text and where it leads; empty where it leads nowhere. Verbatim words have their language as in a phrase; what the page
    itself says has no direction."""

    text: str
    href: str = ""
    lang: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed by its title, and where its Atom form lies."""

    text: str
    href: str

    @property
    def json(self) -> str:
        """Where its JSON Feed lies."""
        return json_feed(self.href)


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the navigation."""

    text: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the frames of all pages share that lie equally far from the site's root, in one part and section of it."""

    site_title: str
    company: Link
    logo: str
    language: str
    direction: str
    root: str
    home: str
    search: str
    log: str
    company_lang: str
    nav: tuple[NavItem, ...]
    footer: tuple[NavItem, ...]
    feed: FeedLink
    licence: Link


@dataclass(frozen=True, slots=True)
class Phrase:
    """A short verbatim text. `lang` is set where it differs from the page's, `direction` is `ltr`, `rtl` or `auto`."""

    text: str
    lang: str = ""
    direction: str = "auto"


@dataclass(frozen=True, slots=True)
class Block:
    """Words as safe HTML, with their language as in a phrase."""

    html: SafeHtml
    lang: str = ""
    direction: str = "auto"


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who speaks: the name they show, the page they have if any, their side (a role) and title."""

    name: str
    href: str
    role: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """How a customer's act can be checked: `checkable` at its public source (`href`), or `entered` by the company; how it came
    (`via`), and the system it came from. Both empty for an act that needs no proof."""

    code: str = ""
    via: str = ""
    system: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """The act that something follows from: a `message` (its number and kind), a `release` (its name), or the `header`."""

    code: str
    href: str = ""
    number: int = 0
    kind: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class IssueLine:
    """One issue in a list. `headline` are the customer's own words where `quoted`, else the title; `title` is empty where it
    would say the same again; `withheld` where neither may be shown. `people` stand by it; `missed` is the date of a promise to
    them that was not kept by then, `again` when it was last reported since it was resolved. `outcome` is how the company says that
    it ended; empty where it has not said so."""

    id: str
    href: str
    headline: Phrase
    quoted: bool
    withheld: bool
    title: str
    type: str
    product: Link
    components: tuple[str, ...]
    status: str
    since: Stamp
    opened: Stamp
    by: Who
    people: int
    duplicates: int
    self_reported: bool
    missed: Stamp | None
    outcome: str
    again: Stamp | None


@dataclass(frozen=True, slots=True)
class BaseLine:
    """What all lines of one issue have in common, wherever they stand: the line without its links, and what those lead to (the
    product's id, the author's alias, the company that answers); whether something is still owed, the ids of its components, its
    title (empty for none), the kind of each of its messages (by number), and the language of those that name one. No word of the
    interface stands in it."""

    line: IssueLine
    product: str | None
    author: str
    company: str
    unsettled: bool
    components: tuple[str, ...]
    name: str
    kinds: Mapping[str, str]
    langs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SlipView:
    """One move of a promise's date; `lang` is that of its reason, as in a phrase."""

    before: Stamp
    after: Stamp
    at: Stamp
    why: str
    days: int
    href: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class PromiseView:
    """A promise and how it went; `state` is one of `due`, `moved`, `missed`, `kept`, `kept_late`, `disputed`, `dropped`.
    `issue` says what it is about, `href` leads to the message that made it. `lang` is the language of `what` and `proof`,
    `why_lang` that of `why`, as in a phrase."""

    href: str
    issue: Link
    product: str
    by: Who
    what: str
    proof: str
    made: Stamp
    first_due: Stamp
    due: Stamp
    state: str
    slips: tuple[SlipView, ...]
    ended: Stamp | None
    ended_href: str
    why: str
    open: bool
    lang: str = ""
    why_lang: str = ""
