"""What the files of a language define under whole names (`Shop.Cart.add`), each name asked for and given by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.scoped.modules import name_key
from codegraph.resolve.scoped.shared.ways import WAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from codegraph.resolve.giving import Gifts
    from codegraph.resolve.scoped.asking import Asking
    from codegraph.resolve.scoped.files import File, Sym

_CONTEXT = "\0context"
_TABLES = "\0tables"
# languages in which members of an implementation cannot be called by its name
_APART = frozenset({"elixir", "haskell"})


def whole_key(space: str, name: str) -> int:
    """Give the key of a whole name in a space: a language's, or that of a file."""
    return name_key(f"\0{space}", name)


def context_key(path: str) -> int:
    """Give the key of what decides what names mean in a file: its package and imports."""
    return name_key(path, _CONTEXT)


def space_of(file: File) -> str:
    """Give the space of what a file defines."""
    return f"{file.path}\0" if WAYS[file.language].alone else file.language


def names_of(file: File) -> list[str | None]:
    """Give the whole names of the symbols of a file; none for what only a function knows."""
    way = WAYS[file.language]
    package = file.root.name if way.packages else ""
    found: list[str | None] = [package]
    for sym in file.symbols[1:]:
        parent = sym.parent if sym.parent is not None else file.root
        around = found[parent.index]
        hidden = around is None or parent.is_function or (parent.kind is SymbolKind.IMPL and file.language in _APART)
        owner = file.self_types.get(str(sym.index), "")
        if owner and sym.is_function and file.language in {"kotlin", "scala"}:
            # an extension is a member of what may be anywhere
            hidden = True
        if hidden or sym.kind is SymbolKind.TEST:
            found.append(None)
            continue
        if way.flat:
            around = package
        found.append(".".join(it for it in (around, owner, sym.name) if it))
    return found


def give_names(gifts: Gifts, file: File) -> None:
    """Give the names of a file, and what decides what names mean in it, where its language is one of these."""
    if file.language not in WAYS:
        return
    space = space_of(file)
    said: dict[str, list[object]] = {}
    for sym, name in zip(file.symbols, names_of(file), strict=True):
        if name and sym.index:
            said.setdefault(name, []).append(_said(sym))
    for name, found in said.items():
        gifts.add(whole_key(space, name), found)
    gifts.add(context_key(file.path), file.root.name, sorted(file.imports.items()))
    if file.language == "lua":
        gifts.add(name_key(file.path, _TABLES), list(dict.fromkeys(file.self_types.values())))
    for head in _heads(file):
        gifts.add(whole_key(space, f"{head}."), "")
    if file.root.name:
        gifts.add(whole_key(space, f"{file.root.name}:"), file.path)
    for name in _public(file):
        gifts.add(whole_key(file.language, name), [_said(it) for it in file.members.get(0, {})[name]])


def _heads(file: File) -> set[str]:
    """Give the first names of the packages that a file names."""
    names = {file.root.name, *(it.name for it in file.symbols[1:] if it.kind is SymbolKind.MODULE)}
    return {it.partition(".")[0] for it in names if it}


def _said(sym: Sym) -> object:
    return (
        sym.id,
        sym.kind,
        sym.name,
        sym.visibility,
        [*sym.modifiers],
        sym.data,
        sym.file.self_types.get(str(sym.index)),
    )


def _public(file: File) -> Iterator[str]:
    """Give the names of functions that a file makes known to all others beside its own space."""
    if file.language != "lua":
        return
    for name, found in file.members.get(0, {}).items():
        if any(is_shared(it) for it in found):
            yield name


def is_shared(sym: Sym) -> bool:
    """Tell whether a function of Lua is one of all files."""
    return sym.is_function and sym.visibility != "private" and str(sym.index) not in sym.file.self_types


class Spaces:
    """The whole names of all files."""

    def __init__(self, files: Mapping[str, File], asking: Asking) -> None:
        self.files = files
        self.asking = asking
        self._names: dict[str, list[str | None]] = {}
        self._spaces: dict[str, dict[str, list[Sym]]] = {}
        self._heads: dict[str, set[str]] = {}
        self._packages: dict[str, dict[str, list[File]]] = {}

    def names(self, file: File) -> Sequence[str | None]:
        """Give the whole names of the symbols of a file."""
        known = self._names.get(file.path)
        if known is None:
            known = self._names[file.path] = names_of(file)
        return known

    def get(self, space: str, name: str) -> tuple[Sym, ...]:
        """Give what a whole name means."""
        self.asking.note(whole_key(space, name))
        return tuple(self._space(space).get(name, ()))

    def begins(self, space: str, head: str) -> bool:
        """Tell whether a package begins with a name."""
        self.asking.note(whole_key(space, f"{head}."))
        self._space(space)
        return head in self._heads.get(space, ())

    def note_context(self, path: str) -> None:
        """Note that it was looked at what a file imports."""
        self.asking.note(context_key(path))

    def note_tables(self, path: str) -> None:
        """Note that it was looked at which tables of a file have functions."""
        self.asking.note(name_key(path, _TABLES))

    def package(self, space: str, name: str) -> Sequence[File]:
        """Give the files of a package."""
        self.asking.note(whole_key(space, f"{name}:"))
        self._space(space)
        return self._packages.get(space, {}).get(name, ())

    def _space(self, space: str) -> dict[str, list[Sym]]:
        known = self._spaces.get(space)
        if known is not None:
            return known
        found = self._spaces[space] = {}
        path = space.removesuffix("\0")
        alone = path != space
        paths = [path] if alone else sorted(self.files)
        heads, packages = self._heads.setdefault(space, set()), self._packages.setdefault(space, {})
        for one in paths:
            file = self.files.get(one)
            if file is None or (not alone and file.language != space):
                continue
            if not alone and WAYS[file.language].alone:
                for name in _public(file):
                    found.setdefault(name, []).extend(filter(is_shared, file.members.get(0, {})[name]))
                continue
            heads |= _heads(file)
            if file.root.name:
                packages.setdefault(file.root.name, []).append(file)
            for sym, whole in zip(file.symbols, self.names(file), strict=True):
                if whole and sym.index:
                    found.setdefault(whole, []).append(sym)
        return found
