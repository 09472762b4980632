"""Solutions: where they stand when they are few and when they are many, and in which order."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from builders import a_corpus, a_message, a_product, an_issue
from links import broken_links
from onrecord.render.helping import FEW, SHOWN, Shelf, shelves_of, solution_pages
from onrecord.render.outline import Brief, Outline
from onrecord.render.pages.layout import outlines_of
from onrecord.render.paging import PAGE
from onrecord.render.views.solutions import SolutionsView, solutions_view
from rendering import a_built_site, a_record, shown

PRODUCTS = [a_product("fans", components=("blades", "motor")), a_product("pumps", "Pumps", components=("hose",))]


def outline(product: str | None, component: str = "", solves: int = 1) -> Outline:
    """An issue with so many solutions."""
    components = (component,) if component else ()
    brief = Brief("answered", solves=solves)
    return Outline(product, (), brief, (), None, datetime(2026, 5, 2, tzinfo=UTC), "problem", components, 2026)


def shelves(*outlines: Outline) -> tuple[Shelf, ...]:
    """The shelves of some issues, numbered from 1."""
    return shelves_of({str(n): one for n, one in enumerate(outlines, 1)}, a_corpus(products=PRODUCTS))


def helped(id: str, product: str | None = "fans", component: str = "motor") -> object:
    """An issue with a workaround."""
    components = (component,) if component and product else ()
    return an_issue(id, a_message(2, "workaround", text=f"Coin {id}."), product=product, components=components)


def views(*issues: object) -> dict[str, SolutionsView]:
    """Every page of solutions of a record, by its path."""
    record = a_record(a_corpus(*issues, products=PRODUCTS))
    return {page.path: solutions_view(record, page) for page in solution_pages(shelves_of(outlines_of(record), record.corpus))}


def test_products_and_components_in_the_records_order():
    found = shelves(
        outline(None),
        outline("unknown", "x"),
        outline("pumps", "hose"),
        outline("fans"),
        outline("fans", "motor", 2),
        outline("fans", "unknown"),
        outline("fans", "blades"),
        outline("fans", "motor"),
        outline("fans", "motor", 0),
    )
    assert [(shelf.product, shelf.component, shelf.ids, shelf.solutions) for shelf in found] == [
        ("fans", "blades", ("7",), 1),
        ("fans", "motor", ("5", "8"), 3),
        ("fans", "unknown", ("6",), 1),
        ("fans", "", ("4",), 1),
        ("pumps", "hose", ("3",), 1),
        ("unknown", "x", ("2",), 1),
        ("", "", ("1",), 1),
    ]


def test_few_all_stand_on_the_first_page_the_newest_first():
    found = views(helped("1"), helped("2"), helped("3", None), helped("4", "pumps", "hose"))
    assert list(found) == [f"solutions/{path}index.html" for path in ("fans/", "pumps/", "~/", "")]
    first = found["solutions/index.html"]
    assert (first.name, first.total, first.counted) == ("", 4, False)
    assert [(p.name, p.total, p.href, [c.name for c in p.components]) for p in first.products] == [
        ("Fans", 2, "fans/index.html", ["Motor"]),
        ("Pumps", 1, "pumps/index.html", ["Hose"]),
        ("", 1, "~/index.html", [""]),
    ]
    assert [s.says.text for s in first.products[0].components[0].solutions] == ["Coin 2.", "Coin 1."]
    assert found["solutions/fans/index.html"].frame.title == "Solutions: Fans"
    assert found["solutions/~/index.html"].frame.title == "Solutions: Of no product in particular"


def test_many_are_counted_on_the_first_page_and_have_pages_of_their_own():
    many = [helped(str(n)) for n in range(1, FEW + 1)]
    found = views(*many, helped("100", "fans", "blades"), helped("101", "pumps", "hose"))
    first = found["solutions/index.html"]
    assert (first.counted, first.total) == (True, FEW + 2)
    assert [(c.name, c.total, c.href, c.solutions) for p in first.products for c in p.components] == [
        ("Blades", 1, "fans/index.html#c__fans__blades", ()),
        ("Motor", FEW, "fans/motor/index.html", ()),
        ("Hose", 1, "pumps/index.html#c__pumps__hose", ()),
    ]
    product = found["solutions/fans/index.html"]
    assert [(c.anchor, c.total, len(c.solutions), c.href) for c in product.products[0].components] == [
        ("c__fans__blades", 1, 1, ""),
        ("c__fans__motor", FEW, SHOWN, "motor/index.html"),
    ]
    assert product.products[0].components[1].solutions[0].says.text == f"Coin {FEW}."
    component = found["solutions/fans/motor/index.html"]
    assert (component.name, len(component.products[0].components[0].solutions), component.older) == ("Fans, Motor", FEW, "")


def test_a_component_of_very_many_takes_several_pages():
    found = shelves(*[outline("fans", "motor") for _ in range(2 * PAGE + 3)])
    pages = {page.path: page for page in solution_pages(found)}
    newest, oldest = pages["solutions/fans/motor/index.html"], pages["solutions/fans/motor/page/1/index.html"]
    assert (len(newest.ids), newest.older, oldest.newer) == (PAGE + 3, oldest.path, newest.path)
    assert oldest.ids == tuple(str(n) for n in range(1, PAGE + 1))


def test_two_thousand_take_pages_that_can_be_read():
    found = shelves(*[outline(("fans", "pumps")[n % 2], ("motor", "hose")[n % 2]) for n in range(2000)])
    assert max(len(page.ids) for page in solution_pages(found)) < 2 * PAGE


@pytest.mark.parametrize("n", [3, FEW + 3])
def test_every_link_and_anchor_resolves(n: int):
    issues = [helped(str(k), component=("motor", "blades", "a b/c")[k % 3]) for k in range(1, n + 1)]
    built = a_built_site(a_corpus(*issues, helped("200", None), products=PRODUCTS))
    pages = {path: data for path, data in built.items() if not path.startswith("search/")}
    assert [broken for broken in broken_links(pages, "https://example.org/") if broken.startswith("solutions/")] == []
    assert f"{n + 1} solutions, by product and component; within each, the newest trouble first." in shown(
        built["solutions/index.html"]
    )
