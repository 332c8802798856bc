"""Questions to the graph, answered in their stable JSON shapes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.api.freshness import BEHIND, behind, freshness_of, refreshed
from codegraph.api.opening import folder_inside, open_workspace
from codegraph.errors import IncompleteError, UsageError
from codegraph.model import EdgeKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from codegraph.graph.answers import Answer
    from codegraph.graph.paths import Hop
    from codegraph.graph.walking import Step
    from codegraph.identity import NodeId
    from codegraph.model import Symbol
    from codegraph.store import OpenPlace, Store

    Document = dict[str, Any]

_SUBJECTS = 20
_OPEN_SHOWN = 20
_FILES = 200
# tokens for what stands between the entries: keys, titles, the definition's own line
_TITLES = 60
_DEPTHS = {"callers": 1, "callees": 1, "neighbors": 1, "impact": 3}
_IMPACT = (
    EdgeKind.CALLS,
    EdgeKind.REFERENCES,
    EdgeKind.USES_TYPE,
    EdgeKind.IMPLEMENTS,
    EdgeKind.OVERRIDES,
    EdgeKind.DERIVES,
    EdgeKind.IMPORTS,
    EdgeKind.EXPANDS_TO,
    EdgeKind.TESTS,
)
# the kinds of edges that a question follows unless others are named, and the direction (True: as they point)
_RULES: dict[str, tuple[tuple[EdgeKind, ...], tuple[bool, ...]]] = {
    "callers": ((EdgeKind.CALLS,), (False,)),
    "callees": ((EdgeKind.CALLS,), (True,)),
    "impact": (_IMPACT, (False,)),
    "neighbors": (tuple(EdgeKind), (True, False)),
}
_BOTH = "both"
_MISSING = "as far as references are resolved; those of files that changed lately are not yet"
DIRECTIONS = ("in", "out", _BOTH)


class Options(NamedTuple):
    """How a question is asked.

    `kinds` are edge kinds (empty: those of the question), `depth` the steps to go (0: those of the question), `limit`
    the references to give for a definition, `budget` the tokens that the answers may cost together (0: no bound),
    `exact` leaves out what is reached only through a trait. `shown` tells how an entry is shown, for the budget: as
    JSON unless it is given. `refresh` brings the index up to date before, references included.
    """

    kinds: tuple[str, ...] = ()
    depth: int = 0
    limit: int = 100
    budget: int = 0
    exact: bool = False
    direction: str = _BOTH
    shown: Callable[[Document], str] | None = None
    refresh: bool = False


def callers(name: str, options: Options | None = None, *, repo: Path | None, cwd: Path) -> list[Document]:
    """Tell what calls the definitions of a name.

    Raises NotFoundError, and IncompleteError where no edges are stored.
    """
    return _ask("callers", name, options or Options(), repo, cwd)


def callees(name: str, options: Options | None = None, *, repo: Path | None, cwd: Path) -> list[Document]:
    """Tell what the definitions of a name call.

    Raises NotFoundError, and IncompleteError where no edges are stored.
    """
    return _ask("callees", name, options or Options(), repo, cwd)


def impact(name: str, options: Options | None = None, *, repo: Path | None, cwd: Path) -> list[Document]:
    """Tell what a change may reach, and which tests.

    Raises NotFoundError, and IncompleteError where no edges are stored.
    """
    return _ask("impact", name, options or Options(), repo, cwd)


def neighbors(name: str, options: Options | None = None, *, repo: Path | None, cwd: Path) -> list[Document]:
    """Tell what definitions are tied to, by any edge.

    Raises NotFoundError, and IncompleteError where no edges are stored.
    """
    return _ask("neighbors", name, options or Options(), repo, cwd)


def path(start: str, end: str, options: Options | None = None, *, repo: Path | None, cwd: Path) -> Document:
    """Find the shortest ways from one definition to another; no way is an answer too.

    Raises NotFoundError for an unknown name, UsageError where both are the same definition, and IncompleteError where
    no edges are stored.
    """
    from codegraph.graph.paths import find_paths  # noqa: PLC0415 - other questions do not need it
    from codegraph.graph.subjects import find_subjects  # noqa: PLC0415

    options = options or Options(limit=3)
    kinds = edge_kinds(options.kinds)
    with open_workspace(repo, cwd) as workspace:
        store, here = workspace.store, folder_inside(workspace, cwd)
        faults = refreshed(workspace, wanted=options.refresh)

        def read() -> Document:
            degraded = faults + _require_edges(store)
            first, last = find_subjects(store, start, here=here), find_subjects(store, end, here=here)
            if {one.symbol.id for one in first} == {one.symbol.id for one in last}:
                message = f"{start} and {end} are the same definition"
                raise UsageError(message, hint=f"`codegraph callers {start}` tells whether it calls itself")
            depth = options.depth or 12
            found = find_paths(store, first, last, kinds=kinds, depth=depth, limit=options.limit, exact=options.exact)
            document = {
                "from": [node(one.symbol) for one in first[:_SUBJECTS]],
                "to": [node(one.symbol) for one in last[:_SUBJECTS]],
                "paths": [
                    {"length": len(hops), "steps": [_hop(hop, found.nodes) for hop in hops]} for hops in found.paths
                ],
                "depth": found.depth,
                "reached": found.reached,
                "reverse": found.reverse,
                "ambiguous": found.open.ambiguous,
                "unresolved": found.open.unresolved,
                "external": found.open.external,
                "reasons": found.open.reasons,
                "truncated": found.truncated or not found.complete,
                "complete": found.complete,
                "degraded": degraded,
            }
            return document | freshness_of(workspace, [document])[0]

        return store.stable(read)


def drawing(
    name: str, options: Options | None = None, *, layout: str = "mermaid", repo: Path | None, cwd: Path
) -> Document:
    """Draw the neighbourhood of a name's definitions: `{"name","format","text","truncated",..}`.

    `layout` is mermaid or dot; raises UsageError for another, NotFoundError, and IncompleteError without stored edges.
    """
    from codegraph.graph.drawing import FORMATS, draw  # noqa: PLC0415 - other questions do not need it

    if layout not in FORMATS:
        message = f"there is no drawing format {layout!r}"
        raise UsageError(message, hint=f"one of {', '.join(FORMATS)}")
    with open_workspace(repo, cwd) as workspace:
        asked, store, here = options or Options(), workspace.store, folder_inside(workspace, cwd)
        faults = refreshed(workspace, wanted=asked.refresh)

        def read() -> Document:
            degraded = faults + _require_edges(store)
            found = list(_answers("neighbors", name, asked, store, here)[0])
            document = {
                "name": name,
                "format": layout,
                "text": draw(found, layout),
                "truncated": any(answer.truncated for answer in found),
                "degraded": degraded,
            }
            places = [{"path": one.path} for answer in found for one in answer.nodes.values()]
            return document | freshness_of(workspace, [{"nodes": places}])[0]

        return store.stable(read)


def edge_kinds(names: Sequence[str]) -> tuple[EdgeKind, ...]:
    """Read kinds of edges as a user names them, several after commas; raises UsageError for an unknown one."""
    words = [word.strip().lower() for name in names for word in name.split(",") if word.strip()]
    for word in words:
        if word not in {kind.value for kind in EdgeKind}:
            message = f"there is no kind of edge named {word!r}"
            raise UsageError(message, hint=f"one of {', '.join(sorted(kind.value for kind in EdgeKind))}")
    return tuple(dict.fromkeys(map(EdgeKind, words)))


def node(one: Symbol) -> Document:
    """Give a symbol as it stands in a list: as in an export."""
    from codegraph.exporting import node_fields  # noqa: PLC0415 - a search does not need it

    return node_fields(one)


def _ask(question: str, name: str, options: Options, repo: Path | None, cwd: Path) -> list[Document]:
    with open_workspace(repo, cwd) as workspace:
        store, here = workspace.store, folder_inside(workspace, cwd)
        faults = refreshed(workspace, wanted=options.refresh)

        def read() -> tuple[list[Document], int]:
            degraded = faults + _require_edges(store)
            answers, number = _answers(question, name, options, store, here)
            documents = [_document(answer, degraded) for answer in answers]
            fresh = freshness_of(workspace, documents)
            return [one | told for one, told in zip(documents, fresh, strict=True)], number

        documents, number = store.stable(read)
        left = options.budget
        for done, document in enumerate(documents):
            if options.budget:
                left -= fit(document, max(left // (len(documents) - done), 1), options.shown)
        documents[0]["more_definitions"] = max(number - _SUBJECTS, 0)
        return documents


def _answers(question: str, name: str, options: Options, store: Store, here: str) -> tuple[Iterator[Answer], int]:
    """Ask about each definition of a name; also gives their number, of which the first are asked about."""
    from codegraph.graph.answers import Asker  # noqa: PLC0415 - a search does not need it
    from codegraph.graph.subjects import find_subjects  # noqa: PLC0415
    from codegraph.graph.walking import Rule  # noqa: PLC0415

    kinds, ways = _RULES[question]
    kinds = edge_kinds(options.kinds) or kinds
    if options.direction not in DIRECTIONS:
        message = f"there is no direction {options.direction!r}"
        raise UsageError(message, hint=f"one of {', '.join(DIRECTIONS)}")
    if question == "neighbors":
        ways = {"in": (False,), "out": (True,), _BOTH: (True, False)}[options.direction]
    bridges = question != "neighbors" and not options.exact
    rule = Rule(kinds, ways, options.depth or _DEPTHS[question], bridges)
    subjects = find_subjects(store, name, here=here, callable_only=question in {"callers", "callees"})
    if len(subjects) > _SUBJECTS:
        scores = store.scores(one.symbol.id for one in subjects)
        subjects.sort(key=lambda one: -scores.get(one.symbol.id, 0.0))
    asker = Asker(store)
    ask = {
        "callers": asker.callers,
        "callees": asker.callees,
        "impact": asker.impact,
        "neighbors": asker.neighbors,
    }[question]
    return (ask(subject, rule, options.limit) for subject in subjects[:_SUBJECTS]), len(subjects)


def fit(document: Document, budget: int, shown: Callable[[Document], str] | None = None) -> int:
    """Cut the lists of an answer until it costs at most so many tokens, which are estimated from above.

    What is said about the answer goes before its entries, the first entries before later ones. Gives the tokens used.
    """
    from codegraph.tokens.estimate import EstimateCounter  # noqa: PLC0415 - only with a budget

    count = EstimateCounter().count
    as_text = shown or (lambda entry: json.dumps(entry, ensure_ascii=False))
    lists = [key for key in ("found", "tests", "possible", "open", "files") if document.get(key)]
    entries = {key: list(document[key]) for key in lists}
    for key in lists:
        document[key] = []
    frame = {key: value for key, value in document.items() if key not in lists}
    said = json.dumps(frame, ensure_ascii=False) if shown is None else "\n".join(document["summary"])
    used = count(said) + _TITLES
    full = True
    for key in lists:
        for entry in entries[key]:
            cost = count(as_text(entry)) + 1
            if used + cost > budget:
                full = False
                break
            used += cost
            document[key].append(entry)
    document["truncated"] = document["truncated"] or not full
    document["tokens"] = used
    return used


def _require_edges(store: Store) -> list[str]:
    """Refuse an index without edges, which would answer every question with nothing; tell when they are behind."""
    if store.meta("stage.edges") is None:
        message = "the references of this index are not resolved yet, so nothing can be said about who uses what"
        raise IncompleteError(message, hint="run `codegraph index` to the end, with `--tier resolved`")
    return behind(store)


def _document(answer: Answer, degraded: list[str]) -> Document:
    from codegraph.graph.wording import summary  # noqa: PLC0415 - a search does not need it

    around = answer.open
    document: Document = {
        "of": node(answer.subject.symbol),
        "found": [_entry(step, answer.nodes) for step in answer.steps if step.link.far in answer.nodes],
        "ambiguous": around.ambiguous,
        "unresolved": around.unresolved,
        "external": around.external,
        "truncated": answer.truncated,
        "question": answer.question,
        "summary": [*([_MISSING] if BEHIND in degraded else []), *summary(answer)],
        "total": answer.total,
        "depth": answer.depth,
        "possible": [_open_entry(place, answer.nodes) for place in around.possible[:_OPEN_SHOWN]],
        "open": [_open_entry(place, answer.nodes) for place in around.places[:_OPEN_SHOWN]],
        "reasons": around.reasons,
        "other": [
            {"kind": kind, "direction": "out" if out else "in", "count": number}
            for (kind, out), number in answer.other.items()
        ],
        "alternatives": [node(one) for one in answer.subject.alternatives],
        "degraded": degraded,
    }
    if answer.question == "impact":
        document["tests"] = [_entry(step, answer.nodes) for step in answer.tests if step.link.far in answer.nodes]
        document["total_tests"] = answer.total_tests
        document["total_files"] = len(answer.files)
        document["files"] = [{"path": one.path, "symbols": one.symbols} for one in answer.files[:_FILES]]
    return document


def _entry(step: Step, nodes: dict[NodeId, Symbol]) -> Document:
    link = step.link
    near = nodes.get(link.near)
    return {
        "node": node(nodes[link.far]),
        "path": link.path,
        "line": link.line,
        "kind": link.kind,
        "method": link.method,
        "confidence": link.confidence,
        "depth": step.depth,
        "direction": "out" if link.out else "in",
        "via": step.via,
        "near": {"id": link.near, "qualified_name": near.qualified_name if near else ""},
    }


def _open_entry(place: OpenPlace, nodes: dict[NodeId, Symbol]) -> Document:
    reference = place.reference
    inside = nodes.get(reference.src)
    return {
        "name": reference.name,
        "path": place.path,
        "line": reference.span.start_line,
        "state": reference.state,
        "kind": reference.kind,
        "reason": reference.reason,
        "src": reference.src,
        "inside": inside.qualified_name if inside else "",
        "candidates": len(reference.candidates),
    }


def _hop(hop: Hop, nodes: dict[NodeId, Symbol]) -> Document:
    link = hop.link
    return {
        "from": node(nodes[hop.source]),
        "to": node(nodes[hop.target]),
        "path": link.path,
        "line": link.line,
        "kind": link.kind,
        "method": link.method,
        "confidence": link.confidence,
        "via": "trait" if link.kind is EdgeKind.OVERRIDES else "",
    }
