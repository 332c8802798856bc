"""One writer at a time, and a clear word about who it is."""

from __future__ import annotations

import errno
import json
import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from codegraph.errors import StoreBusyError, StoreError
from codegraph.store.lock import Holder, WriterLock, began, is_running, present_holder, read_holder

if TYPE_CHECKING:
    from pathlib import Path


def test_a_second_writer_is_told_who_writes_and_since_when(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "lock")
    with pytest.raises(StoreBusyError) as caught:
        WriterLock(tmp_path / "lock")
    assert f"process {os.getpid()}" in str(caught.value)
    assert "since 20" in str(caught.value)
    assert caught.value.hint
    lock.release()
    lock.release()
    WriterLock(tmp_path / "lock").release()


def test_a_released_lock_names_nobody(tmp_path: Path) -> None:
    WriterLock(tmp_path / "lock").release()
    assert read_holder(tmp_path / "lock") is None


def test_the_lock_of_a_process_that_died_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    script = "import os, sys; from pathlib import Path; from codegraph.store.lock import WriterLock\n"
    script += "lock = WriterLock(Path(sys.argv[1])); os.kill(os.getpid(), 9)"
    died = subprocess.run([sys.executable, "-c", script, str(path)], check=False, cwd=os.environ.get("CODEGRAPH_ROOT"))
    assert died.returncode != 0
    holder = read_holder(path)
    assert holder is not None
    assert not is_running(holder)
    WriterLock(path).release()


def test_a_lock_file_of_garbage_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text(json.dumps({"pid": "x"}), encoding="utf-8")
    WriterLock(tmp_path / "lock").release()


def test_a_number_that_is_used_again_is_another_process() -> None:
    me = Holder(os.getpid(), socket.gethostname(), 0.0, "codegraph index", began(os.getpid()))
    assert is_running(me)
    if me.began:
        assert not is_running(me._replace(began="long ago"))


def test_where_there_are_no_locks_the_named_process_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(_file: int, _operation: int) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr("fcntl.flock", unsupported)
    path = tmp_path / "lock"
    living = Holder(os.getppid(), socket.gethostname(), 0.0, "codegraph watch", began(os.getppid()))
    path.write_text(json.dumps(living._asdict()), encoding="utf-8")
    with pytest.raises(StoreBusyError, match="codegraph watch"):
        WriterLock(path)
    path.write_text(json.dumps(living._replace(began="long ago")._asdict()), encoding="utf-8")
    lock = WriterLock(path)
    assert present_holder(path) is not None
    lock.release()
    assert present_holder(path) is None


def test_a_lock_whose_file_was_deleted_is_no_longer_held(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    lock = WriterLock(path)
    lock.check()
    path.unlink()
    with pytest.raises(StoreError):
        lock.check()
    WriterLock(path).release()
    lock.release()


def test_a_process_elsewhere_is_taken_to_live() -> None:
    assert is_running(Holder(1 << 22, "another-machine", 0.0, "codegraph index"))
    assert is_running(Holder(os.getpid(), socket.gethostname(), 0.0, "codegraph index"))
