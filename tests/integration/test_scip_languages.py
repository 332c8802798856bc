"""Indexes of other tools for languages other than Rust: by hand, and made by scip-python and scip-typescript."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from codegraph.indexing.updating import Updater
from tests.support import scip
from tests.support.kept_index import SETTINGS, create
from tests.support.store_dump import difference, dump

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Command

PYTHON = {
    "pyproject.toml": '[project]\nname = "demo"\nversion = "1.0"\n',
    "pkg/__init__.py": "",
    "pkg/a.py": (
        "class Thing:\n"
        "    def __init__(self, text):\n"
        "        self.text = text\n\n"
        "    def go(self):\n"
        "        return self\n\n\n"
        "def helper(text): return Thing(text)\n"
    ),
    "pkg/b.py": (
        "from pkg.a import Thing, helper as aid\n\n\n"
        "def run():\n"
        '    return "é🙂", aid("é"), Thing("🙂").go(), late(1).go()\n\n\n'
        "def late(given): return given[0]\n"
    ),
}
TYPESCRIPT = {
    "package.json": '{"name": "demo", "version": "1.0.0"}\n',
    "tsconfig.json": '{"compilerOptions": {"target": "es2020", "moduleResolution": "bundler", "module": "esnext"}}\n',
    "a.ts": (
        "export class Thing {\n"
        "  constructor(public text: string) {}\n"
        "  go(): Thing { return this }\n"
        "}\n"
        "export function helper(text: string): Thing\n"
        "export function helper(text: any): Thing { return new Thing(text) }\n"
        "export default function fallback() {}\n"
    ),
    "b.ts": (
        "import other, { Thing as Other, helper } from './a'\n"
        "export function run() {\n"
        '  return ["é🙂", new Other("é").go(), [1].map(() => helper("x"))[0].go(), other(), "x".trim()]\n'
        "}\n"
    ),
}
RUN = "demo python demo 1.0 `pkg.b`/run()."
GO = "demo python demo 1.0 `pkg.a`/Thing#go()."


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def calls(cli: Command) -> set[tuple[str, str, str]]:
    """Give the calls of the export as (caller, callee, method)."""
    lines = cli("export", "--format", "jsonl").documents
    names = {line["id"]: f"{line['path']} {line['name']}" for line in lines if line["type"] == "node"}
    return {
        (names[line["src"]], names[line["dst"]], line["method"])
        for line in lines
        if line["type"] == "edge" and line["kind"] == "calls"
    }


def index_of_python(files: dict[str, str]) -> bytes:
    """Write an index that knows what `late(1).go()` calls, in UTF-16 units without saying so."""
    line = next(n for n, text in enumerate(files["pkg/b.py"].splitlines()) if "late(1)" in text)
    text = files["pkg/b.py"].splitlines()[line]
    column = len(text[: text.rindex("go")].encode("utf-16-le")) // 2
    aid = text.index("aid") + 1
    of_class = next(n for n, text in enumerate(files["pkg/a.py"].splitlines()) if "def go" in text)
    return scip.index(
        scip.document("pkg/a.py", [scip.occurrence([of_class, 8, 10], GO, definition=True)], encoding=0),
        scip.document(
            "pkg/b.py",
            [
                scip.occurrence([3, 4, 7], RUN, definition=True),
                scip.occurrence([line, column, column + 2], GO),
                # what the tool found installed is defined here
                scip.occurrence([line, aid, aid + 3], "demo python Demo 0.9 a/helper()."),
            ],
            encoding=0,
        ),
    )


@pytest.fixture
def package(repository: Path) -> Path:
    write(repository, PYTHON)
    (repository.parent / "index.scip").write_bytes(index_of_python(PYTHON))
    return repository


def levels(document: dict[str, Any]) -> tuple[dict[str, int], int]:
    told = document["coverage"]["levels"]
    return told["full_by_language"], told["fallen_back"]


def test_an_index_answers_for_python(cli: Command, package: Path) -> None:
    ran = cli("index", package, "--scip", "../index.scip")
    assert ran.code == 0
    assert "scip-demo 1.0 answers for" in ran.out
    found = calls(cli)
    assert ("pkg/b.py run", "pkg/a.py go", "scip") in found
    assert ("pkg/b.py run", "pkg/a.py helper", "import") in found
    assert levels(cli("status", "--json").document) == ({"python": 2}, 0)


def test_changed_files_fall_back(cli: Command, package: Path) -> None:
    cli("index", package, "--scip", "../index.scip")
    (package / "pkg/b.py").write_text("# one more line\n" + PYTHON["pkg/b.py"], encoding="utf-8")
    assert levels(cli("index", "--json").document) == ({"python": 1}, 1)
    assert not [edge for edge in calls(cli) if edge[2] == "scip"]
    ran = cli("index", "--scip", "../index.scip")
    assert "1 made for other bytes" in ran.out


EDITS = {
    "the target moves": ("pkg/a.py", "class Thing", "\n\nclass Thing"),
    "the target goes": ("pkg/a.py", "def go", "def went"),
    "the caller": ("pkg/b.py", "def run", "\ndef run"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_invariant_04_holds_with_an_index(tmp_path: Path, edit: str) -> None:
    """A kept index equals one made anew, with the same index.scip read by both; so it does when the edit is undone."""
    tree, told = tmp_path / "tree", tmp_path / "index.scip"
    write(tree, PYTHON)
    told.write_bytes(index_of_python(PYTHON))
    path, old, new = EDITS[edit]
    with create(tmp_path / "kept") as kept:
        updater = Updater(tree, kept, SETTINGS, workers=1, resident=True)

        def update(*, consult: bool) -> None:
            updater.searchable()
            if consult:
                updater.consult(told)
            updater.link()
            updater.settle()

        update(consult=True)
        first = dump(kept, ())
        write(tree, {path: PYTHON[path].replace(old, new)})
        update(consult=False)
        write(tree, PYTHON)
        update(consult=False)
        assert difference(dump(kept, ()), first, kept, kept) == []
        write(tree, {path: PYTHON[path].replace(old, new)})
        update(consult=False)
        update(consult=True)
        with create(tmp_path / "fresh") as store:
            fresh = Updater(tree, store, SETTINGS, workers=1)
            fresh.searchable()
            fresh.consult(told)
            fresh.link()
            fresh.settle()
            assert difference(dump(kept, ()), dump(store, ()), kept, store) == []


def run_tool(tools: Path, name: str, folder: Path, *arguments: str) -> Path:
    """Run a tool that makes an index; gives its path."""
    program = tools / "node_modules" / "@sourcegraph" / name
    [script] = [*program.glob("index.js"), *program.glob("dist/src/main.js")]
    out = folder.parent / f"{name}.scip"
    subprocess.run(
        [shutil.which("node") or "node", str(script), "index", *arguments, "--output", str(out)],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1"},
        check=True,
        capture_output=True,
        timeout=120,
    )
    return out


@pytest.mark.scip_tools
def test_an_index_of_scip_python_is_imported(cli: Command, repository: Path, scip_tools: Path) -> None:
    write(repository, PYTHON)
    told = run_tool(scip_tools, "scip-python", repository, "--project-name", "demo", "--project-version", "1")
    ran = cli("index", repository, "--scip", told)
    assert ran.code == 0
    assert "scip-python" in ran.out
    assert "left out" not in ran.out
    assert {
        ("pkg/b.py run", "pkg/a.py helper", "scip"),
        ("pkg/b.py run", "pkg/a.py Thing", "scip"),
        ("pkg/b.py run", "pkg/a.py __init__", "scip"),
        ("pkg/b.py run", "pkg/a.py go", "scip"),
        ("pkg/a.py helper", "pkg/a.py Thing", "scip"),
    } <= calls(cli)


@pytest.mark.scip_tools
def test_an_index_of_scip_typescript_is_imported(cli: Command, repository: Path, scip_tools: Path) -> None:
    write(repository, TYPESCRIPT)
    told = run_tool(scip_tools, "scip-typescript", repository)
    ran = cli("index", repository, "--scip", told)
    assert ran.code == 0
    assert "scip-typescript" in ran.out
    assert "left out" not in ran.out
    assert {
        ("b.ts run", "a.ts Thing", "scip"),
        ("b.ts run", "a.ts constructor", "scip"),
        ("b.ts run", "a.ts helper", "scip"),
        ("b.ts run", "a.ts fallback", "scip"),
        ("b.ts run", "a.ts go", "scip"),
    } <= calls(cli)
    assert levels(cli("status", "--json").document) == ({"typescript": 2}, 0)
