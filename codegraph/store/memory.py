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

        What is not kept is read, and kept if no write came in between, as is that there is no value. Other threads may
        read the dict that grows here; none ever sees values of another content in it.

        :param content: asks the store for its content number.
        :param read: reads values from the store.
        """
        wanted = list(dict.fromkeys(keys))
        now = content()
        of, known = self._kept
        if of != now:
            known = {}
        missing = [key for key in wanted if key not in known]
        new = read(missing) if missing else {}
        values = {key: known[key] if key in known else new.get(key) for key in wanted}
        if missing and content() == now:
            if len(known) + len(missing) > self._most:
                known = {}
            known.update((key, new.get(key)) for key in missing)
            self._kept = (now, known)
        return {key: value for key, value in values.items() if value is not None}
