"""The estimate: an upper bound on source text, and not an absurd one."""

from __future__ import annotations

import random
import statistics
import sysconfig
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.gguf import read_header
from codegraph.tokens.estimate import EstimateCounter
from codegraph.tokens.vocabulary import VocabularyTokenizer
from tests.support.gguf import require_smollm2


def test_nothing_costs_nothing() -> None:
    assert EstimateCounter().count("") == 0


@given(st.text())
def test_every_text_has_a_count(text: str) -> None:
    assert (EstimateCounter().count(text) > 0) == bool(text)


@given(st.text(), st.text())
def test_a_part_never_costs_much_more_than_the_whole(first: str, second: str) -> None:
    counter = EstimateCounter()

    assert counter.count(first) <= counter.count(first + second) + 2


def test_a_megabyte_is_counted_in_one_pass() -> None:
    assert EstimateCounter().count("a" * 1_000_000) > 250_000


@pytest.mark.model
def test_no_source_file_or_piece_counts_less_than_the_model_says() -> None:
    exact, estimate = VocabularyTokenizer(read_header(require_smollm2())), EstimateCounter()
    choose = random.Random(3)  # noqa: S311 - a fixed sample of lines
    files = [
        *sorted(Path(__file__).parents[3].glob("codegraph/**/*.py")),
        *sorted(Path(sysconfig.get_path("stdlib")).glob("*.py"))[::5],
    ]
    texts = [path.read_text("utf-8", "replace") for path in files]
    for text in list(texts):
        lines = text.splitlines(keepends=True)
        start = choose.randrange(max(len(lines) - 15, 1))
        texts.append("".join(lines[start : start + 15]))
    ratios = [estimate.count(text) / exact.count(text) for text in texts if text]

    assert min(ratios) >= 1
    assert statistics.median(ratios) < 2
