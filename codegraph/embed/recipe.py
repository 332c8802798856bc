"""The text of a chunk as it is embedded, and the key of its vector.

The text says what the chunk's own file says and nothing else: where the file stands and what refers to the chunk
enter in ranking. Only words are left, in order, so that code that was moved or laid out anew keeps its vector.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from blake3 import blake3

from codegraph.embed.tokenizer import find_words

if TYPE_CHECKING:
    from codegraph.embed.base import EmbeddingSet

RECIPE_VERSION = 1
"""Goes up with every change of `embedded_text` or of the tokenizer's rules: old vectors are then refused."""

# names say most about a chunk; repeated, they are not drowned by a long body
_NAME_WEIGHT = 3
_MAX_SIGNATURE_WORDS = 64
_MAX_DOC_WORDS = 128
_MAX_BODY_WORDS = 256
_KEY_BYTES = 16


def embedded_text(*, name: str, container: str = "", signature: str = "", docs: str = "", body: str = "") -> str:
    """Write the text that stands for a chunk.

    Words only, separated by single spaces, in the order of the fields below; the names stand there three times.

    :param container: the name of what it stands in, such as the type of an `impl`; empty at the top of a file.
    :param name: the symbol's own name; empty for a chunk without one.
    :param signature: the declaration as written, without the body; its first 64 words count.
    :param docs: the documentation, with or without comment marks; its first 128 words count.
    :param body: the rest of the chunk's source; its first 256 words count.
    """
    words = (find_words(container) + find_words(name)) * _NAME_WEIGHT
    words += find_words(signature)[:_MAX_SIGNATURE_WORDS]
    words += find_words(docs)[:_MAX_DOC_WORDS]
    words += find_words(body)[:_MAX_BODY_WORDS]
    return " ".join(words)


def vector_key(text: str, of: EmbeddingSet) -> str:
    """Name the vector of exactly this text in this set: 32 hexadecimal digits of blake3.

    :param text: what is given to `Embedder.encode`, unchanged.
    """
    digest = blake3(of.id.encode())
    digest.update(b"\0")
    digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest(_KEY_BYTES)
