"""`codegraph search` and `codegraph symbol`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

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
from codegraph.cli.output import SCREEN, is_terminal, note_documents, note_freshness, read_text_argument
from codegraph.errors import ExitCode

if TYPE_CHECKING:
    from codegraph.model import Hit, SearchResult

_SNIPPET_LINES = 6
_WIDTH = 110
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
    app.command("symbol")(symbol)


def search(
    query: Annotated[str, typer.Argument(metavar="QUERY|-", help="Words, identifiers or a question; `-` reads stdin.")],
    *,
    limit: Limit = None,
    kind: Kind = None,
    path: PathGlob = None,
    lang: Lang = None,
    crate: Crate = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show legs, features and weights of each hit.")] = False,
    refresh: Refresh = None,
    repo: Repo = None,
    json: Json = False,
) -> int:
    """Find code by name, words or meaning."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    text = read_text_argument(query, "query")
    scope = scope_of(kind, path, lang, crate)
    result = api.search(text, repo=repo, cwd=working_directory(), scope=scope, limit=limit, refresh=refresh)
    if json:
        SCREEN.json(api.search_document(result, explain=explain))
    else:
        _print_hits(result, explain=explain)
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


def _print_hits(result: SearchResult, *, explain: bool) -> None:
    if not result.hits:
        SCREEN.note("no hit; try other words, or `codegraph status` to see what is indexed")
        return
    styled = is_terminal()
    for hit in result.hits:
        chunk = hit.chunk
        place = f"{chunk.path}:{chunk.span.start_line}-{chunk.span.end_line}"
        stale = "  (stale)" if hit.stale else ""
        if styled:
            SCREEN.line_styled(
                f"{hit.rank:>2}  ",
                (place, "bold cyan"),
                f"  {chunk.symbol_kind} ",
                (chunk.qualified_name, "bold"),
                (stale, "yellow"),
            )
        else:
            SCREEN.line(f"{hit.rank:>2}  {place}  {chunk.symbol_kind} {chunk.qualified_name}{stale}")
        for line in _preview(hit):
            SCREEN.code_line("    " + line)
        if explain:
            _print_explanation(hit)


def _preview(hit: Hit) -> list[str]:
    lines = [line for line in hit.snippet.splitlines() if line.strip()]
    margin = min((len(line) - len(line.lstrip()) for line in lines[:_SNIPPET_LINES]), default=0)
    return [line[margin : margin + _WIDTH] for line in lines[:_SNIPPET_LINES]]


def _print_explanation(hit: Hit) -> None:
    for leg, facts in hit.legs.items():
        SCREEN.line(f"      {leg + ' leg':<18}" + "  ".join(f"{key} {value:g}" for key, value in facts.items()))
    for feature, value in hit.features.items():
        SCREEN.line(f"      {feature:<18} {value:+.3f}")
    SCREEN.line(f"      {'= score':<18} {hit.score:+.3f}")


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
