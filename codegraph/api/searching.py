"""Searching an index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codegraph.api.opening import open_workspace
from codegraph.errors import UsageError
from codegraph.model import Scope

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from codegraph.model import Hit, SearchResult


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
) -> SearchResult:
    """Search the index; the hits come best first.

    A few changed files are brought up to date before; `refresh` of False leaves the index as it is (default: the
    setting `retrieve.refresh`).
    """
    with open_workspace(repo, cwd) as workspace:
        return workspace.search(query, scope=scope, limit=limit, refresh=refresh)


def search_document(result: SearchResult, *, explain: bool = False) -> dict[str, Any]:
    """Give a search result in its stable JSON shape."""
    return {
        "query": result.query,
        "index_revision": result.index_revision,
        "changed_since_index": result.changed_since_index,
        "stale_paths": list(result.stale_paths),
        "refreshed": result.refreshed,
        "degraded": list(result.degraded),
        "hits": [_hit(hit, explain=explain) for hit in result.hits],
        "took_ms": dict(result.took_ms),
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
    return document
