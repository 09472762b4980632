"""The index: which words find an issue and which must not, and the laws of its lists, bunches and shards."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import a_corpus, a_message, a_person, a_product, a_site, an_issue
from onrecord.model import Attachment, Format, Translation, Words
from onrecord.render.search.bunch import bunch_of, bunched, read_bunch
from onrecord.render.search.index import Index, choices_text, index_of
from onrecord.render.search.numbers import listed, place_of
from onrecord.render.search.shards import cuts_of, places_text, shard_name
from onrecord.render.search.terms import HEADED, OFTEN, ONCE, TITLE
from searching import found_by, read_index, read_shard, unlisted, words_in

IDS = st.one_of(
    st.integers(1, 400).map(str),
    st.builds(lambda prefix, number: f"{prefix}-{number}", st.sampled_from(("a", "acme")), st.integers(1, 10**18 - 1)),
    st.integers(10**11, 10**13).map(str),
)
WORDS = st.sampled_from(
    ("fan", "fans", "fanned", "loud", "é", "電池", "電", "zz", "a1", "conn", "connect", "connection", "conquer")
)


@pytest.mark.parametrize(
    "id", ["1", "42", "acme-42", "999999999999", "1000000000000", "acme-123456789012345678", "100000000000000007"]
)
def test_a_list_gives_back_its_id(id: str):
    space, number = place_of(id)
    assert unlisted(places_text({space: listed([(number, 3)])}).split("\t")) == {id: 3}


@given(st.sets(st.integers(0, 10**12 - 1)), st.data())
def test_a_list_gives_back_its_numbers(numbers: set[int], data: st.DataObject):
    entries = [(number, data.draw(st.integers(0, 3))) for number in sorted(numbers)]
    assert unlisted([listed(entries)]) == {str(number): weight for number, weight in entries}


def text_of(words: Mapping[str, int]) -> str:
    """Terms of words that are their own stems."""
    return "".join(f"{word} {weight} {word}\n" for word, weight in sorted(words.items()))


@st.composite
def several_terms(draw: st.DrawFn) -> dict[str, str]:
    """The terms of some issues."""
    ids = draw(st.sets(IDS, max_size=25))
    found = {}
    for id in sorted(ids, key=place_of):
        stems: dict[str, tuple[int, set[str]]] = {}
        for word in sorted(draw(st.sets(WORDS, min_size=1, max_size=6))):
            stems.setdefault(word[:3], (draw(st.integers(0, 3)), set()))[1].add(word)
        found[id] = "".join(f"{stem} {weight} {' '.join(sorted(words))}\n" for stem, (weight, words) in sorted(stems.items()))
    return found


def an_index(terms: Mapping[str, str]) -> Index:
    return Index([bunch_of({id: terms[id] for id in ids}) for ids in bunched(terms)])


def all_shards(index: Index) -> dict[str, str]:
    return {cut: index.shard(cut) for cut in index.cuts}


def spread(n: int) -> str:
    """A word that begins like few others."""
    return f"{'abc'[n % 3]}{n:03}"


def stems_in(text: str) -> dict[str, tuple[int, list[str]]]:
    lines = (line.split(" ") for line in text.split("\n")[:-1])
    return {stem: (int(weight), words) for stem, weight, *words in lines}


@given(several_terms())
def test_a_word_finds_the_issues_that_have_its_stem(terms: dict[str, str]):
    index = read_index(an_index(terms))
    words = {word for text in terms.values() for _, words in stems_in(text).values() for word in words}
    assert index.keys() == words
    for word in words:
        stems = {stem for text in terms.values() for stem, (_, held) in stems_in(text).items() if word in held}
        assert index[word] == {
            id: stems_in(text)[stem][0] for stem in stems for id, text in terms.items() if stem in stems_in(text)
        }


@given(several_terms(), st.sampled_from((1, 2, 5)), st.sampled_from((30, 100, 1000)))
def test_what_is_found_does_not_hang_on_bunches_and_shards(terms: dict[str, str], mean: int, most: int):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("onrecord.render.search.shards.MOST", most)
        patch.setattr("onrecord.render.search.bunch.MEAN", mean)
        parted = read_index(an_index(terms))
    assert parted == read_index(an_index(terms))


@given(several_terms(), st.data())
def test_a_shard_whose_key_is_the_same_is_the_same(terms: dict[str, str], data: st.DataObject):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("onrecord.render.search.bunch.MEAN", 2)
        patch.setattr("onrecord.render.search.shards.MOST", 60)
        before = an_index(terms)
        gone = data.draw(st.sets(st.sampled_from(sorted(terms)), max_size=2)) if terms else ()
        changed = {id: text for id, text in terms.items() if id not in gone} | data.draw(several_terms())
        after = an_index({id: changed[id] for id in sorted(changed, key=place_of)})
        shards = all_shards(after)
        same = [cut for cut in after.cuts if cut in before.cuts and after.key(cut) == before.key(cut)]
        assert {cut: shards[cut] for cut in same} == {cut: before.shard(cut) for cut in same}


def test_one_issue_more_changes_the_shards_of_its_words_alone(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.render.search.bunch.MEAN", 2)
    monkeypatch.setattr("onrecord.render.search.shards.MOST", 60)
    terms = {str(n): text_of({"apple": 0, "pear": 0} if n % 2 else {"melon": 0, "zebra": 3}) for n in range(1, 40) if n != 20}
    before, after = an_index(terms), an_index({**terms, "20": text_of({"melon": 1})})
    assert before.cuts == after.cuts
    changed = [cut for cut in after.cuts if before.key(cut) != after.key(cut)]
    assert [sorted(read_shard(after.shard(cut))) for cut in changed] == [["melon"]]


@given(st.sets(IDS))
def test_bunches_are_of_one_space_and_hold_every_id_once(ids: set[str]):
    found = bunched(ids)
    assert [id for bunch in found for id in bunch] == sorted(ids, key=place_of)
    assert all(len({place_of(id)[0] for id in bunch}) == 1 for bunch in found)


def test_one_id_more_changes_its_own_bunch_alone():
    ids = [str(n) for n in range(1, 5000) if n != 2500]
    before, after = set(bunched(ids)), set(bunched([*ids, "2500"]))
    assert len(before) > 10
    assert len(before - after) == 1
    assert len(after - before) <= 2


@given(several_terms())
def test_a_bunch_is_read_as_it_was_written(terms: dict[str, str]):
    for bunch in an_index(terms).bunches:
        assert read_bunch(bunch.text) == bunch


def test_shards_are_parted_where_they_grow_too_large(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.render.search.shards.MOST", 200)
    few = an_index({str(n): text_of({spread(n): 0}) for n in range(1, 10)})
    many = an_index({str(n): text_of({spread(n): 0}) for n in range(1, 100)})
    assert cuts_of(few.bunches) == ("",)
    assert cuts_of(many.bunches)[:2] == ("a00", "a02")
    assert len(cuts_of(many.bunches)) > 6
    assert cuts_of(()) == ()


@pytest.mark.parametrize(
    ("cut", "name"),
    [("", "words-"), ("con", "words-con"), ("c`", "words-c~60~"), ("../", "words-~2e~~2e~~2f~"), ("電", "words-~96fb~")],
)
def test_names_of_shards(cut: str, name: str):
    assert shard_name(cut) == name


def weights_of(word: str, *args: object, **kwargs: object) -> dict[str, int]:
    return read_index(index_of(a_corpus(an_issue(*args, **kwargs)))).get(word, {})


@pytest.mark.parametrize(
    ("word", "weight"),
    [
        ("roar", ONCE),
        ("hums", OFTEN),
        ("sleep", HEADED),
        ("noise", HEADED),
        ("motor", HEADED),
        ("loud", TITLE),
        ("acme", HEADED),
        ("7", HEADED),
    ],
)
def test_what_a_word_weighs(word: str, weight: int):
    issue = an_issue(
        "acme-7",
        a_message(2, "answer", text="It hums."),
        text="They roar. It hums, and hums.",
        wants="Sleep",
        tags=("noise",),
        components=("motor",),
    )
    assert read_index(index_of(a_corpus(issue)))[word] == {"acme-7": weight}


@pytest.mark.parametrize(
    "message",
    [
        a_message(2, "comment", author="ann", text="needle"),
        a_message(2, "answer", text="**Needles** [guide](https://example.org/)"),
        a_message(2, "promise", what="a needle"),
        a_message(2, "promise", proof="a needle"),
        a_message(2, "resolution", why="a needle"),
        a_message(2, "resolution", outcome="made_good", how="a needle"),
        a_message(2, "report", author="bea", title="A needle"),
        a_message(2, translations={"en": Translation("a needle", "machine")}, lang="de"),
        a_message(2, attachments=(Attachment("content/issues/1/n.png", "image/png", 1, "", alt="A needle"),)),
        a_message(2, attachments=(Attachment("content/issues/1/n.txt", "text/plain", 1, "", label="A needle"),)),
    ],
    ids=str,
)
def test_where_words_are_found(message: object):
    assert "needl" in {word[:5] for word in words_in(a_corpus(an_issue("1", message)))}


def test_withheld_words_and_names_are_not_in_the_index():
    withheld = a_message(
        2,
        "report",
        author="bea",
        title="secretone",
        text="secrettwo",
        words=Words.WITHHELD,
        translations={"en": Translation("secretthree", "machine", "secretfour")},
        attachments=(Attachment("content/issues/1/n.txt", "text/plain", 1, "", label="secretfive"),),
    )
    corpus = a_corpus(an_issue("1", withheld), people=[a_person("bea", name="Secretsix"), a_person("ann", name="Secretseven")])
    words = words_in(corpus)
    assert [word for word in sorted(words) if word.startswith("secret")] == []
    assert not words & {"ann", "bea"}
    withheld_report = an_issue("1", title=None, text="", report={"words": Words.WITHHELD})
    assert words_in(a_corpus(withheld_report)) == {"1", "fans"}


@pytest.mark.parametrize(
    ("lang", "site", "asked"),
    [(None, "en", "failed"), (None, "de", "gefailt"), ("de", "en", "lüfters"), ("fr", "en", "continuités")],
)
def test_words_are_stemmed_in_their_own_language(lang: str | None, site: str, asked: str):
    other = {"failed": "fails", "gefailt": "gefailte", "lüfters": "lüftern", "continuités": "continuité"}[asked]
    issues = [an_issue("1", text=asked, report={"lang": lang}), an_issue("2", text=other, report={"lang": lang})]
    index = index_of(a_corpus(*issues, site=a_site(language=site)))
    word = asked.replace("ü", "u").replace("é", "e")
    assert found_by(index, word) == ["1", "2"]


def test_addresses_that_markdown_links_to_are_left_out():
    said = a_message(2, "answer", text="See [the guide](https://hidden.example/path).", format=Format.MARKDOWN)
    assert not words_in(a_corpus(an_issue("1", said))) & {"hidden", "https", "path"}


@given(st.dictionaries(IDS, st.sampled_from(("open", "answered", "a b"))))
@example({"acme-3": "open", "2": "open", "1": "answered"})
def test_the_lists_of_choices(values: dict[str, str]):
    lines = (line.split("\t") for line in choices_text(values.items()).split("\n")[:-1])
    found = {value: sorted(unlisted(columns)) for value, *columns in lines}
    assert found == {value: sorted(id for id in values if values[id] == value) for value in sorted(set(values.values()))}


def test_a_product_is_found_by_its_name():
    corpus = a_corpus(an_issue("1"), products=[a_product(name="Whisperer")])
    assert found_by(index_of(corpus), "whisperer") == ["1"]
