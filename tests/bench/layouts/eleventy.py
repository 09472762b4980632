"""Eleventy: the same content files as for Hugo, its own templates."""

from __future__ import annotations

from bench.layouts.hugo import issue_file, rest
from bench.layouts.layout import Layout

LAYOUT = Layout("eleventy", "_includes/base.njk", issue_file, rest)
