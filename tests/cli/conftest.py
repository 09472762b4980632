"""A small site of one's own, and the command to try on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calls import DAY, Run
from onrecord.cli import main


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """`onrecord` with these arguments, in an empty folder, on a fixed day; what it printed and its exit code."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    monkeypatch.chdir(tmp_path)

    def call(*args: str, **kwargs: str) -> Result:
        result = CliRunner().invoke(main, args, catch_exceptions=False, prog_name="onrecord", **kwargs)
        assert "Traceback" not in result.output
        return result

    return call


@pytest.fixture
def starter(run: Run, tmp_path: Path) -> Path:
    """The small site of `onrecord init`."""
    assert run("init", "starter").exit_code == 0
    return tmp_path / "starter"
