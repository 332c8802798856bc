"""Gives the facts of a file their identity: ids, qualified names and parents.

A pure function of the facts and the file's place in the module tree, so it runs in the workers that parse.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from codegraph.identity import NodeId, add_parts, content_hash, element_half, join_parts, namespace_half
from codegraph.model import Anchor, ChunkKind, Symbol, SymbolKind
from codegraph.parse.languages import SUPPORTED, language
from codegraph.resolve.units import RESOLVED_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from codegraph.model import Facts, SymbolFact
    from codegraph.resolve.module_tree import ModuleTree, Placement

_LONGEST_ELEMENT = 4000
_MODULE_ELEMENT = "module"
# folders that sources are put in and that no module's name has
_SOURCE_FOLDERS = ("src/", "lib/python/")
_PACKAGE_FILE = "__init__"


class Place(NamedTuple):
    """A file's place, reduced to what its ids need; small enough to send to a worker.

    `namespace` are the parts that ids hash before the module path, `module` the module path, `crate_name` the first
    segment of qualified names (empty outside any crate), `parent` the id of the enclosing module.
    """

    package: str
    namespace: tuple[str, ...]
    crate_name: str
    module: tuple[str, ...]
    parent: str | None
    contested: str


def place_of(path: str, tree: ModuleTree) -> Place:
    """Find a file's place: by the module tree, else by its path."""
    places = tree.places.get(path)
    if not places:
        return Place(_package_at(path, tree), ("file", path), "", (), None, "")
    placement = places[0]
    return Place(
        placement.crate.package,
        ("crate", *placement.crate),
        placement.crate_name,
        placement.module,
        _parent_of(placement, tree),
        path if tree.contested(placement) else "",
    )


def module_name(place: Place) -> str:
    """Name the module of a file, empty outside any crate."""
    return "::".join((place.crate_name, *place.module)) if place.crate_name else ""


def root_id(place: Place) -> NodeId:
    """Give the id of the symbol that a file at this place is: no two places have the same."""
    return NodeId.of(_namespace(place, place.module), _MODULE_ELEMENT)


def bind_ids(facts: Facts, place: Place) -> list[NodeId]:
    """Give every symbol of a file its id, in the order of the facts."""
    ids: list[NodeId] = []
    # for each symbol: its module path, its description inside the module, and how that of a member begins
    modules: list[tuple[str, ...]] = []
    elements: list[str] = []
    inside: dict[int, str] = {}
    # the namespace's half of ids
    halves: dict[tuple[str, ...], str] = {}
    seen: dict[tuple[str, str], int] = {}
    for index, fact in enumerate(facts.symbols):
        if index == 0:
            module, element = place.module, _MODULE_ELEMENT
        else:
            parent = fact.parent
            if parent not in inside:
                apart = parent == 0 or facts.symbols[parent].kind is SymbolKind.MODULE
                inside[parent] = "" if apart else join_parts(elements[parent])
            module, element = _element(fact, modules[parent], inside[parent])
        half = halves.get(module)
        if half is None:
            half = halves[module] = namespace_half(_namespace(place, module))
        count = seen.get((half, element), 0)
        seen[half, element] = count + 1
        if count:
            element = join_parts(element, str(count))
        if len(element) > _LONGEST_ELEMENT:
            # joining doubles what was joined before: deep nesting would never end
            element = content_hash(element.encode("utf-8", "surrogatepass"))
        ids.append(NodeId(half + element_half(element)))
        modules.append(module)
        elements.append(element)
    return ids


def bind_symbols(
    path: str,
    facts: Facts,
    place: Place,
    ids: Sequence[NodeId] | None = None,
    left_out: Container[int] = (),
) -> tuple[Symbol, ...]:
    """Give every symbol of a file its id, qualified name and parent, in the order of the facts.

    `ids` are what `bind_ids` gives, where they are at hand; those whose index is `left_out` are not given.
    """
    ids = bind_ids(facts, place) if ids is None else ids
    names: list[str] = []
    symbols: list[Symbol] = []
    spec = language(facts.language) if _is_dotted(facts.language) else None
    separator = spec.separator if spec is not None else "::"
    shared = spec.shared if spec is not None and not facts.symbols[0].name else ()
    for index, fact in enumerate(facts.symbols):
        if index == 0:
            name, qualified = _root_names(path, place, facts.language)
            parent = NodeId(place.parent) if place.parent else None
            kind = SymbolKind.FILE if name == posixpath.basename(path) else SymbolKind.MODULE
        else:
            kind, name, parent = fact.kind, fact.name, ids[fact.parent]
            outer = "" if fact.parent == 0 and fact.kind in shared else names[fact.parent]
            qualified = _qualified(fact, outer, separator)
        names.append(qualified if index else _prefix(fact, qualified, facts.language))
        if index in left_out:
            continue
        symbols.append(
            Symbol(
                id=ids[index],
                kind=kind,
                name=name,
                qualified_name=qualified,
                path=path,
                language=facts.language,
                span=fact.span,
                name_line=fact.name_line,
                parent=parent,
                signature=fact.signature,
                docs=fact.docs,
                visibility=fact.visibility,
                attributes=fact.attributes,
                cfg=fact.cfg,
                modifiers=fact.modifiers,
                complexity=fact.complexity,
            ),
        )
    return tuple(symbols)


