"""A model hub on loopback that misbehaves on request."""

from __future__ import annotations

import hashlib
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Hub:
    """One file under any path; what it states can be made to differ from what it serves.

    `files` are served instead under paths that end so; of those in `small` a git blob's id is stated, as of files that
    the hub keeps in git.
    """

    content: bytes = b""
    files: dict[str, bytes] = field(default_factory=dict)
    small: frozenset[str] = frozenset()
    # what comes where that is not what is stated
    served: dict[str, bytes] = field(default_factory=dict)
    checksum: str = ""
    stated_size: int = -1
    states_nothing: bool = False
    ranges: bool = True
    redirects: bool = True
    cut_after: list[int] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    requests: list[tuple[str, str]] = field(default_factory=list)
    url: str = ""

    def __post_init__(self) -> None:
        self.checksum = self.checksum or hashlib.sha256(self.content).hexdigest()

    def named(self, path: str) -> str:
        """Give the name of the file under a path; empty for the one that has none."""
        return next((name for name in self.files if path.endswith("/" + name)), "")

    def under(self, path: str) -> bytes:
        """Give the content under a path."""
        return self.files.get(self.named(path), self.content)

    def stated(self, path: str) -> str:
        """Give the SHA-256 that is stated of what stands under a path."""
        return hashlib.sha256(self.files[self.named(path)]).hexdigest() if self.named(path) else self.checksum


def git_blob(content: bytes) -> str:
    """Give the id that git has for a file of this content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, hub: Hub) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.hub = hub


class _Handler(BaseHTTPRequestHandler):
    @property
    def hub(self) -> Hub:
        assert isinstance(self.server, _Server)
        return self.server.hub

    def do_HEAD(self) -> None:
        self.hub.requests.append(("HEAD", self.path))
        if self._status():
            return
        content = self.hub.under(self.path)
        if self.hub.named(self.path) in self.hub.small:
            self.send_response(200)
            self.send_header("ETag", f'"{git_blob(content)}"')
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            return
        self.send_response(302 if self.hub.redirects else 200)
        if not self.hub.states_nothing:
            self.send_header("X-Linked-ETag", f'"{self.hub.stated(self.path)}"')
            size = len(content) if self.hub.stated_size < 0 else self.hub.stated_size
            self.send_header("X-Linked-Size", str(size))
        if self.hub.redirects:
            self.send_header("Location", f"{self.hub.url}/cdn{self.path}")
        self.send_header("Content-Length", "0" if self.hub.redirects else str(len(content)))
        self.end_headers()

    def do_GET(self) -> None:
        wanted = self.headers.get("Range", "")
        if self.hub.redirects and not self.path.startswith("/cdn"):
            self.send_response(302)
            self.send_header("Location", f"{self.hub.url}/cdn{self.path}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.hub.requests.append(("GET", wanted))
        if self._status():
            return
        content = self.hub.served.get(self.hub.named(self.path), self.hub.under(self.path))
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and self.hub.ranges else 0
        if start >= len(content):
            self.send_response(416)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = content[start:]
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.hub.cut_after:
            body = body[: self.hub.cut_after.pop(0)]
            self.close_connection = True
        self.wfile.write(body)

    def _status(self) -> bool:
        if not self.hub.statuses:
            return False
        self.send_response(self.hub.statuses.pop(0))
        self.send_header("Content-Length", "0")
        self.end_headers()
        return True

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@contextmanager
def serving(hub: Hub) -> Iterator[Hub]:
    """Serve the hub on a free port of loopback until the block ends."""
    server = _Server(hub)
    hub.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
