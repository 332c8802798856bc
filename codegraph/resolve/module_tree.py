"""The Rust module tree: which module of which crate each file is.

Walks `mod` declarations from the roots of all cargo targets. A file may belong to several crates (a module that
library and binary both declare); its first place, in the order library, binaries, others, gives its ids.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from codegraph.discover.cargo import Package
    from codegraph.discover.targets import Target
    from codegraph.model import ModuleDeclaration

_TARGET_ORDER = {"lib": 0, "proc-macro": 0, "bin": 1, "example": 2, "test": 3, "bench": 4, "build": 5}


class CrateId(NamedTuple):
    """A crate of the workspace: one target of one package."""

    package: str
    kind: str
    target: str


class Placement(NamedTuple):
    """Where a file stands: its crate, the crate's name in paths, and its module path (empty at the root)."""

    crate: CrateId
    crate_name: str
    module: tuple[str, ...]
    # the file that declares this module, None for a crate's root
    parent: str | None


class ModuleTree(NamedTuple):
    """All placements. `places` maps a file to its places, first the one that gives ids.

    `files` maps (crate, module path) to the files that claim it: more than one for cfg alternatives.
    `package_of` maps a package's root folder to its key in ids.
    """

    places: Mapping[str, tuple[Placement, ...]]
    files: Mapping[tuple[CrateId, tuple[str, ...]], tuple[str, ...]]
    package_of: Mapping[str, str] = {}

    def contested(self, placement: Placement) -> bool:
        """Tell whether several files claim this module path, so that ids must tell them apart."""
        return len(self.files.get((placement.crate, placement.module), ())) > 1


def build_module_tree(
    packages: Sequence[Package],
    files: Collection[str],
    declarations: Mapping[str, tuple[ModuleDeclaration, ...]],
) -> ModuleTree:
    """Place every file that a cargo target reaches; the others have no placement."""
    names = [package.name for package in packages]
    known = files if isinstance(files, (set, frozenset, dict)) else set(files)
    places: dict[str, list[Placement]] = {}
    claims: dict[tuple[CrateId, tuple[str, ...]], list[str]] = {}
    keys: dict[str, str] = {}
    for package in sorted(packages, key=lambda package: package.root):
        key = package.name if names.count(package.name) == 1 else f"{package.name}@{package.root}"
        keys[package.root] = key
        for target in sorted(package.targets, key=_target_order):
            if target.path in known:
                crate = CrateId(key, "lib" if target.kind == "proc-macro" else target.kind, target.name)
                _walk(Placement(crate, target.crate_name, (), None), target.path, known, declarations, places, claims)
    return ModuleTree(
        {path: tuple(found) for path, found in places.items()},
        {claim: tuple(found) for claim, found in claims.items()},
        keys,
    )


def _target_order(target: Target) -> tuple[int, str]:
    return _TARGET_ORDER.get(target.kind, len(_TARGET_ORDER)), target.name


def _walk(
    root: Placement,
    root_path: str,
    known: Collection[str],
    declarations: Mapping[str, tuple[ModuleDeclaration, ...]],
    places: dict[str, list[Placement]],
    claims: dict[tuple[CrateId, tuple[str, ...]], list[str]],
) -> None:
    pending = [(root_path, root, True)]
    reached: set[tuple[str, tuple[str, ...]]] = set()
    # a file that declares itself, by #[path], must not be walked forever
    depth_limit = 64
    while pending:
        path, placement, owns_folder = pending.pop()
        if (path, placement.module) in reached or len(placement.module) > depth_limit:
            continue
        reached.add((path, placement.module))
        places.setdefault(path, []).append(placement)
        claims.setdefault((placement.crate, placement.module), []).append(path)
        for declaration in reversed(declarations.get(path, ())):
            for child, child_owns in _files_of(declaration, path, owns_folder, known):
                module = (*placement.module, *declaration.chain, declaration.name)
                pending.append((child, Placement(placement.crate, placement.crate_name, module, path), child_owns))


def _files_of(
    declaration: ModuleDeclaration,
    path: str,
    owns_folder: bool,  # noqa: FBT001 - a fact of the file, passed on
    known: Collection[str],
) -> list[tuple[str, bool]]:
    """Find the file of a declared module, and whether its own modules stand in its folder (`mod.rs`)."""
    here = posixpath.dirname(path)
    base = here if owns_folder else posixpath.join(here, posixpath.basename(path).removesuffix(".rs"))
    chain_paths, own_path = declaration.paths[:-1], declaration.paths[-1]
    folder = base
    if any(chain_paths):
        folder = here
        for name, given in zip(declaration.chain, chain_paths, strict=True):
            folder = posixpath.join(folder, given or name)
    else:
        folder = posixpath.join(base, *declaration.chain)
    if own_path:
        # without inline modules around it, #[path] counts from the file's own folder
        start = folder if declaration.chain else here
        given = posixpath.normpath(posixpath.join(start, own_path.replace("\\", "/")))
        return [(given, True)] if given in known else []
    candidates = (
        (posixpath.join(folder, f"{declaration.name}.rs"), False),
        (posixpath.join(folder, declaration.name, "mod.rs"), True),
    )
    return [(candidate, owns) for candidate, owns in candidates if candidate in known][:1]
