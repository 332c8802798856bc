"""Describe the crates of a repository for rust-analyzer from its manifests alone, without running cargo.

Where dependencies cannot be had, `cargo metadata` fails and the crates of the workspace lose sight of one another.
What this gives (the format of rust-project.json) holds every target, path dependencies, editions and all features;
dependencies from outside are absent, unless their sources lie in a folder that the caller names.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_SKIPPED = {"target", "node_modules"}
_PLATFORM = (
    "unix",
    'panic="unwind"',
    'target_arch="x86_64"',
    'target_endian="little"',
    'target_env="gnu"',
    'target_family="unix"',
    'target_has_atomic="8"',
    'target_has_atomic="16"',
    'target_has_atomic="32"',
    'target_has_atomic="64"',
    'target_has_atomic="ptr"',
    "target_has_atomic",
    'target_os="linux"',
    'target_pointer_width="64"',
    'target_vendor="unknown"',
)


@dataclass
class Package:
    """A manifest with a `[package]` table."""

    folder: Path
    manifest: dict[str, Any]
    workspace: dict[str, Any]
    workspace_folder: Path
    patches: dict[str, Any]
    member: bool = True

    @property
    def name(self) -> str:
        """Give the package's name."""
        return str(self.manifest["package"].get("name", self.folder.name))

    @property
    def edition(self) -> str:
        """Give the edition, inherited from the workspace where it says so."""
        own = self.manifest["package"].get("edition", "2015")
        if isinstance(own, dict):
            own = self.workspace.get("package", {}).get("edition", "2015")
        return str(own)


@dataclass
class Crate:
    """One target of a package."""

    package: Package
    name: str
    root: Path
    kind: str
    deps: list[tuple[str, int]] = field(default_factory=list)


def describe(
    repository: Path, *, sysroot_src: str, cfg: tuple[str, ...] = (), dependencies: Path | None = None
) -> dict[str, Any]:
    """Describe all crates of `repository` in the format of rust-project.json.

    `cfg` is set in every crate; libraries found under `dependencies` stand in for those of a registry.
    """
    packages = find_packages(repository)
    if dependencies is not None:
        packages += [replace(package, member=False) for package in find_packages(dependencies)]
    crates = [crate for package in packages for crate in _targets(package)]
    _connect(packages, crates)
    return {"sysroot_src": sysroot_src, "crates": [_to_json(crate, cfg) for crate in crates]}


