"""What each file may hold, field by field: its shape, which is not the model's."""

from onrecord.read.shapes.base import FileShape
from onrecord.read.shapes.issues import IssueShape
from onrecord.read.shapes.messages import (
    SHAPES,
    AmendmentShape,
    AttachmentShape,
    CorrectionShape,
    MessageShape,
    PromiseShape,
    PromiseUpdateShape,
    ReportShape,
    ResolutionShape,
    WithdrawalShape,
    WordsShape,
)
from onrecord.read.shapes.people import LinkShape, PersonShape
from onrecord.read.shapes.products import CompanyShape, ComponentShape, ProductShape
from onrecord.read.shapes.redactions import RedactionShape
from onrecord.read.shapes.releases import ChangeShape, NotesShape, ReleaseShape
from onrecord.read.shapes.site import CalendarShape, PageShape, PledgeShape, SiteShape, TalkShape
from onrecord.read.shapes.source import CountedShape, SourceShape

__all__ = [
    "SHAPES",
    "AmendmentShape",
    "AttachmentShape",
    "CalendarShape",
    "ChangeShape",
    "CompanyShape",
    "ComponentShape",
    "CorrectionShape",
    "CountedShape",
    "FileShape",
    "IssueShape",
    "LinkShape",
    "MessageShape",
    "NotesShape",
    "PageShape",
    "PersonShape",
    "PledgeShape",
    "ProductShape",
    "PromiseShape",
    "PromiseUpdateShape",
    "RedactionShape",
    "ReleaseShape",
    "ReportShape",
    "ResolutionShape",
    "SiteShape",
    "SourceShape",
    "TalkShape",
    "WithdrawalShape",
    "WordsShape",
]
