"""An index that is kept up to date, beside one that is made anew to compare it with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Self

from codegraph.config import Settings
from codegraph.config.settings import StoreSettings
from codegraph.embed.choice import default_embedder
from codegraph.indexing.pipeline import index_repository
from codegraph.indexing.updating import Updater
from codegraph.store import Store
from tests.support.store_dump import difference, dump

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from tests.support.store_dump import Dump

WAYS = ("run", "scan", "paths", "search")
"""A run of `index`; an updater that looks at everything, one that is told the paths, and one that leaves edges open."""
SETTINGS = replace(Settings(), store=StoreSettings(hnsw="off"))


def create(directory: Path) -> Store:
    """Create an empty store for the vectors of the shipped model."""
    own = default_embedder().set
    return Store.create(directory, model=own.model, dimensions=own.dimensions, recipe=own.recipe)


class KeptIndex:
    """A tree and its index, which stands outside the tree; close it, or use it as a context manager."""

    def __init__(self, tree: Path, directory: Path, words: Sequence[str]) -> None:
        """Open the index in `directory / "kept"`, or begin one there; `words` are looked for when it is compared."""
        self.tree = tree
        self._directory = directory
        self._words = words
        self.store = self._open()
        self._updater: Updater | None = None

    def update(self, how: str = "run", paths: Collection[str] = ()) -> tuple[str, ...]:
        """Bring the index up to date with the tree in one of `WAYS`; `paths` are those that changed since the last.

        Gives the files whose references were resolved.
        """
        if how == "run":
            self._end_updater()
        if self._updater is None:
            self._updater = Updater(self.tree, self.store, SETTINGS, workers=1, resident=True)
        self._updater.searchable(None if how in {"run", "scan"} else paths, then_link=how == "run")
        if how == "search":
            return ()
        linked = self._updater.link()
        self._updater.settle()
        return self._updater.linked if linked else ()

    def rest(self) -> None:
        """Have the updater let go of what it keeps in memory."""
        if self._updater is not None:
            self._updater.rest()

    def _end_updater(self) -> None:
        # what it keeps is passed over by the garbage collector, and would stay in memory until the tests end
        self.rest()
        self._updater = None

    def reopen(self) -> None:
        """Close the store and open it again, as another process would find it."""
        self._end_updater()
        self.store.close()
        self.store = self._open()

    def dump(self) -> Dump:
        """Give what is compared."""
        return dump(self.store, self._words)

    def faults(self, leaving_out: Collection[str] = ()) -> list[str]:
        """Say how the index differs from one made anew of the same tree, but for some relations."""
        with create(self._directory / "fresh") as fresh:
            index_repository(self.tree, fresh, SETTINGS, workers=1)
            kept, made = self.dump(), dump(fresh, self._words)
            for name in leaving_out:
                kept[name] = made[name]
            return difference(kept, made, self.store, fresh)

    def close(self) -> None:
        """Close the store."""
        self._end_updater()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _open(self) -> Store:
        directory = self._directory / "kept"
        return Store.open(directory, writable=True) if directory.exists() else create(directory)
