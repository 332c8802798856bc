"""One batch run of rust-analyzer over a repository: to an index in a folder of its own, or to problems.

Without trust it sees a copy of the indexed files and a description of the crates made from their manifests: no Cargo
runs, no build script, no procedural macro, and no file that the repository brings says which program does what. (On a
Cargo workspace `rust-analyzer scip` runs `cargo check`, and so build scripts, whatever its settings say: seen with
1.85.1.) With trust it runs on the repository itself.
"""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.discover import FileContent, FileEntry, read_file
from codegraph.model import Problem
from codegraph.resolve.rust_analyzer.dependencies import find_dependencies
from codegraph.resolve.rust_analyzer.finding import STAGE, Analyzer, find_library, quiet
from codegraph.resolve.rust_analyzer.project import Placed, describe
from codegraph.resolve.rust_analyzer.running import Ending, Finished, Limits, run_limited

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from codegraph.config import RustSettings
    from codegraph.discover.cargo import Package

_METADATA_SECONDS = 120.0
_LARGEST_FILE = 1 << 28
# versions in which `cargo.cfgs` is a table and not yet a list
_TABLE_OF_CFG = re.compile(r"1\.(?:[0-7]\d|8[0-5])\.")


class Request(NamedTuple):
    """What is to be analyzed: the Rust files of a repository with their content hashes, and its packages.

    A file without a hash is taken as it is.
    `scratch` is an empty folder for the run, `target` one that outlives it, for what trusted build scripts make.
    """

    root: Path
    files: Mapping[str, str]
    packages: Sequence[Package]
    scratch: Path
    target: Path


class Layout(NamedTuple):
    """What rust-analyzer is run on: the folder, the crates in it (None: Cargo tells), its settings and environment."""

    base: Path
    project: Mapping[str, Any] | None
    config: Mapping[str, Any]
    environ: Mapping[str, str]


class Analysis(NamedTuple):
    """An index, and the folder that holds the files it was made of."""

    scip: Path
    base: Path
    peak_memory: int


def analyze(
    request: Request,
    analyzer: Analyzer,
    settings: RustSettings,
    environ: Mapping[str, str],
) -> tuple[Analysis | None, list[Problem]]:
    """Run rust-analyzer; where it fails there is no analysis, and a problem says why.

    Codes of problems: `analyzer-failed`, `analyzer-timeout`, `analyzer-memory`, `no-library` (it runs without the
    sources of Rust's own library), `cargo-metadata` (it runs as without trust).
    """
    layout, problems = lay_out(request, analyzer, settings, environ)
    config = request.scratch / "config.json"
    config.write_text(json.dumps(layout.config), "utf-8")
    index = request.scratch / "index.scip"
    base = layout.base
    command = [str(analyzer.program), "scip", str(base), "--output", str(index), "--config-path", str(config)]
    limits = Limits(settings.analyzer_timeout_s, settings.analyzer_memory_mb << 20)
    done = run_limited(command, cwd=base, environ=layout.environ, limits=limits)
    fault_of_run = _fault(done, settings, index)
    if fault_of_run:
        return None, [*problems, fault_of_run]
    return Analysis(index, base, done.peak), problems


