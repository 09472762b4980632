"""The canonical form of every record as text: fixed order of fields, LF, one way to write each value.

Reading what is written here gives the same record again, but for what the reader itself makes even: CRLF becomes LF, and white
space at the end of a text goes. A text's `format` is left out only where the alias alone decides it: `anonymous` (and its
pseudonyms) and `company`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TypeGuard

from onrecord.model import (
    COMPANY,
    PSEUDONYM,
    Act,
    Amendment,
    Attachment,
    Change,
    Company,
    Component,
    Correction,
    Counted,
    Format,
    Issue,
    Message,
    Person,
    Pledge,
    Product,
    Promise,
    PromiseUpdate,
    Release,
    Report,
    Resolution,
    Site,
    Source,
    Span,
    Talk,
    Translation,
    When,
    Withdrawal,
    Words,
)
from onrecord.model.person import ANONYMOUS
from onrecord.read.emit import ESCAPED, Value, document

Fields = dict[str, Value]
REPORT_ONLY = ("id", "kind")


def issue_markdown(issue: Issue) -> str:
    """An issue as front matter, with its report as the body and the rest of its thread in the front matter."""
    fields = issue_fields(issue)
    fields.pop("id")
    return with_body(fields)


def message_markdown(message: Message) -> str:
    """A message as front matter and body."""
    return with_body(message_fields(message))


def person_text(person: Person) -> str:
    """A person as a YAML document, with the alias (so that several may stand in one file)."""
    return record_text(person_fields(person))


def product_text(product: Product) -> str:
    """A product as `product.yaml`; its id is its folder's name."""
    return record_text(product_fields(product))


def release_text(release: Release) -> str:
    """A release as `releases/<version>.yaml`; its product and version are the folder's and the file's names."""
    return record_text(release_fields(release))


def site_text(site: Site) -> str:
    """What `site.yaml` says."""
    return record_text(site_fields(site))


def issue_fields(issue: Issue) -> Fields:
    """An issue as plain values in canonical order: its header, message 1, and the thread."""
    first = message_fields(issue.report)
    first["opened"] = first.pop("at")
    first.pop("source", None)
    report = {name: first[name] for name in ORDER if name in first and name not in REPORT_ONLY}
    thread = [message_fields(m) for m in issue.thread if m.id != 1]
    return header_fields(issue) | report | present({"thread": thread})


def header_fields(issue: Issue) -> Fields:
    """An issue's header, the company's, as plain values in canonical order."""
    return present(
        {
            "id": issue.id,
            "type": issue.type.value,
            "product": issue.product,
            "components": issue.components,
            "severity": issue.severity,
            "tags": issue.tags,
            "duplicate_of": issue.duplicate_of,
            "counted": issue.counted and counted_fields(issue.counted),
            "quote": issue.quote,
            "source": issue.source and source_fields(issue.source),
        }
    )


def message_fields(message: Message) -> Fields:
    """A message as plain values in canonical order."""
    fields: dict[str, object] = {
        "id": str(message.id),
        "author": message.author,
        "at": when_text(message.at),
        "kind": message.kind.value,
        **act_fields(message.act),
        "in_reply_to": number(message.in_reply_to),
        "lang": message.lang,
        "format": None if message.format is implied_format(message.author) else message.format.value,
        "via": message.via,
        "source": message.source and source_fields(message.source),
        "words": None if message.words is Words.PUBLISHED else message.words.value,
        "amendment": message.amendment and amendment_fields(message.amendment),
        "redacted": message.redacted,
        "attachments": [attachment_fields(a) for a in message.attachments],
        "translations": {lang: translation_fields(t) for lang, t in message.translations.items()},
        "text": message.text or None,
    }
    return present(fields)


# The order of a report's own fields within an issue.
ORDER = (
    "author",
    "opened",
    "title",
    "wants",
    "affects",
    "in_reply_to",
    "lang",
    "format",
    "via",
    "words",
    "amendment",
    "redacted",
    "attachments",
    "translations",
    "text",
)


