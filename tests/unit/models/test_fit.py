"""How models of 7 to 14 billion parameters fit cards of 8 and 12 GB, and machines without one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.gguf import read_header
from codegraph.models.fit import ModelShape, fit_model, gpu_bytes, kv_bytes, shape_of
from codegraph.models.machine import free_vram, parse_free, physical_cores
from tests.support.gguf import gguf_bytes, require_smollm2, small_model

if TYPE_CHECKING:
    from pathlib import Path

_GB = 10**9
_MIB = 1 << 20


def _shape(layers: int, kv_heads: int, heads: int, vocabulary: int, gigabytes: float, output: float) -> ModelShape:
    return ModelShape(
        layers=layers,
        kv_width=kv_heads * 2 * 128,
        heads=heads,
        vocabulary=vocabulary,
        trained_context=32_768,
        layer_bytes=int((gigabytes - output) * _GB / layers),
        output_bytes=int(output * _GB),
    )


# Q4_K_M files without the token embeddings, which stay in main memory
_QWEN_7B = _shape(28, 4, 28, 152_064, 4.38, 0.45)
_QWEN_14B = _shape(48, 8, 40, 152_064, 8.55, 0.64)
_LLAMA_13B = replace(_shape(40, 40, 40, 32_000, 7.77, 0.13), trained_context=4096)

# what is free on a card that also drives a display
_CARD_8 = 7_500 * _MIB
_CARD_12 = 11_500 * _MIB


@pytest.mark.parametrize(
    ("shape", "free", "context", "gpu_layers"),
    [
        (_QWEN_7B, _CARD_8, 16_384, -1),
        (_QWEN_7B, _CARD_12, 16_384, -1),
        (_QWEN_14B, _CARD_12, 11_008, -1),
        (_QWEN_14B, _CARD_8, 16_384, 26),
        (_LLAMA_13B, _CARD_12, 4_096, -1),
        (_LLAMA_13B, _CARD_8, 4_096, 25),
        (_QWEN_7B, 0, 16_384, 0),
        (_QWEN_7B, 500 * _MIB, 16_384, 0),
    ],
)
def test_each_model_fits_each_card(shape: ModelShape, free: int, context: int, gpu_layers: int) -> None:
    fit = fit_model(shape, free_vram=free, cores=8)

    assert (fit.context, fit.gpu_layers) == (context, gpu_layers)
    assert fit.gpu_bytes <= free
    assert fit.kv_bytes == kv_bytes(shape, context)
    assert fit.why


def test_the_cache_of_known_models_has_its_known_size() -> None:
    assert kv_bytes(_QWEN_7B, 32_768) == 1792 * _MIB
    assert kv_bytes(_QWEN_14B, 8_192) == 1536 * _MIB
    assert kv_bytes(_LLAMA_13B, 4_096) == 3200 * _MIB


def test_a_context_that_was_asked_for_is_kept() -> None:
    fit = fit_model(_QWEN_14B, free_vram=_CARD_12, cores=8, context=16_384)

    assert fit.context == 16_384
    assert 0 < fit.gpu_layers < 48


def test_no_context_goes_beyond_what_the_model_was_trained_for() -> None:
    fit = fit_model(_QWEN_7B, free_vram=0, cores=8, context=100_000)

    assert fit.context == 32_768
    assert "trained" in fit.why


def test_set_layers_and_threads_are_kept() -> None:
    fit = fit_model(_QWEN_7B, free_vram=_CARD_12, cores=8, gpu_layers=5, threads=3)
    every = fit_model(_QWEN_7B, free_vram=0, cores=8, gpu_layers=999)

    assert (fit.gpu_layers, fit.threads) == (5, 3)
    assert every.gpu_layers == -1


def test_the_cpu_takes_small_batches_so_that_it_can_be_interrupted() -> None:
    assert fit_model(_QWEN_7B, free_vram=0, cores=2).batch < fit_model(_QWEN_7B, free_vram=_CARD_8, cores=2).batch
    assert fit_model(_QWEN_7B, free_vram=0, cores=0).threads == 1


@given(
    free=st.integers(0, 80 * _GB),
    context=st.integers(0, 200_000),
    shape=st.sampled_from([_QWEN_7B, _QWEN_14B, _LLAMA_13B]),
)
def test_no_choice_exceeds_the_card(free: int, context: int, shape: ModelShape) -> None:
    fit = fit_model(shape, free_vram=free, cores=4, context=context)

    assert fit.gpu_bytes <= free
    assert 0 < fit.context <= shape.trained_context
    assert -1 <= fit.gpu_layers < shape.layers


@given(free=st.integers(0, 16 * _GB), more=st.integers(0, 4 * _GB))
def test_more_memory_never_means_fewer_layers(free: int, more: int) -> None:
    few = fit_model(_QWEN_14B, free_vram=free, cores=4).gpu_layers % 49
    many = fit_model(_QWEN_14B, free_vram=free + more, cores=4).gpu_layers % 49

    assert many >= few


def test_the_shape_comes_from_the_header(tmp_path: Path) -> None:
    path = tmp_path / "tiny.gguf"
    tensors = {"token_embd.weight": (64, 262), "blk.0.w": (64, 64), "blk.1.w": (64, 64), "output_norm.weight": (64,)}
    path.write_bytes(gguf_bytes(small_model(), tensors))
    shape = shape_of(read_header(path))

    assert (shape.layers, shape.heads, shape.kv_width, shape.vocabulary) == (2, 4, 2 * (16 + 16), 262)
    assert shape.layer_bytes == 64 * 64 * 4
    assert shape.output_bytes == 64 * 262 * 4 + 64 * 4
    assert gpu_bytes(shape, 2048, 2) > 2 * shape.layer_bytes


@pytest.mark.model
def test_a_real_header_gives_its_known_shape() -> None:
    shape = shape_of(read_header(require_smollm2()))

    assert (shape.layers, shape.heads, shape.kv_width, shape.trained_context) == (30, 9, 3 * 128, 8192)
    assert shape.layers * shape.layer_bytes + shape.output_bytes < 98_362_432


@pytest.mark.parametrize(
    ("output", "free"),
    [("7500\n11264\n", 11264 * _MIB), ("", 0), ("[N/A]\n", 0), ("No devices were found", 0)],
)
def test_the_card_with_most_free_memory_counts(output: str, free: int) -> None:
    assert parse_free(output) == free


def test_without_the_driver_there_is_no_card(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert free_vram() == 0


def _topology(folder: Path, siblings: list[str]) -> Path:
    for number, text in enumerate(siblings):
        place = folder / f"cpu{number}" / "topology"
        place.mkdir(parents=True)
        (place / "thread_siblings_list").write_text(text + "\n")
    return folder


@pytest.mark.parametrize(
    ("quota", "cores"),
    [("max 100000", 2), ("100000 100000", 1), ("50000 100000", 1), ("800000 100000", 2), ("", 2), ("odd", 2)],
)
def test_threads_of_one_core_count_once_and_a_quota_limits_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quota: str, cores: int
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _process: {0, 1, 2, 3}, raising=False)
    topology = _topology(tmp_path / "cpu", ["0,2", "1,3", "0,2", "1,3"])
    (tmp_path / "cpu.max").write_text(quota)

    assert physical_cores(topology, tmp_path / "cpu.max") == cores


def test_without_topology_each_allowed_processor_is_a_core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _process: {0, 5}, raising=False)

    assert physical_cores(tmp_path / "none", tmp_path / "none") == 2
