"""Makes two types equal by binding variables; what was bound can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codegraph.resolve.inference.terms import FLOATS, INTEGERS, UNKNOWN, Var, parts, shallow

if TYPE_CHECKING:
    from collections.abc import Callable

    from codegraph.resolve.inference.terms import Term

_DEPTH = 32


class Memo:
    """An answer that holds as long as the bindings under which it was found."""

    __slots__ = ("bound",)

    def __init__(self) -> None:
        self.bound: Term = None


class Unifier:
    """Binds variables; `normalise` gives what an associated type stands for and is handed in."""

    def __init__(self) -> None:
        self.trail: list[Var | Memo] = []
        self.normalise: Callable[[Term], Term] = lambda term: term

    def mark(self) -> int:
        """Give a place to go back to."""
        return len(self.trail)

    def undo(self, mark: int) -> None:
        """Take back every binding since `mark`."""
        trail = self.trail
        while len(trail) > mark:
            trail.pop().bound = None

    def remember(self, memos: dict[Any, Memo], key: object, answer: Term) -> None:
        """Keep an answer until the bindings of now are taken back."""
        memo = memos.get(key)
        if memo is None:
            memo = memos[key] = Memo()
        memo.bound = answer
        self.trail.append(memo)

    def attempt(self, left: Term, right: Term) -> bool:
        """Unify, or change nothing."""
        mark = len(self.trail)
        if self.unify(left, right):
            return True
        self.undo(mark)
        return False

    def head(self, term: Term) -> Term:
        """Follow variables and projections to what a term is, as far as that is known."""
        while term.__class__ is Var:
            if term.bound is None:
                return term
            term = term.bound
        return shallow(self.normalise(term)) if term[0] == "proj" else term

    def unify(self, left: Term, right: Term, depth: int = 0) -> bool:
        """Make two terms equal; False where they cannot be (bindings made until then stay: use `attempt`)."""
        left, right = self.head(left), self.head(right)
        if left is right:
            return True
        if left.__class__ is Var:
            return self._bind(left, right)
        if right.__class__ is Var:
            return self._bind(right, left)
        tag, other = left[0], right[0]
        if tag in _AGREES or other in _AGREES or depth > _DEPTH:
            return True
        if tag != other:
            return False
        depth += 1
        if tag == "adt":
            return left[1] is right[1] and self._all(left[2], right[2], depth)
        if tag == "prim":
            return left[1] == right[1] or _same_number(left[1], right[1])
        if tag == "ref":
            return left[2] == right[2] and self.unify(left[1], right[1], depth)
        if tag == "tup":
            return len(left[1]) == len(right[1]) and self._all(left[1], right[1], depth)
        if tag in {"slice", "arr", "ptr"}:
            return self.unify(left[1], right[1], depth)
        if tag == "fn":
            return (
                len(left[1]) == len(right[1])
                and self._all(left[1], right[1], depth)
                and self.unify(left[2], right[2], depth)
            )
        if tag == "ext":
            return bool(left[1:3] == right[1:3]) and self._all(left[3], right[3], depth)
        if tag in {"dyn", "opaque"}:
            return self._bounds(left[1], right[1], depth)
        return bool(left == right)

    def _all(self, left: tuple[Term, ...], right: tuple[Term, ...], depth: int) -> bool:
        return all(self.unify(one, two, depth) for one, two in zip(left, right, strict=False))

    def _bounds(self, left: tuple[Term, ...], right: tuple[Term, ...], depth: int) -> bool:
        if not left or not right or left[0][0] is not right[0][0]:
            return left == right
        others = dict(right[0][2])
        return self._all(left[0][1], right[0][1], depth) and all(
            self.unify(term, others[name], depth) for name, term in left[0][2] if name in others
        )

    def _bind(self, var: Var, term: Term) -> bool:
        if var.kind and term.__class__ is not Var:
            known = FLOATS if var.kind == "float" else INTEGERS
            if term[0] != "prim":
                return bool(term is UNKNOWN or term[0] in _AGREES)
            if term[1] not in known:
                return False
        elif var.kind:
            if term.kind and term.kind != var.kind:
                return False
            if not term.kind:
                var, term = term, var
        elif term.__class__ is not Var and _occurs(var, term, 0):
            return False
        if term.__class__ is not Var and term[0] in _UNINFORMATIVE:
            # a variable that meets an unknown stays open: something else may still tell
            return True
        var.bound = term
        self.trail.append(var)
        return True


# terms that agree with everything: unknown, never, and an associated type that is not known
_AGREES = frozenset({"?", "!", "proj"})
_UNINFORMATIVE = frozenset({"?", "!"})


def _same_number(left: str, right: str) -> bool:
    if "__int" in {left, right}:
        return left in INTEGERS and right in INTEGERS
    return "__float" in {left, right} and left in FLOATS and right in FLOATS


def _occurs(var: Var, term: Term, depth: int) -> bool:
    term = shallow(term)
    if term is var:
        return True
    if term.__class__ is Var or depth > _DEPTH:
        return False
    return any(_occurs(var, part, depth + 1) for part in parts(term))
