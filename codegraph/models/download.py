"""A download that the user asked for: resumed where it stopped, checked against what the hub states.

The hub answers a HEAD for a large file with `X-Linked-ETag`, its SHA-256, and `X-Linked-Size`. Bytes go to a `.part`
file beside the target, with a note of which file they belong to; the target appears only when size and checksum
are right.
"""

from __future__ import annotations

import errno
import hashlib
import json
import re
import shutil
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from codegraph.errors import DiskError, DownloadError
from codegraph.models.loopback import is_loopback

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import httpx

    # called with the bytes there are and the bytes there will be (0 if nobody knows)
    Progress = Callable[[int, int], None]

_Result = TypeVar("_Result")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SPARE_BYTES = 64 << 20
_LONGEST_WAIT = 30.0
_REDIRECTS = 5
_OK, _PARTIAL, _RANGE_PAST_END = 200, 206, 416
_RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Stated:
    """What the server says of a file: SHA-256 (empty if it states none), size in bytes (0 if not), and its tag."""

    sha256: str
    size: int
    tag: str


class _RetryError(Exception):
    """A failure that another attempt may mend."""


def stated_by(url: str, *, retries: int = 5, wait: Callable[[float], None] = time.sleep) -> Stated:
    """Ask the server what it knows of the file, without fetching it; raises DownloadError if it cannot say."""
    return _with_retries(lambda: _ask(url), url, retries, wait)


def fetch_file(
    url: str,
    target: Path,
    *,
    stated: Stated,
    progress: Progress | None = None,
    retries: int = 5,
    wait: Callable[[float], None] = time.sleep,
) -> str:
    """Download `url` to `target` and give the SHA-256 in hex; a `.part` file from before is continued.

    Attempts that got further do not count against `retries`. Raises DownloadError if the server refuses, the
    network fails for good, or what came differs from what was stated, and DiskError if there is no room.
    """
    part = target.with_name(target.name + ".part")
    with _disk_errors(part):
        target.parent.mkdir(parents=True, exist_ok=True)
        _start_part(part, url, stated)
        _check_room(part, stated)
    _with_retries(lambda: _continue(url, part, stated, progress), url, retries, wait, lambda: _size(part))
    checksum = _check(url, part, stated)
    with _disk_errors(target):
        part.replace(target)
        _note(part).unlink(missing_ok=True)
    return checksum


def _client(url: str) -> httpx.Client:
    import httpx  # noqa: PLC0415 - only a pull opens connections

    return httpx.Client(
        timeout=httpx.Timeout(30.0, connect=15.0),
        headers={"Accept-Encoding": "identity"},
        trust_env=not is_loopback(url),
    )


def _with_retries(
    attempt: Callable[[], _Result],
    url: str,
    retries: int,
    wait: Callable[[float], None],
    reached: Callable[[], int] = lambda: 0,
) -> _Result:
    failures, furthest = 0, reached()
    while True:
        try:
            return attempt()
        except _RetryError as error:
            if reached() > furthest:
                failures, furthest = 0, reached()
            failures += 1
            if failures > retries:
                message = f"{url}: {error}"
                hint = "run the same command again: it resumes where it stopped"
                raise DownloadError(message, hint=hint) from error
            wait(min(2.0 ** (failures - 1), _LONGEST_WAIT))


def _ask(url: str) -> Stated:
    with _client(url) as client, _network_errors():
        address = url
        for _ in range(_REDIRECTS):
            answer = client.head(address, follow_redirects=False)
            _refuse(answer, url)
            sha256 = _tag(answer.headers.get("X-Linked-ETag", ""))
            if sha256 or not answer.is_redirect or answer.next_request is None:
                return _stated(answer, sha256)
            address = str(answer.next_request.url)
    message = f"{url}: redirected too often"
    raise DownloadError(message, hint="check models.base_url")


def _stated(answer: httpx.Response, linked: str) -> Stated:
    tag = linked or _tag(answer.headers.get("ETag", ""))
    size = answer.headers.get("X-Linked-Size") or (answer.headers.get("Content-Length", "0") if not linked else "0")
    return Stated(tag if _SHA256.fullmatch(tag) else "", int(size) if size.isdecimal() else 0, tag)


def _tag(raw: str) -> str:
    return raw.removeprefix("W/").strip('"')


