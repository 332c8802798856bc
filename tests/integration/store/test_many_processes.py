"""A reader sees the old or the new, never half."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

import pytest

from codegraph.store import Store
from tests.support.reading import END, PATH, names, replace
from tests.support.store import empty_store, record, write_all

ROOT = Path(__file__).resolve().parents[3]
PROCESSES, THREADS, WRITES = 4, 25, 12


def first_line(stream: IO[str] | None) -> str:
    assert stream is not None
    return stream.readline().strip()


def test_invariant_05_readers_see_the_old_or_the_new(tmp_path: Path) -> None:
    directory = tmp_path / "local"
    with empty_store(directory) as store:
        write_all(store, [])
        replace(store, "0")
        store.finish_lexical()
        command = [sys.executable, "-m", "tests.support.reading", str(directory), str(THREADS)]
        readers = [
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
            for _ in range(PROCESSES)
        ]
        try:
            for reader in readers:
                assert first_line(reader.stdout) == "ready"
            for version in [*map(str, range(1, WRITES)), END]:
                replace(store, version)
                store.finish_lexical()
            for reader in readers:
                out, error = reader.communicate(timeout=120)
                assert reader.returncode == 0, error
                counts = json.loads(out)
                assert counts["faults"] == 0, error
                assert counts["reads"] >= THREADS
        finally:
            for reader in readers:
                reader.kill()
                reader.communicate()


WRITER = """
import sys
import threading
from pathlib import Path
from codegraph.store import Store
from tests.support.reading import replace
store = Store.open(Path(sys.argv[1]), writable=True)
for version in range(1, 10_000):
    replace(store, str(version))
    print(version, flush=True)
"""


@pytest.mark.parametrize("acknowledged", [1, 3, 6])
def test_a_killed_writer_leaves_a_whole_store(tmp_path: Path, acknowledged: int) -> None:
    directory = tmp_path / "local"
    with empty_store(directory) as store:
        write_all(store, [])
        replace(store, "0")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(directory)], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    )
    last = 0
    while last < acknowledged:
        last = int(first_line(writer.stdout))
    writer.send_signal(signal.SIGKILL)
    rest, _ = writer.communicate()
    last = max([last, *map(int, rest.split())])
    with Store.open(directory, writable=True) as store:
        facts = store.facts(PATH)
        assert facts is not None
        version = facts.decode().split()[-1]
        assert int(version) in {last, last + 1}
        assert [symbol.name for symbol in store.symbols_in(PATH)[1:]] == names(version)
        assert len(store.chunks_in(PATH)) == len(names(version))
        assert len([one for one in store.edges_in(PATH) if one.kind == "calls"]) == len(names(version))
        store.finish_lexical()
        replace(store, "after")


def test_a_reader_of_another_handle_is_not_blocked_by_a_writer(tmp_path: Path) -> None:
    with empty_store(tmp_path / "local") as store:
        write_all(store, [record("src/a.rs", ["one"])])
        with Store.open(tmp_path / "local") as reader:
            before = reader.revision
            replace(store, "1")
            assert reader.revision > before
            assert reader.symbols_by_name("v1_0")[0].path == PATH


def test_a_reader_that_is_overtaken_gets_its_turn(tmp_path: Path) -> None:
    with empty_store(tmp_path / "local") as store:
        write_all(store, [record("src/a.rs", ["one"])])
        attempts = 0
        done = threading.Event()

        def write() -> None:
            while not done.is_set():
                store.set_meta("written", "again")

        with Store.open(tmp_path / "local") as reader:
            writer = threading.Thread(target=write)
            writer.start()

            def read() -> list[int]:
                nonlocal attempts
                attempts += 1
                return [reader.revision for _ in range(20)]

            try:
                seen = [reader.stable(read) for _ in range(20)]
            finally:
                done.set()
                writer.join()
        assert all(len(set(revisions)) == 1 for revisions in seen)
        assert attempts < 20 * 20


def test_threads_that_open_stores_at_once_leave_stderr_alone(tmp_path: Path) -> None:
    with empty_store(tmp_path / "local") as store:
        write_all(store, [])
    script = """
import sys, threading
from pathlib import Path
from codegraph.store import Store
threads = [threading.Thread(target=lambda: Store.open(Path(sys.argv[1])).close()) for _ in range(16)]
[thread.start() for thread in threads], [thread.join() for thread in threads]
print("still here", file=sys.stderr)
"""
    ran = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "local")], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert ran.stderr == "still here\n"
