"""The checkers of pages that come from npm, where they are installed: axe-core, html-validate and the Nu HTML checker."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from conftest import ROOT

MODULES = Path(os.environ.get("ONRECORD_NODE_MODULES", ROOT / "node_modules"))
"""Where `npm install axe-core@4 html-validate@9 vnu-jar@26 lighthouse@12` put them."""


def node_module(path: str) -> Path:
    """A file of a package of npm; the test is skipped where it is not installed."""
    found = MODULES / path
    if not found.exists():
        pytest.skip(f"needs {path.split('/')[0]} in {MODULES}")
    return found


def program(name: str) -> str:
    """A program of the machine; the test is skipped where there is none."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"needs {name}")
    return found
