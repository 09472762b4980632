"""The thread of an issue: each message with who said it, how it can be checked, its words, and what its kind adds."""

from __future__ import annotations

from datetime import timedelta

from onrecord.derive.judgement import Evidence
from onrecord.frozen import dataclass
from onrecord.model import (
    Amendment,
    Attachment,
    Correction,
    Format,
    Issue,
    Message,
    Outcome,
    Promise,
    PromiseUpdate,
    Report,
    Resolution,
    Role,
    Source,
    Withdrawal,
)
from onrecord.render import routes
from onrecord.render.attachments import published_name
from onrecord.render.language import Stamp
from onrecord.render.safe import visible
from onrecord.render.views.frame import web
from onrecord.render.views.parts import Block, Link, Phrase, Proof, Who
from onrecord.render.views.record import Record, evidence_of

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PromiseAct:
    """A promise as the message made it."""

    what: str
    due: Stamp
    proof: str


@dataclass(frozen=True, slots=True)
class UpdateAct:
    """What became of a promise (`promise` is its message): a new date, kept, or dropped."""

    promise: int
    due: Stamp | None
    kept: bool
    dropped: bool
    why: str


@dataclass(frozen=True, slots=True)
class ResolutionAct:
    """How the company says it ended. `release` is the release named, `original` what it is a duplicate of."""

    outcome: str
    release: Link | None
    keeps: tuple[int, ...]
    why: str
    how: str
    original: Link | None


@dataclass(frozen=True, slots=True)
class AmendmentView:
    """That the words were changed after they were published: by whose wish (`author`, `company`, `court`), why, and which day."""

    by: str
    why: str
    at: Stamp


@dataclass(frozen=True, slots=True)
class SealView:
    """That a message was sealed: as which unit, when for the first time, in how many versions, and the way to its history. `late`:
    more than a day after the time that it gives for itself."""

    unit: str
    at: Stamp
    versions: int
    history: str
    check: str
    late: bool


@dataclass(frozen=True, slots=True)
class TranslationView:
    """The words in another language (its tag, and what it is called); `by` is empty for a program."""

    lang: str
    language: str
    by: str
    title: str
    block: Block


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """A file beside a message: a picture, or something to download."""

    href: str
    text: str
    is_image: bool
    width: int
    height: int
    size: str
    name: str


@dataclass(frozen=True, slots=True)
class Reply:
    """The message another one replies to."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class MessageView:
    """One message. `says` are its words, None where they are withheld or there are none; they are `verbatim` where spaces and lines
    count. `mends` and `takes_back` are the messages that a correction and a withdrawal speak of. `lang` is the language of what it
    says, as in a phrase. `told` is its translation into the page's language, `spoken` what its own language is called, and
    `translations` are those into others."""

    number: int
    kind: str
    role: str
    by: Who
    at: Stamp
    proof: Proof
    withheld: bool
    amended: AmendmentView | None
    redacted: tuple[str, ...]
    seal: SealView | None
    verbatim: bool
    says: Block | None
    title: Phrase | None
    wants: Phrase | None
    affects: tuple[str, ...]
    reply: Reply | None
    promise: PromiseAct | None
    update: UpdateAct | None
    resolution: ResolutionAct | None
    takes_back: int
    mends: int
    mended_by: tuple[int, ...]
    taken_back_by: tuple[int, ...]
    lang: str
    told: TranslationView | None
    spoken: str
    translations: tuple[TranslationView, ...]
    attachments: tuple[AttachmentView, ...]


def thread_of(record: Record, issue: Issue, here: str) -> tuple[MessageView, ...]:
    """The messages of an issue in the order of its thread."""
    mended: dict[int, list[int]] = {}
    taken_back: dict[int, list[int]] = {}
    for message in issue.thread:
        if isinstance(message.act, Correction):
            mended.setdefault(message.act.corrects, []).append(message.id)
        if isinstance(message.act, Withdrawal):
            taken_back.setdefault(withdrawn_by(issue, message), []).append(message.id)
    return tuple(
        message_view(record, issue, message, here, tuple(mended.get(message.id, ())), tuple(taken_back.get(message.id, ())))
        for message in issue.thread
    )


def message_view(
    record: Record, issue: Issue, message: Message, here: str, mended_by: tuple[int, ...] = (), taken_back_by: tuple[int, ...] = ()
) -> MessageView:
    """One message as its issue's page shows it."""
    act, language = message.act, record.language
    is_report = isinstance(act, Report) and not message.withheld
    return MessageView(
        number=message.id,
        kind=message.kind.value,
        role=record.corpus.role(message.author).value,
        by=record.who(message.author, here, issue),
        at=language.when(message.at),
        proof=proof_of(record, message),
        withheld=message.withheld,
        amended=_amendment(record, message.amendment),
        redacted=message.redacted,
        seal=seal_of(record, issue, message, here),
        verbatim=message.format is Format.TEXT,
        says=record.block(record.html(message, routes.root(here)), message.lang) if message.text and not message.withheld else None,
        title=record.phrase(act.title, message.lang) if is_report and isinstance(act, Report) and act.title else None,
        wants=record.phrase(act.wants, message.lang) if is_report and isinstance(act, Report) and act.wants else None,
        affects=tuple(visible(version) for version in act.affects) if isinstance(act, Report) else (),
        reply=_reply(record, issue, message, here),
        promise=_promise(record, act) if isinstance(act, Promise) else None,
        update=_update(record, act) if isinstance(act, PromiseUpdate) else None,
        resolution=_resolution(record, issue, act, here) if isinstance(act, Resolution) else None,
        takes_back=withdrawn_by(issue, message) if isinstance(act, Withdrawal) else 0,
        mends=act.corrects if isinstance(act, Correction) else 0,
        mended_by=mended_by,
        taken_back_by=taken_back_by,
        lang=record.tongue(message.lang)[0],
        told=_told(record, message, here),
        spoken=language.name_of(message.lang or record.corpus.site.language),
        translations=_translations(record, message, here),
        attachments=tuple(
            _attachment(record, issue, message, n, attachment, here) for n, attachment in enumerate(_shown(message), 1)
        ),
    )


