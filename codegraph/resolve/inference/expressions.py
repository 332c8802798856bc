"""Expressions: each gives its type, with what is expected of it at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.inference.methods import Unknown
from codegraph.resolve.inference.terms import (
    BOOL,
    NEVER,
    STR,
    STR_REF,
    UNIT,
    UNKNOWN,
    USIZE,
    Var,
    bounded,
    substitute,
)

if TYPE_CHECKING:
    from codegraph.resolve.inference.body import Body
    from codegraph.resolve.inference.lowering import IR
    from codegraph.resolve.inference.paths import Value
    from codegraph.resolve.inference.terms import Term

_COMPARISONS = frozenset({"==", "!=", "<", ">", "<=", ">="})
_SHIFTS = frozenset({"<<", ">>"})
_OPERATORS = {
    "+": "Add", "-": "Sub", "*": "Mul", "/": "Div", "%": "Rem",
    "&": "BitAnd", "|": "BitOr", "^": "BitXor", "<<": "Shl", ">>": "Shr",
}  # fmt: skip
_LITERALS = {
    "s": STR_REF,
    "c": ("prim", "char"),
    "b": BOOL,
    "by": ("prim", "u8"),
    "bs": ("ref", ("arr", ("prim", "u8")), False),
}
_RANGES = {
    (True, True, ".."): "Range", (True, False, ".."): "RangeFrom", (False, True, ".."): "RangeTo",
    (False, False, ".."): "RangeFull", (True, True, "..="): "RangeInclusive", (False, True, "..="): "RangeToInclusive",
}  # fmt: skip
_DEPTH = 160


class Expressions:
    """Infers expressions and statements of one body."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._unifier = body.unifier
        self._depth = 0
        standard = body.lowering.standard
        self._item = standard.item

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

    # values

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
            return ("fn", *self._body.calls.constructor(item, fields, adt)) if fields else adt
        return value.term

    # calls

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
            params, result = body.calls.constructor(item, body.lowering.positional(item), adt)
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
                return self._unknown_method(code, term, pick)
        body.picked(offset, pick)
        given = tuple([body.lowering.lower(it, body.item, True) for it in turbofish])
        return body.calls.of_pick(pick, arguments, expected, given, term)

    def _unknown_method(self, code: IR, term: Term, why: Unknown) -> Term:
        _, _, name, _, arguments, offset = code
        body = self._body
        body.unknown(offset, why)
        # a field that holds a function is called `(x.f)(..)`, so this is a method that is not known
        for argument in arguments:
            body.infer(argument, None)
        del term, name
        return UNKNOWN

    # places

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
                if name.isdigit():
                    if int(name) < len(body.lowering.positional(item)):
                        return body.patterns.field(item, step, name)
                elif any(it.kind is SymbolKind.FIELD for it in item.members.get(name, ())):
                    return body.patterns.field(item, step, name)
        return UNKNOWN

    def _index(self, code: IR, _expected: Term | None) -> Term:
        body = self._body
        base = body.infer(code[1], None)
        index = body.infer(code[2], None)
        trait = self._item("ops::Index")
        position = self._unifier.head(index)
        if position.__class__ is Var and position.kind == "int":
            position = USIZE
        for step in body.methods.steps(base):
            if step.__class__ is Var:
                return UNKNOWN
            if step[0] in {"arr", "slice"}:
                is_range = position.__class__ is not Var and position[0] == "adt"
                return ("slice", step[1]) if is_range else step[1]
            if step == STR:
                return STR
            if step[0] in {"adt", "param", "proj", "opaque"} and trait is not None:
                arguments = (position,)
                selection = body.solver.select(step, trait, arguments)
                if selection is not None and not selection.several:
                    found = body.solver.project(step, trait, arguments, "Output", selection)
                    return found if found is not None else UNKNOWN
        return UNKNOWN

    def _reference(self, code: IR, expected: Term | None) -> Term:
        wanted = None
        if expected is not None:
            head = self._unifier.head(expected)
            if head.__class__ is not Var and head[0] == "ref":
                wanted = head[1]
                inner = self._unifier.head(wanted)
                # `&vec` may stand for a slice: what is behind the mark need not be what is wanted
                is_unsized = inner == STR or (inner.__class__ is not Var and inner[0] in {"slice", "dyn", "opaque"})
                if is_unsized and code[1][0] != "clo":
                    wanted = None
        return ("ref", self._body.infer(code[1], wanted), bool(code[2]))

    def _dereference(self, code: IR, _expected: Term | None) -> Term:
        found = self._body.methods.deref(self._unifier.head(self._body.infer(code[1], None)))
        return found if found is not None else UNKNOWN

    # operators

    def _unary(self, code: IR, expected: Term | None) -> Term:
        term = self._body.infer(code[1], expected)
        head = self._unifier.head(term)
        if head.__class__ is not Var and head[0] == "ref":
            head = self._unifier.head(head[1])
        if head.__class__ is not Var and head[0] == "adt":
            outputs = []
            for path in ("ops::Not", "ops::Neg"):
                trait = self._item(path)
                found = self._body.solver.project(head, trait, (), "Output") if trait is not None else None
                if found is not None and found is not UNKNOWN:
                    outputs.append(found)
            if outputs:
                # which of the two operators it is the code IR does not say
                return outputs[0] if len(outputs) == 1 or outputs[0] == outputs[1] else UNKNOWN
        return head

    def _binary(self, code: IR, expected: Term | None) -> Term:
        _, operator, left, right = code
        body = self._body
        if operator in {"&&", "||"}:
            body.infer(left, BOOL)
            body.infer(right, BOOL)
            return BOOL
        one = body.infer(left, None)
        if operator in _COMPARISONS:
            two = body.infer(right, one)
            self._unifier.attempt(self._value_of(one), self._value_of(two))
            return BOOL
        two = body.infer(right, None)
        del expected
        first, second = self._value_of(one), self._value_of(two)
        if first.__class__ is Var or first[0] == "prim":
            if operator in _SHIFTS:
                return first
            number = first.__class__ is not Var or bool(first.kind)
            if number and (second.__class__ is Var or second[0] == "prim"):
                self._unifier.attempt(first, second)
                return self._unifier.head(first)
        trait = self._item(f"ops::{_OPERATORS.get(operator, '')}")
        if trait is None:
            return UNKNOWN
        for term in (self._unifier.head(one), first):
            if term.__class__ is Var:
                continue
            found = self._output(term, trait, two, second)
            if found is not None:
                return found
        return UNKNOWN

    def _output(self, term: Term, trait: object, *operands: Term) -> Term | None:
        for operand in operands:
            selection = self._body.solver.select(term, trait, (operand,))  # type: ignore[arg-type]
            if selection is not None and not selection.several:
                found = self._body.solver.project(term, trait, (operand,), "Output", selection)  # type: ignore[arg-type]
                if found is not None and found is not UNKNOWN:
                    return found
        return None

    def _value_of(self, term: Term) -> Term:
        head = self._unifier.head(term)
        while head.__class__ is not Var and head[0] == "ref":
            head = self._unifier.head(head[1])
        return head

    def _assign(self, code: IR, _expected: Term | None) -> Term:
        _, left, right = code
        body = self._body
        if left[0] == "v" and left[1] == "_":
            body.infer(right, None)
            return UNIT
        place = body.infer(left, None)
        body.coerce(body.infer(right, place), place)
        return UNIT

    def _assign_operator(self, code: IR, _expected: Term | None) -> Term:
        place = self._value_of(self._body.infer(code[2], None))
        found = self._value_of(self._body.infer(code[3], None))
        if place.__class__ is Var and place.kind:
            self._unifier.attempt(place, found)
        elif found.__class__ is Var and found.kind and place.__class__ is not Var and place[0] == "prim":
            self._unifier.attempt(found, place)
        return UNIT

    def _cast(self, code: IR, _expected: Term | None) -> Term:
        self._body.infer(code[1], None)
        return self._body.lowering.lower(code[2], self._body.item, True)

    def _range(self, code: IR, _expected: Term | None) -> Term:
        _, start, end, operator = code
        body = self._body
        one = body.infer(start, None) if start is not None else None
        two = body.infer(end, one) if end is not None else None
        if one is not None and two is not None:
            self._unifier.attempt(one, two)
        item = self._item(f"ops::{_RANGES.get((start is not None, end is not None, operator), 'Range')}")
        if item is None:
            return UNKNOWN
        inner = one if one is not None else two
        return ("adt", item, (inner,) if inner is not None and body.lowering.own_generics(item) else ())

    def _try(self, code: IR, expected: Term | None) -> Term:
        body = self._body
        del expected
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

    # aggregates

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
        found = body.paths.constructed(path, UNKNOWN)
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

    # control

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
