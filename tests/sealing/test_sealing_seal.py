"""Sealing small projects on a real disk: what is appended, what is refused, and what a kill leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from onrecord.log.note import Signer, verifier_of
from onrecord.model import OnrecordError
from onrecord.seal.disk import CHECKPOINTS, ENTRIES, LOG, Words, load_book
from onrecord.seal.leaves import read_leaf
from onrecord.sealing import landing
from onrecord.sealing.sealing import Asked, Sealed, seal
from sealing.logs import KEY, NEW_KEY, ORIGIN, RECEIPTS, project, said, sealed

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def kinds(root: Path) -> list[str]:
    return [read_leaf(entry).kind for entry in load_book(root).entries]


def units(root: Path) -> list[str]:
    leaves = [read_leaf(entry) for entry in load_book(root).entries]
    return [f"{leaf.fields['id']}/{leaf.fields['n']}" for leaf in leaves if leaf.kind == "publish"]


def told(result: Sealed) -> list[str]:
    return [str(problem) for problem in result.problems]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path)


def test_a_log_begins_and_holds_the_whole_record(root: Path):
    result = sealed(root, NOW)
    assert not result.problems
    assert kinds(root) == ["log", *["publish"] * 6]
    assert units(root) == ["42.0/1", "42.1/1", "42.2/1", "r.1/1", "h.1/1", "h.2/1"]
    book = load_book(root)
    assert (book.size, book.beyond, len(book.checkpoints), book.ledger.origin) == (7, 0, 1, ORIGIN)
    assert book.ledger.keys == {"log": [str(KEY.verifier)], "receipts": [str(RECEIPTS.verifier)]}
    blob = Words(root, book.ledger)(book.ledger.versions["42.1"][0])
    assert blob is not None
    assert blob.body == "They roar.\n\nAll night long."
    assert blob.values["title"] == "The fans are too loud"


def test_what_was_sealed_is_sealed_once(root: Path):
    sealed(root, NOW)
    before = {path: path.read_bytes() for path in (root / LOG).rglob("*") if path.is_file()}
    result = sealed(root, NOW + DAY)
    assert (list(result.steps), result.problems, result.checkpoint) == ([], (), None)
    assert {path: path.read_bytes() for path in (root / LOG).rglob("*") if path.is_file()} == before


def test_a_new_message_is_appended(root: Path):
    sealed(root, NOW)
    said(root, "42/3-jo.md", "id: 3\nauthor: jo\nat: 2026-06-01\nkind: answer", "We are looking into it.")
    result = sealed(root, NOW + DAY)
    assert [step.told for step in result.steps] == ["message 3 of issue 42 (42.3), version 1: new"]
    assert units(root)[-1] == "42.3/1"
    assert [signed.checkpoint.size for signed in load_book(root).checkpoints] == [7, 8]


def test_a_dry_run_says_it_and_writes_nothing(root: Path):
    result = sealed(root, NOW, Asked(dry_run=True))
    assert [step.told for step in result.steps][:2] == [
        f"the log {ORIGIN} begins",
        "what the company says of issue 42 (42.0), version 1: new",
    ]
    assert len(result.steps) == 7
    assert not (root / LOG).exists()


def test_that_all_is_well_is_an_entry(root: Path):
    sealed(root, NOW)
    sealed(root, NOW + DAY, Asked(beat=True))
    assert kinds(root)[-1] == "beat"


def test_a_customers_words_are_not_changed_without_saying_so(root: Path):
    sealed(root, NOW)
    change(root, "They roar.", "They hum.")
    size = load_book(root).size
    (problem,) = told(sealed(root, NOW + DAY))
    assert problem.startswith(
        "content/issues/42.md:2:1: the words of message 1 of issue 42 are not those that were sealed on 2026-06-01; put the words "
    )
    assert 'run "onrecord redact 42.1"' in problem
    assert load_book(root).size == size


def test_an_amendment_says_so_once(root: Path):
    sealed(root, NOW)
    change(root, "They roar.", "They hum.", "title:", "amendment: {by: author, why: A slip., at: 2026-05-31}\ntitle:")
    assert [step.told for step in sealed(root, NOW + DAY).steps] == ["message 1 of issue 42 (42.1), version 2: the words changed"]
    change(root, "They hum.", "They sing.")  # the amendment of before does not speak for this
    assert "are not those that were sealed on 2026-06-02" in told(sealed(root, NOW + 2 * DAY))[0]


def test_the_company_may_edit_its_own_words_and_each_edit_is_a_version(root: Path):
    sealed(root, NOW)
    change(root, "type: problem", "type: idea")
    said(root, "42/2-jo.md", "id: 2\nauthor: jo\nat: 2026-05-03\nkind: answer", "We know.\n\nIt is the bearing.")
    result = sealed(root, NOW + DAY)
    assert [step.told for step in result.steps] == [
        "what the company says of issue 42 (42.0), version 2: what stands beside the words changed",
        "message 2 of issue 42 (42.2), version 2: the words changed",
    ]


def test_what_stands_beside_a_customers_words_is_a_version_too(root: Path):
    sealed(root, NOW)
    change(root, "opened: 2026-05-02", "opened: 2026-05-01")
    assert [step.told for step in sealed(root, NOW + DAY).steps] == [
        "message 1 of issue 42 (42.1), version 2: what stands beside the words changed"
    ]


@pytest.mark.parametrize(
    ("gone", "lost"),
    [
        ("issues/42/2-jo.md", ["42.2"]),
        ("products/fans/releases/1.0.yaml", ["r.1"]),
    ],
)
def test_nothing_disappears_without_a_word(root: Path, gone: str, lost: list[str]):
    sealed(root, NOW)
    (root / "content" / gone).unlink()
    problems = told(sealed(root, NOW + DAY))
    assert [problem.split(": ")[1].split(" ")[0] for problem in problems] == lost
    assert all("is gone from the record; put it back" in problem for problem in problems)


def test_people_and_products_may_be_renamed(root: Path):
    sealed(root, NOW)
    people = root / "content/people"
    (people / "ann.yaml").rename(people / "anna.yaml")
    (people / "anna.yaml").write_text("role: customer\nformerly: ann\n")
    change(root, "author: ann", "author: anna")
    products = root / "content/products"
    (products / "fans").rename(products / "ventilators")
    (products / "ventilators/product.yaml").write_text("name: Fans\nformerly: fans\n")
    change(root, "product: fans", "product: ventilators")
    result = sealed(root, NOW + DAY)
    assert not result.problems
    assert units(root)[6:] == ["42.0/2", "42.1/2", "r.1/2", "h.1/2"]
    assert "message 1 of issue 42 (42.1), version 2: the author's alias changed" in [step.told for step in result.steps]


def test_a_role_that_changes_shows_with_everything_that_was_said(root: Path):
    sealed(root, NOW)
    (root / "content/people/ann.yaml").write_text("role: observer\n")
    change(root, "author: ann", "author: bob")
    (root / "content/people/bob.yaml").write_text("role: customer\n")
    (problem,) = told(sealed(root, NOW + DAY))
    assert "the words of message 1 of issue 42 are not those" in problem


def test_time_never_runs_backwards_and_leaps_only_when_told(root: Path):
    sealed(root, NOW)
    assert "time in a log never runs backwards" in told(sealed(root, NOW - timedelta(seconds=1)))[0]
    later = NOW + timedelta(days=401)
    assert "401 days after the last entry; is the year right?" in told(sealed(root, later, Asked(beat=True)))[0]
    assert sealed(root, later, Asked(beat=True, since_ok=True)).checkpoint


def test_a_site_without_a_log_is_told_how_to_begin_one(root: Path):
    path = root / "content/site.yaml"
    path.write_text(path.read_text().partition("log:")[0])
    assert told(sealed(root, NOW)) == [
        'content/site.yaml:1:1: no log is announced; run "onrecord keys new", and write the lines it prints into site.yaml'
    ]


def test_mistakes_in_the_content_keep_it_from_being_sealed(root: Path):
    change(root, "type: problem", "type: trouble")
    assert "unknown type" in told(sealed(root, NOW))[0]
    assert not (root / LOG).exists()


def test_only_announced_keys_sign(root: Path):
    stranger = Signer(ORIGIN, b"\7" * 32)
    assert "and is announced nowhere" in told(sealed(root, NOW, signers=(stranger,)))[0]
    assert "there is no key to sign with" in told(sealed(root, NOW, signers=()))[0]
    assert not (root / LOG).exists()


def test_a_key_is_followed_by_another_for_which_it_vouches(root: Path):
    sealed(root, NOW)
    announce(root, KEY, NEW_KEY)
    assert "a new key cannot vouch for itself" in told(sealed(root, NOW + DAY, signers=(NEW_KEY,)))[0]
    result = sealed(root, NOW + DAY, signers=(KEY, NEW_KEY))
    assert [step.told for step in result.steps] == [f"a key is added: {NEW_KEY.verifier}"]
    announce(root, NEW_KEY)
    assert "the only key that signs is retired" in told(sealed(root, NOW + 2 * DAY, signers=(KEY,)))[0]
    sealed(root, NOW + 2 * DAY, signers=(NEW_KEY,))
    assert load_book(root).ledger.keys["log"] == [str(NEW_KEY.verifier)]
    said(root, "42/3-jo.md", "id: 3\nauthor: jo\nat: 2026-06-01\nkind: answer", "We are looking into it.")
    assert "and is announced nowhere" in told(sealed(root, NOW + 3 * DAY, signers=(KEY,)))[0]
    assert sealed(root, NOW + 3 * DAY, signers=(NEW_KEY,)).checkpoint


def test_a_log_keeps_its_origin(root: Path):
    sealed(root, NOW)
    path = root / "content/site.yaml"
    path.write_text(path.read_text().replace(f"origin: {ORIGIN}", "origin: other.example/log"))
    assert "a log keeps its origin" in told(sealed(root, NOW + DAY))[0]


def test_a_key_that_is_none_is_told(root: Path):
    path = root / "content/site.yaml"
    path.write_text(path.read_text().replace(f"{KEY.verifier.id.hex()}", "00000000"))
    assert any("the id 00000000 is not that of this key" in problem for problem in told(sealed(root, NOW)))


def altered(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


@pytest.mark.parametrize(
    ("file", "change", "message"),
    [
        (ENTRIES, lambda data: data.replace(b'"role":"customer"', b'"role":"observer"', 1), "are not those that were signed"),
        (ENTRIES, lambda data: b"".join(data.splitlines(keepends=True)[:-1]), "there is a checkpoint of 7 entries"),
        (ENTRIES, lambda data: b"".join(sorted(data.splitlines(keepends=True))), "a log begins with the entry that says so"),
        (ENTRIES, lambda data: data[:-1], "does not end with a line"),
        (ENTRIES, lambda data: data.replace(b"{", b"{ ", 1), "an entry is spelt in one way only"),
        (CHECKPOINTS, lambda data: data.replace(b"\n7\n", b"\n6\n"), "are not those that were signed"),
        (CHECKPOINTS, lambda data: data[:-20] + b"AAAAAAAAAAAAAAAAAA=\n", "is not of this text"),
        (CHECKPOINTS, lambda data: b"\xff" + data, "is not as it was signed"),
    ],
)
def test_a_log_that_was_altered_is_refused(root: Path, file: str, change: Callable[[bytes], bytes], message: str):
    sealed(root, NOW)
    altered(root / file, change)
    with pytest.raises(OnrecordError, match=r"the log in content/log is not as it was signed") as raised:
        sealed(root, NOW + DAY)
    assert message in str(raised.value) or message == "is not as it was signed"


def blob_of(root: Path, unit: str) -> Path:
    from onrecord.seal.disk import blob_path

    return root / blob_path(load_book(root).ledger.versions[unit][-1].c)


def test_words_that_were_altered_or_lost_are_refused(root: Path):
    sealed(root, NOW)
    path = blob_of(root, "42.1")
    path.write_text(path.read_text().replace("They roar.", "They purr."))
    with pytest.raises(OnrecordError, match=r"the words of entry 2 were altered: they are not those that were committed to"):
        sealed(root, NOW + DAY)
    path.unlink()
    with pytest.raises(OnrecordError, match=r"the words of entry 2 are missing, and nothing says that they were removed"):
        sealed(root, NOW + DAY)


class KilledError(BaseException):
    """The process is gone."""


@pytest.mark.parametrize("writes", range(10))
def test_killed_between_any_two_writes_the_next_seal_goes_on(root: Path, writes: int, monkeypatch: pytest.MonkeyPatch):
    left, put, lies = count(), landing.put, list[bool]()

    def killed(path: Path, data: bytes) -> None:
        if next(left) == writes:
            raise KilledError
        put(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(landing, "put", killed)
        try:
            sealed(root, NOW)
        except KilledError:
            lies.append(True)
    assert bool(lies) is (writes < 8), "six blobs, the entries, and the checkpoint"
    assert load_book(root).size == (0 if lies else 7)
    sealed(root, NOW + DAY)
    assert units(root) == ["42.0/1", "42.1/1", "42.2/1", "r.1/1", "h.1/1", "h.2/1"]
    assert load_book(root).beyond == 0


def change(root: Path, *pairs: str) -> None:
    path = root / "content/issues/42.md"
    text = path.read_text()
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text)


def announce(root: Path, *keys: Signer) -> None:
    path = root / "content/site.yaml"
    lines = "".join(f"    - {key.verifier}\n" for key in (*keys, RECEIPTS))
    path.write_text(f"{path.read_text().partition('  keys:')[0]}  keys:\n{lines}")


def test_the_names_of_keys_tell_what_they_sign():
    assert verifier_of(ORIGIN, b"\1" * 32).name == ORIGIN
    assert seal  # the library's own door
