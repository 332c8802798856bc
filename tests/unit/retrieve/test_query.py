"""What a question says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.model import Scope, SymbolKind
from codegraph.retrieve.query import KIND_ALIASES, Intent, analyse, last_segment, looks_like_code


@given(st.text(max_size=300))
def test_every_text_has_an_analysis(text: str) -> None:
    query = analyse(text)
    assert analyse(text) == query
    assert all(query.words)


@pytest.mark.parametrize(
    "text",
    [
        "std::io",
        "http://host/path",
        "C:\\x",
        "foo::bar::baz",
        "kind::fn",
        "lang::rust",
        "path: src",
        "kind: fn",
        "crate::store::open",
        "path:",
        "what kind:of error",
        "lang:klingon",
        "(kind:fn)",
        "crate:a/b",
    ],
)
def test_what_is_no_filter_stays_text(text: str) -> None:
    query = analyse(text)
    assert query.text == text
    assert not query.scope


def test_filters_leave_the_text_and_limit_the_scope() -> None:
    query = analyse('kind:fn how lang:rs are path:src/** globs path:"a b/*.rs" parsed? crate:ignore')
    assert query.text == "how are globs parsed?"
    assert query.scope == Scope(
        paths=("src/**", "a b/*.rs"), languages=("rust",), kinds=("function", "method"), crates=("ignore",)
    )


def test_a_filter_may_list_alternatives_and_exclude_paths() -> None:
    scope = analyse("x kind:struct,enum path:!tests/** language:python").scope
    assert scope.kinds == ("struct", "enum")
    assert scope.paths == ("!tests/**",)
    assert scope.languages == ("python",)


def test_filters_add_to_the_scope_given() -> None:
    given_scope = Scope(languages=("go",), paths=("a/**",))
    assert analyse("x lang:rust path:b/**", given_scope).scope == Scope(
        languages=("go", "rust"), paths=("a/**", "b/**")
    )


@given(
    words=st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), max_size=5),
    kinds=st.lists(st.sampled_from(sorted(KIND_ALIASES)), max_size=3),
    paths=st.lists(st.from_regex(r"[a-z*]{1,6}(/[a-z*.]{1,6}){0,2}", fullmatch=True), max_size=3),
    at=st.integers(min_value=0, max_value=5),
)
def test_filters_come_back_out_of_any_place_in_a_text(
    words: list[str], kinds: list[str], paths: list[str], at: int
) -> None:
    filters = [f"kind:{kind}" for kind in kinds] + [f"path:{path}" for path in paths]
    query = analyse(" ".join([*words[:at], *filters, *words[at:]]))
    assert query.text == " ".join(words)
    assert set(query.scope.kinds) == {meant for kind in kinds for meant in KIND_ALIASES[kind]}
    assert query.scope.paths == tuple(dict.fromkeys(paths))


def test_every_kind_can_be_asked_for_by_its_name() -> None:
    assert all(analyse(f"kind:{kind.value} x").scope.kinds for kind in SymbolKind)


@pytest.mark.parametrize(
    ("text", "identifiers"),
    [
        ("JoinSet", ("JoinSet",)),
        ("notify", ("notify",)),
        ("where is max_open_files read", ("max_open_files",)),
        ("how does std::io::Read work", ("std::io::Read",)),
        ("what calls build() here", ("build",)),
        (r"where is App\Cart::add used", (r"App\Cart::add",)),
        ("does the `walker` stop", ("walker",)),
        ("how the Mutex is locked", ("Mutex",)),
        ("how locks are taken", ()),
        ("How locks are taken", ()),
    ],
)
def test_names_of_code_are_told_from_words(text: str, identifiers: tuple[str, ...]) -> None:
    assert analyse(text).identifiers == identifiers


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("src/main.rs", ("src/main.rs",)),
        ("what does lib.rs:12 do", ("lib.rs:12",)),
        ("crates/core/flags/ parsing", ("crates/core/flags/",)),
        ("read/write locks", ()),
        ("async I/O", ()),
        ("see https://example.com/a.rs", ()),
        ("e.g. this", ()),
        ("self.items.push", ()),
    ],
)
def test_paths_are_told_from_other_text(text: str, hints: tuple[str, ...]) -> None:
    assert analyse(text).path_hints == hints


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("JoinSet", Intent.SYMBOL),
        ("Type::method", Intent.SYMBOL),
        ("src/main.rs:10", Intent.PLACE),
        ("how are files read", Intent.QUESTION),
        ("are files read?", Intent.QUESTION),
        ("who calls open_store", Intent.USAGE),
        ("tests of the parser", Intent.TEST),
        ("fn(&Path) -> Result<Config>", Intent.SIGNATURE),
        ("binary file detection", Intent.WORDS),
        ("", Intent.WORDS),
    ],
)
def test_a_question_has_an_intent(text: str, intent: Intent) -> None:
    assert analyse(text).intent == intent


def test_words_are_what_carries_meaning() -> None:
    assert analyse("how does the I/O driver wake a task's waker?").words == ("IO", "driver", "wake", "task", "waker")


def test_the_name_of_the_project_is_no_word_unless_it_stands_alone() -> None:
    assert analyse("how does ripgrep walk", project="Ripgrep").words == ("walk",)
    assert analyse("ripgrep", project="ripgrep").words == ("ripgrep",)


def test_a_question_of_stop_words_alone_keeps_them() -> None:
    assert analyse("what is this").words == ("what", "is", "this")


def test_quoted_text_is_kept_whole() -> None:
    assert analyse('error "no such file" and `read_dir`').quoted == ("no such file", "read_dir")


def test_shapes_of_identifiers() -> None:
    assert [word for word in ("snake_case", "Camel", "camelCase", "utf8", "plain", "_") if looks_like_code(word)] == [
        "snake_case",
        "camelCase",
        "utf8",
    ]
    assert last_segment("io::Read::read") == "read"
