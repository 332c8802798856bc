"""The references of one file, kept as they are written and read when somebody asks for them.

They are most of what is known of a file, and an edit concerns few of them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, overload

from codegraph.model.facts import Reference, ReferenceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KINDS = {str(kind): kind for kind in ReferenceKind}
_IMPORT = f'"{ReferenceKind.IMPORT}"'
# stands for the symbol around a piece
_OWNER = -1
_OWN = f"[{_OWNER},"
# what a reference has after its place where nothing more is said
_DEFAULTS = ("", False, "", False, "")


class ReferencePart(NamedTuple):
    """The references of one piece of a file: `text` is JSON, with places and symbols relative to the piece.

    The piece starts at the byte `start`, on `line`; it has so many `symbols` of the file from the index `first` on, and
    stands in the symbol `owner`.
    """

    text: str
    start: int
    line: int
    first: int
    symbols: int
    owner: int

    @property
    def has_own(self) -> bool:
        """Tell whether there is a reference that stands in no symbol of the piece."""
        return _OWN in self.text

    def read(self) -> Iterator[Reference]:
        """Read the references; raises ValueError for damaged text."""
        if not self.text:
            return
        _, begin, first_line, first, _, owner = self
        try:
            for symbol, kind, name, text, start, width, line, *rest in json.loads(self.text):
                at = begin + start
                where = owner if symbol == _OWNER else first + symbol
                yield Reference(_KINDS[kind], name, text or name, where, at, at + width, first_line + line, *rest)
        except (TypeError, KeyError, RecursionError) as error:
            message = f"not the references of a file: {error}"
            raise ValueError(message) from error


def make_part(
    references: Iterable[Reference], start: int, line: int, first: int, symbols: int, owner: int
) -> ReferencePart:
    """Write the references of a piece; see `ReferencePart`."""
    rows = []
    for it in references:
        kind, name, text, symbol, at, end, on = it[:7]
        symbol = symbol - first if symbol >= first else _OWNER
        row = [symbol, kind, name, "" if text == name else text, at - start, end - at, on - line]
        rows.append(row if it[7:] == _DEFAULTS else [*row, *it[7:]])
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"), check_circular=False) if rows else ""
    return ReferencePart(text, start, line, first, symbols, owner)


class References(Sequence[Reference]):
    """The references of a file in the order of its pieces. Reading raises ValueError for damaged ones."""

    __slots__ = ("_read", "parts")

    def __init__(self, parts: Iterable[ReferencePart] = ()) -> None:
        self.parts = tuple(parts)
        self._read: tuple[Reference, ...] | None = None

    def _all(self) -> tuple[Reference, ...]:
        if self._read is None:
            self._read = tuple(it for part in self.parts for it in part.read())
        return self._read

    def imports(self) -> Iterator[Reference]:
        """Give those that are imports."""
        for part in self.parts:
            if _IMPORT in part.text:
                yield from (it for it in part.read() if it.kind is ReferenceKind.IMPORT)

    def outside(self, symbols: frozenset[int]) -> Iterator[Reference]:
        """Give those that stand in none of some symbols."""
        for part in self.parts:
            apart = symbols.issuperset(range(part.first, part.first + part.symbols)) if symbols else False
            if not (apart and (part.owner in symbols or not part.has_own)):
                yield from (it for it in part.read() if it.symbol not in symbols)

    @overload
    def __getitem__(self, index: int) -> Reference: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Reference, ...]: ...

    def __getitem__(self, index: int | slice) -> Reference | tuple[Reference, ...]:
        """Give one, or some."""
        return self._all()[index]

    def __iter__(self) -> Iterator[Reference]:
        """Read all."""
        return iter(self._all())

    def __len__(self) -> int:
        """Count them."""
        return len(self._all())

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return any(part.text for part in self.parts)

    def __eq__(self, other: object) -> bool:
        """Compare with those of another file."""
        return isinstance(other, References) and self.parts == other.parts

    def __hash__(self) -> int:
        """Hash what is written."""
        return hash(self.parts)
