"""Checks of the record as a whole: that every name it uses is there, and that everybody does what they may."""

from onrecord.read.checks.issues import check_issue, check_names
from onrecord.read.checks.links import check_changes, closers, contradicted, cycles, original_of
from onrecord.read.checks.site import check_site

__all__ = ["check_changes", "check_issue", "check_names", "check_site", "closers", "contradicted", "cycles", "original_of"]
