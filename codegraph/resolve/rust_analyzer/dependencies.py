"""The sources of dependencies that Cargo has unpacked on this machine, found by what `Cargo.lock` says.

They are only read: rust-analyzer then knows the types of what they return. Nothing is fetched, and nothing of them is
indexed.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover import FileEntry, read_file
from codegraph.discover.cargo import find_packages
from codegraph.discover.manifest import table, tables, text_of, texts
from codegraph.model import Problem
from codegraph.resolve.rust_analyzer.project import Placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from codegraph.discover.cargo import Package

_MOST_BYTES = 16 << 20
_NAME = re.compile(r"[A-Za-z0-9_-]{1,100}")
_VERSION = re.compile(r"[0-9][0-9A-Za-z.+-]{0,100}")

Versions = dict[tuple[str, str], dict[str, str]]
"""For each locked package (name, version): the versions of its dependencies, by name."""


class Unpacked(NamedTuple):
    """Dependencies whose sources are here, and which version of them each package means."""

    packages: tuple[Placed, ...]
    versions: Versions


def find_dependencies(root: Path, packages: Sequence[Package], environ: Mapping[str, str]) -> Unpacked:
    """Find the sources of the registry packages that the workspaces' lock files name."""
    locked: list[Mapping[str, object]] = []
    for folder in sorted({package.workspace for package in packages}):
        locked += _read_lock(root, posixpath.join(folder, "Cargo.lock"))
    wanted = sorted({f"{name}-{version}" for name, version in map(_identity, locked) if name and version})
    found: dict[str, Placed] = {}
    for base in _registries(environ):
        manifests = [f"{folder}/Cargo.toml" for folder in wanted if (base / folder / "Cargo.toml").is_file()]
        for package in find_packages(base, manifests)[0].packages if manifests else ():
            found.setdefault(package.root, Placed(base, package, member=False))
    return Unpacked(tuple(found[folder] for folder in wanted if folder in found), _versions(locked))


def _registries(environ: Mapping[str, str]) -> list[Path]:
    home = environ.get("HOME") or environ.get("USERPROFILE")
    cargo = environ.get("CARGO_HOME") or (str(Path(home, ".cargo")) if home else "")
    try:
        return sorted(Path(cargo, "registry", "src").iterdir()) if cargo else []
    except OSError:
        return []


def _read_lock(root: Path, path: str) -> list[Mapping[str, object]]:
    import tomllib  # noqa: PLC0415 - only for the tier `full`

    content = read_file(root, FileEntry(path, "toml", 0, 0), limit=_MOST_BYTES)
    if isinstance(content, Problem):
        return []
    try:
        return [*tables(table(tomllib.loads(content.data.decode("utf-8"))).get("package"))]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        return []


def _identity(package: Mapping[str, object]) -> tuple[str, str]:
    name, version = text_of(package.get("name")), text_of(package.get("version"))
    good = _NAME.fullmatch(name) and _VERSION.fullmatch(version)
    return (name, version) if good else ("", "")


def _versions(locked: Iterable[Mapping[str, object]]) -> Versions:
    """Read which version each dependency has; the lock file names it only where there are several."""
    packages = [(_identity(package), texts(package.get("dependencies"))) for package in locked]
    single = dict(identity for identity, _ in packages)
    versions: Versions = {}
    for identity, dependencies in packages:
        own = versions.setdefault(identity, {})
        for dependency in dependencies:
            name, _, rest = dependency.partition(" ")
            own[name] = rest.partition(" ")[0] or single.get(name, "")
    return versions
