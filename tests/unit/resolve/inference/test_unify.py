"""Types as values: unification, its rollback, and substitution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.resolve.inference.terms import (
    ANY_FLOAT,
    ANY_INT,
    BOOL,
    NEVER,
    STR,
    UNIT,
    UNKNOWN,
    USIZE,
    Var,
    mentions,
    param,
    resolved,
    shallow,
    substitute,
)
from codegraph.resolve.inference.unify import Unifier

if TYPE_CHECKING:
    from codegraph.resolve.inference.terms import Term


class Named:
    """Stands for an item: types are told apart by identity."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


ITEMS: tuple[Any, ...] = (Named("X"), Named("Y"))
TRAIT: Any = Named("Tr")
PARAMETERS = tuple(param(item, name) for item in ITEMS for name in ("T", "U"))
FREE = st.sampled_from([f"v{n}" for n in range(4)])


def extend(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    several = st.lists(inner, max_size=3).map(tuple)
    bounds = st.builds(lambda args, given: ((TRAIT, args, (("Item", given),)),), several, inner)
    return st.one_of(
        st.builds(lambda item, args: ("adt", item, args), st.sampled_from(ITEMS), several),
        st.builds(lambda args: ("ext", "other", "Thing", args), several),
        st.builds(lambda term, mutable: ("ref", term, mutable), inner, st.booleans()),
        st.builds(lambda tag, term: (tag, term), st.sampled_from(["slice", "arr", "ptr"]), inner),
        st.builds(lambda terms: ("tup", terms), several),
        st.builds(lambda params, result: ("fn", params, result), several, inner),
        st.builds(lambda tag, made: (tag, made), st.sampled_from(["dyn", "opaque"]), bounds),
        st.builds(lambda term, args: ("proj", term, TRAIT, args, "Out"), inner, several),
    )


LEAVES = st.one_of(
    st.sampled_from([USIZE, BOOL, STR, UNIT, ANY_INT, ANY_FLOAT, UNKNOWN, NEVER]), st.sampled_from(PARAMETERS)
)
GROUND = st.recursive(LEAVES, extend, max_leaves=8)
# names stand for variables until a test makes them
OPEN = st.recursive(LEAVES | FREE, extend, max_leaves=8)


def make(term: Any, variables: dict[str, Var]) -> Term:  # noqa: ANN401 - a term, with names in it
    """Put a variable for each name `v0`, `v1`...; `v2` is an integer literal's and `v3` a float's."""
    if isinstance(term, str) and term in {"v0", "v1", "v2", "v3"}:
        kind = {"v2": "int", "v3": "float"}.get(term, "")
        return variables.setdefault(term, Var(kind))
    return tuple(make(it, variables) for it in term) if isinstance(term, tuple) else term


def show(term: Term) -> Any:  # noqa: ANN401 - a term without bindings
    """Give a term to compare: free variables by identity."""
    found = resolved(term)
    return id(found) if found.__class__ is Var else found


@given(GROUND)
def test_a_term_unifies_with_itself(term: Term) -> None:
    unifier = Unifier()
    assert unifier.unify(term, term)
    assert unifier.trail == []


@given(OPEN, OPEN)
def test_unifying_is_symmetric(one: Any, two: Any) -> None:  # noqa: ANN401 - terms with names in them
    first: dict[str, Var] = {}
    second: dict[str, Var] = {}
    left = Unifier().unify(make(one, first), make(two, first))
    right = Unifier().unify(make(two, second), make(one, second))
    assert left is right


@given(OPEN, OPEN)
def test_an_attempt_that_fails_changes_nothing(one: Any, two: Any) -> None:  # noqa: ANN401 - terms with names in them
    variables: dict[str, Var] = {}
    left, right = make(one, variables), make(two, variables)
    unifier = Unifier()
    if not unifier.attempt(left, right):
        assert unifier.trail == []
        assert all(it.bound is None for it in variables.values())


@given(OPEN, OPEN)
def test_undo_takes_back_every_binding(one: Any, two: Any) -> None:  # noqa: ANN401 - terms with names in them
    variables: dict[str, Var] = {}
    left, right = make(one, variables), make(two, variables)
    before = show(left), show(right)
    unifier = Unifier()
    mark = unifier.mark()
    unifier.unify(left, right)
    unifier.undo(mark)
    assert (show(left), show(right)) == before


@given(OPEN, OPEN)
def test_what_was_unified_unifies_again_and_binds_nothing_more(one: Any, two: Any) -> None:  # noqa: ANN401 - as above
    variables: dict[str, Var] = {}
    left, right = make(one, variables), make(two, variables)
    unifier = Unifier()
    if unifier.attempt(left, right):
        after = unifier.mark()
        assert unifier.unify(left, right)
        assert unifier.mark() == after


@given(OPEN)
def test_a_variable_is_never_bound_to_what_holds_it(term: Any) -> None:  # noqa: ANN401 - a term with names in it
    variables: dict[str, Var] = {}
    made = make(("tup", ("v0", term)), variables)
    unifier = Unifier()
    unifier.attempt(variables["v0"], made)
    resolved(made)
    assert variables["v0"].bound is None


@given(OPEN)
def test_resolving_is_idempotent(term: Any) -> None:  # noqa: ANN401 - a term with names in it
    made = make(term, {"v0": bound_to(USIZE), "v1": bound_to(bound_to(BOOL))})
    assert show(resolved(made)) == show(made)
    assert not any(it in repr(resolved(made)) for it in ("'v0'", "'v1'"))


def bound_to(term: Term) -> Var:
    made = Var()
    made.bound = term
    return made


@given(GROUND)
def test_substituting_nothing_changes_nothing(term: Term) -> None:
    assert substitute(term, {}) == term
    assert substitute(term, {it: it for it in PARAMETERS}) == term


@given(GROUND)
def test_substituting_twice_is_substituting_the_substituted(term: Term) -> None:
    first, second = PARAMETERS[0], PARAMETERS[1]
    inner = {first: ("tup", (second,))}
    outer = {second: USIZE}
    both = {first: substitute(inner[first], outer), second: USIZE}
    assert substitute(substitute(term, inner), outer) == substitute(term, both)


@given(GROUND)
def test_substituting_all_parameters_leaves_none(term: Term) -> None:
    assert not mentions(substitute(term, dict.fromkeys(PARAMETERS, UNIT)), frozenset({"x"}))
    assert "param" not in {it[0] for it in walk(substitute(term, dict.fromkeys(PARAMETERS, UNIT)))}


def walk(term: Any) -> list[Any]:  # noqa: ANN401 - any part of a term
    if not isinstance(term, tuple) or not term:
        return []
    return [term, *(it for part in term for it in walk(part))]


@given(OPEN)
def test_a_free_variable_is_found_wherever_it_stands(term: Any) -> None:  # noqa: ANN401 - a term with names in it
    variables: dict[str, Var] = {}
    made = make(term, variables)
    assert mentions(made, frozenset({"var"})) is bool(variables)


X, Y = ITEMS
PAIRS = [
    ("a number's literal is any integer", Var("int"), USIZE, True),
    ("an integer literal is no float", Var("int"), ("prim", "f64"), False),
    ("an integer literal is no bool", Var("int"), BOOL, False),
    ("an integer literal is no type", Var("int"), ("adt", X, ()), False),
    ("an integer and a float literal differ", Var("int"), Var("float"), False),
    ("two integer literals agree", Var("int"), Var("int"), True),
    ("any integer is a usize", ANY_INT, USIZE, True),
    ("any integer is no float", ANY_INT, ANY_FLOAT, False),
    ("two types", ("adt", X, ()), ("adt", Y, ()), False),
    ("one type's arguments", ("adt", X, (USIZE,)), ("adt", X, (BOOL,)), False),
    ("tuples of two lengths", ("tup", (USIZE,)), ("tup", (USIZE, USIZE)), False),
    ("a slice and an array", ("slice", USIZE), ("arr", USIZE), False),
    ("a reference and what it points to", ("ref", USIZE, False), USIZE, False),
    ("two parameters", PARAMETERS[0], PARAMETERS[1], False),
    ("functions of two lengths", ("fn", (), UNIT), ("fn", (UNIT,), UNIT), False),
    ("types of two crates", ("ext", "a", "T", ()), ("ext", "b", "T", ()), False),
    ("unknown agrees with everything", UNKNOWN, ("adt", X, ()), True),
    ("never agrees with everything", NEVER, USIZE, True),
]


@pytest.mark.parametrize(("one", "two", "agree"), [it[1:] for it in PAIRS], ids=[it[0] for it in PAIRS])
def test_what_agrees(one: Term, two: Term, agree: bool) -> None:  # noqa: FBT001 - a table's column
    assert Unifier().attempt(one, two) is agree
    assert Unifier().attempt(two, one) is agree


def test_a_variable_that_meets_an_unknown_stays_open() -> None:
    var, unifier = Var(), Unifier()
    assert unifier.unify(var, UNKNOWN)
    assert var.bound is None
    assert unifier.unify(var, USIZE)
    assert shallow(var) == USIZE


def test_of_a_literal_and_a_plain_variable_the_literal_stays() -> None:
    plain, literal, unifier = Var(), Var("int"), Unifier()
    assert unifier.unify(literal, plain)
    assert shallow(plain) is literal
    assert not unifier.attempt(plain, BOOL)


def test_terms_of_any_depth_end() -> None:
    one: Term = Var()
    two: Term = Var()
    for _ in range(5_000):
        one, two = ("ref", one, False), ("ref", two, False)
    unifier = Unifier()
    unifier.attempt(one, two)
    resolved(one)
    mentions(one, frozenset({"var"}))
