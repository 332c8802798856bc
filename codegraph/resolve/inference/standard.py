"""The standard library as far as types need it: stubs in Rust beside this package, read like any other crate."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from codegraph.identity import NodeId
from codegraph.model import SymbolKind
from codegraph.parse.parsing import parse_file
from codegraph.resolve.collect import FileItems, collect_file
from codegraph.resolve.items import TYPES, Crate, Item

if TYPE_CHECKING:
    from codegraph.model import Facts

_NOBODY = NodeId("0" * 32)
_ALIASES = ("std", "core", "alloc")


@cache
def _stubs() -> tuple[tuple[str, Facts], ...]:
    folder = files("codegraph.resolve") / "standard"
    found = sorted((it.name, it.read_bytes()) for it in folder.iterdir() if it.name.endswith(".rs"))
    return tuple((name.removesuffix(".rs"), parse_file(f"std/{name}", "rust", source)) for name, source in found)


class Standard:
    """The stubs of std, entered anew for each workspace: its traits are asked about the workspace's types."""

    def __init__(self) -> None:
        self.crate = Crate("std", "2021")
        self.crate.standard = True
        self.files: list[FileItems] = []
        for name, facts in _stubs():
            ids = (_NOBODY,) * len(facts.symbols)
            self.files.append(collect_file(f"std/{name}.rs", facts, ids, self.crate))
            if name == "lib":
                self.crate.roots.append(self.files[-1].items[0])
        self.root = self.crate.roots[0]
        for (name, _), file in zip(_stubs(), self.files, strict=True):
            if name != "lib":
                module = file.items[0]
                module.name = name
                module.visibility = "pub"
                module.inner.up = self.root.inner
                self.root.inner.define(TYPES, name, module)
        self.crate.externs = dict.fromkeys(_ALIASES, (self.root,))
        self.result = self.item("result::Result")
        self.option = self.item("option::Option")
        self.future = self.item("future::Future")
        self.prelude = self._module("prelude")

    def item(self, path: str) -> Item | None:
        """Give a type or trait of std by its path inside std."""
        scope = self.root.inner
        *modules, name = path.split("::")
        for module in modules:
            found = [
                it for it in scope.names[TYPES].get(module, ()) if it.kind is SymbolKind.MODULE or it.parent is None
            ]
            if not found:
                return None
            scope = found[0].inner
        items = scope.names[TYPES].get(name, ())
        return items[0] if items else None

    def _module(self, name: str) -> Item | None:
        found = self.root.inner.names[TYPES].get(name, ())
        return found[0] if found else None