def find_packages(repository: Path) -> list[Package]:
    """Find every package under `repository`, hidden and build folders aside."""
    manifests: dict[Path, dict[str, Any]] = {}
    for place, subfolders, names in os.walk(repository):
        subfolders[:] = sorted(name for name in subfolders if name not in _SKIPPED and not name.startswith("."))
        if "Cargo.toml" in names:
            try:
                manifests[Path(place)] = tomllib.loads(Path(place, "Cargo.toml").read_text("utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError):
                continue
    packages = []
    for folder, manifest in manifests.items():
        if "package" not in manifest:
            continue
        home = next(
            (parent for parent in (folder, *folder.parents) if "workspace" in manifests.get(parent, {})), folder
        )
        root = manifests[home]
        packages.append(Package(folder, manifest, root.get("workspace", {}), home, root.get("patch", {})))
    return packages


def _targets(package: Package) -> list[Crate]:
    manifest, folder = package.manifest, package.folder
    found: dict[Path, Crate] = {}

    def add(name: str, root: Path, kind: str) -> None:
        if root.is_file():
            found.setdefault(root, Crate(package, name.replace("-", "_"), root, kind))

    library = manifest.get("lib", {})
    add(library.get("name", package.name), folder / library.get("path", "src/lib.rs"), "lib")
    add(package.name, folder / "src/main.rs", "bin")
    build = manifest["package"].get("build", "build.rs")
    if isinstance(build, str):
        add("build_script_build", folder / build, "build")
    for kind, place in (("bin", "src/bin"), ("test", "tests"), ("example", "examples"), ("bench", "benches")):
        for table in manifest.get(kind, []):
            name = table.get("name", package.name)
            if "path" in table:
                add(name, folder / table["path"], kind)
            else:
                add(name, folder / place / f"{name}.rs", kind)
                add(name, folder / place / name / "main.rs", kind)
        if manifest["package"].get("auto" + {"bench": "benche"}.get(kind, kind) + "s", True):
            for root in sorted((folder / place).glob("*.rs")):
                add(root.stem, root, kind)
            for root in sorted((folder / place).glob("*/main.rs")):
                add(root.parent.name, root, kind)
    return [crate for crate in found.values() if package.member or crate.kind == "lib"]


def _dependencies(package: Package, tables: tuple[str, ...]) -> Iterator[tuple[str, str, Path | None]]:
    """Give of each dependency its name in the code, its package's name, and its folder if the manifest says it."""
    manifest = package.manifest
    scopes = [manifest, *(table for table in manifest.get("target", {}).values() if isinstance(table, dict))]
    for scope in scopes:
        for table in tables:
            for name, given in scope.get(table, {}).items():
                yield name.replace("-", "_"), *_source(package, name, given)


def _source(package: Package, name: str, given: object) -> tuple[str, Path | None]:
    base = package.folder
    if isinstance(given, dict) and given.get("workspace") is True:
        given, base = package.workspace.get("dependencies", {}).get(name, {}), package.workspace_folder
    if not isinstance(given, dict):
        return name, None
    place = Path(base, str(given["path"])).resolve() if "path" in given else None
    return str(given.get("package", name)), place


def _patches(package: Package) -> Iterator[Path]:
    for source in package.patches.values():
        for given in source.values():
            if isinstance(given, dict) and "path" in given:
                yield Path(package.workspace_folder, str(given["path"])).resolve()


def _connect(packages: list[Package], crates: list[Crate]) -> None:
    """Link the crates, normal dependencies first; a development dependency that would close a circle is left out."""
    libraries = {crate.package.folder.resolve(): n for n, crate in enumerate(crates) if crate.kind == "lib"}
    # what comes from a registry is another source than a member of that name, unless the workspace patches it
    patched = {path for package in packages for path in _patches(package)}
    by_name = {
        package.name: libraries.get(package.folder.resolve())
        for package in reversed(packages)
        if not package.member or package.folder.resolve() in patched
    }
    for tables in (("dependencies", "build-dependencies"), ("dev-dependencies",)):
        for n, crate in enumerate(crates):
            wanted = list(_dependencies(crate.package, tables))
            if (library := libraries.get(crate.package.folder.resolve())) is not None:
                wanted.insert(0, (crates[library].name, crate.package.name, crate.package.folder.resolve()))
            for name, package, place in wanted:
                target = by_name.get(package) if place is None else libraries.get(place, by_name.get(package))
                if target is not None and target != n and not _reaches(crates, target, n):
                    crate.deps.append((name, target))


def _reaches(crates: list[Crate], start: int, goal: int) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        for _, target in crates[waiting.pop()].deps:
            if target == goal:
                return True
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return False


def _to_json(crate: Crate, cfg: tuple[str, ...]) -> dict[str, Any]:
    package = crate.package
    features = {*package.manifest.get("features", {}), "default", *_optional(package)}
    if not package.member:
        features -= {"rustc-dep-of-std", "nightly", "unstable", "core"}
    return {
        "display_name": crate.name,
        "root_module": str(crate.root),
        "edition": package.edition,
        "deps": [{"name": name, "crate": target} for name, target in dict(crate.deps).items()],
        "cfg": [
            *(["test"] if package.member else []),
            "debug_assertions",
            *_PLATFORM,
            *cfg,
            *(f'feature="{name}"' for name in sorted(features)),
        ],
        "env": {
            "CARGO_MANIFEST_DIR": str(package.folder),
            "CARGO_PKG_NAME": package.name,
            "CARGO_PKG_VERSION": "0.0.0",
            "CARGO_CRATE_NAME": crate.name,
        },
        "source": {"include_dirs": [str(package.folder)], "exclude_dirs": [str(package.folder / "target")]},
        "is_workspace_member": package.member,
        "is_proc_macro": bool(package.manifest.get("lib", {}).get("proc-macro")),
    }


def _optional(package: Package) -> set[str]:
    tables = package.manifest.get("dependencies", {})
    return {name for name, given in tables.items() if isinstance(given, dict) and given.get("optional")}
