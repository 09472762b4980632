"""The ways in: how a customer adds a voice, says whether it was fixed, or follows an issue; and the page that says so."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from onrecord.frozen import dataclass
from onrecord.model import Issue, IssueType, Talk
from onrecord.render import routes
from onrecord.render.safe import safe_url, visible
from onrecord.render.views.frame import Frame, absolute, frame_of
from onrecord.render.views.parts import Link
from onrecord.render.views.record import Record

FOLLOW = "follow"
ACTS = ("voice", "dispute", "confirm", FOLLOW)
VOICES = {IssueType.IDEA: "wish", IssueType.PRAISE: "agree", IssueType.ASK: "reply"}
"""What adding a voice is called where it is not a trouble that one has too. Nobody confirms praise or an ask."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in: the act (`voice` or one of its other names, `dispute`, `confirm`, `follow`, `new`), and where each channel leads
    (`form`, `email`, `github`, `gitlab`, `feed`)."""

    act: str
    channels: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TalkView:
    """The page that says how to talk with the company."""

    frame: Frame
    ways: tuple[Way, ...]
    feed: str
    calendar: str


def ways_of(record: Record, issue: Issue) -> tuple[Way, ...]:
    """The ways in of an issue, prefilled with its number. To follow it, there is always its feed."""
    talk, here = record.corpus.site.talk, routes.issue(issue.id)
    feed = Link("feed", routes.href(here, routes.feed(here)))
    if not (talk.form or talk.email or talk.github or talk.gitlab):
        return (Way(FOLLOW, (feed,)),)
    acts = ("voice", FOLLOW) if issue.type in (IssueType.PRAISE, IssueType.ASK) else ACTS
    names = {"voice": VOICES.get(issue.type, "voice")}
    about = f", “{record.name(issue)}”", absolute(record.corpus.site, routes.issue(issue.id))
    ways = [
        Way(name := names.get(act, act), _channels(talk, act, issue.id, *_letter(record, name, issue.id, *about))) for act in acts
    ]
    ways[-1] = Way(FOLLOW, (*ways[-1].channels, feed))
    return tuple(way for way in ways if way.channels)


def talk_view(record: Record) -> TalkView:
    """The page that says how to talk with the company."""
    here, _ = routes.TALK, record.language.gettext
    channels = _channels(record.corpus.site.talk, "new", "", _quoted(_("What I want to say")), "")
    frame = frame_of(
        record, here, _("Talk with us"), _("How to say what is wrong, what you would like, and whether it was really fixed.")
    )
    return TalkView(
        frame, (Way("new", channels),) if channels else (), routes.href(here, routes.FEED), routes.href(here, routes.PROMISES)
    )


def _letter(record: Record, act: str, id: str, name: str, url: str) -> tuple[str, str]:
    """The subject and the first words of a message about an issue, as they stand in addresses: quoted piece by piece, since most
    are the same again."""
    _ = record.language.gettext
    says, asks = {
        "voice": (_("I have this too"), _("What happens to me:")),
        "wish": (_("I would like this too"), _("What it would do for me:")),
        "agree": (_("I feel the same"), ""),
        "reply": (_("My answer"), _("What works for me, and what does not:")),
        "dispute": (_("Not fixed for me"), _("What I still see:")),
        "confirm": (_("Works for me"), _("What I tried:")),
        "follow": (_("Tell me when it changes"), ""),
    }[act]
    subject = _quoted(_("%(act)s: issue %(id)s", act=says, id=id))
    lines = (subject + _quoted(name), _quoted(url), _quoted("\n" + asks) if asks else "")
    return subject, _LINE_END.join(filter(None, lines)) + _LINE_END


_LINE_END = quote("\n")


@lru_cache(maxsize=256)
def _quoted(words: str) -> str:
    """Words as an address holds them."""
    return quote(words, safe="")


def _channels(talk: Talk, act: str, id: str, subject: str, body: str) -> tuple[Link, ...]:
    """The addresses of a way in, in the order in which they are offered, with a subject and words as addresses hold them. Whoever
    only follows needs no public tracker.

    A line ends in CRLF in an e-mail (RFC 6068, section 5).
    """
    found = []
    if talk.form:
        found.append(Link("form", talk.form.replace("{issue}", quote(id, safe="")).replace("{act}", act)))
    if talk.email:
        found.append(Link("email", f"mailto:{quote(talk.email, safe='@')}?subject={subject}&body={body.replace('%0A', '%0D%0A')}"))
    if talk.github and act != FOLLOW:
        found.append(Link("github", f"https://github.com/{quote(talk.github)}/issues/new?title={subject}&body={body}"))
    if talk.gitlab and act != FOLLOW:
        found.append(
            Link(
                "gitlab",
                f"https://gitlab.com/{quote(talk.gitlab)}/-/issues/new?issue%5Btitle%5D={subject}&issue%5Bdescription%5D={body}",
            )
        )
    return tuple(Link(link.text, url) for link in found if (url := safe_url(visible(link.href))))
