"""The reference of the views: it holds every template and every field, and says what each is."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property

import pytest
from test_render_site import a_rich_corpus

from onrecord.derive import assess
from onrecord.frozen import dataclass
from onrecord.render.make import HTML
from onrecord.render.site import site_pages
from onrecord.render.views.glossary import MEANINGS
from onrecord.render.views.reference import TEMPLATES, FieldNote, all_parts, markdown, notes_of
from rendering import DAY, broadsheet
from sealing.logs import logged

EVERYTHING = (*TEMPLATES.values(), *all_parts())


def test_every_page_of_a_template_has_the_view_that_the_reference_names():
    corpus = a_rich_corpus()
    log = logged(corpus, datetime(2026, 7, 1, tzinfo=UTC))
    pages = [page for page in site_pages(corpus, assess(corpus, DAY), broadsheet(), log) if page.maker.startswith(HTML)]
    found = {page.maker.removeprefix(HTML): type(page.view) for page in pages}
    assert {template: TEMPLATES.get(template) for template in found} == found
    assert found.keys() == TEMPLATES.keys()


def test_every_field_has_a_description():
    assert [f"{view.__name__}.{note.name}" for view in EVERYTHING for note in notes_of(view) if not note.meaning] == []


def test_the_glossary_holds_nothing_that_no_field_uses():
    used = {
        key
        for view in EVERYTHING
        for note in notes_of(view)
        for key in (f"{view.__name__}.{note.name}", note.name)
        if MEANINGS.get(key) == note.meaning
    }
    assert sorted(MEANINGS.keys() - used) == []


@dataclass(frozen=True, slots=True)
class Part:
    """A part; `size` is how large it is; in metres. It knows `text`."""

    size: int
    text: str | None
    href: tuple[str, ...]
    unheard: bool = False


class LateView:
    """A view whose fields are made when they are asked for."""

    @cached_property
    def part(self) -> Part:
        """The part of it."""
        return Part(1, None, ())

    @cached_property
    def _own(self) -> int:
        return 1


@pytest.mark.parametrize(
    ("view", "notes"),
    [
        (
            Part,
            [
                FieldNote("size", "number", "`size` is how large it is; in metres"),
                FieldNote("text", "text or None", "It knows `text`"),
                FieldNote("href", "list of text", MEANINGS["href"]),
                FieldNote("unheard", "bool", ""),
            ],
        ),
        (LateView, [FieldNote("part", "Part", "The part of it.")]),
    ],
)
def test_where_a_description_is_taken_from(view: type, notes: list[FieldNote]):
    assert [*notes_of(view)] == notes


def test_the_reference_has_a_table_for_each_view_and_part():
    text = markdown()
    assert text.count("| field | holds | what it is |") == len(EVERYTHING)
    assert "### `issue.html`: IssueView\n" in text
    assert "| `headline` | Phrase | The customer's words, or the title. |" in text
    assert "### IssueLine\n" in text
