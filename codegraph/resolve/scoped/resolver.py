"""Resolves the references of files in languages that are read by tables, against the units of all of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from codegraph.model import (
    Around,
    Confidence,
    Dependencies,
    Edge,
    EdgeKind,
    Evidence,
    FileEdges,
    Method,
    OpenReference,
    Reference,
    ReferenceKind,
    ReferenceState,
    Span,
    SymbolKind,
)
from codegraph.parse.codec import unpack_bodies
from codegraph.parse.general import KNOWN
from codegraph.resolve.binding import anchors_of
from codegraph.resolve.imports import imports_of
from codegraph.resolve.scoped.asking import Asking
from codegraph.resolve.scoped.files import File, Sym
from codegraph.resolve.scoped.giving import gives_of
from codegraph.resolve.scoped.inference import Inference
from codegraph.resolve.scoped.modules import Modules
from codegraph.resolve.scoped.references import Meaning, Place, Resolution, place_of
from codegraph.resolve.scoped.scopes import Bound
from codegraph.resolve.tracking import pack, pack_pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from codegraph.identity import NodeId
    from codegraph.model import Facts
    from codegraph.resolve.imports import Imports
    from codegraph.resolve.scip.answers import Answers

_FIXED = {
    ReferenceKind.IMPORT: EdgeKind.IMPORTS,
    ReferenceKind.EXTENDS: EdgeKind.IMPLEMENTS,
    ReferenceKind.IMPL_TRAIT: EdgeKind.IMPLEMENTS,
}
_CALLS = frozenset({ReferenceKind.CALL, ReferenceKind.METHOD_CALL})


class ScopedResolver:
    """The tables of all files of these languages."""

    def __init__(self, files: Mapping[str, File], imports: Mapping[str, Imports]) -> None:
        self._files = files
        self._asking = Asking()
        self._modules = Modules(files, imports, self._asking)
        self._inference = Inference(self._modules)
        self._resolution = Resolution(self._inference)
        self._by_id: dict[NodeId, Sym] | None = None

    @classmethod
    def build(
        cls, units: Iterable[bytes], others: Collection[str], read: Callable[[str], bytes | None]
    ) -> ScopedResolver:
        """Take the units of all files, and the paths of files that may be configuration, which `read` reads.

        Raises DamagedUnitError, as do all others here.
        """
        found = {file.path: file for file in map(File, units)}
        paths = sorted({*found, *others})
        return cls(found, _Imports(paths, read))

    def knows(self, path: str) -> bool:
        """Tell whether a file is one of these."""
        return path in self._files

    def resolve_file(
        self, path: str, facts: Facts, answers: Answers | None = None, moved: Collection[NodeId] = ()
    ) -> FileEdges:
        """Resolve one file's references; see `codegraph.resolve.resolver.Resolver.resolve_file`."""
        file = self._files.get(path)
        if file is None:
            return FileEdges(path, (), ())
        self._asking.forget()
        scopes = self._inference.scopes
        scopes.here = file
        scopes.bound, scopes.known = _bound(facts)
        symbols = file.symbols
        anchors = anchors_of(facts, [sym.id for sym in symbols])
        # what stands around symbols binds names for them
        again = set(range(len(symbols))) if 0 in scopes.bound else {it.index for it in symbols if _is_inner(it)}
        left_out = frozenset(number for number, one in enumerate(anchors) if one.id in moved and number not in again)
        run = _FileRun(self, path, facts, file, Around(anchors), left_out)
        run.references(answers or {})
        run.overrides()
        scopes.here, scopes.bound, scopes.known = None, {}, {}
        keys = pack(sorted(self._asking.keys))
        gives = b"" if left_out else pack_pairs(gives_of(file))
        again |= run.mixed
        return FileEdges(
            path,
            tuple(run.edges),
            tuple(run.open),
            anchors=tuple(one._replace(text="") if n in again else one for n, one in enumerate(anchors)),
            depends=Dependencies("", gives, b"", keys),
            kept=frozenset(anchors[number].id for number in left_out),
        )

    def meaning(self, reference: Reference, place: Place) -> Meaning | None:
        """Give what a reference means."""
        return self._resolution.meaning(reference, place)

    def constructor(self, sym: Sym) -> Sym | None:
        """Give the method that makes an object of a class."""
        for name in sym.file.rules.constructors:
            found = self._asking.first(
                ("constructor", sym.file.path, sym.index, name),
                lambda name=name: self._inference.members.of(sym, name, instance=False),  # type: ignore[misc]
                None,
            )
            made = [it for it in found.entities if isinstance(it, Sym)] if found is not None else []
            if len(made) == 1 and found is not None and found.sure:
                return made[0]
        return None

    def overridden(self, sym: Sym, around: Sym) -> Sym | None:
        """Give the method that a method of a class takes the place of."""
        found = self._asking.first(
            ("overridden", around.index, sym.name),
            lambda: self._inference.members.of(around, sym.name, instance=False, after=around),
            None,
        )
        made = [it for it in found.entities if isinstance(it, Sym) and it.is_function] if found is not None else []
        return made[0] if len(made) == 1 and found is not None and found.sure else None

    def follow(self, unit: bytes) -> bool:
        """Take the unit of a file whose digest is as before: it is the same."""
        return File(unit).path in self._files

    def gives(self, path: str) -> dict[int, int]:
        """Give the keys under which others may ask for what is in a file, with fingerprints."""
        file = self._files.get(path)
        return gives_of(file) if file is not None else {}

    def sym(self, ident: NodeId) -> Sym | None:
        """Give the symbol of an id."""
        if self._by_id is None:
            self._by_id = {sym.id: sym for file in self._files.values() for sym in file.symbols}
        found = self._by_id.get(ident)
        if found is not None:
            self._inference.scopes.touch(found)
        return found


