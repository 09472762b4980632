"""The types of single values, for pydantic: text that is given its meaning, or refused with a hint."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, WithJsonSchema

from onrecord.model import Span
from onrecord.read import values


def choice(choices: type[Enum], what: str) -> BeforeValidator:
    """A validator of the values of an enumeration."""
    return BeforeValidator(values.choice(choices, what))


Text = Annotated[str, BeforeValidator(values.text)]
Line = Annotated[str, BeforeValidator(values.line)]
Prose = Annotated[str, BeforeValidator(values.words)]
Flag = Annotated[bool, BeforeValidator(values.flag)]
Number = Annotated[int, BeforeValidator(values.number)]
MessageId = Annotated[int, BeforeValidator(values.message_id)]
Day = Annotated[date, BeforeValidator(values.a_day)]
Web = Annotated[str, BeforeValidator(values.web)]
Address = Annotated[str, BeforeValidator(values.address)]
IssueOrWeb = Annotated[str, BeforeValidator(values.reference)]
Language = Annotated[str, BeforeValidator(values.language)]
Country = Annotated[str, BeforeValidator(values.country)]

Alias = Annotated[str, BeforeValidator(values.alias)]
Ident = Annotated[str, BeforeValidator(values.ident)]
IssueId = Annotated[str, BeforeValidator(values.issue_id)]
Version = Annotated[str, BeforeValidator(values.version)]
Token = Annotated[str, BeforeValidator(values.token)]
Mail = Annotated[str, BeforeValidator(values.mail)]
Repository = Annotated[str, BeforeValidator(values.repository)]
Zone = Annotated[ZoneInfo, BeforeValidator(values.time_zone), WithJsonSchema({"type": "string"})]
Length = Annotated[Span, BeforeValidator(values.span), WithJsonSchema({"type": "string", "pattern": values.SPAN.pattern})]
