"""Readers that check, in threads with a handle of their own each, that what they read belongs together.

Run as a program: `python -m tests.support.reading DIRECTORY THREADS`. It prints `ready`, reads until the file is at
version `end`, and prints what it counted as JSON.
"""

from __future__ import annotations

import json
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from codegraph.store import Store
from tests.support.store import edge, file_edges, record

if TYPE_CHECKING:
    from codegraph.model import FileRecord

PATH = "src/changing.rs"
OTHER = "src/other.rs"
END = "end"


def names(version: str) -> list[str]:
    """Name the functions of a version: another number of them each time."""
    return [f"v{version}_{n}" for n in range(5 + sum(map(ord, version)) % 40)]


def records(version: str) -> list[FileRecord]:
    """Make the two files of a version, which are always written together."""
    return [record(PATH, names(version), version=version), record(OTHER, [f"w{version}"], version=version)]


def replace(store: Store, version: str) -> None:
    """Bring both files to a version in one transaction; the other file's edges go to the first one's symbols."""
    own = [edge(PATH, f"{PATH}:{name}", PATH, at=n) for n, name in enumerate(names(version))]
    across = [edge(OTHER, f"{OTHER}:w{version}", f"{PATH}:{name}", at=n) for n, name in enumerate(names(version))]
    store.replace_files(records(version), (), [file_edges(PATH, own), file_edges(OTHER, across)])


def check(store: Store, counts: Counter[str]) -> str:
    """Read everything about both files at one state, check that it belongs together, and give the version."""

    def read() -> tuple[object, ...]:
        symbols = [symbol.name for symbol in store.symbols_in(PATH)[1:]]
        edges = [one for one in store.edges_in(PATH) if one.kind == "calls"]
        other = [symbol for symbol in store.symbols_in(OTHER) if symbol.name.startswith("w")]
        reached = {one.symbol.name for one in store.edges_from([other[0].id])} if other else set()
        chunks = [chunk.name for chunk in store.chunks_in(PATH)]
        facts, file = store.facts(PATH), store.file(PATH)
        counts["attempts"] += 1
        return symbols, edges, other, reached, chunks, facts, file, store.coverage()

    symbols, edges, other, reached, chunks, facts, file, coverage = store.stable(read)
    assert isinstance(facts, bytes)
    version = facts.decode().split()[-1]
    wanted = names(version)
    assert symbols == chunks == wanted, (version, symbols, chunks)
    assert len(edges) == len(wanted), (version, len(edges))  # type: ignore[arg-type]
    assert [one.name for one in other] == [f"w{version}"], (version, other)  # type: ignore[attr-defined]
    assert reached == set(wanted), (version, reached)
    assert file.hash == records(version)[0].hash, version  # type: ignore[attr-defined]
    assert coverage.chunks == len(wanted) + 1, (version, coverage)  # type: ignore[attr-defined]
    assert coverage.references["rust"]["resolved"] == 2 * len(wanted), (version, coverage)  # type: ignore[attr-defined]
    return version


def check_one_query(store: Store) -> None:
    """Read with one query, without looking for writes: that is one state too."""
    symbols = [symbol.name for symbol in store.symbols_in(PATH)[1:]]
    assert symbols == names(symbols[0].partition("_")[0][1:]), symbols


def check_words(store: Store) -> None:
    """Search words: a chunk that the store does not have any more is not given, and none is half old, half new."""
    for ident, _ in store.lexical.search(["body"], 50, boosts={"text": 1.0}):
        for chunk in store.chunks([ident]):
            assert chunk.signature == f"fn {chunk.name}()"


def read_all(directory: Path, threads: int) -> dict[str, int]:
    """Read in so many threads until the version is `end`; gives reads, attempts, versions seen and faults."""
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    faults: list[str] = []
    ready = threading.Barrier(threads + 1)

    def reader() -> None:
        mine: Counter[str] = Counter()
        try:
            with Store.open(directory) as store:
                ready.wait()
                version = ""
                while version != END:
                    version = check(store, mine)
                    check_one_query(store)
                    check_words(store)
                    seen.add(version)
                    mine["reads"] += 1
        except BaseException as error:  # noqa: BLE001 - whatever a thread dies of is a fault
            faults.append(f"{type(error).__name__}: {error}"[:500])
            ready.abort()
        counts.update(mine)

    started = [threading.Thread(target=reader) for _ in range(threads)]
    for thread in started:
        thread.start()
    ready.wait()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for thread in started:
        thread.join()
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    return {**counts, "versions": len(seen), "faults": len(faults)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(read_all(Path(sys.argv[1]), int(sys.argv[2]))) + "\n")
