"""People: customers, staff and observers, by the alias and the name they agreed to show."""

from __future__ import annotations

import re
from dataclasses import field

from onrecord.frozen import dataclass
from onrecord.model.choice import Choice
from onrecord.model.problem import Marks

ANONYMOUS = "anonymous"
COMPANY = "company"
PSEUDONYM = re.compile(r"anonymous-[1-9][0-9]*")


class Role(Choice):
    """On which side somebody speaks."""

    CUSTOMER = "customer"
    COMPANY = "company"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True)
class Link:
    """A titled address outside."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks in the record."""

    alias: str
    role: Role
    name: str | None = None
    title: str | None = None
    products: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    page: bool | None = None
    formerly: tuple[str, ...] = ()
    marks: Marks = field(default_factory=Marks, compare=False, repr=False)

    @property
    def shown(self) -> str:
        """The name they agreed to show, else the alias."""
        return self.name or self.alias

    @property
    def has_page(self) -> bool:
        """Whether they have a page: staff unless they said no, others only if they said yes."""
        if self.alias in (ANONYMOUS, COMPANY):
            return False
        return self.role is Role.COMPANY if self.page is None else self.page
