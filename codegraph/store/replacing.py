"""What replacing files changes: most rows of an edited file stay, and reading costs less than writing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codegraph.store import rows, schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Tables = dict[str, list[list[Any]]]

_NAME = schema.of("node").columns.index("name")


def leave_equal(tables: Tables, stored: Mapping[str, Iterable[Sequence[Any]]]) -> Tables:
    """Take from the tables of files the rows that are stored already; gives the keys of rows that are to be removed.

    `stored` are the files' rows of `node` and `chunk`, as the database gives them. What belongs to `node`, the folded
    names, follows.
    """
    before = {name: [_plain(name, row) for row in found] for name, found in stored.items()}
    folded = ((rows.fold(row[_NAME]), row) for row in before["node"])
    before["folded_name"] = [[name, row[0]] for name, row in folded if name != row[_NAME]]
    gone: Tables = {}
    for name, listed in before.items():
        width = len(schema.of(name).key)
        old = {tuple(row[:width]): row for row in listed}
        now = {tuple(row[:width]): row for row in tables[name]}
        gone[name] = [list(key) for key in old.keys() - now.keys()]
        tables[name] = [row for key, row in now.items() if old.get(key) != row]
    return gone


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
