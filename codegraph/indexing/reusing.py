"""Facts that need no parsing: kept from before, from another branch or another path, or by another worktree's index.

Facts are a function of a file's language and bytes, so that its hash finds them. What other worktrees of the same git
repository have is read only, and any fault there means that there is nothing to share.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple, Self

from codegraph.discover import FileContent, language_in, read_file
from codegraph.discover.git_places import sibling_worktrees
from codegraph.errors import CodegraphError
from codegraph.indexing.jobs import FACTS, Before
from codegraph.observe.logs import debug
from codegraph.parse.version import FACTS_VERSION
from codegraph.resolve.binding import module_name, root_id
from codegraph.store import Store, local_directory

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from codegraph.config import Settings
    from codegraph.indexing.jobs import Job

# opening another store takes as long as parsing a file or two
_FEWEST_FILES_TO_SHARE = 16
_OF_A_SET = ("model", "dimensions", "recipe")


class Trusted(NamedTuple):
    """What of the own store can be used: its `facts`, and that words and vectors of all files are there, `complete`."""

    facts: bool
    complete: bool


class KnownFacts:
    """Finds the stores that may know facts. Close it, or use it as a context manager.

    `siblings` are the open stores of other worktrees, of the same embedding set and the same version of facts;
    `trusted` says what of the own one can be used.
    """

    def __init__(self, root: Path, store: Store, settings: Settings, files: int) -> None:
        """Look in the store, and for as many `files` as make it worth while in the indexes of other worktrees."""
        self._root = root
        self._limit = settings.discover.max_file_bytes
        self._store = store
        self._open = ExitStack()
        self.siblings: list[Store] = []
        if settings.store.share and files >= _FEWEST_FILES_TO_SHARE:
            self.siblings = [other for one in sibling_worktrees(root) if (other := self._sibling(store, one))]
        current = store.meta(FACTS) == str(FACTS_VERSION)
        self.trusted = Trusted(current, all(map(store.is_finished, ("lexical", "vectors"))))

    def attach(self, jobs: list[Job]) -> list[Job]:
        """Give jobs what is known of their files, here."""
        return Attaching(self._root, self._limit, self._store, self.siblings, self.trusted).attach(jobs)

    def _sibling(self, own: Store, folder: Path) -> Store | None:
        try:
            other = self._open.enter_context(Store.open(local_directory(folder)))
            mine, theirs = own.all_meta(), other.all_meta()
        except CodegraphError as error:
            debug("%s shares nothing: %s", folder, error)
            return None
        same = theirs.get(FACTS) == str(FACTS_VERSION) and all(mine.get(key) == theirs.get(key) for key in _OF_A_SET)
        return other if same else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._open.close()


class Attaching:
    """Gives jobs the facts that are known for their files' bytes."""

    def __init__(self, root: Path, limit: int, own: Store | None, siblings: Sequence[Store], trusted: Trusted) -> None:
        """Take open stores; files of more than `limit` bytes are not read."""
        self._root = root
        self._limit = limit
        self._own = own if trusted.facts else None
        self._complete = trusted.complete
        self._stores = [*([self._own] if self._own else ()), *siblings]

    def attach(self, jobs: list[Job]) -> list[Job]:
        """Give the jobs with what is known of their files as they are now."""
        if not self._stores:
            return jobs
        keys: dict[int, tuple[str, str]] = {}
        for at, job in enumerate(jobs):
            content = read_file(self._root, job.entry, limit=self._limit)
            if isinstance(content, FileContent):
                keys[at] = content.hash, language_in(job.entry.path, content.data)
        known: dict[tuple[str, str], bytes] = {}
        for store in self._stores:
            missing = set(keys.values()) - known.keys()
            if missing:
                known.update(_ask(store, sorted(missing)))
        known_jobs = [job._replace(facts=known.get(keys[at])) if at in keys else job for at, job in enumerate(jobs)]
        return self._with_earlier(known_jobs)

    def _with_earlier(self, jobs: list[Job]) -> list[Job]:
        """Give those that are to be parsed with what is stored of the files as they were, where nothing was renamed."""
        if self._own is None:
            return jobs
        rows = self._own.files_at(job.entry.path for job in jobs if job.facts is None)
        paths = [
            path
            for path, place in ((job.entry.path, job.place) for job in jobs)
            if path in rows and (rows[path].package, rows[path].module) == (place.package, module_name(place))
        ]
        before = self._own.facts_of(paths) if paths else {}
        roots = {job.entry.path: root_id(job.place) for job in jobs if job.entry.path in before}
        stored = self._own.standing_in(roots) if roots and self._complete else set()
        units = self._own.units_of(stored) if stored else {}
        return [
            job._replace(before=Before(before[path], units.get(path, b"")), stored=path in stored)
            if job.facts is None and path in before
            else job
            for job, path in ((job, job.entry.path) for job in jobs)
        ]


def _ask(store: Store, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], bytes]:
    try:
        return store.facts_of_bytes(keys)
    except CodegraphError as error:
        debug("%s shares nothing: %s", store.places.directory, error)
        return {}
