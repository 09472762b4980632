"""The wheel alone, in an empty environment, makes a site and builds it."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def call(*command: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, env={**os.environ, **env}, check=False)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that holds the wheel and what it needs, and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    built = call(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, ROOT)
    if built.returncode:
        pytest.skip(f"the wheel's build needs hatchling from the network: {built.stderr.strip()[-300:]}")
    venv.create(folder / "venv", with_pip=True)
    programs = folder / "venv" / "bin"
    got = call(programs / "pip", "install", "-q", next(folder.glob("*.whl")))
    if got.returncode:
        pytest.skip(f"the wheel's dependencies need the network: {got.stderr.strip()[-300:]}")
    return programs


@pytest.mark.slow
def test_the_wheel_alone_makes_and_builds_a_site(installed: Path, tmp_path: Path):
    assert call(installed / "onrecord", "init", tmp_path / "x").returncode == 0
    built = call(installed / "onrecord", "build", "--root", tmp_path / "x", "--strict")
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "x" / "site" / "index.html").is_file()


@pytest.mark.slow
def test_the_wheel_brings_the_example(installed: Path, tmp_path: Path):
    assert call(installed / "onrecord", "init", tmp_path / "y", "--example").returncode == 0
    built = call(installed / "python", "-m", "onrecord", "build", "--root", tmp_path / "y")
    assert built.returncode == 0, built.stderr
    assert len(list((tmp_path / "y" / "site" / "issues").glob("*/index.html"))) >= 40
