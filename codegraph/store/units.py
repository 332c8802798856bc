"""What the resolver's tables are built from: the units of files, and what macro calls are known to become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.store import rows, schema
from codegraph.store.queries import load
from codegraph.store.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping


class Units(Writing):
    """Units and macros of a store."""

    def iter_units(self, *, without: Iterable[str] = ()) -> Iterator[bytes]:
        """Give the unit of every file that has one, in no order, but for the files at these paths."""
        left_out = {rows.file_key(path) for path in without}
        for key, data in self._ask("units"):
            if rows.node_id(key) not in left_out:
                yield bytes(data)

    def units_of(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Give the units of these files by path; files without one are left out."""
        asked = [[rows.file_key(path)] for path in paths]
        return {path: bytes(data) for path, data in self._ask("units_of_files", files=asked)}

    def unit_digests(self, paths: Iterable[str]) -> dict[str, str]:
        """Give the digests of the units of files by path; files without one are left out."""
        return dict(self._ask("unit_digests", files=[[rows.file_key(path)] for path in paths]))

    def macros(self) -> dict[str, bytes]:
        """Give what macro calls are known to become, by what it depends on."""
        return {key: bytes(data) for key, data in self._ask("macros")}

    def write_macros(self, made: Mapping[str, bytes], forgotten: Collection[str] = ()) -> None:
        """Keep what macro calls become, and forget some."""
        if not made and not forgotten:
            return
        puts = f"{{?[key, data] <- $rows :put macro {schema.RELATIONS['macro'].head()}}}"
        told = {"rows": [[key, data] for key, data in made.items()], "keys": [[key] for key in forgotten]}
        with self.following_files(()):
            self._write(f"{load('remove_macros')}\n{puts}", told)
