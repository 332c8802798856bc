"""A small client of the language server protocol: enough to ask one server many questions quickly.

Requests are pipelined; answers come in the order of the questions. The server's own requests are answered with
nothing, which rust-analyzer accepts.
"""

from __future__ import annotations

import json
import queue
import subprocess
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Any, Self, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType
    from typing import IO

Json: TypeAlias = Any  # what json.loads gives

_CONTENT_MODIFIED = -32801
_SERVER_CANCELLED = -32802


class ServerError(Exception):
    """The server ended, or did not answer in time."""


class Server:
    """A running language server; a context manager that ends it."""

    def __init__(self, command: list[str], *, cwd: Path, env: Mapping[str, str], log: Path) -> None:
        self._log = log.open("wb")
        self._process = subprocess.Popen(
            command, cwd=cwd, env=dict(env), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log
        )
        self._answers: dict[int, dict[str, Any]] = {}
        self._inbox: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._next_id = 0
        self._quiet_since: float | None = None
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._log.close()

    def send(self, method: str, params: object) -> int:
        """Send a request; gives the number to wait for."""
        self._next_id += 1
        self._write({"jsonrpc": "2.0", "id": self._next_id, "method": method, "params": params})
        return self._next_id

    def notify(self, method: str, params: object) -> None:
        """Send a notification."""
        self._write({"jsonrpc": "2.0", "method": method, "params": params})

    def wait(self, number: int, *, timeout: float) -> dict[str, Any]:
        """Wait for the answer to request `number`, with its `result` or `error`."""
        deadline = time.monotonic() + timeout
        while number not in self._answers:
            self._take(deadline)
        return self._answers.pop(number)

    def wait_until_quiet(self, *, settle: float, timeout: float) -> None:
        """Wait until the server has said that it has nothing left to load, and has stayed so for `settle` seconds."""
        deadline = time.monotonic() + timeout
        while True:
            if self._quiet_since is not None and time.monotonic() - self._quiet_since >= settle:
                return
            try:
                self._take(min(deadline, time.monotonic() + settle))
            except ServerError:
                if self._process.poll() is not None or time.monotonic() >= deadline:
                    raise

    def ask_all(self, method: str, questions: Iterable[object], *, window: int, timeout: float) -> Iterator[Json]:
        """Ask every question, at most `window` at a time; a failed one gives None."""
        under_way: deque[tuple[int, object]] = deque()
        for question in questions:
            under_way.append((self.send(method, question), question))
            if len(under_way) >= window:
                yield self._settle(method, *under_way.popleft(), timeout)
        while under_way:
            yield self._settle(method, *under_way.popleft(), timeout)

    def _settle(self, method: str, number: int, question: object, timeout: float) -> Json:
        answer = self.wait(number, timeout=timeout)
        for _ in range(5):
            if answer.get("error", {}).get("code") not in {_CONTENT_MODIFIED, _SERVER_CANCELLED}:
                break
            answer = self.wait(self.send(method, question), timeout=timeout)
        return answer.get("result")

    def _take(self, deadline: float) -> None:
        try:
            message = self._inbox.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            fault = "the server did not answer in time"
            raise ServerError(fault) from None
        if message is None:
            fault = f"the server ended with {self._process.wait()}; see {self._log.name}"
            raise ServerError(fault)
        if "method" not in message:
            self._answers[message["id"]] = message
        elif "id" in message:
            self._write({"jsonrpc": "2.0", "id": message["id"], "result": None})
        elif message["method"] == "experimental/serverStatus":
            self._quiet_since = time.monotonic() if message["params"]["quiescent"] else None

    def _write(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode()
        stream = _stream(self._process.stdin)
        stream.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        stream.flush()

    def _read(self) -> None:
        stream = _stream(self._process.stdout)
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
                header = stream.readline()
            body = stream.read(length)
            if len(body) < length:
                break
            self._inbox.put(json.loads(body))
        self._inbox.put(None)


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        fault = "the server has no pipes"
        raise ServerError(fault)
    return stream
