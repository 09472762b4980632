"""The shapes of products, their components, and the companies that make them."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from onrecord.read.scalars import Ident, Line, Prose, Text, Web
from onrecord.read.shapes.base import FileShape, Many, OneOrMany


def named(value: object) -> object:
    """A plain name stands for a mapping that holds nothing else."""
    return {"name": value} if isinstance(value, str) else value


def plain_id(value: object) -> object:
    """A plain id stands for a component of that name."""
    return {"id": value} if isinstance(value, str) else value


class CompanyShape(FileShape):
    """Who answers."""

    name: Line = Field(description="The company's name.")
    home: Web | None = Field(None, description="Its home page.")
    logo: Line | None = Field(None, description="A picture in `content/`.")


class ComponentShape(FileShape):
    """A named part of a product."""

    id: Ident = Field(description="The component's permanent id.")
    name: Line | None = Field(None, description="Its name; the id if left out.")
    formerly: OneOrMany[Ident] | None = Field(None, description="Earlier ids.")


NamedCompany = Annotated[CompanyShape, BeforeValidator(named)]
NamedComponent = Annotated[ComponentShape, BeforeValidator(plain_id)]


class ProductShape(FileShape):
    """Something the company ships."""

    id: Ident | None = Field(None, description="The product's id; it is its folder's name.")
    name: Line = Field(description="The product's name.")
    summary: Prose | None = Field(None, description="What it is, in a sentence.")
    home: Web | None = Field(None, description="Its home page.")
    company: NamedCompany | None = Field(None, description="Who answers for it, if not the site's company.")
    components: Many[NamedComponent] | None = Field(None, description="Its parts.")
    references: dict[str, Text] | None = Field(None, description="What a mark such as `#` means in its changelog.")
    notice: Prose | None = Field(None, description="A banner on its pages.")
    formerly: OneOrMany[Ident] | None = Field(None, description="Earlier ids, whose addresses lead here.")
