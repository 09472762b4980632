"""What somebody at a terminal sees, and what does not reach them who wish no colours."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from calls import DAY, hears_ctrl_c


def watched(project: Path, *args: str, **env: str) -> tuple[int, str]:
    """The exit code of `onrecord`, and what it wrote to a terminal as its standard error."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "onrecord", *args, "--root", str(project)]
    world = {**os.environ, "SOURCE_DATE_EPOCH": DAY, "TERM": "xterm", **env}
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=theirs, env=world)
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    os.close(ours)
    return process.wait(), seen.decode()


def test_a_bar_shows_how_far_it_is(starter: Path):
    code, seen = watched(starter, "build")
    assert code == 0
    assert "reading" in seen
    assert "writing" in seen
    assert "%" in seen


def test_quiet_shows_none(starter: Path):
    assert watched(starter, "build", "--quiet") == (0, "")


def test_problems_are_coloured_unless_that_is_not_wanted(starter: Path):
    person = starter / "content" / "people" / "c7.yaml"
    person.write_text(person.read_text().replace("role: customer", "role: buyer"))
    code, seen = watched(starter, "check")
    assert code == 1
    assert "\x1b[31mcontent/people/c7.yaml:3:" in seen
    for args in (("check",), ("build",)):
        code, seen = watched(starter, *args, NO_COLOR="1")
        assert code == 1
        assert "content/people/c7.yaml:3:" in seen
        assert "\x1b[3" not in seen


def test_a_question_that_is_broken_off_ends_as_any_interruption_does(starter: Path):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "onrecord", "new", "issue", "--root", str(starter)]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, preexec_fn=hears_ctrl_c)
    os.close(theirs)
    seen = b""
    while b"Type" not in seen:
        seen += os.read(ours, 65536)
    code = None
    for _ in range(10):  # again, where it came before the question was quite put
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            code = process.wait(timeout=2)
            break
    process.kill()
    os.close(ours)
    assert code == 130
