"""The folder of the lexical index: opening it, beginning it, and telling whether its files are whole."""

from __future__ import annotations

import contextlib
import functools
import json
import shutil
import struct
import zlib
from typing import TYPE_CHECKING, Any

from codegraph.errors import DiskError, StoreCorruptError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIELDS = ("name", "path", "text")
_ANALYSER = "stemmed"
_LAYOUT = "3"
_REBUILD_HINT = "run `codegraph index --check` to build it anew"
_MAGIC = 1337
# about 2 MB
_MOST_STEMMED = 1 << 13


def load_tantivy() -> Any:  # noqa: ANN401 - tantivy has no types
    """Give the library."""
    import tantivy  # noqa: PLC0415 - only searches and writes pay for it

    return tantivy


@functools.lru_cache(maxsize=_MOST_STEMMED)
def stems_of(word: str) -> tuple[str, ...]:
    """Stem a word, or each of several with spaces between, as documents are; a search asks for each three times."""
    return tuple(_analyser().analyze(word))


@functools.cache
def _analyser() -> Any:  # noqa: ANN401 - tantivy has no types
    """Make what stems words, those of documents and those of questions."""
    tantivy = load_tantivy()
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    return builder.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.stemmer("english")).build()


def is_wrong(path: Path) -> bool:
    """Check a file against its end: a JSON object with the checksum, its length, and a magic number."""
    try:
        data = path.read_bytes()
        length, magic = struct.unpack_from("<II", data, len(data) - 8)
        body = len(data) - 8 - length
        return bool(magic != _MAGIC or zlib.crc32(data[: max(body, 0)]) != json.loads(data[body:-8])["crc"])
    except FileNotFoundError:
        return False  # merged away meanwhile
    except (OSError, ValueError, KeyError, TypeError, struct.error):
        return True


@functools.cache
def chunk_schema() -> Any:  # noqa: ANN401 - tantivy has no types
    """Say what a document has."""
    tantivy = load_tantivy()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for field in ("marker", "file", "role", "language", "kind"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name=_ANALYSER, index_option="freq")
    return builder.build()


def open_index(directory: Path, *, writable: bool) -> Any:  # noqa: ANN401 - tantivy has no types
    """Open the index; a reader takes one that is not there, or of another layout, for an empty one."""
    tantivy = load_tantivy()
    try:
        with faults(directory):
            if _is_ours(directory):
                index = tantivy.Index(chunk_schema(), path=str(directory), reuse=True)
            elif writable:
                index = _begin(directory)
            else:
                index = tantivy.Index(chunk_schema())
    except OSError as error:
        message = f"cannot open the lexical index {directory}: {error}"
        raise DiskError(message, hint="check the folder's permissions and the free space") from error
    index.register_tokenizer(_ANALYSER, _analyser())
    return index


def _is_ours(directory: Path) -> bool:
    layout = directory / "layout"
    return layout.exists() and layout.read_text(encoding="utf-8", errors="replace") == _LAYOUT


def _begin(directory: Path) -> Any:  # noqa: ANN401 - tantivy has no types
    """Make an empty index; what says that it is one comes last."""
    if directory.exists():
        shutil.rmtree(directory)
    directory.mkdir(parents=True)
    index = load_tantivy().Index(chunk_schema(), path=str(directory), reuse=True)
    (directory / "layout").write_text(_LAYOUT, encoding="utf-8")
    return index


@contextlib.contextmanager
def faults(directory: Path) -> Iterator[None]:
    """Say of what the library raises or panics over that the index is damaged."""
    try:
        yield
    # a panic is no Exception
    except BaseException as error:
        if not isinstance(error, ValueError) and "Panic" not in type(error).__name__:
            raise
        message = f"the lexical index {directory} is damaged: {str(error)[:200]}"
        raise StoreCorruptError(message, hint=_REBUILD_HINT) from error
