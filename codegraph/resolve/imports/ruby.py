"""Finds the files that Ruby requires: beside the one that does, or below the `lib` folders of the repository's gems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.resolve.imports import Found
from codegraph.resolve.imports.places import Questions, Tree, ancestors, folder_of, join

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_ENDING = ".rb"
_LIB = "lib"
# beside `lib`, what the tests of a gem require
_TESTS = ("test", "spec")
_MOST = 400


def imports(paths: Collection[str], read: Callable[[str], bytes | None]) -> RubyImports:
    """Make the import system; see `codegraph.resolve.imports.imports_of`."""
    return RubyImports(Tree(paths, read))


class RubyImports:
    """The files that files of a repository require."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._kept: dict[tuple[str, str], Found] = {}

    def find(self, importer: str, text: str) -> Found:
        """Find a file: `./x` and `../x` (as of `require_relative`) from the importer, `a/b` from the `lib` folders."""
        key = folder_of(importer), text
        if key not in self._kept:
            ask = Questions(self._tree)
            path, external = "", ""
            if text.startswith(("./", "../")) and len(text) < _MOST:
                path = _file(folder_of(importer), text, ask)
            elif text and not text.startswith("/") and len(text) < _MOST:
                path = self._required(folder_of(importer), text, ask)
                external = "" if path else text.partition("/")[0].removesuffix(_ENDING)
            self._kept[key] = Found((path,) if path else (), "", external, ask.noted())
        return self._kept[key]

    @staticmethod
    def _required(folder: str, text: str, ask: Questions) -> str:
        for around in ancestors(folder):
            base = f"{around}/" if around else ""
            tests = [it for it in _TESTS if f"{folder}/".startswith(f"{base}{it}/")]
            for place in (_LIB, *tests):
                if path := _file(base + place, text, ask):
                    return path
        # other gems of the repository: one of them, or none
        found = {path for it in ask.folders_named(_LIB) if (path := _file(it, text, ask))}
        return found.pop() if len(found) == 1 else ""


def _file(folder: str, text: str, ask: Questions) -> str:
    path = join(folder, text)
    if not path:
        return ""
    return ask.first((path,) if path.endswith(_ENDING) else (path + _ENDING,))
