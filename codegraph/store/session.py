"""One open store: the database handle, the places of its files, its own values, and the writer's lock."""

from __future__ import annotations

import sys
import time
import uuid
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

from codegraph.errors import (
    CodegraphError,
    EmbeddingSetError,
    NoIndexError,
    StoreBusyError,
    StoreError,
    StoreReplacedError,
    StoreVersionError,
)
from codegraph.store import schema
from codegraph.store.gate import no_write_follows
from codegraph.store.lock import WriterLock, present_holder
from codegraph.store.places import Places
from codegraph.store.queries import load

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from codegraph.store.engine import Engine, Rows
    from codegraph.store.lock import Holder
    from codegraph.store.places import Looks

T = TypeVar("T")
# what stands for the content that scores were computed of, where they are to be computed whatever comes
UNSCORED = "-1"
STAGES = ("lexical", "vectors", "edges", "scores", "hnsw")
_TRIES = 50
# so often a reader tries without asking the writer to wait
_HURRIED_TRIES = 2
# on Windows a file that is held open may get the time of a write when it is closed
_TIMES_TELL = sys.platform != "win32"


class _Seen(NamedTuple):
    """Revision and content, how the database's files looked before they were asked for, and if that was long so."""

    looks: Looks
    numbers: tuple[int, int]
    settled: bool


