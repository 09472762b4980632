"""The feed of promises: what was promised, moved, missed, kept and dropped, each as news of its own day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from onrecord.derive.judgement import Because, Commitment, PromiseState
from onrecord.frozen import dataclass
from onrecord.model import When
from onrecord.render import routes
from onrecord.render.atom import FeedEntry, FeedView, permanent_id
from onrecord.render.outline import START, instant_of
from onrecord.render.safe import join, visible
from onrecord.render.views.feeds import MOST, facts, feed_of, place_of
from onrecord.render.views.record import Record

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class News:
    """Something that befell a promise: `made`, `moved`, `missed`, `kept` or `dropped`, when, because of which act (a date that
    passes: of the promise itself), for which date it stood after that, and why."""

    promise: Commitment
    what: str
    at: datetime
    because: Because
    due: date
    why: str = ""

    @property
    def order(self) -> tuple[datetime, str, int, str]:
        """What news is sorted by."""
        return (self.at, self.because.issue, self.because.message or 0, self.what)


def promises_feed(record: Record) -> FeedView:
    """The newest of what befell all promises. It changes with the record, and on the day after a promise was due."""
    found = (news for promise in record.assessment.commitments for news in news_of(record, promise))
    newest = sorted(found, key=lambda news: news.order, reverse=True)[:MOST]
    record.expect([*dict.fromkeys(news.because.issue for news in newest)])
    title = f"{record.language.gettext('Promises')} · {visible(record.corpus.site.title)}"
    return feed_of(record, routes.PROMISES, title, [_entry(record, news) for news in newest])


def news_of(record: Record, promise: Commitment) -> Iterator[News]:
    """What befell a promise. It is missed on the day after its date where it had not been moved, kept or dropped by then; a date
    that was brought forward is not missed before the first one."""

    def at(when: When) -> datetime:
        return instant_of(when, record.language.zone) or START

    due = promise.first_due
    yield News(promise, "made", at(promise.made), promise.because, due)
    for slip in promise.slips:
        yield from _missed(record, promise, due, slip.at.sure)
        due = slip.after
        yield News(promise, "moved", at(slip.at), slip.because, due, slip.why)
    if promise.ended:
        yield from _missed(record, promise, due, promise.ended.sure)
        what = "dropped" if promise.state is PromiseState.DROPPED else "kept"
        yield News(promise, what, at(promise.ended), promise.ended_because or promise.because, due, promise.why or "")
    else:
        yield from _missed(record, promise, due, record.assessment.as_of)


def _missed(record: Record, promise: Commitment, due: date, until: date | None) -> Iterator[News]:
    """That a date passed before a day (None: nobody knows it)."""
    passed = max(due, promise.first_due)
    if until and passed < until:
        yield News(promise, "missed", datetime.combine(passed + A_DAY, time(), record.language.zone), promise.because, due)


def _entry(record: Record, news: News) -> FeedEntry:
    site, _, promise = record.corpus.site, record.language.gettext, news.promise
    company = record.base_line(promise.because.issue).company
    own = f"{routes.pretty(routes.PROMISES)}#{promise.because.issue}.{promise.because.message}"
    mark = {"made": "", "missed": f"-missed-{news.due.isoformat()}"}.get(news.what, f"-{news.what}-{news.because.message or 0}")
    called = {
        "made": _("Promised"),
        "moved": _("Moved"),
        "missed": _("Missed"),
        "kept": _("Kept, says the company"),
        "dropped": _("Dropped"),
    }[news.what]
    told = facts(
        (
            (called, visible(promise.what)),
            (_("For"), record.base_line(promise.because.issue).name),
            (_("Due"), record.language.day(news.due).text),
            (_("How you can tell"), visible(promise.proof or "")),
            (_("Because"), visible(news.why)),
        )
    )
    return FeedEntry(
        id=permanent_id(site.url, site.title, own + mark),
        url=place_of(record, routes.feed(routes.PROMISES), news.because.issue, news.because.message)[1],
        title=f"{called}: {visible(promise.what)}",
        author=visible(site.title) if news.what == "missed" else record.person(promise.by, routes.PROMISES, company).name,
        published=news.at,
        updated=news.at,
        content=join(told),
    )
