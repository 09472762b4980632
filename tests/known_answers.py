"""Known answers for the log, which lie beside the project; tests that need them are skipped where they are absent."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(os.environ.get("ONRECORD_VECTORS", Path(__file__).resolve().parents[2] / "shared" / "vectors"))


def answers(name: str) -> Any:
    """What one file of them holds."""
    return json.loads(answer_file(f"{name}.json").read_text("utf-8"))


def answer_file(name: str) -> Path:
    """One of their files."""
    if not FOLDER.is_dir():
        pytest.skip(f"needs the known answers in {FOLDER}")
    return FOLDER / name
