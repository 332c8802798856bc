"""The flow inside a function, read anew from its file when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codegraph.api.opening import folder_inside, open_workspace
from codegraph.errors import NotFoundError

if TYPE_CHECKING:
    from pathlib import Path

    from codegraph.graph.flow import Mark
    from codegraph.model import Symbol
    from codegraph.store import FileRow

    Document = dict[str, Any]

_FUNCTIONS = 20


def flow(name: str, *, repo: Path | None, cwd: Path) -> list[Document]:
    """Describe local definitions, their uses and the control flow of the functions of a name.

    A function in a file that changed since it was indexed is `stale` and empty. Raises NotFoundError where no function
    bears the name.
    """
    from codegraph.graph.subjects import FUNCTIONS, find_subjects  # noqa: PLC0415 - a search does not need it

    with open_workspace(repo, cwd) as workspace:
        store, here = workspace.store, folder_inside(workspace, cwd)

        def read() -> tuple[list[Symbol], dict[str, FileRow]]:
            subjects = find_subjects(store, name, here=here, callable_only=True)
            functions = [one for subject in subjects for one in subject.symbols if one.kind in FUNCTIONS]
            return functions[:_FUNCTIONS], store.files_at({one.path for one in functions[:_FUNCTIONS]})

        functions, files = store.stable(read)
        if not functions:
            message = f"{name} is no function"
            raise NotFoundError(message, hint="only functions have a flow")
        return [_document(workspace.root, one, files.get(one.path)) for one in functions]


def _document(root: Path, one: Symbol, row: FileRow | None) -> Document:
    from codegraph.api.graph import node  # noqa: PLC0415
    from codegraph.graph.flow import read_flow  # noqa: PLC0415
    from codegraph.parse.codec import read_bodies  # noqa: PLC0415
    from codegraph.parse.parsing import parse_file  # noqa: PLC0415
    from codegraph.retrieve.snippets import read_indexed  # noqa: PLC0415

    source = read_indexed(root, one.path, row.hash if row else None)
    document: Document = {"of": node(one), "locals": [], "flow": [], "complete": False, "stale": source is None}
    if source is None:
        return document
    facts = parse_file(one.path, one.language, source)
    bodies = read_bodies(facts)
    heads = {declaration.symbol: declaration.data for declaration in facts.declarations}
    for index, symbol in enumerate(facts.symbols):
        if symbol.span.start == one.span.start and symbol.name == one.name and index in bodies:
            start, end, first, _ = symbol.span
            text, line = source[start:end], symbol.name_line - first + 1
            found = read_flow(text, heads.get(index), bodies[index], line=line, above=first - 1)
            document["locals"] = [
                {
                    "name": local.name,
                    "line": local.line,
                    "kind": local.kind,
                    "shadows": local.shadows or None,
                    "uses": [use._asdict() for use in local.uses],
                }
                for local in found.locals
            ]
            document["flow"] = [_mark(mark) for mark in found.marks]
            document["complete"] = found.complete
    return document


def _mark(mark: Mark) -> Document:
    return {
        "kind": mark.kind,
        "line": mark.line,
        "label": mark.label,
        "doubtful": mark.doubtful,
        "inside": [_mark(one) for one in mark.inside],
    }
