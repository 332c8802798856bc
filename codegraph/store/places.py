"""Where the files of an index stand: `.codegraph/local/` of the repository, invisible to git."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, NamedTuple

from codegraph.errors import DiskError

if TYPE_CHECKING:
    from pathlib import Path

    # node, size in bytes, and time of the last change in nanoseconds
    Look = tuple[int, int, int]
    # of the database and of its journal
    Looks = tuple[Look, Look]

LOCAL = (".codegraph", "local")
_DATABASE = "store.db"
_JOURNAL = "-wal"
_ABSENT = (0, 0, 0)


class Places(NamedTuple):
    """The paths of one index; `directory` is `ROOT/.codegraph/local`."""

    directory: Path

    @property
    def database(self) -> Path:
        """The CozoDB file."""
        return self.directory / _DATABASE

    @property
    def draft(self) -> Path:
        """The CozoDB file while it is being made."""
        return self.directory / "store.new"

    @property
    def lexical(self) -> Path:
        """The folder of the lexical index."""
        return self.directory / "lexical"

    @property
    def vectors(self) -> Path:
        """The derived file of vectors for exact search."""
        return self.directory / "vectors-1.bin"

    @property
    def lock(self) -> Path:
        """The writer's lock file."""
        return self.directory / "lock"

    @property
    def database_files(self) -> tuple[Path, ...]:
        """The CozoDB file and what SQLite keeps beside it."""
        return _with_journal(self.database)

    def looks(self) -> Looks:
        """Give node, size and time of the database's files: others after almost every write, and not opened for it."""
        database = f"{self.directory}/{_DATABASE}"
        return _look(database), _look(f"{database}{_JOURNAL}")

    def prepare(self) -> None:
        """Create the folder with a `.gitignore` of `*`. Raises DiskError."""
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
            ignore = self.directory / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
        except OSError as error:
            message = f"cannot create the index folder {self.directory}: {error.strerror}"
            raise DiskError(message, hint="check the folder's permissions and the free space") from error

    def remove(self) -> None:
        """Delete the index's files, and nothing else that stands in the folder. Raises DiskError."""
        try:
            for path in (*self.database_files, self.vectors):
                path.unlink(missing_ok=True)
        except OSError as error:
            raise self._cannot_delete(error) from error
        self.remove_lexical()

    @staticmethod
    def is_whole(database: Path) -> bool:
        """Tell whether nothing of a database stands in a journal beside it."""
        journal = _with_journal(database)[1]
        return not journal.exists() or journal.stat().st_size == 0

    def remove_drafts(self) -> None:
        """Delete what was being written when a run was interrupted. Raises DiskError."""
        try:
            for path in (*_with_journal(self.draft), *self.directory.glob(f"{self.vectors.name}.*")):
                path.unlink(missing_ok=True)
        except OSError as error:
            raise self._cannot_delete(error) from error

    def remove_lexical(self) -> None:
        """Delete the lexical index. Raises DiskError."""
        try:
            if self.lexical.exists():
                shutil.rmtree(self.lexical)
        except OSError as error:
            raise self._cannot_delete(error) from error

    def _cannot_delete(self, error: OSError) -> DiskError:
        message = f"cannot delete the index in {self.directory}: {error.strerror}"
        return DiskError(message, hint="check the folder's permissions")

    def size(self) -> dict[str, int]:
        """Give the bytes on disk of the database, the lexical index and the vectors."""
        return {
            "database": sum(path.stat().st_size for path in self.database_files if path.exists()),
            "lexical": sum(path.stat().st_size for path in self.lexical.glob("*") if path.is_file()),
            "vectors": self.vectors.stat().st_size if self.vectors.exists() else 0,
        }


def _with_journal(path: Path) -> tuple[Path, Path, Path]:
    return (path, path.with_name(f"{path.name}{_JOURNAL}"), path.with_name(f"{path.name}-shm"))


def _look(path: str) -> Look:
    try:
        found = os.stat(path)  # noqa: PTH116 - with each search
    except OSError:
        return _ABSENT
    return found.st_ino, found.st_size, found.st_mtime_ns


def local_directory(root: Path) -> Path:
    """Name the folder of the index of the repository at `root`."""
    return root.joinpath(*LOCAL)
