"""Ask Cargo itself for packages and targets, where the user allows it (`rust.cargo`).

Cargo reads the repository's `.cargo/config.toml`, and rustup its `rust-toolchain.toml`: this is running a program
under the repository's control, so it is off by default. Nothing is fetched: `--offline --no-deps`, and rustup is told
not to install a toolchain.
"""

from __future__ import annotations

import json
import os
import posixpath
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codegraph.discover.cargo import CargoWorkspace
from codegraph.discover.manifest import STAGE, table, tables, text_of, texts
from codegraph.discover.targets import Target, TargetKind
from codegraph.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from codegraph.discover.cargo import Package

_KINDS = {
    "proc-macro": TargetKind.PROC_MACRO,
    "bin": TargetKind.BIN,
    "test": TargetKind.TEST,
    "example": TargetKind.EXAMPLE,
    "bench": TargetKind.BENCH,
    "custom-build": TargetKind.BUILD,
}


def refine(
    root: Path,
    known: CargoWorkspace,
    *,
    environ: Mapping[str, str],
    timeout_s: float = 30.0,
) -> tuple[CargoWorkspace, tuple[Problem, ...]]:
    """Replace versions, editions and targets of the known packages by what Cargo says of them.

    Cargo is asked once per workspace, each time for at most `timeout_s` seconds. Where it is missing, fails or is too
    slow, what was known stays and a problem `cargo-metadata` says why.
    """
    program = shutil.which("cargo", path=environ.get("PATH"))
    if program is None:
        return known, (Problem("", STAGE, "cargo-metadata", "there is no cargo on the PATH"),)
    told: dict[str, Mapping[str, Any]] = {}
    problems: list[Problem] = []
    for folder in sorted({package.workspace for package in known.packages}):
        try:
            found = _ask(program, root / folder, environ, timeout_s)
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            manifest = posixpath.join(folder, "Cargo.toml")
            problems.append(Problem(manifest, STAGE, "cargo-metadata", f"cargo metadata failed: {_reason(error)}"))
            continue
        for package in found:
            place = _relative(root, text_of(package.get("manifest_path")))
            if place is not None:
                told[posixpath.dirname(place)] = package
    packages = (_refined(root, package, told.get(package.root, {})) for package in known.packages)
    return CargoWorkspace(tuple(packages)), tuple(problems)


def _ask(program: str, folder: Path, environ: Mapping[str, str], timeout_s: float) -> Iterable[Mapping[str, Any]]:
    quiet = {"CARGO_NET_OFFLINE": "true", "RUSTUP_AUTO_INSTALL": "0"}
    done = subprocess.run(
        [program, "metadata", "--offline", "--no-deps", "--format-version", "1"],
        cwd=folder,
        env={**environ, **quiet},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=timeout_s,
        check=True,
    )
    return tables(table(json.loads(done.stdout)).get("packages"))


def _refined(root: Path, package: Package, told: Mapping[str, Any]) -> Package:
    targets = tuple(made for target in tables(told.get("targets")) if (made := _target(root, target)))
    if not targets:
        return package
    return package._replace(
        version=text_of(told.get("version")) or package.version,
        edition=text_of(told.get("edition")) or package.edition,
        targets=tuple(sorted(targets, key=lambda target: (list(TargetKind).index(target.kind), target.name))),
    )


def _target(root: Path, told: Mapping[str, Any]) -> Target | None:
    path = _relative(root, text_of(told.get("src_path")))
    kinds, name = texts(told.get("kind")), text_of(told.get("name"))
    if path is None or not kinds or not name:
        return None
    return Target(_KINDS.get(kinds[0], TargetKind.LIB), name, name.replace("-", "_"), path)


def _relative(root: Path, path: str) -> str | None:
    try:
        return Path(os.path.realpath(path)).relative_to(os.path.realpath(root)).as_posix()
    except ValueError:
        return None


def _reason(error: Exception) -> str:
    if isinstance(error, subprocess.CalledProcessError):
        said = error.stderr.decode("utf-8", "replace").strip() if isinstance(error.stderr, bytes) else ""
        return said.partition("\n")[0] or f"exit status {error.returncode}"
    if isinstance(error, subprocess.TimeoutExpired):
        return f"no answer within {error.timeout:g} seconds"
    return str(error)
