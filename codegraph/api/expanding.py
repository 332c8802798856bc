"""What a macro call, a derive or an attribute macro becomes."""

from __future__ import annotations

import posixpath
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from codegraph.api.opening import folder_inside, open_workspace
from codegraph.errors import DiskError, StoreBusyError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from codegraph.resolve.macro_sites import Target
    from codegraph.store.expansions import ExpansionRow
    from codegraph.workspace import Workspace

    Document = dict[str, Any]

_PLACE = re.compile(r"(?P<path>.+?):(?P<line>[0-9]{1,9})(?::(?P<column>[0-9]{1,9}))?", re.DOTALL)
_GENERATED = "generated"


def expand(place: str, *, anew: bool = False, keep: bool = True, repo: Path | None, cwd: Path) -> Document:
    """Tell what the macro at `PATH:LINE` or `PATH:LINE:COLUMN` becomes.

    `anew` asks again although an answer is kept; without `keep` nothing is written to the index. Raises UsageError for
    what is no such place, NotFoundError where no macro is used there, MacroExpansionError where nobody can expand it.
    """
    from codegraph.api.macro_places import find_target, state_of  # noqa: PLC0415 - a search does not need it

    with open_workspace(repo, cwd) as workspace:
        path, line, column = _read_place(place, workspace, cwd)
        target = find_target(workspace, path, line, column)
        store, rust = workspace.store, workspace.settings.rust
        state = state_of(workspace.root, store.files(), rust, workspace.environ)
        kept = None if anew else store.expansion(path, target.site.start, target.site.end)
        if kept is not None and (kept.hash, kept.state) != (target.hash, state):
            kept = None
        row = kept or _expanded(workspace, target, state)
        notes = list(row.notes)
        if kept is None and keep:
            notes += _keep(workspace, row)
        return _document(workspace, target, row, notes, stored=kept is not None)


def _expanded(workspace: Workspace, target: Target, state: str) -> ExpansionRow:
    from codegraph.indexing.expanding import Expanding  # noqa: PLC0415 - what is kept does not need it

    expanding = Expanding(workspace.root, workspace.store, workspace.settings, workspace.environ, state)
    return expanding.expand(target)


def _read_place(place: str, workspace: Workspace, cwd: Path) -> tuple[str, int, int | None]:
    """Read a place; gives the path in the repository, the line and the column."""
    found = _PLACE.fullmatch(place.strip())
    if found is None:
        message = f"{place} is no place in a file"
        raise UsageError(message, hint="name it as PATH:LINE or PATH:LINE:COLUMN, counted from 1")
    path, column = found["path"], int(found["column"]) if found["column"] else None
    if PurePath(path).is_absolute() and PurePath(path).is_relative_to(workspace.root):
        path = PurePath(path).relative_to(workspace.root).as_posix()
    choices = [posixpath.normpath(posixpath.join(folder, path)) for folder in ("", folder_inside(workspace, cwd))]
    known = next((one for one in choices if workspace.store.file(one) is not None), path)
    return known, int(found["line"]), column


def _keep(workspace: Workspace, row: ExpansionRow) -> list[str]:
    """Keep an answer with the index; tells why where that cannot be."""
    try:
        with workspace.writable_store() as store:
            store.write_expansion(row)
    except (StoreBusyError, DiskError) as error:
        return [f"not kept: {error}"]
    return []


def _document(workspace: Workspace, target: Target, row: ExpansionRow, notes: list[str], *, stored: bool) -> Document:
    site, store = target.site, workspace.store
    indexed, symbols = store.stable(lambda: (store.file(target.path), store.symbols_in(target.path)))
    fresh = indexed is not None and indexed.hash == target.hash
    return {
        "path": target.path,
        "start_line": site.line,
        "end_line": site.end_line,
        "start": site.start,
        "end": site.end,
        "kind": site.kind,
        "macro": row.macro,
        "tool": row.tool,
        "version": row.version,
        "expansion": row.text,
        "mapping": [
            {"start": start, "length": length, "source": source, "source_length": source_length}
            for start, length, source, source_length in row.mapping
        ],
        "symbols": [
            {"id": one.id, "name": one.name, "qualified_name": one.qualified_name, "kind": one.kind}
            for one in symbols
            if fresh and _GENERATED in one.modifiers and (one.span.start, one.span.end) == (site.start, site.end)
        ],
        "others": [{"macro": one.path, "kind": one.kind, "line": one.line} for one in target.others],
        "notes": notes,
        "stored": stored,
        "changed_since_index": not fresh,
    }
