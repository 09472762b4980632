"""The terms of an issue: the stems that it is found by, how much each weighs there, and the words they stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from onrecord.model import Corpus, Format, Issue, Message, Promise, PromiseUpdate, Report, Resolution
from onrecord.render.search.stems import form, stemmer_of
from onrecord.render.search.words import raw_words

ONCE, OFTEN, HEADED, TITLE = range(4)
"""What a term weighs: it stands in what was said, often so, in what the customer wants or the header names, or in the title."""
MANY = 3
"""How often a term stands in an issue where that is often."""
_TARGET = re.compile(r"\]\([^()\s]*\)")


def terms_of(issue: Issue, corpus: Corpus) -> str:
    """The terms of an issue, sorted: lines of a stem, what it weighs, and its words there, sorted, with a space between them.

    Words that are withheld are not among them, nor is who said anything.
    """
    weights: dict[str, int] = {}
    counts: dict[str, int] = {}
    words: dict[str, str] = {}
    for (stemmer, weight), found in _raw(issue, corpus).items():
        for raw, count in found.items():
            stem, word = form(raw, stemmer)
            if stem not in words:
                if not word:
                    continue
                words[stem], counts[stem] = word, count
            else:
                counts[stem] += count
                if words[stem] != word and word not in words[stem].split(" "):
                    words[stem] = " ".join(sorted((*words[stem].split(" "), word)))
            if weight > weights.get(stem, ONCE):
                weights[stem] = weight
    often = {stem: OFTEN for stem, count in counts.items() if count >= MANY}
    weights = {**often, **weights}
    return "".join([f"{stem} {weights.get(stem, ONCE)} {words[stem]}\n" for stem in sorted(words)])


def _raw(issue: Issue, corpus: Corpus) -> dict[tuple[str, int], Counter[str]]:
    """How often each word stands as it is written in the texts of an issue, by the language's stemmer and the weight."""
    found: dict[tuple[str, int], Counter[str]] = {}
    for text, lang, weight in (*_header(issue, corpus), *_said(issue)):
        if text:
            key = (stemmer_of(lang or corpus.site.language), weight)
            if key not in found:
                found[key] = Counter()
            found[key].update(raw_words(text))
    return found


def _header(issue: Issue, corpus: Corpus) -> Iterator[tuple[str | None, str | None, int]]:
    """The texts that the company puts above an issue: with their language and what they weigh."""
    product = corpus.products.get(issue.product or "")
    names = {component.id: component.name for component in product.components} if product else {}
    about = (issue.id, product.name if product else issue.product, *issue.tags, *(names.get(id, id) for id in issue.components))
    yield from ((text, None, HEADED) for text in about)


def _said(issue: Issue) -> Iterator[tuple[str | None, str | None, int]]:
    """The texts of an issue's messages, of those whose words are published."""
    for message in issue.thread:
        if not message.withheld:
            yield from ((text, message.lang, weight) for text, weight in _texts(message))
            for lang, translation in message.translations.items():
                yield _bare(translation.text, message.format), lang, ONCE
                yield translation.title, lang, TITLE


def _texts(message: Message) -> Iterable[tuple[str | None, int]]:
    """The texts of a message, and what each weighs."""
    yield _bare(message.text, message.format), ONCE
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


def _bare(text: str, format: Format) -> str:
    """The words without the addresses that links in Markdown lead to."""
    return _TARGET.sub("]", text) if format is Format.MARKDOWN and "](" in text else text
