"""A small client of the language server protocol, for a server that may hang, flood, crash or write garbage.

Requests may be pipelined. The server's own requests are answered with nothing, which rust-analyzer accepts.
"""

from __future__ import annotations

import json
import queue
import subprocess
import threading
import time
from typing import TYPE_CHECKING, Any, Self

from codegraph.resolve.rust_analyzer.running import Limits, Tail, group_memory, kill_group, last_line, start_group

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import IO

_LONGEST_HEADER = 4096
_MOST_HEADERS = 16
_LONGEST_COMPLAINT = 500
_LARGEST_MESSAGE = 256 << 20
_LOOK_AT_MEMORY_EVERY = 0.5
_CONTENT_MODIFIED = -32801
_SERVER_CANCELLED = -32802
_ATTEMPTS = 6


FAILED, OUTPUT, TIMEOUT, MEMORY = "analyzer-failed", "analyzer-output", "analyzer-timeout", "analyzer-memory"


class ServerError(Exception):
    """The server ended, wrote what is no message, or went beyond a limit; `code` is one of those above."""

    def __init__(self, code: str, message: str) -> None:
        """Keep the code, which is stable."""
        super().__init__(message)
        self.code = code


class Server:
    """A running language server; a context manager that kills it with all it started.

    `limits` bound its whole life. Raises ServerError where it cannot be started.
    """

    def __init__(self, command: Sequence[str], *, cwd: Path, environ: Mapping[str, str], limits: Limits) -> None:
        try:
            self._process = start_group(command, cwd=cwd, environ=environ, stdin=subprocess.PIPE)
        except (OSError, ValueError) as error:
            raise ServerError(FAILED, f"it cannot be started: {error}") from error
        self._limits = limits
        self._deadline = time.monotonic() + limits.seconds
        self._looked = 0.0
        self._answers: dict[int, dict[str, Any]] = {}
        self._inbox: queue.Queue[dict[str, Any] | str] = queue.Queue()
        self._outbox: queue.Queue[bytes | None] = queue.Queue()
        self._next_id = 0
        self._quiet_since: float | None = None
        # what the server last said is wrong with the workspace
        self.complaint = ""
        self._messages = Tail(_pipe(self._process.stderr))
        self._threads = [
            # a server that does not read must not stop who writes
            threading.Thread(target=self._write_all, args=(_pipe(self._process.stdin),), daemon=True),
            threading.Thread(target=self._read_all, args=(_pipe(self._process.stdout),), daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        """Give the server."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End the server."""
        kill_group(self._process)
        self._outbox.put(None)
        for thread in self._threads:
            thread.join(1.0)
        self._messages.text()

    def send(self, method: str, params: object) -> int:
        """Send a request; gives the number to wait for."""
        self._next_id += 1
        self._write({"jsonrpc": "2.0", "id": self._next_id, "method": method, "params": params})
        return self._next_id

    def notify(self, method: str, params: object) -> None:
        """Send a notification."""
        self._write({"jsonrpc": "2.0", "method": method, "params": params})

    def wait(self, number: int) -> dict[str, Any]:
        """Wait for the answer to request `number`, with its `result` or `error`; raises ServerError."""
        while number not in self._answers:
            self._take(self._deadline)
        return self._answers.pop(number)

    def wait_until_quiet(self, *, settle: float) -> None:
        """Wait until the server has said that nothing is left to load, and has stayed so for `settle` seconds."""
        while self._quiet_since is None or time.monotonic() - self._quiet_since < settle:
            self._take(min(self._deadline, time.monotonic() + settle))

    def settle(self, method: str, params: object, number: int) -> Any:  # noqa: ANN401 - what json.loads gives
        """Wait for the result of request `number`, asked again where the server had to drop it; None for an error."""
        answer = self.wait(number)
        for _ in range(_ATTEMPTS):
            error = answer.get("error")
            if not isinstance(error, dict) or error.get("code") not in {_CONTENT_MODIFIED, _SERVER_CANCELLED}:
                break
            answer = self.wait(self.send(method, params))
        return answer.get("result")

    def _take(self, until: float) -> None:
        """Take the next message, if one comes in time; raises ServerError at a limit of the server's life."""
        now = time.monotonic()
        if now >= self._deadline:
            raise ServerError(TIMEOUT, f"no answer within {self._limits.seconds:g} seconds")
        if self._limits.memory and now - self._looked >= _LOOK_AT_MEMORY_EVERY:
            self._looked = now
            if group_memory(self._process.pid) > self._limits.memory:
                raise ServerError(MEMORY, f"more than {self._limits.memory >> 20} MB of memory")
        try:
            message = self._inbox.get(timeout=max(0.0, min(until - now, _LOOK_AT_MEMORY_EVERY)))
        except queue.Empty:
            return
        if isinstance(message, str):
            raise self._ended(message)
        method, number = message.get("method"), message.get("id")
        if method is None:
            if isinstance(number, int):
                self._answers[number] = message
        elif number is not None:
            self._write({"jsonrpc": "2.0", "id": number, "result": None})
        elif method == "experimental/serverStatus":
            params = message.get("params")
            quiet = isinstance(params, dict) and params.get("quiescent") is True
            said = params.get("message") if isinstance(params, dict) else None
            self.complaint = " ".join(said.split())[:_LONGEST_COMPLAINT] if isinstance(said, str) else ""
            self._quiet_since = time.monotonic() if quiet else None

    def _ended(self, fault: str) -> ServerError:
        kill_group(self._process)
        if fault:
            return ServerError(OUTPUT, f"what it wrote is no message: {fault}")
        said = last_line(self._messages.text())
        return ServerError(FAILED, said or f"it ended with status {self._process.returncode}")

    def _write(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode()
        self._outbox.put(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def _write_all(self, stream: IO[bytes]) -> None:
        try:
            with stream:
                while (message := self._outbox.get()) is not None:
                    stream.write(message)
                    stream.flush()
        except (OSError, ValueError):
            return  # it reads no more; whoever waits for an answer learns why

    def _read_all(self, stream: IO[bytes]) -> None:
        fault = ""
        try:
            with stream:
                for message in read_messages(stream):
                    self._inbox.put(message)
        except (ValueError, RecursionError) as error:
            fault = str(error)[:200] or "it nests too deep"
        except OSError:
            pass  # it ended
        self._inbox.put(fault)


def read_messages(stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    """Read messages to the end of a stream; raises ValueError (or RecursionError) for what is none."""
    while (length := _read_header(stream)) is not None:
        body = stream.read(length)
        if len(body) < length:
            return
        message = json.loads(body)
        if not isinstance(message, dict):
            fault = "a message that is no object"
            raise ValueError(fault)  # noqa: TRY004 - the caller knows one kind of fault
        yield message


def _read_header(stream: IO[bytes]) -> int | None:
    """Read a message's header; gives its length in bytes, None at the end of the stream."""
    length = -1
    for _ in range(_MOST_HEADERS):
        line = stream.readline(_LONGEST_HEADER)
        if not line:
            return None
        if not line.strip():
            break
        name, colon, value = line.partition(b":")
        if not colon:
            break
        if name.strip().lower() == b"content-length":
            length = int(value)
    if not 0 <= length <= _LARGEST_MESSAGE:
        fault = "no header with a length"
        raise ValueError(fault)
    return length


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise ServerError(FAILED, "it has no pipes")
    return stream
