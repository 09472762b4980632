"""Building a site: read, derive, render, write; the one place that sees every layer."""

from onrecord.build.building import build
from onrecord.build.report import Records, Report

__all__ = ["Records", "Report", "build"]
