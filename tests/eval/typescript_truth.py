"""Ask the TypeScript compiler what every call site of a repository means, and keep the answers as a truth file.

    npm install --prefix TOOLS typescript@5.9.3
    python -m tests.eval.typescript_truth REPOSITORY --output FILE --tools TOOLS [--files PREFIX ...]

What is asked is the type checker that the language service stands on; `typescript_sites.cjs` tells how. It takes about
a minute, and the file is written whole or not at all.
"""

from __future__ import annotations

import argparse
import json
import subprocess
from pathlib import Path
from typing import Any

from tests.eval.source_files import commit_of, source_files
from tests.eval.truth_file import SUFFIXES, write_truth

_SCRIPT = Path(__file__).with_name("typescript_sites.cjs")
_SECONDS = 3600


def main() -> None:
    """Build the truth file that the command line asks for."""
    parser = argparse.ArgumentParser(description="Build call-edge truth from the TypeScript compiler.")
    parser.add_argument("repository", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--tools", type=Path, required=True, metavar="DIR", help="holds node_modules/typescript")
    parser.add_argument(
        "--files", nargs="*", default=[], metavar="PREFIX", help="keep only sites in files whose path starts so"
    )
    given = parser.parse_args()
    repository = given.repository.resolve()
    lines, version = ask(repository, given.tools)
    if given.files:
        lines = [line for line in lines if line["path"].startswith(tuple(given.files))]
    meta = {"repository": repository.name, "commit": commit_of(repository), "language": "typescript"}
    meta |= {"tools": {"typescript": version, "node": _node()}}
    meta |= {"prefixes": given.files}
    print(json.dumps(write_truth(given.output, meta, lines), indent=1))


def ask(repository: Path, tools: Path) -> tuple[list[dict[str, Any]], str]:
    """Give the lines of all sites, and the version of TypeScript; raises SystemExit where the script failed."""
    paths = source_files(repository, *SUFFIXES["typescript"])
    command = ["node", "--max-old-space-size=4096", str(_SCRIPT), str(repository), str(tools)]
    said = subprocess.run(
        command, input="\n".join(paths), capture_output=True, text=True, encoding="utf-8", check=False, timeout=_SECONDS
    )
    lines = [json.loads(line) for line in said.stdout.splitlines()]
    if said.returncode != 0 or not lines or lines[-1]["type"] != "end":
        message = f"the script ended with {said.returncode}: {said.stderr[-2000:]}"
        raise SystemExit(message)
    return lines[:-1], lines[-1]["typescript"]


def _node() -> str:
    return subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()  # noqa: S607


if __name__ == "__main__":
    main()
