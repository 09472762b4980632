"""What every test has: no network, and the folders of real records where they are at hand."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def real_records() -> Path:
    """The folder of real records beside the project; the test is skipped where it is absent."""
    folder = Path(os.environ.get("ONRECORD_REAL_RECORDS", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"needs the real records in {folder}")
    return folder


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only this machine can be reached: a connection to anywhere else fails the test."""
    connect = socket.socket.connect

    def only_here(sock: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            pytest.fail(f"a test reached for the network: {address}")
        connect(sock, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)