def act_fields(act: Act) -> dict[str, object]:
    """What a message's kind adds."""
    match act:
        case Report():
            return {"title": act.title, "wants": act.wants, "affects": act.affects}
        case Promise():
            return {"what": act.what, "due": act.due.isoformat(), "proof": act.proof}
        case PromiseUpdate():
            due = act.due and act.due.isoformat()
            return {"promise": str(act.promise), "due": due, "kept": yes(act.kept), "dropped": yes(act.dropped), "why": act.why}
        case Resolution():
            return resolution_fields(act)
        case Withdrawal():
            return {"withdraws": number(act.withdraws)}
        case Correction():
            return {"corrects": str(act.corrects)}
        case _:
            return {}


def amendment_fields(amendment: Amendment) -> Fields:
    """By whose wish, why and when words were changed."""
    return {"by": amendment.by.value, "why": amendment.why, "at": amendment.at.isoformat()}


def resolution_fields(act: Resolution) -> dict[str, object]:
    """What a resolution adds."""
    kept = [str(id) for id in act.keeps_promise]
    return {
        "outcome": act.outcome.value,
        "duplicate_of": act.duplicate_of,
        "fixed_in": act.fixed_in,
        "keeps_promise": kept[0] if len(kept) == 1 else kept,
        "why": act.why,
        "how": act.how,
    }


def person_fields(person: Person) -> Fields:
    """A person as plain values in canonical order."""
    return present(
        {
            "alias": person.alias,
            "name": person.name,
            "role": person.role.value,
            "title": person.title,
            "products": person.products,
            "languages": person.languages,
            "links": [present({"title": link.title, "url": link.url}) for link in person.links],
            "page": None if person.page is None else str(person.page).lower(),
            "formerly": person.formerly,
        }
    )


def product_fields(product: Product) -> Fields:
    """A product as plain values in canonical order."""
    return present(
        {
            "name": product.name,
            "summary": product.summary or None,
            "home": product.home,
            "company": product.company and company_fields(product.company),
            "components": [component_fields(c) for c in product.components],
            "references": product.references,
            "notice": product.notice,
            "formerly": product.formerly,
        }
    )


def component_fields(component: Component) -> Value:
    """A component: its id alone, where that is also its name."""
    if component.id == component.name and not component.formerly:
        return component.id
    return present({"id": component.id, "name": component.name, "formerly": component.formerly})


def release_fields(release: Release) -> Fields:
    """A release as plain values in canonical order."""
    changes: dict[str, list[Value]] = {}
    for change in release.changes:
        changes.setdefault(change.kind.value, []).append(change_fields(change))
    return present(
        {
            "date": release.date and when_text(release.date),
            "yanked": yes(release.yanked),
            "notes": release.notes or None,
            "changes": changes,
            "source": release.source and source_fields(release.source),
        }
    )


def change_fields(change: Change) -> Value:
    """A change: its text alone, where it closes no issue."""
    return present({"text": change.text, "closes": change.closes}) if change.closes else change.text


def site_fields(site: Site) -> Fields:
    """The site's settings as plain values in canonical order; what has its usual value is left out."""
    return present(
        {
            "title": site.title,
            "url": site.url,
            "company": company_fields(site.company),
            "language": site.language,
            "languages": site.languages,
            "timezone": site.timezone.key,
            "country": site.country,
            "theme": None if site.theme == "broadsheet" else site.theme,
            "theme_options": site.theme_options,
            "talk": talk_fields(site.talk),
            "pledges": [pledge_fields(p) for p in site.pledges],
            "log": site.log and present({"origin": site.log.origin, "keys": site.log.keys}),
            "sources": site.sources,
            "inbox": site.inbox,
            "licence": site.licence,
            "notice": site.notice,
            "lead_with_old_imports": yes(site.lead_with_old_imports),
        }
    )


