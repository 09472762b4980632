"""Every invalid site ends `onrecord build` with its documented lines, exit code 1, and nothing written; a warning only under
`--strict`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from calls import Run

SITES = Path(__file__).resolve().parents[1] / "sites"
INVALID = sorted(folder.name for folder in (SITES / "invalid").iterdir())


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_site_is_not_built(run: Run, tmp_path: Path, name: str):
    site = tmp_path / "project"
    shutil.copytree(SITES / "base", site)
    shutil.copytree(SITES / "invalid" / name / "content", site / "content", dirs_exist_ok=True)
    lines = (SITES / "invalid" / name / "expected.txt").read_text("utf-8").splitlines()
    only_warnings = all(": warning: " in line for line in lines)
    stopped = run("build", "--root", "project", "--as-of", "2026-06-01", *(["--strict"] if only_warnings else []))
    assert stopped.exit_code == 1
    *printed, count, last = stopped.stderr.splitlines()
    assert printed == lines
    assert count.split()[0].isdecimal()
    assert last == "nothing was written"
    assert stopped.stdout == ""
    assert {path.name for path in site.iterdir()} <= {"content", ".onrecord"}
