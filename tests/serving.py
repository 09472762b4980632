"""A running `onrecord serve`, for tests that meet it from outside."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from calls import DAY, hears_ctrl_c

PATIENCE = 30.0
ABOUT = "content/pages/about.md"


class Served:
    """A running `onrecord serve`, and what it printed."""

    def __init__(self, project: Path, *args: str) -> None:
        command = [sys.executable, "-m", "onrecord", "serve", "--root", str(project), *args]
        env = {**os.environ, "SOURCE_DATE_EPOCH": DAY, "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env, preexec_fn=hears_ctrl_c
        )
        self.printed: list[str] = []
        self._open: list[http.client.HTTPConnection] = []
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()
        told = self.hears("Serving http://127.0.0.1:")
        self.port = int(told.split("127.0.0.1:")[1].split("/")[0])

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.printed.append(line)

    def hears(self, words: str, after: int = 0) -> str:
        """The first line with these words that it prints."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for line in self.printed[after:]:
                if words in line:
                    return line
            time.sleep(0.02)
        raise AssertionError(f"never said {words!r}, but {self.printed}")

    def _connection(self) -> http.client.HTTPConnection:
        self._open.append(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE))
        return self._open[-1]

    def get(self, path: str, host: str | None = None) -> tuple[int, dict[str, str], str]:
        connection = self._connection()
        connection.request("GET", path, headers={"Host": host} if host is not None else {})
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode()

    def events(self) -> Iterator[str]:
        """The numbers of the builds, as the stream tells them."""
        connection = self._connection()
        connection.request("GET", "/__onrecord__/events")
        answer = connection.getresponse()
        assert answer.getheader("content-type", "").startswith("text/event-stream")
        while line := answer.readline().decode():
            if line.startswith("data: "):
                yield line.removeprefix("data: ").strip()

    def end(self) -> int:
        """Press Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)

    def __enter__(self) -> Served:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self._listening.join()
        for connection in self._open:
            connection.close()
        if self.process.stdout:
            self.process.stdout.close()


def alter(project: Path, old: str, new: str, path: str = ABOUT) -> None:
    text = (project / path).read_text()
    assert old in text
    (project / path).write_text(text.replace(old, new, 1))
