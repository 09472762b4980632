"""The pages of tags: where they lie, what they list, and how hostile ones show."""

from __future__ import annotations

from builders import a_corpus, an_issue
from onrecord.render import routes
from onrecord.render.make import make
from onrecord.render.outline import by_tag
from onrecord.render.page import Page
from onrecord.render.pages.layout import outlines_of
from onrecord.render.views.issue import issue_view
from onrecord.render.views.lists import Facet
from onrecord.render.views.record import Record
from onrecord.render.views.tags import TagView, tag_view
from rendering import a_record, broadsheet, shown


def tagged(**tags: tuple[str, ...]) -> Record:
    """A record of issues by their ids (`i1`), with these tags, opened in this order."""
    days = (f"2026-05-{n:02}" for n in range(1, 32))
    return a_record(a_corpus(*(an_issue(id[1:], tags=of, opened=day) for (id, of), day in zip(tags.items(), days, strict=False))))


def the_view(record: Record, tag: str) -> TagView:
    """The page of a tag."""
    return tag_view(record, tag, by_tag(outlines_of(record))[tag])


def test_issues_by_their_tags_in_the_order_of_the_alphabet():
    record = tagged(i7=("noise", "Battery"), i3=("noise", "noise"), i5=("battery", "Äther"), i9=())
    assert list(by_tag(outlines_of(record)).items()) == [
        ("Battery", ("7",)),
        ("battery", ("5",)),
        ("noise", ("7", "3")),
        ("Äther", ("5",)),
    ]


def test_a_tag_lists_its_issues_newest_first():
    view = the_view(tagged(i7=("noise",), i3=(), i5=("noise",)), "noise")
    assert [(line.id, line.href) for line in view.lines] == [("5", "../../5/index.html"), ("7", "../../7/index.html")]
    assert (view.name, view.total, view.facets) == ("noise", 2, (Facet("open", 2),))
    assert (view.frame.title, view.frame.section, view.issues) == ("Issues tagged noise", "issues", "../../index.html")


def test_no_two_tags_share_a_page():
    names = ("noise", "Noise", "no ise", "no~20ise", "no/ise", "..", "", "*" * 500, "*" * 501)
    assert len({routes.tag(name) for name in names}) == len(names)
    assert routes.tag("../../x") == "issues/tagged/~2e.~2f..~2fx/index.html"


def test_an_issue_leads_to_its_tags():
    record = tagged(i1=("the number on the box", "noise"))
    links = issue_view(record, record.corpus.issues["1"]).tags
    assert [(link.text, link.href) for link in links] == [
        ("the number on the box", "../tagged/the~20number~20on~20the~20box/index.html"),
        ("noise", "../tagged/noise/index.html"),
    ]


def test_a_page_of_a_tag_shows_it_harmlessly():
    hostile = "<script>alert(1)</script>\u202e"
    view = the_view(tagged(i1=(hostile,)), hostile)
    page = make(Page(routes.tag(hostile), "html:tag.html", view), broadsheet())
    assert b"<script>alert" not in page
    assert "<script>alert(1)</script>[U+202E] 1 issue, the newest first. Open 1" in shown(page)
