"""Finds what `receiver.name()` and `Type::name` mean, in the order in which Rust looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.model import SymbolKind
from codegraph.resolve.inference.terms import FAMILIES, UNKNOWN, Var, head, mentions, param, substitute
from codegraph.resolve.items import FUNCTIONS, TYPES, ForeignTrait, Item, visible
from codegraph.resolve.tracking import ident

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codegraph.resolve.inference.impls import Impl, Impls
    from codegraph.resolve.inference.lowering import Lowering
    from codegraph.resolve.inference.solving import Solver
    from codegraph.resolve.inference.terms import Bound, Term
    from codegraph.resolve.inference.unify import Unifier
    from codegraph.resolve.items import Scope
    from codegraph.resolve.tracking import Noted

_STEPS = 12
_GENERIC = frozenset({"param", "proj", "dyn", "opaque"})
# what may make a type of another crate pass on to one of the workspace
_WORKSPACE = frozenset({"adt", "param", "dyn"})


class Pick(NamedTuple):
    """What a call means: functions (several where cfg or impls leave a choice) and what their parameters stand for.

    `trait` with `self_term` and `arguments` is set for a trait's function whose impl may be known later. `certain` is
    false where a trait that is not in scope had to be taken.
    """

    functions: tuple[Item, ...]
    mapping: dict[Any, Any]
    self_term: Term
    trait: Item | None = None
    arguments: tuple[Term, ...] = ()
    certain: bool = True


class Unknown(NamedTuple):
    """Why there is no pick: `open` if the receiver's type is not known, `foreign` if it is another crate's."""

    open: bool
    foreign: str


class Methods:
    """Looks up methods and associated functions."""

    def __init__(self, lowering: Lowering, impls: Impls, solver: Solver, unifier: Unifier) -> None:
        self.lowering = lowering
        self.impls = impls
        self.solver = solver
        self.unifier = unifier
        self._in_scope: dict[Scope, tuple[frozenset[Item], bool, frozenset[Noted]]] = {}
        # the trait whose impl or declaration is around: its methods need no import
        self.around: Item | None = None
        self._deref = lowering.standard.item("ops::Deref")

    # receivers

    def steps(self, term: Term) -> Iterator[Term]:
        """Give a receiver's type and what it dereferences to."""
        unifier = self.unifier
        term = unifier.head(term)
        for _ in range(_STEPS):
            yield term
            if term.__class__ is Var or term[0] == "ptr":
                # a raw pointer is followed only where that is written
                return
            following = self.deref(term)
            if following is None:
                if term[0] == "arr":
                    yield ("slice", term[1])
                return
            term = unifier.head(following)

    def deref(self, term: Term) -> Term | None:
        """Give what `*term` is; None where it cannot be dereferenced."""
        if term.__class__ is Var:
            return None
        tag = term[0]
        if tag in {"ref", "ptr"}:
            return term[1]
        if tag in {"adt", "param", "proj", "opaque"} and self._deref is not None:
            if tag != "adt" and not any(bound[0] is self._deref for bound in self.solver.bounds(term)):
                return None
            found = self.solver.project(term, self._deref, (), "Target")
            return found if found is not None and found is not UNKNOWN else None
        return UNKNOWN if tag == "?" else None

    def method(self, receiver: Term, name: str, scope: Scope) -> Pick | Unknown:
        """Find `receiver.name()`."""
        known = self.impls.has_name(name)
        foreign = ""
        for step in self.steps(receiver):
            if step.__class__ is Var and not step.kind:
                return Unknown(True, "")
            if step.__class__ is not Var:
                if step[0] == "?":
                    return Unknown(not foreign, foreign)
                if step[0] == "ext":
                    foreign = foreign or step[1]
                if step[0] == "ref" and self._is_open(step[1]):
                    # an impl for `&T` would fit whatever it refers to
                    return Unknown(not foreign, foreign)
            if known:
                pick = self._at(step, name, scope)
                if pick is not None:
                    return pick
            if step.__class__ is not Var and step[0] == "ext":
                # what it dereferences to, and which methods it has, is not seen
                may_be_ours = known and mentions(step, _WORKSPACE)
                return Unknown(may_be_ours, "" if may_be_ours else foreign)
            if step.__class__ is Var or self._is_foreign(step):
                foreign = foreign or "std"
            elif step[0] in _GENERIC:
                foreign = foreign or self._foreign_bound(step)
        return Unknown(False, foreign)

    def _is_open(self, term: Term) -> bool:
        term = self.unifier.head(term)
        return bool(not term.kind if term.__class__ is Var else term[0] == "?")

    def _foreign_bound(self, step: Term) -> str:
        """Give the crate of a bound that may have the method."""
        for trait, _, _ in self.solver.bounds(step):
            if isinstance(trait, ForeignTrait):
                return trait.crate
            if trait.inner.crate.standard:
                return "std"
        return ""

    def _is_foreign(self, step: Term) -> bool:
        if step[0] == "adt":
            return bool(step[1].inner.crate.standard)
        return step[0] in {"prim", "slice", "arr", "tup", "fn", "ptr"}

    def _at(self, step: Term, name: str, scope: Scope) -> Pick | None:
        reached: list[tuple[Term, str]] = [(step, "v")]
        if step.__class__ is not Var and step[0] == "ref":
            reached.append((step[1], "&m" if step[2] else "&"))
        pick = self._first(reached, name, scope)
        if pick is not None:
            return pick
        inner = self._boxed(step)
        if inner is not None:
            pick = self._first([(inner, "box")], name, scope)
            if pick is not None:
                return pick
        return self._first([(step, "&"), (("ref", step, False), "v")], name, scope) or self._first(
            [(step, "&m"), (("ref", step, True), "v")], name, scope
        )

    def _boxed(self, step: Term) -> Term | None:
        """Give what stands in a smart pointer that a method may take as `self: Pin<&mut Self>`."""
        if step.__class__ is Var or step[0] != "adt" or step[1].name not in {"Box", "Rc", "Arc", "Pin"} or not step[2]:
            return None
        inner = self.unifier.head(step[2][0])
        if inner.__class__ is not Var and inner[0] == "ref":
            inner = self.unifier.head(inner[1])
        if inner.__class__ is not Var and inner[0] == "adt" and inner[1].name in {"Box", "Rc", "Arc"} and inner[2]:
            inner = self.unifier.head(inner[2][0])
        return inner

    def _first(self, reached: list[tuple[Term, str]], name: str, scope: Scope) -> Pick | None:
        for term, takes in reached:
            pick = self._inherent(self.unifier.head(term), name, takes, scope)
            if pick is not None:
                return pick
        for term, takes in reached:
            pick = self._by_trait(self.unifier.head(term), name, takes, scope)
            if pick is not None:
                return pick
        return None

    # inherent

    def _inherent(self, term: Term, name: str, takes: str | None, scope: Scope) -> Pick | None:
        if term.__class__ is not Var:
            pick = self._by_bound(term, name, takes)
            if pick is not None:
                return pick
        key = head(term)
        if key is None:
            return None
        impls = self.impls.inherent(key, name)
        if key in FAMILIES:
            impls = [*impls, *self.impls.inherent(FAMILIES[key], name)]
        pick = self._of_impls(impls, term, name, takes, scope) if impls else None
        if pick is not None:
            return pick
        impls = self.impls.unseen(key, name)
        return self._of_impls(impls, term, name, takes, None) if impls else None

    def _of_impls(
        self,
        impls: Sequence[Impl],
        term: Term,
        name: str,
        takes: str | None,
        scope: Scope | None,
    ) -> Pick | None:
        """Find a function in impls for a type; `scope` is who asks, None where all may."""
        found: list[Item] = []
        mapping: dict[Any, Any] = {}
        unifier = self.unifier
        for impl in impls:
            members = [
                it
                for it in impl.members(name)
                if self._takes(it, takes)
                and (scope is None or it.visibility == "pub" or visible(it.visibility, it.scope.distance(scope)))
            ]
            if not members:
                continue
            trial = {it: Var() for it in impl.own}
            mark = unifier.mark()
            if not unifier.unify(substitute(impl.self_term, trial), term):
                unifier.undo(mark)
                continue
            if len(impls) > 1 and not self.solver.satisfied(impl.predicates, trial):
                unifier.undo(mark)
                continue
            if not found:
                mapping = trial
            else:
                unifier.undo(mark)
            found += members
        return Pick(tuple(found), mapping, term) if found else None

    def _takes(self, item: Item, takes: str | None) -> bool:
        return takes is None or self.lowering.signature(item).takes == takes

    def _by_bound(self, term: Term, name: str, takes: str | None) -> Pick | None:
        for bound in self.solver.bounds(term):
            trait = bound[0]
            self.lowering.reads.member(name, trait)
            members = [it for it in trait.members.get(name, ()) if it.kind in FUNCTIONS and self._takes(it, takes)]
            if members:
                return self._of_trait(trait, bound, tuple(members), term)
        return None

    def _of_trait(self, trait: Item, bound: Bound, members: tuple[Item, ...], term: Term) -> Pick:
        mapping = self.lowering.applied(trait, term, bound[1])
        return Pick(members, mapping, term, trait, bound[1])

    # traits

    def _by_trait(self, term: Term, name: str, takes: str | None, scope: Scope) -> Pick | None:
        declaring = self.impls.declaring(name)
        if not declaring or (term.__class__ is Var and not term.kind):
            return None
        if term.__class__ is not Var and term[0] == "?":
            return None
        fitting = [
            (trait, member)
            for trait, member in declaring
            if self._takes(member, takes) and self.solver.implements(term, trait)
        ]
        if not fitting:
            return None
        usable, opaque = self.traits(scope)
        seen = [it for it in fitting if it[0] in usable or it[0] is self.around]
        certain = bool(seen)
        traits = list(dict.fromkeys(trait for trait, _ in seen or fitting))
        if not seen and (len(traits) > 1 or not opaque):
            return None
        trait = traits[0]
        if len(traits) > 1:
            return Pick(tuple(member for _, member in seen), {param(trait, "Self"): term}, term)
        members = tuple(member for it, member in seen or fitting if it is trait)
        arguments = tuple([Var() for _ in self.lowering.own_generics(trait)])
        pick = self._of_trait(trait, (trait, arguments, ()), members, term)
        return pick if certain else pick._replace(certain=False)

    def traits(self, scope: Scope) -> tuple[frozenset[Item], bool]:
        """Give the traits whose methods can be called in a scope, and whether others that are not seen may be too."""
        known = self._in_scope.get(scope)
        reads = self.lowering.reads
        if known is None:
            outside = reads.begin()
            found: set[Item] = set()
            opaque = False
            at: Scope | None = scope
            while at is not None:
                opaque |= self._collect(at, found, set())
                at = at.outer
            prelude = self.lowering.standard.prelude
            if prelude is not None:
                self._collect(prelude.inner, found, set())
            known = self._in_scope[scope] = (frozenset(found), opaque, reads.end(outside))
        reads.current.add(known[2])
        return known[0], known[1]

    def _collect(self, scope: Scope, found: set[Item], seen: set[Scope]) -> bool:
        if scope in seen:
            return False
        seen.add(scope)
        names = self.lowering.names
        names.reads.scope(scope)
        for items in scope.names[TYPES].values():
            found.update(it for it in items if it.kind is SymbolKind.TRAIT)
        for imports in scope.imports.values():
            for imported in imports:
                for target in names.imported(imported.path, imported.scope, TYPES):
                    if isinstance(target, Item) and target.kind is SymbolKind.TRAIT:
                        found.add(target)
        opaque = False
        for glob in scope.globs:
            targets = names.imported(glob.path, glob.scope, TYPES)
            opaque |= not targets
            for target in targets:
                if not isinstance(target, Item):
                    opaque = True
                elif target.kind is SymbolKind.MODULE or target.parent is None:
                    opaque |= self._collect(target.inner, found, seen)
        return opaque

    # paths

    def associated(self, term: Term, name: str, scope: Scope) -> Pick | None:
        """Find the function that `<term>::name` means."""
        term = self.unifier.head(term)
        if term.__class__ is not Var and term[0] == "dyn":
            pick = self._by_bound(term, name, None)
            if pick is not None:
                return pick
        pick = self._inherent(term, name, None, scope)
        return pick or self._by_trait(term, name, None, scope)

    def alternatives(self, functions: tuple[Item, ...]) -> tuple[Item, ...]:
        """Give the functions of a name on all types that a type stands for; nothing where it is the only one."""
        doubtful = self.lowering.doubtful
        found: list[Item] = []
        for function in functions:
            owner = function.parent
            if owner is None or owner.kind is not SymbolKind.IMPL:
                continue
            key = head(self.lowering.self_term(owner))
            others = self._others(key) if key in doubtful else []
            if not others:
                continue
            found.append(function)
            for other in others:
                for impl in self.impls.inherent(other, function.name):
                    found += impl.members(function.name)
        return tuple(dict.fromkeys(found))

    def _others(self, key: object) -> list[object]:
        """List the types that one may stand for or be meant by, as far as what was asked for this file tells."""
        first: set[object] = set()
        rest: set[object] = set()
        for one in self.lowering.reads.alternatives():
            if one.first is key:
                rest |= one.others
            elif key in one.others:
                first.add(one.first)
        return sorted(rest or first, key=ident)

    def implementation(self, pick: Pick) -> tuple[Item, ...]:
        """Give the impl's functions that a trait's function stands for where the type is known, else the trait's."""
        if pick.trait is None or not pick.functions:
            return pick.functions
        term = self.unifier.head(pick.self_term)
        if term.__class__ is Var:
            if not term.kind:
                return pick.functions
            # what nothing else decides is the default
            term = ("prim", "i32" if term.kind == "int" else "f64")
        selection = self.solver.select(term, pick.trait, pick.arguments)
        if selection is None or selection.impl is None:
            return pick.functions
        if selection.several:
            name = pick.functions[0].name
            alternatives = [it for impl in selection.several for it in impl.members(name)]
            one = selection.several[0]
            same = all(it.self_term == one.self_term and it.arguments == one.arguments for it in selection.several)
            # impls for one type under different conditions: which is compiled is not known
            return tuple(alternatives) if same and alternatives else pick.functions
        return tuple(selection.impl.members(pick.functions[0].name)) or pick.functions
