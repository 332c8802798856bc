"""Vectors brought to fewer dimensions by the main directions of a repository's own vectors (PCA), and kept so.

The projection is learnt once, when an index is made, and stands beside it in a file that bears the digest of its
content, which is also part of the embedding set's name: vectors of two projections are never mixed.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from blake3 import blake3

from codegraph.embed.base import EmbeddingSet
from codegraph.errors import ConfigError, DiskError, ModelFileError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt

    from codegraph.embed.base import Embedder

_DIGEST_BYTES = 8
_NAME = "projection-*.npy"


def learn(vectors: npt.NDArray[np.float32], dimensions: int) -> npt.NDArray[np.float32]:
    """Learn a projection: shape (1 + dimensions, d), the mean of the vectors, then their main directions.

    The same vectors give the same projection on the same machine; the sign of a direction is that of its largest part.

    :param vectors: shape (n, d).
    :raises ConfigError: there are fewer vectors than dimensions, or these are not fewer than the model's.
    """
    import numpy as np  # noqa: PLC0415  numpy takes longer to import than a question to embed

    count, whole = vectors.shape
    if not 0 < dimensions < whole:
        message = f"embed.reduce is pca, and embed.dimensions is {dimensions}: the model's vectors have {whole}"
        raise ConfigError(message, hint=f"set embed.dimensions to a number from 1 to {whole - 1}")
    if count < dimensions:
        message = f"{count} chunks are too few to learn {dimensions} dimensions from"
        raise ConfigError(message, hint="set embed.dimensions lower, or embed.reduce to cut")
    mean = vectors.mean(axis=0, dtype=np.float64)
    centred = vectors.astype(np.float64) - mean
    _, directions = np.linalg.eigh(centred.T @ centred)
    main = directions[:, ::-1][:, :dimensions].T
    largest = np.take_along_axis(main, np.abs(main).argmax(axis=1, keepdims=True), axis=1)
    main = main * np.where(largest < 0, -1.0, 1.0)
    return np.vstack([mean, main]).astype(np.float32)


def write(folder: Path, projection: npt.NDArray[np.float32]) -> Path:
    """Write a projection into a folder, in place of those that stand there; gives its file. Raises DiskError."""
    import numpy as np  # noqa: PLC0415  see learn

    path = folder / _NAME.replace("*", _digest(projection))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".tmp")
        with draft.open("wb") as file:
            np.save(file, projection, allow_pickle=False)
        for old in folder.glob(_NAME):
            old.unlink()
        draft.replace(path)
    except OSError as error:
        message = f"{path}: cannot be written: {error.strerror or error}"
        raise DiskError(message, hint="free some space on the disk of the repository") from error
    return path


def find(folder: Path) -> Path | None:
    """Give the file of the projection in a folder; None if there is none."""
    return next(iter(sorted(folder.glob(_NAME))), None)


class ProjectedEmbedder:
    """Projects another embedder's vectors, and brings them to length 1.

    :param path: a file that `write` made.
    :raises ModelFileError: the file is damaged, or was learnt from vectors of another length.
    """

    def __init__(self, whole: Embedder, path: Path) -> None:
        import numpy as np  # noqa: PLC0415  see learn

        try:
            projection = np.load(path, allow_pickle=False)
        except (OSError, ValueError, EOFError) as error:
            raise _damaged(path, str(error)) from error
        if projection.dtype != np.float32 or projection.ndim != 2 or _digest(projection) not in path.name:  # noqa: PLR2004
            raise _damaged(path, "its content is not what its name says")
        if projection.shape[1] != whole.set.dimensions:
            raise _damaged(path, f"it is for {projection.shape[1]} dimensions, not {whole.set.dimensions}")
        self._whole = whole
        self.instant = whole.instant
        self._mean = projection[0]
        self._main = projection[1:]
        self.set = EmbeddingSet(f"{whole.set.model}+{path.stem}", len(self._main), whole.set.recipe)

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Embed texts: shape (len(texts), dimensions), float32, rows of length 1 or 0."""
        return self._projected(self._whole.encode(texts))

    def encode_query(self, text: str) -> array[float]:
        """Embed one question: `dimensions` floats of typecode `f`, of length 1 or 0."""
        import numpy as np  # noqa: PLC0415  see learn

        return array("f", self._projected(np.array([self._whole.encode_query(text)], np.float32))[0].tolist())

    def _projected(self, vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        import numpy as np  # noqa: PLC0415  see learn

        made = (vectors - self._mean) @ self._main.T
        # what the model knows no token of stays like nothing
        made[~vectors.any(axis=1)] = 0.0
        norms = np.linalg.norm(made, axis=1, keepdims=True)
        result = np.zeros(made.shape, np.float32)
        np.divide(made, norms, out=result, where=norms > 0)
        return result


def _digest(projection: npt.NDArray[np.float32]) -> str:
    return blake3(repr(projection.shape).encode() + projection.tobytes()).hexdigest(_DIGEST_BYTES)


def _damaged(path: Path, what: str) -> ModelFileError:
    return ModelFileError(f"{path}: is damaged: {what}", hint="make it anew: codegraph index --force")
