"""The database: pycozo's Client over the mnestic engine, with what both leave to the caller.

Every call is repeated while another process holds the file, bounded in time. Faults become errors of ours: a damaged
file, a full disk, a query that ran out of time. Text from outside goes in as parameters, never as script.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
import threading
import time
from math import inf
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pycozo.client import Client
from pycozo.client import QueryException as QueryError

from codegraph.errors import DiskError, StoreBusyError, StoreCorruptError, StoreError, StoreReplacedError
from codegraph.store.gate import wait_for_readers
from codegraph.store.time_limit import remaining

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    Row = list[Any]
    Rows = list[Row]

T = TypeVar("T")

REBUILD_HINT = "rebuild it with `codegraph index --force`"
_BUSY_SECONDS = 15.0
_FIRST_PAUSE = 0.002
# seconds, so that the time is over by our clock, too, when the engine ends a query; to the engine 0 is no limit
_LEEWAY = 0.002
_STDERR = 2
_STDERR_TURN = threading.Lock()
_LONGEST_PAUSE = 0.1

# Vectors (1 kB each) stay inside a page of this size. The engine leaves SQLite's page cache at its default of 2 MB;
# the default is a property of the file, and with 64 MB an index over 400,000 edges is built in half the time.
_JOURNAL_BYTES = 32 << 20
# These run in processes of their own: who closes a file of the database, `-wal` and `-shm` among them, drops all locks
# that its process holds on that file, and the engine's with them.
_CHECKPOINT = """
import sqlite3, sys
sqlite3.connect(sys.argv[1], timeout=0.5).execute("pragma wal_checkpoint(truncate)")
"""
# Pages that are free are given back to the disk where they are more than a tenth of the file.
_COMPACT = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=20.0, isolation_level=None)
pages, = connection.execute("pragma page_count").fetchone()
free, = connection.execute("pragma freelist_count").fetchone()
if free * 10 > pages:
    connection.execute("vacuum")
connection.execute("pragma wal_checkpoint(truncate)")
"""
_INTEGRITY = """
import sqlite3, sys
print(sqlite3.connect(sys.argv[1], timeout=20.0).execute("pragma integrity_check(1)").fetchone()[0])
"""
_PAGE_BYTES = 8192
_CACHE_PAGES = 8192
# Without row ids a row is stored once, not once in a table and once in an index over it: 318 MB become 200 MB.
_CREATE_TABLE = "create table if not exists cozo(k BLOB primary key, v BLOB) without rowid"


