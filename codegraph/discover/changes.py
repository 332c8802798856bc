"""What changed since the index was made. The content's hash decides; size and mtime only save reading.

A file written in the same instant in which it was indexed can change again without a new size or mtime. As in git,
such a stamp is not trusted: `stamp` marks it, and `compare` reads the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from codegraph.discover.reading import FileContent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from codegraph.discover.entries import FileEntry
    from codegraph.discover.listing import Listing
    from codegraph.model import Problem


RACY_NS = 2_000_000_000
"""Two seconds: the coarsest mtime of a file system in use."""

_UNTRUSTED = -1


class Known(Protocol):
    """What `compare` asks of a known file: as in a `Stamp`."""

    @property
    def hash(self) -> str:
        """The content's hash."""

    @property
    def size(self) -> int:
        """The size in bytes."""

    @property
    def mtime_ns(self) -> int:
        """The time of the last change."""


class Stamp(NamedTuple):
    """What the index remembers of a file; `mtime_ns` is the time of its last change, -1 if not to be trusted."""

    hash: str
    size: int
    mtime_ns: int


class Move(NamedTuple):
    """A file that has another path and the same content."""

    old: str
    entry: FileEntry


class Changes(NamedTuple):
    """The difference between a tree and an index, each sorted by path.

    `restamped` has the stamps of unchanged files that the index should remember instead of its own. A known file
    that cannot be read is among `deleted`, with the reason in `problems`.
    """

    added: tuple[FileEntry, ...]
    modified: tuple[FileEntry, ...]
    deleted: tuple[str, ...]
    moved: tuple[Move, ...]
    unchanged: tuple[FileEntry, ...]
    restamped: Mapping[str, Stamp]
    problems: tuple[Problem, ...]

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return bool(self.added or self.modified or self.deleted or self.moved)


def stamp(content: FileContent, *, now_ns: int) -> Stamp:
    """Give the stamp of a file that was read; `now_ns` is the time before its run began to list files."""
    racy = content.mtime_ns > now_ns - RACY_NS
    return Stamp(content.hash, content.size, _UNTRUSTED if racy else content.mtime_ns)


def compare(
    listing: Listing,
    known: Mapping[str, Known],
    *,
    read: Callable[[FileEntry], FileContent | Problem],
    now_ns: int,
) -> Changes:
    """Compare a listing with the stamps of an index, by path.

    `read` reads one file; it is called for files whose stamp differs or is not trusted, and for new files as large
    as a deleted one. `now_ns` is the time, in nanoseconds since the epoch, before the listing was made.
    """
    modified: list[FileEntry] = []
    unchanged: list[FileEntry] = []
    fresh: list[FileEntry] = []
    problems: list[Problem] = []
    restamped: dict[str, Stamp] = {}
    gone = dict(known)
    for entry in listing.files:
        old = known.get(entry.path)
        if old is None:
            fresh.append(entry)
            continue
        if old.size == entry.size and old.mtime_ns == entry.mtime_ns:
            unchanged.append(entry)
        else:
            content = read(entry)
            if not isinstance(content, FileContent):
                problems.append(content)
                continue
            if content.hash == old.hash:
                unchanged.append(entry)
                new = stamp(content, now_ns=now_ns)
                if (new.size, new.mtime_ns) != (old.size, old.mtime_ns):
                    restamped[entry.path] = new
            else:
                modified.append(entry)
        del gone[entry.path]
    added, moved = _match_moves(fresh, gone, read)
    taken = {move.old for move in moved}
    return Changes(
        added=tuple(added),
        modified=tuple(modified),
        deleted=tuple(sorted(path for path in gone if path not in taken)),
        moved=tuple(moved),
        unchanged=tuple(unchanged),
        restamped=restamped,
        problems=tuple(problems),
    )


def _match_moves(
    fresh: list[FileEntry],
    gone: Mapping[str, Known],
    read: Callable[[FileEntry], FileContent | Problem],
) -> tuple[list[FileEntry], list[Move]]:
    by_hash: dict[str, list[str]] = {}
    for path in sorted(gone, reverse=True):
        by_hash.setdefault(gone[path].hash, []).append(path)
    sizes = {old.size for old in gone.values()}
    added: list[FileEntry] = []
    moved: list[Move] = []
    for entry in fresh:
        content = read(entry) if entry.size in sizes else None
        old = by_hash.get(content.hash) if isinstance(content, FileContent) else None
        if old:
            moved.append(Move(old.pop(), entry))
        else:
            added.append(entry)
    return added, moved
