"""Which files an edit concerns: those that asked for what changed, by the keys that resolving noted (`tracking`).

A changed file gives some keys otherwise than before. The heads of items that asked for such a key may mean something
else, so that what *they* give counts as changed too, and so on; the files whose bodies asked for any of these keys are
resolved again, and no others.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from codegraph.resolve.giving import PRESENT
from codegraph.resolve.tracking import unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from codegraph.model import Dependencies

# the bytes of a key
_KEY = 4
# so many bytes are looked through one key after the other in the time that loading numpy takes
_LOOKED_THROUGH = 100_000_000


class Concerned(NamedTuple):
    """What an edit concerns: the `files` to resolve again, and those of all whose bodies `asked` for what changed.

    `keys` are those that are given otherwise, and those of the heads that asked for them.
    """

    files: set[str]
    asked: set[str]
    keys: frozenset[int]


class _Rows(NamedTuple):
    """Rows with some keys: the keys, the numbers that stand behind them if any do, and the numbers of the files."""

    keys: Sequence[int]
    values: Sequence[int]
    files: Sequence[int]


class _Table:
    """The rows of many files behind each other: a key each, alone or with a number behind it."""

    def __init__(self, parts: Sequence[bytes], width: int) -> None:
        """Take the rows of each file, of so many little-endian numbers each."""
        self._data = b"".join(parts)
        self._width = width
        self._ends = list(accumulate(map(len, parts)))

    def having(self, keys: Collection[int]) -> _Rows:
        """Give the rows with one of these keys."""
        if "numpy" in sys.modules or len(keys) * len(self._data) > _LOOKED_THROUGH:
            return self._at_once(keys)
        return self._one_by_one(keys)

    def _one_by_one(self, keys: Iterable[int]) -> _Rows:
        data, size, ends = self._data, self._width * _KEY, self._ends
        found, values, files = [], [], []
        for key in keys:
            searched = key.to_bytes(_KEY, "little")
            at = data.find(searched)
            while at >= 0:
                if at % size == 0:
                    found.append(key)
                    values.append(int.from_bytes(data[at + _KEY : at + size], "little"))
                    files.append(bisect_right(ends, at))
                at = data.find(searched, at + 1)
        return _Rows(found, values, files)

    def _at_once(self, keys: Collection[int]) -> _Rows:
        import numpy as np  # noqa: PLC0415 - most edits concern few keys

        rows = np.frombuffer(self._data, dtype="<u4").reshape(-1, self._width)
        places = np.flatnonzero(np.isin(rows[:, 0], np.fromiter(keys, dtype=np.uint32, count=len(keys))))
        files = np.searchsorted(np.asarray(self._ends), places * (self._width * _KEY), side="right")
        return _Rows(rows[places, 0].tolist(), rows[places, -1].tolist(), files.tolist())


class Affected:
    """The dependencies of all files, as they were noted when each was last resolved."""

    def __init__(self, noted: Mapping[str, Dependencies]) -> None:
        """Take what is noted, by file."""
        self._files = list(noted)
        self._number = {file: number for number, file in enumerate(self._files)}
        self._noted = noted
        self._heads = _Table([one.heads for one in noted.values()], 2)
        self._bodies = _Table([one.bodies for one in noted.values()], 1)

    def by(
        self, changed: Iterable[str], gives_of: Callable[[str], Mapping[int, int]], outside: Collection[int] = ()
    ) -> Concerned:
        """Find the files of those noted that are to be resolved again.

        :param changed: files that were changed, added or removed, or may give others something else than before.
        :param gives_of: what a file gives now; nothing for one that was removed.
        :param outside: keys that changed for another reason.
        """
        now: dict[str, Mapping[int, int]] = {}
        keys: set[int] = set()
        fresh = set(outside)
        pending = list(dict.fromkeys(changed))
        concerned: set[str] = set()
        while pending or fresh:
            for file in pending:
                now[file] = gives_of(file)
                otherwise = self._changed(file, now[file])
                if otherwise:
                    fresh |= otherwise
                    concerned.add(file)
            pending = []
            fresh -= keys
            if not fresh:
                break
            keys |= fresh
            rows = self._heads.having(fresh)
            fresh = set(rows.values)
            for number in sorted(set(rows.files)):
                file = self._files[number]
                concerned.add(file)
                if file not in now:
                    pending.append(file)
        keys |= self._flipped(now)
        asked = {self._files[number] for number in set(self._bodies.having(keys).files)}
        return Concerned({file for file in concerned | asked if file in self._number}, asked, frozenset(keys))

    def _before(self, file: str) -> dict[int, int]:
        noted = self._noted.get(file)
        if noted is None:
            return {}
        found = unpack(noted.gives)
        return dict(zip(found[::2], found[1::2], strict=True))

    def _changed(self, file: str, now: Mapping[int, int]) -> set[int]:
        """Give the keys that a file gives otherwise, but for those that only ask whether anybody gives them."""
        before = self._before(file)
        either = before.keys() | now.keys()
        return {it for it in either if before.get(it, PRESENT) != now.get(it, PRESENT)}

    def _flipped(self, now: Mapping[str, Mapping[int, int]]) -> set[int]:
        """Give the keys of which it only matters that somebody gives them, where that is another now."""
        asked: set[int] = set()
        for file, after in now.items():
            before = self._before(file)
            asked.update(it for it in before.keys() ^ after.keys() if before.get(it, after.get(it)) == PRESENT)
        if not asked:
            return set()
        again = {self._number[file] for file in now if file in self._number}
        given = _Table([one.gives for one in self._noted.values()], 2).having(asked)
        before_keys = set(given.keys)
        after_keys = {key for key, file in zip(given.keys, given.files, strict=True) if file not in again}
        after_keys.update(it for after in now.values() for it in asked & after.keys())
        return {it for it in asked if (it in before_keys) != (it in after_keys)}
