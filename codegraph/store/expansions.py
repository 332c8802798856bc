"""Expansions of macro calls that somebody asked for, kept for the bytes of the file that holds the call."""

from __future__ import annotations

import json
import zlib
from typing import NamedTuple

from codegraph.store import rows
from codegraph.store.answers import Answers
from codegraph.store.queries import load


class ExpansionRow(NamedTuple):
    """What the call at bytes `start:end` of a file becomes.

    `hash` is of the file's bytes, `state` of all else that the answer depends on, `version` is the tool's. `mapping`
    has (start in the text, length, start in the source, length in the source), in bytes; `notes` say what is to be
    known about the answer.
    """

    path: str
    start: int
    end: int
    hash: str
    state: str
    tool: str
    version: str
    macro: str
    text: str
    mapping: tuple[tuple[int, int, int, int], ...]
    notes: tuple[str, ...] = ()


class Expansions(Answers):
    """Expansions of a store."""

    def expansion(self, path: str, start: int, end: int) -> ExpansionRow | None:
        """Give what is kept of the call at a place, whatever bytes it was made for."""
        found = self._ask("expansion", file=rows.file_key(path), start=start, end=end)
        if not found:
            return None
        made, state, tool, version, macro, data = found[0]
        text, mapping, notes = json.loads(zlib.decompress(bytes(data)))
        stretches = tuple((one[0], one[1], one[2], one[3]) for one in mapping)
        return ExpansionRow(path, start, end, made, state, tool, version, macro, text, stretches, tuple(notes))

    def write_expansion(self, row: ExpansionRow) -> None:
        """Keep an expansion; those made for other bytes of the same file, or in another state, are dropped."""
        packed = zlib.compress(json.dumps([row.text, row.mapping, row.notes]).encode())
        key = rows.file_key(row.path)
        listed = [[key, row.start, row.end, row.hash, row.state, row.tool, row.version, row.macro, packed]]
        told = {"file": key, "hash": row.hash, "state": row.state, "rows": listed}
        self._write(f"{load('remove_expansions')}\n{_PUT}", told)


_PUT = (
    "{?[file, start, end, hash, state, tool, version, macro, data] <- $rows "
    ":put expansion {file, start, end => hash, state, tool, version, macro, data}}"
)
