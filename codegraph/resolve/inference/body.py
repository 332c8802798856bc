"""One function's body: its scopes, what is expected, and what its calls mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import SymbolKind
from codegraph.resolve.inference.calls import Calls
from codegraph.resolve.inference.expressions import Expressions
from codegraph.resolve.inference.macros import Macros
from codegraph.resolve.inference.paths import Paths
from codegraph.resolve.inference.patterns import Patterns
from codegraph.resolve.inference.terms import Var, bounded
from codegraph.resolve.items import FUNCTIONS, VALUES, Item

if TYPE_CHECKING:
    from collections.abc import Callable

    from codegraph.resolve.expander import Expander, MacroPlace
    from codegraph.resolve.inference.generics import IR
    from codegraph.resolve.inference.lowering import Lowering
    from codegraph.resolve.inference.methods import Methods, Pick, Unknown
    from codegraph.resolve.inference.solving import Solver
    from codegraph.resolve.inference.terms import Term
    from codegraph.resolve.inference.unify import Unifier

_CONSTANT_KINDS = frozenset({SymbolKind.VARIANT, SymbolKind.CONST, SymbolKind.STATIC, SymbolKind.STRUCT})


class Call(NamedTuple):
    """What a call may mean; `foreign` is the crate of what is not seen.

    `certain` is false where a trait had to be taken that is not in scope, and where a type is open; `ambiguous` tells
    that conditions of compilation decide which type is meant.
    """

    functions: tuple[Item, ...]
    foreign: str = ""
    certain: bool = True
    ambiguous: bool = False


class Tools(NamedTuple):
    """What all bodies of a workspace share."""

    lowering: Lowering
    solver: Solver
    methods: Methods
    unifier: Unifier
    expander: Expander


class Written(NamedTuple):
    """A call that the body of a macro makes, found at a call of it: `invocation` is the byte of its name there."""

    place: MacroPlace
    invocation: int
    functions: tuple[Item, ...]


class Body:
    """The walk over one body."""

    def __init__(self, tools: Tools, item: Item, base: int) -> None:
        """Take the function, constant or static, and the byte of its file that places in its code are relative to."""
        lowering, solver, methods, unifier, expander = tools
        self.expander = expander
        self.lowering = lowering
        self.solver = solver
        self.methods = methods
        self.unifier = unifier
        self.item = item
        self.base = base
        self.scope = item.inner
        self.calls = Calls(self)
        self.paths = Paths(self)
        self.patterns = Patterns(self)
        self.macros = Macros(self)
        self.expressions = Expressions(self)
        self.infer: Callable[[IR, Term | None], Term] = self.expressions.infer
        self._locals: list[dict[str, Term]] = [{}]
        # what `return` gives, innermost last; and what `break` gives, by label
        self.results: list[Term] = []
        self.loops: list[tuple[str | None, Term]] = []
        self._picks: list[tuple[int, Pick]] = []
        self.found: dict[int, Call] = {}
        # inside an expansion: gives the place in the file of a place in it, or where a macro's body holds it
        self.place: Callable[[int], int | MacroPlace] | None = None
        self._written: list[tuple[MacroPlace, int, Pick]] = []
        self.written: list[Written] = []
        # the byte of the name of the macro call under way
        self.invocation = -1

    def run(self, code: IR) -> dict[int, Call]:
        """Infer the whole body; give its calls by the byte where the called name starts."""
        item, lowering = self.item, self.lowering
        self.solver.enter(lowering.environment(item))
        self.methods.around = self._trait_around()
        if item.kind in FUNCTIONS and item.data is not None and item.data[0] == "fn":
            self._function(code)
        else:
            found = self.infer(code, lowering.declared(item))
            self.coerce(found, lowering.declared(item))
        self.calls.settle()
        for offset, pick in self._picks:
            functions = self.methods.implementation(pick)
            found = self.methods.alternatives(functions)
            self.found[offset] = Call(found or functions, certain=pick.certain, ambiguous=bool(found))
        for place, invocation, pick in self._written:
            functions = self.methods.implementation(pick)
            self.written.append(Written(place, invocation, functions))
        return self.found

    def _trait_around(self) -> Item | None:
        owner = self.lowering.owner(self.item)
        if owner is None or owner.kind is SymbolKind.TRAIT:
            return owner
        if owner.kind is not SymbolKind.IMPL or owner.data is None or owner.data[3] is None:
            return None
        bound = self.lowering.bound(owner.data[3], owner, None)
        return bound[0] if bound is not None else None

    def _function(self, code: IR) -> None:
        item, lowering = self.item, self.lowering
        signature = lowering.signature(item)
        data = item.data
        if data[3] is not None:
            own = lowering.self_term(item)
            takes = signature.takes
            if takes in {"&", "&m"}:
                own = ("ref", own, takes == "&m")
            elif takes == "box":
                own = lowering.lower(data[3], item)
            self.define("self", own)
        for (pattern, _), term in zip(data[4], signature.params, strict=False):
            self.patterns.bind(pattern, term)
        result = lowering.lower(data[5], item)
        if result.__class__ is not Var and result[0] == "opaque":
            # the body says which type it is; what it promises is still expected of closures
            self.results.append(Var())
            found = self.infer(code, result)
        else:
            self.results.append(result)
            found = self.infer(code, result)
            self.coerce(found, result)
        self.results.pop()

    # names

    def define(self, name: str, term: Term) -> None:
        """Bind a local name."""
        self._locals[-1][name] = bounded(term)

    def local(self, name: str) -> Term | None:
        """Give the type of a local name; None for what is none."""
        for scope in reversed(self._locals):
            if name in scope:
                return scope[name]
        return None

    def push(self) -> None:
        """Open a block."""
        self._locals.append({})

    def pop(self) -> None:
        """Close a block."""
        self._locals.pop()

    def is_constant(self, name: str) -> bool:
        """Tell whether a name in a pattern is a constant or a variant, so that it binds nothing."""
        targets = self.lowering.names.path((name,), self.item.inner, VALUES)
        return any(not isinstance(it, Item) or it.kind in _CONSTANT_KINDS for it in targets)

    # types

    def coerce(self, found: Term, wanted: Term) -> None:
        """Let a value of one type stand where another is wanted."""
        unifier = self.unifier
        one, two = unifier.head(found), unifier.head(wanted)
        if one is two:
            return
        if one.__class__ is not Var and one[0] in {"?", "!"}:
            return
        if one.__class__ is not Var and two.__class__ is not Var and one[0] == two[0] == "ref":
            inner = unifier.head(two[1])
            if inner.__class__ is not Var and inner[0] in {"dyn", "opaque"}:
                return
            if unifier.attempt(one[1], inner):
                return
            for step in self.methods.steps(one[1]):
                if step.__class__ is not Var and unifier.attempt(step, inner):
                    return
            return
        if two.__class__ is not Var and two[0] == "opaque":
            return
        unifier.attempt(one, two)

    def join(self, left: Term | None, right: Term) -> Term:
        """Give the type of a value that one of two branches makes."""
        if left is None:
            return right
        one, two = self.unifier.head(left), self.unifier.head(right)
        if one.__class__ is not Var and one[0] in {"!", "?"}:
            return right
        if two.__class__ is Var or two[0] not in {"!", "?"}:
            self.coerce(two, one)
        return left

    # calls

    def picked(self, offset: int, pick: Pick) -> None:
        """Note what a call means; a trait's function may yet turn out to be an impl's."""
        place = self.place(offset) if self.place is not None else self.base + offset
        if isinstance(place, int):
            self._picks.append((place, pick))
        else:
            self._written.append((place, self.invocation, pick))

    def unknown(self, offset: int, why: Unknown) -> None:
        """Note that a call's meaning is not known."""
        place = self.place(offset) if self.place is not None else self.base + offset
        if isinstance(place, int) and place not in self.found:
            self.found[place] = Call((), why.foreign, not why.open)
