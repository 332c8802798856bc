"""The composition root: finds the repository, and opens store, embedder and model once for it."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from codegraph.config import load_settings
from codegraph.embed.choice import open_embedder
from codegraph.errors import (
    ConfigError,
    DiskError,
    IncompleteError,
    NoIndexError,
    StoreBusyError,
    StoreReplacedError,
    UsageError,
)
from codegraph.models.folder import models_folder
from codegraph.observe.logs import configure
from codegraph.store import Store, local_directory
from codegraph.store.copying import copy_to_read
from codegraph.store.places import Places

if TYPE_CHECKING:
    import tempfile
    from collections.abc import Callable, Mapping

    from codegraph.config import Settings
    from codegraph.embed.base import Embedder
    from codegraph.indexing.refreshing import Glances, Refreshed
    from codegraph.model import Query, Scope, SearchResult
    from codegraph.retrieve.caching import AnswerCache
    from codegraph.retrieve.searching import Ranking
    from codegraph.retrieve.subject import Subject

# so many hits are kept of questions that may be asked again, about 2 kB each
_HITS_KEPT = 5_000
# looking at the files takes at most this share of the time
_SHARE_OF_TIME = 0.1


def data_folder(root: Path) -> Path:
    """Give the folder in which a repository's index stands."""
    return local_directory(root)


def is_indexed(folder: Path) -> bool:
    """Tell whether a folder holds an index, damaged or not."""
    return Places(local_directory(folder)).database.exists()


def existing_folder(path: Path, cwd: Path) -> Path:
    """Resolve the path of a folder that a user named; raises UsageError if there is none."""
    folder = (cwd / path).resolve()
    if not folder.is_dir():
        message = f"{folder} is not a folder"
        raise UsageError(message, hint="name an existing folder")
    return folder


def root_to_index(path: Path | None, cwd: Path, environ: Mapping[str, str]) -> Path:
    """Choose the folder that `index` means.

    A named folder is taken as it is; else the enclosing indexed folder, the git work tree, or the working
    directory. A home folder or the root of the file system is refused unless it is named.
    """
    if path is not None:
        return existing_folder(path, cwd)
    here = cwd.resolve()
    enclosing = (here, *here.parents)
    indexed = (folder for folder in enclosing if is_indexed(folder))
    checkouts = (folder for folder in enclosing if (folder / ".git").exists())
    root = next(indexed, None) or next(checkouts, here)
    home = environ.get("HOME") or environ.get("USERPROFILE")
    if root == Path(root.anchor) or (home and root == Path(home).resolve()):
        message = f"{root} is a whole home folder or disk"
        raise UsageError(message, hint="go into a repository, or name the folder: codegraph index PATH")
    return root


def root_of_index(repo: Path | None, cwd: Path) -> Path:
    """Find the indexed folder that a command means; raises NoIndexError where there is none."""
    start = existing_folder(repo, cwd) if repo is not None else cwd.resolve()
    for folder in (start, *start.parents):
        if is_indexed(folder):
            return folder
    message = f"no index in {start} or above it"
    raise NoIndexError(message, hint="run `codegraph index` in the repository first")


def _with_embedder_folder(settings: Settings, environ: Mapping[str, str]) -> Settings:
    """Put the folder of a pulled embedding model in place of its name; what is no such name stays."""
    name = settings.embed.model
    if not name:
        return settings
    from codegraph.models.embedders import embedder_folder, embedder_preset  # noqa: PLC0415 - see Workspace.embedder

    if embedder_preset(name) is None:
        return settings
    folder = embedder_folder(models_folder(environ, settings.models.dir), name)
    return replace(settings, embed=settings.embed.changed(model=str(folder)))


def _learns(settings: Settings) -> bool:
    """Tell whether vectors are brought to fewer dimensions by what is learnt of the repository."""
    return settings.embed.reduce == "pca" and settings.embed.dimensions > 0


def _with_projection(settings: Settings, root: Path) -> Settings:
    """Name the projection that stands beside the index, where there is one and it is wanted."""
    if not _learns(settings):
        return settings
    from codegraph.embed.projection import find  # noqa: PLC0415 - see _learns

    return replace(settings, embed=settings.embed.changed(projection=str(find(data_folder(root)) or "")))


