"""Makes the edges of one file of those that `resolver` resolves, and the references that stay open in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import (
    Around,
    Confidence,
    Edge,
    EdgeKind,
    Evidence,
    Method,
    OpenReference,
    Reference,
    ReferenceKind,
    ReferenceState,
    Span,
    SymbolKind,
)
from codegraph.resolve.scoped.cfamily.headers import Headers, declares
from codegraph.resolve.scoped.references import Meaning, Resolution, place_of, proved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codegraph.model import Facts
    from codegraph.resolve.scip.answers import Answer, Answers
    from codegraph.resolve.scoped.files import File, Sym
    from codegraph.resolve.scoped.golang.satisfying import Satisfying
    from codegraph.resolve.scoped.resolver import ScopedResolver
    from codegraph.resolve.scoped.shared.resolution import SharedResolution

_FIXED = {
    ReferenceKind.IMPORT: EdgeKind.IMPORTS,
    ReferenceKind.EXTENDS: EdgeKind.IMPLEMENTS,
    ReferenceKind.IMPL_TRAIT: EdgeKind.IMPLEMENTS,
}
_CALLS = frozenset({ReferenceKind.CALL, ReferenceKind.METHOD_CALL})


class FileRun:
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

    def references(self, answers: Answers, resolution: Resolution | SharedResolution) -> None:
        """Resolve the references that stand in no symbol that is left out; answers of compilers go first."""
        symbols = self.file.symbols
        for reference in self.facts.references.outside(self.left_out):
            number = self.around.at(reference.start)
            if number != reference.symbol:
                self.mixed.update((number, reference.symbol))
            meaning = self._meaning(reference, answers.get(reference.start), resolution)
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

    def _meaning(
        self, reference: Reference, answer: Answer | None, resolution: Resolution | SharedResolution
    ) -> Meaning | None:
        """Give what a reference means: what a compiler says, if it knows the definition."""
        answered = self._answered(answer) if answer is not None else None
        if answered is not None and _is_definition(answered) and reference.kind is not ReferenceKind.IMPORT:
            return answered
        own = resolution.meaning(reference, place_of(reference, self.facts, self.file.symbols))
        if answered is None or (own is not None and own.is_exact):
            # what the compiler took for another package stands here; what is bound to a name is followed; an import
            # may bring a type and a value
            return own
        return answered

    def _answered(self, answer: Answer) -> Meaning | None:
        sym = self.resolver.sym(answer.target, answer.key) if answer.target is not None else None
        if answer.state is ReferenceState.RESOLVED and sym is None:
            return None
        return Meaning(answer.state, (sym,) if sym is not None else (), answer.reason, Method.SCIP)

    def _edges(self, reference: Reference, item: Sym, meaning: Meaning, evidence: Evidence) -> Iterator[Edge]:
        for target in meaning.targets:
            kind = _kind(reference, target)
            if kind is EdgeKind.IMPLEMENTS and item.file.rules.folders and not item.is_type:
                # embedded in a type without a name
                kind = EdgeKind.USES_TYPE
            if kind is None or (target is item and kind is not EdgeKind.CALLS):
                continue
            yield Edge(kind, item.id, target.id, evidence)
            if kind is not EdgeKind.CALLS:
                continue
            if item.kind is SymbolKind.TEST:
                yield Edge(EdgeKind.TESTS, item.id, target.id, evidence)
            made = self._constructor(reference, target) if target.is_type else None
            if made is not None:
                yield Edge(EdgeKind.CALLS, item.id, made.id, evidence)

    def _constructor(self, reference: Reference, target: Sym) -> Sym | None:
        if not target.file.rules.overloads:
            return self.resolver.constructor(target)
        place = place_of(reference, self.facts, self.file.symbols)
        return self.resolver.java.constructor(target, reference, place)

    def overrides(self) -> None:
        """Join methods with those whose place they take."""
        for sym in self.file.symbols:
            around = sym.around
            if around is None or not sym.is_function or sym.index in self.left_out:
                continue
            over = self.resolver.overridden(sym, around)
            if over is not None:
                self._join(EdgeKind.OVERRIDES, sym, over, *proved(over, Method.SYNTAX))

    def satisfied(self, satisfying: Satisfying) -> None:
        """Join types with the interfaces that they satisfy without saying so, and their methods with those of these."""
        for sym in self.file.symbols[1:]:
            if sym.index in self.left_out:
                continue
            nothing: tuple[Sym, ...] = ()
            find = satisfying.of if sym.is_type else satisfying.implemented
            kind = EdgeKind.IMPLEMENTS if sym.is_type else EdgeKind.OVERRIDES
            question = ("joined", sym.index)
            for other in self.resolver.first(question, lambda find=find, sym=sym: find(sym), nothing):  # type: ignore[misc]
                self._join(kind, sym, other, Method.TYPE)

    def defined(self, headers: Headers) -> None:
        """Join declarations of functions with the one definition that each stands for."""
        for sym in self.file.symbols[1:]:
            if sym.index in self.left_out or not sym.is_function or not declares(sym):
                continue
            nothing: Sequence[Sym] = ()
            question = ("defined", sym.index)
            found = self.resolver.first(question, lambda sym=sym: headers.definitions(sym), nothing)  # type: ignore[misc]
            if len(found) == 1:
                method = Method.SYNTAX if found[0].file is self.file else Method.IMPORT
                self._join(EdgeKind.REFERENCES, sym, found[0], *proved(found[0], method))

    def _join(
        self, kind: EdgeKind, sym: Sym, other: Sym, method: Method, confidence: Confidence = Confidence.EXACT
    ) -> None:
        fact = self.facts.symbols[sym.index]
        span = Span(fact.name_start, fact.name_end, fact.name_line, fact.name_line)
        self.edges.append(Edge(kind, sym.id, other.id, Evidence(self.path, span, method, confidence)))


def _is_definition(meaning: Meaning) -> bool:
    return any(it.is_function or it.is_type for it in meaning.targets)


def _kind(reference: Reference, target: Sym) -> EdgeKind | None:
    fixed = _FIXED.get(reference.kind)
    if fixed is not None:
        return fixed
    if reference.kind in _CALLS:
        if target.is_type and target.file.rules.folders:
            return EdgeKind.USES_TYPE
        is_called = target.is_function or target.is_type or target.kind is SymbolKind.MACRO
        return EdgeKind.CALLS if is_called else EdgeKind.REFERENCES
    if target.is_function:
        return EdgeKind.REFERENCES
    return EdgeKind.USES_TYPE if target.is_type or target.kind is SymbolKind.TYPE_ALIAS else None
