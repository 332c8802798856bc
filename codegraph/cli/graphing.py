"""`codegraph callers`, `callees`, `impact`, `neighbors`, `path` and `graph`."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from codegraph.cli.options import Json, Limit, RefreshAll, Repo, working_directory
from codegraph.cli.output import SCREEN, note_documents
from codegraph.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from codegraph.api.graph import Options

Name = Annotated[str, typer.Argument(metavar="NAME", help="A name, a path like `Type::method`, `PATH:LINE`, or an id.")]
Depth = Annotated[int | None, typer.Option("--depth", min=1, max=50, help="How many steps to go.", show_default=False)]
EdgeKinds = Annotated[
    list[str] | None,
    typer.Option("--kind", help="Only these kinds of edges (calls, uses-type, imports, …), several after commas."),
]
Budget = Annotated[
    int | None, typer.Option("--budget", min=1, help="The most tokens to print, estimated.", show_default=False)
]
Exact = Annotated[
    bool, typer.Option("--exact", help="Leave out what is reached only through a trait, interface or base.")
]

_LIMIT = 100
_OPEN_LINES = 5
_FILE_LINES = 10


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for name, command in (
        ("callers", callers),
        ("callees", callees),
        ("impact", impact),
        ("neighbors", neighbors),
        ("path", path),
        ("graph", graph),
    ):
        app.command(name)(command)


def callers(
    name: Name,
    *,
    depth: Depth = None,
    kind: EdgeKinds = None,
    limit: Limit = None,
    budget: Budget = None,
    exact: Exact = False,
    refresh: RefreshAll = False,
    repo: Repo = None,
    json: Json = False,
) -> int:
    """Show what calls a function, and what could not be resolved."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    options = _options(kind, depth, limit, budget, exact=exact, refresh=refresh, json=json)
    return _print(name, api.callers(name, options, repo=repo, cwd=working_directory()), json=json)


def callees(
    name: Name,
    *,
    depth: Depth = None,
    kind: EdgeKinds = None,
    limit: Limit = None,
    budget: Budget = None,
    exact: Exact = False,
    refresh: RefreshAll = False,
    repo: Repo = None,
    json: Json = False,
) -> int:
    """Show what a function calls, and what could not be resolved."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    options = _options(kind, depth, limit, budget, exact=exact, refresh=refresh, json=json)
    return _print(name, api.callees(name, options, repo=repo, cwd=working_directory()), json=json)


def impact(
    name: Name,
    *,
    depth: Depth = None,
    kind: EdgeKinds = None,
    limit: Limit = None,
    budget: Budget = None,
    exact: Exact = False,
    refresh: RefreshAll = False,
    repo: Repo = None,
    json: Json = False,
) -> int:
    """Show what a change may reach, and which tests.

    Three steps deep unless `--depth`; by depth and by file.
    """
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    options = _options(kind, depth, limit, budget, exact=exact, refresh=refresh, json=json)
    return _print(name, api.impact(name, options, repo=repo, cwd=working_directory()), json=json)


def neighbors(
    name: Name,
    *,
    depth: Depth = None,
    kind: EdgeKinds = None,
    direction: Annotated[str, typer.Option("--direction", help="`in`, `out` or `both`.")] = "both",
    limit: Limit = None,
    budget: Budget = None,
    refresh: RefreshAll = False,
    repo: Repo = None,
    json: Json = False,
) -> int:
    """Show what a definition is tied to, by every kind of edge."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    options = _options(kind, depth, limit, budget, refresh=refresh, json=json)._replace(direction=direction)
    return _print(name, api.neighbors(name, options, repo=repo, cwd=working_directory()), json=json)


