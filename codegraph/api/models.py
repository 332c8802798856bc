"""The local models: language models, and those that make vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.api.settings import setting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from codegraph.models.catalogue import CatalogueEntry
    from codegraph.models.embedders import EmbedderPreset, InstalledEmbedder
    from codegraph.models.registry import InstalledModel


def list_models(*, cwd: Path, environ: Mapping[str, str]) -> tuple[list[InstalledModel], list[CatalogueEntry]]:
    """List the models that are here, and those of the catalogue that are not."""
    from codegraph.models.catalogue import catalogue  # noqa: PLC0415 - a search does not need it
    from codegraph.models.registry import list_models as installed_models  # noqa: PLC0415

    installed = installed_models(_models_folder(cwd, environ))
    names = {model.name for model in installed}
    return installed, [entry for entry in catalogue() if entry.name not in names]


def add_model(
    path: Path,
    *,
    name: str,
    cwd: Path,
    environ: Mapping[str, str],
    progress: Callable[[int, int], None] | None = None,
) -> InstalledModel:
    """Register a GGUF file where it is."""
    from codegraph.models.registry import add_model as add  # noqa: PLC0415 - a search does not need it

    return add(_models_folder(cwd, environ), path, name=name, progress=progress)


def pull_model(
    name: str,
    *,
    cwd: Path,
    environ: Mapping[str, str],
    progress: Callable[[int, int], None] | None = None,
) -> InstalledModel:
    """Download a model of the catalogue."""
    from codegraph.models.catalogue import catalogue_entry  # noqa: PLC0415 - a search does not need it
    from codegraph.models.registry import pull_model as pull  # noqa: PLC0415

    base_url = str(setting("models.base_url", None, cwd=cwd))
    return pull(_models_folder(cwd, environ), catalogue_entry(name), base_url=base_url, progress=progress)


def list_embedders(*, cwd: Path, environ: Mapping[str, str]) -> tuple[list[InstalledEmbedder], list[EmbedderPreset]]:
    """List the embedding models that were pulled, and those of the catalogue that were not."""
    from codegraph.models.embedders import embedder_presets  # noqa: PLC0415 - a search does not need it
    from codegraph.models.embedders import list_embedders as installed_embedders  # noqa: PLC0415

    installed = installed_embedders(_models_folder(cwd, environ))
    names = {model.name for model in installed}
    return installed, [preset for preset in embedder_presets() if preset.name not in names]


def pull_embedder(
    name: str,
    *,
    cwd: Path,
    environ: Mapping[str, str],
    progress: Callable[[int, int], None] | None = None,
) -> InstalledEmbedder | None:
    """Download an embedding model of the catalogue; None if there is none of that name."""
    from codegraph.models.embedders import embedder_preset  # noqa: PLC0415 - a search does not need it
    from codegraph.models.embedders import pull_embedder as pull  # noqa: PLC0415

    preset = embedder_preset(name)
    if preset is None:
        return None
    base_url = str(setting("models.base_url", None, cwd=cwd))
    return pull(_models_folder(cwd, environ), preset, base_url=base_url, progress=progress)


def remove_model(name: str, *, cwd: Path, environ: Mapping[str, str]) -> bool:
    """Forget a language model, or delete a pulled embedding model; tells whether files were deleted."""
    from codegraph.models.embedders import remove_embedder  # noqa: PLC0415 - a search does not need it
    from codegraph.models.registry import remove_model as remove  # noqa: PLC0415

    if remove_embedder(_models_folder(cwd, environ), name):
        return True
    return remove(_models_folder(cwd, environ), name)


def _models_folder(cwd: Path, environ: Mapping[str, str]) -> Path:
    from codegraph.models.folder import models_folder  # noqa: PLC0415 - a search does not need it

    return models_folder(environ, str(setting("models.dir", None, cwd=cwd)))
