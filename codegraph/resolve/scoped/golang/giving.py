"""What a file of Go gives to others beside its own names: what its package has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.resolve.scoped.golang.packages import folder_of, package_key
from codegraph.resolve.scoped.golang.satisfying import interface_key, interfaces_of

if TYPE_CHECKING:
    from codegraph.resolve.giving import Gifts
    from codegraph.resolve.scoped.files import File


def give_package(gifts: Gifts, file: File) -> None:
    """Add what a file says of its package."""
    folder, package = folder_of(file.path), file.outline.package
    builds = [*file.root.attributes]
    gifts.add(package_key(folder, ""), package)
    for sym in file.symbols[1:]:
        if sym.parent is not file.root:
            continue
        owner = file.self_types.get(str(sym.index))
        if owner is None:
            gifts.add(package_key(folder, sym.name), package, builds, sym.id, sym.kind)
        else:
            gifts.add(package_key(folder, f"{owner}.{sym.name}"), package, builds, sym.id)
            gifts.add(package_key(folder, f"{owner}."), package, sym.name)
    for method, sym in interfaces_of(file):
        gifts.add(interface_key(method), sym.id)
