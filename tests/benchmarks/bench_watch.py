"""Measure how soon a save is found, and what a watch costs at rest. Prints one JSON document.

    python -m tests.benchmarks.bench_watch REPOSITORY [--edits N] [--rest SECONDS]

The repository is copied to a temporary folder first. `codegraph watch` runs as a process; a search by another handle,
in this process, looks for a word that was just saved, again and again until it is found.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from codegraph.indexing.updating import Updater
from codegraph.model import Scope
from codegraph.workspace import Workspace

LARGEST_BYTES, SMALLEST_BYTES = 80_000, 2_000
PATIENCE_S = 60.0
CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


def edits(root: Path, count: int) -> list[tuple[Path, str]]:
    """Choose files to edit, each with a word that stands nowhere yet."""
    chosen = random.Random(4)  # noqa: S311 - the same files each time
    files = sorted(path for path in root.rglob("*.rs") if SMALLEST_BYTES < path.stat().st_size < LARGEST_BYTES)
    return [(chosen.choice(files), f"zq{number}x{chosen.randrange(10**9)}") for number in range(count)]


def edit(path: Path, word: str) -> None:
    """Write a file anew with one more function."""
    text = path.read_text(encoding="utf-8", errors="replace")
    path.write_text(f"{text}\n/// Says {word}.\nfn added_{word}() -> u32 {{ 1 }}\n", encoding="utf-8")


def is_found(workspace: Workspace, word: str) -> bool:
    """Tell whether a search finds the function."""
    hits = workspace.search(f"added_{word}", scope=Scope(), limit=3, refresh=False).hits
    return any(word in hit.chunk.name for hit in hits)


def spread(seconds: list[float]) -> dict[str, float]:
    """Give median, 95th percentile and largest, in milliseconds."""
    ordered = sorted(seconds)
    last = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return {name: round(value * 1e3, 1) for name, value in
            (("p50", statistics.median(ordered)), ("p95", last), ("max", ordered[-1]))}  # fmt: skip


def through_the_api(root: Path, count: int) -> dict[str, Any]:
    """Edit and bring up to date in this process: until the update is done, and until another handle finds it."""
    updated, visible = [], []
    workspace = Workspace(root, {})
    with workspace.writable_store() as store, Workspace(root, {}) as reader:
        updater = Updater(root, store, workspace.settings)
        updater.searchable()
        updater.settle()
        updater.warm_up()
        for _ in range(2):
            reader.search("warm up", scope=Scope(), refresh=False)
        for path, word in edits(root, count):
            edit(path, word)
            began = time.perf_counter()
            updater.searchable([path.relative_to(root).as_posix()])
            updated.append(time.perf_counter() - began)
            if not is_found(reader, word):
                message = f"{word} is not found after the update"
                raise SystemExit(message)
            visible.append(time.perf_counter() - began)
    return {"edit_to_searchable_ms": spread(updated), "edit_to_found_ms": spread(visible)}


class Process:
    """`codegraph watch --json` as a process."""

    def __init__(self, root: Path) -> None:
        command = [sys.executable, "-m", "codegraph", "watch", str(root), "--json"]
        self._running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self._events: list[str] = []
        self._came = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def wait(self, kind: str) -> dict[str, Any]:
        """Wait for an event of a kind; earlier ones are forgotten."""
        until = time.monotonic() + 60 * PATIENCE_S
        with self._came:
            while time.monotonic() < until:
                found = [event for event in map(json.loads, self._events) if event["event"] == kind]
                self._events.clear()
                if found:
                    return dict(found[-1])
                self._came.wait(1.0)
        message = f"no event {kind}"
        raise SystemExit(message)

    def cpu_seconds(self) -> float:
        """Give the CPU time so far."""
        fields = Path(f"/proc/{self._running.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / CLOCK_TICKS

    def resident_bytes(self) -> int:
        """Give the resident memory."""
        lines = Path(f"/proc/{self._running.pid}/status").read_text("ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:"))

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        self._running.send_signal(signal.SIGINT)
        self._running.wait()

    def _read(self) -> None:
        for line in self._running.stdout or ():
            with self._came:
                self._events.append(line)
                self._came.notify()


def through_a_watch(root: Path, count: int, rest: float) -> dict[str, Any]:
    """Save under a running watch, until a search of this process finds it; then let the watch rest."""
    watch, visible = Process(root), []
    watch.wait("ready")
    with Workspace(root, {}) as reader:
        for _ in range(2):
            reader.search("warm up", scope=Scope(), refresh=False)
        for path, word in edits(root, count):
            edit(path, word)
            began = time.perf_counter()
            while not is_found(reader, word):
                if time.perf_counter() - began > PATIENCE_S:
                    message = f"{word} was not found in time"
                    raise SystemExit(message)
            visible.append(time.perf_counter() - began)
    settled = watch.wait("settled")
    before = watch.cpu_seconds()
    time.sleep(rest)
    used = watch.cpu_seconds() - before
    document = {
        "save_to_found_ms": spread(visible),
        "files": settled["coverage"]["files"],
        "at_rest": {"seconds": rest, "cpu_seconds": round(used, 2), "resident_mb": round(watch.resident_bytes() / 1e6)},
    }
    watch.stop()
    return document


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("repository", type=Path)
    parser.add_argument("--edits", type=int, default=40)
    parser.add_argument("--rest", type=float, default=20.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="codegraph-bench-") as folder:
        root = Path(folder) / asked.repository.name
        shutil.copytree(asked.repository, root, symlinks=True, ignore=shutil.ignore_patterns("target"))
        subprocess.run([sys.executable, "-m", "codegraph", "index", str(root)], check=True, stdout=subprocess.DEVNULL)
        document = {"repository": asked.repository.name, "load": os.getloadavg()[0]}
        document |= through_the_api(root, asked.edits)
        document |= through_a_watch(root, asked.edits, asked.rest)
    print(json.dumps(document, indent=2))


if __name__ == "__main__":
    main()
