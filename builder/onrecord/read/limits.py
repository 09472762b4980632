"""How much a file may hold: every limit of the reading layer, in one place."""

from __future__ import annotations

RECORD_BYTES = 4 * 1024 * 1024
"""The size of a text record (YAML, Markdown)."""

DEPTH = 20
"""How deep YAML may nest."""

NODES = 400_000
"""How many values one YAML file may hold."""

ALIASED_NODES = 50_000
"""How many values YAML aliases may add to a file, counted each time they are used."""

KEY = 200
"""The length of a field's name, in characters."""

MESSAGES = 5_000
"""How many messages one issue may hold."""

TITLE = 500
"""The length of a title, a name or another single line, in characters."""

LIST = 1_000
"""How many items a list of references, tags or names may hold."""

IMAGE_BYTES = 10 * 1024 * 1024
"""The size of a picture."""

IMAGE_PIXELS = 40_000_000
"""How many pixels a picture may have."""

ATTACHMENT_BYTES = 25 * 1024 * 1024
"""The size of any other attachment."""

YEARS = range(1900, 2200)
"""The years that a date may lie in; beyond them it is taken for a slip of the pen."""

PROBLEMS_PER_FILE = 100
"""How many problems of one file are told; a file that is no record at all would tell thousands."""
