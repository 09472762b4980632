"""The corpus as each tool wants it: one small module for a tool, and the table of them."""

from __future__ import annotations

from bench.layouts import eleventy, hugo, mkdocs, nikola, onrecord, pelican
from bench.layouts.layout import Layout

LAYOUTS: dict[str, Layout] = {
    "onrecord": onrecord.LAYOUT,
    "hugo": hugo.LAYOUT,
    "eleventy": eleventy.LAYOUT,
    "pelican": pelican.LAYOUT,
    "mkdocs": mkdocs.LAYOUT,
    "nikola": nikola.LAYOUT,
}
"""By the name of the tool. Onrecord's is that of the benchmark's own theme; `onrecord.FULL` has all pages of the theme shipped."""

__all__ = ["LAYOUTS", "Layout"]
