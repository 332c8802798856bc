"""Every shape of a receiver: the right edges, and never a wrong one."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from codegraph import api
from tests.conftest import ROOT
from tests.eval.call_truth import scan_repository
from tests.eval.receiver_shapes import FIXTURE, Place, Shape, read_shapes, table
from tests.support.command import run_process

if TYPE_CHECKING:
    from pathlib import Path

SHAPES = read_shapes()
_FEWEST = 26


@dataclass
class Graph:
    """What the export says: by the place of the evidence, the places of functions called, mentioned or possible."""

    calls: dict[Place, Counter[Place]] = field(default_factory=lambda: defaultdict(Counter))
    references: dict[Place, Counter[Place]] = field(default_factory=lambda: defaultdict(Counter))
    ambiguous: dict[Place, Counter[Place]] = field(default_factory=lambda: defaultdict(Counter))


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Give the exported graph of the fixture, indexed once."""
    root = tmp_path_factory.mktemp("shapes") / "receivers"
    shutil.copytree(FIXTURE, root, ignore=shutil.ignore_patterns("target", ".codegraph"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CODEGRAPH_CONFIG_HOME", str(root.parent / "config"))
        api.index(root, cwd=root, jobs=1)
        documents = run_process("export", "--format", "jsonl", cwd=root).documents
    functions = {
        it["id"]: Place(it["path"], it["name_line"])
        for it in documents
        if it["type"] == "node" and it["kind"] in {"function", "method", "test"}
    }
    found = Graph()
    for it in documents:
        if it["type"] == "node":
            continue
        place = Place(it["path"], it["line"])
        if it["type"] == "edge" and it["dst"] in functions and it["kind"] in {"calls", "references"}:
            (found.calls if it["kind"] == "calls" else found.references)[place][functions[it["dst"]]] += 1
        elif it["type"] == "reference" and it["state"] == "ambiguous":
            found.ambiguous[place].update(functions[candidate] for candidate in it["candidates"])
    return found


def test_the_shapes_are_many_and_each_says_what_it_expects() -> None:
    assert len({shape.id for shape in SHAPES}) == len(SHAPES) >= _FEWEST
    assert all(shape.calls or shape.ambiguous or shape.references for shape in SHAPES)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.id)
def test_shape(graph: Graph, shape: Shape) -> None:
    places = [Place(shape.path, line) for line in range(shape.first, shape.last + 1)]
    called = {place.line: graph.calls[place] for place in places if graph.calls[place]}
    expected = {line: Counter(targets) for line, targets in shape.calls.items()}
    wrong = {line: extra for line, found in called.items() if (extra := found - expected.get(line, Counter()))}
    assert not wrong, "these calls mean something else"
    assert called == expected, "these calls have no edge"
    for line, targets in shape.references.items():
        assert graph.references[Place(shape.path, line)] == Counter(targets)
    for line, targets in shape.ambiguous.items():
        assert graph.ambiguous[Place(shape.path, line)] == Counter(targets)


def test_the_page_of_the_documentation_is_up_to_date() -> None:
    assert (ROOT / "docs" / "receiver-shapes.md").read_text("utf-8") == table(SHAPES)


@pytest.mark.rust_analyzer
def test_rust_analyzer_agrees(isolated: Path, rust_analyzer: Path) -> None:
    """What the fixture expects is what rust-analyzer says, the alternatives aside, of which it takes the one built."""
    root, output = isolated / "receivers", isolated / "truth.jsonl"
    shutil.copytree(FIXTURE, root, ignore=shutil.ignore_patterns("target", ".codegraph"))
    command = [sys.executable, "-m", "tests.eval.call_truth", str(root), "--output", str(output)]
    subprocess.run([*command, "--rust-analyzer", str(rust_analyzer)], cwd=ROOT, check=True, capture_output=True)
    written = {Place(it.path, it.line) for it in scan_repository(root)[0].values()}
    made = {place for shape in SHAPES for targets in shape.calls.values() for place in targets} - written
    said: dict[Place, Counter[Place]] = defaultdict(Counter)
    with output.open(encoding="utf-8") as lines:
        for site in (it for it in map(json.loads, lines) if it["type"] == "site"):
            answers = [Place(it["path"], it["line"]) for it in (*site["callees"], *site["others"])]
            said[Place(site["path"], site["line"])].update(it for it in answers if site["callees"] or it in made)
    others = {}
    for shape in SHAPES:
        for line in range(shape.first, shape.last + 1):
            answer, possible = said[Place(shape.path, line)], set(shape.ambiguous.get(line, ()))
            agrees = answer.keys() < possible if possible else answer == Counter(shape.calls.get(line, ()))
            if not agrees:
                others[f"{shape.id}, {shape.path}:{line}"] = dict(answer)
    assert others == {}
