"""Finds the classes and packages of Java: a class is a file in the folders of its package, below a root of sources.

A root is what stands before the folders of the package, so none has to be known: `a.b.C` is a file whose path ends in
`a/b/C.java`. Of several the one in the importer's own root is meant, else that of the nearest module. Packages are
gathered from all roots that the importer can see: tests are seen by tests. Kotlin and Scala use each other's and Java's
packages; where their folders are not those of the package nothing is found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.resolve.imports import Found
from codegraph.resolve.imports.places import Questions, Tree, folder_of, within

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

_ENDINGS = (".java", ".kt", ".scala")
_LANGUAGES = frozenset({"java", "kotlin", "scala"})
_PLATFORM = frozenset({"java", "jdk", "sun"})
# folders in which packages start, and such in which none does: a package that starts below them is part of a longer one
_ROOTS = frozenset({*_LANGUAGES, "src", "source", "sources", "main", "test", "tests", "javatests", "lib", "app", "gen"})
_DOMAINS = frozenset(
    {"com", "org", "net", "io", "edu", "gov", "dev", "me", "uk", "de", "fr", "ch", "jp", "cn", "ru", "co"}
)
_TESTS = frozenset({"test", "tests", "javatests", "androidTest", "testFixtures", "integrationTest", "it", "jmh"})
_MOST_PARTS = 32
_MOST_FILES = 2000


def imports(paths: Collection[str], read: Callable[[str], bytes | None]) -> JavaImports:
    """Make the import system; see `codegraph.resolve.imports.imports_of`."""
    return JavaImports(Tree(paths, read))


class JavaImports:
    """The classes and packages that files of a repository import."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._kept: dict[tuple[str, str], Found] = {}

    def find(self, importer: str, text: str) -> Found:
        """Find a class, its member or a package.

        `a.b.C`, `a.b.C.m` and `a.b.C.*` are the file of the class with what follows it; `a.b.*`, and `a.b.C` where no
        file is named after the class, are all files of the package; `.` is the importer's own package with itself.
        """
        key = folder_of(importer), text
        if key not in self._kept:
            ask = Questions(self._tree)
            parts = text.removeprefix("static ").strip().split(".")
            if text == ".":
                files, rest, external = self._own(importer, ask), "", ""
            elif len(parts) > _MOST_PARTS or not all(it.isidentifier() or it == "*" for it in parts):
                files, rest, external = (), "", ""
            else:
                files, rest, external = self._found(importer, parts, ask)
            self._kept[key] = Found(files, rest, external, ask.noted())
        return self._kept[key]

    def _found(self, importer: str, parts: Sequence[str], ask: Questions) -> tuple[tuple[str, ...], str, str]:
        written = next((at for at, it in enumerate(parts) if it[:1].isupper()), len(parts))
        names = len(parts) - (parts[-1] == "*")
        # by custom the first capital starts the class; without one each part may
        for at in range(written, names) if written < names else range(names - 1, 0, -1):
            if at and (files := self._classes(importer, parts[:at], parts[at], ask)):
                return files, ".".join(parts[at + 1 :]), ""
        for end in dict.fromkeys((min(written, names), names if parts[-1] == "*" else names - 1)):
            if end > 0 and (files := self._package(importer, parts[:end], ask)):
                return files, ".".join(parts[end:]), ""
        known = min(written, names) if written < names or parts[-1] == "*" else names - 1
        return (), "", ".".join(parts[:known] or parts[:names])

    def _classes(self, importer: str, package: Sequence[str], name: str, ask: Questions) -> tuple[str, ...]:
        """List the files of a class that an importer means: one, or several where nothing tells between them."""
        stem = "/".join((*package, name))
        found = [
            (_rank(root, importer), path)
            for ending in _ENDINGS
            for path in ask.named(name + ending)
            if (root := _root(path, stem + ending)) is not None and _is_root(root, importer, package)
        ]
        best = max((rank for rank, _ in found), default=None)
        return tuple(path for rank, path in found if rank == best)

    def _package(self, importer: str, package: Sequence[str], ask: Questions) -> tuple[str, ...]:
        """List the files of a package in all roots that an importer sees."""
        ending = "/".join(package)
        files: list[str] = []
        for folder in ask.folders_named(package[-1]):
            root = _root(folder, ending)
            if root is not None and _is_root(root, importer, package) and _is_seen(root, importer):
                files += self._files(folder, ask)
        return tuple(files[:_MOST_FILES])

    def _own(self, importer: str, ask: Questions) -> tuple[str, ...]:
        folder = folder_of(importer)
        own, root = self._files(folder, ask), _root_of(folder)
        package = folder[len(root or "") :].strip("/")
        if root is None or not package:
            return own
        others = self._package(importer, package.split("/"), ask)
        # one name alone may be another package elsewhere
        near = [it for it in others if "/" in package or within(it, folder_of(root))]
        return (*own, *(it for it in near if folder_of(it) != folder))[:_MOST_FILES]

    @staticmethod
    def _files(folder: str, ask: Questions) -> tuple[str, ...]:
        base = f"{folder}/" if folder else ""
        return tuple(base + it for it in ask.entries(folder) if it.endswith(_ENDINGS))


def _root(path: str, ending: str) -> str | None:
    """Give what stands before an ending of whole names, None where the path has another."""
    if path == ending:
        return ""
    return path[: -len(ending) - 1] if path.endswith(f"/{ending}") else None


def _is_root(root: str, importer: str, package: Sequence[str]) -> bool:
    """Tell whether the folders of a package may start in a folder."""
    known = _known_root(f"{root}/{'/'.join(package)}")
    if known is not None and known != root:
        return False
    if package[0] in _PLATFORM:
        # what stands in for the platform does so for its own
        return bool(root) and within(importer, root)
    last = root.rpartition("/")[2]
    if len(package) == 1:
        return last in _ROOTS or root in {"", _root_of(folder_of(importer))}
    return last not in _DOMAINS


def _rank(root: str, importer: str) -> tuple[bool, int, bool]:
    """Tell how near a root is to an importer: its own, else the one with which it has most folders in common."""
    own, other = importer.split("/"), root.split("/")
    common = next((at for at, (a, b) in enumerate(zip(own, other, strict=False)) if a != b), min(len(own), len(other)))
    return within(importer, root), common, not _is_test(root)


def _is_test(root: str) -> bool:
    return any(part in _TESTS for part in root.split("/"))


def _is_seen(root: str, importer: str) -> bool:
    return not _is_test(root) or within(importer, root) or _is_test(importer)


def _known_root(folder: str) -> str | None:
    """Give the root of sources around a folder where it is laid out as builds expect it: `src/main/java`."""
    parts = folder.split("/")
    for at in range(len(parts) - 1, 1, -1):
        if parts[at] in _LANGUAGES and parts[at - 2] == "src":
            return "/".join(parts[: at + 1])
    return None


def _root_of(folder: str) -> str | None:
    """Give the root of sources around a folder, by what is common; None where nothing tells."""
    known = _known_root(folder)
    if known is not None:
        return known
    parts = folder.split("/")
    ends = [at for at, it in enumerate(parts) if it in _DOMAINS][:1]
    ends += [at + 1 for at, it in enumerate(parts) if it in _ROOTS and not _LANGUAGES & {*parts[at + 1 : at + 2]}][:1]
    return "/".join(parts[: ends[0]]) if ends else None
