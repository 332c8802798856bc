"""Candidates and counters for the packer's tests."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pytest
import tiktoken

from codegraph.identity import NodeId
from codegraph.model import Chunk, ChunkKind, Hit, Span
from codegraph.pack import Candidate

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class FunctionCounter:
    """A counter out of a function."""

    name: str
    function: Callable[[str], int]
    exact: bool = False

    def count(self, text: str) -> int:
        return self.function(text)


class MakeCandidate(Protocol):
    """Build a candidate; everything has a default."""

    def __call__(
        self,
        rank: int,
        text: str,
        *,
        path: str = ...,
        line: int = ...,
        signature: str = ...,
        kind: ChunkKind = ...,
        outline: str = ...,
        docs: str = ...,
        container: str = ...,
        body: int = ...,
        stale: bool = ...,
        related: bool = ...,
    ) -> Candidate: ...


@pytest.fixture(scope="session")
def make() -> MakeCandidate:
    def candidate(
        rank: int,
        text: str,
        *,
        path: str = "",
        line: int = 1,
        signature: str = "",
        kind: ChunkKind = ChunkKind.ITEM,
        outline: str = "",
        docs: str = "",
        container: str = "",
        body: int = -1,
        stale: bool = False,
        related: bool = False,
    ) -> Candidate:
        path = path or f"src/file{rank}.rs"
        chunk = Chunk(
            id=NodeId.of(path, f"{line}:{rank}"),
            kind=kind,
            path=path,
            language="rust",
            span=Span(0, len(text), line, line + max(text.removesuffix("\n").count("\n"), 0)),
            symbol=NodeId.of(path, signature or text[:20]),
            symbol_kind="function",
            name=f"item{rank}",
            qualified_name=f"demo::item{rank}",
            signature=signature,
            tokens=len(text) // 4,
            outline=outline,
        )
        hit = Hit(rank=rank, score=1.0 / rank, chunk=chunk, snippet="", stale=stale)
        return Candidate(
            hit=hit,
            text=text,
            docs=docs,
            crate="demo",
            module=f"file{rank}",
            container=container,
            body=body,
            stale=stale,
            related=related,
        )

    return candidate


@pytest.fixture(scope="session")
def counters() -> dict[str, FunctionCounter]:
    """Give counters of several kinds; the last three are adversaries for which tokens do not add up over pieces."""
    ranks = {bytes([value]): value for value in range(256)}
    for piece in (
        b"  ",
        b"    ",
        b"fn",
        b"let",
        b"le",
        b"re",
        b"ret",
        b"rn",
        b"\n\n",
        b"``",
        b"```",
        b"it",
        b"em",
        b"item",
    ):
        ranks.setdefault(piece, len(ranks))
    pattern = r"\s*\w+|[^\s\w]+|\s+"
    bpe = tiktoken.Encoding("tiny", pat_str=pattern, mergeable_ranks=ranks, special_tokens={})
    made = [
        FunctionCounter("bytes", lambda text: math.ceil(len(text.encode("utf-8", "replace")) / 3)),
        FunctionCounter("words", lambda text: len(text.split())),
        FunctionCounter("bpe", lambda text: len(bpe.encode_ordinary(text)), exact=True),
        FunctionCounter("superadditive", lambda text: len(text) // 3 + len(text) ** 2 // 50_000),
        FunctionCounter("subadditive", lambda text: 40 + math.isqrt(40 * len(text))),
        FunctionCounter("jagged", lambda text: len(text) // 4 + 3 * text.count("\n\n[") + sum(text.encode()[-9:]) % 17),
    ]
    return {counter.name: counter for counter in made}
