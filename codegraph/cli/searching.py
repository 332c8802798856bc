"""`codegraph search`, `codegraph similar` and `codegraph symbol`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from codegraph.cli.hits import print_hits
from codegraph.cli.options import (
    Crate,
    Json,
    Kind,
    Lang,
    Limit,
    PathGlob,
    Refresh,
    RefreshAll,
    Repo,
    scope_of,
    working_directory,
)
from codegraph.cli.output import SCREEN, note_documents, note_freshness, read_text_argument
from codegraph.errors import ExitCode

_SNIPPET_LINES = 6
_EDGES_SHOWN = 20
# what an edge is called at its source, and at its target
EDGE_TITLES = {
    "calls": ("calls", "called by"),
    "contains": ("contains", "contained in"),
    "depends-on": ("depends on", "needed by"),
    "derives": ("derives", "derived by"),
    "expands-to": ("expands to", "expanded from"),
    "implements": ("implements", "implemented by"),
    "imports": ("imports", "imported by"),
    "overrides": ("overrides", "overridden by"),
    "references": ("names", "named by"),
    "tests": ("tests", "tested by"),
    "uses-type": ("uses", "used by"),
}


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("search")(search)
    app.command("similar")(similar)
    app.command("symbol")(symbol)


def search(
    query: Annotated[str, typer.Argument(metavar="QUERY|-", help="Words, identifiers or a question; `-` reads stdin.")],
    *,
    limit: Limit = None,
    kind: Kind = None,
    path: PathGlob = None,
    lang: Lang = None,
    crate: Crate = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how the query was read and why each hit stands there.")
    ] = False,
    refresh: Refresh = None,
    repo: Repo = None,
    json: Json = False,
) -> int:
    """Find code by name, words or meaning."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    text = read_text_argument(query, "query")
    scope = scope_of(kind, path, lang, crate)
    result = api.search(
        text, repo=repo, cwd=working_directory(), scope=scope, limit=limit, refresh=refresh, explain=explain
    )
    if json:
        SCREEN.json(api.search_document(result, explain=explain))
    else:
        print_hits(result, explain=explain)
    note_freshness(result.freshness, json=json)
    return int(ExitCode.OK if result.hits else ExitCode.NOT_FOUND)


def similar(
    place: Annotated[
        str, typer.Argument(metavar="PLACE|-", help="`PATH:LINE`, `PATH:START-END` or `PATH`; `-` reads code on stdin.")
    ],
    *,
    limit: Limit = None,
    kind: Kind = None,
    path: PathGlob = None,
    lang: Lang = None,
    crate: Crate = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show what each hit shares with the place.")] = False,
    refresh: Refresh = None,
    repo: Repo = None,
    json: Json = False,
) -> int:
    """Find code like a place, or like code on stdin.

    A line stands for the innermost definition around it. The place itself is left out. The number before a hit's
    place is how much it has in common with it, from 0 to 1.
    """
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    text = read_text_argument(place, "code to compare with") if place == "-" else None
    scope = scope_of(kind, path, lang, crate)
    subject, result = api.similar(
        place, text=text, repo=repo, cwd=working_directory(), scope=scope, limit=limit, refresh=refresh
    )
    if json:
        SCREEN.json(api.similar_document(subject, result, explain=explain))
    else:
        if subject.path:
            SCREEN.note(f"like {subject.path}:{subject.start_line}-{subject.end_line}  {subject.name}")
        print_hits(result, explain=explain, scores=True, none="nothing here is like it")
    note_freshness(result.freshness, json=json)
    return int(ExitCode.OK if result.hits else ExitCode.NOT_FOUND)


def symbol(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name, a path like `Type::method`, `PATH:LINE`, or an id.")
    ],
    *,
    flow: Annotated[
        bool, typer.Option("--flow", help="Show local definitions, their uses and the control flow of a function.")
    ] = False,
    limit: Limit = None,
    refresh: RefreshAll = False,
    repo: Repo = None,
    json: Json = False,
) -> int:
    """Show a symbol, what it uses and who uses it."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    if flow:
        return _show_flow(name, repo, json=json)
    documents = api.symbol(name, repo=repo, cwd=working_directory(), limit=limit or 20, refresh=refresh)
    if json:
        SCREEN.json(documents[0] if len(documents) == 1 else {"name": name, "symbols": documents})
        return int(ExitCode.OK)
    for number, document in enumerate(documents):
        if number:
            SCREEN.line()
        _print_symbol(document)
    note_documents(documents, json=json)
    return int(ExitCode.OK)


def _show_flow(name: str, repo: Path | None, *, json: bool) -> int:
    from codegraph import api  # noqa: PLC0415 - keeps --help instant
    from codegraph.cli.flowing import print_flows  # noqa: PLC0415

    documents = api.flow(name, repo=repo, cwd=working_directory())
    if json:
        SCREEN.json(documents[0] if len(documents) == 1 else {"name": name, "symbols": documents})
    else:
        print_flows(documents)
    return int(ExitCode.OK)


def _print_members(members: list[dict[str, Any]]) -> None:
    if members:
        SCREEN.line(f"  members ({len(members)})")
    for member in members[:_EDGES_SHOWN]:
        SCREEN.line(f"    {member['signature'] or member['name']}  line {member['name_line']}")
    if len(members) > _EDGES_SHOWN:
        SCREEN.line(f"    … {len(members) - _EDGES_SHOWN} more; --json lists them")


def _print_symbol(document: dict[str, Any]) -> None:
    node = document["of"]
    declared = " (declaration)" if "declaration" in node["modifiers"] else ""
    SCREEN.line(f"{node['kind']} {node['qualified_name']}{declared}")
    SCREEN.line(f"  {node['path']}:{node['start_line']}-{node['end_line']}  id {node['id']}")
    made = document["generated_by"]
    if made:
        place = f"{made['path']}:{made['line']}"
        SCREEN.line(f"  generated by the macro {made['macro']['qualified_name']}, called at {place}")
        SCREEN.line(f"  (`codegraph expand {place}` shows the expansion)")
    for line in node["signature"].splitlines():
        SCREEN.code_line(f"  {line}")
    docs = [line for line in node["docs"].splitlines() if line.strip()]
    for line in docs[:_SNIPPET_LINES]:
        SCREEN.line(f"    {line}")
    _print_members(document["members"])
    by_title: dict[str, list[dict[str, Any]]] = {}
    for found in document["found"]:
        forward, backward = EDGE_TITLES.get(found["kind"], (found["kind"], f"{found['kind']}, from"))
        by_title.setdefault(forward if found["direction"] == "out" else backward, []).append(found)
    for title, edges in sorted(by_title.items()):
        SCREEN.line(f"  {title} ({len(edges)}{'+' if document['truncated'] else ''})")
        for edge in edges[:_EDGES_SHOWN]:
            sure = "" if edge["confidence"] == "exact" else f"  ({edge['confidence']})"
            SCREEN.line(f"    {edge['node']['qualified_name']}  {edge['path']}:{edge['line']}{sure}")
        if len(edges) > _EDGES_SHOWN:
            SCREEN.line(f"    … {len(edges) - _EDGES_SHOWN} more; --json lists them")
    states = [f"{document[state]} {state}" for state in ("ambiguous", "unresolved", "external") if document[state]]
    if states:
        SCREEN.line(f"  references to this name that are no edges: {', '.join(states)}")
