"""What all shapes have in common, and lists that know their limit."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from onrecord.read import limits
from onrecord.read.values import one_or_many

T = TypeVar("T")


class FileShape(BaseModel):
    """The fields of a record as its file holds them. A value that was left out is None, as if its field were not there."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Many = Annotated[list[T], Field(max_length=limits.LIST)]
OneOrMany = Annotated[list[T], BeforeValidator(one_or_many), Field(max_length=limits.LIST)]
