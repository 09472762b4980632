"""What the record is made of: frozen values, without any reading, writing or third party."""

from onrecord.model.choice import Choice
from onrecord.model.corpus import ALWAYS, Corpus
from onrecord.model.issue import ISSUE_ID, Issue, IssueType, id_order
from onrecord.model.message import (
    Act,
    Attachment,
    Correction,
    Format,
    Kind,
    Message,
    Outcome,
    Plain,
    Promise,
    PromiseUpdate,
    Report,
    Resolution,
    Translation,
    Withdrawal,
    Words,
)
from onrecord.model.person import ANONYMOUS, COMPANY, PSEUDONYM, Link, Person, Role
from onrecord.model.problem import Level, Marks, OnrecordError, Problem, Where
from onrecord.model.product import UNRELEASED, Change, ChangeKind, Component, Product, Reference, Release
from onrecord.model.site import Calendar, Company, FreePage, LogSettings, Pledge, Site, Span, Talk
from onrecord.model.source import Counted, Source
from onrecord.model.when import UNKNOWN, When, whole_day

__all__ = [
    "ALWAYS",
    "ANONYMOUS",
    "COMPANY",
    "ISSUE_ID",
    "PSEUDONYM",
    "UNKNOWN",
    "UNRELEASED",
    "Act",
    "Attachment",
    "Calendar",
    "Change",
    "ChangeKind",
    "Choice",
    "Company",
    "Component",
    "Corpus",
    "Correction",
    "Counted",
    "Format",
    "FreePage",
    "Issue",
    "IssueType",
    "Kind",
    "Level",
    "Link",
    "LogSettings",
    "Marks",
    "Message",
    "OnrecordError",
    "Outcome",
    "Person",
    "Plain",
    "Pledge",
    "Problem",
    "Product",
    "Promise",
    "PromiseUpdate",
    "Reference",
    "Release",
    "Report",
    "Resolution",
    "Role",
    "Site",
    "Source",
    "Span",
    "Talk",
    "Translation",
    "When",
    "Where",
    "Withdrawal",
    "Words",
    "id_order",
    "whole_day",
]
