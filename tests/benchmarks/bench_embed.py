"""How fast the shipped model opens, embeds a question, and embeds chunks in one process: pytest on this file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from codegraph.embed import embedded_text
from codegraph.embed.static import load_static

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

ROOT = Path(__file__).resolve().parent.parent.parent / "codegraph"
LINES = 12


@pytest.fixture(scope="module")
def texts() -> list[str]:
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        lines = path.read_text(encoding="utf-8").split("\n")
        found += [
            embedded_text(name=path.stem, signature=lines[start], body="\n".join(lines[start : start + LINES]))
            for start in range(0, len(lines), LINES)
        ]
    return found


def test_opening(benchmark: BenchmarkFixture) -> None:
    benchmark(load_static)


def test_a_question(benchmark: BenchmarkFixture) -> None:
    benchmark(load_static().encode_query, "how are spawned tasks scheduled onto worker threads")


def test_chunks(benchmark: BenchmarkFixture, texts: list[str]) -> None:
    embedder = load_static()
    vectors = benchmark(embedder.encode, texts)
    benchmark.extra_info["chunks"] = len(vectors)
