"""The verifier in the reader's browser: it comes to the same verdicts as the one in Python, and checks messages of a real site."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hosting import hosted
from onrecord.build import build
from onrecord.log import base64
from onrecord.log.checkpoint import Checkpoint
from onrecord.log.errors import LogError
from onrecord.log.note import Signer, sign
from onrecord.log.tree import Tree, leaf_hash
from onrecord.seal.disk import Words, load_book
from onrecord.seal.receipts import Receipt, give
from onrecord.verify.evidence import evidence_of, judge
from sealing.logs import KEY, ORIGIN, RECEIPTS, project, said, sealed

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
STRANGER = Signer(ORIGIN, b"\7" * 32)
KEYS = [KEY.verifier, RECEIPTS.verifier]


def built(root: Path) -> dict[str, bytes]:
    assert not build(root, root / "site", date(2026, 7, 1), workers=1).stopped
    site = root / "site"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of some 60 entries under 20 checkpoints."""
    made = project(tmp_path_factory.mktemp("made"))
    sealed(made, NOW)
    for n in range(3, 23):
        said(made, f"42/{n}-ann.md", f"id: {n}\nauthor: ann\nat: 2026-05-04\nkind: comment", f"It goes on, {n} times.\n\nI wait.")
        sealed(made, NOW + n * DAY)
    return made


@pytest.fixture
def site(root: Path) -> Iterator[tuple[str, dict[str, bytes]]]:
    files = built(root)
    with hosted(files) as url:
        yield url, files


def evidence(root: Path) -> list[str]:
    """Every version's evidence, and some receipts; some by a key that nobody knows."""
    book = load_book(root)
    words = Words(root, book.ledger)
    proofs = [evidence_of(book, v.index, words(v)) for versions in book.ledger.versions.values() for v in versions]
    bare = [evidence_of(book, v.index, None) for v in book.ledger.versions["42.1"]]
    receipts = [
        give(Receipt(ORIGIN, bytes([n]) * 32, NOW, NOW + n * DAY), signer)
        for n in range(10)
        for signer in (RECEIPTS, KEY, STRANGER)
    ]
    return [*proofs, *bare, *receipts]


def mutated(text: str, dice: random.Random) -> str:
    """A text with something altered: a sign, a line, a number, white space."""
    lines = text.split("\n")
    match dice.randrange(6):
        case 0 | 1:
            at = dice.randrange(len(text))
            return text[:at] + dice.choice('Aa0+/=-{}",: \n') + text[at + 1 :]
        case 2:
            at = dice.randrange(len(text))
            return text[:at] + text[at + 1 :]
        case 3:
            del lines[dice.randrange(len(lines))]
            return "\n".join(lines)
        case 4:
            a, b = dice.randrange(len(lines)), dice.randrange(len(lines))
            lines[a], lines[b] = lines[b], lines[a]
            return "\n".join(lines)
        case _:
            at = dice.randrange(len(lines))
            return "\n".join([*lines[:at], lines[at], *lines[at:]])


def holds(text: str) -> bool:
    try:
        judge(text.encode(), KEYS)
    except LogError:
        return False
    return True


JUDGE = """async ([url, texts, keys]) => {
  const { judge, readKey, CannotError } = await import(`${url}static/verify-log.js`);
  const known = await Promise.all(keys.map(readKey));
  const verdicts = [];
  for (const text of texts) {
    try { await judge(text, known); verdicts.push("true"); }
    catch (error) { verdicts.push(error instanceof CannotError ? `cannot: ${error.message}` : `false: ${error.message}`); }
  }
  return verdicts;
}"""


@pytest.mark.slow
def test_both_verifiers_come_to_the_same_verdicts(page: Page, root: Path, site: tuple[str, dict[str, bytes]]):
    url, _ = site
    dice, sound = random.Random(5), evidence(root)
    texts = [*sound, *(mutated(dice.choice(sound), dice) for _ in range(1000))]
    page.goto(f"{url}verify/")
    verdicts = page.evaluate(JUDGE, [url, texts, [str(key) for key in KEYS]])
    assert not [verdict for verdict in verdicts if verdict.startswith("cannot")]
    expected = [holds(text) for text in texts]
    both = zip(texts, verdicts, expected, strict=True)
    both = zip(texts, verdicts, expected, strict=True)
    apart = [(text, verdict) for text, verdict, right in both if (verdict == "true") != right]
    assert apart == []
    assert 40 < sum(expected) < 200, "sound ones, and a few that were altered where it does not matter"


def verdict(page: Page) -> str:
    expect(page.locator("#verify-told")).to_have_attribute("data-state", re.compile("^(true|false|cannot)$"))
    return page.locator("#verify-told").inner_text()


@pytest.mark.slow
def test_a_message_is_checked_from_its_page(page: Page, site: tuple[str, dict[str, bytes]]):
    url, files = site
    page.goto(f"{url}issues/42/")
    page.locator("#m5 .seal a").last.click()
    told = verdict(page)
    assert told.startswith("True: entry ")
    assert "42.5" in told
    assert "It goes on, 5 times." in page.locator("#verify-words").inner_text()
    page.reload()
    assert f"goes on from the {len(load_entries(files))} entries you saw before" in verdict(page)


