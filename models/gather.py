"""Make the training pairs: `python models/gather.py --sources CLONES --pairs FOLDER`, one file for each repository.

Files are read out of git at the revisions of `sources.csv`, so that a bare clone will do. What is there already stays.
"""

from __future__ import annotations

import argparse
import csv
import json
from functools import cache
from itertools import chain
from multiprocessing import Pool
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from blake3 import blake3
from commits import read_commits
from extraction import changed_definitions, read_source
from pairs import commit_pairs, make_pairs

from codegraph.discover import content_fault, language_in
from codegraph.discover.roles import is_test_path
from codegraph.parse.languages import language
from tests.eval.repositories import Repository, find_clone, listed, paths_at, read_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extraction import Source
    from pairs import Pair

HERE = Path(__file__).parent
_HELD_OUT_SHARE = 0.02
_MAX_FILE = 200_000


def main() -> None:
    """Gather the pairs of every repository of sources.csv that has none yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=Path, required=True, help="folder with one clone per row of sources.csv")
    parser.add_argument("--pairs", type=Path, required=True, help="folder for the pairs")
    parser.add_argument("--bytes", type=int, default=2_500_000, help="most source read from one repository")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    options.pairs.mkdir(parents=True, exist_ok=True)
    judges = {row.name.lower() for row in listed()}
    with (HERE / "sources.csv").open(newline="") as file:
        rows = [(row["repository"], row["revision"]) for row in csv.DictReader(file)]
    todo = [
        (name, revision, options)
        for name, revision in rows
        if name.partition("/")[2].lower() not in judges and not _target(options.pairs, name).exists()
    ]
    with Pool(options.jobs) as pool:
        for name, count in pool.imap_unordered(_gather, todo):
            print(f"{name}: {count} pairs", flush=True)


def _target(folder: Path, name: str) -> Path:
    return folder / f"{name.replace('/', '+')}.jsonl"


def _gather(work: tuple[str, str, argparse.Namespace]) -> tuple[str, int]:
    name, revision, options = work
    clone = find_clone(options.sources, Repository(name, revision, "", "", ""))
    if clone is None:
        return name, -1
    target = _target(options.pairs, name)
    made = [json.dumps(pair) for pair in _pairs_of(clone, name, revision, options.bytes)]
    partial = target.with_suffix(".part")
    partial.write_text("\n".join(made), encoding="utf-8")
    partial.rename(target)
    return name, len(made)


def _pairs_of(clone: Path, name: str, revision: str, most: int) -> Iterator[Pair]:
    sources: dict[str, Source] = {}
    held_out: set[str] = set()
    for path, data in _files(clone, revision, most):
        known = f"{name}/{path}"
        source = read_source(path, language_in(path, data), data)
        if int.from_bytes(blake3(known.encode()).digest(4), "big") < _HELD_OUT_SHARE * 2**32:
            held_out.add(path)
        else:
            sources[path] = source
        yield from make_pairs(source, known, held_out=path in held_out)
    for commit in read_commits(clone, revision):
        touched = (
            (f"{name}/{path}", source, number)
            for path, added in commit.added.items()
            if (source := sources.get(path))
            for number in changed_definitions(source, added)
        )
        yield from commit_pairs(commit.subject, touched)


def _files(clone: Path, revision: str, most: int) -> Iterator[tuple[str, bytes]]:
    """Read the files of a repository in the order of a hash, until so many bytes of them are read."""
    paths = sorted(filter(_is_wanted, paths_at(clone, revision)), key=lambda path: blake3(path.encode()).digest())
    size, seen = 0, set()
    for path, data in read_at(clone, revision, paths):
        digest = blake3(data).digest()
        name = language_in(path, data)
        if digest in seen or len(data) > _MAX_FILE or content_fault(data) or language(name) is None:
            continue
        seen.add(digest)
        yield path, data
        size += len(data)
        if size >= most:
            return


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    excluded, skipped = ((HERE / name).read_text().split() for name in ("excluded.txt", "skipped_folders.txt"))
    judges = chain.from_iterable((row.name.lower(), row.name) for row in listed())
    return frozenset((*excluded, *judges)), frozenset(skipped)


def _is_wanted(path: str) -> bool:
    excluded, skipped = _lists()
    place = PurePosixPath(path)
    parts = {part.lower() for part in place.parts[:-1]}
    if parts & skipped or (parts | {place.stem.lower()}) & excluded or is_test_path(path):
        return False
    return bool(place.suffix) and place.suffix not in {".md", ".json", ".yaml", ".yml", ".toml", ".txt"}


if __name__ == "__main__":
    main()
