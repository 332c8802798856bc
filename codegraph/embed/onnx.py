"""An embedder over a local ONNX file and its tokenizer.json. Chosen by setting only; nothing is downloaded."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING, Any, Self

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

_PROVIDERS = ("CUDAExecutionProvider", "CPUExecutionProvider")
_BATCH = 32
_DEFAULT = ModelCard()
_DIGEST_BYTES = 4
_ERRORS_ONLY = 3


class OnnxEmbedder:
    """Embeds with a BERT-like model: its last hidden states pooled (their mean, unless the card says else), length 1.

    A model that is quantised while it runs scales by its whole batch: there a text's vector differs a little from batch
    to batch.

    :param model: the ONNX file; inputs `input_ids` and `attention_mask`, optionally `token_type_ids`; its first
        output has shape (batch, tokens, dimensions), or (batch, dimensions) where the file pools by itself.
    :param tokenizer: the model's `tokenizer.json`.
    :param card: pooling, texts to put before a question and before a chunk, and how many tokens count.
    :raises ConfigError: the `onnx` extra is not installed.
    :raises ModelFileError: a file is missing, or is no model or tokenizer.
    """

    instant = False

    def __init__(self, model: Path, tokenizer: Path, *, card: ModelCard = _DEFAULT) -> None:
        for path in (model, tokenizer):
            if not path.is_file():
                message = f"no such model file: {path}"
                raise ModelFileError(message, hint="Set the paths of the ONNX file and of its tokenizer.json.")
        self._tokenizer = _open_tokenizer(tokenizer, card)
        self._session, self.provider = _open_session(model)
        self._inputs = frozenset(entry.name for entry in self._session.get_inputs())
        self._card = card
        dimensions = self._run(["dimensions"]).shape[1]
        if card.dimensions not in {0, dimensions}:
            message = f"{model} gives vectors of {dimensions} dimensions, not of {card.dimensions}"
            raise ModelFileError(message, hint="pull the model again: codegraph models pull NAME")
        self.set = EmbeddingSet(_model_name(model, tokenizer, card), dimensions, RECIPE_VERSION)

    @classmethod
    def in_folder(cls, path: Path) -> Self:
        """Open the model of a folder, or a named ONNX file with `tokenizer.json` beside it.

        A folder has `tokenizer.json`, and `embedder.json`, `model.onnx` or `onnx/model.onnx`.
        """
        if path.suffix == ".onnx":
            return cls(path, path.with_name("tokenizer.json"))
        card = read_card(path)
        if card is not None:
            return cls(path / (card.model or "model.onnx"), path / "tokenizer.json", card=card)
        nested = path / "onnx" / "model.onnx"
        return cls(nested if nested.is_file() else path / "model.onnx", path / "tokenizer.json")

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Embed texts: shape (len(texts), dimensions), float32, rows of length 1; the first tokens count."""
        import numpy as np  # noqa: PLC0415  importing the package stays cheap

        vectors = np.zeros((len(texts), self.set.dimensions), np.float32)
        # texts of like length share a batch, so that little is padded
        order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            vectors[batch] = self._run([self._card.document + texts[number] for number in batch])
        return vectors

    def encode_query(self, text: str) -> array[float]:
        """Embed one question: `dimensions` floats of typecode `f`, of length 1."""
        return array("f", self._run([self._card.query + text])[0].tolist())

    def _run(self, texts: list[str]) -> npt.NDArray[np.float32]:
        import numpy as np  # noqa: PLC0415  importing the package stays cheap

        encoded = self._tokenizer.encode_batch(texts)
        ids = np.array([entry.ids for entry in encoded], np.int64)
        mask = np.array([entry.attention_mask for entry in encoded], np.int64)
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        output = self._session.run(None, {name: value for name, value in feed.items() if name in self._inputs})[0]
        if output.ndim > 2:  # noqa: PLR2004  (batch, tokens, dimensions)
            output = _pooled(output, mask, self._card.pooling)
        vectors: npt.NDArray[np.float32] = output / np.linalg.norm(output, axis=1, keepdims=True).clip(1e-9)
        return vectors.astype(np.float32)


def _pooled(states: npt.NDArray[np.float32], mask: npt.NDArray[np.int64], pooling: str) -> npt.NDArray[np.float32]:
    """Make one vector of the states of a text's tokens, shape (batch, tokens, dimensions)."""
    import numpy as np  # noqa: PLC0415  importing the package stays cheap

    weights = mask[:, :, None].astype(np.float32)
    pooled: npt.NDArray[np.float32]
    if pooling == "cls":
        pooled = states[:, 0]
    elif pooling == "last":
        # padding may stand at either end
        pooled = states[np.arange(len(states)), mask.shape[1] - 1 - mask[:, ::-1].argmax(axis=1)]
    else:
        pooled = (states * weights).sum(axis=1) / weights.sum(axis=1).clip(1e-9)
    return pooled


def _open_tokenizer(path: Path, card: ModelCard) -> Any:  # noqa: ANN401  the package is optional and untyped
    try:
        import tokenizers  # noqa: PLC0415  an optional extra
    except ImportError as error:
        raise _extra_missing(error) from error
    try:
        tokenizer = tokenizers.Tokenizer.from_file(str(path))
    except Exception as error:  # the package raises bare Exception for everything
        message = f"cannot read the tokenizer {path}: {error}"
        raise ModelFileError(message, hint="Give the tokenizer.json that belongs to the model.") from error
    tokenizer.add_special_tokens(list(card.special))
    tokenizer.enable_truncation(card.max_tokens)
    padding = tokenizer.padding or {}
    tokenizer.enable_padding(pad_id=padding.get("pad_id", 0), pad_token=padding.get("pad_token", "[PAD]"))
    return tokenizer


def _open_session(path: Path) -> tuple[Any, str]:
    try:
        import onnxruntime  # noqa: PLC0415  an optional extra
    except ImportError as error:
        raise _extra_missing(error) from error
    options = onnxruntime.SessionOptions()
    options.log_severity_level = _ERRORS_ONLY
    reasons = []
    for provider in _PROVIDERS:
        if provider not in onnxruntime.get_available_providers():
            continue
        try:
            session = onnxruntime.InferenceSession(str(path), options, providers=[provider])
        except Exception as error:  # noqa: BLE001  a provider without its driver fails in many ways; the next is tried
            reasons.append(f"{provider}: {error}")
            continue
        # a provider that compiled in but cannot start is replaced without an exception
        return session, str(session.get_providers()[0])
    message = f"cannot load the model {path}: {'; '.join(reasons)}"
    raise ModelFileError(message, hint="Give an ONNX file that this onnxruntime can read.")


def _extra_missing(error: ImportError) -> ConfigError:
    message = f"the onnx embedder needs a package that is not installed: {error.name}"
    return ConfigError(message, hint="Install the extra: pip install 'codegraph-local[onnx]'")


def _model_name(model: Path, tokenizer: Path, card: ModelCard) -> str:
    digest = blake3(max_threads=1)
    digest.update_mmap(model)
    digest.update_mmap(tokenizer)
    used: list[object] = [(card.query, card.document), card.max_tokens]
    if card.pooling != _DEFAULT.pooling or card.special:
        used += [card.pooling, card.special]
    digest.update(json.dumps(used).encode())
    return f"onnx-{card.name or model.stem}-{digest.hexdigest(_DIGEST_BYTES)}"
