"""tiktoken's own encodings, by model name, where their files already lie in tiktoken's cache.

tiktoken downloads an encoding's file at its first use. Nothing is downloaded silently here, so the cache is looked
at first, in the way tiktoken does, and an encoding that is not there counts as unknown.
"""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tiktoken import Encoding

_SOURCE = "https://openaipublic.blob.core.windows.net/encodings"
_O200K = (f"{_SOURCE}/o200k_base.tiktoken", "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d")
_CL100K = (f"{_SOURCE}/cl100k_base.tiktoken", "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7")
# the address that names the file in the cache, and the SHA-256 without which tiktoken fetches it again
_FILES: Mapping[str, tuple[str, str]] = {"o200k_base": _O200K, "o200k_harmony": _O200K, "cl100k_base": _CL100K}


class NamedTokenizer:
    """One of tiktoken's encodings; make it with `cached_encoding`."""

    exact = True

    def __init__(self, encoding: Encoding) -> None:
        self._encoding = encoding
        self.name = f"tiktoken {encoding.name}"

    def count(self, text: str) -> int:
        """Give the number of tokens of `text`, markers of special tokens being plain text."""
        return len(self._encoding.encode_ordinary(text))


def cached_encoding(model: str, environment: Mapping[str, str]) -> NamedTokenizer | None:
    """Give the encoding of `model` (a model's or an encoding's name), or None if it would have to be downloaded."""
    import tiktoken  # noqa: PLC0415 - takes 30 ms, which a search must not pay
    from tiktoken.model import encoding_name_for_model  # noqa: PLC0415

    name = model
    if name not in _FILES:
        try:
            name = encoding_name_for_model(model)
        except KeyError:
            return None
    if name not in _FILES or not _is_cached(*_FILES[name], environment):
        return None
    return NamedTokenizer(tiktoken.get_encoding(name))


def _is_cached(url: str, checksum: str, environment: Mapping[str, str]) -> bool:
    folder = environment.get("TIKTOKEN_CACHE_DIR", environment.get("DATA_GYM_CACHE_DIR"))
    if folder is None:
        folder = str(Path(tempfile.gettempdir()) / "data-gym-cache")
    if not folder:
        return False
    key = hashlib.sha1(url.encode(), usedforsecurity=False).hexdigest()
    try:
        return hashlib.sha256((Path(folder) / key).read_bytes()).hexdigest() == checksum
    except OSError:
        return False
