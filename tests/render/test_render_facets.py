"""Facets: which pages the issues that have something in common take, and that one that changes touches only those it stands on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from builders import a_corpus, a_message, a_product, an_issue
from onrecord.model import Component, IssueType
from onrecord.render import routes
from onrecord.render.facets import PRODUCT, STATUS, STRETCH, TYPE, Cut, cuts_of, pages_of
from onrecord.render.outline import Brief, Outline
from onrecord.render.pages.layout import outlines_of
from onrecord.render.paging import PAGE, PageOf, numbered
from onrecord.render.views.browse import facet_groups
from onrecord.render.views.facets import facet_view
from rendering import a_built_site, a_record, shown

PLAIN = Outline("fans", (), Brief("open"), (), None, datetime(2026, 5, 2, tzinfo=UTC), "problem", ("motor",), 2026)


def cuts(outlines: dict[str, Outline]) -> dict[tuple[str, ...], Cut]:
    """The cuts of some issues, by their kinds and names."""
    products = [a_product("fans", components=("blades", "motor"))]
    return {(cut.kind, *cut.names): cut for cut in cuts_of(outlines, a_corpus(products=products))}


def statuses(places: int, held: set[int]) -> tuple[Cut, dict[str, int]]:
    """A status that the issues at some places have, of so many."""
    return Cut(STATUS, ("open",), tuple(f"i-{n + 1}" for n in sorted(held))), {f"i-{n + 1}": n for n in range(places)}


def test_issues_by_what_they_have_in_common():
    unknown = replace(PLAIN, product="pumps", components=("hose", "hose"), year=None, type="idea", judged=Brief("praise"))
    found = cuts({"2": PLAIN, "1": unknown, "3": replace(PLAIN, product=None, components=("motor",), year=2024)})
    assert found["status", "open"].ids == ("2", "3")
    assert (found["status", "praise"].ids, found["status", "disputed"].ids) == (("1",), ())
    assert found["type", "idea"].ids == ("1",)
    assert (found["product", "fans"].ids, found["product", "pumps"].ids) == (("2",), ("1",))
    assert (found["component", "fans", "motor"].ids, found["component", "fans", "blades"].ids) == (("2",), ())
    assert found["component", "pumps", "hose"].ids == ("1",)
    assert [names for names in found if names[0] == "year"] == [("year", "2026"), ("year", "2024")]


def test_the_addresses_that_always_are():
    found = cuts({})
    assert {names[1] for names in found if names[0] == TYPE} == {type.value for type in IssueType}
    assert ("status", "disputed") in found
    assert found["component", "fans", "motor"].path == "issues/component/fans/motor/index.html"
    assert pages_of(found["status", "open"], {}) == (PageOf(0, "issues/status/open/index.html", (), "", ""),)


def test_what_seldom_changes_is_numbered_from_the_oldest():
    cut = Cut(TYPE, ("idea",), tuple(str(n) for n in range(1, 3 * PAGE + 8)))
    newest, second, first = pages_of(cut, {})
    assert (newest.path, newest.ids[0], newest.ids[-1], len(newest.ids)) == ("issues/type/idea/index.html", "101", "157", 57)
    assert (second.number, second.path, second.ids[0], second.ids[-1]) == (2, "issues/type/idea/page/2/index.html", "51", "100")
    assert [(page.newer, page.older) for page in (newest, second, first)] == [
        ("", second.path),
        (newest.path, first.path),
        (second.path, ""),
    ]


@given(st.integers(0, 400))
def test_a_full_page_holds_the_same_as_the_list_grows(n: int):
    ids = [str(number) for number in range(n)]
    before = {page.path: page.ids for page in numbered(ids, lambda number: f"p{number}") if page.number}
    after = {page.path: page.ids for page in numbered([*ids, "new"], lambda number: f"p{number}") if page.number}
    assert before.items() <= after.items()
    assert [id for page in reversed(numbered(ids, str)) for id in page.ids] == ids


@given(st.integers(0, 4 * STRETCH + 20), st.data())
def test_a_status_lists_every_issue_once_from_page_to_page(places: int, data: st.DataObject):
    share = data.draw(st.sampled_from((1, 2, 7, 90, 400)))
    cut, order = statuses(places, set(range(data.draw(st.integers(0, 30)), places, share)))
    pages = {page.path: page for page in pages_of(cut, order)}
    read, page = list[str](), pages[cut.path]
    while True:
        read = [*page.ids, *read]
        if not page.older:
            break
        assert pages[page.older].newer in (page.path, cut.path)
        page = pages[page.older]
    assert read == list(cut.ids)
    assert len(pages[cut.path].ids) >= min(PAGE, len(cut.ids))


@given(st.sets(st.integers(0, 4 * STRETCH - 1)), st.integers(0, 4 * STRETCH - 1))
def test_one_that_comes_or_goes_changes_what_its_own_page_and_the_newest_hold(held: set[int], place: int):
    before, after = (
        {page.number: page.ids for page in pages_of(*statuses(4 * STRETCH, ids)) if page.number} for ids in (held, held ^ {place})
    )
    changed = {number for number in before.keys() | after.keys() if before.get(number) != after.get(number)}
    assert changed == {place // STRETCH + 1}


def test_a_page_of_a_facet_says_what_it_is():
    disputed = (a_message(2, "answer", at="2026-05-20"), a_message(3, "dispute", at="2026-06-01"))
    record = a_record(a_corpus(an_issue("1", components=("motor",)), an_issue("2", *disputed)))
    outlines = outlines_of(record)
    views = {}
    for cut in cuts_of(outlines, record.corpus):
        (page,) = pages_of(cut, {id: place for place, id in enumerate(outlines)})
        views[cut.kind, *cut.names] = facet_view(record, cut, page)
    assert views["status", "disputed"].frame.title == "Issues, where they stand: Not solved, says the customer"
    assert [line.id for line in views["status", "disputed"].lines] == ["2"]
    assert (views["component", "fans", "motor"].name, views["component", "fans", "motor"].of.text) == ("Motor", "Fans")
    assert views["component", "fans", "motor"].frame.title == "Issues: Fans, Motor"
    assert views["year", "2026"].frame.title == "Issues of 2026"
    assert len({view.frame.title for view in views.values()}) == len(views)
    assert views["type", "idea"].total == 0


def test_the_list_leads_to_every_facet_that_holds_something():
    record = a_record(a_corpus(an_issue("1", components=("motor",), tags=("noise",))))
    groups = facet_groups(record, cuts_of(outlines_of(record), record.corpus), {"noise": 1}, routes.ISSUES)
    assert [
        (group.kind, group.of, [(link.code, link.text, link.href, link.issues) for link in group.links]) for group in groups
    ] == [
        ("status", "", [("open", "Open", "status/open/index.html", 1)]),
        ("type", "", [("problem", "Problems", "type/problem/index.html", 1)]),
        ("product", "", [("", "Fans", "product/fans/index.html", 1)]),
        ("component", "Fans", [("", "Motor", "component/fans/motor/index.html", 1)]),
        ("year", "", [("", "2026", "year/2026/index.html", 1)]),
        ("tag", "", [("", "noise", "tagged/noise/index.html", 1)]),
    ]


def test_former_names_lead_on():
    product = replace(a_product(formerly=("blowers",)), components=(Component("motor", "Motor", ("engine",)),))
    built = a_built_site(a_corpus(an_issue("1"), products=[product]))
    for old, new in (
        ("issues/product/blowers/index.html", "../fans/index.html"),
        ("issues/component/blowers/engine/index.html", "../../fans/motor/index.html"),
        ("issues/component/fans/engine/index.html", "../motor/index.html"),
    ):
        assert f'content="0; url={new}"' in built[old].decode()


def test_hostile_names_break_out_of_nothing():
    hostile = '"><script>alert(1)</script>'
    built = a_built_site(a_corpus(an_issue("1", product=hostile, components=(hostile, ".."))))
    pages = {path: page for path, page in built.items() if path.startswith(("issues/product/", "issues/component/"))}
    assert all("<script>alert" not in page.decode() for page in (*pages.values(), built["issues/index.html"]))
    assert routes.facet(PRODUCT, (hostile,)) in pages
    assert not [path for path in pages if "/../" in path or "//" in path]
    assert hostile in shown(built[routes.facet(PRODUCT, (hostile,))])
