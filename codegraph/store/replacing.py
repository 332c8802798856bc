"""What replacing files changes: most rows of an edited file stay, or only move, and reading costs less than writing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.store import rows, schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Tables = dict[str, list[list[Any]]]

_NAME = schema.of("node").columns.index("name")
_PLACES = ("start", "end", "start_line", "end_line", "name_line")


class Remains(NamedTuple):
    """What is to be done with the stored rows of replaced files, by relation.

    `gone` are the keys of rows that are to be removed; `moved` are key and new place of rows that are otherwise the
    same, in the order of `place_columns`.
    """

    gone: dict[str, list[list[Any]]]
    moved: dict[str, list[list[Any]]]


def place_columns(name: str) -> list[str]:
    """Give the columns that say where a symbol or chunk stands, after its key."""
    columns = schema.of(name).columns
    return [columns[0], *(column for column in _PLACES if column in columns)]


def leave_equal(tables: Tables, stored: Mapping[str, Iterable[Sequence[Any]]]) -> Remains:
    """Take from the tables of files the rows that are stored already, if only elsewhere.

    `stored` are the files' rows of `node` and `chunk`, as the database gives them. What belongs to `node`, the folded
    names, follows.
    """
    before = {name: [_plain(name, row) for row in found] for name, found in stored.items()}
    folded = ((rows.fold(row[_NAME]), row) for row in before["node"])
    before["folded_name"] = [[name, row[0]] for name, row in folded if name != row[_NAME]]
    remains = Remains({}, {})
    for name, listed in before.items():
        relation = schema.of(name)
        width = len(relation.key)
        places = [relation.columns.index(column) for column in place_columns(name)]
        old = {tuple(row[:width]): row for row in listed}
        now = {tuple(row[:width]): row for row in tables[name]}
        remains.gone[name] = [list(key) for key in old.keys() - now.keys()]
        tables[name], moved = [], []
        for key, row in now.items():
            there = old.get(key)
            if there is None:
                tables[name].append(row)
            elif there != row:
                for place in places:
                    there[place] = row[place]
                if there == row:
                    moved.append([row[place] for place in places])
                else:
                    tables[name].append(row)
        if name in stored:
            remains.moved[name] = moved
    return remains


def _plain(name: str, row: Sequence[Any]) -> list[Any]:
    """Write ids as they are written into the database."""
    return [
        value.replace("-", "") if is_id and value is not None else value
        for value, is_id in zip(row, _IDS[name], strict=True)
    ]


_IDS = {
    name: [column.partition(": ")[2].startswith("Uuid") for column in (*schema.of(name).keys, *schema.of(name).values)]
    for name in ("node", "chunk")
}
