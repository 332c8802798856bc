"""What `codegraph symbol NAME --flow` prints."""

from __future__ import annotations

from typing import Any

from codegraph.cli.output import SCREEN


def print_flows(documents: list[dict[str, Any]]) -> None:
    """Print the flow of functions."""
    for number, document in enumerate(documents):
        if number:
            SCREEN.line()
        of = document["of"]
        SCREEN.line(f"{of['kind']} {of['qualified_name']}  {of['path']}:{of['start_line']}-{of['end_line']}")
        if document["stale"]:
            SCREEN.line("  the file changed since it was indexed: run `codegraph index`")
            continue
        _print_locals(document["locals"])
        SCREEN.line("  control flow" if document["flow"] else "  control flow: straight")
        _print_marks(document["flow"], 0)
        if not document["complete"]:
            SCREEN.line("  ? some of it is hidden in macros or could not be read")
        if any(use["captured"] or not use["certain"] for local in document["locals"] for use in local["uses"]):
            SCREEN.line("  ^ captured by a closure or async block; ? inside a macro, not certain; = written")


def _print_locals(found: list[dict[str, Any]]) -> None:
    if found:
        SCREEN.line("  local definitions, and the lines of their uses")
    for local in found:
        shadows = f", shadows line {local['shadows']}" if local["shadows"] else ""
        uses = ", ".join(dict.fromkeys(_use(use) for use in local["uses"])) or "unused"
        SCREEN.line(f"    {local['line']:>5}  {local['name']} ({local['kind']}{shadows}): {uses}")


def _use(use: dict[str, Any]) -> str:
    marks = ("=" if use["kind"] == "write" else "") + ("^" if use["captured"] else "") + ("" if use["certain"] else "?")
    return f"{use['line']}{marks}"


def _print_marks(marks: list[dict[str, Any]], level: int) -> None:
    for mark in marks:
        doubt = "?" if mark["doubtful"] else ""
        SCREEN.line(f"    {mark['line']:>5}  {'  ' * level}{mark['kind']}{doubt}  {mark['label']}")
        _print_marks(mark["inside"], level + 1)
