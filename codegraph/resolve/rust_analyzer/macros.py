"""Asks rust-analyzer what a macro call, a derive or an attribute macro becomes: one question to a server of its own."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.model import Problem
from codegraph.resolve.rust_analyzer.analysis import lay_out
from codegraph.resolve.rust_analyzer.finding import STAGE
from codegraph.resolve.rust_analyzer.language_server import OUTPUT, Server, ServerError
from codegraph.resolve.rust_analyzer.running import Limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codegraph.config import RustSettings
    from codegraph.resolve.rust_analyzer.analysis import Layout, Request
    from codegraph.resolve.rust_analyzer.finding import Analyzer

MOST_SECONDS = 180.0
"""Nobody waits longer for one macro, whatever a batch run may take."""

_ERRORS = re.compile(r"Expansion had errors:\s*(?P<first>[^\n]*)\n*")
_QUESTION = "rust-analyzer/expandMacro"
# the server may say that it is done before it has begun, or before procedural macros are built: it is asked again
# after longer silences
_SILENCES = (0.2, 1.0, 3.0)


class Place(NamedTuple):
    """A position in a file: the path, the line from 0, and the byte in the line."""

    path: str
    line: int
    byte: int


class Answer(NamedTuple):
    """The macro's name, what it becomes, formatted by rust-analyzer, and why that is not all, if it is not."""

    name: str
    text: str
    fault: str = ""


def ask_expansion(
    request: Request,
    place: Place,
    analyzer: Analyzer,
    settings: RustSettings,
    environ: Mapping[str, str],
) -> tuple[Answer | None, list[Problem]]:
    """Ask for the expansion at a place; None where it has none, or where rust-analyzer fails, as a problem tells.

    Codes of problems: those of `lay_out`, `analyzer-failed`, `analyzer-output`, `analyzer-timeout`, `analyzer-memory`.
    """
    layout, problems = lay_out(request, analyzer, settings, environ)
    limits = Limits(min(settings.analyzer_timeout_s, MOST_SECONDS), settings.analyzer_memory_mb << 20)
    try:
        with Server([str(analyzer.program)], cwd=layout.base, environ=layout.environ, limits=limits) as server:
            _begin(server, layout)
            return _ask(server, layout, place), problems
    except ServerError as error:
        return None, [*problems, Problem("", STAGE, error.code, f"rust-analyzer failed: {error}")]


def _begin(server: Server, layout: Layout) -> None:
    root = layout.base.as_uri()
    options: dict[str, Any] = {**layout.config, "files": {"watcher": "client"}}
    if layout.project is not None:
        options["linkedProjects"] = [layout.project]
    # without it the crates are set up before the files are there, and stay empty
    options["cargo"] = {**options["cargo"], "autoreload": True}
    hello = server.send(
        "initialize",
        {
            "processId": os.getpid(),
            "rootUri": root,
            "workspaceFolders": [{"uri": root, "name": layout.base.name}],
            "capabilities": {
                "general": {"positionEncodings": ["utf-8"]},
                "experimental": {"serverStatusNotification": True},
            },
            "initializationOptions": options,
        },
    )
    answer = server.wait(hello).get("result")
    capabilities = answer.get("capabilities") if isinstance(answer, dict) else None
    if not isinstance(capabilities, dict) or capabilities.get("positionEncoding") != "utf-8":
        raise ServerError(OUTPUT, "it does not count positions in UTF-8")
    server.notify("initialized", {})


def _ask(server: Server, layout: Layout, place: Place) -> Answer | None:
    params = {
        "textDocument": {"uri": (layout.base / place.path).as_uri()},
        "position": {"line": place.line, "character": place.byte},
    }
    best = None
    for silence in _SILENCES:
        server.wait_until_quiet(settle=silence)
        found = server.settle(_QUESTION, params, server.send(_QUESTION, params))
        best = _read(found) or best
        if best is not None and not best.fault:
            break
    if best is not None and best.fault and server.complaint:
        return best._replace(fault=f"{best.fault}; it says: {server.complaint}")
    return best


def _read(found: object) -> Answer | None:
    """Read an answer; what rust-analyzer says of errors stands before the text."""
    if found is None:
        return None
    name, text = (found.get("name"), found.get("expansion")) if isinstance(found, dict) else (None, None)
    if not isinstance(name, str) or not isinstance(text, str):
        raise ServerError(OUTPUT, "an answer of an unknown shape")
    told = _ERRORS.match(text)
    return Answer(name, text[told.end() :], told["first"].strip()) if told else Answer(name, text)
