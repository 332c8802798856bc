"""Dropping what nothing uses any more, and giving its room back.

Facts and vectors of code that is gone stay until somebody asks for this: another branch may bring the code back. Each
step is one transaction, so that readers are never in the way and an interruption loses nothing that is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.store import schema
from codegraph.store.queries import load
from codegraph.store.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Mapping

# Removing a vector from the HNSW index takes about so many times as long as building it with one more.
_REMOVAL = 6


class Garbage(NamedTuple):
    """Numbers of rows that nothing uses: facts, vectors, marks of removed files, and what belongs to removed files."""

    facts: int
    vectors: int
    marks: int
    leftovers: int

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self)


# relations with rows that nothing uses, by the number of `Garbage` that counts them
_UNUSED = {
    "facts": ("facts",),
    "vectors": ("emb", "unindexed"),
    "marks": ("gone",),
    "leftovers": ("expansion", "answer", "unit"),
}


class Collecting(Writing):
    """Garbage of a store."""

    def garbage(self) -> Garbage:
        """Count what nothing uses."""
        return _garbage(self._count_unused())

    def collect_garbage(self) -> Garbage:
        """Drop what nothing uses; returns what there was.

        Facts and vectors of earlier contents are then gone: code that comes back is parsed and embedded again. The
        HNSW index is dropped where taking the vectors out would take longer than building it.
        """
        self._require_lock()
        self.renew_vector_file()
        unused = self._count_unused()
        found = _garbage(unused)
        if found.vectors * _REMOVAL > self.vector_count() and self.has_hnsw():
            self.drop_hnsw()
        for name, number in unused.items():
            if number:
                self._drop_unused(name)
        if self.lexical.content == self.content:
            self.lexical.commit(self.content)
            self.lexical.drop_unused_files()
        return found

    def drop_unused_facts(self) -> None:
        """Drop the facts of contents that no file has; they would save parsing if such a content came back."""
        self._drop_unused("facts")

    def compact(self) -> None:
        """Give the room of what was deleted back to the disk.

        Raises DiskError when there is no room for the copy that is made on the way, StoreBusyError when others read or
        write without a pause; either way nothing is lost.
        """
        from codegraph.store.engine import compact  # noqa: PLC0415 - loads the database

        self.close_for(compact)

    def _count_unused(self) -> dict[str, int]:
        names = [name for listed in _UNUSED.values() for name in listed]
        return {name: len(self._ask(f"unused_{name}", **self._params(name))) for name in names}

    def _drop_unused(self, name: str) -> None:
        # the marks of removed files tell what the list of files lacks now
        self._listed = None
        # a query within a write has no options
        query = "\n".join(line for line in load(f"unused_{name}").splitlines() if not line.startswith(":"))
        keys = ", ".join(schema.of(name).key)
        self._write(f"{{\n{query}\n:rm {name} {{{keys}}}\n}}", self._params(name))

    def _params(self, name: str) -> dict[str, int]:
        """Give the content number up to which the words and the file of vectors know what is gone."""
        if name != "gone":
            return {}
        mapped = self._mapped(self.content)
        return {"before": min(self.lexical.content, mapped.content if mapped else -1, self.content)}


def _garbage(unused: Mapping[str, int]) -> Garbage:
    return Garbage(**{number: sum(unused[name] for name in names) for number, names in _UNUSED.items()})
