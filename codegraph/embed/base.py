"""What every embedder offers, and the identity of what it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt


class EmbeddingSet(NamedTuple):
    """What makes two vectors comparable: the model, its dimensions, and the recipe of the embedded text."""

    model: str
    dimensions: int
    recipe: int

    @property
    def id(self) -> str:
        """Name the set in one stable word: stored with an index, and part of every vector's key."""
        return f"{self.model}/{self.dimensions}/{self.recipe}"


class Embedder(Protocol):
    """Turns texts into unit vectors of one embedding set.

    Both encoders give the same vector for the same text, within 1e-5 in every component. A text in which the model
    knows no token gives a vector of zeros, whose cosine with everything is zero.
    """

    @property
    def set(self) -> EmbeddingSet:
        """The set that all vectors of this embedder belong to."""
        ...

    @property
    def instant(self) -> bool:
        """Whether a question is embedded within a millisecond, so that nobody must be able to stop waiting for it."""
        ...

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Embed texts: one row each, shape (len(texts), dimensions), rows of length 1 or 0."""
        ...

    def encode_query(self, text: str) -> array[float]:
        """Embed one question: `dimensions` floats (typecode `f`), of length 1 or 0."""
        ...
