"""The default embedder: a table of token vectors, added up. No network, no inference runtime.

A text's vector is the sum of its tokens' rows, each times the square root of how often the token stands there,
brought to length 1.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from itertools import chain
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from codegraph.embed.base import EmbeddingSet
from codegraph.embed.recipe import RECIPE_VERSION
from codegraph.embed.table import open_table
from codegraph.embed.tokenizer import Tokenizer
from codegraph.errors import ModelFileError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    import numpy.typing as npt

    from codegraph.embed.table import Table

DATA_FILE = "static.bin"


class StaticEmbedder:
    """Embeds by adding up token vectors; see `Embedder` for what the encoders promise."""

    instant = True

    def __init__(self, table: Table) -> None:
        self.set = EmbeddingSet(table.model, table.dimensions, table.recipe)
        self._table = table
        self._tokenizer = Tokenizer(table.vocabulary)
        self._matrix: npt.NDArray[np.float32] | None = None

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Embed texts: shape (len(texts), dimensions), float32, rows of length 1, or 0 without a known token."""
        import numpy as np  # noqa: PLC0415  numpy takes longer to import than a question to embed

        matrix = self._rows()
        vectors = np.zeros((len(texts), self.set.dimensions), np.float32)
        for number, text in enumerate(texts):
            counts = Counter(chain.from_iterable(self._tokenizer.ids(text)))
            if counts:
                size = len(counts)
                weights = np.sqrt(np.fromiter(counts.values(), np.float32, size))
                # all ids are in range; "clip" saves numpy the check, and a copy
                rows = matrix.take(np.fromiter(counts, np.intp, size), axis=0, mode="clip")
                np.dot(weights, rows, out=vectors[number])
        norms = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))[:, None]
        np.divide(vectors, norms, out=vectors, where=norms > 0)
        return vectors

    def encode_query(self, text: str) -> array[float]:
        """Embed one question: `dimensions` floats of typecode `f`, of length 1 or 0.

        Without numpy, unless that is loaded anyway: then with it, in a quarter of the time, and to the same floats.
        """
        size, scales = self.set.dimensions, self._table.scales
        counts = Counter(chain.from_iterable(self._tokenizer.ids(text)))
        weights = {token: sqrt(count) * scales[token] for token, count in counts.items()}
        total = self._sum(weights) if "numpy" in sys.modules else self._sum_slowly(weights)
        norm = sqrt(sum(value * value for value in total))
        return array("f", [value / norm for value in total] if norm else [0.0] * size)

    def _sum_slowly(self, weights: Mapping[int, float]) -> list[float]:
        """Add up rows of the table, each times its weight."""
        size, rows = self.set.dimensions, self._table.rows
        total = [0.0] * size
        for token, weight in weights.items():
            row = rows[token * size : (token + 1) * size]
            total = [value + weight * step for value, step in zip(total, row, strict=True)]
        return total

    def _sum(self, weights: Mapping[int, float]) -> list[float]:
        """Do what `_sum_slowly` does, in the same order."""
        import numpy as np  # noqa: PLC0415  see encode

        rows = np.frombuffer(self._table.rows, np.int8).reshape(-1, self.set.dimensions)
        parts = (
            rows[np.fromiter(weights, np.intp, len(weights))]
            * np.fromiter(weights.values(), np.float64, len(weights))[:, None]
        )
        # from the first row to the last, as sums over the first axis are
        summed: list[float] = parts.sum(axis=0).tolist()
        return summed

    def _rows(self) -> npt.NDArray[np.float32]:
        import numpy as np  # noqa: PLC0415  see encode

        if self._matrix is None:
            rows = np.frombuffer(self._table.rows, np.int8).reshape(-1, self.set.dimensions)
            self._matrix = rows * np.asarray(self._table.scales, np.float32)[:, None]
        return self._matrix


def load_static(path: Path | None = None) -> StaticEmbedder:
    """Open a static model: the one that ships with the package, or the file at `path`.

    :raises ModelFileError: the file is missing or damaged, or was made for another text recipe.
    """
    table = open_table(path or Path(__file__).with_name("data") / DATA_FILE)
    if table.recipe != RECIPE_VERSION:
        message = f"the embedding model {table.model} was trained for text recipe {table.recipe}, not {RECIPE_VERSION}"
        raise ModelFileError(message, hint="Install codegraph again, or unset embed.model.")
    return StaticEmbedder(table)
