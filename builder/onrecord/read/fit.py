"""Fitting fields to a shape: the values they hold, or every problem at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Generic, TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from onrecord.model import Kind, Problem, Where
from onrecord.read import limits
from onrecord.read.nodes import Fields, Items, Node, Scalar, plain
from onrecord.read.shapes import SHAPES, FileShape, IssueShape, MessageShape, NotesShape, PersonShape, ReleaseShape
from onrecord.read.suggest import did_you_mean, quoted

S = TypeVar("S", bound=FileShape)
Loc = tuple[int | str, ...]

NEVER_WRITTEN = {
    "status": "a status is never written: it follows from the thread",
    "state": "a status is never written: it follows from the thread",
    "closed": "an issue is never closed: write a message of the kind resolution",
    "resolved": "write a message of the kind resolution",
    "overdue": "nothing is written as overdue: it follows from the dates",
    "messages": 'the later messages stand under "thread"',
    "body": 'the words stand below the front matter, or under "text"',
    "date": 'a report is "opened", a later message has "at"',
}

ELSEWHERE: dict[tuple[type[BaseModel] | None, str], str] = {
    (ReleaseShape, "version"): "the version is the file's name",
    (NotesShape, "version"): "the version is the file's name",
    (ReleaseShape, "product"): "the product is the folder's name",
    (NotesShape, "product"): "the product is the folder's name",
    (PersonShape, "email"): "no private address belongs in content/",
    (PersonShape, "phone"): "no private number belongs in content/",
}
"""Fields that some records do not have although one might think so."""


class Fitted(Generic[S]):
    """A shape filled with a record's values, or None; and what is wrong with them."""

    __slots__ = ("problems", "shape")

    def __init__(self, shape: S | None, problems: tuple[Problem, ...] = ()) -> None:
        self.shape = shape
        self.problems = problems


@cache
def adapter(shape: type[S]) -> TypeAdapter[S]:
    """The validator of a shape, built once."""
    return TypeAdapter(shape)


def fit(shape: type[S], fields: Fields, path: str, what: str) -> Fitted[S]:
    """Fit a record's fields to a shape. `what` names the record, as in "a comment"."""
    return fit_values(shape, {key: plain(value) for key, value in fields.entries.items()}, fields, path, what)


def fit_message(fields: Fields, path: str, kind: Kind | None, what: str) -> Fitted[MessageShape]:
    """Fit a message of a kind."""
    return fit(SHAPES[kind] if kind else MessageShape, fields, path, what)


def fit_values(shape: type[S], values: Mapping[str, object], fields: Fields, path: str, what: str) -> Fitted[S]:
    """Fit values that were taken from fields."""
    try:
        return Fitted(adapter(shape).validate_python(values))
    except ValidationError as error:
        found = error.errors(include_url=False)[: limits.PROBLEMS_PER_FILE]
        return Fitted(None, tuple(problem_of(e, shape, fields, path, what) for e in found))


def problem_of(error: ErrorDetails, shape: type[FileShape], fields: Fields, path: str, what: str) -> Problem:
    """A complaint of pydantic as a problem: where it stands, and what is wrong in words of the record."""
    loc: Loc = error["loc"]
    name = field_name(loc)
    if error["type"] == "extra_forbidden":
        message, hint = unknown_field(str(loc[-1]), shape, loc[:-1], what)
        return Problem(spot(fields, path, loc, key=True), message, hint)
    if error["type"] == "missing" or (error["input"] is None and isinstance(loc[-1], str)):
        return Problem(spot(fields, path, loc[:-1] if error["type"] == "missing" else loc), f"missing field {quoted(name)}")
    key = loc[-1] == "[key]"
    message, hint = in_words(error, f"an item of {quoted(name)}" if isinstance(loc[-1], int) else quoted(name))
    return Problem(spot(fields, path, loc[:-1] if key else loc, key=key), message, hint)


def in_words(error: ErrorDetails, name: str) -> tuple[str, str]:
    """What is wrong with a value that has a name, and how to mend it."""
    context = error.get("ctx", {})
    match error["type"]:
        case "wrong":
            return context["message"], context["hint"]
        case "unfit":
            return f"{name} {context['message']}", context["hint"]
        case "list_type":
            return f"{name} must be a list", 'write "[…]", or a line with a hyphen for each item'
        case "model_type" | "dict_type":
            return f"{name} must be fields", "write them below it, indented"
        case "too_long":
            return f"{name} holds more than {context['max_length']:,} items", ""
        case _:
            return f"{name}: {error['msg']}", ""


def field_name(loc: Loc) -> str:
    """The name of the field that a place belongs to."""
    return next((str(part) for part in reversed(loc) if isinstance(part, str) and part != "[key]"), "")


def spot(fields: Fields, path: str, loc: Loc, *, key: bool = False) -> Where:
    """Where a value stands, or its key; for what is not there, where its holder does."""
    node: Node = fields
    line, column = fields.line, fields.column
    for part in loc:
        if isinstance(node, Fields) and part in node.entries:
            line, column = node.keys[str(part)]
            node = node.entries[str(part)]
        elif isinstance(node, Items) and isinstance(part, int):
            node = node.entries[part]
        else:
            break
        if not key and not (isinstance(node, Scalar) and node.plain and not node.text):
            line, column = node.line, node.column
    return Where(path, line, column)


def unknown_field(name: str, shape: type[FileShape], holder: Loc, what: str) -> tuple[str, str]:
    """What to say of a field that a record does not have."""
    inner = shape_at(shape, holder)
    known = list(inner.model_fields) if inner else []
    if inner is shape and shape in RECORDS:
        owners = [kind.value for kind, other in SHAPES.items() if name in other.model_fields]
        if owners:
            return f"{what} has no field {quoted(name)}", only(owners)
        hint = NEVER_WRITTEN.get(name) or did_you_mean(name, known)
        if not hint and name in IssueShape.model_fields:
            hint = "only the header of an issue does"
        return f"unknown field {quoted(name)}", hint
    hint = did_you_mean(name, known)
    return f"unknown field {quoted(name)}", hint or ELSEWHERE.get((inner, name), "")


RECORDS = frozenset({IssueShape, *SHAPES.values()})


def only(owners: list[str]) -> str:
    """Which kinds of messages have a field."""
    if len(owners) == len(SHAPES):
        return "only a message of the thread does"
    return f"only {' and '.join(owners)} {'does' if len(owners) == 1 else 'do'}"


def shape_at(shape: type[FileShape], loc: Loc) -> type[BaseModel] | None:
    """The shape that stands at a place within another."""
    inner: type[BaseModel] | None = shape
    for part in loc:
        if isinstance(part, int) or inner is None or part not in inner.model_fields:
            continue
        inner = next(shapes_in(inner.model_fields[part].annotation), None)
    return inner


def shapes_in(annotation: object) -> Iterator[type[BaseModel]]:
    """The shapes that an annotation mentions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from shapes_in(argument)
