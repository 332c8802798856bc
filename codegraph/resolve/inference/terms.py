"""Types as values: nested tuples whose first element says what they are, and type variables.

("adt", item, args)            a struct, enum or union with its type arguments
("ext", crate, name, args)     a type of a crate that is not seen
("ref", term, mutable)  ("ptr", term)  ("tup", terms)  ("slice", term)  ("arr", term)  ("prim", name)
("fn", params, result)         function pointers, function items and closures alike
("param", owner, name)         a type parameter inside what declares it; `Self` of a trait too
("dyn", bounds)  ("opaque", bounds)        bounds: tuples of (trait, args, ((name, term), ...))
("proj", self, trait, args, name)          an associated type that is not known yet
("!",)  ("?",)                 never; unknown
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codegraph.resolve.items import Item

# a type: a tuple as above, or a Var
Term = Any
# (trait, arguments, ((associated type, term), ...))
Bound = tuple[Any, tuple[Any, ...], tuple[tuple[str, Any], ...]]

UNKNOWN: Term = ("?",)
NEVER: Term = ("!",)
UNIT: Term = ("tup", ())
BOOL: Term = ("prim", "bool")
STR: Term = ("prim", "str")
STR_REF: Term = ("ref", STR, False)
USIZE: Term = ("prim", "usize")
ANY_INT: Term = ("prim", "__int")
ANY_FLOAT: Term = ("prim", "__float")

INTEGERS = frozenset(["u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "__int"])
FLOATS = frozenset(("f16", "f32", "f64", "f128", "__float"))
# the stubs' name for each number's family
FAMILIES = {
    **{name: "__int" for name in INTEGERS if name != "__int"},
    **{name: "__float" for name in FLOATS if name != "__float"},
}
# std's traits of what can be called
CALLABLE = frozenset({"Fn", "FnMut", "FnOnce", "AsyncFn", "AsyncFnMut", "AsyncFnOnce"})
PRIMITIVES = INTEGERS | FLOATS | {"bool", "char", "str"}

_DEPTH = 24
# parts of a type that is still followed
_LARGEST = 600
# and how deep they may stand in each other
_DEEPEST = 100


class Var:
    """A type variable; `kind` is `int` or `float` for the type of a literal."""

    __slots__ = ("bound", "kind")

    def __init__(self, kind: str = "") -> None:
        self.bound: Term = None
        self.kind = kind


def shallow(term: Term) -> Term:
    """Follow bound variables to a term or a free variable."""
    while term.__class__ is Var and term.bound is not None:
        term = term.bound
    return term


def substitute(term: Term, mapping: Mapping[Term, Term]) -> Term:
    """Replace type parameters."""
    if term.__class__ is Var:
        return term
    tag = term[0]
    if tag == "param":
        return mapping.get(term, term)
    if tag in _LEAVES:
        return term
    if tag in {"adt", "ext"}:
        args = term[-1]
        return (*term[:-1], tuple([substitute(it, mapping) for it in args])) if args else term
    if tag == "ref":
        return ("ref", substitute(term[1], mapping), term[2])
    if tag in {"slice", "arr", "ptr"}:
        return (tag, substitute(term[1], mapping))
    if tag == "tup":
        return ("tup", tuple([substitute(it, mapping) for it in term[1]])) if term[1] else term
    if tag == "fn":
        return ("fn", tuple([substitute(it, mapping) for it in term[1]]), substitute(term[2], mapping))
    if tag == "proj":
        return (
            "proj",
            substitute(term[1], mapping),
            term[2],
            tuple([substitute(it, mapping) for it in term[3]]),
            term[4],
        )
    return (tag, substitute_bounds(term[1], mapping))


def substitute_bounds(bounds: tuple[Bound, ...], mapping: Mapping[Term, Term]) -> tuple[Bound, ...]:
    """Replace type parameters in bounds."""
    return tuple(
        (
            trait,
            tuple([substitute(it, mapping) for it in args]),
            tuple([(name, substitute(it, mapping)) for name, it in assoc]),
        )
        for trait, args, assoc in bounds
    )


_LEAVES = frozenset({"prim", "?", "!"})


def resolved(term: Term, depth: int = 0) -> Term:
    """Replace bound variables everywhere; free ones stay (as they are)."""
    term = shallow(term)
    if term.__class__ is Var:
        return term
    tag = term[0]
    if tag in _LEAVES or tag == "param":
        return term
    if depth > _DEPTH:
        return UNKNOWN
    depth += 1
    if tag in {"adt", "ext"}:
        args = term[-1]
        return (*term[:-1], tuple([resolved(it, depth) for it in args])) if args else term
    if tag == "ref":
        return ("ref", resolved(term[1], depth), term[2])
    if tag in {"slice", "arr", "ptr"}:
        return (tag, resolved(term[1], depth))
    if tag == "tup":
        return ("tup", tuple([resolved(it, depth) for it in term[1]]))
    if tag == "fn":
        return ("fn", tuple([resolved(it, depth) for it in term[1]]), resolved(term[2], depth))
    if tag == "proj":
        return ("proj", resolved(term[1], depth), term[2], tuple([resolved(it, depth) for it in term[3]]), term[4])
    return (
        tag,
        tuple(
            (
                trait,
                tuple([resolved(it, depth) for it in args]),
                tuple([(name, resolved(it, depth)) for name, it in assoc]),
            )
            for trait, args, assoc in term[1]
        ),
    )


def bounded(term: Term) -> Term:
    """Give a term of a bearable size as it is, and unknown for others.

    Types share their parts; walked as trees, as they are everywhere else, they could be without end.
    """
    waiting = [(term, 0)]
    for _ in range(_LARGEST):
        if not waiting:
            return term
        one, depth = waiting.pop()
        one = shallow(one)
        if one.__class__ is Var or one[0] in _LEAVES or one[0] == "param":
            continue
        if depth > _DEEPEST:
            return UNKNOWN
        waiting += [(it, depth + 1) for it in parts(one)]
    return UNKNOWN if waiting else term


def parts(term: Term) -> tuple[Term, ...]:
    """Give the terms that a term is made of."""
    tag = term[0]
    if tag in {"adt", "ext", "tup"}:
        return term[-1]  # type: ignore[no-any-return]
    if tag in {"ref", "slice", "arr", "ptr"}:
        return (term[1],)
    if tag == "fn":
        return (*term[1], term[2])
    if tag == "proj":
        return (term[1], *term[3])
    if tag in {"dyn", "opaque"}:
        return tuple(it for _, args, assoc in term[1] for it in (*args, *(value for _, value in assoc)))
    return ()


def mentions(term: Term, tags: frozenset[str], depth: int = 0) -> bool:
    """Tell whether a term holds a free variable (`var`) or a term of the given tags."""
    term = shallow(term)
    if term.__class__ is Var:
        return "var" in tags
    tag = term[0]
    if tag in tags:
        return True
    if tag in _LEAVES or tag == "param":
        return False
    if depth > _DEPTH:
        return True
    depth += 1
    if tag in {"adt", "ext", "tup"}:
        return any(mentions(it, tags, depth) for it in term[-1])
    if tag in {"ref", "slice", "arr", "ptr"}:
        return mentions(term[1], tags, depth)
    if tag == "fn":
        return any(mentions(it, tags, depth) for it in term[1]) or mentions(term[2], tags, depth)
    if tag == "proj":
        return mentions(term[1], tags, depth) or any(mentions(it, tags, depth) for it in term[3])
    return any(
        mentions(it, tags, depth) for _, args, assoc in term[1] for it in (*args, *(value for _, value in assoc))
    )


def head(term: Term) -> Any:  # noqa: ANN401 - a key of any hashable kind
    """Give the key under which impls for a term are kept; None for what any impl may fit."""
    if term.__class__ is Var:
        return {"int": "__int", "float": "__float"}.get(term.kind)
    tag = term[0]
    if tag == "adt":
        return term[1]
    if tag == "prim":
        return term[1]
    if tag == "ext":
        return term[:3]
    if tag == "dyn":
        return ("dyn", term[1][0][0]) if term[1] else "dyn"
    if tag in {"param", "proj", "opaque", "?"}:
        return None
    return tag


def param(owner: Item, name: str) -> Term:
    """Make the term of a type parameter."""
    return ("param", owner, name)
