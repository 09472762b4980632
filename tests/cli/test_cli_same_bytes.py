"""Same records, same day, same bytes: whatever the hash seed, the zone, the locale, the folder and the number of processes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from calls import EXAMPLE_DAY
from onrecord.cli.initialising import PACKAGE

ROOT = Path(__file__).resolve().parents[2]
WORLDS = [
    ({"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}, "one", "1"),
    ({"PYTHONHASHSEED": "20261121", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "de_DE.UTF-8"}, "another/place, far", "3"),
]


def build(content: Path, place: Path, env: dict[str, str], workers: str) -> dict[str, str]:
    shutil.copytree(content, place / "content")
    command = [sys.executable, "-m", "onrecord", "build", "--root", str(place), "--workers", workers, "--quiet"]
    subprocess.run(command, env={**os.environ, "SOURCE_DATE_EPOCH": EXAMPLE_DAY, **env}, check=True)
    site = place / "site"
    return {p.relative_to(site).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in site.rglob("*") if p.is_file()}


@pytest.mark.parametrize("content", [PACKAGE / "starter" / "content", ROOT / "content"], ids=["starter", "example"])
def test_two_builds_are_the_same_byte_for_byte(content: Path, tmp_path: Path):
    one, other = (build(content, tmp_path / place, env, workers) for env, place, workers in WORLDS)
    assert len(one) > 10
    assert one == other
