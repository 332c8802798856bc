"""Operators, references, indexing and assignment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.resolve.inference.terms import BOOL, STR, UNIT, UNKNOWN, USIZE, Var

if TYPE_CHECKING:
    from codegraph.resolve.inference.body import Body
    from codegraph.resolve.inference.generics import IR
    from codegraph.resolve.inference.terms import Term

_COMPARISONS = frozenset({"==", "!=", "<", ">", "<=", ">="})
_SHIFTS = frozenset({"<<", ">>"})
_OPERATORS = {
    "+": "Add", "-": "Sub", "*": "Mul", "/": "Div", "%": "Rem",
    "&": "BitAnd", "|": "BitOr", "^": "BitXor", "<<": "Shl", ">>": "Shr",
}  # fmt: skip
_RANGES = {
    (True, True, ".."): "Range", (True, False, ".."): "RangeFrom", (False, True, ".."): "RangeTo",
    (False, False, ".."): "RangeFull", (True, True, "..="): "RangeInclusive", (False, True, "..="): "RangeToInclusive",
}  # fmt: skip


class Operators:
    """Operators and the places that values are read from and written to."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._unifier = body.unifier
        self._item = body.lowering.standard.item

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

    def _unary(self, code: IR, expected: Term | None) -> Term:
        term = self._body.infer(code[1], expected)
        head = self._unifier.head(term)
        if head.__class__ is not Var and head[0] == "ref":
            head = self._unifier.head(head[1])
        if head.__class__ is not Var and head[0] == "adt":
            trait = self._item("ops::Not" if code[2] == "!" else "ops::Neg")
            found = self._body.solver.project(head, trait, (), "Output") if trait is not None else None
            return found if found is not None else UNKNOWN
        return head

    def _binary(self, code: IR, _expected: Term | None) -> Term:
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
