"""A chat endpoint on loopback that answers what a test tells it to."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def streamed(*texts: str, finish: str = "stop", usage: tuple[int, int] | None = None) -> bytes:
    """Build the body of a streamed answer."""
    events: list[dict[str, Any]] = [{"choices": [{"delta": {"content": text}}]} for text in texts]
    events.append({"choices": [{"delta": {}, "finish_reason": finish}]})
    if usage:
        events.append({"choices": [], "usage": {"prompt_tokens": usage[0], "completion_tokens": usage[1]}})
    return b"".join(b"data: " + json.dumps(event).encode() + b"\n\n" for event in events) + b"data: [DONE]\n\n"


@dataclass
class Chat:
    """`replies` are given in turn, the last one for good: a status and a body; what was asked is kept."""

    replies: list[tuple[int, bytes]] = field(default_factory=lambda: [(200, streamed("Hello"))])
    models: Any = None
    props: Any = None
    cut_after: int = -1
    hold: threading.Event | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    url: str = ""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, chat: Chat) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.chat = chat


class _Handler(BaseHTTPRequestHandler):
    @property
    def chat(self) -> Chat:
        assert isinstance(self.server, _Server)
        return self.server.chat

    def do_GET(self) -> None:
        body = {"/v1/models": self.chat.models, "/props": self.chat.props}.get(self.path)
        self._send(200 if body is not None else 404, json.dumps(body or {"error": "none"}).encode())

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.chat.asked.append(json.loads(raw))
        self.chat.keys.append(self.headers.get("Authorization", ""))
        status, body = self.chat.replies.pop(0) if len(self.chat.replies) > 1 else self.chat.replies[0]
        if self.chat.hold is not None:
            self.chat.hold.wait(10)
        self._send(status, body)

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/event-stream" if body.startswith(b"data:") else "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.chat.cut_after >= 0:
            self.close_connection = True
            body = body[: self.chat.cut_after]
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@contextmanager
def chatting(chat: Chat) -> Iterator[Chat]:
    """Serve on a free port of loopback until the block ends; `chat.url` ends in `/v1`."""
    server = _Server(chat)
    chat.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield chat
    finally:
        if chat.hold is not None:
            chat.hold.set()
        server.shutdown()
        server.server_close()
        thread.join()
