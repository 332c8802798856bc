"""Expressions: each gives its type, with what is expected of it at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.inference.control import Control
from codegraph.resolve.inference.methods import Unknown
from codegraph.resolve.inference.terms import BOOL, STR_REF, UNIT, UNKNOWN, USIZE, Var, bounded, substitute

if TYPE_CHECKING:
    from codegraph.resolve.inference.body import Body
    from codegraph.resolve.inference.generics import IR
    from codegraph.resolve.inference.paths import Value
    from codegraph.resolve.inference.terms import Term

_LITERALS = {
    "s": STR_REF,
    "c": ("prim", "char"),
    "b": BOOL,
    "by": ("prim", "u8"),
    "bs": ("ref", ("arr", ("prim", "u8")), False),
}
_DEPTH = 160


class Expressions(Control):
    """Infers expressions and statements of one body."""

    def __init__(self, body: Body) -> None:
        super().__init__(body)
        self._depth = 0

    def infer(self, code: IR, expected: Term | None = None) -> Term:
        """Give the type of an expression."""
        handler = _HANDLERS.get(code[0])
        if handler is None or self._depth > _DEPTH:
            return UNKNOWN
        self._depth += 1
        try:
            return handler(self, code, expected)
        finally:
            self._depth -= 1

    def _literal(self, code: IR, _expected: Term | None) -> Term:
        kind = code[1]
        if kind == "i":
            return Var("int")
        if kind == "f":
            return Var("float")
        found = _LITERALS.get(kind)
        if found is not None:
            return found
        if kind == "cs":
            return UNKNOWN
        return ("prim", kind)

    def _name(self, code: IR, expected: Term | None) -> Term:
        name = code[1]
        term = self._body.local(name)
        if term is not None:
            return term
        if name == "self":
            return UNKNOWN
        return self._value(self._body.paths.value(["P", [name]])._replace(typed=True), code[2], expected)

    def _path(self, code: IR, expected: Term | None) -> Term:
        return self._value(self._body.paths.value(code[1]), code[2], expected)

    def _value(self, value: Value, offset: int, expected: Term | None) -> Term:
        """Give the type of a path that is not called."""
        if value.pick is not None:
            if value.typed or self._body.place is not None:
                self._body.picked(offset, value.pick)
            calls = self._body.calls
            function = value.pick.functions[0]
            signature, mapping = calls.instantiate(function, value.pick.mapping, value.turbofish)
            params = [substitute(it, mapping) for it in signature.params]
            if signature.takes:
                own = value.pick.self_term
                params.insert(0, ("ref", own, signature.takes == "&m") if signature.takes in {"&", "&m"} else own)
            calls.require(signature, mapping)
            return ("fn", tuple(params), substitute(signature.result, mapping))
        if value.constructor is not None:
            item, adt = value.constructor
            fields = self._body.lowering.positional(item)
            if expected is not None and not fields:
                self._body.coerce(adt, expected)
            return ("fn", *self._body.calls.constructor(fields, adt)) if fields else adt
        return value.term

    def _call(self, code: IR, expected: Term | None) -> Term:
        _, callee, arguments = code
        body = self._body
        tag = callee[0]
        if tag == "v" and body.local(callee[1]) is None:
            value = body.paths.value(["P", [callee[1]]])
            # noted even where the name alone tells: that it is no local name, only scopes tell
            return self._called(value._replace(typed=True), callee[2], arguments, expected)
        if tag == "path":
            return self._called(body.paths.value(callee[1]), callee[2], arguments, expected)
        found = body.calls.callable(body.infer(callee, None))
        return self._applied(found, arguments, expected)

    def _applied(self, found: tuple[tuple[Term, ...], Term] | None, arguments: list[IR], expected: Term | None) -> Term:
        params, result = found if found is not None else ((), UNKNOWN)
        self._body.calls.arguments(list(params), arguments, result if found is not None else None, expected)
        return result

    def _called(self, value: Value, offset: int, arguments: list[IR], expected: Term | None) -> Term:
        body = self._body
        if value.pick is not None:
            if value.typed or body.place is not None:
                body.picked(offset, value.pick)
            return body.calls.of_pick(value.pick, arguments, expected, value.turbofish)
        if value.constructor is not None:
            item, adt = value.constructor
            params, result = body.calls.constructor(body.lowering.positional(item), adt)
            body.calls.arguments(list(params), arguments, result, expected)
            return result
        found = body.calls.callable(value.term) if value.term is not UNKNOWN else None
        return self._applied(found, arguments, expected)

    def _method(self, code: IR, expected: Term | None) -> Term:
        _, receiver, name, turbofish, arguments, offset = code
        body = self._body
        term = body.infer(receiver, None)
        head = self._unifier.head(term)
        if head.__class__ is Var and body.calls.pending:
            body.calls.settle()
        pick = body.methods.method(term, name, body.scope)
        if isinstance(pick, Unknown):
            if pick.open and body.calls.pending:
                body.calls.settle()
                pick = body.methods.method(term, name, body.scope)
            if isinstance(pick, Unknown):
                return self._unknown_method(arguments, offset, pick)
        body.picked(offset, pick)
        given = tuple([body.lowering.lower(it, body.item, True) for it in turbofish])
        return body.calls.of_pick(pick, arguments, expected, given, term)

    def _unknown_method(self, arguments: list[IR], offset: int, why: Unknown) -> Term:
        self._body.unknown(offset, why)
        for argument in arguments:
            self._body.infer(argument, None)
        return UNKNOWN

    def _field(self, code: IR, _expected: Term | None) -> Term:
        _, inner, name = code
        body = self._body
        for step in body.methods.steps(body.infer(inner, None)):
            if step.__class__ is Var:
                body.calls.settle()
                step = self._unifier.head(step)  # noqa: PLW2901 - it is known by now
                if step.__class__ is Var:
                    return UNKNOWN
            if step[0] == "tup" and name.isdigit():
                return step[1][int(name)] if int(name) < len(step[1]) else UNKNOWN
            if step[0] == "adt":
                item = step[1]
                body.lowering.reads.member(name, item)
                if name.isdigit():
                    if int(name) < len(body.lowering.positional(item)):
                        return body.patterns.field(item, step, name)
                elif any(it.kind is SymbolKind.FIELD for it in item.members.get(name, ())):
                    return body.patterns.field(item, step, name)
        return UNKNOWN

    def _tuple(self, code: IR, expected: Term | None) -> Term:
        wanted: tuple[Term, ...] = ()
        if expected is not None:
            head = self._unifier.head(expected)
            if head.__class__ is not Var and head[0] == "tup":
                wanted = head[1]
        terms = []
        for number, part in enumerate(code[1]):
            hope = wanted[number] if number < len(wanted) else None
            found = self._body.infer(part, hope)
            if hope is not None:
                self._body.coerce(found, hope)
            terms.append(found)
        return bounded(("tup", tuple(terms))) if terms else UNIT

    def _array(self, code: IR, expected: Term | None) -> Term:
        item = self._element(expected)
        for part in code[1]:
            found = self._body.infer(part, item)
            if item is None:
                item = found
            else:
                self._body.coerce(found, item)
        return ("arr", item if item is not None else Var())

    def _repeated(self, code: IR, expected: Term | None) -> Term:
        found = self._body.infer(code[1], self._element(expected))
        self._body.infer(code[2], USIZE)
        return ("arr", found)

    def _element(self, expected: Term | None) -> Term | None:
        if expected is None:
            return None
        head = self._unifier.head(expected)
        return head[1] if head.__class__ is not Var and head[0] in {"arr", "slice"} else None

    def _struct(self, code: IR, expected: Term | None) -> Term:
        _, path, _, fields, base = code
        body = self._body
        found = body.paths.constructed(path)
        if found is None:
            for _, value, _ in fields:
                body.infer(value, None)
            if base is not None:
                body.infer(base, None)
            return body.lowering.lower(path, body.item, True)
        item, adt = found
        if expected is not None:
            self._unifier.attempt(adt, expected)
        for name, value, _ in fields:
            wanted = body.patterns.field(item, adt, name)
            body.coerce(body.infer(value, wanted), wanted)
        if base is not None:
            self._unifier.attempt(body.infer(base, adt), adt)
        return adt

    def _macro(self, code: IR, expected: Term | None) -> Term:
        return self._body.macros.infer(code, expected)


_HANDLERS = {
    "lit": Expressions._literal,
    "v": Expressions._name,
    "path": Expressions._path,
    "call": Expressions._call,
    "m": Expressions._method,
    "f": Expressions._field,
    "mac": Expressions._macro,
    "try": Expressions._try,
    "await": Expressions._await,
    "&": Expressions._reference,
    "*": Expressions._dereference,
    "un": Expressions._unary,
    "bin": Expressions._binary,
    "=": Expressions._assign,
    "op=": Expressions._assign_operator,
    "as": Expressions._cast,
    "idx": Expressions._index,
    "range": Expressions._range,
    "tup": Expressions._tuple,
    "arr": Expressions._array,
    "rep": Expressions._repeated,
    "struct": Expressions._struct,
    "if": Expressions._if,
    "let": Expressions._let_condition,
    "match": Expressions._match,
    "while": Expressions._while,
    "loop": Expressions._loop,
    "for": Expressions._for,
    "block": Expressions._block,
    "ret": Expressions._return,
    "brk": Expressions._break,
    "cont": Expressions._continue,
    "yield": Expressions._yield,
    "clo": Expressions._closure,
}
