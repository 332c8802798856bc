"""Finding symbols by name: exact, in any case, by prefix, as the end of a path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.model import SECTIONS
from codegraph.store import rows
from codegraph.store.reading import Reading
from codegraph.store.rows import read_symbol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from codegraph.identity import NodeId
    from codegraph.model import Symbol
    from codegraph.store.engine import Rows


class Named(NamedTuple):
    """What a search by name asks of a symbol."""

    id: NodeId
    kind: str
    name: str
    parent: NodeId | None


class Qualified(NamedTuple):
    """The symbols whose qualified name is a path or ends with it, and those where it begins within a name.

    `Builder::new` is what `ignore::Builder::new` ends with, and stands within `WalkBuilder::new`.
    """

    ending: Sequence[Named | Symbol]
    within: Sequence[Named] = ()


class Around(NamedTuple):
    """The symbols that bear a name, and all whose name starts with it, these among them."""

    bearers: list[Named]
    starting: list[Named]


class Naming(Reading):
    """The side of a store that knows names.

    What begins with `symbols` gives whole symbols in order, what begins with `names` only what a search asks.
    """

    def symbols_by_name(self, name: str, limit: int = 100, *, any_case: bool = False) -> list[Symbol]:
        """Find the symbols of this name, by qualified name and place; `any_case` folds ASCII letters.

        Headings and keys come after all others.
        """
        if any_case:
            return [read_symbol(row) for row in self._ask("symbols_folded", folded=rows.fold(name), limit=limit)]
        return [read_symbol(row) for row in self._ask("symbols_named", name=name, limit=limit)]

    def symbols_by_prefix(self, prefix: str, limit: int = 100, *, any_case: bool = False) -> list[Symbol]:
        """Find the symbols whose name starts with `prefix`, by name; an empty prefix finds nothing."""
        symbols = self.symbols(rows.node_id(row[1]) for row in self._prefixed(prefix, limit, any_case=any_case))
        symbols.sort(key=lambda symbol: (rows.fold(symbol.name), symbol.qualified_name, symbol.path, symbol.span))
        return symbols[:limit]

    def symbols_by_qualified(self, path: str, limit: int = 100) -> list[Symbol]:
        """Find the symbols whose qualified name is or ends with `path`, such as `Type::method` or `Type.method`.

        Headings and keys come after all others.
        """
        found = self._ask("symbols_qualified", name=_last_name(path), suffix=path, limit=limit)
        return [one for one in map(read_symbol, found) if _ends_with(one.qualified_name, path)]

    def names_folded(self, names: Iterable[str], limit: int) -> dict[str, list[Named]]:
        """Give for each name at most `limit` of the symbols that bear it in any case, in no order.

        Of more, headings and keys are the last; which of the others are given is arbitrary, but the same each time.
        """
        asked = {name: rows.fold(name) for name in names}
        folded = list(dict.fromkeys(asked.values()))
        read, whole = self._read("names_folded", "names", [[one] for one in folded], limit)
        found = {one: _cut(read[one], limit, whole=whole) for one in folded}
        common = {
            one: self._ask("names_common", folded=one, limit=limit) for one, those in found.items() if those is None
        }
        return {name: list(map(_named, common.get(one) or found[one] or ())) for name, one in asked.items()}

    def names_qualified(self, paths: Iterable[str], limit: int) -> dict[str, Qualified]:
        """Give for each path what `symbols_by_qualified` gives for it, in no order.

        Where it stands within names is told of paths that no more than `limit` end with.
        """
        asked = dict.fromkeys(paths)
        read, whole = self._read("names_qualified", "paths", [[path, _last_name(path)] for path in asked], limit)
        return {
            path: _qualified(read[path], path)
            if whole and len(read[path]) <= limit
            else Qualified(self.symbols_by_qualified(path, limit))
            for path in asked
        }

    def names_by_prefix(self, prefix: str, limit: int) -> list[Named]:
        """Give the first `limit` symbols whose name starts with a prefix in any case, by name in lower case and id."""
        found = {(rows.fold(row[3]), row[1]): row for row in self._prefixed(prefix, limit, any_case=True)}
        return [_named(found[one]) for one in sorted(found)[:limit]]

    def names_around(self, name: str, limit: int) -> Around | None:
        """Give the symbols that bear a name, and all whose name starts with it, in any case and in no order.

        None where more than `limit` do. One query, where `names_folded` and `names_by_prefix` take three.
        """
        folded = rows.fold(name)
        read = self._ask("names_starting", low=folded, high=folded + "\U0010ffff", limit=limit + 1)
        # `aName` stands in both ranges
        found = [*{row[1]: row for row in read}.values()]
        if len(read) > limit:
            return None
        return Around([_named(row) for row in found if rows.fold(row[3]) == folded], list(map(_named, found)))

    def _read(
        self, query: str, parameter: str, asked: Sequence[Sequence[str]], limit: int
    ) -> tuple[dict[str, Rows], bool]:
        """Give rows by the first value asked for, and whether they are all: more than `limit` for each are not read.

        One query for all: each takes half a millisecond before it has read anything.
        """
        found: dict[str, Rows] = {one[0]: [] for one in asked}
        if not asked:
            return found, True
        most = limit * len(asked)
        read = self._ask(query, **{parameter: asked}, limit=most + 1)
        for row in read:
            found[row[0]].append(row)
        return found, len(read) <= most

    def _prefixed(self, prefix: str, limit: int, *, any_case: bool) -> Rows:
        if not prefix:
            return []
        low = rows.fold(prefix) if any_case else prefix
        bounds = {"low": low, "high": low + "\U0010ffff", "limit": limit}
        found = self._ask("names_prefixed", **bounds)
        return found + self._ask("names_prefixed_folded", **bounds) if any_case else found


def _named(row: Sequence[Any]) -> Named:
    """Read id, kind, name and parent, after what was asked for."""
    return Named(rows.node_id(row[1]), row[2], row[3], rows.optional_id(row[4]))


def _qualified(found: Rows, path: str) -> Qualified:
    """Tell those that end with a path from those in which it begins within a name."""
    ending = {row[1] for row in found if _ends_with(row[-1], path)}
    return Qualified(
        [_named(row) for row in found if row[1] in ending], [_named(row) for row in found if row[1] not in ending]
    )


def _cut(found: Rows, limit: int, *, whole: bool) -> Rows | None:
    """Give `limit` of the rows of a name at most, headings and keys last; None where those read do not tell which.

    :param whole: whether `found` is all that there is.
    """
    code = [row for row in found if row[2] not in SECTIONS]
    if len(code) < limit and not whole:
        return None
    return [*code, *(row for row in found if row[2] in SECTIONS)][:limit]


def _separator(path: str) -> str:
    return "::" if "::" in path else "."


def _last_name(path: str) -> str:
    return path.rpartition(_separator(path))[2]


def _ends_with(qualified_name: str, path: str) -> bool:
    """Tell whether a qualified name is a path, or ends with it after a separator."""
    return qualified_name == path or qualified_name.endswith((_separator(path) + path, "/" + path))
