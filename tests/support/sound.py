"""What holds for the facts of any file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codegraph.model import Facts


def assert_sound(facts: Facts, source: bytes) -> None:
    """Check that indices and places are within bounds."""
    assert facts.symbols[0].parent == -1
    for number, symbol in enumerate(facts.symbols[1:], 1):
        assert 0 <= symbol.parent < number
        assert 0 <= symbol.span.start <= symbol.span.end <= len(source)
        assert 1 <= symbol.span.start_line <= symbol.span.end_line
        assert symbol.span.start <= symbol.name_start <= symbol.name_end <= symbol.span.end
    for reference in facts.references:
        assert 0 <= reference.symbol < len(facts.symbols)
        assert 0 <= reference.start <= reference.end <= len(source)
    for number, chunk in enumerate(facts.chunks):
        assert -1 <= chunk.parent < max(number, 1)
        assert 0 <= chunk.symbol < len(facts.symbols)
        assert 0 <= chunk.span.start <= chunk.span.end <= len(source)