def seal_of(record: Record, issue: Issue, message: Message, here: str) -> SealView | None:
    """How a message was sealed; None where it was not."""
    versions = record.log.ledger.versions.get(f"{issue.id}.{message.id}") if record.log else None
    if not versions:
        return None
    first = versions[0]
    said = message.at.sure
    late = said is not None and message.source is None and not first.adopted and first.at.date() - said > DAY
    at = record.language.day(first.at.astimezone(record.language.zone).date())
    history = f"{routes.href(here, routes.history(issue.id))}#m{message.id}"
    unit = f"{issue.id}.{message.id}"
    check = f"{routes.href(here, routes.VERIFY)}#{unit}/{versions[-1].index}"
    return SealView(unit, at, len(versions), history, check, late)


def _amendment(record: Record, amendment: Amendment | None) -> AmendmentView | None:
    return AmendmentView(amendment.by.value, visible(amendment.why), record.language.day(amendment.at)) if amendment else None


def withdrawn_by(issue: Issue, message: Message) -> int:
    """The message that a withdrawal takes back: the one it names, else the latest report by the same person; 0 for none."""
    act = message.act
    if isinstance(act, Withdrawal) and act.withdraws is not None:
        return act.withdraws
    reports = [m.id for m in issue.thread if m.author == message.author and isinstance(m.act, Report) and m.id != message.id]
    return reports[0] if reports else 0


def proof_of(record: Record, message: Message) -> Proof:
    """How a message can be checked: customers' and observers' acts by their evidence, the company's by its source, if any."""
    source = message.source
    if record.corpus.role(message.author) is Role.COMPANY:
        return Proof("", "", system_of(source), web(source.url) if source else "")
    code = evidence_of(message).value
    url = web(source.url) if source and code == Evidence.CHECKABLE.value else ""
    return Proof(code, visible(message.via or ""), system_of(source), url)


def system_of(source: Source | None) -> str:
    """The name of the system a record came from."""
    return visible(source.system) if source else ""


def _reply(record: Record, issue: Issue, message: Message, here: str) -> Reply | None:
    if message.in_reply_to is None:
        return None
    return Reply(message.in_reply_to, record.who(issue.message(message.in_reply_to).author, here, issue).name)


def _promise(record: Record, act: Promise) -> PromiseAct:
    return PromiseAct(visible(act.what), record.language.day(act.due), visible(act.proof or ""))


def _update(record: Record, act: PromiseUpdate) -> UpdateAct:
    due = record.language.day(act.due) if act.due else None
    return UpdateAct(act.promise, due, act.kept, act.dropped, visible(act.why or ""))


def _resolution(record: Record, issue: Issue, act: Resolution, here: str) -> ResolutionAct:
    release = release_key(issue, act.fixed_in) if act.fixed_in else None
    return ResolutionAct(
        act.outcome.value,
        record.release_link(release, here) if release else None,
        act.keeps_promise,
        visible(act.why or ""),
        visible(act.how or ""),
        original_link(record, act.duplicate_of or issue.duplicate_of, here) if act.outcome is Outcome.DUPLICATE else None,
    )


def release_key(issue: Issue, fixed_in: str) -> tuple[str, str]:
    """The release that `fixed_in` names: a version of the issue's product, or `product/version`."""
    product, slash, version = fixed_in.partition("/")
    return (product, version) if slash else (issue.product or "", fixed_in)


def original_link(record: Record, original: str | None, here: str) -> Link | None:
    """A link to what an issue is a duplicate of: an issue of this record, or an address outside."""
    if not original:
        return None
    if original in record.corpus.issues:
        return record.issue_link(original, here)
    return Link(visible(original), web(original))


def _told(record: Record, message: Message, here: str) -> TranslationView | None:
    """The translation into the page's language, of words in another."""
    tag = record.language.tag
    is_own = (message.lang or record.corpus.site.language) == tag
    return None if is_own or message.withheld or tag not in message.translations else _translation(record, message, here, tag)


def _translations(record: Record, message: Message, here: str) -> tuple[TranslationView, ...]:
    """The translations into other languages."""
    others = sorted(message.translations.keys() - {record.language.tag}) if not message.withheld else ()
    return tuple(_translation(record, message, here, lang) for lang in others)


def _translation(record: Record, message: Message, here: str, lang: str) -> TranslationView:
    translation = message.translations[lang]
    return TranslationView(
        visible(lang),
        record.language.name_of(lang),
        "" if translation.by == "machine" else visible(translation.by),
        visible(translation.title or ""),
        record.block(record.html(message, routes.root(here), translation.text), lang),
    )


def _shown(message: Message) -> tuple[Attachment, ...]:
    return () if message.withheld else message.attachments


def _attachment(record: Record, issue: Issue, message: Message, n: int, attachment: Attachment, here: str) -> AttachmentView:
    name = published_name(message.id, n, attachment)
    return AttachmentView(
        record.once(here, routes.attachment(issue.id, name)),
        visible(attachment.alt or attachment.label or ""),
        attachment.is_image,
        attachment.width,
        attachment.height,
        readable_size(attachment.size),
        name,
    )


def readable_size(size: int) -> str:
    """A size in bytes as people read it."""
    for unit, step in (("MB", 1_000_000), ("kB", 1_000)):
        if size >= step:
            return f"{max(1, round(size / step))} {unit}"
    return f"{size} B"
