"""Calls: what a function's head demands of its arguments, and what it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codegraph.resolve.inference.terms import (
    ANY_FLOAT,
    ANY_INT,
    CALLABLE,
    UNKNOWN,
    Var,
    bounded,
    mentions,
    param,
    shallow,
    substitute,
)

if TYPE_CHECKING:
    from codegraph.resolve.inference.body import Body
    from codegraph.resolve.inference.generics import IR
    from codegraph.resolve.inference.lowering import Signature
    from codegraph.resolve.inference.methods import Pick
    from codegraph.resolve.inference.terms import Bound, Term
    from codegraph.resolve.items import Item

_UNSIZED = frozenset({"dyn", "opaque"})


class Calls:
    """Checks calls within one body."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._unifier = body.unifier
        self._lowering = body.lowering
        self._solver = body.solver
        # bounds on variables whose type is still open
        self.pending: list[tuple[Term, Bound]] = []
        # what is expected behind a pointer that a variable stands in
        self._hints: dict[Var, Term] = {}

    # signatures

    def instantiate(
        self, item: Item, mapping: dict[Any, Any], turbofish: tuple[Term, ...] = ()
    ) -> tuple[Signature, dict[Any, Any]]:
        """Give a function's head, and its parameters' variables (taken from the turbofish first)."""
        signature = self._lowering.signature(item)
        if signature.own:
            mapping = dict(mapping)
            for number, own in enumerate(signature.own):
                mapping[own] = turbofish[number] if number < len(turbofish) else Var()
        return signature, mapping

    def of_pick(
        self,
        pick: Pick,
        arguments: list[IR],
        expected: Term | None,
        turbofish: tuple[Term, ...] = (),
        receiver: Term | None = None,
    ) -> Term:
        """Check a call of what was found; give its result. `receiver` is None where self is among the arguments."""
        function = pick.functions[0]
        signature, mapping = self.instantiate(function, pick.mapping, turbofish)
        params = [substitute(it, mapping) for it in signature.params] if mapping else list(signature.params)
        if signature.takes and receiver is None:
            own = self._self_argument(signature.takes, pick)
            params.insert(0, own)
        result = substitute(signature.result, mapping) if mapping else signature.result
        if function.parent is not None and function.parent.inner.crate.standard:
            result = self._own_number(function.parent, result, pick.self_term)
        self.require(signature, mapping)
        owner = function.parent
        if owner is not None and pick.trait is None:
            for subject, bound in self._lowering.predicates(owner):
                self._require(substitute(subject, mapping), bound, mapping)
        if pick.trait is not None and pick.arguments:
            self.pending.append((pick.self_term, (pick.trait, pick.arguments, ())))
        self.arguments(params, arguments, result, expected)
        return bounded(result)

    def _own_number(self, owner: Item, result: Term, own: Term) -> Term:
        """Give the receiver's own type for the `Self` of stubs that stand for all numbers."""
        shared = self._lowering.self_term(owner)
        if shared not in {ANY_INT, ANY_FLOAT}:
            return result
        if result == shared:
            return own
        if result.__class__ is not Var and result[0] in {"adt", "tup"} and shared in result[-1]:
            return (*result[:-1], tuple([own if it == shared else it for it in result[-1]]))
        return result

    def _self_argument(self, takes: str, pick: Pick) -> Term:
        if takes in {"&", "&m"}:
            return ("ref", pick.self_term, takes == "&m")
        return pick.self_term if takes == "v" else Var()

    def require(self, signature: Signature, mapping: dict[Any, Any]) -> None:
        """Take a function's bounds into account."""
        for subject, bound in signature.predicates:
            self._require(substitute(subject, mapping), bound, mapping)

    def _require(self, subject: Term, bound: Bound, mapping: dict[Any, Any]) -> None:
        trait, arguments, assoc = bound
        if not arguments and not assoc:
            return
        made = (
            trait,
            tuple([substitute(it, mapping) for it in arguments]),
            tuple([(name, substitute(it, mapping)) for name, it in assoc]),
        )
        self.pending.append((subject, made))

    def settle(self) -> None:
        """Use the pending bounds whose subject is known by now."""
        changed = True
        while changed and self.pending:
            changed = False
            waiting, self.pending = self.pending, []
            for subject, bound in waiting:
                if self._use(subject, bound):
                    changed = True
                else:
                    self.pending.append((subject, bound))

    def _use(self, subject: Term, bound: Bound) -> bool:
        term = self._unifier.head(subject)
        if term.__class__ is Var and not term.kind:
            return False
        if term.__class__ is not Var and term[0] in {"?", "!"}:
            return True
        trait, arguments, assoc = bound
        selection = self._solver.select(term, trait, arguments)
        if selection is None or selection.several:
            # it may hold once more is known
            return not mentions(("tup", (term, *arguments)), _FREE)
        if selection.bound is not None:
            for one, two in zip(selection.bound[1], arguments, strict=False):
                self._unifier.attempt(one, two)
        for name, wanted in assoc:
            found = self._solver.project(term, trait, arguments, name, selection)
            if found is not None:
                self._unifier.attempt(found, wanted)
        return True

    # arguments

    def arguments(self, params: list[Term], arguments: list[IR], result: Term | None, expected: Term | None) -> None:
        """Infer the arguments of a call: closures last, when the others have told what there is to know."""
        if expected is not None and result is not None:
            wanted = self._unifier.head(expected)
            if mentions(expected, _UNSIZED):
                self._hint(result, wanted)
            elif wanted.__class__ is not Var and wanted[0] != "!":
                self._unifier.attempt(result, wanted)
        body = self._body
        later: list[tuple[int, IR]] = []
        for number, argument in enumerate(arguments):
            if argument[0] == "clo":
                later.append((number, argument))
                continue
            wanted = params[number] if number < len(params) else None
            found = body.infer(argument, wanted)
            if wanted is not None:
                body.coerce(found, wanted)
        if self.pending:
            self.settle()
        for number, argument in later:
            wanted = params[number] if number < len(params) else None
            found = body.infer(argument, wanted)
            if wanted is not None:
                body.coerce(found, wanted)
            if self.pending:
                self.settle()

    def _hint(self, result: Term, wanted: Term) -> None:
        """Tell a closure that goes into a pointer what is expected of it: `Box::new(|x| ..)` as `Box<dyn Fn(X)>`."""
        found = self._unifier.head(result)
        if found.__class__ is Var or wanted.__class__ is Var or found[0] != "adt" or wanted[0] != "adt":
            return
        if found[1] is wanted[1] and found[2] and wanted[2]:
            inner = shallow(found[2][0])
            if inner.__class__ is Var:
                self._hints[inner] = wanted[2][0]

    def expected_function(self, expected: Term | None) -> tuple[tuple[Term, ...], Term] | None:
        """Give parameters and result that are expected of a closure."""
        if expected is None:
            return None
        term = self._unifier.head(expected)
        if term.__class__ is Var:
            for subject, bound in self.pending:
                if shallow(subject) is term:
                    found = self._of_bound(bound)
                    if found is not None:
                        return found
            hint = self._hints.get(term)
            return self.expected_function(hint) if hint is not None else None
        if term[0] == "fn":
            return term[1], term[2]
        if term[0] in {"dyn", "opaque", "param", "proj"}:
            for bound in self._solver.bounds(term):
                found = self._of_bound(bound)
                if found is not None:
                    return found
        if term[0] == "ref":
            return self.expected_function(term[1])
        if term[0] == "adt" and term[1].name in {"Box", "Rc", "Arc"} and term[2]:
            return self.expected_function(term[2][0])
        return None

    def _of_bound(self, bound: Bound) -> tuple[tuple[Term, ...], Term] | None:
        trait, arguments, assoc = bound
        if trait.name not in CALLABLE or not trait.inner.crate.standard or not arguments:
            return None
        given = self._unifier.head(arguments[0])
        if given.__class__ is Var or given[0] != "tup":
            return None
        output = next((value for name, value in assoc if name == "Output"), UNKNOWN)
        return given[1], output

    def callable(self, term: Term) -> tuple[tuple[Term, ...], Term] | None:
        """Give parameters and result of a value that is called."""
        for step in self._body.methods.steps(term):
            if step.__class__ is Var:
                self.settle()
                return self.expected_function(step)
            if step[0] == "fn":
                return step[1], step[2]
            if step[0] in {"param", "proj", "dyn", "opaque"}:
                for bound in self._solver.bounds(step):
                    found = self._of_bound(bound)
                    if found is not None:
                        return found
        return None

    def constructor(self, fields: tuple[Term, ...], adt: Term) -> tuple[tuple[Term, ...], Term]:
        """Give parameters and result of a tuple struct's or variant's constructor."""
        mapping = {
            param(adt[1], generic[0]): term
            for generic, term in zip(self._lowering.own_generics(adt[1]), adt[2], strict=False)
        }
        return tuple([substitute(it, mapping) for it in fields]), adt


_FREE = frozenset({"var"})
