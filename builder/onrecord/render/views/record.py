"""What every view is made from: the record, what is judged of it, and the language it is told in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import TypeVar

from onrecord.derive.assessment import Assessment
from onrecord.derive.judgement import Because, Evidence, IssueAssessment, PromiseState
from onrecord.frozen import dataclass
from onrecord.model import (
    ALWAYS,
    ANONYMOUS,
    COMPANY,
    UNRELEASED,
    Corpus,
    Format,
    FreePage,
    Issue,
    Message,
    Outcome,
    Product,
    Release,
    Resolution,
    Role,
    TranslatedPage,
)
from onrecord.render import routes
from onrecord.render.language import Language, Stamp, direction_of
from onrecord.render.markdown import markdown_html
from onrecord.render.options import Value
from onrecord.render.safe import SafeHtml, rooted, visible
from onrecord.render.text import text_html
from onrecord.render.trees import Tree, is_within
from onrecord.render.views.parts import BaseLine, Block, IssueLine, Link, Phrase, Reason, Surroundings, Who
from onrecord.render.views.quote import quoted
from onrecord.seal.sealed import Sealed

K = TypeVar("K")
T = TypeVar("T")
KEPT = 4096
"""How many names, links and texts are remembered at most, so that a large record takes no more memory than a small one."""


@dataclass(frozen=True)
class Record:
    """The record and its judgement, the options of the theme, and the look-ups that pages need, each made once. Where the site is
    told in several languages, `trees` are these, and `folder` is that of the one whose pages are made; links between pages of one
    tree are those of any other. Where `lines` are known beforehand, `expect` is told which are asked for next. `related` has the
    ids of the issues that are related to each, `log` is what was sealed of the record, if anything was."""

    corpus: Corpus
    assessment: Assessment
    language: Language
    options: Mapping[str, Value] = field(default_factory=dict)
    folder: str = ""
    trees: tuple[Tree, ...] = ()
    lines: Mapping[str, BaseLine] | None = field(default=None, compare=False, repr=False)
    expect: Callable[[Sequence[str]], None] = field(default=lambda _: None, compare=False, repr=False)
    related: Mapping[str, Sequence[str]] = field(default_factory=dict, compare=False, repr=False)
    log: Sealed | None = field(default=None, compare=False, repr=False)
    surroundings: dict[tuple[str, str], Surroundings] = field(default_factory=dict, compare=False, repr=False)
    _lines: dict[str, BaseLine] = field(default_factory=dict, compare=False, repr=False)
    _words: dict[tuple[str, bool], SafeHtml] = field(default_factory=dict, compare=False, repr=False)
    _people: dict[tuple[str, str, str], Who] = field(default_factory=dict, compare=False, repr=False)
    _links: dict[tuple[str | None, str], Link] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each issue in the order in which they were opened."""
        return {id: place for place, id in enumerate(self.corpus.issues)}

    @cached_property
    def shared_names(self) -> frozenset[str]:
        """The names that more than one product has."""
        counts = Counter(product.name for product in self.corpus.products.values())
        return frozenset(name for name, count in counts.items() if count > 1)

    @cached_property
    def releases_of(self) -> dict[str, tuple[Release, ...]]:
        """The releases of each product, newest first."""
        return _grouped((release.product, release) for release in self.corpus.releases.values())

    @cached_property
    def mentioned_in(self) -> dict[str, tuple[Release, ...]]:
        """The releases that mention or close each issue."""
        found: dict[str, dict[tuple[str, str], Release]] = {}
        for release in self.corpus.releases.values():
            for id in release.issues:
                found.setdefault(id, {})[release.key] = release
        return {id: tuple(releases.values()) for id, releases in found.items()}

    def once(self, here: str, path: str) -> str:
        """The link from a page to what exists once, in whatever language the page is."""
        return routes.href(self.folder + here, path)

    def forget(self) -> None:
        """Let go of what was made of single issues."""
        self._lines.clear()
        self._words.clear()

    def judged(self, id: str) -> IssueAssessment:
        """What is judged of an issue."""
        return self.assessment.issues[id]

    def is_unsettled(self, id: str) -> bool:
        """Whether something is still owed on an issue; praise asks for nothing."""
        return self.base_line(id).unsettled

    def title(self, issue: Issue) -> str:
        """The title, made safe to show; empty where it is withheld or there is none."""
        return "" if issue.report.withheld else visible(issue.title or "")

    def name(self, issue: Issue) -> str:
        """What a link to an issue says: its title, else its number."""
        return self.title(issue) or self.number(issue.id)

    def number(self, id: str) -> str:
        """What an issue without a title is called."""
        return self.language.gettext("Issue %(id)s", id=id)

    def product_name(self, id: str | None) -> str:
        """The name of a product, made safe to show; with its company where another product has the same name."""
        product = self.corpus.products.get(id or "")
        if product is None:
            return visible(id or "")
        shared = product.company and product.name in self.shared_names
        return visible(f"{product.name} ({product.company.name})" if shared and product.company else product.name)

    def product_link(self, id: str | None, here: str) -> Link:
        """A link to a product; empty for none."""
        key = (id, routes.vantage(here, "products"))
        if key not in self._links:
            href = routes.href(here, routes.product(id)) if id in self.corpus.products and id else ""
            _keep(self._links, key, Link(self.product_name(id), href))
        return self._links[key]

    def component_names(self, product: Product | None, ids: Iterable[str]) -> tuple[str, ...]:
        """The names of components, made safe to show."""
        names = {component.id: component.name for component in product.components} if product else {}
        return tuple(visible(names.get(id, id)) for id in ids)

    def release_name(self, key: tuple[str, str]) -> str:
        """A release as it is called: its product and version."""
        if key[1] == UNRELEASED:
            return self.language.gettext("%(product)s, next release", product=self.product_name(key[0]))
        return f"{self.product_name(key[0])} {visible(key[1])}"

    def release_link(self, key: tuple[str, str], here: str) -> Link:
        """A link to a release; without an address where the record has none of it."""
        href = routes.href(here, routes.release(*key)) if key in self.corpus.releases else ""
        return Link(self.release_name(key), href)

    def issue_link(self, id: str, here: str, message: int | None = None) -> Link:
        """A link to an issue, or to one of its messages, in the language of its title."""
        base, href = self.base_line(id), routes.href(here, routes.issue(id), f"m{message}" if message else "")
        headline = base.line.headline
        return Link(base.name, href, headline.lang, headline.direction) if base.name else Link(self.number(id), href, "", "auto")

    def who(self, alias: str, here: str, issue: Issue | None = None) -> Who:
        """Somebody as they are shown on a page; `company` by the name of the company that answers for the issue."""
        return self.person(alias, here, self.corpus.company_of(issue) if issue else self.corpus.site.company.name)

    def person(self, alias: str, here: str, company: str) -> Who:
        """The same, given the name of the company that answers."""
        key = (alias, routes.vantage(here, "people"), company if alias == COMPANY else "")
        if key not in self._people:
            _keep(self._people, key, self._somebody(alias, here, company))
        return self._people[key]

    def _somebody(self, alias: str, here: str, company: str) -> Who:
        person = self.corpus.person(alias)
        if alias == COMPANY:
            return Who(visible(company), "", Role.COMPANY.value)
        href = routes.href(here, routes.person(alias)) if person.has_page else ""
        return Who(visible(self._shown(alias)), href, person.role.value, visible(person.title or ""))

    def _shown(self, alias: str) -> str:
        person = self.corpus.person(alias)
        if alias != ANONYMOUS and (person.name or not alias.startswith(ANONYMOUS)):
            return person.shown
        named, number = self.corpus.person(ANONYMOUS).shown, alias.removeprefix(ANONYMOUS).lstrip("-")
        if named != ALWAYS[ANONYMOUS].shown:
            return f"{named} {number}".strip()
        return self.language.gettext("Anonymous %(n)s", n=number) if number else self.language.gettext("Anonymous")

    def reason(self, because: Because, here: str) -> Reason:
        """The act that something follows from, with a link to it."""
        there = routes.issue(because.issue)
        if because.message is not None:
            kind = self.base_line(because.issue).kinds[str(because.message)]
            href = routes.href(here, there, f"m{because.message}")
            return Reason("message", _within(href, here, there), because.message, kind)
        if because.release is not None:
            link = self.release_link(because.release, here)
            return Reason("release", link.href, name=link.text)
        return Reason("header", _within(routes.href(here, there), here, there))

    def phrase(self, text: str, lang: str | None) -> Phrase:
        """A short verbatim text in its language."""
        return Phrase(visible(text), *self.tongue(lang))

    def lang(self, because: Because) -> str:
        """The `lang` to write with what an act says; empty where it is the page's own."""
        return self.tongue(self.base_line(because.issue).langs.get(str(because.message)))[0]

    def block(self, html: SafeHtml, lang: str | None) -> Block:
        """Safe HTML in its language."""
        return Block(html, *self.tongue(lang))

    def tongue(self, lang: str | None) -> tuple[str, str]:
        """The `lang` to write (empty where it is the page's own) and the direction. Words of which nobody said in what language
        they are stand in the site's main one."""
        if not lang:
            return (self.company_lang, "auto")
        return ("" if lang == self.language.tag else visible(lang), direction_of(lang))

    def page(self, page: FreePage) -> FreePage | TranslatedPage:
        """A page of the company's own in this language, where there is a translation, else as it was written."""
        return page.translations.get(self.language.tag, page)

    @property
    def company_lang(self) -> str:
        """The language of what the company writes, where it is not the page's own."""
        main = self.corpus.site.language
        return "" if main == self.language.tag else visible(main)

    def html(self, message: Message, root: str, text: str | None = None) -> SafeHtml:
        """The words of a message (or a translation of them) as safe HTML, on a page from which `root` leads to the site's root."""
        words = message.text if text is None else text
        if message.format is Format.TEXT:
            return text_html(words)
        key = (words, self.corpus.role(message.author) is not Role.COMPANY)
        if key not in self._words:
            _keep(self._words, key, markdown_html(words, customer=key[1]))
        return self.led(self._words[key], root)

    def led(self, markup: SafeHtml, root: str) -> SafeHtml:
        """Markup whose links from the site's root lead to the pages of this language, and to what exists once; `root` leads from
        the page to the root of its tree."""
        folder = self.folder
        if not folder:
            return rooted(markup, root)
        site = root.removesuffix(folder) if root.endswith(folder) else f"../{root}"
        return rooted(markup, root, lambda path: root if is_within(path, self.trees) else site)

    def line(self, id: str, here: str) -> IssueLine:
        """One issue in a list on a page."""
        base = self.base_line(id)
        line = base.line
        return IssueLine(
            id,
            routes.href(here, routes.issue(id)),
            line.headline if line.headline.text else Phrase(self.number(id)),
            line.quoted,
            line.withheld,
            line.title,
            line.type,
            self.product_link(base.product, here),
            line.components,
            line.status,
            line.since,
            line.opened,
            self.person(base.author, here, base.company),
            line.people,
            line.duplicates,
            line.self_reported,
            line.missed,
            line.outcome,
            line.again,
        )

    def base_line(self, id: str) -> BaseLine:
        """What all lines of an issue have in common: as it is known beforehand, or made once."""
        if self.lines is not None:
            return self.lines[id]
        if id not in self._lines:
            issue, judged = self.corpus.issues[id], self.judged(id)
            unsettled = not judged.is_settled and not judged.is_mere_praise
            company = self.corpus.company_of(issue)
            self._lines[id] = BaseLine(
                line=self._line(issue),
                product=issue.product,
                author=issue.report.author,
                company=company,
                unsettled=unsettled,
                components=issue.components,
                name=self.title(issue),
                kinds={str(message.id): message.kind.value for message in issue.thread},
                langs={str(message.id): message.lang for message in issue.thread if message.lang},
            )
        return self._lines[id]

    def _line(self, issue: Issue) -> IssueLine:
        judged, report = self.judged(issue.id), issue.report
        title, words = self.title(issue), "" if judged.self_reported else quoted(issue)
        headline = Phrase(visible(words) if words else title, *self.tongue(report.lang))
        return IssueLine(
            id=issue.id,
            href="",
            headline=headline,
            quoted=bool(words),
            withheld=report.withheld,
            title=title if title and title.rstrip(".!?") != headline.text.rstrip(".!?") else "",
            type=issue.type.value,
            product=Link(""),
            components=self.component_names(self.corpus.products.get(issue.product or ""), issue.components),
            status=status_of(judged),
            since=self.language.on(judged.standing.since),
            opened=self.language.on(issue.opened),
            by=Who("", "", ""),
            people=judged.people,
            duplicates=len(judged.duplicates),
            self_reported=judged.self_reported,
            missed=self.missed(judged),
            outcome=self.outcome(judged),
            again=self.language.on(judged.reported_again[-1].at) if judged.reported_again else None,
        )

    def outcome(self, judged: IssueAssessment) -> str:
        """How the company says that an issue ended; empty where it has not said so."""
        if judged.said is None:
            return ""
        if judged.said.release is not None:
            return Outcome.FIXED.value
        said = judged.said.message and self.corpus.issues[judged.said.issue].message(judged.said.message).act
        return said.outcome.value if isinstance(said, Resolution) else Outcome.DUPLICATE.value

    def missed(self, judged: IssueAssessment) -> Stamp | None:
        """The date of the latest promise that was missed and is still owed; None where there is none."""
        dates = [promise.due for promise in judged.commitments if promise.state is PromiseState.MISSED]
        return self.language.day(max(dates)) if dates and not judged.is_settled else None


def _keep(kept: dict[K, T], key: K, value: T) -> None:
    """Remember something that is likely to be asked for again soon."""
    if len(kept) >= KEPT:
        kept.clear()
    kept[key] = value


def status_of(judged: IssueAssessment) -> str:
    """Where an issue stands, as pages say it: praise that asks for nothing is called that."""
    return "praise" if judged.is_mere_praise else judged.standing.status.value


def evidence_of(message: Message) -> Evidence:
    """How anyone can check that a customer's act was theirs."""
    return Evidence.CHECKABLE if message.source and message.source.url else Evidence.ENTERED


def _within(href: str, here: str, there: str) -> str:
    """A link that stays on its own page says so: `#m3`."""
    return "#" + href.partition("#")[2] if here == there else href


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
