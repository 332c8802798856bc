"""A reader sees the old or the new, never half."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from codegraph.store import Store
from tests.support.store import edge, empty_store, file_edges, record, write_all

ROOT = Path(__file__).resolve().parents[3]
PATH = "src/changing.rs"
WRITES = 25

READER = """
import sys
from pathlib import Path
from codegraph.store import Store
store = Store.open(Path(sys.argv[1]))
print("ready", flush=True)
seen, reads = set(), 0
while "end" not in seen:
    def read():
        symbols = [symbol.name for symbol in store.symbols_in("src/changing.rs")[1:]]
        edges = [edge for edge in store.edges_in("src/changing.rs") if edge.kind == "calls"]
        return symbols, len(edges), len(store.chunks_in("src/changing.rs")), store.facts("src/changing.rs").decode()
    symbols, edges, chunks, facts = store.stable(read)
    version = facts.split()[-1]
    assert len(symbols) == edges == chunks, (symbols, edges, chunks)
    assert all(name.startswith(f"v{version}_") for name in symbols), (version, symbols)
    seen.add(version)
    reads += 1
print(reads, len(seen), flush=True)
"""


def names(version: str) -> list[str]:
    count = 5 + sum(map(ord, version)) % 40
    return [f"v{version}_{n}" for n in range(count)]


def replace(store: Store, version: str) -> None:
    edges = [edge(PATH, f"{PATH}:{name}", PATH, at=n) for n, name in enumerate(names(version))]
    store.replace_files([record(PATH, names(version), version=version)], (), [file_edges(PATH, edges)])


def first_line(stream: IO[str] | None) -> str:
    assert stream is not None
    return stream.readline().strip()


def test_invariant_05_readers_see_the_old_or_the_new(tmp_path: Path) -> None:
    directory = tmp_path / "local"
    with empty_store(directory) as store:
        write_all(store, [record(f"src/{n}.rs", [f"name_{n}"]) for n in range(10)])
        replace(store, "0")
        readers = [
            subprocess.Popen(
                [sys.executable, "-c", READER, str(directory)],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                cwd=ROOT,
            )
            for _ in range(2)
        ]
        try:
            for reader in readers:
                assert first_line(reader.stdout) == "ready"
            for version in range(1, WRITES):
                replace(store, str(version))
            replace(store, "end")
            for reader in readers:
                out, error = reader.communicate(timeout=120)
                assert reader.returncode == 0, error
                reads, versions = map(int, out.split())
                assert reads >= versions >= 1
        finally:
            for reader in readers:
                reader.kill()
                reader.communicate()


WRITER = """
import sys
from pathlib import Path
from codegraph.store import Store
from tests.integration.store.test_many_processes import replace
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
