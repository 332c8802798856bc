"""What a file of C gives to others beside its own names: that it is one of those that define or declare them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.resolve.scoped.cfamily.headers import include_key, known_in, path_of, wide_key

if TYPE_CHECKING:
    from codegraph.resolve.giving import Gifts
    from codegraph.resolve.scoped.files import File


def give_names(gifts: Gifts, file: File) -> None:
    """Add what a file says of the names that it defines or declares."""
    for it in file.stars:
        gifts.add(include_key(it.text), file.path, it.text)
    for sym in known_in(file):
        said = sym.id, sym.kind, sym.is_type, sym.visibility, [*sym.modifiers], path_of(sym), sym.data
        gifts.add(wide_key(sym.name), *said)
