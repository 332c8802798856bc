"""What a file gives to others: fingerprints by the keys that the resolver notes (see `codegraph.resolve.tracking`).

A key concerns a name at the top of a file with all that stands in what it defines, what `*` brings, or that a file is
there at all. So whoever looked at a method of a class is resolved again when anything of the class is otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.resolve.giving import Gifts
from codegraph.resolve.scoped.cfamily.giving import give_names as give_c_names
from codegraph.resolve.scoped.configuration import there
from codegraph.resolve.scoped.golang.giving import give_package
from codegraph.resolve.scoped.java.packages import give_classes
from codegraph.resolve.scoped.modules import DEFAULT, name_key, stars_key, there_key
from codegraph.resolve.scoped.shared.spaces import give_names

if TYPE_CHECKING:
    from codegraph.resolve.scoped.files import File, Sym


def gives_of(file: File) -> dict[int, int]:
    """Give the keys of a file, with fingerprints."""
    gifts = Gifts()
    parts: dict[str, list[object]] = {}
    for sym in file.symbols:
        said = _said(sym)
        parts.setdefault(sym.top.name if sym.index else "", []).append(said)
        if DEFAULT in sym.visibility:
            parts.setdefault(DEFAULT, []).append(said)
    for symbol, imports in file.imports.items():
        if symbol:
            parts.setdefault(file.symbols[symbol].top.name, []).append((symbol, imports))
            continue
        for it in imports:
            if it.alias != "*":
                parts.setdefault(it.alias, []).append(it)
    for name, said in parts.items():
        gifts.add(name_key(file.path, name), said)
    gifts.add(stars_key(file.path), file.stars, sorted(file.given) if file.given is not None else None)
    _give_wide(gifts, file)
    for asked, fingerprint in there(file.path):
        gifts.add(there_key(asked), fingerprint)
    return gifts.found


def _give_wide(gifts: Gifts, file: File) -> None:
    """Add what is asked for without naming the file."""
    if file.rules.folders:
        give_package(gifts, file)
    if file.rules.overloads:
        give_classes(gifts, file)
    if file.rules.headers:
        give_c_names(gifts, file)
    if file.rules.by_scope:
        give_names(gifts, file)


def _said(sym: Sym) -> object:
    """Give what can be seen of a symbol; names and members are asked for by the name of what they stand in."""
    parent = sym.parent.id if sym.parent is not None else ""
    return sym.id, sym.kind, sym.name, parent, sym.visibility, [*sym.attributes], [*sym.modifiers], sym.data, sym.rows
