"""What resolving files rested on, and which files are to be resolved: kept until the stage of edges has used it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codegraph.model import Dependencies
from codegraph.store import rows
from codegraph.store.queries import load
from codegraph.store.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Depending(Writing):
    """Dependencies of a store's files."""

    def unresolved(self) -> list[str]:
        """List the files whose references are not resolved as they are, by path.

        When the stage of edges was last finished all were: only those written since are looked at.
        """
        return [row[0] for row in self._ask("unresolved_files", after=int(self.meta("stage.edges") or 0))]

    def written_since(self, content: int) -> list[str]:
        """List the files written after a content number, by path."""
        return sorted(row[1] for row in self._ask("changed_files", after=content))

    def removed_with_dependencies(self) -> list[str]:
        """List the removed files of which dependencies are still kept, by path."""
        return [row[0] for row in self._ask("reads_removed")]

    def dependency_digests(self, paths: Iterable[str]) -> dict[str, str]:
        """Give the digest of its unit with which each file was last resolved, by path."""
        return dict(self._ask("reads_digests", files=[[rows.file_key(path)] for path in paths]))

    def dependencies(self, paths: Iterable[str]) -> dict[str, Dependencies]:
        """Give what is kept of the files among `paths`, which may be most."""
        by_key = {rows.file_key(path): path for path in paths}
        return _by_path(self._ask("reads"), by_key)

    def dependencies_of(self, paths: Iterable[str]) -> dict[str, Dependencies]:
        """Give what is kept of a few files, without reading what is kept of others."""
        by_key = {rows.file_key(path): path for path in paths}
        return _by_path(self._ask("reads_of_files", files=[[key] for key in by_key]), by_key)

    def asked_in(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Give what is kept of what each symbol of these files asked for, by path."""
        by_key = {rows.file_key(path): path for path in paths}
        found = self._ask("asked_in_files", files=[[key] for key in by_key])
        return {by_key[rows.node_id(file)]: bytes(data) for file, data in found}

    def forget_dependencies(self, paths: Iterable[str]) -> None:
        """Drop what is kept of these files, which are gone: graph scores are due."""
        keys = [[rows.file_key(path)] for path in paths]
        if keys:
            put = "{?[key, value] <- $meta :put meta {key => value}}"
            with self.following_files(()):
                self._write(f"{load('remove_reads')}\n{put}", {"files": keys, "meta": self._unscored()})


def _by_path(found: Iterable[Sequence[Any]], by_key: Mapping[str, str]) -> dict[str, Dependencies]:
    dependencies = {}
    for key, digest, gives, heads, bodies in found:
        path = by_key.get(rows.node_id(key))
        if path is not None:
            dependencies[path] = Dependencies(digest, bytes(gives), bytes(heads), bytes(bodies))
    return dependencies
