"""How a model fits the machine: context, layers on the card, threads and batch. Pure.

The memory is that of llama.cpp: each layer's weights and its part of the key-value cache (16-bit), the output
matrix, and a work area that grows with the vocabulary and, without flash attention, with heads x batch x context.
Estimates lean to the high side: a load that fails for lack of memory is worse than one layer more on the CPU.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codegraph.gguf import GgufHeader

_DEFAULT_CONTEXT = 16_384
_LEAST_CONTEXT = 4_096
_CONTEXT_STEP = 256
_CACHE_BYTES = 2  # 16-bit floats
_WORK_BYTES = 4  # 32-bit floats
# a batch is read without looking up: on a CPU small ones, which cost nothing there, keep Ctrl-C and deadlines prompt
_GPU_BATCH, _CPU_BATCH = 512, 32
# what the driver, the runtime's kernels and fragmentation take
_RESERVE = 400 << 20


@dataclass(frozen=True, slots=True)
class ModelShape:
    """The facts of a model that its memory depends on; sizes in bytes."""

    layers: int
    kv_width: int  # elements of keys and values of one token in one layer
    heads: int
    vocabulary: int
    trained_context: int
    layer_bytes: int
    output_bytes: int


@dataclass(frozen=True, slots=True)
class Fit:
    """How to load a model; `gpu_layers` -1 is all of them, `kv_bytes` the whole cache, `gpu_bytes` the card's share."""

    context: int
    gpu_layers: int
    threads: int
    batch: int
    kv_bytes: int
    gpu_bytes: int
    why: str


def shape_of(header: GgufHeader) -> ModelShape:
    """Read a model's shape from its header; facts that are missing count as the usual ones."""
    name = header.architecture
    layers = header.integer(f"{name}.block_count", 32)
    heads = max(header.integer(f"{name}.attention.head_count", 32), 1)
    width = header.integer(f"{name}.embedding_length", 4096)
    kv_heads = header.integer(f"{name}.attention.head_count_kv", heads) or heads
    keys = header.integer(f"{name}.attention.key_length", width // heads)
    values = header.integer(f"{name}.attention.value_length", width // heads)
    in_layers = sum(tensor.size for tensor in header.tensors if tensor.name.startswith("blk."))
    # token embeddings stay in main memory; a model without an output matrix uses them for it, on the card as well
    sizes = {tensor.name: tensor.size for tensor in header.tensors if not tensor.name.startswith("blk.")}
    embeddings = sizes.pop("token_embd.weight", 0)
    output = sum(sizes.values()) + (0 if "output.weight" in sizes else embeddings)
    vocabulary = header.arrays.get("tokenizer.ggml.tokens")
    return ModelShape(
        layers=layers,
        kv_width=kv_heads * (keys + values),
        heads=heads,
        vocabulary=vocabulary.count if vocabulary else header.integer(f"{name}.vocab_size", 32_000),
        trained_context=header.integer(f"{name}.context_length", _LEAST_CONTEXT),
        layer_bytes=-(-in_layers // max(layers, 1)),
        output_bytes=output,
    )


def fit_model(
    shape: ModelShape,
    *,
    free_vram: int,
    cores: int,
    context: int = 0,
    gpu_layers: int = -1,
    threads: int = 0,
) -> Fit:
    """Choose how to load a model of `shape` with `free_vram` bytes on the card and `cores` physical cores.

    A `context` in tokens, `gpu_layers` or `threads` that is given is kept (the context up to the trained one);
    0, -1 and 0 choose: 16,384 tokens, less if only then all layers fit the card; as many layers as fit; and one core
    fewer than there are, because llama.cpp's threads wait for each other at every step: SmolLM2 writes 55 tokens/s with
    one thread on two cores that others use too, and 1 token/s with two.
    """
    wanted = min(context or _DEFAULT_CONTEXT, shape.trained_context)
    if gpu_layers >= 0:
        chosen, layers, why = wanted, min(gpu_layers, shape.layers), f"{gpu_layers} layers on the card, as set"
    else:
        chosen, layers, why = _place(shape, wanted, free_vram, fixed=context > 0)
    if wanted < context:
        why += f"; {shape.trained_context} tokens is what the model was trained for"
    return Fit(
        context=chosen,
        gpu_layers=-1 if 0 < shape.layers <= layers else layers,
        threads=threads or max(cores - 1, 1),
        batch=_GPU_BATCH if layers else _CPU_BATCH,
        kv_bytes=kv_bytes(shape, chosen),
        gpu_bytes=gpu_bytes(shape, chosen, layers) if layers else 0,
        why=why,
    )


def kv_bytes(shape: ModelShape, context: int) -> int:
    """Give the size in bytes of the key-value cache for `context` tokens."""
    return shape.layers * context * shape.kv_width * _CACHE_BYTES


def gpu_bytes(shape: ModelShape, context: int, layers: int) -> int:
    """Give the bytes of the card's memory that `layers` layers take with `context` tokens."""
    whole = layers >= shape.layers
    per_layer = shape.layer_bytes + kv_bytes(shape, context) // max(shape.layers, 1)
    logits = shape.vocabulary * _GPU_BATCH * _WORK_BYTES
    scores = shape.heads * _GPU_BATCH * context * _WORK_BYTES
    return layers * per_layer + (shape.output_bytes if whole else 0) + max(logits, scores) + _RESERVE


def _place(shape: ModelShape, wanted: int, free: int, *, fixed: bool) -> tuple[int, int, str]:
    if free <= 0:
        return wanted, 0, "no graphics card: all layers on the CPU"
    if gpu_bytes(shape, wanted, shape.layers) <= free:
        return wanted, shape.layers, "all layers fit the card"
    if not fixed:
        for context in range(wanted - _CONTEXT_STEP, _LEAST_CONTEXT - 1, -_CONTEXT_STEP):
            if gpu_bytes(shape, context, shape.layers) <= free:
                return context, shape.layers, f"all layers fit the card with {context} instead of {wanted} tokens"
    layers = next((n for n in range(shape.layers - 1, 0, -1) if gpu_bytes(shape, wanted, n) <= free), 0)
    if layers == 0:
        return wanted, 0, "the card has too little free memory: all layers on the CPU"
    return wanted, layers, f"{layers} of {shape.layers} layers fit the card, the rest on the CPU"
