"""How hits are shown to people, and why they stand where they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.cli.output import SCREEN, is_terminal
from codegraph.cli.tables import print_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codegraph.model import Asked, Hit, SearchResult

_SNIPPET_LINES = 6
_WIDTH = 110
_NO_HIT = "no hit; try other words, or `codegraph status` to see what is indexed"
_INDENT = 6
# the intent of a question that is a name; in a sentence a name of elsewhere, such as `Vec`, is no surprise
_A_NAME = "symbol"


def print_hits(result: SearchResult, *, explain: bool, scores: bool = False, none: str = _NO_HIT) -> None:
    """Print hits with their first lines; `scores` shows the score of each, `none` is said where there is no hit."""
    if explain and result.asked is not None:
        _print_asked(result.asked)
    if not result.hits:
        SCREEN.note(none)
        return
    asked = result.asked
    if asked is not None and asked.query.intent == _A_NAME and asked.not_defined:
        SCREEN.note(f"nothing in the index is called {_listed(asked.not_defined)}; this comes nearest")
    styled = is_terminal()
    for hit in result.hits:
        chunk = hit.chunk
        place = f"{chunk.path}:{chunk.span.start_line}-{chunk.span.end_line}"
        stale = "  (stale)" if hit.stale else ""
        score = f"{hit.score:.2f}  " if scores else ""
        if styled:
            SCREEN.line_styled(
                f"{hit.rank:>2}  {score}",
                (place, "bold cyan"),
                f"  {chunk.symbol_kind} ",
                (chunk.qualified_name, "bold"),
                (stale, "yellow"),
            )
        else:
            SCREEN.line(f"{hit.rank:>2}  {score}{place}  {chunk.symbol_kind} {chunk.qualified_name}{stale}")
        for line in _preview(hit):
            SCREEN.code_line("    " + line)
        if explain:
            _print_explanation(hit, result.asked)


def _preview(hit: Hit) -> list[str]:
    lines = [line for line in hit.snippet.splitlines() if line.strip()]
    margin = min((len(line) - len(line.lstrip()) for line in lines[:_SNIPPET_LINES]), default=0)
    return [line[margin : margin + _WIDTH] for line in lines[:_SNIPPET_LINES]]


def _print_asked(asked: Asked) -> None:
    """Print how a question was read, what was left out of it, and what each leg found with it."""
    query, scope = asked.query, asked.query.scope
    counts = asked.frequencies
    filters = {"kind": scope.kinds, "path": scope.paths, "lang": scope.languages, "crate": scope.crates}
    said = {
        "words": _listed(query.words),
        "left out": _listed(asked.dropped),
        "names": _listed(query.identifiers),
        "not here": _listed(asked.not_defined),
        "quoted": _listed(query.quoted),
        "paths": _listed(query.path_hints),
        "filters": " ".join(f"{key}:{value}" for key, values in filters.items() for value in values),
        "looked up": ", ".join(f"{term} ({count})" if count else f"{term} (nowhere)" for term, count in counts.items()),
    }
    SCREEN.line(f"read as {query.intent}")
    for title, text in said.items():
        if text:
            SCREEN.line(f"  {title:<10} {text}{' (chunks that have it)' if title == 'looked up' else ''}")
    if asked.legs:
        rows = [[name, str(use.found), f"{use.weight:.2f}", f"{use.took_ms:.1f}"] for name, use in asked.legs.items()]
        print_table(["leg", "found", "weight", "ms"], rows, indent=2)
    SCREEN.line()


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def _print_explanation(hit: Hit, asked: Asked | None) -> None:
    """Print what each leg and each feature added."""
    rows = [[leg, f"{facts['rank']:g}", f"{facts['score']:.3f}"] for leg, facts in hit.legs.items()]
    if asked is None:
        headers = ["found by", "rank", "score"]
    else:
        headers = ["leg", "rank", "score", "weight", "adds"]
        for row, (leg, facts) in zip(rows, hit.legs.items(), strict=True):
            row += [f"{asked.legs[leg].weight:.2f}" if leg in asked.legs else "", f"{facts['adds']:+.3f}"]
        rows.append(["= fused", "", "", "", f"{sum(facts['adds'] for facts in hit.legs.values()):+.3f}"])
    if rows:
        print_table(headers, rows, indent=_INDENT)
    rows = [[name, *_value(hit, name, adds), f"{adds:+.3f}"] for name, adds in _in_order(hit)]
    rows.append(["= score", "", "", f"{hit.score:+.3f}"])
    print_table(["feature", "value", "weight", "adds"], rows, indent=_INDENT)


def _in_order(hit: Hit) -> list[tuple[str, float]]:
    """Put what multiplies after what it multiplies."""
    return sorted(hit.features.items(), key=lambda feature: feature[0] in hit.factors)


def _value(hit: Hit, name: str, adds: float) -> tuple[str, str]:
    if name in hit.factors:
        return "", f"x {hit.factors[name]:.2f}"
    weight = hit.weights.get(name)
    return (f"{adds / weight:.3f}", f"{weight:.3f}") if weight else ("", "")
