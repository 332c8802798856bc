"""Text -> vectors. The default model ships with the package; others are used only where a setting names them."""

from codegraph.embed.base import Embedder, EmbeddingSet
from codegraph.embed.choice import default_embedder, open_embedder
from codegraph.embed.recipe import RECIPE_VERSION, embedded_text, vector_key

__all__ = [
    "RECIPE_VERSION",
    "Embedder",
    "EmbeddingSet",
    "default_embedder",
    "embedded_text",
    "open_embedder",
    "vector_key",
]
