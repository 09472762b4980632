"""The corpus: everything the record holds, put together and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from onrecord.frozen import dataclass
from onrecord.model.issue import Issue
from onrecord.model.person import ANONYMOUS, COMPANY, PSEUDONYM, Person, Role
from onrecord.model.product import Product, Release
from onrecord.model.site import Calendar, FreePage, Site


@dataclass(frozen=True, slots=True)
class Corpus:
    """The whole record.

    `issues` are in the order they were opened (then by id), `releases` by product and from the newest, people, products and
    pages by their names. `people` holds everyone with a record, and always `anonymous` and `company`.
    """

    site: Site
    issues: Mapping[str, Issue] = field(default_factory=dict)
    products: Mapping[str, Product] = field(default_factory=dict)
    releases: Mapping[tuple[str, str], Release] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    pages: Mapping[str, FreePage] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)

    def person(self, alias: str) -> Person:
        """Who an alias is; the pseudonyms `anonymous-1` … of an issue are customers without a page. KeyError for a stranger."""
        if alias not in self.people and PSEUDONYM.fullmatch(alias):
            return Person(alias, Role.CUSTOMER, page=False)
        return self.people[alias]

    def role(self, alias: str) -> Role:
        """On which side an alias speaks."""
        return self.person(alias).role

    def company_of(self, issue: Issue) -> str:
        """The name of the company that answers for an issue: its product's, else the site's."""
        product = self.products.get(issue.product or "")
        return (product.company if product and product.company else self.site.company).name


ALWAYS = {
    ANONYMOUS: Person(ANONYMOUS, Role.CUSTOMER, name="Anonymous", page=False),
    COMPANY: Person(COMPANY, Role.COMPANY, page=False),
}
