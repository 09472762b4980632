"""Same records, same day, same bytes: whatever the hash seed, the zone, the locale, the folder and the number of processes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from calls import EXAMPLE_DAY
from onrecord.build import build as build_site
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
    return digests(place / "site")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(PACKAGE / "starter" / "content", id="starter"),
        pytest.param(ROOT / "content", id="example", marks=pytest.mark.slow),
    ],
)
def test_two_builds_are_the_same_byte_for_byte(content: Path, tmp_path: Path):
    one, other = (build(content, tmp_path / place, env, workers) for env, place, workers in WORLDS)
    assert len(one) > 10
    assert one == other


def test_several_processes_make_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.engine.run.MANY", 2)
    monkeypatch.setattr("onrecord.engine.run.BATCH", 7)
    shutil.copytree(ROOT / "content", tmp_path / "content")
    sites = [tmp_path / f"site-{workers}" for workers in (1, 3)]
    for site, workers in zip(sites, (1, 3), strict=True):
        assert build_site(tmp_path, site, date(2026, 12, 1), workers=workers).rendered > 100
    assert digests(sites[0]) == digests(sites[1])


def digests(site: Path) -> dict[str, str]:
    return {p.relative_to(site).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in site.rglob("*") if p.is_file()}
