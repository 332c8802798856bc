"""What an update costs: an edit until it is found, a run of `index` with little to do. Prints one JSON document.

    python -m tests.benchmarks.bench_update REPOSITORY [--edits N] [--files N] [--only PART].. [--work DIR]

The repository is copied to a temporary folder first, with its index where it has one; there it is brought up to date.
Seconds are of the whole process, milliseconds of a call, both wall time unless they say `cpu`; memory is the peak.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.indexing.updating import Updater
from codegraph.model import Scope
from codegraph.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

# the program measured is the one that stands beside this file
_ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent.parent)}
# an installed program is compiled once
_ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)
_ROUNDS = 7
_REPEATS = 3
_BODY = re.compile(r"^( *)(?:pub(?:\([^)]*\))? )?(?:const |async |unsafe )*fn (\w+)\b[^;{}]*\{\n", re.MULTILINE)


class Ran(NamedTuple):
    """One run of the command: seconds of wall time and of all processors, peak memory in MB, its report."""

    seconds: float
    cpu_seconds: float
    memory_mb: int
    report: dict[str, Any]


def index(root: Path) -> Ran:
    """Run `codegraph index` as a process."""
    began = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "codegraph", "index", "--json"], cwd=root, stdout=output, env=_ENVIRONMENT
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - began
        if process.returncode:
            sys.exit(process.returncode)
        output.seek(0)
        cpu = usage.ru_utime + usage.ru_stime
        return Ran(seconds, cpu, round(usage.ru_maxrss / 1024), json.loads(output.read()))


def described(runs: list[Ran]) -> dict[str, Any]:
    """Give the median of some runs, and where the time of the last one went."""
    return {
        "seconds": round(statistics.median(it.seconds for it in runs), 3),
        "all": [round(it.seconds, 3) for it in runs],
        "cpu_seconds": round(statistics.median(it.cpu_seconds for it in runs), 3),
        "memory_mb": max(it.memory_mb for it in runs),
        "stages_s": runs[-1].report["stages"],
        "changed": runs[-1].report["changed"],
    }


def insert_statement(text: str, word: str, at: int) -> str:
    """Put a statement with a word into the body of one of the functions of a text."""
    found = list(_BODY.finditer(text))
    body = found[at % len(found)]
    return f"{text[: body.end()]}{body[1]}    let {word} = 1;\n{text[body.end() :]}"


class Repository:
    """The copy that is edited."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._word = 0
        with Workspace(root, {}) as workspace:
            rows = workspace.store.query(
                "used[file, count(start)] := *edge{dst, start, anchor}, *node{id: anchor, file: from}, "
                "*node{id: dst, file}, file != from\n"
                "?[path, uses] := *file{id, path, language: l}, l in ['rust'], used[id, uses]\n:order -uses, path",
                limit=1_000_000,
                timeout=300.0,
            ).rows
        self.used = [(path, uses) for path, uses in rows if _BODY.search(self.read(path))]

    def read(self, path: str) -> str:
        """Read a file of the copy."""
        return (self.root / path).read_text("utf-8")

    def write(self, path: str, text: str) -> None:
        """Write a file of the copy."""
        (self.root / path).write_text(text, "utf-8")

    def edit_body(self, path: str) -> str:
        """Edit the body of a function; gives the word that is new."""
        self._word += 1
        word = f"zymurgy{self._word}q"
        self.write(path, insert_statement(self.read(path), word, self._word))
        return word

    def spread(self, count: int) -> list[str]:
        """Choose files evenly from the most to the least used."""
        count = min(count, len(self.used))
        return [self.used[at * len(self.used) // count][0] for at in range(count)]


def edits_until_found(repository: Repository, count: int) -> dict[str, Any]:
    """Edit function after function through the Python API: until it is searchable, and until its edges stand."""
    searchable: list[float] = []
    processor: list[float] = []
    found: list[float] = []
    linked: list[float] = []
    scanned: list[float] = []
    with Workspace(repository.root, {}) as workspace:
        with workspace.writable_store() as store:
            updater = Updater(repository.root, store, workspace.settings, resident=True)
            updater.searchable()
            updater.warm_up()
            updater.link()
            updater.settle()
            updater.searchable([])
            for number, path in enumerate(repository.spread(count)):
                word = repository.edit_body(path)
                whole = number % 4 == 3
                began, processor_began = time.perf_counter(), time.process_time()
                updater.searchable(None if whole else [path])
                done = time.perf_counter()
                if not whole:
                    processor.append((time.process_time() - processor_began) * 1000)
                hits = store.lexical.search([word], 5, boosts={"text": 1.0})
                seen = time.perf_counter()
                updater.link()
                linked.append((time.perf_counter() - seen) * 1000)
                (scanned if whole else searchable).append((done - began) * 1000)
                found.append((seen - done) * 1000)
                assert [it.path for it in store.chunks(chunk for chunk, _ in hits)] == [path], (word, path)
            updater.settle()
        last = repository.edit_body(path)
        began = time.perf_counter()
        result = workspace.search(last, scope=Scope())
        caught_up = (time.perf_counter() - began) * 1000
        seen_by_search = any(hit.chunk.path == path for hit in result.hits)
    return {
        "edits": count,
        "searchable_ms": _spread(searchable),
        "searchable_cpu_ms": _spread(processor),
        "searchable_by_scan_ms": _spread(scanned),
        "search_after_ms": _spread(found),
        "linked_ms": _spread(linked),
        "search_that_catches_up_ms": round(caught_up, 1),
        "search_caught_up": seen_by_search,
    }


def one_changed_file(repository: Repository) -> dict[str, Any]:
    """Run `index` with one changed file: an ordinary one, and the one that most others use."""
    hub, uses = repository.used[0]
    ordinary = repository.used[len(repository.used) // 2][0]
    found: dict[str, Any] = {"ordinary": ordinary, "most_used": hub, "uses": uses}
    for name, path in (("ordinary_body", ordinary), ("most_used_body", hub)):
        runs = []
        for _ in range(_REPEATS):
            repository.edit_body(path)
            runs.append(index(repository.root))
        found[name] = described(runs)
    runs = []
    for number in range(_REPEATS):
        repository.write(hub, f"{repository.read(hub)}\npub fn brand_new_{number}() -> usize {{\n    {number}\n}}\n")
        runs.append(index(repository.root))
    found["most_used_new_function"] = described(runs)
    runs = []
    name = _most_called(repository.root, hub)
    for number in range(_REPEATS):
        changed = re.sub(rf"(fn {name}\b[^()]*\()([^()]*)", rf"\1\2, more{number}: u32", repository.read(hub), count=1)
        repository.write(hub, changed)
        runs.append(index(repository.root))
    return {**found, "most_used_signature_of": name, "most_used_signature": described(runs)}


def _most_called(root: Path, path: str) -> str:
    """Name the function of a file that most references lead to."""
    with Workspace(root, {}) as workspace:
        rows = workspace.store.query(
            "uses[dst, count(start)] := *file{id: f, path: p}, p == $path, *node:by_file{file: f, id: dst}, "
            "*edge:by_dst{dst, kind: k, src, anchor, start}\n"
            "?[name, n] := uses[dst, n], *node{id: dst, name, kind: k}, k in ['function', 'method']\n:order -n, name",
            {"path": path},
            timeout=120.0,
        ).rows
    return str(rows[0][0])


def many_changed_files(repository: Repository, count: int) -> dict[str, Any]:
    """Change many files at once, as a checkout does."""
    for path in repository.spread(count):
        repository.edit_body(path)
    return {"files": min(count, len(repository.used)), **described([index(repository.root)])}


def measure(root: Path, edits: int, files: int, only: list[str]) -> dict[str, Any]:
    """Measure what is wanted, on a copy that may be edited."""
    first, second = index(root), index(root)
    repository = Repository(root)
    parts: dict[str, Callable[[], dict[str, Any]]] = {
        "nothing": lambda: described([index(root) for _ in range(_ROUNDS)]),
        "edit": lambda: edits_until_found(repository, edits),
        "one": lambda: one_changed_file(repository),
        "many": lambda: many_changed_files(repository, files),
    }
    return {
        "repository": root.name,
        "files": first.report["files_seen"],
        "lines": first.report["coverage"]["lines"],
        "first_s": round(first.seconds, 2),
        "second_s": round(second.seconds, 2),
        **{name: part() for name, part in parts.items() if name in only or not only},
        "load": round(os.getloadavg()[0], 1),
    }


def _spread(values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {
        "p50": round(statistics.median(ordered), 1),
        "p95": round(ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)], 1),
        "worst": round(ordered[-1], 1),
    }


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repository", type=Path)
    parser.add_argument("--edits", type=int, default=40)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--only", action="append", default=[], choices=("nothing", "edit", "one", "many"))
    parser.add_argument("--work", type=Path, help="a folder for the copy, kept afterwards")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = (options.work or Path(folder)) / options.repository.name
        shutil.copytree(options.repository, root, symlinks=True, ignore=shutil.ignore_patterns("target"))
        print(json.dumps(measure(root, options.edits, options.files, options.only), indent=2))


if __name__ == "__main__":
    main()
