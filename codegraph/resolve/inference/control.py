"""Control flow: conditions, matches, loops, blocks, closures, and what leaves them early."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.resolve.inference.operators import Operators
from codegraph.resolve.inference.terms import BOOL, NEVER, UNIT, UNKNOWN, Var

if TYPE_CHECKING:
    from codegraph.resolve.inference.generics import IR
    from codegraph.resolve.inference.terms import Term


class Control(Operators):
    """Expressions that decide what is evaluated, and the statements in them."""

    def _try(self, code: IR, _expected: Term | None) -> Term:
        body = self._body
        term = self._unifier.head(body.infer(code[1], None))
        if term.__class__ is Var:
            body.calls.settle()
            term = self._unifier.head(term)
        if term.__class__ is not Var and term[0] == "adt" and term[2]:
            item = term[1]
            if item is body.lowering.standard.result or item is body.lowering.standard.option:
                return term[2][0]
            if item.inner.crate.standard and item.name == "Poll":
                inner = self._unifier.head(term[2][0])
                if inner.__class__ is not Var and inner[0] == "adt" and inner[2]:
                    return ("adt", item, (inner[2][0],))
            if item.inner.crate.standard and item.name == "ControlFlow" and len(term[2]) > 1:
                return term[2][1]
        return UNKNOWN

    def _await(self, code: IR, _expected: Term | None) -> Term:
        body = self._body
        term = self._unifier.head(body.infer(code[1], None))
        if term.__class__ is Var:
            body.calls.settle()
            term = self._unifier.head(term)
        if term.__class__ is Var:
            return UNKNOWN
        if term[0] == "ext" and term[3] and term[2] in {"BoxFuture", "LocalBoxFuture"}:
            return term[3][0]
        for path, name in (("future::Future", "Output"), ("future::IntoFuture", "Output")):
            trait = self._item(path)
            found = body.solver.project(term, trait, (), name) if trait is not None else None
            if found is not None and found is not UNKNOWN:
                return found
        return UNKNOWN

    def _if(self, code: IR, expected: Term | None) -> Term:
        _, condition, then, otherwise = code
        body = self._body
        body.push()
        body.infer(condition, BOOL)
        first = body.infer(then, expected)
        body.pop()
        if otherwise is None:
            return UNIT
        return body.join(first, body.infer(otherwise, expected))

    def _let_condition(self, code: IR, _expected: Term | None) -> Term:
        term = self._body.infer(code[2], None)
        self._settled(term)
        self._body.patterns.bind(code[1], term)
        return BOOL

    def _settled(self, term: Term) -> None:
        if self._body.calls.pending and self._unifier.head(term).__class__ is Var:
            self._body.calls.settle()

    def _match(self, code: IR, expected: Term | None) -> Term:
        body = self._body
        term = body.infer(code[1], None)
        self._settled(term)
        found: Term | None = None
        for pattern, guard, value in code[2]:
            body.push()
            body.patterns.bind(pattern, term)
            if guard is not None:
                body.infer(guard, BOOL)
            found = body.join(found, body.infer(value, expected))
            body.pop()
        return found if found is not None else NEVER

    def _while(self, code: IR, _expected: Term | None) -> Term:
        _, label, condition, block = code
        body = self._body
        body.push()
        body.infer(condition, BOOL)
        body.loops.append((label, UNIT))
        body.infer(block, None)
        body.loops.pop()
        body.pop()
        return UNIT

    def _loop(self, code: IR, expected: Term | None) -> Term:
        body = self._body
        result = expected if expected is not None else Var()
        body.loops.append((code[1], result))
        body.infer(code[2], None)
        body.loops.pop()
        return result

    def _for(self, code: IR, _expected: Term | None) -> Term:
        _, label, pattern, iterated, block = code
        body = self._body
        term = body.infer(iterated, None)
        self._settled(term)
        body.push()
        body.patterns.bind(pattern, self._item_of(term))
        body.loops.append((label, UNIT))
        body.infer(block, None)
        body.loops.pop()
        body.pop()
        return UNIT

    def _item_of(self, term: Term) -> Term:
        """Give what iterating over a value gives."""
        trait = self._item("iter::IntoIterator")
        if trait is None:
            return UNKNOWN
        found = self._body.solver.project(term, trait, (), "Item")
        return found if found is not None else ("proj", term, trait, (), "Item")

    def _block(self, code: IR, expected: Term | None) -> Term:
        _, statements, tail, kind, label = code
        body = self._body
        body.push()
        if kind == "async":
            return self._async(statements, tail)
        if label is not None:
            body.loops.append((label, expected if expected is not None else Var()))
        diverges = False
        for statement in statements:
            diverges |= self._statement(statement)
        if tail is not None:
            found = body.infer(tail, expected)
            if expected is not None:
                body.coerce(found, expected)
        else:
            found = NEVER if diverges else UNIT
        if label is not None:
            found = body.join(body.loops.pop()[1], found)
        body.pop()
        return found

    def expansion(self, code: IR, expected: Term | None) -> Term:
        """Infer what a macro became: its statements belong to the block around, its local names are its own by name."""
        _, statements, tail, _, _ = code
        for statement in statements:
            self._statement(statement)
        return self._body.infer(tail, expected) if tail is not None else UNIT

    def _async(self, statements: list[IR], tail: IR) -> Term:
        body = self._body
        result: Term = Var()
        body.results.append(result)
        for statement in statements:
            self._statement(statement)
        found = body.infer(tail, None) if tail is not None else UNIT
        body.coerce(found, result)
        body.results.pop()
        body.pop()
        return self.future_of(result)

    def future_of(self, result: Term) -> Term:
        """Give the type of a future of a value."""
        future = self._body.lowering.standard.future
        return ("opaque", ((future, (), (("Output", result),)),)) if future is not None else UNKNOWN

    def _statement(self, code: IR) -> bool:
        """Infer a statement; tell whether it never ends."""
        body = self._body
        if code[0] == "e":
            found = self._unifier.head(body.infer(code[1], None))
            return found is NEVER
        if code[0] == "let":
            _, pattern, written, value, otherwise = code
            wanted = body.lowering.lower(written, body.item, True) if written is not None else None
            term = wanted
            if value is not None:
                found = body.infer(value, wanted)
                if wanted is None:
                    term = found
                else:
                    body.coerce(found, wanted)
            if otherwise is not None:
                body.infer(otherwise, None)
            term = term if term is not None else Var()
            self._settled(term)
            body.patterns.bind(pattern, term)
            return False
        body.infer(code, None)
        return False

    def _return(self, code: IR, _expected: Term | None) -> Term:
        body = self._body
        wanted = body.results[-1] if body.results else None
        if code[1] is not None:
            found = body.infer(code[1], wanted)
            if wanted is not None:
                body.coerce(found, wanted)
        return NEVER

    def _break(self, code: IR, _expected: Term | None) -> Term:
        body = self._body
        _, label, value = code
        found = next((it for name, it in reversed(body.loops) if label is None or name == label), None)
        if value is not None:
            term = body.infer(value, found)
            if found is not None:
                body.coerce(term, found)
        return NEVER

    def _continue(self, _code: IR, _expected: Term | None) -> Term:
        return NEVER

    def _yield(self, code: IR, _expected: Term | None) -> Term:
        if code[1] is not None:
            self._body.infer(code[1], None)
        return UNKNOWN

    def _closure(self, code: IR, expected: Term | None) -> Term:
        _, parameters, written, inner, is_async = code
        body = self._body
        known = body.calls.expected_function(expected)
        if known is None and body.calls.pending:
            body.calls.settle()
            known = body.calls.expected_function(expected)
        wanted, hoped = known if known is not None else ((), None)
        body.push()
        terms = []
        for number, (pattern, annotation) in enumerate(parameters):
            hope = self._unifier.head(wanted[number]) if number < len(wanted) else None
            if annotation is not None:
                term = body.lowering.lower(annotation, body.item, True)
                if hope is not None:
                    self._unifier.attempt(term, hope)
            else:
                term = hope if hope is not None and hope is not UNKNOWN else Var()
            terms.append(term)
            body.patterns.bind(pattern, term)
        result = body.lowering.lower(written, body.item, True) if written is not None else Var()
        hint = result if written is not None else hoped
        body.results.append(result)
        found = body.infer(inner, None if is_async else hint)
        body.coerce(found, result)
        body.results.pop()
        body.pop()
        result = self.future_of(result) if is_async else result
        return ("fn", tuple(terms), result)
