"""Resolves the references of files in languages that are read by tables, against the units of all of them."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from codegraph.model import (
    Around,
    Dependencies,
    FileEdges,
)
from codegraph.parse.codec import unpack_bodies
from codegraph.parse.referring import KNOWN
from codegraph.resolve.binding import anchors_of
from codegraph.resolve.foreign.tables import Foreign
from codegraph.resolve.imports import imports_of
from codegraph.resolve.scoped.asking import Asking
from codegraph.resolve.scoped.cfamily.cpp import CppInference
from codegraph.resolve.scoped.cfamily.inference import CInference
from codegraph.resolve.scoped.cfamily.names import Names
from codegraph.resolve.scoped.file_run import FileRun
from codegraph.resolve.scoped.files import File, Sym
from codegraph.resolve.scoped.giving import gives_of
from codegraph.resolve.scoped.golang.inference import GoInference
from codegraph.resolve.scoped.golang.packages import Packages
from codegraph.resolve.scoped.golang.satisfying import Satisfying
from codegraph.resolve.scoped.inference import Inference
from codegraph.resolve.scoped.java.inference import JavaInference
from codegraph.resolve.scoped.java.packages import JavaModules
from codegraph.resolve.scoped.java.references import JavaResolution
from codegraph.resolve.scoped.modules import Modules
from codegraph.resolve.scoped.references import Resolution
from codegraph.resolve.scoped.scopes import Bound
from codegraph.resolve.scoped.shared.lookup import Lookup
from codegraph.resolve.scoped.shared.resolution import SharedResolution
from codegraph.resolve.scoped.shared.spaces import Spaces
from codegraph.resolve.tracking import pack, pack_pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping

    from codegraph.identity import NodeId
    from codegraph.model import Facts
    from codegraph.resolve.imports import Imports
    from codegraph.resolve.scip.answers import Answers

_Answer = TypeVar("_Answer")


class ScopedResolver:
    """The tables of all files of these languages."""

    def __init__(self, files: Mapping[str, File], imports: Mapping[str, Imports], foreign: Foreign) -> None:
        self._files = files
        self._asking = Asking()
        modules = Modules(files, imports, self._asking, foreign)
        general = Inference(modules)
        self._shared = SharedResolution(Lookup(Spaces(files, self._asking), modules), general.scopes)
        self._go = GoInference(Packages(files, imports, self._asking, foreign))
        names = Names(files, imports, self._asking, foreign)
        self._c = CInference(names)
        self._satisfying = Satisfying(self._go)
        self._java = JavaInference(JavaModules(files, imports, self._asking, foreign))
        self.java = JavaResolution(self._java)
        own: dict[str, Inference] = {"go": self._go, "c": self._c, "cpp": CppInference(names), "java": self._java}
        self._inferences: dict[str, Inference] = defaultdict(lambda: general, own)
        self._by_id: dict[NodeId, Sym] | None = None

    @classmethod
    def build(
        cls,
        units: Iterable[bytes],
        others: Collection[str],
        read: Callable[[str], bytes | None],
        foreign: Foreign | None = None,
    ) -> ScopedResolver:
        """Take the units of all files, and the paths of files that may be configuration, which `read` reads.

        `foreign` is what files of other languages offer.

        Raises DamagedUnitError, as do all others here.
        """
        found = {file.path: file for file in map(File, units)}
        paths = sorted({*found, *others})
        return cls(found, _Imports(paths, read), foreign or Foreign(()))

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
        inference = self._inferences[file.language]
        scopes = inference.scopes
        scopes.here = file
        scopes.bound, scopes.known = _bound(facts)
        symbols = file.symbols
        anchors = anchors_of(facts, [sym.id for sym in symbols])
        # what stands around symbols binds names for them
        again = set(range(len(symbols))) if 0 in scopes.bound else {it.index for it in symbols if _is_inner(it)}
        left_out = frozenset(number for number, one in enumerate(anchors) if one.id in moved and number not in again)
        run = FileRun(self, path, facts, file, Around(anchors), left_out)
        run.references(answers or {}, self._resolution(file, inference))
        if file.rules.folders:
            run.satisfied(self._satisfying)
        elif file.rules.headers:
            run.defined(self._c.headers)
        else:
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

    def _resolution(self, file: File, inference: Inference) -> Resolution | SharedResolution:
        if file.rules.by_scope:
            return self._shared
        return self.java if inference is self._java else Resolution(inference)

    def constructor(self, sym: Sym) -> Sym | None:
        """Give the method that makes an object of a class."""
        if sym.file.rules.by_scope:
            nobody: Sym | None = None
            return self._asking.first(
                ("maker", sym.file.path, sym.index), lambda: self._shared.constructor(sym), nobody
            )
        for name in sym.file.rules.constructors:
            found = self._asking.first(
                ("constructor", sym.file.path, sym.index, name),
                lambda name=name: self._inferences[sym.file.language].members.of(sym, name, instance=False),  # type: ignore[misc]
                None,
            )
            made = [it for it in found.entities if isinstance(it, Sym)] if found is not None else []
            if len(made) == 1 and found is not None and found.sure:
                return made[0]
        return None

    def overridden(self, sym: Sym, around: Sym) -> Sym | None:
        """Give the method that a method of a class takes the place of."""
        if sym.file.rules.by_scope:
            nobody: Sym | None = None
            return self._asking.first(("over", sym.index), lambda: self._shared.overridden(sym), nobody)
        members = self._inferences[sym.file.language].members
        found = self._asking.first(("overridden", sym.index), lambda: members.overridden(sym, around), None)
        made = [it for it in found.entities if isinstance(it, Sym) and it.is_function] if found is not None else []
        return made[0] if len(made) == 1 and found is not None and found.sure else None

    def first(self, question: Hashable, find: Callable[[], _Answer], none: _Answer) -> _Answer:
        """Answer a question about the file that is resolved."""
        return self._asking.first(question, find, none)

    def follow(self, unit: bytes) -> bool:
        """Take the unit of a file whose digest is as before: it is the same."""
        return File(unit).path in self._files

    def gives(self, path: str) -> dict[int, int]:
        """Give the keys under which others may ask for what is in a file, with fingerprints."""
        file = self._files.get(path)
        return gives_of(file) if file is not None else {}

    def sym(self, ident: NodeId, key: int) -> Sym | None:
        """Give the symbol of an id; `key` is that of its name in its file, which may come back."""
        self._asking.note(key)
        if self._by_id is None:
            self._by_id = {sym.id: sym for file in self._files.values() for sym in file.symbols}
        found = self._by_id.get(ident)
        if found is not None:
            self._inferences[found.file.language].scopes.touch(found)
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
            last = facts.symbols[index].span.end if index >= 0 else 0
            names: dict[str, list[Bound]] = found.setdefault(max(index, 0), {})
            for name, start, end, value, declared in json.loads(line):
                if value == KNOWN:
                    known[names_at.get(base + start, -1)] = (base + start, base + end)
                    continue
                until = base + end if end and base + end != last else 0
                names.setdefault(name, []).append(Bound(base + start, until, value, declared))
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
