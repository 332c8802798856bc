"""llama.cpp as a tokenizer: its vocabulary alone, without the weights; and its chatter kept off the screen."""

from __future__ import annotations

import ctypes
from collections import deque
from typing import TYPE_CHECKING, Any

from codegraph.errors import ModelFileError, ModelMissingError

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

_ERROR = 4
_KEPT_LINES = 8
_said: deque[str] = deque(maxlen=_KEPT_LINES)
# ctypes does not keep the callback alive, and llama.cpp calls it until the process ends
_callbacks: list[Any] = []


def load_llama_cpp() -> ModuleType:
    """Import llama-cpp-python and route its log here: nothing it says reaches stderr.

    Raises ModelMissingError if the extra is not installed, or its library does not load.
    """
    try:
        import llama_cpp  # noqa: PLC0415 - an extra, and half a second
    except (ImportError, OSError, RuntimeError) as error:
        message = f"llama-cpp-python cannot be used: {error}"
        raise ModelMissingError(
            message,
            hint="install the extra: pip install 'codegraph-local[llm]', or configure an endpoint",
        ) from error
    if not _callbacks:
        callback = llama_cpp.llama_log_callback(_keep)
        llama_cpp.llama_log_set(callback, ctypes.c_void_p(0))
        _callbacks.append(callback)
    module: ModuleType = llama_cpp
    return module


def last_errors() -> str:
    """Give what llama.cpp logged as errors lately, for a message; then forget it."""
    said = "; ".join(line for line in _said if line)
    _said.clear()
    return said


def _keep(level: int, text: bytes, _user_data: object) -> None:
    if level == _ERROR:
        _said.append(text.decode("utf-8", "replace").strip())


class NativeTokenizer:
    """Count with llama.cpp itself: exact for every vocabulary it knows.

    Raises ModelMissingError without llama-cpp-python and ModelFileError if llama.cpp refuses the file.
    """

    exact = True

    def __init__(self, path: Path) -> None:
        llama_cpp = load_llama_cpp()
        self.name = f"llama.cpp vocabulary of {path.name}"
        try:
            self._model = llama_cpp.Llama(str(path), vocab_only=True, verbose=False)
        except (ValueError, RuntimeError) as error:
            message = f"{path}: llama.cpp cannot read its vocabulary: {last_errors() or error}"
            raise ModelFileError(
                message,
                hint="a newer llama-cpp-python may know this model",
            ) from error

    def count(self, text: str) -> int:
        """Give the number of tokens of `text`, markers of special tokens being plain text."""
        return len(self.encode(text))

    def encode(self, text: str, *, special: bool = False) -> list[int]:
        """Give llama.cpp's ids of `text`; with `special` markers become control tokens."""
        ids: list[int] = self._model.tokenize(text.encode("utf-8", "replace"), add_bos=False, special=special)
        return ids
