"""Finds the classes of PHP, of which `composer.json` says in which folders their namespaces are, and included files.

What no configuration of the repository has is external by the first part of its name, and a name alone is of `php`.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.resolve.imports import Found
from codegraph.resolve.imports.loose_json import read_json, table, texts
from codegraph.resolve.imports.places import Questions, Tree, folder_of, join

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

_MANIFEST = "composer.json"
_ENDING = ".php"
_MOST = 400
_MOST_PREFIXES = 1000


class _Prefix(NamedTuple):
    """What names start with, and the folder of those that do; `whole` where the start is a folder, too (PSR-0)."""

    text: str
    folder: str
    whole: bool

    def path(self, name: str) -> str | None:
        """Give the path of a class or namespace without an ending; None for what leads out of the repository."""
        if not self.whole:
            return join(self.folder, name[len(self.text) :].replace("\\", "/"))
        space, _, last = name.rpartition("\\")
        return join(self.folder, f"{space}/{last.replace('_', '/')}".lstrip("/").replace("\\", "/"))


def imports(paths: Collection[str], read: Callable[[str], bytes | None]) -> PhpImports:
    """Make the import system; see `codegraph.resolve.imports.imports_of`."""
    return PhpImports(Tree(paths, read))


class PhpImports:
    """The classes and files that files of a repository use."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._prefixes: list[_Prefix] | None = None
        self._required: dict[str, str] = {}
        self._kept: dict[tuple[str, str], Found] = {}

    def find(self, importer: str, text: str) -> Found:
        r"""Find a class `A\B\C`, or a file by its path (`./x.php`, `lib/x.php`).

        A function or constant `A\f` is a name in the files of the folder of its namespace.
        """
        key = folder_of(importer), text
        if key not in self._kept:
            ask = Questions(self._tree)
            name = text.strip().strip("\\")
            if not name or len(text) > _MOST:
                found: tuple[tuple[str, ...], str, str] = (), "", ""
            elif "/" in text or text.endswith(_ENDING):
                found = self._file(importer, text, ask), "", ""
            else:
                found = self._class(name, ask)
            self._kept[key] = Found(*found, ask.noted())
        return self._kept[key]

    @staticmethod
    def _file(importer: str, text: str, ask: Questions) -> tuple[str, ...]:
        """Find an included file: beside the includer, or from the repository."""
        # what follows __DIR__ starts with a slash
        own = join(folder_of(importer), text.lstrip("/"))
        whole = join("", text) if not text.startswith(("/", ".")) else None
        path = ask.first(it for it in (own, whole) if it)
        return (path,) if path else ()

    def _class(self, name: str, ask: Questions) -> tuple[tuple[str, ...], str, str]:
        fits = [it for it in self._all(ask) if name.startswith(it.text)]
        fits.sort(key=lambda it: -len(it.text))
        path = ask.first(f"{at}{_ENDING}" for it in fits if (at := it.path(name)))
        if path:
            return (path,), "", ""
        # a function or constant, or a class in a file of another name
        space, _, last = name.rpartition("\\")
        for prefix in fits:
            folder = prefix.path(space) if prefix.text and len(space) >= len(prefix.text) - 1 else None
            files = [it for it in ask.entries(folder) if it.endswith(_ENDING)] if folder is not None else []
            if files:
                return tuple(f"{folder}/{it}" if folder else it for it in files), last, ""
        if any(it.text for it in fits):
            # what is required may start as the repository's own does
            return (), "", self._required.get(_plain("".join(name.split("\\")[:2])), "")
        return (), "", name.partition("\\")[0] if space or "_" in name else "php"

    def _all(self, ask: Questions) -> list[_Prefix]:
        """Give what all configurations of the repository say."""
        manifests = ask.named(_MANIFEST)
        if self._prefixes is None:
            read = {manifest: read_json(ask.read(manifest)) for manifest in manifests}
            self._prefixes = [it for manifest, data in read.items() for it in _prefixes(folder_of(manifest), data)]
            needs = [table(data.get(key)) for data in read.values() for key in ("require", "require-dev")]
            self._required = {_plain(it): it for need in needs for it in need}
        return self._prefixes


def _prefixes(root: str, data: Mapping[str, Any]) -> Iterator[_Prefix]:
    for key, kind in product(("autoload", "autoload-dev"), ("psr-4", "psr-0")):
        for text, said in list(table(table(data.get(key)).get(kind)).items())[:_MOST_PREFIXES]:
            for one in [said] if isinstance(said, str) else texts(said):
                folder = join(root, one)
                if folder is not None:
                    yield _Prefix(text.lstrip("\\"), folder, kind == "psr-0")


def _plain(package: str) -> str:
    r"""Write the name of a package so that its namespace is written the same: `a/b-c` is commonly `A\BC`."""
    return "".join(it for it in package.lower() if it.isalnum())
