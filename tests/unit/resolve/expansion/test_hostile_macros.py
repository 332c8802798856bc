"""Any text, any macro: an expansion or a MacroError, in bounded time and memory."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.resolve.expansion import Budget, MacroError, MacroRules

_WORDS = [
    *"$ $x $y $x:expr $x:tt $y:ty $y:pat $x:item $y:stmt $x:vis $x:meta $( ) ( ) [ ] { } $() * + ? , ; => =".split(),  # noqa: SIM905 - readable so
    *"== < > >> << :: : . .. ..= | || & && ! # -> - if match for let else fn struct impl dyn const unsafe".split(),  # noqa: SIM905 - readable so
    *'move return \'a \'b\' 1 1.5 "s" r#"x"# a b A /* */ // /// !doc _ as in where pub crate self x! ß'.split(),  # noqa: SIM905 - readable so
    "\n",
    "\ud800",
]
_SOUP = st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join)
_BALANCED = st.recursive(
    st.lists(st.sampled_from([word for word in _WORDS if not set(word) & set("()[]{}'\"/")]), max_size=8).map(" ".join),
    lambda inner: st.lists(
        st.one_of(
            inner,
            inner.map("({})".format),
            inner.map("[{}]".format),
            inner.map("{{{}}}".format),
            inner.map("$({})*".format),
        ),
        max_size=4,
    ).map(" ".join),
    max_leaves=12,
)


@given(_SOUP, _SOUP)
def test_token_soup_is_read_or_refused(rules: str, argument: str) -> None:
    with contextlib.suppress(MacroError):
        MacroRules.parse(rules).expand(argument, crate="c", budget=Budget())


@given(_BALANCED, _BALANCED, _BALANCED)
def test_balanced_soup_is_expanded_or_refused(pattern: str, body: str, argument: str) -> None:
    with contextlib.suppress(MacroError):
        rules = MacroRules.parse(f"({pattern}) => {{ {body} }}; ($($t:tt)*) => {{ {body} $($t)* }}")
        expansion = rules.expand(f"({argument})", crate="c", budget=Budget())
        for offset in range(-1, len(expansion.text) + 1):
            expansion.origin(offset)
            expansion.body_origin(offset)


@given(st.sampled_from(["expr", "ty", "pat", "stmt", "item", "path", "meta", "block", "vis"]), _BALANCED)
def test_fragments_stay_within_their_group(fragment: str, argument: str) -> None:
    rules = MacroRules.parse(f"($x:{fragment} $($rest:tt)*) => {{ $x }};")
    with contextlib.suppress(MacroError):
        rules.expand(f"({argument})", crate="c", budget=Budget())


def _code(rules: str, argument: str, budget: Budget) -> str:
    with pytest.raises(MacroError) as caught:
        MacroRules.parse(rules).expand(argument, crate="c", budget=budget)
    return caught.value.code


def test_an_exponential_body_is_too_large() -> None:
    body = "$($a $a $a $a)*"
    text = body
    assert _code(f"($($a:tt)*) => {{ {text * 300} }};", f"({'x ' * 3000})", Budget()) == "too-large"


def test_nested_empty_repetitions_are_too_large() -> None:
    inner = "$x"
    for _ in range(4):
        inner = f"$({inner})*"
    assert _code(f"($($x:tt)*) => {{ {'$($x)*' * 1000} }};", f"({'x ' * 3000})", Budget()) == "too-large"


def test_an_ambiguous_pattern_ends() -> None:
    pattern = "$($($($a:ident)*)*)* $($($b:ident)*)* end"
    assert _code(f"({pattern}) => {{}};", f"({'x ' * 5000})", Budget()) in {"too-large", "no-rule-matches"}


def test_a_budget_is_shared_by_all_that_an_invocation_expands_to() -> None:
    rules = MacroRules.parse("($($t:tt)*) => { m!($($t)* $($t)*) };")
    budget = Budget()
    argument = "(x)"
    code = ""
    for depth in range(100):
        try:
            argument = rules.expand(argument, crate="c", budget=budget, depth=depth).text.decode().partition("!")[2]
        except MacroError as error:
            code = error.code
            break
        argument = argument.strip()
    assert code == "too-large"


def test_a_recursion_without_growth_is_too_deep() -> None:
    assert _code("() => {};", "()", Budget(depth=-1)) == "too-deep"


def test_deep_brackets_need_no_recursion() -> None:
    deep = "(" * 40_000 + ")" * 40_000
    assert len(MacroRules.parse("($x:tt) => { $x };").expand(f"({deep})", crate="c", budget=Budget()).text) > 80_000


@pytest.mark.parametrize(
    "start", ["if ", "match ", "<", "|", "&", "- ", "dyn ", "fn() -> ", "a::", "let ", "for x in ", "#[a] ", "'a: "]
)
def test_long_prefixes_end(start: str) -> None:
    rules = MacroRules.parse("($($x:expr),*) => {}; ($($x:ty),*) => {}; ($($x:stmt);*) => {}; ($($x:pat)+) => {};")
    with contextlib.suppress(MacroError):
        rules.expand(f"({start * 10_000})", crate="c", budget=Budget())


@pytest.mark.parametrize(
    "rules",
    [
        "",
        "x",
        "() => ",
        "() {}",
        "($x) => {}",
        "($x:none) => {}",
        "($(a)) => {}",
        "() => {} () => {}",
        "($x:tt $x:tt) => {}",
        "(",
        '"',
    ],
)
def test_what_is_no_macro_is_malformed(rules: str) -> None:
    with pytest.raises(MacroError) as caught:
        MacroRules.parse(rules)
    assert caught.value.code == "malformed-macro"


@pytest.mark.parametrize(
    "rules",
    [
        "($($x:tt)*) => { $x };",
        "($x:tt) => { $($x)* };",
        "($($x:tt)* ; $($y:tt)*) => { $($x $y)* };",
        "($x:tt) => { ${index()} };",
    ],
)
def test_a_body_that_does_not_fit_its_pattern_is_malformed(rules: str) -> None:
    argument = "(a b ; c)" if ";" in rules[:20] else "(a)"
    assert _code(rules, argument, Budget()) == "malformed-macro"
