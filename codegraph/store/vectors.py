"""Dense search that misses nothing: sign bits first, then exact cosines of the best.

The database holds the vectors; what is searched is the mapped file that `finish_vectors` derives from it, with the
files that changed since laid over it. Numpy is loaded with the first exact search, not before.
"""

from __future__ import annotations

import itertools
import json
import sys
from typing import TYPE_CHECKING, NamedTuple

from codegraph.store import rows
from codegraph.store.hnsw import Hnsw
from codegraph.store.reading import Reading

if TYPE_CHECKING:
    from array import array
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt

    from codegraph.discover.roles import Role
    from codegraph.identity import NodeId
    from codegraph.store.exact import ExactIndex
    from codegraph.store.reading import FileBrief
    from codegraph.store.sidecar import Sidecar

MOST_EXACT = 250_000
"""Up to so many chunks an exact search takes less time than one by HNSW, once numpy is loaded."""

_ASKED_AT_ONCE = 5_000
_LINE_BYTES = 512
# So many chunks of changed files may lie over the mapped file before it is written anew, which takes a second.
_OVERLAY_CHUNKS = 4_000


class _Loaded(NamedTuple):
    """The exact index of a revision: `mapped` says of which file, `complete` whether no vector was missing then."""

    revision: int
    content: int
    complete: bool
    mapped: tuple[int, int] | None
    exact: ExactIndex


class Near:
    """Exact searches for one question in one state of the vectors; what they share is computed once."""

    def __init__(self, store: Dense, loaded: _Loaded, query: array[float] | npt.NDArray[np.float32]) -> None:
        """Take what was loaded, and a unit vector of `dimensions` floats."""
        self._store = store
        self._content = loaded.content
        self._asked = loaded.exact.asked(query)

    def search(
        self,
        k: int,
        *,
        chunks: Collection[str] | None = None,
        files: Collection[str] | None = None,
        roles: Collection[Role] | None = None,
    ) -> list[tuple[NodeId, float]]:
        """Find the k nearest chunks, of files with these keys if given; see `Dense.dense_exact`."""
        if roles is not None:
            of_roles = self._store.files_of_roles(roles, self._content)
            files = of_roles if files is None else of_roles.intersection(files)
        return self._asked.search(k, chunks=chunks, files=files)


