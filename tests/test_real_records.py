"""Records that nobody here wrote go the whole way: every one has its page or a reported reason, and every link of it resolves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from calls import DAY
from links import broken_links

PETITIONS = Path(__file__).parent / "importers" / "petitions.map.yaml"
SITES = [
    pytest.param(297, ["cstate", "jenkins-status", "--company", "Jenkins"], id="incidents", marks=pytest.mark.slow),
    pytest.param(164, ["table", "cfpb/complaints.json", "--map", "cfpb"], id="complaints"),
    pytest.param(2071, ["table", "petitions/petitions.jsonl", "--map", str(PETITIONS)], id="petitions", marks=pytest.mark.slow),
]


def onrecord(folder: Path, *args: str) -> str:
    """What the command printed; the test fails where it ends with anything but 0."""
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", *args],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": DAY},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize(("records", "source"), SITES)
def test_every_record_has_its_page_and_every_link_resolves(real_records: Path, tmp_path: Path, records: int, source: list[str]):
    kind, path, *rest = source
    printed = onrecord(tmp_path, "import", kind, str(real_records / path), *rest)
    assert f"{records} records: {records} new, 0 changed, 0 as before, 0 left out" in printed
    onrecord(tmp_path, "build", "--report", "report.json")
    report = json.loads((tmp_path / "report.json").read_bytes())
    assert report["records"]["issues"] == records
    assert [problem for problem in report["problems"] if problem["level"] == "error"] == []
    site = tmp_path / "site"
    files = {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    assert report["pages"] == len(files)
    assert sum(path.count("/") == 2 and path.startswith("issues/") and path.endswith("/index.html") for path in files) >= records
    assert broken_links(files, site.as_uri() + "/") == []