def company_fields(company: Company) -> Value:
    """A company: its name alone, where nothing else is known of it."""
    if not company.home and not company.logo:
        return company.name
    return present({"name": company.name, "home": company.home, "logo": company.logo})


def talk_fields(talk: Talk) -> Fields:
    """The ways to talk."""
    return present({"email": talk.email, "github": talk.github, "gitlab": talk.gitlab, "form": talk.form})


def pledge_fields(pledge: Pledge) -> Fields:
    """A pledge."""
    return present(
        {
            "since": pledge.since.isoformat(),
            "first_answer": pledge.first_answer and span_text(pledge.first_answer),
            "resolution": {type.value: span_text(span) for type, span in pledge.resolution.items()},
        }
    )


def source_fields(source: Source) -> Fields:
    """Where a record came from."""
    return present({"system": source.system, "id": source.id, "url": source.url})


def counted_fields(counted: Counted) -> Fields:
    """What was counted elsewhere."""
    return present({"what": counted.what, "n": str(counted.n), "at": when_text(counted.at), "source": counted.source})


def translation_fields(translation: Translation) -> Fields:
    """The words in another language."""
    return present({"title": translation.title, "by": translation.by, "text": translation.text or None})


def attachment_fields(attachment: Attachment) -> Fields:
    """A file beside a message, by its name."""
    return present({"file": PurePosixPath(attachment.path).name, "alt": attachment.alt, "label": attachment.label})


def when_text(when: When) -> str:
    """A time as it was written, else in ISO 8601."""
    if when.claimed or not when.day:
        return when.claimed or "unknown"
    return (when.instant or when.day).isoformat()


def span_text(span: Span) -> str:
    """A length of time: `2 business days`."""
    return f"{span.days} {'business ' if span.business else ''}day{'' if span.days == 1 else 's'}"


def implied_format(alias: str) -> Format | None:
    """The format that an alias alone implies; None where it depends on who that is."""
    if alias == COMPANY:
        return Format.MARKDOWN
    return Format.TEXT if alias == ANONYMOUS or PSEUDONYM.fullmatch(alias) else None


def with_body(fields: Mapping[str, Value]) -> str:
    """Front matter, and `text` as the body where a body can carry it."""
    text = fields.get("text")
    if not isinstance(text, str) or not fits_body(text):
        return f"---\n{record_text(fields)}---\n"
    header = {name: value for name, value in fields.items() if name != "text"}
    return f"---\n{record_text(header)}---\n\n{text}"


def fits_body(text: str) -> bool:
    """Whether a body reads back as this text: it begins with no blank line, and holds nothing that only an escape can carry."""
    return bool(text.split("\n", 1)[0].strip()) and not ESCAPED.search(text)


def record_text(fields: Mapping[str, Value]) -> str:
    """Plain values as a YAML document in which every `text` is a block, whose last line end reading takes away."""
    return document({name: with_blocks(name, value) for name, value in fields.items()})


def with_blocks(name: str, value: Value) -> Value:
    """A field's value, in which the words that stand as `text` end in a line end."""
    if isinstance(value, str):
        return f"{value}\n" if name == "text" and value and not value.endswith("\n") else value
    if isinstance(value, Mapping):
        return {n: with_blocks(n, v) for n, v in value.items()}
    return [with_blocks("", item) for item in value]


def present(fields: Mapping[str, object]) -> Fields:
    """The fields that have a value, as plain values."""
    return {name: plain(value) for name, value in fields.items() if has_value(value)}


def has_value(value: object) -> TypeGuard[object]:
    """Whether a field is written at all: nothing, an empty list and an empty mapping are not; an empty text is."""
    return value is not None and value != () and value != [] and value != {}


def plain(value: object) -> Value:
    """A value without tuples and foreign mappings."""
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return str(value)


def yes(value: bool) -> str | None:
    """`true` for a fact; nothing for what is not."""
    return "true" if value else None


def number(value: int | None) -> str | None:
    """A message id, where there is one."""
    return None if value is None else str(value)
