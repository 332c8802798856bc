"""Finds a rust-analyzer that works, and the library sources it needs."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import Problem
from codegraph.resolve.rust_analyzer.running import Ending, Limits, run_limited

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from codegraph.config import RustSettings

STAGE = "rust-analyzer"
_PROGRAM = "rust-analyzer"
_PROBE = Limits(seconds=20.0, memory=2 << 30)
_VERSION = re.compile(r"^rust-analyzer (\S.*)$", re.MULTILINE)
_LIBRARY = "lib/rustlib/src/rust/library"
_INSTALL = (
    "install it with `rustup component add rust-analyzer`, or name one: `codegraph config set rust.analyzer PATH`"
)
# what rustup says in place of a component that is not there
_SHIM = re.compile(
    r"Unknown binary|is not installed for the (?:custom )?toolchain|rustup component add|no default toolchain"
)


class Analyzer(NamedTuple):
    """A rust-analyzer that answered: its path and what it calls its version."""

    program: Path
    version: str


def quiet(environ: Mapping[str, str]) -> dict[str, str]:
    """Give an environment in which neither Cargo nor rustup goes to the network."""
    return {**environ, "CARGO_NET_OFFLINE": "true", "RUSTUP_AUTO_INSTALL": "0", "RA_LOG": "error"}


def find_analyzer(settings: RustSettings, environ: Mapping[str, str], cwd: Path) -> Analyzer | Problem:
    """Find the rust-analyzer to use: the one that is set, else the first that answers on the PATH or beside Cargo.

    Problems have the codes `analyzer-missing` and `analyzer-broken`; the message says what to do. `cwd` is a folder
    without a toolchain file.
    """
    faults: list[Problem] = []
    for program in candidates(settings, environ):
        found = probe(program, environ, cwd)
        if isinstance(found, Analyzer):
            return found
        faults.append(found)
    return faults[0] if faults else Problem("", STAGE, "analyzer-missing", f"there is no rust-analyzer: {_INSTALL}")


def candidates(settings: RustSettings, environ: Mapping[str, str]) -> Iterator[Path]:
    """List the programs that may be the rust-analyzer to use, first come first."""
    if settings.analyzer:
        yield Path(settings.analyzer)
        return
    home = environ.get("HOME") or environ.get("USERPROFILE")
    cargo = environ.get("CARGO_HOME") or (str(Path(home, ".cargo")) if home else "")
    folders = [environ.get("PATH", ""), str(Path(cargo, "bin")) if cargo else ""]
    found = (shutil.which(_PROGRAM, path=folder) for folder in folders if folder)
    yield from dict.fromkeys(Path(program) for program in found if program)


def probe(program: Path, environ: Mapping[str, str], cwd: Path) -> Analyzer | Problem:
    """Ask a program for its version, within a time limit."""
    done = run_limited([str(program), "--version"], cwd=cwd, environ=quiet(environ), limits=_PROBE)
    told = _VERSION.search(done.output)
    if done.ending is Ending.EXITED and done.status == 0 and told:
        return Analyzer(program, told[1].strip())
    if done.ending is Ending.NOT_STARTED:
        why = f"it cannot be started: {done.messages}"
    elif done.ending is not Ending.EXITED:
        why = f"`--version` gave no answer within {_PROBE.seconds:g} seconds"
    elif _SHIM.search(done.messages):
        why = "it is rustup's stand-in and the component is not installed"
    elif done.status == 0:
        why = "`--version` does not name rust-analyzer"
    else:
        why = f"`--version` ended with status {done.status}: {done.last_line}"
    return Problem("", STAGE, "analyzer-broken", f"{program} does not work: {why}; {_INSTALL}")


def find_library(analyzer: Analyzer, settings: RustSettings, environ: Mapping[str, str], cwd: Path) -> Path | None:
    """Find the sources of Rust's own library: those set, those that came with the analyzer, those of the toolchain."""
    if settings.sysroot_src:
        return Path(settings.sysroot_src)
    home = Path(os.path.realpath(analyzer.program)).parent
    beside = [home.parent / _LIBRARY, *sorted(home.glob("root/usr/src/rustc-*/library"), reverse=True)]
    places = [*beside, *(Path(sysroot) / _LIBRARY for sysroot in _sysroot(environ, cwd))]
    places += sorted(Path("/usr/src").glob("rustc-*/library"), reverse=True)
    return next((place for place in places if (place / "core").is_dir()), None)


def _sysroot(environ: Mapping[str, str], cwd: Path) -> Iterator[str]:
    rustc = shutil.which("rustc", path=environ.get("PATH"))
    if rustc:
        done = run_limited([rustc, "--print", "sysroot"], cwd=cwd, environ=quiet(environ), limits=_PROBE)
        if done.ending is Ending.EXITED and done.status == 0 and done.output.strip():
            yield done.output.strip()
