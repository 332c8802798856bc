"""Make questions about public repositories: `python -m tests.eval.questions SOURCES OUT`.

    SOURCES/OWNER+NAME          a clone of each repository of `tests/eval/repositories.csv`, with its history
    OUT/annotations/NAME.json   the questions with the files that answer them, as `tests.eval.retrieval` reads them
    OUT/repos.json              repositories, revisions, languages
    OUT/clones/NAME             the files that are to be indexed: those of the pinned revision

Kinds: `commit` and `pull` (the subject of a commit, the title of a merged pull request: the one to four source files
that it touched, all of them there at the pinned revision, which is the one indexed), `doc` and `module` (the first
sentence of a definition's or a file's docs, which the indexed copy then lacks), `words` and `symbol` (a name that one
file alone defines, in words and as written). The copies also lack lists of changes, which hold subjects of commits.

The same clones give the same questions: what is drawn is drawn by hashes. Other projects' text is never part of this
one: OUT stays outside of it.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codegraph.discover import language_in
from codegraph.parse.languages import SUPPORTED
from tests.eval.documented import is_source
from tests.eval.questions.commits import commit_questions
from tests.eval.questions.definitions import defined_names, doc_questions, name_questions
from tests.eval.questions.made import Made, draw
from tests.eval.repositories import find_clone, how_to_get, listed, paths_at, read_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.eval.repositories import Repository

_CHANGES = re.compile(
    r"(^|/)(change[-_]?(logs?|s)|changelogs?|history|news|release[-_]?notes?|releases)([./]|$)", re.IGNORECASE
)
_MOST_BYTES = 400_000
_SHARES = {"commit": 1.0, "pull": 0.5, "doc": 1.0, "module": 0.5, "words": 0.5, "symbol": 0.5}


def main() -> int:
    """Make what the command line names."""
    parser = argparse.ArgumentParser(description="Make questions about public repositories.")
    parser.add_argument("sources", type=Path, help="folder with the clones")
    parser.add_argument("out", type=Path, help="folder to write to, outside of this repository")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="only this repository")
    parser.add_argument("--each", type=int, default=30, help="most questions of a kind and repository")
    given = parser.parse_args()
    rows = listed(names=given.only)
    missing = []
    for row in rows:
        clone = find_clone(given.sources, row)
        if clone is None:
            missing.append(row)
            continue
        made = make(clone, row, given.out, given.each)
        kinds = Counter(one.kind for one in made)
        print(f"{row.name}: " + ", ".join(f"{kind} {kinds[kind]}" for kind in _SHARES), flush=True)
    if missing:
        print(how_to_get(missing, given.sources), file=sys.stderr)
    return 2 if len(missing) == len(rows) else 0


def make(clone: Path, repository: Repository, out: Path, each: int) -> list[Made]:
    """Make one repository's questions and the copy to index."""
    inside = [path for path in paths_at(clone, repository.revision) if _is_inside(path, repository.root)]
    files = {path: data for path, data in read_at(clone, repository.revision, inside) if len(data) <= _MOST_BYTES}
    code = {path: (language_in(path, data), data) for path, data in files.items() if _is_code(path, data)}
    sources = {path: one for path, one in code.items() if is_source(path)}
    docs, bare = doc_questions(sources, each, round(each * _SHARES["module"]), repository.repository)
    others = [*commit_questions(clone, repository, sources), *name_questions(_of(sources, defined_names(code)))]
    made = docs
    for kind in ("commit", "pull", "words", "symbol"):
        count = round(each * _SHARES[kind])
        made += draw((one for one in others if one.kind == kind), count, repository.repository)
    _write_copy(out / "clones" / repository.name, files | bare)
    _write_questions(out, repository, made)
    return made


def _is_inside(path: str, root: str) -> bool:
    return (not root or path.startswith(f"{root}/")) and _CHANGES.search(path) is None


def _is_code(path: str, data: bytes) -> bool:
    return language_in(path, data) in SUPPORTED


def _of(sources: dict[str, tuple[str, bytes]], names: dict[str, set[str]]) -> dict[str, set[str]]:
    """Keep the names that source files define."""
    return {name: paths for name, paths in names.items() if paths <= sources.keys()}


def _write_copy(folder: Path, files: dict[str, bytes]) -> None:
    if folder.exists():
        shutil.rmtree(folder)
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _write_questions(out: Path, repository: Repository, made: Sequence[Made]) -> None:
    annotations = out / "annotations"
    annotations.mkdir(parents=True, exist_ok=True)
    entries = [{"query": one.text, "category": one.kind, "relevant": list(one.paths), "secondary": []} for one in made]
    (annotations / f"{repository.name}.json").write_text(json.dumps(entries, indent=1) + "\n", encoding="utf-8")
    path = out / "repos.json"
    known: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    known = [entry for entry in known if entry["name"] != repository.name]
    known.append({"name": repository.name, "language": repository.language.lower(), "root": repository.root})
    known[-1] |= {"github": repository.repository, "revision": repository.revision}
    path.write_text(json.dumps(sorted(known, key=lambda entry: str(entry["name"])), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