class Engine(Client):  # type: ignore[misc]  # pycozo has no types
    """One open handle on a store's file; threads may share it, their calls wait for a running write."""

    def __init__(self, path: Path, *, fallback: bool = False) -> None:
        """Open the file at `path`, which `create_file` made.

        `fallback` opens it with cozo-embedded. Raises StoreCorruptError, StoreBusyError or DiskError.
        """
        self.pandas = None
        self.path = path
        self._place = str(path)
        # what was read since the last write, for whoever knows that nobody else writes; whoever keeps something here
        # takes the dict before he reads, for each write puts another in its place
        self.known: dict[str, str | None] = {}
        self._journal_left = 0
        self.embedded: Any = None
        self._identity = _check_size(path)
        self.embedded = _patiently(path, lambda: _open_embedded(path, fallback=fallback))

    def rows(self, script: str, params: Mapping[str, Any] | None = None) -> Rows:
        """Run a reading script and give its rows."""
        return cast("Rows", self.read(script, params)["rows"])

    def read(self, script: str, params: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Run a reading script and give `headers` and `rows`; writing scripts are refused.

        It fails when the time is over; see `time_limit`.
        """
        seconds = _time_left()
        if seconds < inf:
            return self.read_for(script, params, seconds)
        return cast("dict[str, Any]", self._same(lambda: self.run(script, dict(params or {}), True)))  # noqa: FBT003

    def read_for(self, script: str, params: Mapping[str, Any] | None, seconds: float) -> dict[str, Any]:
        """Run a reading script for at most so many seconds."""
        return cast("dict[str, Any]", self._same(lambda: self._run_for(script, dict(params or {}), seconds)))

    def _run_for(self, script: str, params: dict[str, Any], seconds: float) -> object:
        return self.embedded.run_script(script, params, True, timeout=seconds)  # noqa: FBT003

    def write(self, script: str, params: Mapping[str, Any] | None = None) -> Rows:
        """Run a writing script, which is one transaction."""
        wait_for_readers(self.gate)
        with self._forgetting():
            answer = self._same(lambda: self.run(script, dict(params or {}), False))  # noqa: FBT003
        self._shorten_journal()
        return cast("Rows", answer["rows"])

    def load(self, relations: Mapping[str, tuple[Sequence[str], Rows]]) -> None:
        """Import rows (with their column names) into relations, in one transaction."""
        data = {name: {"headers": list(columns), "rows": rows} for name, (columns, rows) in relations.items() if rows}
        if data:
            wait_for_readers(self.gate)
            with self._forgetting():
                self._same(lambda: self.import_relations(data))
            self._shorten_journal()

    @contextlib.contextmanager
    def _forgetting(self) -> Iterator[None]:
        """Have nothing known that was read before or during a write."""
        self.known = {}
        try:
            yield
        finally:
            self.known = {}

    @property
    def gate(self) -> Path:
        """The file at which readers and the writer wait for each other."""
        return self.path.with_name("gate")

    def check_same(self) -> None:
        """Raise StoreReplacedError when another file has taken the place of the one that was opened.

        The engine opens further connections by the file's name, and would mix the two.
        """
        try:
            found = os.stat(self._place)  # noqa: PTH116 - with each query
        except OSError:
            found = None
        if found is None or (found.st_dev, found.st_ino) != self._identity:
            message = f"the store {self.path} was built anew or deleted while it was open"
            raise StoreReplacedError(message, hint="ask again")

    def _same(self, call: Callable[[], T]) -> T:
        """Make a call of which all was read from, or written to, the file that was opened."""
        try:
            return _patiently(self.path, call)
        finally:
            self.check_same()

    def _shorten_journal(self) -> None:
        if _journal_size(self.path) > self._journal_left + _JOURNAL_BYTES:
            checkpoint(self.path)
            self._journal_left = _journal_size(self.path)


def create_file(path: Path) -> None:
    """Make an empty database file as the engine wants it, for several processes at once. Raises DiskError."""
    try:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute(f"pragma page_size={_PAGE_BYTES}")
            connection.execute(f"pragma default_cache_size={_CACHE_PAGES}")
            connection.execute("pragma journal_mode=wal")
            connection.execute(_CREATE_TABLE)
            connection.commit()
    except (sqlite3.Error, OSError) as error:
        message = f"cannot create the store {path}: {error}"
        raise DiskError(message, hint="check the folder's permissions and the free space") from error


def checkpoint(path: Path) -> None:
    """Bring what stands in the journal into the file, and empty it when no reader needs it.

    The engine keeps a statement open over its commits, for which SQLite's own checkpoints never happen, and a long
    journal makes every read slow. Another process does it: two SQLite libraries on one file in one process would
    drop each other's locks. A failure is no fault, only a longer journal.
    """
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        command = [sys.executable, "-I", "-S", "-c", _CHECKPOINT, str(path)]
        subprocess.run(command, check=False, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)


def compact(path: Path) -> None:
    """Give the room of what was deleted back to the disk; to be called while this process has the file not open.

    Readers go on reading; interrupted, nothing is lost. Raises DiskError, for a copy of all that stays is made on the
    way, and StoreBusyError where readers or a writer let nobody in.
    """
    said = _elsewhere(_COMPACT, path)
    if said.returncode:
        reason = said.stderr.strip().rpartition("\n")[2]
        if "locked" in reason:
            message = f"the store {path} is in use and was not compacted"
            raise StoreBusyError(message, hint="run `codegraph gc` again when less is being read")
        message = f"cannot compact the store {path}: {reason}"
        raise DiskError(message, hint="check the free space: a copy of the store is made on the way")


def is_sound(path: Path) -> bool:
    """Tell whether the database's pages hang together; what stands in them may still be wrong."""
    said = _elsewhere(_INTEGRITY, path)
    return said.returncode == 0 and said.stdout.strip() == "ok"


def _elsewhere(script: str, path: Path) -> subprocess.CompletedProcess[str]:
    """Run a script on a database in another process, for the reason that `checkpoint` gives."""
    command = [sys.executable, "-I", "-S", "-c", script, str(path)]
    return subprocess.run(command, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True)


def _journal_size(path: Path) -> int:
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size
    except OSError:
        return 0


def _open_embedded(path: Path, *, fallback: bool) -> Any:  # noqa: ANN401 - neither engine has types
    if fallback:
        from cozo_embedded import CozoDbPy  # noqa: PLC0415 - both engines in one process cost memory
    else:
        from mnestic import CozoDbPy  # noqa: PLC0415
    with _native_stderr_off():
        return CozoDbPy("sqlite", str(path), json.dumps({}))


@contextlib.contextmanager
def _native_stderr_off() -> Iterator[None]:
    """Keep the engine from writing to stderr: it panics over a damaged file, with a backtrace, and we say it better.

    One thread at a time: two would each take the other's nowhere for the stderr to go back to.
    """
    with _STDERR_TURN:
        try:
            kept = os.dup(_STDERR)
        except OSError:
            yield
            return
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, _STDERR)
            os.close(nowhere)
            yield
        finally:
            os.dup2(kept, _STDERR)
            os.close(kept)


