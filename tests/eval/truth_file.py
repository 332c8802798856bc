"""A truth file: what each call site of a repository means, as a tool for its language says; JSON lines.

First a `meta` line: the repository, its commit, the language, the versions of the tools, and counts. Then a `site` line
each:

- `path`, `line` (from 1), `column` (bytes from 0), `name`, `in_macro`, `shape`;
- `caller`: the innermost named function around it, or null;
- `state`: `function` (a function or class of the repository), `other` (a variable, parameter or field of it),
  `external` (elsewhere), `unresolved` (not known), `disputed` (two tools say different things, `claims` holds both);
- `callees`: for `function`, the definitions (`path`, `line`, `name`, and `kind` but for Rust); more than one where a
  declaration has several parts (overloads) or the receiver several types;
- `others`: for `other`, where that is declared;
- `equal`: places an edge may as well lead to: the constructor that a class call runs, what a variable stands for.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.eval.call_sites import CallSite, Function


SUFFIXES = {
    "python": (".py", ".pyi"),
    "go": (".go",),
    "typescript": (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"),
}
"""The files that a truth of a language is about."""


def site_fields(site: CallSite) -> dict[str, Any]:
    """Give what a line says of the site itself."""
    return {
        "type": "site",
        "path": site.path,
        "line": site.line,
        "column": site.column,
        "name": site.name,
        "in_macro": site.in_macro,
    }


def function_fields(function: Function) -> dict[str, Any]:
    """Give what a line says of a function."""
    return {"path": function.path, "line": function.line, "name": function.name}


def write_truth(output: Path, meta: dict[str, Any], lines: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Write a truth file, whole or not at all; gives the `meta` line with the sites counted."""
    lines = list(lines)
    counts = {"sites": len(lines), "states": dict(sorted(Counter(line["state"] for line in lines).items()))}
    meta = {"type": "meta", **meta, **counts}
    output.parent.mkdir(parents=True, exist_ok=True)
    unfinished = output.with_name(output.name + ".new")
    with unfinished.open("w", encoding="utf-8") as out:
        out.writelines(compact(line) + "\n" for line in (meta, *lines))
    unfinished.replace(output)
    return meta


def read_meta(path: Path) -> dict[str, Any]:
    """Read the `meta` line of a truth file; an older one without a language is Rust's."""
    with path.open(encoding="utf-8") as lines:
        meta: dict[str, Any] = {"language": "rust", **json.loads(lines.readline())}
    return meta


def compact(line: object) -> str:
    """Write JSON without blanks."""
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"))
