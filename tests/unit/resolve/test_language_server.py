"""The client of the language server protocol: whatever a server writes is a message or a fault."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.resolve.rust_analyzer.language_server import Server, ServerError, read_messages
from codegraph.resolve.rust_analyzer.running import Limits

if TYPE_CHECKING:
    from pathlib import Path

ECHO = """
import json, sys
while line := sys.stdin.buffer.readline():
    size = int(line.split(b":")[1]); sys.stdin.buffer.readline()
    got = json.loads(sys.stdin.buffer.read(size))
    out = []
    if got.get("method") == "quiet":
        out = [{"id": 7, "method": "ask"}, {"method": "experimental/serverStatus", "params": {"quiescent": True}}]
    elif "id" in got and "method" in got:
        busy = got["method"] == "busy" and got["id"] < 4
        out = [{"id": got["id"], **({"error": {"code": -32801}} if busy else {"result": got["params"]})}]
    for message in out:
        body = json.dumps(message).encode()
        sys.stdout.buffer.write(b"Content-Length: %d\\r\\n\\r\\n" % len(body) + body)
        sys.stdout.buffer.flush()
"""


def frame(document: object) -> bytes:
    body = json.dumps(document).encode()
    return b"Content-Type: x\r\nContent-Length: %d\r\n\r\n" % len(body) + body


def server(script: str, cwd: Path, seconds: float = 20.0, memory: int = 0) -> Server:
    return Server([sys.executable, "-c", script], cwd=cwd, environ=os.environ, limits=Limits(seconds, memory))


def test_answers_come_by_their_number(tmp_path: Path) -> None:
    with server(ECHO, tmp_path) as one:
        first, second = one.send("a", {"x": 1}), one.send("b", "ä" * 200_000)
        assert one.wait(second)["result"] == "ä" * 200_000
        assert one.wait(first)["result"] == {"x": 1}
        assert one.settle("busy", [1], one.send("busy", [1])) == [1]
        one.notify("quiet", {})
        one.wait_until_quiet(settle=0.01)


@pytest.mark.parametrize(
    ("script", "memory", "code"),
    [
        ("import time; time.sleep(60)", 0, "analyzer-timeout"),
        ("raise SystemExit('error: no')", 0, "analyzer-failed"),
        ("print('hello\\n' * 100)", 0, "analyzer-output"),
        ("import time; x = 'x' * (200 << 20); time.sleep(60)", 100 << 20, "analyzer-memory"),
    ],
)
def test_a_server_that_fails_is_told_and_ended(tmp_path: Path, script: str, memory: int, code: str) -> None:
    seconds = 1.0 if code.endswith("timeout") else 20.0
    # more than a pipe holds: who does not read must not stop who writes
    with server(script, tmp_path, seconds, memory) as one, pytest.raises(ServerError) as caught:
        one.wait(one.send("a", "x" * 1_000_000))
    assert caught.value.code == code


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ServerError) as caught:
        Server([str(tmp_path / "none")], cwd=tmp_path, environ={}, limits=Limits(1.0))
    assert caught.value.code == "analyzer-failed"


@given(st.lists(st.dictionaries(st.text(), st.integers())))
def test_messages_are_read_as_they_were_written(documents: list[dict[str, int]]) -> None:
    assert list(read_messages(io.BytesIO(b"".join(map(frame, documents))))) == documents


@given(st.one_of(st.binary(max_size=300), st.binary(max_size=40).map(lambda it: b"Content-Length: 10\r\n\r\n" + it)))
def test_any_bytes_are_messages_or_a_fault(data: bytes) -> None:
    with contextlib.suppress(ValueError, RecursionError):
        assert all(isinstance(message, dict) for message in read_messages(io.BytesIO(data)))


def test_a_deeply_nested_message_is_a_fault() -> None:
    body = b"[" * 1_000_000
    with pytest.raises((ValueError, RecursionError)):
        list(read_messages(io.BytesIO(b"Content-Length: %d\r\n\r\n" % len(body) + body)))