def anchors_of(facts: Facts, ids: Sequence[NodeId]) -> tuple[Anchor, ...]:
    """Give the symbols of a file as places of what stands in them; `ids` are theirs, in the order of the facts."""
    return tuple(
        Anchor(ident, fact.span.start, fact.span.end, fact.span.start_line, fact.text)
        for fact, ident in zip(facts.symbols, ids, strict=True)
    )


def bind_chunks(facts: Facts, ids: Sequence[NodeId]) -> list[NodeId]:
    """Give every chunk of a file its id: its symbol's, or one derived from it for blocks and text."""
    found: list[NodeId] = []
    ordinals: dict[tuple[int, ChunkKind], int] = {}
    for chunk in facts.chunks:
        symbol = ids[chunk.symbol]
        if chunk.kind in {ChunkKind.BLOCK, ChunkKind.TEXT}:
            ordinal = ordinals.get((chunk.symbol, chunk.kind), 0)
            ordinals[chunk.symbol, chunk.kind] = ordinal + 1
            symbol = NodeId(symbol[:16] + element_half(join_parts(symbol, chunk.kind, str(ordinal))))
        found.append(symbol)
    return found


def _namespace(place: Place, module: tuple[str, ...]) -> str:
    return join_parts(*place.namespace, "::".join(module), place.contested)


def _parent_of(placement: Placement, tree: ModuleTree) -> NodeId | None:
    if placement.parent is None:
        return None
    place = place_of(placement.parent, tree)
    return NodeId.of(_namespace(place, placement.module[:-1]), _MODULE_ELEMENT)


def _package_at(path: str, tree: ModuleTree) -> str:
    folder = posixpath.dirname(path)
    while True:
        if folder in tree.package_of:
            return tree.package_of[folder]
        if not folder:
            return ""
        folder = posixpath.dirname(folder)


def root_name(path: str, place: Place) -> str:
    """Give the qualified name of the module of a Rust file."""
    return _root_names(path, place, RESOLVED_LANGUAGE)[1]


def _root_names(path: str, place: Place, language: str) -> tuple[str, str]:
    if language == "python":
        dotted = python_module(path)
        return dotted.rpartition(".")[2], dotted
    if not place.crate_name:
        return posixpath.basename(path), path
    if not place.module:
        return place.crate_name, place.crate_name
    return place.module[-1], "::".join((place.crate_name, *place.module))


def python_module(path: str) -> str:
    """Name the module of a Python file by its path: `src/a/b.py` is `a.b`, and `a/__init__.py` is `a`."""
    stem = posixpath.splitext(path)[0]
    for folder in _SOURCE_FOLDERS:
        stem = stem.removeprefix(folder)
    parts = [part for part in stem.split("/") if part]
    if len(parts) > 1 and parts[-1] == _PACKAGE_FILE:
        parts.pop()
    return ".".join(parts)


def _is_dotted(language: str) -> bool:
    """Tell whether qualified names are written with dots: those of most code but Rust's are."""
    return language in SUPPORTED and language != RESOLVED_LANGUAGE


def _prefix(root: SymbolFact, qualified: str, language: str) -> str:
    """Give what the names of a file's members begin with: its module or package, or nothing."""
    if language == "python" or not _is_dotted(language):
        return qualified
    return root.name or posixpath.splitext(qualified)[0]


def _qualified(fact: SymbolFact, parent: str, separator: str) -> str:
    # a method that stands outside of its type has that
    of = fact.self_type if fact.kind is not SymbolKind.IMPL else ""
    return separator.join(part for part in (parent, of, fact.name) if part)


def _element(fact: SymbolFact, module: tuple[str, ...], inside: str) -> tuple[tuple[str, ...], str]:
    """Describe a symbol inside its module: what encloses it there, kind, name, and what tells equals apart.

    `inside` describes, as a joined part, what encloses it; it is empty for the module itself.
    """
    if fact.kind is SymbolKind.MODULE and not inside:
        return (*module, fact.name), join_parts(_MODULE_ELEMENT, fact.cfg) if fact.cfg else _MODULE_ELEMENT
    header = fact.signature if fact.kind is SymbolKind.IMPL else fact.self_type
    return module, add_parts(inside, fact.kind, fact.name, header, fact.cfg)
