"""What a plain name means in a file of C: what it or a header that it includes defines or declares.

What a file does not include itself may be known where it is included: that is asked where nothing else is found. A
declaration stands for the one definition of its name that other files see. Whoever asks for a name notes it as one
that any file may define, beside the includes of all headers that are reached: so neither an edit in a header nor a new
one concerns files that ask for nothing of it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import SymbolKind
from codegraph.resolve.foreign.tables import C
from codegraph.resolve.scoped.cfamily.library import is_of_library
from codegraph.resolve.scoped.modules import (
    EXTERNAL_GLOB,
    NAME_NOT_FOUND,
    Modules,
    name_key,
    stars_key,
    there_key,
)
from codegraph.resolve.scoped.values import External, Unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from codegraph.resolve.foreign.tables import Foreign
    from codegraph.resolve.imports import Imports
    from codegraph.resolve.scoped.asking import Asking
    from codegraph.resolve.scoped.files import File, Sym
    from codegraph.resolve.scoped.values import Entity

# stands for all files
_ALL = "\0names"
# stands for all includes
_INCLUDES = "\0includes"
_DECLARATION = "declaration"
_STATIC = "static"
_STANDARD = "std"
_C_LANGUAGE = "c"
_MOST_HEADERS = 4000
_MOST_KEPT = 64
_MOST_INCLUDERS = 60

_OF_TYPES = frozenset({SymbolKind.TYPE_ALIAS, SymbolKind.MACRO})
_NOT_OF_VALUES = frozenset({SymbolKind.TYPE_ALIAS, SymbolKind.FIELD, SymbolKind.MODULE})


class _Included(NamedTuple):
    """What a file includes: files, and whether headers are of a package or are not found, with the keys of that."""

    files: tuple[str, ...]
    is_outside: bool
    keys: frozenset[int]


class Reach(NamedTuple):
    """All headers that a file includes, directly or not, nearest first: the number of each by its path."""

    files: Mapping[str, int]
    is_outside: bool
    keys: frozenset[int]


def wide_key(name: str) -> int:
    """Give the key of what any file defines or declares under a name."""
    return name_key(_ALL, name)


def include_key(text: str) -> int:
    """Give the key of who includes a header of a name, wherever that is."""
    return name_key(_INCLUDES, _last(text))


def _last(text: str) -> str:
    return text.strip('<">').replace("\\", "/").rpartition("/")[2]


def declares(sym: Sym) -> bool:
    """Tell whether a symbol only says what another file defines."""
    return _DECLARATION in sym.modifiers


def is_static(sym: Sym) -> bool:
    """Tell whether only its own file sees a symbol."""
    return sym.visibility == _STATIC or _STATIC in sym.modifiers


def known_in(file: File) -> Iterator[Sym]:
    """Give what is known by its plain name in a file, wherever it stands there."""
    for sym in file.symbols[1:]:
        if sym.kind is SymbolKind.TEST and not sym.name.startswith("test_"):
            # the name is a part of what a macro defines
            continue
        if file.language == "cpp" or (sym.kind is not SymbolKind.FIELD and sym.kind is not SymbolKind.MODULE):
            yield sym


def path_of(sym: Sym) -> str:
    """Give the path of a symbol: the namespaces and classes around it, which C has not, and its name."""
    if sym.file.language != "cpp":
        return sym.name
    parts: list[str] = []
    one: Sym | None = sym
    while one is not None and one.index:
        owner = one.file.self_types.get(str(one.index), "")
        parts.append(f"{owner.replace('::', '.')}.{one.name}" if owner else one.name)
        one = one.parent
    return ".".join(reversed(parts))


class Headers(Modules):
    """The files of C in a workspace."""

    def __init__(
        self, files: Mapping[str, File], imports: Mapping[str, Imports], asking: Asking, foreign: Foreign
    ) -> None:
        super().__init__(files, imports, asking, foreign)
        self._included: dict[str, _Included] = {}
        self._reaches: dict[str, Reach] = {}

    @cached_property
    def _known(self) -> dict[str, list[Sym]]:
        """What any file defines or declares, by name, in order of the files."""
        found: dict[str, list[Sym]] = {}
        for path in sorted(self.files):
            file = self.files[path]
            if not file.is_foreign and file.rules.headers:
                for sym in known_in(file):
                    if path_of(sym) == sym.name:
                        found.setdefault(sym.name, []).append(sym)
        return found

    # includes

    def reach(self, file: File) -> Reach:
        """Give all headers that a file includes."""
        found = self._reaches.get(file.path)
        if found is None:
            if len(self._reaches) >= _MOST_KEPT:
                self._reaches.clear()
            found = self._reaches[file.path] = self._reached(file)
        self.asking.keys.update(found.keys)
        return found

    def _reached(self, file: File) -> Reach:
        files = {file.path: 0}
        keys: set[int] = set()
        is_outside = False
        pending = [file.path]
        for path in pending:
            one = self._includes(path)
            is_outside = is_outside or one.is_outside
            keys |= one.keys
            for it in one.files:
                if it not in files and len(files) < _MOST_HEADERS:
                    files[it] = len(files)
                    pending.append(it)
        return Reach(files, is_outside, frozenset(keys))

    def _includes(self, path: str) -> _Included:
        found = self._included.get(path)
        if found is None:
            found = self._included[path] = self._read_includes(path)
        return found

    def _read_includes(self, path: str) -> _Included:
        file = self.files.get(path)
        keys = {stars_key(path)}
        files: dict[str, None] = {}
        is_outside = file is None
        for it in file.stars if file is not None else ():
            if "::" in it.text:
                continue
            found = self._imports[file.language].find(path, it.text) if file is not None else None
            if found is not None:
                keys.update(map(there_key, found.asked))
                files.update(dict.fromkeys(found.files))
                is_outside = is_outside or not found.files
        return _Included(tuple(files), is_outside, frozenset(keys))

    @cached_property
    def _includers(self) -> dict[str, list[str]]:
        """The files that include a header of a name, by that."""
        found: dict[str, dict[str, None]] = {}
        for path in sorted(self.files):
            file = self.files[path]
            if not file.is_foreign and file.rules.headers:
                for it in file.stars:
                    found.setdefault(_last(it.text), {})[path] = None
        return {name: [*paths] for name, paths in found.items()}

    def _around(self, file: File) -> Collection[str]:
        """Give all files that are read together with one where it is included; none where these are very many."""
        seen = {file.path}
        pending = [file.path]
        for path in pending:
            name = path.rpartition("/")[2]
            self.asking.note(include_key(name))
            for it in self._includers.get(name, ()):
                if it in seen:
                    continue
                one = self._includes(it)
                self.asking.keys.update(one.keys)
                if path in one.files:
                    seen.add(it)
                    pending.append(it)
                    if len(seen) > _MOST_INCLUDERS:
                        return ()
        return {path for it in pending[1:] for path in self.reach(self.files[it]).files}

    # names

    def means(self, file: File, name: str, *, types: bool) -> tuple[Entity, ...]:
        """Give what a name means in a file, as a type or as a value."""
        return self.asking.ask(("means", file.path, name, types), lambda: self._means(file, name, types), ())

    def _means(self, file: File, name: str, types: bool) -> tuple[Entity, ...]:  # noqa: FBT001
        self.asking.note(wide_key(name))
        known = [it for it in self._known.get(name, ()) if _fits(it, types)]
        written = [it for it in known if it.file is file and not declares(it)]
        if written:
            return _best(written)
        if not known and is_of_library(name):
            return (External(_STANDARD, name),)
        reach = self.reach(file)
        seen = sorted((it for it in known if it.file.path in reach.files), key=lambda it: reach.files[it.file.path])
        found = self._written(seen)
        if not found and is_of_library(name):
            return (External(_STANDARD, name),)
        if not found and known:
            around = self._around(file)
            found = self._written([it for it in known if it.file.path in around])
        if found:
            return _best(found)
        return (Unknown(EXTERNAL_GLOB if reach.is_outside else NAME_NOT_FOUND),)

    def _written(self, seen: Sequence[Sym]) -> Sequence[Sym]:
        """Give what is defined of what can be seen, with what the first declaration stands for."""
        written = [it for it in seen if not declares(it)]
        declared = next((it for it in seen if declares(it)), None)
        if declared is not None:
            written += self.definitions(declared) or (() if written else (declared,))
        return list(dict.fromkeys(written))

    def definitions(self, sym: Sym) -> Sequence[Sym]:
        """Give the definitions that a declaration stands for: of several those in files that see it, if there are.

        What no file of C defines, another language may under that name.
        """
        self.asking.note(wide_key(sym.name))
        if is_static(sym):
            return [it for it in self._known.get(sym.name, ()) if it.file is sym.file and _is_same(it, sym)]
        found = [it for it in self._known.get(sym.name, ()) if _is_same(it, sym) and not is_static(it)]
        if len(found) > 1:
            found = [it for it in found if sym.file.path in self.reach(it.file).files] or found
        if not found and sym.is_function and sym.file.language == _C_LANGUAGE:
            self.asking.note(name_key(C, sym.name))
            return self.foreign.symbols(sym.name)
        return found


def _fits(sym: Sym, types: bool) -> bool:  # noqa: FBT001
    if types:
        return sym.is_type or sym.kind in _OF_TYPES
    return not sym.is_type and sym.kind not in _NOT_OF_VALUES


def _is_same(sym: Sym, declared: Sym) -> bool:
    """Tell whether a symbol is a definition of what another declares, which no macro is."""
    same = sym.is_function if declared.is_function else sym.is_value
    return same and not declares(sym)


def _best(found: Sequence[Sym]) -> tuple[Entity, ...]:
    """Leave out names of types that are those of what is defined under the same name."""
    types = tuple(it for it in found if it.is_type)
    return types or tuple(found)