class Workspace:
    """One indexed repository, open for questions. Threads may share it. Close it, or use it as a context manager."""

    def __init__(self, root: Path, environ: Mapping[str, str], overrides: Mapping[str, str] | None = None) -> None:
        self.root = root
        self.environ = environ
        settings = load_settings(root, overrides=overrides or {}, environ=environ)
        self._embedder_name = settings.embed.model
        self.settings: Settings = _with_projection(_with_embedder_folder(settings, environ), root)
        configure(self.settings.observe.log_level)
        self._searches = 0
        self._opening = threading.RLock()
        self._store: Store | None = None
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        self._refreshing = threading.Lock()
        self._refreshed: Refreshed | None = None
        self._look_again_at = 0.0
        self._glances: Glances | None = None

    @property
    def store(self) -> Store:
        """The store, checked to hold vectors of the embedder in use; opened again where it was built anew since."""
        with self._opening:
            # others may still read the old one: it ends with the last of them
            if self._store is None or self._store.is_replaced():
                store = self._open()
                try:
                    self._check(store)
                except BaseException:
                    store.close()
                    raise
                self._store = store
            return self._store

    def _open(self) -> Store:
        """Open the store, or a copy of it where nothing can be written: the engine writes also to read."""
        folder = data_folder(self.root)
        try:
            return Store.open(folder)
        except DiskError:
            if os.access(folder, os.W_OK) and os.access(Places(folder).database, os.W_OK):
                raise
        import tempfile  # noqa: PLC0415 - where nothing can be written

        copy = tempfile.TemporaryDirectory(prefix="codegraph-")
        try:
            copy_to_read(folder, Path(copy.name))
            store = Store.open(Path(copy.name))
        except BaseException:
            copy.cleanup()
            raise
        self._copy = copy
        return store

    def _check(self, store: Store) -> None:
        own = self.embedder.set
        store.check_embedding_set(model=own.model, dimensions=own.dimensions, recipe=own.recipe)
        if store.meta("facts_version") is None:  # what the first index writes when all files are in
            writer = store.writer()
            if writer is not None:
                message = f"the first index of {self.root} is being built by {writer.describe()}"
                raise StoreBusyError(message, hint="ask again when it is done")
            message = f"the first index of {self.root} was interrupted"
            raise IncompleteError(message, hint="run `codegraph index` to finish it")

    def writable_store(self, *, anew: bool = False, progress: Callable[[str, int, int], None] | None = None) -> Store:
        """Open the store for writing, or create one: where there is none, or, with `anew`, in place of the old one."""
        folder = data_folder(self.root)
        make = anew or not is_indexed(self.root)
        if make and _learns(self.settings):
            self._learn(folder, progress)
        own = self.embedder.set
        if make:
            return Store.create(folder, model=own.model, dimensions=own.dimensions, recipe=own.recipe)
        store = Store.open(folder, writable=True)
        try:
            store.check_embedding_set(model=own.model, dimensions=own.dimensions, recipe=own.recipe)
        except BaseException:
            store.close()
            raise
        return store

    def _learn(self, folder: Path, progress: Callable[[str, int, int], None] | None) -> None:
        """Learn from the files how vectors are brought to fewer dimensions."""
        from codegraph.indexing.learning import learn_projection  # noqa: PLC0415 - see _learns

        self._check_embedder()
        plain = replace(self.settings, embed=self.settings.embed.changed(projection=""))
        path = learn_projection(self.root, plain, folder, progress=progress)
        self.settings = replace(plain, embed=plain.embed.changed(projection=str(path)))
        self.__dict__.pop("embedder", None)

    @cached_property
    def embedder(self) -> Embedder:
        """The embedder that the settings name.

        Raises ModelMissingError for a model of the catalogue that was not pulled, ConfigError and ModelFileError as
        `open_embedder` does.
        """
        self._check_embedder()
        if _learns(self.settings) and not self.settings.embed.projection:
            message = "this index has no dimensions learnt: embed.reduce is pca since it was made"
            raise IncompleteError(message, hint="run `codegraph index --force`")
        return open_embedder(self.settings.embed)

    def _check_embedder(self) -> None:
        """Check that a model of the catalogue is here, whole, and for the kind of embedder that is set."""
        if self.settings.embed.model != self._embedder_name:
            from codegraph.models.embedders import find_embedder  # noqa: PLC0415 - the shipped model needs none of it

            models = models_folder(self.environ, self.settings.models.dir)
            installed = find_embedder(models, self._embedder_name)
            if installed.kind != self.settings.embed.kind:
                message = f"{self._embedder_name} is no model for embed.kind {self.settings.embed.kind}"
                raise ConfigError(message, hint=f"codegraph config set embed.kind {installed.kind}")

    def search(
        self, query: str, *, scope: Scope, limit: int | None = None, refresh: bool | None = None
    ) -> SearchResult:
        """Search the index; the hits come best first.

        Files that changed since the index was made are brought up to date before, if they are few and no other process
        writes; a program that asks again and again looks at the files at most every `retrieve.refresh_pause_s`, and
        at once where a hit's file has changed. `refresh` of True always looks, of False never (default:
        `retrieve.refresh`). Hits in files that have changed all the same are stale.
        """
        try:
            return self._search(query, scope, limit, refresh)
        except StoreReplacedError:
            return self._search(query, scope, limit, refresh)

    def _search(self, query: str, scope: Scope, limit: int | None, refresh: bool | None) -> SearchResult:  # noqa: FBT001
        began = time.perf_counter()
        wanted = self.settings.retrieve.refresh if refresh is None else refresh
        refreshed = self._refresh(at_once=bool(refresh)) if wanted else None
        took = (time.perf_counter() - began) * 1000.0
        result = self._found(query, scope, limit)
        if refreshed is None:
            return result
        if result.stale_paths and not refreshed.reason:
            again = self._refresh(at_once=True)
            if again.files:
                refreshed = again._replace(files=refreshed.files + again.files)
                result = self._found(query, scope, limit)
        return result._replace(
            changed_since_index=max(refreshed.behind, result.changed_since_index),
            degraded=(*result.degraded, *([refreshed.reason] if refreshed.reason else ())),
            took_ms={"refresh": round(took, 2), **result.took_ms},
            refreshed=refreshed.files,
        )

    def frequencies(self, query: Query) -> dict[str, int]:
        """Count for each word that the lexical index is asked for the chunks that have it."""
        from codegraph.retrieve.legs.lexical import terms_of  # noqa: PLC0415 - indexing does not need it

        return self.store.lexical.document_frequency(terms_of(query))

    def similar(
        self,
        place: str,
        *,
        text: str | None = None,
        here: str = "",
        scope: Scope,
        limit: int | None = None,
        refresh: bool | None = None,
    ) -> tuple[Subject, SearchResult]:
        """Find code like a place of the index, or like a text; also gives what was taken for the place.

        `here` is the folder, relative to the repository, from which it may be meant; `refresh` is as in `search`.
        Raises NotFoundError for a place that is not indexed, UsageError for one that is none, or a text without words.
        """
        began = time.perf_counter()
        wanted = self.settings.retrieve.refresh if refresh is None else refresh
        refreshed = self._refresh(at_once=bool(refresh)) if wanted else None
        took = (time.perf_counter() - began) * 1000.0
        limit = limit or self.settings.retrieve.limit
        try:
            subject, result = self._like(place, text, here, scope, limit)
        except StoreReplacedError:
            subject, result = self._like(place, text, here, scope, limit)
        if refreshed is None:
            return subject, result
        return subject, result._replace(
            changed_since_index=max(refreshed.behind, result.changed_since_index),
            degraded=(*result.degraded, *([refreshed.reason] if refreshed.reason else ())),
            took_ms={"refresh": round(took, 2), **result.took_ms},
            refreshed=refreshed.files,
        )

    def _like(self, place: str, text: str | None, here: str, scope: Scope, limit: int) -> tuple[Subject, SearchResult]:
        from codegraph.retrieve.similar import similar_to  # noqa: PLC0415 - a search does not need it

        return similar_to(
            place,
            text=text,
            here=here,
            store=self.store,
            embedder=self.embedder,
            root=self.root,
            scope=scope,
            limit=limit,
        )

    def _found(self, query: str, scope: Scope, limit: int | None) -> SearchResult:
        from codegraph.retrieve.searching import search  # noqa: PLC0415 - indexing does not need it

        if self._searches == 1:
            # whoever asks again gains from exact search over vectors, which takes a few milliseconds with numpy loaded;
            # a process that asks once is done sooner without it
            import numpy  # noqa: F401, ICN001, PLC0415
        self._searches += 1
        return search(
            query,
            store=self.store,
            embedder=self.embedder,
            root=self.root,
            scope=scope,
            limit=limit or self.settings.retrieve.limit,
            settings=self.settings.retrieve,
            cache=self._answers,
        )

    def _refresh(self, *, at_once: bool) -> Refreshed:
        """Catch up with the files, unless that was done a moment ago."""
        from codegraph.indexing.refreshing import Glances, refresh  # noqa: PLC0415 - indexing does not need it

        with self._refreshing:
            began = time.monotonic()
            if self._refreshed is not None:
                if began < self._look_again_at and not at_once:
                    return self._refreshed._replace(files=0)
                # who looks once gains nothing from what it takes to remember how the files stood
                self._glances = self._glances or Glances()
            self._refreshed = refresh(
                self.root, self.store, self.settings, self.writable_store, self._glances, thoroughly=at_once
            )
            now = time.monotonic()
            self._look_again_at = now + max(self.settings.retrieve.refresh_pause_s, (now - began) / _SHARE_OF_TIME)
            return self._refreshed

    def refresh_references(self) -> Refreshed:
        """Bring the index up to date, references included; it stays as it is where another process writes."""
        from codegraph.indexing.refreshing import refresh_references  # noqa: PLC0415 - a search does not need it

        with self._refreshing:
            return refresh_references(self.root, self.store, self.settings, self.writable_store)

    @cached_property
    def _answers(self) -> AnswerCache[Ranking]:
        from codegraph.retrieve.caching import AnswerCache  # noqa: PLC0415 - only searches need it

        return AnswerCache(_HITS_KEPT)

    def close(self) -> None:
        """Close what was opened."""
        with self._opening:
            if self._store is not None:
                self._store.close()
                self._store = None
            if self._copy is not None:
                self._copy.cleanup()
                self._copy = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()
