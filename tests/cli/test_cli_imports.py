"""Libraries that take their time to come are imported where they are needed, and not before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "PIL",
    "asyncio",
    "babel",
    "holidays",
    "jinja2",
    "markdown",
    "multiprocessing",
    "nh3",
    "pydantic",
    "rich",
    "starlette",
    "yaml",
)
READ = """
from pathlib import Path
from zoneinfo import ZoneInfo
from onrecord.read import units
from onrecord.read.sorting import sort
from onrecord.read.source import SourceFile
path = "content/issues/7-loud.md"
text = '---\\ntype: problem\\nauthor: jo\\nopened: 2026-05-02\\ntitle: "Loud"\\n'
text += 'thread:\\n  - {id: 2, author: ilse, at: 2026-05-03, kind: answer, text: We hear it.}\\n---\\nIt is loud.\\n'
decoded = sort(path)(SourceFile(path, text.encode()), ZoneInfo("UTC"))
assert decoded.issues[0].header and len(decoded.issues[0].later.drafts) == 1 and not decoded.problems
"""


def imported(code: str, *allowed: str) -> list[str]:
    told = f"import sys\n{code}\nprint(*(name for name in {HEAVY!r} if name in sys.modules and name not in {allowed!r}))"
    return subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.parametrize("code", ["from onrecord.cli import main", "import onrecord.cli.building", "import onrecord.build", READ])
def test_not_before_they_are_needed(code: str) -> None:
    assert imported(code) == []


def test_nothing_changed_needs_none_of_them_and_a_change_only_what_it_touches(starter: Path) -> None:
    build = "from pathlib import Path\nfrom datetime import date\nfrom onrecord.build import build\n"
    build += f"build(Path({str(starter)!r}), Path({str(starter / 'site')!r}), date(2026, 11, 21), workers=1)"
    imported(build)
    assert imported(build) == []
    record = next((starter / "content" / "issues").glob("2-*.md"))
    record.write_text(record.read_text(encoding="utf-8") + "\nAnd it drips.\n", encoding="utf-8")
    assert imported(build, "jinja2", "babel", "nh3") == []