def _check_size(path: Path) -> tuple[int, int]:
    """Refuse an empty file, which SQLite would take for a new database; gives the file's identity.

    The file is not opened: closing it would drop the locks of every other handle of this process.
    """
    try:
        found = path.stat()
    except OSError as error:
        message = f"cannot read the store {path}: {error.strerror}"
        raise DiskError(message, hint="check the file's permissions") from error
    if found.st_size == 0:
        message = f"the store {path} is damaged: it is empty"
        raise StoreCorruptError(message, hint=REBUILD_HINT)
    return found.st_dev, found.st_ino


def _patiently(path: Path, call: Callable[[], T]) -> T:
    """Make a call, again while the file is locked; translate what it raises."""
    for pause in _pauses():
        try:
            return call()
        # the engine reports faults at opening as PanicException, which is no Exception
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
                raise
            text = _describe(error)
            if "database is locked" not in text:
                raise _translate(path, text) from error
        time.sleep(pause)
    message = f"another process has been writing to {path} for {_BUSY_SECONDS:.0f} seconds"
    raise StoreBusyError(message, hint="wait for it to end, or stop it")


def _time_left() -> float:
    """Give the seconds that a query may take; infinite without a limit."""
    return max(remaining(), 0.0) + _LEEWAY


def _pauses() -> Iterator[float]:
    pause, until = _FIRST_PAUSE, time.monotonic() + min(_BUSY_SECONDS, _time_left())
    while time.monotonic() < until:
        yield pause
        pause = min(pause * 2, _LONGEST_PAUSE)


def _describe(error: BaseException) -> str:
    """Give all that the engine says: pycozo hands over a dict with nested causes."""
    answer = error.resp if isinstance(error, QueryError) else error.args[0] if error.args else type(error).__name__
    return json.dumps(answer, default=str) if isinstance(answer, dict) else str(answer)


_CORRUPT = ("malformed", "not a database", "corrupt", "file is encrypted")
_DISK = ("disk i/o error", "disk is full", "disk full", "readonly database", "unable to open database", "no space left")


def _translate(path: Path, text: str) -> Exception:
    lower = text.lower()
    if any(sign in lower for sign in _CORRUPT):
        return StoreCorruptError(f"the store {path} is damaged", hint=REBUILD_HINT)
    if any(sign in lower for sign in _DISK):
        return DiskError(f"cannot write the store {path}", hint="check the free space and the folder's permissions")
    if "eval::timeout" in lower or "killed before completion" in lower:
        return StoreError("the query ran out of time", hint="ask for less, or raise the time limit")
    return StoreError(f"the store refused a query: {_message(text)}", hint="see `codegraph doctor`")


def _message(text: str) -> str:
    """Take the engine's own sentence out of its answer."""
    try:
        answer = json.loads(text)
    except ValueError:
        return text[:500]
    return str(answer.get("message") or text)[:500] if isinstance(answer, dict) else text[:500]
