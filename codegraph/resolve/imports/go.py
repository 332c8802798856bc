"""Finds the packages of Go: a package is a folder, a module a folder with `go.mod` that gives all of them their paths.

A module of the repository is known by its path to all others of it, as if they were built from here; where two claim
one path, to those that say which they mean (`replace`, `go.work`). All `.go` files of the folder are the package: which
of them a platform builds is not asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from codegraph.resolve.imports import Found
from codegraph.resolve.imports.places import Questions, Tree, ancestors, folder_of, join, within

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

_MANIFEST = "go.mod"
_WORK = "go.work"
_MOST_LINES = 20_000
_MOST_PATH = 600
# parts of a path that name a repository, where the host is one of many owners
_OWNED = 3
_WORDS = re.compile(r'"[^"]*"|`[^`]*`|=>|[()]|[^\s()"`]+')


class _Module(NamedTuple):
    """A `go.mod` or `go.work`: `replaced` and `used` are folders of the repository, `required` modules of outside."""

    path: str
    replaced: dict[str, str]
    used: tuple[str, ...]
    required: frozenset[str]


_NONE = _Module("", {}, (), frozenset())


def imports(paths: Collection[str], read: Callable[[str], bytes | None]) -> GoImports:
    """Make the import system; see `codegraph.resolve.imports.imports_of`."""
    return GoImports(Tree(paths, read))


class GoImports:
    """The packages that files of a repository import."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._modules: dict[str, _Module] = {}
        self._kept: dict[tuple[str, bool, str], Found] = {}
        self._by_path: dict[str, list[str]] | None = None

    def find(self, importer: str, text: str) -> Found:
        """Find a package by its path; `.` is the importer's own, with its tests where the importer is one."""
        key = folder_of(importer), _is_test(importer), text
        if key not in self._kept:
            ask = Questions(self._tree)
            files, external = self._package(importer, text, ask) if 0 < len(text) < _MOST_PATH else ((), "")
            self._kept[key] = Found(files, "", external, ask.noted())
        return self._kept[key]

    def _package(self, importer: str, path: str, ask: Questions) -> tuple[tuple[str, ...], str]:
        folder = folder_of(importer)
        if path in {".", ".."} or path.startswith(("./", "../")):
            at = join(folder, path)
            return (self._files(at, importer, ask) if at is not None else ()), ""
        if path == "C":
            return (), path
        root = next((it for it in ancestors(folder) if ask.has(_in(it, _MANIFEST))), None)
        own = self._module(_in(root, _MANIFEST), ask) if root is not None else _NONE
        vendored = self._vendored(folder, root, path, ask)
        if vendored:
            return self._files(vendored, importer, ask), ""
        located = self._located(folder, root, own, path, ask)
        if located is None:
            return (), _external(path, own)
        module, package = located
        seen = _allowed(package, folder) and self._is_of(package, module, ask)
        return (self._files(package, importer, ask) if seen else ()), ""

    @staticmethod
    def _vendored(folder: str, root: str | None, path: str, ask: Questions) -> str:
        """Give the folder of a package among those that a module keeps copies of, empty for none."""
        for it in ancestors(folder):
            if root is not None and not within(it, root):
                break
            at = f"{_in(it, 'vendor')}/{path}"
            if any(name.endswith(".go") for name in ask.entries(at)) and _allowed(at, folder):
                return at
        return ""

    def _located(
        self, folder: str, root: str | None, own: _Module, path: str, ask: Questions
    ) -> tuple[str, str] | None:
        """Give the folders of the module that a path is of and of the package; None for a module of outside."""
        known = self._told(folder, ask) | own.replaced
        if root is not None and own.path:
            known[own.path] = root
        for start in _starts(path):
            at = known.get(start)
            if at is None:
                claims = self._all(ask).get(start, [])
                at = claims[0] if len(claims) == 1 else None
            if at is not None:
                return at, f"{at}{path[len(start) :]}".lstrip("/")
        return None

    def _told(self, folder: str, ask: Questions) -> dict[str, str]:
        """Give the modules that the workspace around a folder names, by path."""
        work = next((it for it in ancestors(folder) if ask.has(_in(it, _WORK))), None)
        if work is None:
            return {}
        told = self._module(_in(work, _WORK), ask)
        manifests = [(it, _in(it, _MANIFEST)) for it in told.used]
        used = {self._module(path, ask).path: it for it, path in manifests if ask.has(path)}
        return used | dict(told.replaced)

    @staticmethod
    def _is_of(package: str, module: str, ask: Questions) -> bool:
        """Tell whether no other module around a folder is nearer than one."""
        for it in ancestors(package):
            if it == module:
                return True
            if ask.has(_in(it, _MANIFEST)):
                return False
        return True

    def _files(self, folder: str, importer: str, ask: Questions) -> tuple[str, ...]:
        """List the files of a package: its tests, too, where a test beside them asks."""
        tests = _is_test(importer) and folder == folder_of(importer)
        names = [it for it in ask.entries(folder) if it.endswith(".go") and it[0] not in "_."]
        return tuple(_in(folder, it) for it in names if tests or not _is_test(it))

    def _all(self, ask: Questions) -> Mapping[str, list[str]]:
        """Give the folders of the modules of the repository, by path."""
        manifests = ask.named(_MANIFEST)
        if self._by_path is None:
            self._by_path = {}
            for manifest in manifests:
                name = self._module(manifest, ask).path
                if name:
                    self._by_path.setdefault(name, []).append(folder_of(manifest))
        return self._by_path

    def _module(self, path: str, ask: Questions) -> _Module:
        data = ask.read(path)
        if path not in self._modules:
            self._modules[path] = _read(folder_of(path), data or b"")
        return self._modules[path]


