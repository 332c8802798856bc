"""Follow the commits of a real repository: the index that is kept up to date must equal a fresh one.

    python -m tests.eval.commits REPOSITORY [--commits N] [--until COMMIT] [--every K] [--work DIR] > commits.json

Commits are those of the first parent, oldest first, in a clone of their own. Exits with 1 if any comparison failed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.config import Settings
from codegraph.indexing.pipeline import index_repository
from codegraph.indexing.updating import Updater
from tests.support.kept_index import create
from tests.support.store_dump import difference, dump

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codegraph.store import Store

_WORDS = 60
_DIFFERENCES = 20
_STORED = "stored[key] := *emb{key}\nstored[key] := *unindexed{key}\n?[key] := stored[key]"


class State(NamedTuple):
    """What an index held: hashes by path, the vector keys of each file's chunks, and the keys that have a vector."""

    hashes: dict[str, str]
    keys: dict[str, list[str]]
    stored: frozenset[str]


class Reuse(NamedTuple):
    """Chunks, and those of them whose vector was there before."""

    chunks: int
    known: int


def git(repository: Path, *words: str) -> str:
    """Run git in a repository and give what it prints."""
    command = [shutil.which("git") or "git", "-C", str(repository), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def commits_of(repository: Path, until: str, count: int) -> list[str]:
    """List the last commits up to one, and the one before them, oldest first."""
    return git(repository, "rev-list", "--first-parent", f"--max-count={count + 1}", until).split()[::-1]


def state_of(store: Store) -> State:
    """Read what the comparison of two states needs."""
    keys: dict[str, list[str]] = {}
    for path, _, key in _rows(store, "?[path, id, key] := *chunk{id, file, vector: key}, *file{id: file, path}"):
        keys.setdefault(path, []).append(key)
    stored = frozenset(row[0] for row in _rows(store, _STORED))
    return State({path: row.hash for path, row in store.files().items()}, keys, stored)


def reuse(before: State, after: State, paths: set[str]) -> Reuse:
    """Count the chunks of some files, and those that needed no new vector."""
    keys = [key for path in paths for key in after.keys.get(path, ())]
    return Reuse(len(keys), sum(key in before.stored for key in keys))


def follow(repository: Path, commits: list[str], every: int, work: Path, *, resident: bool) -> Iterator[dict[str, Any]]:
    """Check out one commit after the other, and tell of each what its update did; the first is what is indexed anew."""
    tree, settings = work / "tree", Settings()
    git(repository, "clone", "-q", "--shared", "--no-checkout", str(repository), str(tree))
    with create(work / "kept") as kept:
        updater: Updater | None = None
        for number, commit in enumerate(commits):
            git(tree, "checkout", "-q", "--force", "--detach", commit)
            before = state_of(kept)
            began = time.perf_counter()
            if updater is None or not resident:
                updater = Updater(tree, kept, settings, workers=1, resident=resident)
            updater.searchable(then_link=not resident)
            searchable = time.perf_counter() - began
            resolved = updater.linked if updater.link() else ()
            updater.settle()
            seconds = time.perf_counter() - began
            after = state_of(kept)
            paths = {path for path, digest in after.hashes.items() if before.hashes.get(path) != digest}
            told = {
                "commit": commit,
                "seconds": seconds,
                "searchable": searchable,
                "stages": dict(updater.seconds),
                "changed": len(paths),
                "removed": len(before.hashes.keys() - after.hashes.keys()),
                "files": len(after.hashes),
                "resolved": len(resolved),
                "reuse": reuse(before, after, paths),
                "reuse_all": reuse(before, after, set(after.keys)),
            }
            if number % every == 0 or number == len(commits) - 1:
                told["differences"] = compared(kept, tree, work)[:_DIFFERENCES]
            yield told


def compared(kept: Store, tree: Path, work: Path) -> list[str]:
    """Say how a store differs from one made anew of the same tree."""
    names = _rows(kept, "?[name, count(id)] := *node{id, name}\n:order -count(id)\n:limit 500")
    words = [row[0] for row in names][:_WORDS]
    with create(work / "fresh") as fresh:
        index_repository(tree, fresh, Settings(), workers=1)
        return difference(dump(kept, words), dump(fresh, words), kept, fresh)


def summary(repository: Path, told: list[dict[str, Any]]) -> dict[str, Any]:
    """Put the figures of all commits together; the first one, indexed anew, counts for equality only."""
    updates = told[1:]
    changed = [it for it in updates if it["changed"] or it["removed"]]
    seconds = [it["seconds"] for it in changed] or [0.0]
    searchable = [it["searchable"] for it in changed] or [0.0]
    resolved = [it["resolved"] for it in changed] or [0]
    checked = [it for it in told if "differences" in it]
    return {
        "repository": repository.name,
        "commits": len(updates),
        "first": told[0]["commit"],
        "last": told[-1]["commit"],
        "commits_that_change_indexed_files": len(changed),
        "files": told[-1]["files"],
        "files_changed": sum(it["changed"] for it in updates),
        "files_removed": sum(it["removed"] for it in updates),
        "first_index_s": round(told[0]["seconds"], 2),
        "update_s": {"p50": _quantile(seconds, 0.5), "p95": _quantile(seconds, 0.95), "worst": round(max(seconds), 3)},
        "searchable_s": {"p50": _quantile(searchable, 0.5), "p95": _quantile(searchable, 0.95)},
        "reuse_of_changed_files": _share([it["reuse"] for it in updates]),
        "reuse_of_all_chunks": _share([it["reuse_all"] for it in updates]),
        "files_resolved": {"p50": statistics.median(resolved), "p95": _quantile(resolved, 0.95), "most": max(resolved)},
        "compared": len(checked),
        "mismatches": [
            {"commit": it["commit"], "differences": it["differences"]} for it in checked if it["differences"]
        ],
    }


def _share(counts: list[Reuse]) -> float:
    chunks = sum(it.chunks for it in counts)
    return round(sum(it.known for it in counts) / chunks, 4) if chunks else 1.0


def _quantile(values: Sequence[float], part: float) -> float:
    return round(sorted(values)[min(int(len(values) * part), len(values) - 1)], 3)


def _rows(store: Store, script: str) -> list[list[Any]]:
    return store.query(script, limit=10_000_000, timeout=120.0).rows


def main() -> int:
    """Follow commits as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repository", type=Path)
    parser.add_argument("--commits", type=int, default=200)
    parser.add_argument("--until", default="HEAD", help="the last commit")
    parser.add_argument("--every", type=int, default=10, help="compare with a fresh index every so many commits")
    parser.add_argument("--work", type=Path, help="a folder to work in, kept afterwards")
    parser.add_argument("--resident", action="store_true", help="one updater for all commits, as `watch` has")
    parser.add_argument("--each", action="store_true", help="also print each commit, as JSON lines on stderr")
    options = parser.parse_args()
    repository = options.repository.resolve()
    commits = commits_of(repository, options.until, options.commits)
    with tempfile.TemporaryDirectory() as folder:
        told = []
        for one in follow(repository, commits, options.every, options.work or Path(folder), resident=options.resident):
            told.append(one)
            if options.each:
                print(json.dumps(one), file=sys.stderr, flush=True)
    found = summary(repository, told)
    print(json.dumps(found, indent=2))
    return 1 if found["mismatches"] else 0


if __name__ == "__main__":
    sys.exit(main())
