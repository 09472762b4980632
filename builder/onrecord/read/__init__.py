"""Reading: from the files of a project to a checked corpus."""

from onrecord.read.project import Reading, read_project

__all__ = ["Reading", "read_project"]
