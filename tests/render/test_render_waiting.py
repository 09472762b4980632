"""Waiting: who stands on the page of all and on those of products, and that the latter change on no other day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builders import a_corpus, a_message, a_product, an_issue
from onrecord.model import Corpus
from onrecord.render.pages.layout import outlines_of
from onrecord.render.views.record import Record
from onrecord.render.views.waiting import LONGEST, Queue, queues_of, waiting_view
from rendering import a_built_site, a_record, shown

PRODUCTS = [a_product("fans"), a_product("pumps", "Pumps", components=())]


def queues(record: Record) -> tuple[Queue, ...]:
    """Who waits, in a record."""
    return queues_of(record, {id: outline.product for id, outline in outlines_of(record).items()})


def a_waiting_corpus() -> Corpus:
    """Issues that wait for either side, of two products and none."""
    asked = a_message(2, "request", at="2026-06-01")
    return a_corpus(
        an_issue("1", opened="2026-05-02"),
        an_issue("2", asked, opened="2026-05-03"),
        an_issue("3", opened="2026-05-01", product="pumps"),
        an_issue("4", replace(asked, at=an_issue(opened="2026-05-20").opened), opened="2026-05-04", product=None),
        an_issue("5", opened="unknown"),
        an_issue("6", a_message(2, "resolution"), a_message(3, "confirmation")),
        products=PRODUCTS,
    )


def test_the_longest_wait_stands_first_and_an_unknown_one_last():
    whole, *products = queues(a_record(a_waiting_corpus()))
    assert (whole.company, whole.customer) == (("3", "1", "5"), ("4", "2"))
    assert [(of.product, of.path, of.company, of.customer) for of in products] == [
        ("fans", "waiting/fans/index.html", ("1", "5"), ("2",)),
        ("pumps", "waiting/pumps/index.html", ("3",), ()),
        ("", "waiting/~/index.html", (), ("4",)),
    ]


def test_the_page_of_all_counts_days_and_leads_to_products():
    record = a_record(a_waiting_corpus())
    whole, *products = queues(record)
    view = waiting_view(record, whole, products)
    assert [(waits.line.id, waits.on, waits.days) for waits in view.company] == [
        ("3", "company", 61),
        ("1", "company", 60),
        ("5", "company", None),
    ]
    assert [(waits.line.id, waits.on, waits.days) for waits in view.customer] == [("4", "customer", 42), ("2", "customer", 30)]
    assert [(p.name, p.href, p.company, p.customer) for p in view.products] == [
        ("Fans", "fans/index.html", 2, 1),
        ("Pumps", "pumps/index.html", 1, 0),
        ("", "~/index.html", 0, 1),
    ]


def test_the_pages_of_products_change_on_no_other_day():
    corpus = a_waiting_corpus()
    today, later = (a_built_site(corpus, day) for day in (date(2026, 7, 1), date(2026, 7, 9)))
    for path in ("waiting/fans/index.html", "waiting/pumps/index.html", "waiting/~/index.html"):
        assert today[path] == later[path]
    assert today["waiting/index.html"] != later["waiting/index.html"]
    page = shown(today["waiting/fans/index.html"])
    assert "days" not in page
    assert "The company’s move since May 2, 2026, because of the report" in page
    assert "The customer’s move since June 1, 2026, because of a question to the customer" in page


def test_where_many_wait_the_longest_stand_there_and_the_rest_with_each_product():
    issues = [an_issue(str(n), opened=f"2026-05-{1 + n % 28:02}") for n in range(1, LONGEST + 8)]
    record = a_record(a_corpus(*issues))
    whole, *products = queues(record)
    view = waiting_view(record, whole, products)
    assert (len(view.company), view.company_total) == (LONGEST, LONGEST + 7)
    assert len(waiting_view(record, products[0]).company) == LONGEST + 7
    page = shown(a_built_site(a_corpus(*issues))["waiting/index.html"])
    assert f"The {LONGEST} longest of {LONGEST + 7}. The rest stands with each product." in page
