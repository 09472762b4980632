"""The record as data: an issue with its judgement, a release, a person, a product; each with the JSON Schema of its form.

Nothing that grows with every day stands here (a clock that runs gives no days), so that a file changes only when the record does.
What each function writes, the one beneath it describes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from onrecord.derive.findings import PersonAssessment, ReleaseAssessment
from onrecord.derive.judgement import Clock, Evidence, IssueAssessment, Party, Timing
from onrecord.model import Attachment, Issue, Message, Person, Product, Release, Role
from onrecord.render import routes
from onrecord.render.attachments import published_name
from onrecord.render.plain_data import fields_of
from onrecord.render.safe import safe_url
from onrecord.render.schemas import Schema, Shapes, document, list_of, object_of, or_null
from onrecord.render.views.frame import absolute
from onrecord.render.views.people import NOTHING
from onrecord.render.views.record import Record, evidence_of

ISSUE, RELEASE, PERSON, PRODUCT = "onrecord-issue/1", "onrecord-release/1", "onrecord-person/1", "onrecord-product/1"
RECORD = "onrecord-record/1"
Data = dict[str, Any]

_NOT_ISSUE, _NOT_MESSAGE, _NOT_FILE, _NOT_JUDGED = ("thread", "slug"), ("attachments",), ("path",), ("id", "type")
_NOT_PERSON = ("commitments",)


def issue_data(record: Record, issue: Issue) -> Data:
    """An issue's record and its judgement. Texts are exact; times are as claimed, and as they count."""
    return _headed(record, ISSUE, routes.issue(issue.id)) | {
        "issue": fields_of(issue, leave=_NOT_ISSUE) | {"title": issue.title},
        "thread": [_message(record, message) for message in issue.thread],
        "judged": _judged(record.judged(issue.id)),
    }


def _issue_shape(shapes: Shapes) -> Schema:
    text, count = {"type": "string"}, {"type": "integer"}
    file = shapes.record(Attachment, _NOT_FILE, {"file": text})
    said = {"attachments": list_of(file), "role": shapes.of(Role), "evidence": or_null(shapes.of(Evidence))}
    judged = {"people": count, "settled": {"type": "boolean"}, "days_with_customer": or_null(count)}
    return _headed_shape(ISSUE) | {
        "issue": shapes.record(Issue, _NOT_ISSUE, {"title": or_null(text)}),
        "thread": list_of(shapes.record(Message, _NOT_MESSAGE, said)),
        "judged": shapes.record(IssueAssessment, _NOT_JUDGED, judged),
    }


def release_data(record: Record, release: Release) -> Data:
    """A release, the issues that it closes, and the reporters who are credited."""
    judged = record.assessment.releases.get(release.key) or ReleaseAssessment((), ())
    return _headed(record, RELEASE, routes.release(*release.key)) | {"release": fields_of(release), "judged": fields_of(judged)}


def _release_shape(shapes: Shapes) -> Schema:
    return _headed_shape(RELEASE) | {"release": shapes.of(Release), "judged": shapes.of(ReleaseAssessment)}


def person_data(record: Record, person: Person) -> Data:
    """A person, by the name they agreed to show, and what concerns them; their promises stand with the issues."""
    judged = record.assessment.people.get(person.alias, NOTHING)
    page = routes.person(person.alias) if person.has_page else ""
    return _headed(record, PERSON, page) | {"person": fields_of(person), "judged": fields_of(judged, leave=_NOT_PERSON)}


def _person_shape(shapes: Shapes) -> Schema:
    return _headed_shape(PERSON) | {"person": shapes.of(Person), "judged": shapes.record(PersonAssessment, _NOT_PERSON)}


def product_data(record: Record, product: Product) -> Data:
    """A product."""
    return _headed(record, PRODUCT, routes.product(product.id)) | {"product": fields_of(product)}


def _product_shape(shapes: Shapes) -> Schema:
    return _headed_shape(PRODUCT) | {"product": shapes.of(Product)}


def _headed(record: Record, schema: str, page: str) -> Data:
    """What every piece of data begins with: its form, its page if it has one, and the licence of the words."""
    site = record.corpus.site
    return {"schema": schema, "url": (absolute(site, page) or None) if page else None, "licence": site.licence}


def _headed_shape(schema: str) -> Schema:
    text: Schema = {"type": "string"}
    return {"schema": {"const": schema}, "url": or_null(text), "licence": or_null(text)}


SHAPES: Mapping[str, tuple[str, Callable[[Shapes], Schema]]] = {
    "issue": ("An issue with its thread and its judgement", _issue_shape),
    "release": ("A release and the issues that it closes", _release_shape),
    "person": ("A person of the record", _person_shape),
    "product": ("A product", _product_shape),
}
"""The forms of published data: what each is, and its properties."""
SCHEMAS = (*SHAPES, "record")
"""The forms that have a schema: those, and the whole record as one document."""
PARTS = {"issues": "issue", "products": "product", "releases": "release", "people": "person"}
"""The parts of the whole record, in the order in which they stand, and the form of what is in them."""


def schema_of(site: str | None, name: str) -> Schema:
    """The JSON Schema of a form (`record`: of the whole record as one document), at its address on a site if that has one."""
    shapes = Shapes()
    address = safe_url(site + routes.schema(name)) if site else None
    if name != "record":
        title, shape = SHAPES[name]
        return document(address, title, object_of(shape(shapes)), shapes.named)
    held = {part: list_of(shapes.keep(form, object_of(SHAPES[form][1](shapes)))) for part, form in PARTS.items()}
    text: Schema = {"type": "string"}
    about = _headed_shape(RECORD) | {"title": text, "company": text, "language": text}
    return document(address, "The whole record", object_of(about | held), shapes.named)


def record_head(record: Record) -> Data:
    """What the whole record as one document says of itself; its `PARTS` stand beside that."""
    site = record.corpus.site
    return _headed(record, RECORD, routes.FRONT) | {"title": site.title, "company": site.company.name, "language": site.language}


def _message(record: Record, message: Message) -> dict[str, Any]:
    files = [_file(message, n, attachment) for n, attachment in enumerate(message.attachments, 1)]
    role = record.corpus.role(message.author).value
    evidence = evidence_of(message).value if role != "company" else None
    return fields_of(message, leave=_NOT_MESSAGE) | {"attachments": files, "role": role, "evidence": evidence}


def _file(message: Message, n: int, attachment: Attachment) -> dict[str, Any]:
    """A file by the name it is published under; where it lay in the project concerns nobody."""
    return fields_of(attachment, leave=_NOT_FILE) | {"file": published_name(message.id, n, attachment)}


def _judged(judged: IssueAssessment) -> dict[str, Any]:
    waits_for_customer = judged.waiting is not None and judged.waiting.on is Party.CUSTOMER
    return fields_of(judged, leave=_NOT_JUDGED) | {
        "people": judged.people,
        "settled": judged.is_settled,
        "days_with_customer": None if waits_for_customer else judged.days_with_customer,
        "first_answer": _clock(judged.first_answer),
        "resolution": _clock(judged.resolution),
        "confirmation": _clock(judged.confirmation),
    }


def _clock(clock: Clock) -> dict[str, Any]:
    stopped = clock.timing is Timing.STOPPED
    return fields_of(clock) | ({} if stopped else {"days": None, "business_days": None})