class _Imports(dict[str, "Imports"]):
    """The import systems by language, each made when it is asked for."""

    def __init__(self, paths: Collection[str], read: Callable[[str], bytes | None]) -> None:
        super().__init__()
        self._paths = paths
        self._read = read

    def __missing__(self, language: str) -> Imports:
        made = self[language] = imports_of(language, self._paths, self._read)
        return made


class _FileRun:
    """Makes the edges of one file."""

    def __init__(
        self, resolver: ScopedResolver, path: str, facts: Facts, file: File, around: Around, left_out: frozenset[int]
    ) -> None:
        self.resolver = resolver
        self.path = path
        self.facts = facts
        self.file = file
        self.around = around
        self.left_out = left_out
        self.mixed: set[int] = set()
        self.edges: list[Edge] = []
        self.open: list[OpenReference] = []

    def references(self, answers: Answers) -> None:
        """Resolve the references that stand in no symbol that is left out; answers of compilers go first."""
        symbols = self.file.symbols
        for reference in self.facts.references.outside(self.left_out):
            number = self.around.at(reference.start)
            if number != reference.symbol:
                self.mixed.update((number, reference.symbol))
            meaning = self._answered(reference, answers) if reference.start in answers else None
            if meaning is None:
                meaning = self.resolver.meaning(reference, place_of(reference, self.facts, symbols))
            if meaning is None:
                continue
            item = symbols[reference.symbol]
            span = Span(reference.start, reference.end, reference.line, reference.line)
            if meaning.state is ReferenceState.RESOLVED:
                self.edges += self._edges(reference, item, meaning, Evidence(self.path, span, *meaning[3:]))
            else:
                targets = tuple(sorted(target.id for target in meaning.targets))
                self.open.append(
                    OpenReference(meaning.state, reference.kind, reference.name, item.id, span, meaning.reason, targets)
                )

    def _answered(self, reference: Reference, answers: Answers) -> Meaning | None:
        answer = answers[reference.start]
        sym = self.resolver.sym(answer.target) if answer.target is not None else None
        if answer.state is ReferenceState.RESOLVED and sym is None:
            return None
        return Meaning(answer.state, (sym,) if sym is not None else (), answer.reason, Method.SCIP)

    def _edges(self, reference: Reference, item: Sym, meaning: Meaning, evidence: Evidence) -> Iterator[Edge]:
        for target in meaning.targets:
            kind = _kind(reference, target)
            if kind is None or (target is item and kind is not EdgeKind.CALLS):
                continue
            yield Edge(kind, item.id, target.id, evidence)
            if kind is not EdgeKind.CALLS:
                continue
            if item.kind is SymbolKind.TEST:
                yield Edge(EdgeKind.TESTS, item.id, target.id, evidence)
            made = self.resolver.constructor(target) if target.is_type else None
            if made is not None:
                yield Edge(EdgeKind.CALLS, item.id, made.id, evidence)

    def overrides(self) -> None:
        """Join methods with those whose place they take."""
        for sym in self.file.symbols:
            around = sym.around
            if around is None or not sym.is_function or sym.index in self.left_out:
                continue
            over = self.resolver.overridden(sym, around)
            if over is not None:
                fact = self.facts.symbols[sym.index]
                span = Span(fact.name_start, fact.name_end, fact.name_line, fact.name_line)
                evidence = Evidence(self.path, span, Method.SYNTAX, Confidence.EXACT)
                self.edges.append(Edge(EdgeKind.OVERRIDES, sym.id, over.id, evidence))


def _kind(reference: Reference, target: Sym) -> EdgeKind | None:
    fixed = _FIXED.get(reference.kind)
    if fixed is not None:
        return fixed
    if reference.kind in _CALLS:
        return EdgeKind.CALLS if target.is_function or target.is_type else EdgeKind.REFERENCES
    if target.is_function:
        return EdgeKind.REFERENCES
    return EdgeKind.USES_TYPE if target.is_type or target.kind is SymbolKind.TYPE_ALIAS else None


def _bound(facts: Facts) -> tuple[dict[int, dict[str, list[Bound]]], dict[int, tuple[int, int]]]:
    """Read the bindings of a file's functions, by symbol, and from where until where definitions in blocks are known.

    Those of functions without a name belong to the file.
    """
    found: dict[int, dict[str, list[Bound]]] = {}
    known: dict[int, tuple[int, int]] = {}
    names_at = {fact.name_start: index for index, fact in enumerate(facts.symbols)}
    bodies = unpack_bodies(facts)
    at = 0
    for piece in facts.pieces:
        if piece.inside:
            continue
        for index, line in bodies[at : at + piece.bodies]:
            base = facts.symbols[index].span.start if index >= 0 else piece.start
            names: dict[str, list[Bound]] = found.setdefault(max(index, 0), {})
            for name, start, end, value, declared in json.loads(line):
                if value == KNOWN:
                    known[names_at.get(base + start, -1)] = (base + start, base + end)
                    continue
                names.setdefault(name, []).append(Bound(base + start, base + end if end else 0, value, declared))
        at += piece.bodies
    for names in found.values():
        for rows in names.values():
            rows.sort(key=lambda it: it.start)
    return found, known


def _is_inner(sym: Sym) -> bool:
    """Tell whether what a symbol says depends on the locals of a function around it."""
    parent = sym.parent
    while parent is not None:
        if parent.is_function:
            return True
        parent = parent.parent
    return False
