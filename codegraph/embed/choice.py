"""From settings to an embedder: exactly the one that was named, or an error. There is no fallback to another."""

from __future__ import annotations

from array import array
from functools import cache
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from codegraph.embed.base import EmbeddingSet
from codegraph.embed.card import read_card
from codegraph.embed.static import load_static
from codegraph.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from codegraph.config import EmbedSettings
    from codegraph.embed.base import Embedder


@cache
def default_embedder() -> Embedder:
    """Open the static model that ships with the package, once for the process.

    :raises ModelFileError: its file is missing or damaged.
    """
    return load_static()


@cache
def open_embedder(settings: EmbedSettings) -> Embedder:
    """Open the embedder that the settings name, once for the process.

    With `embed.reduce` of pca and no projection yet the vectors are the model's own, to learn one from.

    :raises ConfigError: no such kind, no model is named, an extra is missing, or its vectors cannot be cut as asked.
    :raises ModelFileError: the model's files are missing or damaged.
    """
    embedder = _open(settings.kind, settings.model)
    if settings.reduce == "pca":
        if not settings.projection:
            return embedder
        from codegraph.embed.projection import ProjectedEmbedder  # noqa: PLC0415  only where it was asked for

        return ProjectedEmbedder(embedder, Path(settings.projection))
    if not settings.dimensions or settings.dimensions == embedder.set.dimensions:
        return embedder
    card = read_card(Path(settings.model).expanduser()) if settings.model else None
    if card is not None and not card.matryoshka:
        message = f"the vectors of {card.name} are not made to be cut: embed.dimensions is {settings.dimensions}"
        raise ConfigError(message, hint="set embed.dimensions to 0")
    return CutEmbedder(embedder, settings.dimensions)


def _open(kind: str, model: str) -> Embedder:
    if kind == "static" and not model:
        return default_embedder()
    if not model:
        message = f"embed.kind is {kind}, but embed.model names no model"
        raise ConfigError(message, hint="Set embed.model to the folder of the model; nothing is downloaded.")
    path = Path(model).expanduser()
    if kind == "static":
        return load_static(path)
    if kind == "onnx":
        from codegraph.embed.onnx import OnnxEmbedder  # noqa: PLC0415  an optional extra

        return OnnxEmbedder.in_folder(path)
    if kind == "sentence-transformers":
        from codegraph.embed.sentence import SentenceEmbedder  # noqa: PLC0415  an optional extra

        return SentenceEmbedder(path)
    message = f"unknown embedder: {kind}"
    raise ConfigError(message, hint="Set embed.kind to static, onnx or sentence-transformers.")


class CutEmbedder:
    """Keeps the first dimensions of another embedder's vectors, brought back to length 1.

    Loses little for models trained so (Kusupati et al. 2022, Matryoshka representations); others lose more.
    """

    def __init__(self, whole: Embedder, dimensions: int) -> None:
        if dimensions > whole.set.dimensions:
            message = f"embed.dimensions is {dimensions}, but {whole.set.model} has {whole.set.dimensions}"
            raise ConfigError(message, hint="Set embed.dimensions to 0 to keep the model's.")
        self.set = EmbeddingSet(whole.set.model, dimensions, whole.set.recipe)
        self.instant = whole.instant
        self._whole = whole

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Embed texts: shape (len(texts), dimensions), float32, rows of length 1 or 0."""
        import numpy as np  # noqa: PLC0415  numpy takes longer to import than a question to embed

        heads = self._whole.encode(texts)[:, : self.set.dimensions]
        norms = np.linalg.norm(heads, axis=1, keepdims=True)
        vectors = np.zeros(heads.shape, np.float32)
        np.divide(heads, norms, out=vectors, where=norms > 0)
        return vectors

    def encode_query(self, text: str) -> array[float]:
        """Embed one question: `dimensions` floats of typecode `f`, of length 1 or 0."""
        head = self._whole.encode_query(text)[: self.set.dimensions]
        norm = sqrt(sum(value * value for value in head))
        return array("f", (value / norm for value in head)) if norm else head
