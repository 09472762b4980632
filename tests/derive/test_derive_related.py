"""Related issues: which words count, who is found by them, and that what is found again is what is found at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builders import a_message, an_issue
from onrecord.derive.related import EFFORT, MOST, Spread, related, related_issues, renewed
from onrecord.derive.terms import MOST as MOST_TERMS
from onrecord.derive.terms import Terms, terms_of, together
from onrecord.model import Kind, Words


def ids_of(found, id):
    """The ids of the others of an issue."""
    return [other for other, _ in found[id]]


def test_terms_are_the_words_of_the_reports_and_of_the_filing():
    again = a_message(3, Kind.REPORT, author="bea", text="Roaring here, too.", title="Vacuum cleaner", wants="Peace")
    answer = a_message(2, "answer", text="Tokens of the company do not count.")
    words = {"title": "Fans too loud", "text": "They roar. See https://x.example/abc", "wants": "Silence"}
    issue = an_issue("1", answer, again, tags=("noise",), **words)
    assert terms_of(issue, "en") == ("fan", "loud", "silenc", "roar", "vacuum", "cleaner", "peac", "nois")


def test_withheld_words_never_count():
    shown = an_issue("1", a_message(2, "report", author="bea", text="Hidden squeak", title="Secret", words=Words.WITHHELD))
    assert {"hidden", "squeak", "secret"}.isdisjoint(terms_of(shown, "en"))
    assert terms_of(an_issue("1", title="Secret", text="Hidden", report={"words": Words.WITHHELD}), "en") == ()


def test_terms_of_several_take_turns():
    assert together([("a", "b", "c"), ("d", "b"), ()]) == ("a", "d", "b", "c")
    many = tuple(f"w{n}" for n in range(60))
    assert together([many[:MOST_TERMS], many[20:]])[:4] == ("w0", "w20", "w1", "w21")
    assert len(together([many[:MOST_TERMS], many[20:]])) == MOST_TERMS


def test_one_word_in_common_is_a_coincidence():
    found = related({"1": ("fan", "loud"), "2": ("fan", "loud"), "3": ("fan", "hot"), **{str(n): ("x",) for n in range(4, 20)}})
    assert (ids_of(found, "1"), ids_of(found, "3")) == (["2"], [])


def test_the_rarer_the_words_the_nearer_and_ties_by_number():
    rest = {str(n): ("often", "usual") for n in range(10, 14)}
    found = related({"9": ("often", "usual", "rare", "odd"), "2": ("rare", "odd"), **rest, **{f"x-{n}": () for n in range(40)}})
    assert ids_of(found, "9") == ["2", "10", "11", "12", "13"]
    assert ids_of(found, "13") == ["10", "11", "12", "9"]  # who says more shares more


def test_a_family_counts_as_one_and_is_named_by_its_first():
    rest = [an_issue(str(n), title=f"Topic{n}", text="Nothing.") for n in range(10, 30)]
    issues = [
        an_issue("1", title="Squeaky hinge", text="At night."),
        an_issue("2", title="Creaking door", text="By day.", duplicate_of="1"),
        an_issue("3", title="Creaking door, squeaky hinge", text="Always."),
        an_issue("4", title="Creaking door", text="In winter."),
        *rest,
    ]
    found = related_issues({i.id: i for i in issues}, {i.id: i.duplicate_of for i in issues}, "en")
    assert (found["1"], found["2"]) == (("3", "4"), ("3", "4"))
    assert found["4"] == ("3", "1")
    assert found["10"] == ()


def test_what_too_many_have_is_left_aside():
    spread = Spread(1 << 20, {"rare": 3, "common": EFFORT, "usual": EFFORT // 4, "every": 1 << 20})
    assert [term for term, _ in spread.telling(("every", "common", "usual", "rare"))] == ["rare", "usual"]


WORDS = st.lists(st.sampled_from("abcdefghij"), max_size=5, unique=True).map(tuple)
IDS = st.sampled_from([*(str(n) for n in range(1, 20)), "imp-1", "imp-2"])
RECORDS = st.dictionaries(IDS, WORDS, max_size=20)


@given(RECORDS, st.lists(st.dictionaries(IDS, st.none() | WORDS, max_size=4), max_size=4))
def test_what_is_renewed_is_what_is_found_at_once(first: dict[str, Terms], edits: list[dict[str, Terms | None]]):
    before, known = first, related(first)
    for edit in edits:
        now = {id: terms for id, terms in ({**before, **edit}).items() if terms is not None}
        known = renewed(before, known, now)
        assert known == related(now)
        assert all(len(others) <= MOST for others in known.values())
        before = now


def test_addresses_and_what_lies_far_down_do_not_count():
    text = "See https://example.org/squeak/leak now. " + "Word " * 400 + "hinge"
    assert {"squeak", "leak", "hinge"}.isdisjoint(terms_of(an_issue("1", title="Loud", text=text), "en"))


def test_a_report_is_read_in_its_own_language():
    issue = an_issue("1", title="Heizungen", text="Die Türen", report={"lang": "de"}, tags=("charged",))
    assert terms_of(issue, "en") == ("heizung", "tur", "charg")
