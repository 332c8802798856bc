"""Cargo packages and targets, known without running Cargo.

Every manifest gives a package, also one that no workspace claims: its files are indexed all the same. What Cargo
would say of a workspace's members is said alike here (`member`), which the tests check against `cargo metadata`.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from codegraph.discover.looks import Looks
from codegraph.discover.manifest import (
    Manifest,
    dependencies_of,
    inherited,
    join,
    read_manifest,
    table,
    text_of,
    texts,
)
from codegraph.discover.patterns import PatternSet
from codegraph.discover.targets import Target, TargetKind, find_targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from codegraph.discover.manifest import RawDependency
    from codegraph.model import Problem

_NAME = "Cargo.toml"


class Dependency(NamedTuple):
    """A dependency of a package.

    `name_in_code` is the crate's name in the package's source; `package` its name in its own manifest; `path` the
    folder of the package, relative to the repository, where it is part of it; `kind` normal, dev or build.
    """

    name_in_code: str
    package: str
    path: str | None
    kind: str
    optional: bool


class Package(NamedTuple):
    """A package; `root` is its folder relative to the repository, empty for the top.

    `workspace` is the folder of the workspace it belongs to (its own without one), and `member` tells whether Cargo
    counts it among that workspace's members.
    """

    name: str
    version: str
    edition: str
    root: str
    targets: tuple[Target, ...]
    dependencies: tuple[Dependency, ...]
    features: tuple[str, ...]
    workspace: str
    member: bool

    @property
    def library(self) -> Target | None:
        """The target that others depend on, None for packages of programs only."""
        return next((found for found in self.targets if found.kind in {TargetKind.LIB, TargetKind.PROC_MACRO}), None)


class CargoWorkspace(NamedTuple):
    """All packages of a repository, sorted by folder; there may be several workspaces among them."""

    packages: tuple[Package, ...]


def find_packages(
    root: Path, manifests: Iterable[str], looks: Looks | None = None
) -> tuple[CargoWorkspace, tuple[Problem, ...]]:
    """Read the manifests at these paths, relative to `root`, and those that they name as members or dependencies.

    All that this depends on is then in `looks`: as long as that would find the same, so would this. Problems have the
    stage `cargo` and the codes `broken-manifest`, `target-without-file`, `target-outside` and those of `read_file`.
    """
    looks = looks or Looks(root)
    found, problems = _read_all(root, manifests, looks)
    owners = {folder: _workspace_of(manifest, found) for folder, manifest in found.items()}
    members = _members(found, owners)
    packages: dict[str, Package] = {}
    for folder, manifest in sorted(found.items()):
        if not manifest.package:
            continue
        package, faults = _package(looks, manifest, owners[folder], is_member=folder in members)
        packages[folder] = package
        problems.extend(faults)
    patched = {owner.folder: _patches(owner) for owner in owners.values() if owner}
    resolved = tuple(
        package._replace(
            dependencies=tuple(
                _resolved(raw, packages, patched.get(package.workspace, {}))
                for raw in dependencies_of(found[folder], owners[folder])
            ),
        )
        for folder, package in packages.items()
    )
    return CargoWorkspace(resolved), tuple(sorted(problems, key=lambda problem: (problem.path, problem.code)))


def _read_all(root: Path, paths: Iterable[str], looks: Looks) -> tuple[dict[str, Manifest], list[Problem]]:
    found: dict[str, Manifest] = {}
    problems: list[Problem] = []
    listed = set(paths)
    waiting = sorted(listed, reverse=True)
    seen = set(waiting)
    while waiting:
        path = waiting.pop()
        if path not in listed and not looks.is_file(path):
            continue
        looks.stamp(path)
        manifest, problem = read_manifest(root, path)
        if problem:
            problems.append(problem)
        if manifest is None:
            continue
        found[manifest.folder] = manifest
        for folder in _named_folders(manifest):
            named = posixpath.join(folder, _NAME)
            if named not in seen:
                seen.add(named)
                waiting.append(named)
    return found, problems


def _named_folders(manifest: Manifest) -> list[str]:
    """Give the folders of other packages that a manifest names without wildcards."""
    workspace = manifest.workspace or {}
    told = [name for name in texts(workspace.get("members")) if not set("*?[").intersection(name)]
    told.extend(raw.path for raw in dependencies_of(manifest, None) if raw.path)
    told.extend(text_of(table(value).get("path")) for value in table(workspace.get("dependencies")).values())
    return [folder for path in told if path and (folder := join(manifest.folder, path)) is not None]


def _workspace_of(manifest: Manifest, found: Mapping[str, Manifest]) -> Manifest | None:
    if manifest.workspace is not None:
        return manifest
    named = text_of(manifest.package.get("workspace"))
    if named:
        folder = join(manifest.folder, named)
        return found.get(folder) if folder is not None else None
    folder = manifest.folder
    while folder:
        folder = posixpath.dirname(folder)
        above = found.get(folder)
        if above is not None and above.workspace is not None and not _is_excluded(above, manifest.folder):
            return above
    return None


def _is_excluded(workspace: Manifest, folder: str) -> bool:
    told = workspace.workspace or {}

    def names(key: str) -> bool:
        places = (join(workspace.folder, path) for path in texts(told.get(key)))
        return any(place is not None and f"{folder}/".startswith(f"{place}/" if place else "") for place in places)

    return names("exclude") and not names("members")


def _members(found: Mapping[str, Manifest], owners: Mapping[str, Manifest | None]) -> set[str]:
    """Give the folders of the packages that Cargo counts among the members of their workspace."""
    members: set[str] = set()
    waiting: list[str] = []
    for folder, manifest in found.items():
        owner = owners[folder]
        if owner is None or owner is manifest or _is_listed(owner, folder):
            waiting.append(folder)
    while waiting:
        folder = waiting.pop()
        if folder in members or not found[folder].package:
            continue
        members.add(folder)
        for raw in dependencies_of(found[folder], owners[folder]):
            target = join(raw.path_from, raw.path) if raw.path else None
            if target is not None and owners.get(target) is not None and owners[target] is owners[folder]:
                waiting.append(target)
    return members


def _is_listed(workspace: Manifest, folder: str) -> bool:
    told = texts((workspace.workspace or {}).get("members"))
    globs = [place for path in told if (place := join(workspace.folder, path)) is not None]
    patterns = PatternSet([f"/{place}" for place in globs])
    return patterns.decide(folder, posixpath.basename(folder), is_folder=True) is True


def _package(
    looks: Looks,
    manifest: Manifest,
    workspace: Manifest | None,
    *,
    is_member: bool,
) -> tuple[Package, list[Problem]]:
    told = manifest.package
    name = text_of(told.get("name")) or posixpath.basename(manifest.folder) or "unnamed"
    edition = inherited(told, "edition", workspace) or "2015"
    targets, problems = find_targets(looks, manifest, name, edition)
    package = Package(
        name=name,
        version=inherited(told, "version", workspace) or "0.0.0",
        edition=edition,
        root=manifest.folder,
        targets=targets,
        dependencies=(),
        features=tuple(sorted(table(manifest.data.get("features")))),
        workspace=workspace.folder if workspace else manifest.folder,
        member=is_member,
    )
    return package, problems


def _patches(workspace: Manifest) -> dict[str, str]:
    """Give the folders that `[patch]` puts in the place of published packages, by package name."""
    patches: dict[str, str] = {}
    for registry in table(workspace.data.get("patch")).values():
        for key, value in table(registry).items():
            path = text_of(table(value).get("path"))
            folder = join(workspace.folder, path) if path else None
            if folder is not None:
                patches[text_of(table(value).get("package")) or key] = folder
    return patches


def _resolved(raw: RawDependency, packages: Mapping[str, Package], patched: Mapping[str, str]) -> Dependency:
    folder = join(raw.path_from, raw.path) if raw.path else patched.get(raw.package)
    package = packages.get(folder) if folder is not None else None
    library = package.library if package else None
    name = raw.key.replace("-", "_")
    if library is not None and not raw.renamed:
        name = library.crate_name
    return Dependency(name, raw.package, folder if package else None, raw.kind, raw.optional)
