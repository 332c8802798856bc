"""Opening the model that the settings name: an endpoint if one is configured, else a GGUF file in this process."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codegraph.answer.endpoint import EndpointBackend
from codegraph.answer.llama import LlamaBackend
from codegraph.gguf import read_header
from codegraph.models.fit import fit_model, shape_of
from codegraph.models.machine import free_vram, physical_cores
from codegraph.models.registry import find_model
from codegraph.tokens.choice import counter_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from codegraph.answer.backend import Backend


def open_backend(
    *,
    model: str,
    models: Path,
    environ: Mapping[str, str],
    urls: Sequence[str] = (),
    api_key: str = "",
    context: int = 0,
    gpu_layers: int = -1,
    threads: int = 0,
    connect_s: float = 5.0,
) -> Backend:
    """Open the language model that answers.

    With `urls` it is those endpoints' model `model`; without, the GGUF file or recorded name `model` (empty: the only
    one in the folder `models`), loaded as it fits the machine; 0, -1 and 0 choose context, layers and threads.
    Raises ModelMissingError if there is no model or no llama-cpp-python, and ModelFileError if it cannot be loaded.
    """
    if urls:
        return EndpointBackend(urls, counter_for(None, model, environ), model, api_key, connect_s)
    installed = find_model(models, model)
    header = read_header(Path(installed.path))
    fit = fit_model(
        shape_of(header),
        free_vram=free_vram() if gpu_layers else 0,
        cores=physical_cores(),
        context=context,
        gpu_layers=gpu_layers,
        threads=threads,
    )
    return LlamaBackend(header, fit, name=installed.name)
