"""Keeps what was read of the store's present content for whoever asks again: one search reads a hundred chunks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

K = TypeVar("K")
V = TypeVar("V")


class Memory(Generic[K, V]):
    """Values by key, all of one content number, at most about `most` of them. Threads may share it."""

    def __init__(self, most: int) -> None:
        """Begin with nothing."""
        self._most = most
        self._kept: tuple[int, dict[K, V | None]] = (-1, {})

    def get(
        self, keys: Iterable[K], content: Callable[[], int], read: Callable[[Sequence[K]], Mapping[K, V]]
    ) -> dict[K, V]:
        """Give the values of these keys, in their order; keys without a value are left out.

        What is not kept is read, and kept if no write came in between, as is that there is no value.

        :param content: asks the store for its content number.
        :param read: reads values from the store.
        """
        reads = self.at(content())
        values = reads.get(keys, read)
        new = reads.new()
        if new and content() == reads.content:
            self.keep(reads.content, new)
        return values

    def at(self, content: int) -> Reads[K, V]:
        """Give what is kept of a content number, for reads that are all to be of it."""
        of, known = self._kept
        return Reads(content, known if of == content else {})

    def keep(self, content: int, new: Mapping[K, V | None]) -> None:
        """Keep values that are of a content number beyond doubt; None says that there is none.

        Others may read the dict that grows here; none ever sees values of another content in it.
        """
        of, known = self._kept
        if of != content or len(known) + len(new) > self._most:
            known = {}
        known.update(new)
        self._kept = (content, known)


class Reads(Generic[K, V]):
    """Reads of one content number: what is new is kept by nobody until it is known that no write came in between."""

    def __init__(self, content: int, known: Mapping[K, V | None]) -> None:
        """Begin with the values that are known."""
        self.content = content
        self._known = known
        self._new: dict[K, V | None] = {}

    def get(self, keys: Iterable[K], read: Callable[[Sequence[K]], Mapping[K, V]]) -> dict[K, V]:
        """Give the values of these keys, in their order; keys without a value are left out."""
        known, new = self._known, self._new
        wanted = list(dict.fromkeys(keys))
        missing = [key for key in wanted if key not in known and key not in new]
        if missing:
            found = read(missing)
            new.update((key, found.get(key)) for key in missing)
        values: dict[K, V] = {}
        for key in wanted:
            value = known[key] if key in known else new[key]
            if value is not None:
                values[key] = value
        return values

    def look(self, keys: Iterable[K]) -> dict[K, V]:
        """Give the values that are at hand for these keys."""
        known, new = self._known, self._new
        found = ((key, new[key] if key in new else known.get(key)) for key in keys)
        return {key: value for key, value in found if value is not None}

    def add(self, values: Mapping[K, V]) -> None:
        """Take values that were read."""
        self._new.update(values)

    def new(self) -> dict[K, V | None]:
        """Give what was read until now."""
        return dict(self._new)
