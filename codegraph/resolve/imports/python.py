"""How Python finds modules: packages, relative imports, stubs, namespace packages, `src` folders, scripts and tests.

`sys.path` is not known. Tried are, in this order: the folder that the importer's outermost package stands in (for a
script or a test without a package its own folder, as Python and pytest do), the repository, its `src`; then any folder
of the repository that holds a package or module of the name and is in no package itself, if there is one such place,
or one that is nearer to the importer than all others. What is in the standard library is not looked for there.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from codegraph.resolve.imports import Found
from codegraph.resolve.imports.places import Questions, Tree, folder_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

_PACKAGE = "__init__"
_SUFFIXES = (".pyi", ".py")
_SOURCES = ("", "src", "lib")
_STANDARD = frozenset(sys.stdlib_module_names) | {"__future__", "_typeshed", "typing_extensions"}
# names of a dotted path, and places of a name that are compared
_MOST_NAMES = 40
_MOST_PLACES = 40


def imports(paths: Collection[str], read: Callable[[str], bytes | None]) -> PythonImports:
    """Make the import system of a repository."""
    return PythonImports(Tree([path for path in paths if path.endswith(_SUFFIXES)], read))


class PythonImports:
    """Finds Python modules by their dotted paths."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._known: dict[tuple[str, str], Found] = {}

    def find(self, importer: str, text: str) -> Found:
        """Find what `a.b.c` or `..a.c` means in a file; the longest module counts."""
        relative = text.startswith(".")
        at = (folder_of(importer), text)
        found = self._known.get(at)
        if found is None:
            questions = Questions(self._tree)
            find = self._relative if relative else self._absolute
            found = self._known[at] = find(questions, importer, text)
        return found

    def _relative(self, questions: Questions, importer: str, text: str) -> Found:
        names = text.lstrip(".")
        folder = folder_of(importer)
        for _ in range(len(text) - len(names) - 1):
            if not folder:
                return Found((), "", "", frozenset())
            folder = folder_of(folder)
        parts = names.split(".")[:_MOST_NAMES] if names else []
        files, rest = _walk(questions, folder, parts, _package(questions, folder))
        return Found(files, ".".join(rest) if files else "", "", frozenset(questions.asked))

    def _absolute(self, questions: Questions, importer: str, text: str) -> Found:
        parts = text.split(".")[:_MOST_NAMES]
        first = parts[0]
        own = _outermost(questions, folder_of(importer))
        roots = list(dict.fromkeys((own, *_SOURCES)))
        if first in _STANDARD:
            # a module of the repository hides one of the standard library only where scripts and tests stand
            roots = [own] if own and not questions.first(_files_of(f"{own}/{_PACKAGE}")) else roots[:1]
        else:
            roots += [folder for folder in self._elsewhere(questions, importer, first) if folder not in roots]
        for folder in roots:
            files, rest = _walk(questions, folder, parts, ())
            if files and len(rest) < len(parts):
                return Found(files, ".".join(rest), "", frozenset(questions.asked))
        return Found((), "", first, frozenset(questions.asked))

    def _elsewhere(self, questions: Questions, importer: str, name: str) -> list[str]:
        """Give the folder that holds a module of this name, if there is one that is meant."""
        places = {folder_of(path) for path in questions.folders_named(name)[:_MOST_PLACES]}
        for suffix in _SUFFIXES:
            places |= {folder_of(path) for path in questions.named(f"{name}{suffix}")[:_MOST_PLACES]}
        outer = sorted(folder for folder in places if not questions.first(_files_of(_join(folder, _PACKAGE))))
        if len(outer) < 2:  # noqa: PLR2004 - one is meant
            return outer
        near = sorted((-_common(folder, importer), folder) for folder in outer)
        return [near[0][1]] if near[0][0] < near[1][0] else []


def _walk(
    questions: Questions, folder: str, parts: Sequence[str], files: tuple[str, ...]
) -> tuple[tuple[str, ...], Sequence[str]]:
    """Go down from a folder name by name; gives the last module on the way and the names that are left."""
    best, rest = files, parts
    for number, name in enumerate(parts, 1):
        below = _join(folder, name)
        package = _package(questions, below)
        if package:
            folder, best, rest = below, package, parts[number:]
            continue
        module = tuple(path for path in _files_of(below) if questions.has(path))
        if module:
            return module, parts[number:]
        if not questions.entries(below):
            break
        # a namespace package has no file
        folder = below
    return best, rest


def _package(questions: Questions, folder: str) -> tuple[str, ...]:
    return tuple(path for path in _files_of(_join(folder, _PACKAGE)) if questions.has(path))


def _outermost(questions: Questions, folder: str) -> str:
    """Give the folder that the outermost package around a folder stands in, or the folder where it is in none."""
    while folder and _package(questions, folder):
        folder = folder_of(folder)
    return folder


def _files_of(stem: str) -> Iterator[str]:
    return (f"{stem}{suffix}" for suffix in _SUFFIXES)


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _common(folder: str, path: str) -> int:
    """Count the folders that two paths have in common."""
    count = 0
    for one, other in zip(folder.split("/") if folder else (), path.split("/"), strict=False):
        if one != other:
            break
        count += 1
    return count