class Session:
    """What reading and writing share. Threads may use one session; a write makes the others wait for its end."""

    # what `numbers` gave last
    _seen: _Seen | None = None

    def __init__(self, places: Places, engine: Engine, lock: WriterLock | None) -> None:
        self.places = places
        self._engine = engine
        self._lock = lock

    @classmethod
    def open(cls, directory: Path, *, writable: bool = False) -> Self:
        """Open the store in `directory` (`ROOT/.codegraph/local`).

        Raises NoIndexError, StoreCorruptError, StoreVersionError, DiskError, and for writing StoreBusyError.
        """
        places = Places(directory)
        if not places.database.exists():
            message = f"there is no index in {directory}"
            raise NoIndexError(message, hint="build one with `codegraph index`")
        lock = WriterLock(places.lock) if writable else None
        try:
            if writable:
                places.remove_drafts()
            return cls(places, _open_engine(places, writable=writable), lock)
        except BaseException:
            if lock:
                lock.release()
            raise

    @classmethod
    def create(cls, directory: Path, *, model: str, dimensions: int, recipe: int | str) -> Self:
        """Create an empty store for vectors of one embedding set and open it for writing.

        A store that stands there is replaced. Raises StoreBusyError when another process writes it, DiskError.
        """
        from codegraph.store.engine import Engine  # noqa: PLC0415 - loads the database

        places = Places(directory)
        places.prepare()
        lock = WriterLock(places.lock)
        try:
            values = {
                # who knows the old store by its revision does not take the new one for it
                "revision": str(_last_revision(places) + 1),
                "content": "0",
                # what is derived from this store says so, and is not used with another
                "identity": uuid.uuid4().hex,
                "model": model,
                "dimensions": str(dimensions),
                "recipe": str(recipe),
                "version": str(schema.VERSION),
            }
            _create_draft(places, values)
            places.remove()
            places.draft.rename(places.database)
            engine = Engine(places.database)
        except BaseException:
            lock.release()
            raise
        return cls(places, engine, lock)

    def close(self) -> None:
        """Close the store; the last one to do so brings the journal into the file."""
        self._engine.close()
        if self._lock:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    @property
    def writable(self) -> bool:
        """Whether this session holds the writer's lock."""
        return self._lock is not None

    def writer(self) -> Holder | None:
        """Tell which process writes the store now; None when none does."""
        return present_holder(self.places.lock)

    @property
    def revision(self) -> int:
        """The number of the last write of any kind; every write raises it."""
        return int(self.meta("revision") or 0)

    @property
    def content(self) -> int:
        """The number of the last write that changed files, symbols or chunks."""
        return int(self.meta("content") or 0)

    def numbers(self) -> tuple[int, int]:
        """Give `revision` and `content` of one moment.

        The database is asked only where its files have changed since it was, or had just then: any write changes the
        time of one of them, but for one in the same instant. An empty journal, as readers make it, has another size
        after any write.
        """
        looks = self.places.looks()
        seen = self._seen
        if seen is not None and seen.settled and seen.looks == looks:
            return seen.numbers
        from codegraph.discover.changes import RACY_NS  # noqa: PLC0415 - only a search asks for both numbers

        now_ns = time.time_ns()
        found = self._ask("state")
        numbers = (int(found[0][0]), int(found[0][1])) if found else (0, 0)
        settled = _TIMES_TELL and all(not size or changed_ns < now_ns - RACY_NS for _, size, changed_ns in looks)
        self._seen = _Seen(looks, numbers, settled)
        return numbers

    def likely_numbers(self) -> tuple[int, int]:
        """Give `numbers` as they were when asked for last, where the files look as they did then.

        That is for who asks for the numbers at the end: a write that came before may not be seen yet.
        """
        seen = self._seen
        return seen.numbers if seen and seen.looks == self.places.looks() else self.numbers()

    @property
    def dimensions(self) -> int:
        """The number of components of a vector."""
        return int(self.meta("dimensions") or 0)

    @property
    def identity(self) -> str:
        """What tells this store from every other one; empty in those made before version 4."""
        return self.meta("identity") or ""

    def meta(self, key: str) -> str | None:
        """Read one of the store's own values; who alone may write asks once for each until he writes."""
        known: dict[str, str | None] = self._engine.known if self.writable else {}
        if key not in known:
            rows = self._ask("meta", key=key)
            known[key] = str(rows[0][0]) if rows else None
        return known[key]

    def all_meta(self) -> dict[str, str]:
        """Read all of the store's own values."""
        return dict(self._ask("all_meta"))

    def check_embedding_set(self, *, model: str, dimensions: int, recipe: int | str) -> None:
        """Raise EmbeddingSetError unless the store's vectors belong to this embedding set."""
        asked = {"model": model, "dimensions": str(dimensions), "recipe": str(recipe)}
        stored = self.all_meta()
        if any(stored.get(key) != value for key, value in asked.items()):
            theirs = "/".join(stored.get(key, "?") for key in asked)
            message = f"the index holds vectors of {theirs}, not of {'/'.join(asked.values())}"
            raise EmbeddingSetError(
                message, hint="index again with `codegraph index --force`, or choose the other model"
            )

    def set_meta(self, key: str, value: str) -> None:
        """Keep a value of the caller's; keys with a point or of the store itself are the store's."""
        self._put_meta({key: value})

    def _put_meta(self, values: Mapping[str, str]) -> None:
        """Set some of the store's own values."""
        rows = [list(item) for item in values.items()]
        self._write("{?[key, value] <- $rows :put meta {key => value}}", {"rows": rows})

    def note(self, key: str, value: str) -> None:
        """Keep a value that no answer depends on, as `set_meta` but without a new revision."""
        self._require_lock()
        self._engine.write("{?[key, value] <- $rows :put meta {key => value}}", {"rows": [[key, value]]})

    def _unscored(self) -> list[list[str]]:
        """Give the row of `meta` that has graph scores computed anew; none where there were never any."""
        return [["stage.scores", UNSCORED]] if self.meta("stage.scores") is not None else []

    def finish_stage(self, *stages: str, meta: Mapping[str, str] | None = None) -> None:
        """Say that stages (`STAGES`) have done all that the present content asks for.

        :param meta: values of the caller's to keep with that, in the same transaction.
        """
        unknown = set(stages).difference(STAGES)
        if unknown:
            message = f"no such stage: {', '.join(sorted(unknown))}"
            raise ValueError(message)
        content = str(self.content)
        self._put_meta({**(meta or {}), **{f"stage.{stage}": content for stage in stages}})

    def stable(self, read: Callable[[], T]) -> T:
        """Make several reads that see one state of the store: repeated when a write came between them.

        Raises StoreReplacedError when the store was built anew meanwhile.
        """
        with ExitStack() as gate:
            for attempt in range(_TRIES):
                if attempt == _HURRIED_TRIES:
                    gate.enter_context(self.between_writes())
                before = self.revision
                result = read()
                if self.revision == before:
                    return result
        message = "the store changed during every one of many attempts to read it"
        raise StoreError(message, hint="try again when less is being written")

    def between_writes(self) -> AbstractContextManager[None]:
        """Keep each next write waiting for a quarter of a second at most; one that is under way goes on."""
        return no_write_follows(self._engine.gate)

    def is_replaced(self) -> bool:
        """Tell whether another store has taken the place of this one, so that it is to be opened again."""
        try:
            self._engine.check_same()
        except StoreReplacedError:
            return True
        return False

    def let_go(self) -> None:
        """Let go of what the engine keeps in memory, pages of the file above all."""
        self.close_for(lambda _path: None)

    def close_for(self, work: Callable[[Path], None]) -> None:
        """Close the database, have something done to its file, and open it again."""
        self._require_lock()
        self._engine.close()
        try:
            work(self.places.database)
        finally:
            self._engine = _open_engine(self.places, writable=True)

    def _ask(self, name: str, /, **params: Any) -> Rows:  # noqa: ANN401 - whatever the query takes
        """Run the query `name`."""
        return self._engine.rows(load(name), params)

    def _write(
        self, script: str, params: Mapping[str, Any] | None = None, meanwhile: Callable[[], None] | None = None
    ) -> None:
        """Run a writing script in one transaction that also raises the revision; `meanwhile` is done beside it."""
        self._require_lock()
        script = f"{script}\n{load('raise_revision')}"
        if meanwhile is None:
            self._engine.write(script, params)
            return
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - most runs do without

        with ThreadPoolExecutor(1) as beside:
            writing = beside.submit(self._engine.write, script, params)
            meanwhile()
            writing.result()

    def _require_lock(self) -> None:
        if self._lock is None:
            message = "the store is open for reading only"
            raise StoreError(message, hint="open it with writable=True")
        self._lock.check()


