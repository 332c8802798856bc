"""How long packing takes: `nox -s bench`, or pytest on this file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from codegraph.identity import NodeId
from codegraph.model import Chunk, ChunkKind, Hit, Span
from codegraph.pack import Candidate, pack

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

ROOT = Path(__file__).resolve().parent.parent.parent / "codegraph"
LINES = 40


class Bytes:
    """The fastest counter there is."""

    name = "bytes"
    exact = False

    def count(self, text: str) -> int:
        return len(text.encode()) // 3 + 1


@pytest.fixture(scope="module")
def fifty() -> list[Candidate]:
    candidates: list[Candidate] = []
    for path in sorted(ROOT.rglob("*.py")):
        lines = path.read_text(encoding="utf-8").split("\n")
        for start in range(0, len(lines) - LINES, 2 * LINES):
            rank = len(candidates) + 1
            text = "\n".join(lines[start : start + LINES]) + "\n"
            chunk = Chunk(
                id=NodeId.of(str(path), str(start)),
                kind=ChunkKind.ITEM,
                path=str(path.relative_to(ROOT)),
                language="python",
                span=Span(0, len(text), start + 1, start + LINES),
                symbol=NodeId.of(str(path), f"symbol {start}"),
                symbol_kind="function",
                name=f"item{rank}",
                qualified_name=f"codegraph.item{rank}",
                signature=lines[start],
                tokens=len(text) // 4,
            )
            hit = Hit(rank=rank, score=1 / rank, chunk=chunk, snippet="", stale=False)
            candidates.append(Candidate(hit=hit, text=text, docs=lines[start + 1]))
    return candidates[:50]


@pytest.mark.parametrize("budget", [1_000, 4_000, 32_000])
def test_pack_fifty_candidates(benchmark: BenchmarkFixture, fifty: list[Candidate], budget: int) -> None:
    packed = benchmark(pack, "How is a vocabulary read from its header?", fifty, budget, counter=Bytes())
    assert len(fifty) == 50
    assert packed.tokens <= budget
    assert benchmark.stats is None or benchmark.stats.stats.min < 0.015  # the least, since others use the machine
