"""An embedder over a sentence-transformers folder. Chosen by setting only; nothing is downloaded."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from blake3 import blake3

from codegraph.embed.base import EmbeddingSet
from codegraph.embed.card import ModelCard, read_card
from codegraph.embed.recipe import RECIPE_VERSION
from codegraph.errors import ConfigError, ModelFileError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt

_BATCH = 32
_DIGEST_BYTES = 4


class SentenceEmbedder:
    """Embeds with a local sentence-transformers model, on the device that the package finds (CUDA before CPU).

    :param folder: the model's folder, with its weights and `modules.json`, or `embedder.json` for a plain transformer.
    :raises ConfigError: the `st` extra is not installed.
    :raises ModelFileError: the folder is missing, or holds no such model.
    """

    instant = False

    def __init__(self, folder: Path) -> None:
        card = read_card(folder)
        if card is None and not (folder / "modules.json").is_file():
            message = f"no sentence-transformers model in {folder}"
            raise ModelFileError(message, hint="Give a folder with modules.json; nothing is downloaded.")
        self._model = _open(folder, card)
        self._card = card or ModelCard()
        dimensions = int(self._model.encode(["dimensions"]).shape[1])
        self.set = EmbeddingSet(_model_name(folder), dimensions, RECIPE_VERSION)

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Embed texts: shape (len(texts), dimensions), float32, rows of length 1."""
        return self._encoded([self._card.document + text for text in texts])

    def encode_query(self, text: str) -> array[float]:
        """Embed one question: `dimensions` floats of typecode `f`, of length 1."""
        return array("f", self._encoded([self._card.query + text])[0].tolist())

    def _encoded(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        import numpy as np  # noqa: PLC0415  importing the package stays cheap

        if not texts:
            return np.zeros((0, self.set.dimensions), np.float32)
        vectors = self._model.encode(
            list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        return np.asarray(vectors, np.float32)


def _open(folder: Path, card: ModelCard | None) -> Any:  # noqa: ANN401  the package is optional and untyped
    try:
        import sentence_transformers  # noqa: PLC0415  an optional extra
    except ImportError as error:
        message = f"the sentence-transformers embedder needs a package that is not installed: {error.name}"
        raise ConfigError(message, hint="Install the extra: pip install 'codegraph-local[st]'") from error
    try:
        if card is None or (folder / "modules.json").is_file():
            return sentence_transformers.SentenceTransformer(str(folder), local_files_only=True)
        return _assembled(folder, card)
    except (OSError, ValueError, KeyError) as error:
        message = f"cannot load the model in {folder}: {error}"
        raise ModelFileError(message, hint="Give a folder that sentence-transformers can load.") from error


def _assembled(folder: Path, card: ModelCard) -> Any:  # noqa: ANN401  the package is optional and untyped
    """Put a plain transformer and the pooling of its card together."""
    import sentence_transformers  # noqa: PLC0415  an optional extra
    from sentence_transformers import models  # noqa: PLC0415

    local = {"local_files_only": True}
    transformer = models.Transformer(
        str(folder), max_seq_length=card.max_tokens, model_args=local, tokenizer_args=local, config_args=local
    )
    if card.special:
        transformer.tokenizer.add_special_tokens({"additional_special_tokens": list(card.special)})
    modes = {"mean": "mean", "cls": "cls", "last": "lasttoken"}
    pooling = models.Pooling(transformer.get_word_embedding_dimension(), pooling_mode=modes[card.pooling])
    return sentence_transformers.SentenceTransformer(modules=[transformer, pooling])


def _model_name(folder: Path) -> str:
    digest = blake3(max_threads=1)
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".json", ".safetensors", ".bin", ".txt"} and path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update_mmap(path)
    return f"st-{folder.name}-{digest.hexdigest(_DIGEST_BYTES)}"