def lay_out(
    request: Request,
    analyzer: Analyzer,
    settings: RustSettings,
    environ: Mapping[str, str],
) -> tuple[Layout, list[Problem]]:
    """Put down what rust-analyzer is to see: the repository with trust, else a copy and a description of its crates.

    Codes of problems: `no-library`, `cargo-metadata`.
    """
    problems: list[Problem] = []
    library = find_library(analyzer, settings, environ, request.scratch)
    if library is None:
        message = "no sources of Rust's library, so calls into it stay open: `rustup component add rust-src`"
        problems.append(Problem("", STAGE, "no-library", message))
    trusted = settings.trust_build_scripts
    if trusted:
        fault = _metadata_fault(request, environ)
        if fault:
            message = f"cargo metadata failed, so rust-analyzer ran without build scripts: {fault}"
            problems.append(Problem("", STAGE, "cargo-metadata", message))
            trusted = False
    base = request.root
    project: dict[str, Any] | None = None
    if not trusted:
        base = request.scratch / "tree"
        copy_files(request.root, request.files, base)
        own = tuple(Placed(base, package, member=True) for package in request.packages)
        unpacked = find_dependencies(request.root, request.packages, environ)
        project = describe((*own, *unpacked.packages), unpacked.versions, library=library, cfg=settings.cfg)
        (base / "rust-project.json").write_text(json.dumps(project), "utf-8")
    variables = quiet(environ)
    if trusted:
        variables["CARGO_TARGET_DIR"] = str(request.target)
    return Layout(base, project, _config(analyzer, library, settings, trusted=trusted), variables), problems


def copy_files(root: Path, files: Mapping[str, str], into: Path) -> None:
    """Copy the files whose bytes are still those of their hashes; what changed or vanished is left out."""
    into.mkdir()
    for path, wanted in files.items():
        content = read_file(root, FileEntry(path, "rust", 0, 0), limit=_LARGEST_FILE)
        if isinstance(content, FileContent) and wanted in {"", content.hash}:
            place = into / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.data)


def _config(analyzer: Analyzer, library: Path | None, settings: RustSettings, *, trusted: bool) -> dict[str, Any]:
    cfg = ["debug_assertions", *settings.cfg]
    cargo: dict[str, Any] = {
        "autoreload": False,
        "buildScripts": {"enable": trusted},
        # without it a library that Cargo cannot describe offline loses core and alloc
        "sysrootQueryMetadata": "none",
        "features": "all",
        # the default sets `miri`, which leaves out much code
        "cfgs": dict.fromkeys(cfg) if _TABLE_OF_CFG.match(analyzer.version) else cfg,
    }
    if library is not None:
        cargo["sysrootSrc"] = str(library)
    else:
        # or rust-analyzer tells rustup to fetch the sources
        cargo["sysroot"] = None
    return {
        "cargo": cargo,
        "procMacro": {"enable": trusted},
        "cachePriming": {"enable": False},
        "checkOnSave": False,
    }


def _metadata_fault(request: Request, environ: Mapping[str, str]) -> str:
    """Tell why Cargo cannot describe the repository offline; empty if it can."""
    cargo = shutil.which("cargo", path=environ.get("PATH"))
    if cargo is None:
        return "there is no cargo on the PATH"
    command = [cargo, "metadata", "--offline", "--format-version", "1"]
    done = run_limited(command, cwd=request.root, environ=quiet(environ), limits=Limits(_METADATA_SECONDS))
    if done.ending is not Ending.EXITED:
        return f"no answer within {_METADATA_SECONDS:g} seconds"
    return "" if done.status == 0 else done.last_line or f"exit status {done.status}"


def _fault(done: Finished, settings: RustSettings, index: Path) -> Problem | None:
    if done.ending is Ending.TOO_SLOW:
        message = (
            f"rust-analyzer was stopped after {settings.analyzer_timeout_s:g} seconds; "
            "`codegraph config set rust.analyzer_timeout_s` allows more"
        )
        return Problem("", STAGE, "analyzer-timeout", message)
    if done.ending is Ending.TOO_LARGE:
        message = (
            f"rust-analyzer was stopped at more than {settings.analyzer_memory_mb} MB of memory; "
            "`codegraph config set rust.analyzer_memory_mb` allows more"
        )
        return Problem("", STAGE, "analyzer-memory", message)
    if done.ending is Ending.NOT_STARTED or done.status != 0 or not index.is_file():
        why = done.last_line or (f"it ended with status {done.status}" if done.status else "it wrote no index")
        return Problem("", STAGE, "analyzer-failed", f"rust-analyzer failed: {why}")
    return None
