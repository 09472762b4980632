"""The reference of the views: every template, the view that it is given, and what each field is, told from the code itself."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cached_property
from inspect import cleandoc
from typing import get_args, get_type_hints

from onrecord.frozen import dataclass
from onrecord.render.views.badge import BadgeView
from onrecord.render.views.circle import PeopleView
from onrecord.render.views.data_page import DataView
from onrecord.render.views.edits import EditsView
from onrecord.render.views.excerpt import ExcerptView
from onrecord.render.views.facets import FacetView
from onrecord.render.views.figures import FiguresView
from onrecord.render.views.front import FrontView
from onrecord.render.views.glossary import MEANINGS
from onrecord.render.views.history import HistoryView
from onrecord.render.views.issue import IssueView
from onrecord.render.views.lists import IssueListView
from onrecord.render.views.log import LogView
from onrecord.render.views.method import MethodView
from onrecord.render.views.pages import FreePageView, NotFoundView, RedirectView
from onrecord.render.views.people import PersonView
from onrecord.render.views.product import ChangesView, ProductsView, ProductView, ReleaseView
from onrecord.render.views.promise import PromisesView
from onrecord.render.views.search import SearchView
from onrecord.render.views.solutions import SolutionsView
from onrecord.render.views.tags import TagView
from onrecord.render.views.talk_page import TalkView
from onrecord.render.views.verify import VerifyView
from onrecord.render.views.versions import HISTORY
from onrecord.render.views.waiting import WaitingView

TEMPLATES: Mapping[str, type] = {
    "badge.svg": BadgeView,
    "changes.html": ChangesView,
    "data.html": DataView,
    "edits.html": EditsView,
    "excerpt.html": ExcerptView,
    "facet.html": FacetView,
    "figures.html": FiguresView,
    "front.html": FrontView,
    "history.html": HistoryView,
    "issue.html": IssueView,
    "issues.html": IssueListView,
    "log.html": LogView,
    "method.html": MethodView,
    "not-found.html": NotFoundView,
    "page.html": FreePageView,
    "people.html": PeopleView,
    "person.html": PersonView,
    "product.html": ProductView,
    "products.html": ProductsView,
    "promises.html": PromisesView,
    "redirect.html": RedirectView,
    "release.html": ReleaseView,
    "search.html": SearchView,
    "solutions.html": SolutionsView,
    "tag.html": TagView,
    "talk.html": TalkView,
    "verify.html": VerifyView,
    "waiting.html": WaitingView,
}
"""The templates that make pages, and the view that each is given as `page`."""
SENTENCE = re.compile(r"(?<=\.)\s+")
CLAUSE = re.compile(r";\s+")
NAMED = re.compile(r"`(\w+)`")


@dataclass(frozen=True, slots=True)
class FieldNote:
    """A field of a view: its name, what it holds (as the code says it), and what that means; empty where nothing says so."""

    name: str
    type: str
    meaning: str


def notes_of(view: type) -> tuple[FieldNote, ...]:
    """The fields of a view or of a part of one, in the order of the code."""
    return tuple(FieldNote(name, type, _meaning(view, name)) for name, type in _types(view).items())


def parts_of(view: type) -> Iterator[type]:
    """The parts that the fields of a view are made of, each once."""
    module = vars(sys.modules[view.__module__])
    hints = get_type_hints(view) if is_dataclass(view) else {}
    if not hints:
        hints = {name: get_type_hints(held.func, module)["return"] for name, held in _properties(view)}
    yield from dict.fromkeys(part for hint in hints.values() for part in _classes(hint))


def all_parts() -> tuple[type, ...]:
    """Every part of every view, by name."""
    found: dict[type, None] = {}
    pending: list[type] = list(TEMPLATES.values())
    while pending:
        for part in parts_of(pending.pop()):
            if part not in found and part not in TEMPLATES.values():
                found[part] = None
                pending.append(part)
    return tuple(sorted(found, key=lambda part: part.__name__))


def markdown() -> str:
    """The whole reference as Markdown."""
    head = f"# The views, version {max(HISTORY)}\n\n{INTRODUCTION}\n"
    pages = (_section(f"`{name}`: {view.__name__}", view) for name, view in TEMPLATES.items())
    parts = (_section(part.__name__, part) for part in all_parts())
    return head + "\n## Templates\n\n" + "\n".join(pages) + "\n## Parts\n\n" + "\n".join(parts)


INTRODUCTION = """\
A template is given one view, as `page`, and nothing else: no record, no clock, no site. Beside it, it knows `_`, `gettext` and
`ngettext` for the words of the interface. A name that a view does not have is an error. A list is a tuple of Python; a field that
may be `None` says so. Whatever is no markup is escaped where it is put out."""


def _section(title: str, view: type) -> str:
    about = "; ".join(clause for clause in _clauses(view) if not {*NAMED.findall(clause)} & {*_types(view)})
    lines = [f"### {title}", "", *([f"{about}.", ""] if about else []), "| field | holds | what it is |", "|---|---|---|"]
    lines += [f"| `{note.name}` | {_cell(note.type)} | {_cell(note.meaning)} |" for note in notes_of(view)]
    return "\n".join(lines) + "\n"


def _first(view: type) -> str:
    return " ".join(cleandoc(view.__doc__ or "").split())


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _types(view: type) -> dict[str, str]:
    """What each field holds, as people read it."""
    if is_dataclass(view):
        return {field.name: _read(str(field.type)) for field in fields(view) if not field.name.startswith("_")}
    return {name: _read(str(held.func.__annotations__["return"])) for name, held in _properties(view)}


def _properties(view: type) -> list[tuple[str, cached_property[object]]]:
    return [(name, held) for name, held in vars(view).items() if isinstance(held, cached_property) and not name.startswith("_")]


def _read(annotation: str) -> str:
    """An annotation in words: `list of IssueLine`, `Stamp or None`."""
    text = annotation.replace(" | Later", "")
    text = re.sub(r"tuple\[([^\[\]]+), \.\.\.\]", r"list of \1", text)
    text = re.sub(r"Mapping\[(\w+), (\w+)\]", r"mapping of \1 to \2", text)
    text = re.sub(r"\bValue\b", "text, number or bool", text)
    return re.sub(r"\bstr\b", "text", re.sub(r"\bint\b", "number", text)).replace(" | ", " or ")


def _classes(hint: object) -> Iterator[type]:
    """The classes of ours that a type mentions."""
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
    for argument in get_args(hint):
        yield from _classes(argument)


def _clauses(view: type) -> list[str]:
    """What the class says of itself, in pieces; one that names nothing belongs to the one before it in its sentence."""
    found: list[str] = []
    for sentence in SENTENCE.split(_first(view)):
        for place, clause in enumerate(CLAUSE.split(sentence.rstrip("."))):
            if place and not NAMED.search(clause):
                found[-1] += f"; {clause}"
            else:
                found.append(clause)
    return found


def _meaning(view: type, name: str) -> str:
    """What a field is: as its own words say, or those of its class that name it, or those that all fields of its name share."""
    held = vars(view).get(name)
    if isinstance(held, cached_property) and held.__doc__:
        return cleandoc(held.__doc__)
    told = [clause for clause in _clauses(view) if name in NAMED.findall(clause)]
    return "; ".join(told) or MEANINGS.get(f"{view.__name__}.{name}", "") or MEANINGS.get(name, "")