def load_entries(files: dict[str, bytes]) -> list[bytes]:
    size = int(files["log/checkpoint"].split(b"\n")[1])
    from onrecord.log.tiles import entries_in

    return entries_in(files[f"log/tile/entries/000.p/{size}"], size)


@pytest.mark.slow
def test_what_is_false_is_said_to_be(page: Page, root: Path, site: tuple[str, dict[str, bytes]]):
    url, files = site
    book = load_book(root)
    version = book.ledger.versions["42.5"][-1]
    blob = f"log/blob/{base64.decode(version.c, 32).hex()}.json"
    address = f"{url}verify/#42.5/{version.index}"
    page.goto(address)
    assert verdict(page).startswith("True")
    for path, change in (
        (blob, lambda data: data.replace(b"5 times", b"6 times")),
        ("log/checkpoint", lambda data: data.replace(b"A", b"B", 1)),
        (f"log/tile/0/000.p/{book.size}", lambda data: data[:-1] + bytes([data[-1] ^ 1])),
        (f"log/tile/entries/000.p/{book.size}", lambda data: data.replace(b"customer", b"observer", 9)),
    ):
        kept = files[path]
        files[path] = change(kept)
        page.goto(f"{url}verify/")
        page.goto(address)
        assert verdict(page).startswith("FALSE"), path
        files[path] = kept
    page.goto(f"{url}verify/")
    page.goto(f"{url}verify/#42.6/{version.index}")
    assert verdict(page).startswith("FALSE")


@pytest.mark.slow
def test_a_log_that_was_cut_or_forked_is_found_out_by_who_saw_it_before(page: Page, root: Path, site: tuple[str, dict[str, bytes]]):
    url, files = site
    book = load_book(root)
    index = book.ledger.versions["42.1"][0].index
    page.goto(f"{url}verify/#42.1/{index}")
    assert verdict(page).startswith("True")
    for change, told in (
        (lambda entries: entries[:-1], "ROLLBACK"),
        (lambda entries: [*entries[:-2], entries[-1], entries[-1]], "FORK"),
    ):
        laid(files, change([*book.entries]))
        page.goto(f"{url}verify/")
        page.goto(f"{url}verify/#42.1/{index}")
        assert told in verdict(page)
    laid(files, [*book.entries])
    page.goto(f"{url}verify/")
    page.goto(f"{url}verify/#42.1/{index}")
    assert verdict(page).startswith("True")


def laid(files: dict[str, bytes], entries: list[bytes]) -> None:
    """Another log in the place of that of a site, signed by the company's own key."""
    from onrecord.log.tiles import bundle_bytes, bundles_of, tile_bytes, tiles_of

    tree = Tree(map(leaf_hash, entries))
    for tile in (*tiles_of(len(entries)), *bundles_of(len(entries))):
        files[f"log/{tile.path}"] = bundle_bytes(entries) if tile.level is None else tile_bytes(tree.at, tile)
    files["log/checkpoint"] = sign(Checkpoint(ORIGIN, len(entries), tree.root()).text, KEY).encode()


@pytest.mark.slow
def test_evidence_that_is_pasted_is_checked(page: Page, root: Path, site: tuple[str, dict[str, bytes]]):
    url, _ = site
    page.goto(f"{url}verify/")
    book = load_book(root)
    version = book.ledger.versions["42.1"][0]
    text = evidence_of(book, version.index, Words(root, book.ledger)(version))
    page.fill("#verify-text", text)
    page.click("#verify button")
    expect(page.locator("#verify-told")).to_contain_text("True: entry 2 of the log, 42.1")
    assert "They roar." in page.locator("#verify-words").inner_text()
    page.fill("#verify-text", text.replace("They roar.", "They purr."))
    page.click("#verify button")
    expect(page.locator("#verify-told")).to_contain_text("FALSE: the words are not those that the entry commits to")
    page.fill("#verify-text", give(Receipt(ORIGIN, b"\5" * 32, NOW, NOW + DAY), RECEIPTS))
    page.click("#verify button")
    expect(page.locator("#verify-told")).to_contain_text("True: a receipt, signed; the words are due by 2026-06-02T12:00:00Z.")


@pytest.mark.slow
def test_a_browser_that_cannot_check_says_so_and_is_never_green(page: Page, root: Path, site: tuple[str, dict[str, bytes]]):
    url, _ = site
    page.add_init_script("SubtleCrypto.prototype.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'))")
    page.goto(f"{url}verify/#42.1/{load_book(root).ledger.versions['42.1'][0].index}")
    assert verdict(page) == "This cannot be checked here: this browser cannot check Ed25519 signatures"
    assert page.locator("#verify-told").get_attribute("data-state") == "cannot"


@pytest.mark.slow
def test_a_proof_takes_few_fetches(page: Page, site: tuple[str, dict[str, bytes]]):
    url, _ = site
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/log/" in request.url else None)
    page.goto(f"{url}verify/#42.1/2")
    assert verdict(page).startswith("True")
    assert len(asked) <= 8, asked
