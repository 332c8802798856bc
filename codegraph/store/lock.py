"""One writer at a time: a lock file that says who writes, from where and since when. Readers never look at it.

The lock itself is the operating system's (it ends with the process, however that ends); the text in the file is only
there to be read by others. Where the system has no such locks, the process named in the file decides.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from codegraph.errors import DiskError, StoreBusyError

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform != "win32":
    import fcntl


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the lock: process, machine, start of the lock (seconds since 1970) and command."""

    pid: int
    host: str
    since: float
    command: str

    def describe(self) -> str:
        """Say who it is, in words."""
        since = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(self.since))
        return f"process {self.pid} on {self.host} ({self.command}), since {since}"


class WriterLock:
    """The lock of one index; held from construction until `release`."""

    def __init__(self, path: Path) -> None:
        """Take the lock. Raises StoreBusyError when another writer has it, DiskError when no file can be made."""
        self.path = path
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            message = f"cannot create the lock {path}: {error.strerror}"
            raise DiskError(message, hint="check the folder's permissions") from error
        if not self._take():
            holder = read_holder(path)
            os.close(self._file)
            who = holder.describe() if holder else "a process that has not said its name"
            message = f"the index is being written by {who}"
            raise StoreBusyError(message, hint="wait for it to end, or stop it")
        self._sign()

    def release(self) -> None:
        """Give the lock back; once is enough, more often does no harm."""
        if self._file >= 0:
            os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = -1

    def _take(self) -> bool:
        if sys.platform != "win32":
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True
        else:  # noqa: RET505 - the type checker then sees the branch of the other system
            holder = read_holder(self.path)
            return holder is None or holder.pid == os.getpid() or not is_running(holder)

    def _sign(self) -> None:
        command = " ".join([os.path.basename(sys.argv[0] or "python"), *sys.argv[1:]])[:200]  # noqa: PTH119
        text = json.dumps(asdict(Holder(os.getpid(), socket.gethostname(), time.time(), command)))
        os.ftruncate(self._file, 0)
        os.lseek(self._file, 0, os.SEEK_SET)
        os.write(self._file, text.encode())


def read_holder(path: Path) -> Holder | None:
    """Read who holds, or held, the lock at `path`; None when nobody does."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return Holder(int(values["pid"]), str(values["host"]), float(values["since"]), str(values["command"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_running(holder: Holder) -> bool:
    """Tell whether the holder's process lives; one on another machine is taken to live."""
    if holder.host != socket.gethostname():
        return True
    try:
        os.kill(holder.pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