class Dense(Hnsw, Reading):
    """Exact dense search, and the file it uses."""

    _exact: _Loaded | None = None
    _spool: dict[str, bytes] | None = None
    _asked = False
    _files: tuple[int, Mapping[str, FileBrief]] | None = None
    _roles: tuple[int, dict[frozenset[Role], frozenset[str]]] | None = None

    def exact_is_quicker(self, *, of: int) -> bool:
        """Tell whether the next search takes less time exactly than by HNSW.

        The one search of a short process goes by HNSW, since numpy takes longer to load. Who asks the same handle again
        waits for numpy once; exact searches then take a fifth of the time, up to `MOST_EXACT` chunks.

        :param of: about how many chunks there are.
        """
        again, self._asked = self._asked, True
        quick = of <= MOST_EXACT and (again or "numpy" in sys.modules)
        return quick or not self.has_hnsw()

    def dense_exact(
        self,
        query: array[float] | npt.NDArray[np.float32],
        k: int,
        *,
        chunks: Collection[str] | None = None,
        paths: Collection[str] | None = None,
        roles: Collection[Role] | None = None,
    ) -> list[tuple[NodeId, float]]:
        """Find the k chunks nearest to a unit vector: (chunk, cosine), the nearest first, ties by id.

        Cosines are those of vectors rounded to float16.

        :param query: `dimensions` floats.
        :param chunks: only these chunks.
        :param paths: only chunks of these files.
        :param roles: only chunks of files of these roles.
        """
        files = None if paths is None else [rows.file_key(path) for path in paths]
        return self.near(query, self.revision).search(k, chunks=chunks, files=files, roles=roles)

    def near(self, query: array[float] | npt.NDArray[np.float32], revision: int) -> Near:
        """Begin exact searches for what is nearest to a unit vector.

        :param revision: of the store as it is now; what was written since is found or not.
        """
        loaded = self._exact
        if loaded is None or loaded.revision < revision:
            loaded = self._exact = self._load_exact(revision, loaded)
        return Near(self, loaded, query)

    def files_of_chunks(self, ids: Sequence[NodeId], revision: int) -> dict[NodeId, str | None]:
        """Give the keys of the files of chunks, as far as they are known without a query: where vectors are loaded.

        None says that there is no such chunk.

        :param revision: of the store as one sees it.
        """
        loaded = self._exact
        if loaded is None or loaded.revision != revision:
            return {}
        found = loaded.exact.files_of(ids)
        if loaded.complete and loaded.exact.finds_all:
            return {one: found.get(one) for one in ids}
        return {**found}

    def symbols_of_chunks(self, ids: Sequence[NodeId], revision: int) -> dict[NodeId, NodeId]:
        """Give the symbols of chunks, as far as they are known without a query; see `files_of_chunks`."""
        loaded = self._exact
        return loaded.exact.symbols_of(ids) if loaded is not None and loaded.revision == revision else {}

    def all_files(self, content: int) -> Mapping[str, FileBrief]:
        """Give what every search asks for of all files, by their keys; kept until files change."""
        if self._files is None or self._files[0] != content:
            self._files = content, self.keep_files(content)
        return self._files[1]

    def files_of_roles(self, roles: Collection[Role], content: int) -> frozenset[str]:
        """Give the keys of all files of some roles; kept until files change."""
        from codegraph.discover.roles import Role, role_of  # noqa: PLC0415 - only a search asks for roles

        wanted = frozenset(roles)
        if self._roles is None or self._roles[0] != content:
            keys: dict[Role, set[str]] = {role: set() for role in Role}
            for key, one in self.all_files(content).items():
                keys[role_of(one.path, one.language)].add(key)
            self._roles = content, {frozenset({role}): frozenset(found) for role, found in keys.items()}
        kept = self._roles[1]
        if wanted not in kept:
            kept[wanted] = frozenset().union(*(kept[frozenset({role})] for role in wanted))
        return kept[wanted]

    def finish_vectors(self, *, overlay: int = _OVERLAY_CHUNKS) -> int:
        """Bring the mapped file up to date; returns the number of chunks that have no vector yet.

        It is written anew when changed files have more than `overlay` chunks, and the stage is finished when no vector
        is missing.
        """
        from codegraph.store import sidecar  # noqa: PLC0415 - loads numpy

        self._require_lock()
        present = self._mapped(self.content)
        if present is None or self.chunks_since(present.content) > overlay:
            built, missing = self._build(present)
            sidecar.write(self.places.vectors, built)
            self._exact = None
        else:
            # what was written before the stage was last finished has its vectors
            missing = self._count_missing(self._changed_since(int(self.meta("stage.vectors") or 0)))
        self._spool = None
        if not missing and self.meta("stage.vectors") != str(self.content):
            self.finish_stage("vectors")
        return missing

    def renew_vector_file(self) -> None:
        """Write the mapped file anew where it does not show just the present content."""
        from codegraph.store import sidecar  # noqa: PLC0415 - loads numpy

        self._require_lock()
        present = self._mapped(self.content)
        if present is None or present.content != self.content:
            sidecar.write(self.places.vectors, self._build(present)[0])
            self._exact = None

    def _mapped(self, content: int) -> Sidecar | None:
        """Map the file; None where there is none, or one of another store, or of a later state of this one."""
        from codegraph.store import sidecar  # noqa: PLC0415 - loads numpy

        found = sidecar.read(self.places.vectors, self.dimensions)
        return found if found and found.identity == self.identity and found.content <= content else None

    def chunks_overlaid(self) -> int:
        """Count the chunks that lie over the mapped file; 0 where there is none."""
        if _content_in_head(self.places.vectors) == self.content:
            return 0
        present = self._mapped(self.content)
        return self.chunks_since(present.content) if present else 0

    def chunks_since(self, content: int) -> int:
        """Count the chunks of files that were written after a content number."""
        return int(self._ask("count_chunks_since", after=content)[0][0] or 0)

    def keep_for_file(self, vectors: Iterable[tuple[str, bytes]]) -> None:
        """Remember vectors that were just stored, as float16, so that `finish_vectors` need not read them back."""
        if self._spool is None:
            self._spool = {}
        self._spool.update(vectors)

    def chunks_without_vectors(self) -> list[tuple[str, str]]:
        """List path and vector key of every chunk whose vector is missing, by path."""
        return [(path, key.replace("-", "")) for path, key in self._ask("chunks_without_vectors")]

    def iter_vectors(self, keys: Sequence[str]) -> Iterator[tuple[str, list[float]]]:
        """Give key and vector of those of these keys that have one."""
        for part in _parts(keys):
            for key, vector in self._ask("vectors_by_key", keys=[[key] for key in part]):
                yield key.replace("-", ""), vector

    def _load_exact(self, revision: int, before: _Loaded | None) -> _Loaded:
        """Make the exact index, from that of a revision before where only files changed since."""
        from codegraph.store.exact import ExactIndex  # noqa: PLC0415 - loads numpy

        # read first: a write in between is taken for a change that is still to come
        content, mapped = self.content, _stamp(self.places.vectors)
        complete = self.meta("stage.vectors") == str(content)
        if before and before.complete and before.mapped == mapped and before.content <= content:
            exact, since = before.exact, before.content
        else:
            base = self._mapped(content) or self._build(None)[0]
            exact, since = ExactIndex(base), base.content
        changed = self._changed_since(since)
        if changed:
            exact = exact.with_changes(changed, self._overlay(changed))
        return _Loaded(revision, content, complete, mapped, exact)

    def _changed_since(self, content: int) -> list[str]:
        """List the keys of files that were written or removed after a content number."""
        asked = (self._ask("changed_files", after=content), self._ask("gone_files", after=content))
        return sorted({row[0].replace("-", "") for row in itertools.chain(*asked)})

    def _overlay(self, files: Sequence[str]) -> Iterator[tuple[str, str, str, list[float]]]:
        """Give file, chunk, symbol and vector of every chunk of some files."""
        for part in _parts(files):
            for row in self._ask("file_vectors", files=[[file] for file in part]):
                yield row[0], row[1], row[2], row[3]

    def _count_missing(self, files: Sequence[str]) -> int:
        asked = [self._ask("file_vectors_missing", files=[[file] for file in part]) for part in _parts(files)]
        return sum(len(found) for found in asked)

    def _build(self, old: Sidecar | None) -> tuple[Sidecar, int]:
        """Derive the file's arrays from the database; vectors that are at hand are not read from there."""
        from codegraph.store.assembling import assemble  # noqa: PLC0415 - loads numpy

        content = self.content
        again = self._build_from(old, content) if old is not None else None
        if again is not None:
            return again, 0
        listed = self._ask("chunk_places")
        keys = sorted({row[2] for row in listed})
        known = dict(self._spool or {})
        if old is not None:
            known.update((key.tobytes().hex(), row.tobytes()) for key, row in zip(old.keys, old.vectors, strict=True))
        plain = {key: key.replace("-", "") for key in keys}
        self._read_vectors([plain[key] for key in keys if plain[key] not in known], known)
        return assemble(content, self.dimensions, listed, known, self.identity)

    def _build_from(self, old: Sidecar, content: int) -> Sidecar | None:
        """Derive the arrays from an earlier file and what changed since; None where that does not give every chunk."""
        from codegraph.store.assembling import reassemble, rows_of  # noqa: PLC0415 - loads numpy

        changed = self._changed_since(old.content)
        listed = [row for part in _parts(changed) for row in self._ask("chunk_vectors", files=[[it] for it in part])]
        keys = sorted({row[2].replace("-", "") for row in listed})
        there = rows_of(old, keys).tolist()
        known = dict(self._spool or {})
        new = (key for key, row in zip(keys, there, strict=True) if row < 0)
        self._read_vectors([key for key in new if key not in known], known)
        built = reassemble(content, old, changed, listed, known)
        count = sum(row[4] for row in self._ask("count_files"))
        return built if built is not None and len(built.ids) == count else None

    def _read_vectors(self, keys: Sequence[str], into: dict[str, bytes]) -> None:
        import numpy as np  # noqa: PLC0415

        into.update((key, np.asarray(vector, dtype="<f2").tobytes()) for key, vector in self.iter_vectors(keys))


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def _content_in_head(path: Path) -> int | None:
    """Read the content number in the mapped file's head, without loading numpy; None where there is none."""
    try:
        with path.open("rb") as file:
            file.readline(_LINE_BYTES)
            return int(json.loads(file.readline(_LINE_BYTES).split(b"}")[0] + b"}")["content"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _parts(items: Sequence[str]) -> Iterable[Sequence[str]]:
    return (items[start : start + _ASKED_AT_ONCE] for start in range(0, len(items), _ASKED_AT_ONCE))
