"""Building a site: read, derive, render, write; the one place that sees every layer."""

from onrecord.build.building import build
from onrecord.build.report import Asked, Records, Report

__all__ = ["Asked", "Records", "Report", "build"]
