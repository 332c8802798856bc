"""What changed files give others now: told from what they gave before where only functions of theirs are otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.resolve.tracking import unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from codegraph.indexing.resolving import Tables
    from codegraph.model import Dependencies, FileRecord
    from codegraph.store import Store


class Versions(NamedTuple):
    """The unit of a file as it was stored, with its digest, and as it is now."""

    digest: str
    before: bytes
    now: bytes


def versions_of(store: Store, records: Sequence[FileRecord]) -> dict[str, Versions]:
    """Give the units of files that are going to be replaced, by path; those that have none are left out."""
    found = {}
    digests = store.unit_digests(record.path for record in records)
    for record in records:
        digest = digests.get(record.path)
        if digest is not None and record.unit and digest != record.unit_digest:
            found[record.path] = Versions(digest, store.units_of([record.path])[record.path], record.unit)
    return found


class Gives:
    """Tells what files give."""

    def __init__(
        self, tables: Callable[[], Tables], noted: Mapping[str, Dependencies], units: Mapping[str, Versions]
    ) -> None:
        """Take what is noted of all files, and the versions of those that were just replaced."""
        self._tables = tables
        self._noted = noted
        self._units = units
        # the files of which it was told from what they gave before
        self._told: list[str] = []

    def of(self, path: str) -> Mapping[int, int]:
        """Give the keys of a file, with fingerprints."""
        versions, noted = self._units.get(path), self._noted.get(path)
        if versions is not None and noted is not None and noted.digest == versions.digest:
            pairs = unpack(noted.gives)
            given = dict(zip(pairs[::2], pairs[1::2], strict=True))
            found = self._tables().gives_after(path, given, versions.before, versions.now)
            if found is not None:
                self._told.append(path)
                return found
        return self.of_all(path)

    def of_all(self, path: str) -> Mapping[int, int]:
        """Give them without a look at what it gave before."""
        return self._tables().gives(path)

    def is_in_doubt(self, keys: Collection[int]) -> bool:
        """Tell whether heads of these files asked for one of these keys: then what did not change may mean another."""
        changed = {*keys}
        return any(not changed.isdisjoint(unpack(self._noted[path].heads)[::2]) for path in self._told)