def path(
    start: Annotated[str, typer.Argument(metavar="FROM", help="Where the path starts: a name as for `callers`.")],
    end: Annotated[str, typer.Argument(metavar="TO", help="Where it ends.")],
    *,
    depth: Depth = None,
    kind: EdgeKinds = None,
    limit: Limit = None,
    exact: Exact = False,
    refresh: RefreshAll = False,
    repo: Repo = None,
    json: Json = False,
) -> int:
    """Show the shortest chains of calls between two definitions.

    At most 12 steps unless `--depth`.
    """
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    options = _options(kind, depth, limit or 3, None, exact=exact, refresh=refresh, json=json)
    document = api.path(start, end, options, repo=repo, cwd=working_directory())
    if json:
        SCREEN.json(document)
    else:
        _print_paths(start, end, document)
    note_documents([document], json=json)
    return int(ExitCode.OK)


def graph(
    name: Name,
    *,
    layout: Annotated[str, typer.Option("--format", help="`mermaid` or `dot`.")] = "mermaid",
    depth: Depth = None,
    kind: EdgeKinds = None,
    direction: Annotated[str, typer.Option("--direction", help="`in`, `out` or `both`.")] = "both",
    limit: Limit = None,
    refresh: RefreshAll = False,
    repo: Repo = None,
    json: Json = False,
) -> int:
    """Draw what a definition is tied to, for Mermaid or Graphviz."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    options = _options(kind, depth, limit, None, refresh=refresh, json=json)._replace(direction=direction)
    document = api.drawing(name, options, layout=layout, repo=repo, cwd=working_directory())
    if json:
        SCREEN.json(document)
    else:
        SCREEN.text(document["text"])
    note_documents([document], json=json)
    if document["truncated"] and not json:
        SCREEN.note("truncated: there is more; raise -n, or narrow with --kind")
    return int(ExitCode.OK)


def _options(
    kind: list[str] | None,
    depth: int | None,
    limit: int | None,
    budget: int | None,
    *,
    exact: bool = False,
    refresh: bool,
    json: bool,
) -> Options:
    from codegraph.api.graph import Options  # noqa: PLC0415 - keeps --help instant

    shown: Callable[[dict[str, Any]], str] | None = None if json else _line
    return Options(
        tuple(kind or ()), depth or 0, limit or _LIMIT, budget or 0, exact=exact, shown=shown, refresh=refresh
    )


def _print(name: str, documents: list[dict[str, Any]], *, json: bool) -> int:
    if json:
        SCREEN.json(documents[0] if len(documents) == 1 else {"name": name, "symbols": documents})
    else:
        _print_answers(name, documents)
    note_documents(documents, json=json)
    return int(ExitCode.OK)


def _print_answers(name: str, documents: list[dict[str, Any]]) -> None:
    more = documents[0]["more_definitions"]
    if len(documents) > 1:
        bound = f", the first {len(documents)} of them here" if more else ""
        SCREEN.line(f"{len(documents) + more} definitions are named {name}{bound}; a path like `Type::name` picks one")
        SCREEN.line()
    # those with something to show first: a name such as `new` has many definitions
    told: list[Any] = []
    for number, document in enumerate(sorted(documents, key=lambda one: not (one["found"] or one.get("tests")))):
        if number:
            SCREEN.line()
        _print_answer(document, again=document["open"] in told)
        told.append(document["open"])


def _print_answer(document: dict[str, Any], *, again: bool = False) -> None:
    of = document["of"]
    SCREEN.line(f"{of['kind']} {of['qualified_name']}  {of['path']}:{of['name_line']}")
    for other in document["alternatives"]:
        SCREEN.line(f"  also under {other['cfg'] or 'no cfg'}  {other['path']}:{other['name_line']}")
    for sentence in document["summary"]:
        SCREEN.line(f"  {sentence}")
    _print_found(document)
    if document.get("tests"):
        SCREEN.line(f"  tests ({document['total_tests']})")
        for entry in document["tests"]:
            SCREEN.line(_line(entry))
    _print_open("possible (it is one of several candidates)", document["possible"], document["ambiguous"])
    if not again:
        _print_open("unresolved, look here", document["open"], document["unresolved"])
    files = document.get("files", [])
    if len(files) > 1:
        SCREEN.line(f"  by file ({document['total_files']})")
        for file in files[:_FILE_LINES]:
            SCREEN.line(_line(file))
    if document["truncated"]:
        shown, total = len(document["found"]), document["total"]
        SCREEN.line(f"  truncated: {shown} of {total} references shown; raise -n or --budget, or narrow with --kind")


def _print_found(document: dict[str, Any]) -> None:
    lines = [(_title(document["question"], entry, document["depth"]), _line(entry)) for entry in document["found"]]
    title = ""
    for (now, line), same in groupby(lines):
        if now != title:
            SCREEN.line(f"  {now}")
            title = now
        times = len(list(same))
        SCREEN.line(f"{line}  ×{times}" if times > 1 else line)  # noqa: RUF001 - times


def _title(question: str, entry: dict[str, Any], depth: int) -> str:
    over = {"trait": " through a trait, interface or base", "macro": " through a macro"}.get(entry["via"], "")
    step = f" at {entry['depth']} steps" if depth > 1 and entry["depth"] > 1 else ""
    words = {"callers": "called by", "callees": "calls", "impact": "reaches"}
    if question == "neighbors":
        from codegraph.cli.searching import EDGE_TITLES  # noqa: PLC0415 - only here

        kind = str(entry["kind"])
        forward, backward = EDGE_TITLES.get(kind, (kind, f"{kind}, from"))
        return (forward if entry["direction"] == "out" else backward) + step
    return words[question] + over + step


def _line(entry: dict[str, Any]) -> str:
    """Show an entry of an answer on one line."""
    if "symbols" in entry:
        return f"    {entry['symbols']:>5}  {entry['path']}"
    place = f"{entry['path']}:{entry['line']}"
    if "node" not in entry:
        several = f", {entry['candidates']} candidates" if entry["candidates"] else ""
        inside = f"  in {entry['inside']}" if entry["inside"] else ""
        return f"    {place}  {entry['name']}{inside}  ({entry['kind']}: {entry['reason'] or entry['state']}{several})"
    marks = [entry["confidence"]] if entry["confidence"] != "exact" else []
    marks += [entry["kind"]] if entry["kind"] not in {"calls", "contains"} else []
    marks += [f"of {entry['near']['qualified_name']}"] if entry["via"] or entry["depth"] > 1 else []
    said = f"  ({', '.join(marks)})" if marks else ""
    node = entry["node"]
    name = node["signature"] if node["kind"] == "impl" and node["signature"] else node["qualified_name"]
    return f"    {place}  {name}{said}"


def _print_open(title: str, places: list[dict[str, Any]], total: int) -> None:
    if not places:
        return
    SCREEN.line(f"  {title} ({total})")
    for place in places[:_OPEN_LINES]:
        SCREEN.line(_line(place))
    if total > _OPEN_LINES:
        SCREEN.line(f"    … {total - min(len(places), _OPEN_LINES)} more; `--json` lists {len(places)}")


def _print_paths(start: str, end: str, document: dict[str, Any]) -> None:
    for number, found in enumerate(document["paths"], start=1):
        SCREEN.line(f"path {number}: {found['length']} steps")
        first = found["steps"][0]["from"]
        SCREEN.line(f"  {first['qualified_name']}  {first['path']}:{first['name_line']}")
        for step in found["steps"]:
            words = {"calls": "calls", "overrides": "may be, through what it overrides,"}.get(
                step["kind"], step["kind"]
            )
            sure = "" if step["confidence"] == "exact" else f"  ({step['confidence']})"
            SCREEN.line(f"    {words} {step['to']['qualified_name']}  {step['path']}:{step['line']}{sure}")
    if document["truncated"] and document["paths"]:
        SCREEN.line("there are more paths of this length; -n shows them")
    if not document["paths"]:
        SCREEN.line(f"no path from {start} to {end} within {document['depth']} steps over resolved references")
        if document["reverse"]:
            SCREEN.line(f"  but there is one the other way: codegraph path {end} {start}")
        if not document["complete"]:
            SCREEN.line("  the search was ended by its own limit; name a nearer end")
        around = document["reached"]
        SCREEN.line(
            f"  {start} reaches {around} symbols; inside them {document['unresolved']} references are unresolved"
            f" and {document['ambiguous']} ambiguous, any of which may lead on"
        )
