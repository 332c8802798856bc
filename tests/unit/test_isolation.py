from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from tests.conftest import NetworkRefusedError


def test_home_and_working_directory_are_empty_and_its_own(isolated: Path) -> None:
    assert Path.cwd() == isolated
    assert Path.home() == isolated.parent / "home"
    assert not list(Path.home().iterdir())
    assert not [name for name in os.environ if name.startswith("CODEGRAPH_")]


def test_no_test_reaches_another_machine() -> None:
    with socket.socket() as plain, pytest.raises(NetworkRefusedError):
        plain.connect(("192.0.2.1", 80))
    with pytest.raises(NetworkRefusedError):
        socket.create_connection(("example.org", 80))


def test_loopback_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()[:2]) as client:
        assert client.getpeername() == server.getsockname()
