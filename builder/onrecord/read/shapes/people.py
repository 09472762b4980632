"""The shape of a person."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from onrecord.model import Role
from onrecord.read.scalars import Address, Alias, Flag, Ident, Language, Line, choice
from onrecord.read.shapes.base import FileShape, Many, OneOrMany


class LinkShape(FileShape):
    """A titled address outside."""

    title: Line = Field(description="What stands there.")
    url: Address = Field(description="Its address.")


class PersonShape(FileShape):
    """Somebody who speaks in the record."""

    alias: Alias | None = Field(None, description="The alias; it follows from the file's name where the file holds one person.")
    role: Annotated[Role, choice(Role, "role")] = Field(description="On which side they speak.")
    name: Line | None = Field(None, description="The name they agreed to show.")
    title: Line | None = Field(None, description="What they are at the company.")
    products: OneOrMany[Ident] | None = Field(None, description="The products they answer for.")
    languages: OneOrMany[Language] | None = Field(None, description="The languages they speak.")
    links: Many[LinkShape] | None = Field(None, description="Addresses of theirs outside.")
    page: Flag | None = Field(None, description="Whether they have a page; the default is yes for the company's people alone.")
    formerly: OneOrMany[Alias] | None = Field(None, description="Earlier aliases, whose addresses lead here.")
