"""One Cargo.toml: read tolerantly, with what it takes over from its workspace filled in.

A manifest is hostile input like any file of the repository: wrong types count as absent, and paths that lead out of
the repository are dropped.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.discover.entries import FileEntry
from codegraph.discover.reading import FileContent, read_file
from codegraph.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

STAGE = "cargo"
_LIMIT = 1 << 20
_NAME_LINE = re.compile(r"""^\s*name\s*=\s*["']([A-Za-z0-9_-]+)["']""", re.MULTILINE)
_KINDS = (
    ("normal", ("dependencies",)),
    ("dev", ("dev-dependencies", "dev_dependencies")),
    ("build", ("build-dependencies", "build_dependencies")),
)


class Manifest(NamedTuple):
    """A Cargo.toml: `path` and `folder` are relative to the repository, the folder of the top one is empty."""

    path: str
    folder: str
    data: Mapping[str, Any]

    @property
    def package(self) -> Mapping[str, Any]:
        """The `[package]` table, also under its old name `[project]`; empty without one."""
        return table(self.data.get("package")) or table(self.data.get("project"))

    @property
    def workspace(self) -> Mapping[str, Any] | None:
        """The `[workspace]` table, None without one."""
        found = self.data.get("workspace")
        return found if isinstance(found, dict) else None


class RawDependency(NamedTuple):
    """A dependency as its table says; `path` is as written and counts from `path_from`."""

    key: str
    package: str
    renamed: bool
    path: str
    path_from: str
    kind: str
    optional: bool


def read_manifest(root: Path, path: str) -> tuple[Manifest | None, Problem | None]:
    """Read a manifest; one that is broken gives a problem and, if it names a package, that much of it."""
    import tomllib  # noqa: PLC0415 - only Rust repositories need it

    content = read_file(root, FileEntry(path, "toml", 0, 0), limit=_LIMIT)
    if not isinstance(content, FileContent):
        return None, content
    folder = posixpath.dirname(path)
    text = content.data.decode("utf-8", "replace")
    try:
        return Manifest(path, folder, tomllib.loads(text)), None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        name = _NAME_LINE.search(text)
        salvaged = name[1] if name else posixpath.basename(folder)
        data = {"package": {"name": salvaged}} if salvaged else {}
        problem = Problem(path, STAGE, "broken-manifest", f"the manifest is not valid TOML: {error}")
        return Manifest(path, folder, data), problem


def inherited(package: Mapping[str, Any], key: str, workspace: Manifest | None) -> str:
    """Give a text of `[package]`, from `[workspace.package]` where it says `workspace = true`; empty if absent."""
    value = package.get(key)
    if table(value).get("workspace") is True:
        shared = table((workspace.workspace or {}).get("package")) if workspace else {}
        value = shared.get(key)
    return text_of(value)


def dependencies_of(manifest: Manifest, workspace: Manifest | None) -> Iterator[RawDependency]:
    """List the dependencies of a manifest, those for single platforms included."""
    shared = table((workspace.workspace or {}).get("dependencies")) if workspace else {}
    platforms = [table(found) for found in table(manifest.data.get("target")).values()]
    for holder in (manifest.data, *platforms):
        for kind, names in _KINDS:
            for name in names:
                for key, value in table(holder.get(name)).items():
                    yield _dependency(key, value, kind, manifest, workspace, shared)


def _dependency(
    key: str,
    value: object,
    kind: str,
    manifest: Manifest,
    workspace: Manifest | None,
    shared: Mapping[str, Any],
) -> RawDependency:
    own = table(value)
    told, path_from = own, manifest.folder
    if own.get("workspace") is True and workspace is not None:
        told, path_from = table(shared.get(key)), workspace.folder
    package = text_of(told.get("package"))
    return RawDependency(
        key=key,
        package=package or key,
        renamed=bool(package),
        path=text_of(told.get("path")),
        path_from=path_from,
        kind=kind,
        optional=own.get("optional") is True,
    )


def join(folder: str, path: str) -> str | None:
    """Join a relative path to a folder of the repository; None if it leads out of the repository."""
    joined = posixpath.normpath(posixpath.join(folder, path.replace("\\", "/")))
    if joined == ".":
        return ""
    return None if joined.startswith(("../", "/")) or joined == ".." else joined


def table(value: object) -> dict[str, Any]:
    """Give a TOML table, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def tables(value: object) -> list[dict[str, Any]]:
    """Give an array of tables, without what is none."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def texts(value: object) -> list[str]:
    """Give an array of texts, without what is none."""
    return [entry for entry in value if isinstance(entry, str)] if isinstance(value, list) else []


def text_of(value: object) -> str:
    """Give a text, an empty one for anything else."""
    return value if isinstance(value, str) else ""
