"""People: the network of who helped whom, who knows what, a person's page and feed; and nobody named who did not wish it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from builders import a_change, a_corpus, a_message, a_person, a_product, a_release, an_issue
from links import broken_links, faults
from onrecord.model import Corpus, Role
from onrecord.render.outline import Outline
from onrecord.render.pages.layout import outlines_of
from onrecord.render.views import circle
from onrecord.render.views.circle import helps_table, people_facts, people_view
from onrecord.render.views.feeds import person_feed
from onrecord.render.views.people import person_view
from render.hostile import SCRIPT, WORDS
from rendering import a_built_site, a_record, shown

M = a_message
PEOPLE = "people/index.html"
SHOWN = (
    a_person("ann", page=True, name="Ann Ahlers"),
    a_person("cem", page=True, name="Cem Kaya"),
    a_person("jo", Role.COMPANY, name="Jo Okafor", title="Support"),
    a_person("bea", name="Bea Secret"),
)


def a_circle(**rest: object) -> Corpus:
    """Jo helped Ann twice and Bea (who has no page) once; Cem helped Ann once; Kim helped Bea."""
    return a_corpus(
        an_issue("1", M(2, "answer", author="jo"), M(3, "workaround", author="cem")),
        an_issue("2", M(2, "answer", author="jo"), M(3, "workaround", author="jo"), product="pads"),
        an_issue("3", M(2, "answer", author="jo"), M(3, "answer", author="kim"), author="bea"),
        people=SHOWN,
        products=[a_product(), a_product("pads", "Pads")],
        **rest,  # type: ignore[arg-type]
    )


def test_who_helped_whom_is_drawn_and_told():
    view = people_view(a_record(a_circle()))
    assert [(h.helper.name, h.helped.name, h.issues) for h in view.helps] == [
        ("Cem Kaya", "Ann Ahlers", 1),
        ("Jo Okafor", "Ann Ahlers", 2),
    ]
    assert [(o.helper.name, o.people) for o in view.helped_others] == [("Jo Okafor", 1), ("kim", 1)]
    assert view.network is not None
    assert [(spot.name, spot.href, spot.shape.look) for spot in view.network.spots] == [
        ("Ann Ahlers", "ann/index.html", "spot side-customer"),
        ("Cem Kaya", "cem/index.html", "spot side-customer"),
        ("Jo Okafor", "jo/index.html", "spot side-company"),
        ("kim", "kim/index.html", "spot side-company"),
    ]
    assert [line.note for line in view.network.lines] == [
        "Cem Kaya helped Ann Ahlers on 1 issue",
        "Jo Okafor helped Ann Ahlers on 2 issues",
    ]
    assert [[label.text for label in spot.labels] for spot in view.network.spots][2:] == [["Jo Okafor", "+ 1"], ["kim", "+ 1"]]


def test_nobody_without_a_page_is_named():
    site = a_built_site(a_circle())
    for path in (PEOPLE, "people/helped.csv", "people/jo/index.html", "people/kim/index.html"):
        text = site[path].decode("utf-8").replace("roar", "")
        words = shown(site[path]) if path == PEOPLE else text
        assert "Secret" not in re.sub(
            r'<section aria-labelledby="(?:answered|spoke|reported)".*?</section>', "", words, flags=re.DOTALL
        )
    rows = helps_table(a_record(a_circle())).rows
    assert rows == (("cem", "ann", 1, None), ("jo", "ann", 2, None), ("jo", None, None, 1), ("kim", None, None, 1))


def test_who_knows_what_in_the_order_of_names():
    fans, pads = people_view(a_record(a_circle())).expertise
    assert (fans.product.text, pads.product.text) == ("Fans", "Pads")
    assert [(e.who.name, e.answers, e.workarounds, e.kept) for e in fans.people] == [
        ("Cem Kaya", 1, 1, 0),
        ("Jo Okafor", 2, 0, 0),
        ("kim", 1, 0, 0),
    ]
    assert [(e.who.name, e.answers, e.workarounds) for e in pads.people] == [("Jo Okafor", 2, 1)]


def test_too_many_are_drawn_by_a_stated_rule(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(circle, "MOST", 2)
    view = people_view(a_record(a_circle()))
    assert view.network is not None
    assert [spot.name for spot in view.network.spots] == ["Ann Ahlers", "Jo Okafor"]
    assert view.undrawn == 2
    assert len(view.helps) == 2


def test_nobody_at_all():
    site = a_built_site(a_corpus())
    assert people_view(a_record(a_corpus())).network is None
    assert "<svg" not in site[PEOPLE].decode("utf-8")
    assert faults(site) == []


def test_the_network_can_be_reached_and_read():
    site = a_built_site(a_circle())
    html = site[PEOPLE].decode("utf-8")
    assert 'class="sociogram chart" viewBox' in html
    assert re.findall(r'<a href="([^"]+)" class="person" aria-label="([^"]+)"', html) == [
        ("ann/index.html", "Ann Ahlers, Customer"),
        ("cem/index.html", "Cem Kaya, Customer"),
        ("jo/index.html", "Jo Okafor + 1, Support"),
        ("kim/index.html", "kim + 1, Acme"),
    ]
    assert faults(site) == []
    assert broken_links(site) == []


def test_hostile_names_do_no_harm_in_the_network():
    names = {"ann": SCRIPT, "cem": WORDS["bidirectional override"], "jo": '"/><a xlink:href="javascript:alert(1)">'}
    people = [replace(person, name=names.get(person.alias, person.name)) for person in SHOWN]
    corpus = replace(a_circle(), people=a_circle().people | {person.alias: person for person in people})
    site = a_built_site(corpus)
    assert faults(site) == []
    html = site[PEOPLE].decode("utf-8")
    assert "<script>alert" not in html
    assert "\u202e" not in html
    assert 'xlink:href="javascript' not in html


def test_what_concerns_a_person_stands_on_their_page():
    corpus = a_corpus(
        an_issue(
            "1",
            M(2, "answer", author="jo"),
            M(3, "promise", author="jo", due="2026-05-10", at="2026-05-04"),
            M(4, "resolution", author="jo", outcome="fixed", fixed_in="1.0", at="2026-06-02"),
            M(5, "confirmation", author="ann", at="2026-06-04"),
        ),
        an_issue("2", M(2, "comment", author="ann"), author="cem"),
        releases=[a_release("1.0", a_change("Quiet.", "1"))],
        people=SHOWN,
    )
    record = a_record(corpus)
    ann, jo = (person_view(record, corpus.people[alias]) for alias in ("ann", "jo"))
    assert [line.id for line in ann.reported] == ["1"]
    assert [line.id for line in ann.spoke_on] == ["2"]
    assert [(v.kind, v.issue.href) for v in ann.verdicts] == [("confirmation", "../../issues/1/index.html#m5")]
    assert [link.text for link in ann.credited_in] == ["Fans 1.0"]
    assert [(one.who.name, one.issues) for one in ann.helped_by.named] == [("Jo Okafor", 1)]
    assert [(one.who.name, one.issues) for one in jo.helped.named] == [("Ann Ahlers", 1)]
    assert [(tally.state, tally.n) for tally in jo.kept] == [("missed", 1)]
    text = shown(a_built_site(corpus)["people/ann/index.html"])
    assert "Verdicts that stand Solved, says the customer The fans are too loud" in text
    assert re.search(r"Helped by ?Jo Okafor \(1 issue\)", text)


def entries(corpus: Corpus, alias: str, as_of: date = date(2026, 7, 1)) -> list[str]:
    record = a_record(corpus, as_of)
    outlines: dict[str, Outline] = outlines_of(record)
    feed = person_feed(record, corpus.people[alias], outlines)
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    assert feed.updated == feed.entries[0].updated
    return [f"{entry.published:%m-%d} {entry.title}" for entry in feed.entries]


def test_the_feed_tells_of_a_missed_promise_the_day_after():
    corpus = a_corpus(an_issue("1", M(2, "promise", author="jo", due="2026-06-10", at="2026-05-04")), people=SHOWN)
    assert entries(corpus, "jo", date(2026, 6, 11))[0] == "06-11 Missed: The fans are too loud"
    assert not [title for title in entries(corpus, "jo", date(2026, 6, 10)) if "Missed" in title]


def test_the_feed_tells_of_releases_that_thank():
    release = a_release("1.0", a_change("Quiet.", "1"), date="2026-06-20")
    corpus = a_corpus(an_issue("1"), releases=[release], people=SHOWN)
    assert entries(corpus, "ann")[0] == "06-20 Released: Fans 1.0"
    assert entries(corpus, "ann", date(2026, 6, 19)) == ["05-02 Report: The fans are too loud"]
    yanked = a_corpus(an_issue("1"), releases=[replace(release, yanked=True)], people=SHOWN)
    assert entries(yanked, "ann") == ["05-02 Report: The fans are too loud"]


def test_the_feed_follows_the_original_of_a_duplicate():
    corpus = a_corpus(
        an_issue("1", M(2, "answer", author="jo", at="2026-05-09"), author="cem"),
        an_issue("2", duplicate_of="1", opened="2026-05-03", title="Loud"),
        people=SHOWN,
    )
    assert entries(corpus, "ann")[0] == "05-09 Answer: The fans are too loud"


def test_the_facts_of_the_list_move_with_what_it_shows_and_with_nothing_else():
    before = people_facts(a_record(a_circle()))
    assert people_facts(a_record(a_circle(), date(2027, 1, 1))) == before
    issues = a_circle().issues
    talk = replace(issues["3"], thread=(*issues["3"].thread, M(4, "comment", author="bea")))
    assert people_facts(a_record(replace(a_circle(), issues=issues | {"3": talk}))) == before
    help = replace(issues["3"], thread=(*issues["3"].thread, M(4, "workaround", author="ann")))
    assert people_facts(a_record(replace(a_circle(), issues=issues | {"3": help}))) != before
