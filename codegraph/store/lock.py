"""One writer at a time: a lock file that says who writes, from where and since when. Readers never wait for it.

The lock itself is the operating system's (it ends with the process, however that ends); the text in the file is only
there to be read by others. Where the file system has no such locks, the process named in the file decides: it must
live and have begun when the text says, since numbers of processes are used again.
"""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from codegraph.errors import DiskError, StoreBusyError, StoreError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}
# far behind the text, which others read while the byte is locked
_LOCKED_BYTE = 1 << 30
_PS_SECONDS = 5
_START_FIELD = 19


class Holder(NamedTuple):
    """Who holds the lock: process, machine, start of the lock (seconds since 1970), command.

    `began` is the start of the process as the system writes it, empty where it does not tell.
    """

    pid: int
    host: str
    since: float
    command: str
    began: str = ""

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

    def check(self) -> None:
        """Raise StoreError when the lock file is not the one that was locked: then so is not the index."""
        try:
            there = self.path.stat()
        except OSError:
            there = None
        mine = os.fstat(self._file)
        if there is None or (there.st_dev, there.st_ino) != (mine.st_dev, mine.st_ino):
            message = f"the index folder {self.path.parent} was deleted or replaced while it was being written"
            raise StoreError(message, hint="run `codegraph index` again")

    def release(self) -> None:
        """Give the lock back; once is enough, more often does no harm."""
        if self._file >= 0:
            # the text goes first: a disk that is full now must not keep the lock
            with_text, self._file = self._file, -1
            try:
                os.ftruncate(with_text, 0)
            finally:
                os.close(with_text)

    def _take(self) -> bool:
        try:
            if sys.platform == "win32":
                os.lseek(self._file, _LOCKED_BYTE, os.SEEK_SET)
                msvcrt.locking(self._file, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                return False
            holder = read_holder(self.path)
            return holder is None or holder.pid == os.getpid() or not is_running(holder)
        return True

    def _sign(self) -> None:
        command = " ".join([os.path.basename(sys.argv[0] or "python"), *sys.argv[1:]])[:200]  # noqa: PTH119
        me = Holder(os.getpid(), _host(), time.time(), command, began(os.getpid()))
        try:
            os.ftruncate(self._file, 0)
            os.lseek(self._file, 0, os.SEEK_SET)
            os.write(self._file, json.dumps(me._asdict()).encode())
        except OSError as error:
            self.release()
            message = f"cannot write the lock {self.path}: {error.strerror}"
            raise DiskError(message, hint="check the free space") from error


def read_holder(path: Path) -> Holder | None:
    """Read who holds, or held, the lock at `path`; None when nobody does."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return Holder(
            int(values["pid"]),
            str(values["host"]),
            float(values["since"]),
            str(values["command"]),
            str(values.get("began", "")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def present_holder(path: Path) -> Holder | None:
    """Read who holds the lock at `path`, if that process lives."""
    holder = read_holder(path)
    return holder if holder is not None and is_running(holder) else None


def is_running(holder: Holder) -> bool:
    """Tell whether the holder's process lives; one on another machine is taken to live.

    A process of the same number that began at another time is another process.
    """
    if holder.host != _host():
        return True
    now = began(holder.pid)
    if now and holder.began:
        return now == holder.began
    return bool(now) or _lives(holder.pid)


def _host() -> str:
    """Give the name of this machine."""
    if sys.platform == "win32":
        import socket  # noqa: PLC0415 - elsewhere the name is had without: it takes as long to load as ten other modules

        return socket.gethostname()
    return os.uname().nodename


def began(pid: int) -> str:
    """Give the start of a process as the system writes it; empty when there is none, or the system does not tell."""
    system = str(sys.platform)
    if system == "linux":
        return _began_by_proc(pid)
    return "" if system == "win32" else _began_by_ps(pid)


def _began_by_proc(pid: int) -> str:
    """Read the system's start and the process's, which is counted from there."""
    try:
        # the command's name in brackets may hold anything; the 20th value behind it is the start
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""
    return f"{boot} {state[_START_FIELD]}" if len(state) > _START_FIELD else ""


def _began_by_ps(pid: int) -> str:
    try:
        command = ["/bin/ps", "-o", "lstart=", "-p", str(pid)]
        ran = subprocess.run(command, check=False, capture_output=True, text=True, timeout=_PS_SECONDS)
    except (OSError, subprocess.SubprocessError):
        return ""
    return ran.stdout.strip()


def _lives(pid: int) -> bool:
    if sys.platform == "win32":
        return True  # a signal would reach it; there the lock itself decides
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
