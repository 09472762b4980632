"""The terms of an issue: the stems that it is found by, how much each weighs there, and the words they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.frozen import dataclass
from onrecord.model import Corpus, Issue, Message, Promise, PromiseUpdate, Report, Resolution
from onrecord.render.search.stems import stem, stemmer_of
from onrecord.render.search.words import folded, pairs, raw_words, word_of
from onrecord.render.views.quote import unmarked

ONCE, OFTEN, HEADED, TITLE = range(4)
"""What a term weighs: it stands in the words of a message, often so, in what the customer wants or the header names, in the title."""
MANY = 3
"""How often a term stands in the words where that is often."""


@dataclass(frozen=True, slots=True)
class Term:
    """A stem, what it weighs in an issue, and the words of that stem there, sorted."""

    stem: str
    weight: int
    words: tuple[str, ...]


def terms_of(issue: Issue, corpus: Corpus) -> tuple[Term, ...]:
    """The terms of an issue, sorted by stem. Words that are withheld are not among them, nor is who said anything."""
    tongue = corpus.site.language
    weights: dict[str, int] = {}
    counts: dict[str, int] = {}
    words: dict[str, dict[str, None]] = {}
    for text, lang, weight in (*_header(issue, corpus), *_said(issue)):
        for found, word in _stems(text, stemmer_of(lang or tongue)):
            weights[found] = max(weights.get(found, ONCE), weight)
            counts[found] = counts.get(found, 0) + 1
            words.setdefault(found, {})[word] = None
    for found, count in counts.items():
        if weights[found] == ONCE and count >= MANY:
            weights[found] = OFTEN
    return tuple(Term(found, weights[found], tuple(sorted(words[found]))) for found in sorted(words))


def _stems(text: str, stemmer: str) -> Iterator[tuple[str, str]]:
    """Each word of a text with its stem."""
    for raw, is_paired in raw_words(text):
        if is_paired:
            yield from ((pair, pair) for pair in pairs(folded(raw)))
        elif word := word_of(raw):
            yield stem(raw, stemmer), word


def _header(issue: Issue, corpus: Corpus) -> Iterator[tuple[str, str | None, int]]:
    """The texts that the company puts above an issue: with their language and what they weigh."""
    product = corpus.products.get(issue.product or "")
    names = {component.id: component.name for component in product.components} if product else {}
    about = [issue.id, *issue.tags, *issue.components, *(names.get(id, "") for id in issue.components)]
    about += [issue.product or "", product.name if product else ""]
    yield from ((text, None, HEADED) for text in about if text)


def _said(issue: Issue) -> Iterator[tuple[str, str | None, int]]:
    """The texts of an issue's messages, of those whose words are published."""
    for message in issue.thread:
        if not message.withheld:
            yield from ((text, message.lang, weight) for text, weight in _texts(message) if text)
            for lang, translation in message.translations.items():
                yield unmarked(translation.text, message.format), lang, ONCE
                yield translation.title or "", lang, TITLE


def _texts(message: Message) -> Iterable[tuple[str | None, int]]:
    """The texts of a message, and what each weighs."""
    yield unmarked(message.text, message.format), ONCE
    yield from ((attachment.alt or attachment.label, ONCE) for attachment in message.attachments)
    match message.act:
        case Report(title=title, wants=wants):
            yield from ((title, TITLE if message.id == 1 else ONCE), (wants, HEADED))
        case Promise(what=what, proof=proof):
            yield from ((what, ONCE), (proof, ONCE))
        case PromiseUpdate(why=why):
            yield why, ONCE
        case Resolution(why=why, how=how):
            yield from ((why, ONCE), (how, ONCE))
        case _:
            pass