def _read(folder: str, data: bytes) -> _Module:
    """Read a `go.mod` or `go.work`."""
    path = ""
    replaced: dict[str, str] = {}
    used: list[str] = []
    required: set[str] = set()
    for verb, words in _directives(data.decode("utf-8-sig", "replace")):
        if verb == "module" and words:
            path = words[0]
        elif verb == "require" and words:
            required.add(words[0])
        elif verb == "use" and words and (at := join(folder, words[0])) is not None:
            used.append(at)
        elif verb == "replace" and "=>" in words[1:-1]:
            target = words[words.index("=>") + 1]
            at = join(folder, target) if target.startswith(("./", "../")) or target in {".", ".."} else None
            if at is not None:
                replaced[words[0]] = at
    return _Module(path.strip("/"), replaced, tuple(used), frozenset(required))


def _directives(text: str) -> Iterator[tuple[str, list[str]]]:
    block = ""
    for line in text.splitlines()[:_MOST_LINES]:
        words = [it.strip('"`') for it in _WORDS.findall(line.partition("//")[0])]
        if block and words[:1] == [")"]:
            block = ""
        elif block and words:
            yield block, words
        elif words[1:2] == ["("]:
            block = words[0]
        elif words:
            yield words[0], words[1:]


def _starts(path: str) -> Iterator[str]:
    """Give a path and its starts at slashes, the longest first."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def _allowed(package: str, folder: str) -> bool:
    """Tell whether a folder may import a package: what is in `internal` is for what is around that."""
    parts = package.split("/")
    if "internal" not in parts:
        return True
    last = len(parts) - 1 - parts[::-1].index("internal")
    return within(folder, "/".join(parts[:last]))


def _external(path: str, own: _Module) -> str:
    if "." not in path.partition("/")[0]:
        return "std"
    module = next((it for it in _starts(path) if it in own.required), "")
    return module or "/".join(path.split("/")[:_OWNED])


def _is_test(path: str) -> bool:
    return path.endswith("_test.go")


def _in(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
