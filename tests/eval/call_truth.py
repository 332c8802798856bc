"""Ask rust-analyzer what every call site of a repository means, and keep the answers as a truth file.

    python -m tests.eval.call_truth REPOSITORY --output FILE --rust-analyzer DIR

DIR is the folder that `scripts/get-rust-analyzer DIR` filled. The file is JSON lines: one `meta` line, then one
`site` line for each call site, with the function it stands in and the definitions that rust-analyzer gives.
Nothing of the repository is run: build scripts and procedural macros are off.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import time
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from codegraph.resolve.rust_analyzer.language_server import Server
from codegraph.resolve.rust_analyzer.running import Limits
from tests.eval.call_sites import CallSite, Function, rust_files, scan
from tests.eval.lsp import ask_all
from tests.eval.rust_project import describe
from tests.eval.source_files import commit_of
from tests.eval.truth_file import function_fields, site_fields, write_truth

_WINDOW = 64
_SECONDS = 4 * 3600.0


def main() -> None:
    """Build the truth file that the command line asks for."""
    parser = argparse.ArgumentParser(description="Build call-edge truth from rust-analyzer.")
    parser.add_argument("repository", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--rust-analyzer", type=Path, required=True, metavar="DIR")
    parser.add_argument(
        "--cfg", action="append", default=[], help="a cfg to set in every crate, such as tokio_unstable"
    )
    parser.add_argument(
        "--dependencies", type=Path, metavar="DIR", help="checkouts of crates the repository depends on"
    )
    given = parser.parse_args()
    repository = given.repository.resolve()
    functions, sites = scan_repository(repository)
    started = time.monotonic()
    tools = given.rust_analyzer.resolve()
    project = describe(
        repository, sysroot_src=str(_library(tools)), cfg=tuple(given.cfg), dependencies=given.dependencies
    )
    answers, version = ask(repository, sites, tools, project)
    lines = [site_line(repository, site, answer, functions) for site, answer in zip(sites, answers, strict=True)]
    meta = {
        "repository": repository.name,
        "commit": commit_of(repository),
        "language": "rust",
        "rust_analyzer": version,
        "cfg": given.cfg,
        "functions": len(functions),
        "in_macro": sum(site.in_macro for site in sites),
        "edges": len({edge for line in lines for edge in edges_of(line)}),
        "seconds": round(time.monotonic() - started, 1),
    }
    print(json.dumps(write_truth(given.output, meta, lines), indent=1))


def scan_repository(repository: Path) -> tuple[dict[tuple[str, int, int], Function], list[CallSite]]:
    """Find all functions, by (path, line, column) of their names, and all call sites."""
    functions: dict[tuple[str, int, int], Function] = {}
    sites: list[CallSite] = []
    for path in rust_files(repository):
        found, called = scan(path, (repository / path).read_bytes())
        functions.update(((it.path, it.line, it.column), it) for it in found)
        sites.extend(called)
    return functions, sites


def ask(
    repository: Path, sites: list[CallSite], tools: Path, project: dict[str, Any]
) -> tuple[list[list[dict[str, Any]] | None], str]:
    """Give rust-analyzer's answer to each site, and its version."""
    binary = str(tools / "rust-analyzer")
    version = subprocess.run([binary, "--version"], capture_output=True, check=True, text=True).stdout.strip()
    environment = {**os.environ, "CARGO_NET_OFFLINE": "true", "RA_LOG": "error"}
    with Server([binary], cwd=repository, environ=environment, limits=Limits(_SECONDS)) as server:
        _start(server, repository, project)
        questions = (_question(repository, site) for site in sites)
        return list(ask_all(server, "textDocument/definition", questions, window=_WINDOW)), version


def site_line(
    repository: Path,
    site: CallSite,
    answer: list[dict[str, Any]] | None,
    functions: dict[tuple[str, int, int], Function],
) -> dict[str, Any]:
    """Put one site and its answer into a line of the truth file.

    `state` is `function` (a function of the repository), `other` (a type, variant, field or a function that a
    macro makes), `external` or `unresolved`.
    """
    found = [_target(repository, link) for link in answer or ()]
    inside = [target for target in found if target is not None]
    callees = [functions[target] for target in inside if target in functions]
    state = "function" if callees else "other" if inside else "external" if found else "unresolved"
    return {
        **site_fields(site),
        "state": state,
        "caller": function_fields(site.caller) if site.caller else None,
        "callees": [function_fields(callee) for callee in callees],
        "others": [{"path": path, "line": line} for path, line, column in inside if not callees],
    }


def edges_of(line: dict[str, Any]) -> list[tuple[tuple[str, int], tuple[str, int]]]:
    """Give the function-to-function edges of one site line, functions as (path, line of the name)."""
    caller = line["caller"]
    if caller is None:
        return []
    return [((caller["path"], caller["line"]), (callee["path"], callee["line"])) for callee in line["callees"]]


def _start(server: Server, repository: Path, project: dict[str, Any]) -> None:
    settings = {
        "linkedProjects": [project],
        "cargo": {
            # without it the crate graph is built before the files are there, and stays empty
            "autoreload": True,
            # the default sets miri too, and so leaves out what is for other runs only
            "cfgs": {"debug_assertions": None},
            "buildScripts": {"enable": False},
            "sysrootSrc": project["sysroot_src"],
            "sysrootQueryMetadata": "none",
        },
        "procMacro": {"enable": False},
        "cachePriming": {"enable": False},
        "checkOnSave": False,
        "files": {"watcher": "client"},
        "numThreads": 2,
    }
    root = repository.as_uri()
    hello = server.send(
        "initialize",
        {
            "processId": os.getpid(),
            "rootUri": root,
            "workspaceFolders": [{"uri": root, "name": repository.name}],
            "capabilities": {
                "general": {"positionEncodings": ["utf-8"]},
                "textDocument": {"definition": {"linkSupport": True}},
                "experimental": {"serverStatusNotification": True},
            },
            "initializationOptions": settings,
        },
    )
    answer = server.wait(hello)
    if answer["result"]["capabilities"].get("positionEncoding") != "utf-8":
        message = "this rust-analyzer does not count positions in UTF-8"
        raise SystemExit(message)
    server.notify("initialized", {})
    server.wait_until_quiet(settle=3.0)


def _library(tools: Path) -> Path:
    return next((tools / "root/usr/src").glob("rustc-*/library"))


def _question(repository: Path, site: CallSite) -> dict[str, Any]:
    return {
        "textDocument": {"uri": (repository / site.path).as_uri()},
        "position": {"line": site.line - 1, "character": site.column},
    }


def _target(repository: Path, link: dict[str, Any]) -> tuple[str, int, int] | None:
    """Give path, line and column of a definition inside the repository; None for one outside."""
    place = Path(unquote(urlsplit(link["targetUri"]).path))
    if not place.is_relative_to(repository):
        return None
    start = link["targetSelectionRange"]["start"]
    return place.relative_to(repository).as_posix(), start["line"] + 1, start["character"]


if __name__ == "__main__":
    main()