def _continue(url: str, part: Path, stated: Stated, progress: Progress | None) -> None:
    """Fetch what is missing in one request; raises _RetryError if it is cut short."""
    have = _size(part)
    if stated.size and have >= stated.size:
        return
    headers = {"Range": f"bytes={have}-"} if have else {}
    with (
        _client(url) as client,
        _network_errors(),
        client.stream("GET", url, headers=headers, follow_redirects=True) as answer,
    ):
        if url.startswith("https:") and answer.url.scheme != "https":
            message = f"{url}: redirected to an unencrypted address"
            raise DownloadError(message, hint="check models.base_url")
        if answer.status_code == _RANGE_PAST_END:
            _restart(part)
            message = "the server has fewer bytes than were fetched before"
            raise _RetryError(message)
        _refuse(answer, url)
        start = have if answer.status_code == _PARTIAL and _starts_at(answer, have) else 0
        _write(part, start, answer, stated, progress)
    if stated.size and _size(part) < stated.size:
        message = f"cut short after {_size(part)} of {stated.size} bytes"
        raise _RetryError(message)


def _starts_at(answer: httpx.Response, have: int) -> bool:
    return str(answer.headers.get("Content-Range", "")).startswith(f"bytes {have}-")


def _write(part: Path, start: int, answer: httpx.Response, stated: Stated, progress: Progress | None) -> None:
    expected = stated.size or start + int(answer.headers.get("Content-Length", "0"))
    with _disk_errors(part), part.open("r+b") as file:
        file.truncate(start)
        file.seek(start)
        for block in answer.iter_raw():
            _write_block(file, block)
            if progress is not None:
                progress(file.tell(), expected)


def _write_block(file: BinaryIO, block: bytes) -> None:
    file.write(block)


def _check(url: str, part: Path, stated: Stated) -> str:
    size = _size(part)
    with _disk_errors(part), part.open("rb") as file:
        checksum = hashlib.file_digest(file, "sha256").hexdigest()
    if (stated.size and size != stated.size) or (stated.sha256 and checksum != stated.sha256):
        _restart(part)
        expected = f"{stated.size or 'any number of'} bytes, SHA-256 {stated.sha256 or 'unknown'}"
        message = f"{url}: what came ({size} bytes, SHA-256 {checksum}) is not what was stated ({expected})"
        raise DownloadError(message, hint="the partial file was emptied; try again, or check models.base_url")
    return checksum


def _start_part(part: Path, url: str, stated: Stated) -> None:
    """Keep a partial file only if it belongs to the same content of the same address."""
    note = json.dumps({"url": url, "tag": stated.tag, "size": stated.size})
    try:
        same = bool(stated.tag) and part.exists() and _note(part).read_text("utf-8") == note
    except (OSError, ValueError):
        same = False
    if not same:
        part.write_bytes(b"")
        _note(part).write_text(note, "utf-8")


def _restart(part: Path) -> None:
    with _disk_errors(part):
        part.write_bytes(b"")


def _note(part: Path) -> Path:
    return part.with_name(part.name + ".note")


def _size(part: Path) -> int:
    try:
        return part.stat().st_size
    except OSError:
        return 0


def _check_room(part: Path, stated: Stated) -> None:
    missing = stated.size - _size(part)
    free = shutil.disk_usage(part.parent).free
    if stated.size and missing + _SPARE_BYTES > free:
        message = f"{part.parent}: {missing} more bytes are needed, {free} are free"
        raise DiskError(message, hint="free some space, or set models.dir to another folder")


def _refuse(answer: httpx.Response, url: str) -> None:
    status = answer.status_code
    if status in _RETRIED:
        message = f"the server answered {status}"
        raise _RetryError(message)
    if answer.is_error:
        message = f"{url}: the server answered {status} {answer.reason_phrase}"
        gated = status in {401, 403}
        hint = (
            "the model asks for an account: download it by hand, then codegraph models add PATH"
            if gated
            else "check models.base_url, or download the file by hand, then codegraph models add PATH"
        )
        raise DownloadError(message, hint=hint)


@contextmanager
def _network_errors() -> Iterator[None]:
    import httpx  # noqa: PLC0415

    try:
        yield
    except httpx.TransportError as error:
        message = f"{type(error).__name__}: {error}"
        raise _RetryError(message) from error
    except (httpx.InvalidURL, httpx.HTTPError) as error:
        message = f"cannot be fetched: {error}"
        raise DownloadError(message, hint="check models.base_url") from error


@contextmanager
def _disk_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        message = f"{path}: {'the disk is full' if full else error.strerror or error}"
        raise DiskError(message, hint="free some space, or set models.dir to another folder") from error
