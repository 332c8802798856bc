"""How a model of a folder is used, as `embedder.json` beside its files tells."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.errors import ModelFileError

if TYPE_CHECKING:
    from pathlib import Path

FILE = "embedder.json"
POOLINGS = ("mean", "cls", "last")


class ModelCard(NamedTuple):
    """How a model is used.

    `model` is the file of the weights, empty where the folder's layout tells it; `pooling` one of POOLINGS; `query` and
    `document` are put before what is embedded, and `special` are tokens of the vocabulary in these; `dimensions` is the
    length of its vectors (0: not told), and `matryoshka` the lengths to which they may be cut.
    """

    name: str = ""
    model: str = ""
    pooling: str = "mean"
    query: str = ""
    document: str = ""
    max_tokens: int = 256
    dimensions: int = 0
    matryoshka: tuple[int, ...] = ()
    special: tuple[str, ...] = ()


def read_card(folder: Path) -> ModelCard | None:
    """Read the card of a folder; None where there is none. Raises ModelFileError for one that is damaged."""
    path = folder / FILE
    try:
        found = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        return None
    except (OSError, ValueError) as error:
        raise _damaged(path, str(error)) from error
    try:
        return _card(found)
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path, repr(error)) from error


def _card(found: Any) -> ModelCard:  # noqa: ANN401 - any JSON value
    pooling = str(found.get("pooling", "mean")) if isinstance(found, dict) else ""
    if pooling not in POOLINGS:
        message = f"pooling is one of {', '.join(POOLINGS)}"
        raise ValueError(message)
    return ModelCard(
        name=str(found.get("name", "")),
        model=str(found.get("model", "")),
        pooling=pooling,
        query=str(found.get("query", "")),
        document=str(found.get("document", "")),
        max_tokens=int(found.get("max_tokens", 256)),
        dimensions=int(found.get("dimensions", 0)),
        matryoshka=tuple(int(one) for one in found.get("matryoshka", ())),
        special=tuple(str(one) for one in found.get("special", ())),
    )


def _damaged(path: Path, what: str) -> ModelFileError:
    return ModelFileError(f"{path}: is damaged: {what}", hint="pull the model again: codegraph models pull NAME")
