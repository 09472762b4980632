"""What views hold: the words that stand for an issue, its judgement, its thread, the lists."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import CUSTOMERS, a_change, a_corpus, a_message, a_person, a_product, a_release, a_site, a_source, an_issue, doubtful
from onrecord.model import UNKNOWN, Company, Counted, Format, FreePage, Issue, Pledge, Reference, Role, Span, Translation, Words
from onrecord.render import routes
from onrecord.render.helping import shelves_of, solution_pages
from onrecord.render.pages.layout import outlines_of
from onrecord.render.views.circle import people_view
from onrecord.render.views.figures import figures_view
from onrecord.render.views.front import front_view
from onrecord.render.views.issue import IssueView, issue_view
from onrecord.render.views.lists import Facet, IssueListView, facets_of, issue_list_pages, issue_list_view
from onrecord.render.views.pages import free_page_view, redirect_view
from onrecord.render.views.people import person_view
from onrecord.render.views.product import changes_view, product_view, release_view
from onrecord.render.views.promise import promises_view
from onrecord.render.views.quote import quoted, unmarked
from onrecord.render.views.record import Record
from onrecord.render.views.solutions import solutions_view
from onrecord.render.views.waiting import queues_of, waiting_view
from rendering import a_built_site, a_record, shown


def the_view(*issues: Issue, **rest: Any) -> IssueView:
    """The view of the first of these issues."""
    record = a_record(a_corpus(*issues, **rest))
    return issue_view(record, record.corpus.issues[issues[0].id])


MARKS = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)|[*_`]+|^[ \t]{0,3}(?:#{1,6}|>|[-+*]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
PIECES = (*"ab [](!*_`#>-+1.)\n\t ", "[a](b)", "\n- ", "\n1. ", "  * ", "\r", "\u2028")


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_words_without_the_marks_of_markdown(text: str):
    assert unmarked(text, Format.MARKDOWN) == MARKS.sub(lambda found: found[1] or "", text)
    assert unmarked(text, Format.TEXT) == text


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        ("They roar. All night.", None, "They roar."),
        ("They roar. All night.", "All night.", "All night."),
        ("Dear all,\n\nthe fan of my new computer roars. It does.", None, "the fan of my new computer roars."),
        ("It starts at 4.30 p.m. every day, e.g. today. Then it stops.", None, "It starts at 4.30 p.m. every day, e.g. today."),
        ("no full stop at all", None, "no full stop at all"),
        ("two\nlines. Then more.", None, "two lines."),
        ("", None, ""),
    ],
)
def test_the_words_that_stand_for_an_issue(text: str, quote: str | None, words: str):
    assert quoted(an_issue(text=text, quote=quote)) == words


def test_a_long_sentence_ends_at_a_word():
    words = quoted(an_issue(text="word " * 100))
    assert words.endswith("word…")
    assert len(words) <= 201


def test_the_headline_is_the_customers_and_the_title_smaller():
    view = the_view(an_issue(title="Fans", text="They roar. All night.", wants="Quiet fans", report={"lang": "de"}))
    assert (view.headline.text, view.quoted, view.headline.lang, view.headline.direction) == ("They roar.", True, "de", "ltr")
    assert view.title is not None
    assert view.title.text == "Fans"
    assert view.wants is not None
    assert view.wants.html == "<p>Quiet fans</p>"


def test_a_title_that_says_the_same_again_is_left_out():
    assert the_view(an_issue(title="They roar", text="They roar. All night.")).title is None


def test_withheld_words_stand_nowhere():
    view = the_view(an_issue(title=None, text="", report={"words": Words.WITHHELD}))
    assert (view.headline.text, view.quoted, view.withheld, view.title, view.wants) == ("Issue 1", False, True, None, None)
    assert view.thread[0].says is None
    assert view.thread[0].withheld


def test_what_the_company_reports_of_itself_is_no_quotation():
    view = the_view(an_issue(author="jo", title="An outage"))
    assert (view.headline.text, view.quoted, view.self_reported) == ("An outage", False, True)


def test_both_sides_say_what_they_say():
    issue = an_issue(
        "1",
        a_message(2, "report", author="bea"),
        a_message(3, "resolution", outcome="fixed", fixed_in="1.0", why="A new bearing.", at="2026-06-02"),
        a_message(4, "dispute", author="ann", at="2026-06-03"),
        a_message(5, "confirmation", author="bea", at="2026-06-04", source=a_source()),
    )
    view = the_view(issue, releases=[a_release("1.0", a_change("Quiet.", "1"))])
    assert view.said is not None
    assert (view.said.outcome, view.said.why, view.said.reason.href) == ("fixed", "A new bearing.", "#m3")
    assert [(v.kind, v.who.name, v.reason.href, v.proof.code) for v in view.verdicts] == [
        ("dispute", "ann", "#m4", "entered"),
        ("confirmation", "bea", "#m5", "checkable"),
    ]
    assert (view.confirmed, view.disputed, view.people) == (1, 1, 2)
    assert (view.standing.status, view.standing.reason.href) == ("disputed", "#m4")
    (fix,) = view.fixes
    assert (fix.release.href, fix.out, fix.yanked) == ("../../products/fans/releases/1.0/index.html", True, False)


def test_a_release_that_closes_an_issue_is_what_the_company_says():
    view = the_view(an_issue(), releases=[a_release("1.0", a_change("Quiet.", "1"))])
    assert view.said is not None
    assert (view.said.outcome, view.said.reason.code, view.said.reason.name) == ("fixed", "release", "Fans 1.0")


def test_evidence_of_each_customers_act():
    view = the_view(
        an_issue(
            "1",
            a_message(2, "comment", author="ann", via="phone"),
            a_message(3, "answer", source=a_source("https://example.org/3")),
            a_message(4, "comment", author="obs", source=a_source("javascript:alert(1)")),
            report={"via": "forum", "source": a_source("https://example.org/1", "forum")},
        )
    )
    proofs = [(m.role, m.proof.code, m.proof.via, m.proof.href) for m in view.thread]
    assert proofs == [
        ("customer", "checkable", "forum", "https://example.org/1"),
        ("customer", "entered", "phone", ""),
        ("company", "", "", "https://example.org/3"),
        ("observer", "checkable", "", ""),
    ]


def test_doubtful_times_are_shown_as_claimed():
    later = (a_message(2, at=doubtful("soon"), source=a_source()), a_message(3, at=UNKNOWN, source=a_source()))
    view = the_view(an_issue("1", *later))
    assert [(m.at.text, m.at.doubt) for m in view.thread[1:]] == [("soon", "claimed"), ("", "unknown")]


def test_a_promise_with_its_slips():
    issue = an_issue(
        "1",
        a_message(2, "promise", what="Quieter fans", due="2026-06-01", proof="Listen", at="2026-05-10"),
        a_message(3, "promise_update", promise=2, due="2026-08-01", why="Bearings", at="2026-05-20"),
    )
    view = the_view(issue)
    (promise,) = view.promises
    assert (promise.what, promise.proof) == ("Quieter fans", "Listen")
    assert (promise.first_due.machine, promise.due.machine) == ("2026-06-01", "2026-08-01")
    assert [(slip.days, slip.why, slip.href) for slip in promise.slips] == [(61, "Bearings", "#m3")]
    assert view.calendar == "../1.ics"


def test_duplicates_know_each_other():
    original = an_issue("1", title="Loud")
    duplicate = an_issue("2", title="Noisy", author="bea", duplicate_of="1", opened="2026-05-04")
    view, other = the_view(original, duplicate), the_view(duplicate, original)
    assert [line.id for line in view.duplicates] == ["2"]
    assert [(v.who.name, v.href, v.issue.text if v.issue else "") for v in view.voices] == [
        ("ann", "#m1", ""),
        ("bea", "../2/index.html#m1", "Noisy"),
    ]
    assert other.original is not None
    assert (other.original.text, other.original.href) == ("Loud", "../1/index.html")
    assert other.original_line is not None
    assert other.original_line.status == "open"


def test_an_originals_page_names_and_links_every_voice_of_its_duplicates():
    more = a_message(2, "report", author="cem", at="2026-05-06")
    issues = (
        an_issue("1", title="Loud"),
        an_issue("2", more, title="Noisy", author="bea", duplicate_of="1", opened="2026-05-04"),
        an_issue("3", title="Roaring", author="anonymous", duplicate_of="2", opened="2026-05-05"),
    )
    built = a_built_site(a_corpus(*issues))
    page, text = built["issues/1/index.html"].decode(), shown(built["issues/1/index.html"])
    assert "4 people reported it" in text
    told = text[text.index("Who reported it") :]
    assert re.findall(r"(\w+), May (\d), 2026(?: in (\w+))?", told)[:4] == [
        ("ann", "2", ""),
        ("bea", "4", "Noisy"),
        ("Anonymous", "5", "Roaring"),
        ("cem", "6", "Noisy"),
    ]
    assert all(f'href="../{link}"' in page for link in ("2/index.html#m1", "2/index.html#m2", "3/index.html#m1"))
    assert "There it stands: Open since May 2, 2026, reported by 4 people" in shown(built["issues/2/index.html"])


def test_a_duplicate_of_something_outside():
    view = the_view(an_issue(duplicate_of="https://example.org/7"))
    assert view.original is not None
    assert view.original.href == "https://example.org/7"
    assert view.original_line is None


def test_counted_votes_are_the_sources_claim():
    counted = Counted("signatures", 12345, a_message().at, "https://petition.example/1")
    view = the_view(an_issue(counted=counted))
    assert view.counted is not None
    assert (view.counted.n, view.counted.what, view.counted.source.href) == ("12,345", "signatures", "https://petition.example/1")
    assert view.people == 1


def test_translations_and_corrections_are_labelled():
    issue = an_issue(
        "1",
        a_message(
            2,
            "answer",
            text="Wir haben **nichts** gehört.",
            lang="de",
            translations={"en": Translation("We heard nothing.", "machine")},
        ),
        a_message(3, "correction", corrects=2),
    )
    view = the_view(issue)
    translation = view.thread[1].told
    assert (translation.lang, translation.language) == ("en", "English")
    assert (translation.by, translation.block.html) == ("", "<p>We heard nothing.</p>")
    assert view.thread[1].says is not None
    assert view.thread[1].says.lang == "de"
    assert (view.thread[1].mended_by, view.thread[2].mends) == ((3,), 2)


def test_a_withdrawal_takes_back_the_report_or_what_it_names():
    issue = an_issue("1", a_message(2, "report", author="bea"), a_message(3, "withdrawal", author="bea", at="2026-05-05"))
    view = the_view(issue)
    assert [m.taken_back_by for m in view.thread] == [(), (3,), ()]
    assert view.thread[2].takes_back == 2


def test_praise_has_no_status():
    view = the_view(an_issue(type="praise"))
    assert view.praise
    record = a_record(a_corpus(an_issue(type="praise")))
    assert record.line("1", "index.html").status == "praise"
    assert [line.id for line in product_view(record, record.corpus.products["fans"], tuple(record.corpus.issues)).settled] == ["1"]


def test_praise_is_not_counted_as_open():
    record = a_record(a_corpus(an_issue("1", type="praise"), an_issue("2")))
    assert facets_of(record.line(id, "index.html").status for id in ("1", "2")) == (Facet("open", 1), Facet("praise", 1))
    assert [(row.code, row.n) for row in figures_view(record).by_status] == [("open", 1), ("praise", 1)]


def test_what_the_company_declined_is_not_called_resolved():
    issue = an_issue("1", a_message(2, "resolution", outcome="declined", at="2026-05-05"))
    record = a_record(a_corpus(issue))
    assert (record.line("1", "index.html").status, record.line("1", "index.html").outcome) == ("resolved", "declined")
    built = a_built_site(a_corpus(issue))
    for path in ("issues/index.html", "issues/1/index.html", "products/fans/index.html", "people/jo/index.html"):
        assert "Declined, says the company" in shown(built[path]), path
    assert "How it ended, says the company: Declined" in unescape(unescape(built["feed.xml"].decode())).replace("</strong>", "")


def test_what_only_the_company_calls_resolved_is_not_settled_on_its_product():
    said = an_issue("1", a_message(2, "resolution", at="2026-05-05"))
    solved = an_issue("2", a_message(2, "resolution", at="2026-05-05"), a_message(3, "confirmation", at="2026-05-06"))
    record = a_record(a_corpus(said, solved, an_issue("3")))
    view = product_view(record, record.corpus.products["fans"], tuple(record.corpus.issues))
    assert [[line.id for line in lines] for lines in (view.unsettled, view.said, view.settled)] == [["3"], ["1"], ["2"]]


def test_a_report_after_the_resolution_is_told_wherever_the_issue_is_listed():
    issue = an_issue("1", a_message(2, "resolution", at="2026-05-05"), a_message(3, "report", author="bea", at="2026-05-06"))
    again = a_record(a_corpus(issue)).line("1", "index.html").again
    assert again is not None
    assert again.machine == "2026-05-06"
    assert "Reported again on May 6, 2026" in shown(a_built_site(a_corpus(issue))["issues/index.html"])


@pytest.mark.parametrize(
    ("type", "does"),
    [
        ("problem", "ann reported this"),
        ("idea", "ann suggested this"),
        ("question", "ann asked this"),
        ("praise", "ann praised this"),
    ],
)
def test_what_a_report_is_called(type: str, does: str):
    page = shown(a_built_site(a_corpus(an_issue("1", a_message(2, "report", author="bea"), type=type)))["issues/1/index.html"])
    assert does in page
    assert "bea reported this too" in page


def test_a_receipt_is_not_nothing():
    page = shown(a_built_site(a_corpus(an_issue("1", a_message(2, "acknowledgement"))))["issues/1/index.html"])
    assert "The company says Received, not answered" in page


def issue_list_views(record: Record) -> tuple[tuple[str, IssueListView], ...]:
    """The pages of the list with their paths, the newest first."""
    ids = tuple(record.corpus.issues)
    statuses = tuple(record.line(id, "index.html").status for id in ids)
    pages = issue_list_pages(len(ids))
    return tuple((page.path, issue_list_view(record, page, ids[page.start : page.stop], statuses)) for page in pages)


@pytest.mark.parametrize(
    ("issues", "newest", "pages"),
    [(0, 0, []), (1, 1, []), (99, 99, []), (100, 50, [50]), (149, 99, [50]), (150, 50, [50, 50])],
)
def test_pages_of_the_list_are_numbered_from_the_oldest(issues: int, newest: int, pages: list[int]):
    views = issue_list_views(a_record(a_corpus(*(an_issue(str(n)) for n in range(1, issues + 1)))))
    assert [len(view.lines) for _, view in views] == [newest, *pages]
    assert [path for path, _ in views] == ["issues/index.html", *(f"issues/page/{n}/index.html" for n in range(len(pages), 0, -1))]
    listed = [line.id for _, view in views for line in view.lines]
    assert listed == [str(n) for n in range(issues, 0, -1)]


def test_older_and_newer_lead_through_the_list():
    views = dict(issue_list_views(a_record(a_corpus(*(an_issue(str(n)) for n in range(1, 151))))))
    assert [(v.newer, v.older) for v in views.values()] == [
        ("", "page/2/index.html"),
        ("../../index.html", "../1/index.html"),
        ("../2/index.html", ""),
    ]


def test_the_front_page_tells_what_hurts():
    waits = an_issue("1", text="It roars. It will not stop.", wants="Silence.", opened="2026-01-01")
    works = (a_message(2, "answer", at="2026-05-04"), a_message(3, "confirmation", at="2026-05-05"))
    happy = an_issue("2", *works, opened="2026-05-03")
    view = front_view(a_record(a_corpus(waits, happy)))
    (story,) = view.stories
    assert (story.waits.line.headline.text, story.waits.days, story.waits.on) == ("It roars.", 181, "company")
    assert story.body is not None
    assert story.body.text == "It will not stop."
    assert [line.id for line in view.confirmed] == ["2"]
    assert view.frame.as_of is not None
    assert view.frame.as_of.machine == "2026-07-01"


LEADS = [
    (
        "the one reported by most people leads",
        {},
        [("1", "2026-02-01", 1, False), ("2", "2026-03-01", 2, False)],
        "2",
        (2, 2, 0, 0),
    ),
    ("of as many people, the longest wait", {}, [("1", "2026-03-01", 1, False), ("2", "2026-02-01", 1, False)], "2", (1, 2, 0, 0)),
    ("no import from before the pledge", {}, [("1", "2025-02-01", 2, True), ("2", "2026-02-01", 1, False)], "2", (1, 2, 0, 1)),
    ("an import from after it", {}, [("1", "2026-01-01", 2, True), ("2", "2026-02-01", 1, False)], "1", (2, 2, 0, 0)),
    ("where all are old, the first", {}, [("1", "2025-02-01", 2, True), ("2", "2025-03-01", 1, True)], "1", (2, 2, 0, 0)),
    (
        "an old one where the site says so",
        {"lead_with_old_imports": True},
        [("1", "2025-02-01", 2, True), ("2", "2026-02-01", 1, False)],
        "1",
        (2, 2, 0, 0),
    ),
]


@pytest.mark.parametrize(("site", "issues", "first", "why"), [case[1:] for case in LEADS], ids=[case[0] for case in LEADS])
def test_the_lead_is_chosen_by_a_stated_rule(site, issues, first, why):
    def issue(id: str, opened: str, people: int, imported: bool) -> Issue:
        more = tuple(a_message(n, "report", at="2026-05-03", author=CUSTOMERS[n - 1]) for n in range(2, people + 1))
        return an_issue(id, *more, opened=opened, source=a_source() if imported else None)

    pledges = (Pledge(date(2026, 1, 1), Span(2, business=True)),)
    corpus = a_corpus(*(issue(*each) for each in issues), site=a_site(pledges=pledges, **site))
    view = front_view(a_record(corpus))
    assert view.lead is not None
    assert view.stories[0].waits.line.id == first
    assert (view.lead.people, view.lead.of, view.lead.wordless, view.lead.imported) == why
    assert {story.waits.line.id for story in view.stories} == {"1", "2"}


def test_an_issue_without_words_does_not_lead():
    withheld = an_issue("1", a_message(2, "report", author=CUSTOMERS[1]), title=None, text="", report={"words": Words.WITHHELD})
    view = front_view(a_record(a_corpus(withheld, an_issue("2"))))
    assert view.lead is not None
    assert (view.stories[0].waits.line.id, view.lead.wordless) == ("2", 1)


def test_waiting_for_the_company_and_for_the_customer():
    record = a_record(a_corpus(an_issue("1"), an_issue("2", a_message(2, "request", at="2026-06-01"))))
    view = waiting_view(record, queues_of(record, {"1": "fans", "2": "fans"})[0])
    assert [(w.line.id, w.days) for w in view.company] == [("1", 60)]
    assert [(w.line.id, w.days, w.reason.href) for w in view.customer] == [("2", 30, "../issues/2/index.html#m2")]


def test_promises_by_their_state():
    missed = an_issue("1", a_message(2, "promise", due="2026-06-01"))
    due = an_issue("2", a_message(2, "promise", due="2026-08-01"))
    news = a_message(3, "promise_update", promise=2, kept=True, at="2026-06-10")
    kept = an_issue("3", a_message(2, "promise", due="2026-06-20"), news)
    view = promises_view(a_record(a_corpus(missed, due, kept)))
    assert [(g.state, [(d.promise.issue.href, d.left) for d in g.promises]) for g in view.groups] == [
        ("missed", [("../issues/1/index.html", -30)]),
        ("due", [("../issues/2/index.html", 31)]),
        ("kept", [("../issues/3/index.html", None)]),
    ]


def test_products_of_one_name_are_told_apart_by_their_companies():
    products = [a_product("fans", company=Company("Acme")), a_product("blowers", company=Company("Bora"))]
    built = a_built_site(a_corpus(products=products))
    for id, title in (("fans", "Fans (Acme)"), ("blowers", "Fans (Bora)")):
        assert f"<title>{title} · " in built[f"products/{id}/index.html"].decode()
        assert f"<title>{title} · " in built[f"products/{id}/feed.xml"].decode()


def test_a_product_and_its_former_names():
    product = a_product(components=())
    record = a_record(a_corpus(an_issue(components=("motor",)), products=[a_product()], releases=[a_release()]))
    view = product_view(record, record.corpus.products["fans"], tuple(record.corpus.issues))
    assert [(c.anchor, c.issues) for c in view.components] == [("c-motor", 1)]
    assert [line.id for line in view.unsettled] == ["1"]
    redirect = redirect_view(record, routes.product("blowers"), routes.product(product.id), "Fans")
    assert (redirect.target.href, redirect.frame.canonical) == ("../fans/index.html", "https://feedback.example.com/products/fans/")


def test_what_the_notes_of_a_release_mention_is_linked():
    release = a_release("1.0", notes="Taken back: see #1 and #2.", references=(Reference("#1", "1"),))
    corpus = a_corpus(an_issue(), releases=[release])
    view = release_view(a_record(corpus), release)
    assert '<a href="../../../../issues/1/index.html">#1</a> and #2.' in view.notes


def test_a_release_credits_those_who_reported():
    release = a_release("1.0", a_change("Quiet, see #1.", "1"))
    record = a_record(
        a_corpus(an_issue(), releases=[release, a_release("0.9", a_change("More.", kind="added"), date="2026-01-01")])
    )
    view = release_view(record, release)
    assert [who.name for who in view.credits] == ["ann"]
    (group,) = view.groups
    assert (group.kind, [line.id for change in group.changes for line in change.closes]) == ("fixed", ["1"])
    assert view.newer is None
    assert view.older is not None
    assert view.older.href == "../0.9/index.html"
    changes = changes_view(record)
    assert [line.version for line in changes.releases] == ["1.0"]
    assert [line.version for line in changes.others] == ["0.9"]


def test_people_have_pages_only_if_they_may():
    people = [a_person("cem", page=True, name="Cem K."), a_person("kim", Role.COMPANY, page=False)]
    corpus = a_corpus(an_issue("1", a_message(2, "answer", author="jo")), people=people)
    record = a_record(corpus)
    view = people_view(record)
    assert [line.who.name for line in view.staff] == ["jo"]
    assert [(line.who.name, line.who.href) for line in view.customers] == [("Cem K.", "cem/index.html")]
    person = person_view(record, corpus.people["jo"])
    assert [line.id for line in person.answered] == ["1"]
    assert [(known.product.text, known.answers) for known in person.knows] == [("Fans", 1)]
    assert record.who("ann", "index.html").href == ""


def test_the_company_speaks_by_its_name():
    view = the_view(an_issue("1", a_message(2, "answer", author="company")))
    assert (view.thread[1].by.name, view.thread[1].by.role) == ("Acme", "company")


def test_anonymous_people():
    view = the_view(an_issue("1", a_message(2, "comment", author="anonymous-2"), author="anonymous"))
    assert [m.by.name for m in view.thread] == ["Anonymous", "Anonymous 2"]


def test_solutions_by_product_and_component():
    problem = an_issue("1", a_message(2, "workaround", text="Put a coin on it."), components=("motor",))
    question = an_issue("2", a_message(2, "answer", text="**Yes**, it is."), type="question", product=None)
    neither = an_issue("3", a_message(2, "answer", text="We are looking into it."))
    record = a_record(a_corpus(problem, question, neither))
    (*_, whole) = solution_pages(shelves_of(outlines_of(record), record.corpus))
    (fans, general) = solutions_view(record, whole).products
    assert [(c.name, [s.says.text for s in c.solutions]) for c in fans.components] == [("Motor", ["Put a coin on it."])]
    assert [s.says.text for c in general.components for s in c.solutions] == ["Yes, it is."]
    assert general.name == ""


def test_a_page_of_the_companys_own():
    record = a_record(a_corpus(pages=[FreePage("about", "About", "# Us\n\n[Promises](/promises/)", "fr")]))
    view = free_page_view(record, record.corpus.pages["about"])
    assert view.body.html == '<h2>Us</h2>\n<p><a href="../promises/index.html" rel="noopener">Promises</a></p>'
    assert view.body.lang == "fr"


def test_a_notice_of_a_product_stands_in_place_of_the_sites():
    site = a_site(notice="Invented.")
    products = [a_product(notice="Real."), a_product("pumps")]
    views = {i.id: the_view(i, site=site, products=products) for i in (an_issue("1"), an_issue("2", product="pumps"))}
    assert [view.frame.notices[0].text for view in views.values()] == ["Real.", "Invented."]
