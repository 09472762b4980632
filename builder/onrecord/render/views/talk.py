"""The ways in: how a customer adds a voice, says whether it was fixed, or follows an issue; each prefilled, in the page's
language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import quote

from onrecord.derive.judgement import IssueAssessment, Status, Timing
from onrecord.frozen import dataclass
from onrecord.model import Issue, IssueType, Talk
from onrecord.render import routes
from onrecord.render.safe import safe_url, visible
from onrecord.render.text import plain, shortened
from onrecord.render.views.frame import absolute, webcal
from onrecord.render.views.parts import Link
from onrecord.render.views.record import Record

VOICE, DISPUTE, CONFIRM, FOLLOW, NEW = "voice", "dispute", "confirm", "follow", "new"
VOICES = {IssueType.IDEA: "wish", IssueType.PRAISE: "agree", IssueType.ASK: "reply"}
"""What adding a voice is called where it is not a trouble that one has too."""
UNJUDGED = frozenset({IssueType.PRAISE, IssueType.ASK})
"""Nobody confirms or disputes these."""
ANSWERED = frozenset({Status.ANSWERED, Status.PROMISED, Status.RESOLVED, Status.CONFIRMED, Status.DISPUTED})
LONGEST_NAME = 80
"""How many characters of an issue's title stand in a letter: an address holds each as up to twelve, and programs take some
2,000."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in: the act (`voice` or one of its other names, `dispute`, `confirm`, `follow`, `new`), and where each channel leads
    (`form`, `email`, `github`, `gitlab`; to follow, also `feed`, `calendar`, `webcal`)."""

    act: str
    channels: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A subject and the words that stand in a message before its writer begins, as addresses hold them: to the company (`private`),
    and in public, where the account tells who writes."""

    subject: str
    private: str
    public: str


def ways_of(record: Record, issue: Issue) -> tuple[Way, ...]:
    """The ways in of an issue, prefilled with its number, as far as they make sense where it stands. To follow it, there is always
    its feed."""
    talk, names = record.corpus.site.talk, {VOICE: VOICES.get(issue.type, VOICE)}
    follow = Way(FOLLOW, tuple(_follow(record, issue)))
    if not is_open(talk):
        return (follow,)
    named = ((names.get(act, act), act) for act in acts_of(record, issue))
    return (*(Way(name, _channels(talk, act, issue.id, _letter(record, name, issue))) for name, act in named), follow)


def is_open(talk: Talk) -> bool:
    """Whether a site names any way to write to its company."""
    return bool(talk.form or talk.email or talk.github or talk.gitlab)


def acts_of(record: Record, issue: Issue) -> tuple[str, ...]:
    """What somebody may come to say of an issue, as far as the record can hold it: nothing is disputed or confirmed before it was
    answered, on the issue itself, its original or their duplicates, nor once its last report was withdrawn. That something is a
    duplicate can be disputed, and so can what another customer confirmed."""
    judged = record.judged(issue.id)
    status, original = judged.standing.status, judged.original
    if issue.type in UNJUDGED or status is Status.WITHDRAWN:
        return (VOICE,)
    first = record.judged(original) if original and original in record.corpus.issues else judged
    if any(map(_is_answered, map(record.judged, dict.fromkeys((issue.id, first.id, *first.duplicates))))):
        return (VOICE, DISPUTE, CONFIRM)
    return (VOICE, DISPUTE) if status is Status.DUPLICATE else (VOICE,)


def _is_answered(judged: IssueAssessment) -> bool:
    """Whether the company said anything to it that counts; on a duplicate, that shows on the clock."""
    return judged.first_answer.timing is Timing.STOPPED or any(standing.status in ANSWERED for standing in judged.history)


def channels_of(record: Record) -> tuple[Link, ...]:
    """The ways to begin a conversation about something that is not on record yet."""
    _ = record.language.gettext
    body = "\n".join((f"{_('Name to show (left empty: anonymous):')} ", "", _("What I want to say:"), ""))
    letter = Letter(_quoted(_("What I want to say")), quote(body, safe=""), "")
    return _channels(record.corpus.site.talk, NEW, "", letter)


def _follow(record: Record, issue: Issue) -> Iterator[Link]:
    """The ways to follow an issue that need no account anywhere: a word to the company, its feed, and the calendar of its
    promises."""
    here, site = routes.issue(issue.id), record.corpus.site
    yield from _channels(Talk(email=site.talk.email, form=site.talk.form), FOLLOW, issue.id, _letter(record, FOLLOW, issue))
    yield Link("feed", routes.href(here, routes.feed(here)))
    if record.judged(issue.id).commitments:
        calendar = routes.issue_calendar(issue.id)
        yield Link("calendar", routes.href(here, calendar))
        if address := webcal(site, calendar):
            yield Link("webcal", address)


def _letter(record: Record, act: str, issue: Issue) -> Letter:
    """A message about an issue, quoted piece by piece, since most pieces are the same again. It ends where its writer begins."""
    _ = record.language.gettext
    says, asks = {
        "voice": (_("I have this too"), _("What happens to me:")),
        "wish": (_("I would like this too"), _("What it would do for me:")),
        "agree": (_("I feel the same"), _("What I like:")),
        "reply": (_("My answer"), _("What works for me, and what does not:")),
        "dispute": (_("Not fixed for me"), _("What I still see:")),
        "confirm": (_("Works for me"), _("What I tried:")),
        "follow": (_("Tell me when it changes"), ""),
    }[act]
    subject = _quoted(_("%(act)s: issue %(id)s", act=says, id=issue.id))
    name = shortened(plain(record.name(issue)), LONGEST_NAME)
    about = [subject + quote(_(", “%(issue)s”", issue=name), safe="")]
    if url := absolute(record.corpus.site, routes.issue(issue.id)):
        about.append(quote(url, safe=""))
    if not asks:
        return Letter(
            subject, _lines(*about, "", _quoted(_("Please write to me at this address when something happens there."))), ""
        )
    asked = ("", _quoted(asks), "")
    named = ("", _quoted(f"{_('Name to show (left empty: anonymous):')} "))
    return Letter(subject, _lines(*about, *named, *asked), _lines(*about, *asked))


def _lines(*lines: str) -> str:
    return "%0A".join(lines)


@lru_cache(maxsize=256)
def _quoted(words: str) -> str:
    """Words as an address holds them."""
    return quote(words, safe="")


def _channels(talk: Talk, act: str, id: str, letter: Letter) -> tuple[Link, ...]:
    """The addresses of a way in, in the order in which they are offered: first what needs no account anywhere.

    A line ends in CRLF in an e-mail (RFC 6068, section 5), in LF elsewhere.
    """
    found, subject = [], letter.subject
    if talk.form:
        found.append(Link("form", talk.form.replace("{issue}", quote(id, safe="")).replace("{act}", act)))
    if talk.email:
        body = letter.private.replace("%0A", "%0D%0A")
        found.append(Link("email", f"mailto:{quote(talk.email, safe='@')}?subject={subject}&body={body}"))
    if talk.github:
        found.append(Link("github", f"https://github.com/{quote(talk.github)}/issues/new?title={subject}&body={letter.public}"))
    if talk.gitlab:
        asked = f"issue%5Btitle%5D={subject}&issue%5Bdescription%5D={letter.public}"
        found.append(Link("gitlab", f"https://gitlab.com/{quote(talk.gitlab)}/-/issues/new?{asked}"))
    return tuple(Link(link.text, url) for link in found if (url := safe_url(visible(link.href))))
