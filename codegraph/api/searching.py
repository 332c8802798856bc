"""Searching an index."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from codegraph.api.opening import folder_inside, open_workspace
from codegraph.errors import UsageError
from codegraph.model import Scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codegraph.model import Asked, Hit, SearchResult
    from codegraph.retrieve.subject import Subject


def make_scope(
    *,
    kinds: Sequence[str] = (),
    paths: Sequence[str] = (),
    languages: Sequence[str] = (),
    crates: Sequence[str] = (),
) -> Scope:
    """Make a scope of what a user names: `fn` and `function`, `rs` and `rust`, several after commas.

    :raises UsageError: there is no such kind of symbol or no such language.
    """
    from codegraph.discover.languages import LANGUAGES, language_of  # noqa: PLC0415 - `context` without filters
    from codegraph.retrieve.query import KIND_ALIASES  # noqa: PLC0415

    found: list[str] = []
    for word in _words(kinds):
        if word.lower() not in KIND_ALIASES:
            message = f"there is no kind of symbol named {word!r}"
            raise UsageError(message, hint=f"one of {', '.join(sorted(KIND_ALIASES))}")
        found += (kind.value for kind in KIND_ALIASES[word.lower()])
    spoken: list[str] = []
    for word in _words(languages):
        language = word.lower() if word.lower() in LANGUAGES else language_of(f"x.{word.lower()}")
        if not language:
            message = f"there is no language named {word!r}"
            raise UsageError(message, hint="use its name, such as rust, or the ending of its files, such as rs")
        spoken.append(language)
    return Scope(tuple(paths), tuple(dict.fromkeys(spoken)), tuple(dict.fromkeys(found)), tuple(_words(crates)))


def _words(values: Sequence[str]) -> list[str]:
    return [word.strip() for value in values for word in value.split(",") if word.strip()]


def search(
    query: str,
    *,
    repo: Path | None,
    cwd: Path,
    scope: Scope,
    limit: int | None = None,
    refresh: bool | None = None,
    explain: bool = False,
) -> SearchResult:
    """Search the index; the hits come best first.

    A few changed files are brought up to date before; `refresh` of False leaves the index as it is (default: the
    setting `retrieve.refresh`). With `explain` the result also tells in how many chunks each word stands.
    """
    with open_workspace(repo, cwd) as workspace:
        result = workspace.search(query, scope=scope, limit=limit, refresh=refresh)
        if not explain or result.asked is None:
            return result
        return result._replace(asked=result.asked._replace(frequencies=workspace.frequencies(result.asked.query)))


def similar(
    place: str = "",
    *,
    text: str | None = None,
    repo: Path | None,
    cwd: Path,
    scope: Scope,
    limit: int | None = None,
    refresh: bool | None = None,
) -> tuple[Subject, SearchResult]:
    """Find code like a place, or like a `text`, the most alike first; also gives what was taken for the place.

    A place is `PATH`, `PATH:LINE` (the innermost definition around the line) or `PATH:START-END`, relative to the
    repository or to the working directory. `refresh` is as in `search`.

    :raises NotFoundError: no such file is indexed, or it has no such lines.
    :raises UsageError: the place is none, or the text has no word.
    """
    with open_workspace(repo, cwd) as workspace:
        path = Path(place)
        if path.is_absolute() and path.is_relative_to(workspace.root):
            place = path.relative_to(workspace.root).as_posix()
        here = folder_inside(workspace, cwd)
        return workspace.similar(place, text=text, here=here, scope=scope, limit=limit, refresh=refresh)


def similar_document(subject: Subject, result: SearchResult, *, explain: bool = False) -> dict[str, Any]:
    """Give what is like a place in the stable JSON shape of a search, with `of`: what was taken for the place."""
    chunk = subject.chunk
    of = {
        "path": subject.path,
        "start_line": subject.start_line,
        "end_line": subject.end_line,
        "symbol": chunk.name if chunk else "",
        "qualified_name": chunk.qualified_name if chunk else "",
        "kind": chunk.symbol_kind if chunk else "",
        "language": chunk.language if chunk else "",
    }
    document = search_document(result, explain=explain)
    return {"query": document.pop("query"), "of": of if subject.path else None, **document}


def search_document(result: SearchResult, *, explain: bool = False) -> dict[str, Any]:
    """Give a search result in its stable JSON shape; `explain` adds how the query was read, and why hits stand so."""
    return {
        "query": result.query,
        "index_revision": result.index_revision,
        "changed_since_index": result.changed_since_index,
        "stale_paths": list(result.stale_paths),
        "refreshed": result.refreshed,
        "degraded": list(result.degraded),
        "hits": [_hit(hit, explain=explain) for hit in result.hits],
        "took_ms": dict(result.took_ms),
        **({"asked": _asked(result.asked)} if explain and result.asked is not None else {}),
    }


def _hit(hit: Hit, *, explain: bool) -> dict[str, Any]:
    chunk = hit.chunk
    document = {
        "rank": hit.rank,
        "score": hit.score,
        "id": chunk.id,
        "path": chunk.path,
        "start_line": chunk.span.start_line,
        "end_line": chunk.span.end_line,
        "symbol": chunk.name,
        "qualified_name": chunk.qualified_name,
        "kind": chunk.symbol_kind,
        "language": chunk.language,
        "signature": chunk.signature,
        "snippet": hit.snippet,
        "stale": hit.stale,
        "legs": {name: dict(facts) for name, facts in hit.legs.items()},
    }
    if explain:
        document["features"] = dict(hit.features)
        document["values"] = {
            name: round(hit.features[name] / weight, 4) for name, weight in hit.weights.items() if weight
        }
        document["weights"] = dict(hit.weights)
        document["factors"] = dict(hit.factors)
    return document


def _asked(asked: Asked) -> dict[str, Any]:
    query = asked.query
    return {
        "text": query.text,
        "intent": str(query.intent),
        "words": list(query.words),
        "dropped": list(asked.dropped),
        "identifiers": list(query.identifiers),
        "quoted": list(query.quoted),
        "paths": list(query.path_hints),
        "filters": {
            "paths": list(query.scope.paths),
            "languages": list(query.scope.languages),
            "kinds": list(query.scope.kinds),
            "crates": list(query.scope.crates),
        },
        "frequencies": dict(asked.frequencies),
        "not_defined": list(asked.not_defined),
        "legs": {name: use._asdict() for name, use in asked.legs.items()},
    }
