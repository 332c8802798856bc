"""Describes the crates of a repository for rust-analyzer (rust-project.json) from what its manifests say.

With it rust-analyzer needs no Cargo, and so runs nothing that the repository brings: a `.cargo/config.toml` may name
any program as the compiler. Features are all on, and so is `test`, for more of the code is seen that way.
"""

from __future__ import annotations

import platform
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.discover.targets import Target, TargetKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from codegraph.discover.cargo import Dependency, Package

_LIBRARIES = frozenset({TargetKind.LIB, TargetKind.PROC_MACRO})
# features by which published crates ask for an unreleased compiler, or for being part of Rust's own library
_UNRELEASED = frozenset({"rustc-dep-of-std", "nightly", "unstable", "core"})
_UNIX = ("unix", 'target_family="unix"')
_SYSTEMS = {
    "linux": (*_UNIX, 'target_os="linux"', 'target_env="gnu"'),
    "darwin": (*_UNIX, 'target_os="macos"', 'target_vendor="apple"'),
    "win32": ("windows", 'target_family="windows"', 'target_os="windows"', 'target_env="msvc"'),
}
_MACHINES = {"amd64": "x86_64", "x86_64": "x86_64", "arm64": "aarch64", "aarch64": "aarch64"}
_ATOMICS = ("8", "16", "32", "64", "ptr")


class Placed(NamedTuple):
    """A package and the folder that its paths are relative to; `member` is one of the repository's own."""

    base: Path
    package: Package
    member: bool


class _Crate(NamedTuple):
    placed: Placed
    target: Target
    deps: dict[str, int]


def describe(
    packages: Sequence[Placed],
    versions: Mapping[tuple[str, str], Mapping[str, str]],
    *,
    library: Path | None,
    cfg: Sequence[str],
) -> dict[str, Any]:
    """Write the content of a rust-project.json; `library` are the sources of Rust's own library.

    `versions` tells which version of a dependency a package (name, version) means.
    """
    crates = [
        _Crate(placed, target, {})
        for placed in packages
        for target in placed.package.targets
        if placed.member or target.kind in _LIBRARIES
    ]
    _connect(packages, versions, crates)
    project: dict[str, Any] = {"crates": [_crate(crate, cfg) for crate in crates]}
    if library is not None:
        project["sysroot_src"] = str(library)
    return project


def _libraries(crates: Sequence[_Crate]) -> dict[tuple[Path, str | None], int]:
    libraries: dict[tuple[Path, str | None], int] = {}
    for n, crate in enumerate(crates):
        if crate.target.kind in _LIBRARIES:
            libraries.setdefault((crate.placed.base, crate.placed.package.root), n)
    return libraries


def _connect(
    packages: Sequence[Placed],
    versions: Mapping[tuple[str, str], Mapping[str, str]],
    crates: Sequence[_Crate],
) -> None:
    """Link the crates; a development dependency that would close a circle of libraries is left out."""
    libraries = _libraries(crates)
    by_name: dict[str, int] = {}
    by_version: dict[tuple[str, str], int] = {}
    for base, package, _ in packages:
        if (base, package.root) in libraries:
            by_name.setdefault(package.name, libraries[base, package.root])
            by_version.setdefault((package.name, package.version), libraries[base, package.root])
    for n, crate in enumerate(crates):
        own = libraries.get((crate.placed.base, crate.placed.package.root))
        if own is not None and own != n:
            crate.deps[crates[own].target.crate_name] = own
    for development in (False, True):
        for n, crate in enumerate(crates):
            package = crate.placed.package
            told = versions.get((package.name, package.version), {})
            for dependency in package.dependencies:
                place = libraries.get((crate.placed.base, dependency.path))
                known = by_version.get((dependency.package, told.get(dependency.package, "")))
                found = next((one for one in (place, known, by_name.get(dependency.package)) if one is not None), None)
                if found is not None and (dependency.kind == "dev") is development and _may(crates, n, found):
                    crate.deps.setdefault(_name(dependency, crates[found]), found)


def _may(crates: Sequence[_Crate], n: int, found: int) -> bool:
    """Tell whether a crate may depend on another; nothing depends on what is no library."""
    return found != n and (crates[n].target.kind not in _LIBRARIES or not _reaches(crates, found, n))


def _name(dependency: Dependency, crate: _Crate) -> str:
    """Name a dependency as the code does; a library may bear another name than its package."""
    plain = dependency.name_in_code == dependency.package.replace("-", "_")
    return crate.target.crate_name if plain else dependency.name_in_code


def _reaches(crates: Sequence[_Crate], start: int, goal: int) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        for found in crates[waiting.pop()].deps.values():
            if found == goal:
                return True
            if found not in seen:
                seen.add(found)
                waiting.append(found)
    return False


def _crate(crate: _Crate, cfg: Sequence[str]) -> dict[str, Any]:
    base, package, member = crate.placed
    folder = base / package.root
    features = {*package.features, "default", *(one.name_in_code for one in package.dependencies if one.optional)}
    if not member:
        features -= _UNRELEASED
    return {
        "display_name": crate.target.crate_name,
        "root_module": str(base / crate.target.path),
        "edition": package.edition if package.edition in {"2015", "2018", "2021", "2024"} else "2021",
        "deps": [{"name": name, "crate": found} for name, found in crate.deps.items()],
        "cfg": [*_cfgs(member), *cfg, *(f'feature="{name}"' for name in sorted(features))],
        "env": dict(_environment(package, crate.target, folder)),
        "source": {"include_dirs": [str(folder)], "exclude_dirs": [str(folder / "target")]},
        "is_workspace_member": member,
        "is_proc_macro": crate.target.kind is TargetKind.PROC_MACRO,
    }


def _cfgs(member: bool) -> Iterator[str]:  # noqa: FBT001 - one word of a description
    if member:
        yield "test"
    yield "debug_assertions"
    yield from _SYSTEMS.get(sys.platform, _UNIX)
    yield f'target_arch="{_MACHINES.get(platform.machine().lower(), "unknown")}"'
    yield 'panic="unwind"'
    yield 'target_endian="little"'
    yield 'target_pointer_width="64"'
    yield "target_has_atomic"
    for size in _ATOMICS:
        yield f'target_has_atomic="{size}"'


def _environment(package: Package, target: Target, folder: Path) -> Iterable[tuple[str, str]]:
    yield "CARGO_MANIFEST_DIR", str(folder)
    yield "CARGO_PKG_NAME", package.name
    yield "CARGO_PKG_VERSION", package.version
    yield "CARGO_CRATE_NAME", target.crate_name
