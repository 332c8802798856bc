"""Which files an import means: one import system for each family of languages.

Nothing here reads source code, runs anything or leaves the repository: an import system knows the paths of the indexed
files, the bytes of configuration files, and the rules by which compilers and interpreters find modules. What is not
found by these rules is not found, or is external where it names a package.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

# language -> the module in this folder whose function `imports` makes its import system
_SYSTEMS = {
    "python": "python",
    "javascript": "javascript",
    "typescript": "javascript",
    "tsx": "javascript",
    "go": "go",
    "java": "java",
    "kotlin": "java",
    "scala": "java",
    "php": "php",
    "ruby": "ruby",
    "c": "c",
    "cpp": "c",
}

ANYWHERE = "**/"
"""Before a file's name in `Found.asked`: any file of that name, wherever it is; `**/name/` any folder of that name."""


class Found(NamedTuple):
    """What an import means.

    `files` are the files of the repository that the module is: several for a package of many files, and for a stub
    with its module, where the stub is first. `rest` is the dotted name inside of it (as written: `*`, `default` too),
    empty for the module itself. `external` names the package outside of the repository, empty otherwise. An import
    that has neither files nor a package was not found.

    `asked` is what the answer rests on. A path stands for the file: that it is there, and what it says where it is
    configuration. `x/` stands for the folder: which files and folders stand in it (`/` for the repository's own).
    `**/name` stands for all files of a name: which there are, and what they say where they are configuration;
    `**/name/` for all folders of a name and what stands in them. What a file is part of `scoped.giving.there` tells: an
    answer of which no part is otherwise is still right.
    """

    files: tuple[str, ...]
    rest: str
    external: str
    asked: frozenset[str]


class Imports(Protocol):
    """The import system of a language in one repository."""

    def find(self, importer: str, text: str) -> Found:
        """Find what an import means that stands in the file `importer`; `text` is as the facts write it."""
        ...


def served() -> frozenset[str]:
    """Give the languages that have an import system."""
    return frozenset(_SYSTEMS)


def imports_of(language: str, paths: Collection[str], read: Callable[[str], bytes | None]) -> Imports:
    """Make the import system of a language.

    `paths` are the indexed files, relative to the repository; `read` gives the bytes of those of them that are
    configuration (`package.json`, `go.mod`, ..), None where it cannot. Raises KeyError for a language without
    a system.
    """
    module = import_module(f"{__name__}.{_SYSTEMS[language]}")
    system: Imports = module.imports(paths, read)
    return system
