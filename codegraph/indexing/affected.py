"""Which files an edit concerns: those that asked for what changed, by the keys that resolving noted (`tracking`).

A changed file gives some keys otherwise than before. The heads of items that asked for such a key may mean something
else, so that what *they* give counts as changed too, and so on; the files whose bodies asked for any of these keys are
resolved again, and no others.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from codegraph.resolve.giving import PRESENT

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    import numpy.typing as npt

    from codegraph.model import Dependencies

    Keys = npt.NDArray[np.uint32]

_LITTLE = np.dtype("<u4")


class Concerned(NamedTuple):
    """What an edit concerns: the `files` to resolve again, and those of all whose bodies `asked` for what changed.

    `keys` are those that are given otherwise, and those of the heads that asked for them.
    """

    files: set[str]
    asked: set[str]
    keys: frozenset[int]


class _Columns(NamedTuple):
    """Keys of many files in one array, with the number of the file that each belongs to."""

    keys: Keys
    values: Keys
    file: npt.NDArray[np.int64]


class Affected:
    """The dependencies of all files, as they were noted when each was last resolved."""

    def __init__(self, noted: Mapping[str, Dependencies]) -> None:
        """Take what is noted, by file."""
        self._files = list(noted)
        self._number = {file: number for number, file in enumerate(self._files)}
        self._noted = noted
        self._gives = _pairs([one.gives for one in noted.values()])
        self._heads = _pairs([one.heads for one in noted.values()])
        bodies = [_numbers(one.bodies) for one in noted.values()]
        self._bodies = _joined(bodies)
        self._body_file = _owners(bodies, 1)

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
            rows = np.flatnonzero(np.isin(self._heads.keys, _array(fresh)))
            fresh = set(self._heads.values[rows].tolist())
            for number in sorted(set(self._heads.file[rows].tolist())):
                file = self._files[number]
                concerned.add(file)
                if file not in now:
                    pending.append(file)
        keys |= self._flipped(now)
        found = self._body_file[np.isin(self._bodies, _array(keys))]
        asked = {self._files[number] for number in set(found.tolist())}
        return Concerned({file for file in concerned | asked if file in self._number}, asked, frozenset(keys))

    def _before(self, file: str) -> dict[int, int]:
        noted = self._noted.get(file)
        if noted is None:
            return {}
        found = _numbers(noted.gives).tolist()
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
        rows = np.isin(self._gives.keys, _array(asked))
        again = [self._number[file] for file in now if file in self._number]
        of_others = ~np.isin(self._gives.file[rows], again)
        given = self._gives.keys[rows]
        before_keys = set(given.tolist())
        after_keys = set(given[of_others].tolist())
        after_keys.update(it for after in now.values() for it in asked & after.keys())
        return {it for it in asked if (it in before_keys) != (it in after_keys)}


def _numbers(data: bytes) -> Keys:
    found = np.frombuffer(data, dtype=_LITTLE)
    return found if sys.byteorder == "little" else found.astype(np.uint32)


def _joined(parts: Sequence[Keys]) -> Keys:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.uint32)


def _owners(parts: Sequence[Keys], width: int) -> npt.NDArray[np.int64]:
    return np.repeat(np.arange(len(parts)), [len(part) // width for part in parts])


def _pairs(data: Iterable[bytes]) -> _Columns:
    parts = [_numbers(one) for one in data]
    joined = _joined(parts)
    return _Columns(joined[::2], joined[1::2], _owners(parts, 2))


def _array(keys: Collection[int]) -> Keys:
    return np.fromiter(keys, dtype=np.uint32, count=len(keys))
