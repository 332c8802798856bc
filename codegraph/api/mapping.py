"""The overview of a repository within a budget, in its stable JSON shape."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from codegraph.api.freshness import freshness_of
from codegraph.api.graph import node
from codegraph.api.opening import folder_inside, open_workspace
from codegraph.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from codegraph.graph.overview import Module, Overview, Package, Place

    Document = dict[str, Any]

BUDGET = 2000


def overview(
    path: Path | None = None,
    *,
    budget: int = BUDGET,
    shown: Callable[[str, Document], str] | None = None,
    repo: Path | None,
    cwd: Path,
) -> Document:
    """Describe a repository, or a file or folder in it, within so many tokens, which are estimated from above.

    :param shown: how a part (`package`, `module` or `symbol`) is shown, for the budget; as JSON unless it is given.
    :raises NotFoundError: nothing at that path is indexed.
    """
    from codegraph.graph.overview import Price, overview  # noqa: PLC0415 - a search does not need it
    from codegraph.tokens.estimate import EstimateCounter  # noqa: PLC0415

    count = EstimateCounter().count
    text = shown or (lambda _, part: json.dumps(part, ensure_ascii=False))
    price = Price(
        lambda package: count(text("package", _package(package)) + "\n"),
        lambda module: count(text("module", _module(module)) + "\n"),
        lambda place: count(text("symbol", _place(place)) + "\n"),
    )
    with open_workspace(repo, cwd) as workspace:
        folder = "" if path is None else _folder(path, workspace.root, cwd, folder_inside(workspace, cwd))
        store = workspace.store

        def read() -> Document:
            found = overview(store, folder, budget, price)
            if not found.files:
                message = f"nothing at {path} is indexed" if path else "the index is empty"
                raise NotFoundError(message, hint="name a file or folder of the repository; see `codegraph status`")
            document = _document(found, folder, budget)
            return document | freshness_of(workspace, [document])[0]

        return store.stable(read)


def _document(found: Overview, folder: str, budget: int) -> Document:
    degraded = [] if found.ranked else ["there are no graph scores yet: run `codegraph index` to the end"]
    return {
        "path": folder or ".",
        "budget": budget,
        "tokens": found.tokens,
        "files": found.files,
        "lines": found.lines,
        "languages": found.languages,
        "packages": [
            {
                **_package(package),
                "modules": [
                    {**_module(module), "symbols": [_place(place) for place in module.places]}
                    for module in package.modules
                ],
            }
            for package in found.packages
        ],
        "truncated": found.truncated,
        "degraded": degraded,
    }


def _folder(path: Path, root: Path, cwd: Path, here: str) -> str:
    """Give a path relative to the repository: as seen from the working directory, else from the root."""
    for candidate in ((cwd / path), root / path):
        resolved = candidate.resolve()
        if resolved.exists() and resolved.is_relative_to(root):
            inside = resolved.relative_to(root).as_posix()
            return "" if inside == "." else inside
    return f"{here}/{path.as_posix()}" if here else path.as_posix()


def _package(package: Package) -> Document:
    return {
        "name": package.name,
        "path": package.folder,
        "files": package.files,
        "lines": package.lines,
        "depends_on": list(package.needs),
    }


def _module(module: Module) -> Document:
    return {"name": module.name, "path": module.path, "lines": module.lines}


def _place(place: Place) -> Document:
    return {**node(place.symbol), "score": place.score}
