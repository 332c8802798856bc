"""A private copy of an index for a reader who may not write where the index stands.

The database keeps a journal beside its file, even for those who only read, and the lexical index locks its folder.
"""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING

from codegraph.errors import DiskError
from codegraph.store.places import Places

if TYPE_CHECKING:
    from pathlib import Path

_ATTEMPTS = 3


def copy_to_read(directory: Path, into: Path) -> None:
    """Copy the index in `directory` to the empty folder `into`, but for the vectors, which are read where they are.

    It is copied again while somebody else writes it, a few times at most. Raises DiskError.
    """
    places, copy = Places(directory), Places(into)
    try:
        for _ in range(_ATTEMPTS):
            before = _stamps(places)
            for source in places.database_files[:2]:
                if source.exists():
                    shutil.copyfile(source, into / source.name)
            if _stamps(places) == before:
                break
        copy.vectors.symlink_to(places.vectors)
        # without words an answer is poorer, and says so
        with contextlib.suppress(OSError):
            shutil.copytree(places.lexical, copy.lexical)
    except OSError as error:
        message = f"cannot copy the index {directory}, which cannot be opened where it stands: {error}"
        raise DiskError(message, hint="check the folder's permissions and the space for temporary files") from error


def _stamps(places: Places) -> list[tuple[int, int]]:
    found = [path.stat() for path in places.database_files[:2] if path.exists()]
    return [(one.st_size, one.st_mtime_ns) for one in found]