def _create_draft(places: Places, values: Mapping[str, str]) -> None:
    """Make an empty store under another name: interrupted, it leaves the old one, or none."""
    from codegraph.store.engine import Engine, checkpoint, create_file  # noqa: PLC0415 - loads the database

    places.remove_drafts()
    create_file(places.draft)
    rows = "{?[key, value] <- $rows :put meta {key => value}}"
    script = f"{schema.create_script(int(values['dimensions']))}\n{rows}"
    with closing(Engine(places.draft)) as engine:
        engine.write(script, {"rows": [list(item) for item in values.items()]})
    if not places.is_whole(places.draft):
        checkpoint(places.draft)


def _last_revision(places: Places) -> int:
    """Give the revision of a store that is to be replaced; 0 where none can be read."""
    from codegraph.store.engine import Engine  # noqa: PLC0415 - loads the database

    if not places.database.exists():
        return 0
    try:
        with closing(Engine(places.database)) as engine:
            return int(engine.rows(load("meta"), {"key": "revision"})[0][0])
    except (CodegraphError, IndexError, ValueError):
        return 0


def _open_engine(places: Places, *, writable: bool) -> Engine:
    from codegraph.store.engine import Engine  # noqa: PLC0415 - loads the database

    engine = Engine(places.database)
    try:
        _bring_up_to_date(engine, places, writable=writable)
    except BaseException:
        engine.close()
        raise
    return engine


def _bring_up_to_date(engine: Engine, places: Places, *, writable: bool) -> None:
    stored = _stored_version(engine)
    builder = present_holder(places.lock) if stored is None and not writable else None
    if builder:
        message = f"the index in {places.directory} is being built by {builder.describe()}"
        raise StoreBusyError(message, hint="ask again in a moment")
    version = schema.check_version(stored, str(places.directory))
    if version == schema.VERSION:
        return
    if not writable:
        message = f"the index in {places.directory} was written by an older codegraph"
        raise StoreVersionError(message, hint="run `codegraph index` once to bring it up to date")
    schema.migrate(engine, version)


def _stored_version(engine: Engine) -> str | None:
    if "meta" not in {row[0] for row in engine.rows("::relations")}:
        return None
    rows = engine.rows(load("meta"), {"key": "version"})
    return str(rows[0][0]) if rows else None
