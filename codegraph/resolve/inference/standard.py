"""The standard library as far as types need it: stubs in Rust beside this package, read like any other crate."""

from __future__ import annotations

import json
import os
import posixpath
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from codegraph.identity import NodeId, content_hash
from codegraph.model import SymbolKind
from codegraph.parse.parsing import FACTS_VERSION, parse_file
from codegraph.resolve.collect import FileItems, collect_file
from codegraph.resolve.items import TYPES, Crate, Item
from codegraph.resolve.unit_making import make_unit
from codegraph.resolve.units import Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

# in a folder of the package: importlib.resources would load what reads archives
_STUBS = Path(__file__).parents[1] / "standard"
_NOBODY = NodeId("0" * 32)
_ALIASES = ("std", "core", "alloc")
_CACHE = "standard-{}.units"
# earlier versions kept them as JSON
_SUFFIXES = frozenset({".units", ".json"})
_LIBRARY = "std/lib.rs"


def read_stubs(cache: Path | None = None) -> tuple[Unit, ...]:
    """Give the units of the stubs, by module; `cache` is a folder that keeps them from one process to the next.

    A cache that cannot be read or written is no fault: the stubs are parsed then.
    """
    found = sorted((it.name, it.read_bytes()) for it in _STUBS.glob("*.rs"))
    said = (repr((FACTS_VERSION, [(name, len(source)) for name, source in found])).encode(), *(it[1] for it in found))
    key = content_hash(b"".join(said))
    return _read(key, cache, tuple(found))


@lru_cache(maxsize=1)
def _read(key: str, cache: Path | None, found: tuple[tuple[str, bytes], ...]) -> tuple[Unit, ...]:
    kept = cache / _CACHE.format(key) if cache is not None else None
    if kept is not None:
        try:
            return tuple(map(Unit, _unpack(kept.read_bytes())))
        except (OSError, ValueError, TypeError):
            # they are made anew
            pass
    units = [_unit(name, source) for name, source in found]
    if kept is not None:
        _keep(kept, _pack(units))
    return tuple(map(Unit, units))


def _pack(units: Sequence[bytes]) -> bytes:
    """Write units as a digest of what follows, their lengths, and all of them."""
    body = b"\n".join((json.dumps([len(unit) for unit in units]).encode(), b"".join(units)))
    return b"\n".join((content_hash(body).encode(), body))


def _unpack(data: bytes) -> list[bytes]:
    """Read what `_pack` gave; raises ValueError for anything else."""
    digest, _, body = data.partition(b"\n")
    if content_hash(body).encode() != digest:
        message = "not the units of std"
        raise ValueError(message)
    lengths, _, joined = body.partition(b"\n")
    return [joined[start:end] for start, end in pairwise((0, *accumulate(json.loads(lengths))))]


def _unit(name: str, source: bytes) -> bytes:
    path = f"std/{name}"
    facts = parse_file(path, "rust", source)
    return make_unit(path, facts, (_NOBODY,) * len(facts.symbols), "")[0]


def _keep(path: Path, data: bytes) -> None:
    """Write a cache in one step, in the place of older ones."""
    try:
        older = [it for it in path.parent.glob("standard-*") if it != path and it.suffix in _SUFFIXES]
        temporary = path.with_suffix(f".{os.getpid()}")
        temporary.write_bytes(data)
        temporary.replace(path)
        for it in older:
            it.unlink(missing_ok=True)
    except OSError:
        return


class Standard:
    """The stubs of std, entered anew for each workspace: its traits are asked about the workspace's types."""

    def __init__(self, cache: Path | None = None) -> None:
        """Enter the stubs; see `read_stubs` for `cache`."""
        self._known: dict[str, Item | None] = {}
        self.crate = Crate("std", "2021")
        self.crate.standard = True
        self.files: list[FileItems] = []
        # the names that imports give to something of another name
        self.renames: set[str] = set()
        for unit in read_stubs(cache):
            self.renames.update(unit.renames)
            self.files.append(collect_file(unit, self.crate))
            if self.files[-1].path == _LIBRARY:
                self.crate.roots.append(self.files[-1].root)
        self.root = self.crate.roots[0]
        for file in self.files:
            if file.path != _LIBRARY:
                module = file.root
                name = module.name = posixpath.basename(file.path).removesuffix(".rs")
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
        if path not in self._known:
            self._known[path] = self._find(path)
        return self._known[path]

    def _find(self, path: str) -> Item | None:
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
