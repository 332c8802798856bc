"""What a Scope lets through."""

from __future__ import annotations

import pytest

from codegraph.identity import NodeId
from codegraph.model import Chunk, ChunkKind, Scope, Span
from codegraph.retrieve.scope import ScopeTest


def chunk(path: str, *, language: str = "rust", kind: str = "function", qualified: str = "") -> Chunk:
    return Chunk(NodeId.of("scope", path), ChunkKind.ITEM, path, language, Span(0, 1, 1, 1),
                 NodeId.of("symbol", path), kind, "name", qualified or path, "", 1)  # fmt: skip


def compile_scope(**limits: tuple[str, ...]) -> ScopeTest:
    return ScopeTest(Scope(**limits), lambda path: "my-package" if path.startswith("crates/mine/") else "")


@pytest.mark.parametrize(
    ("globs", "inside", "outside"),
    [
        (("src/**",), ("src/a.rs", "src/b/c.rs"), ("tests/a.rs", "other/src/a.rs")),
        (("*.rs",), ("a.rs", "src/b.rs"), ("a.py",)),
        (("src",), ("src/a.rs", "crates/x/src/a.rs"), ("srcs/a.rs",)),
        (("src/",), ("src/a.rs", "x/src/a.rs"), ("src.rs",)),
        (("src/a.rs",), ("src/a.rs",), ("src/a.rs.bak", "x/src/a.rs")),
        (("crates/*/src",), ("crates/x/src/a.rs",), ("crates/x/y/src/a.rs",)),
        (("!tests/**",), ("src/a.rs",), ("tests/a.rs",)),
        (("src/**", "!*.py"), ("src/a.rs",), ("src/a.py", "b.rs")),
        ((), ("anything",), ()),
    ],
)
def test_paths_are_limited_by_globs(globs: tuple[str, ...], inside: tuple[str, ...], outside: tuple[str, ...]) -> None:
    test = compile_scope(paths=globs)
    assert [path for path in (*inside, *outside) if test.lets_path_in(path)] == list(inside)


@pytest.mark.parametrize(
    ("globs", "prefixes"),
    [
        (("src/**",), ("src/",)),
        (("src/*/a.rs", "lib/b.rs"), ("lib/", "src/")),
        (("*.rs",), ()),
        (("src/**", "*.rs"), ()),
        (("src/",), ()),
        (("/src/a*",), ("src/",)),
        (("a/b/",), ("a/b/",)),
        (("!src/**",), ()),
    ],
)
def test_the_lexical_index_filters_by_folders_that_hold_every_match(
    globs: tuple[str, ...], prefixes: tuple[str, ...]
) -> None:
    assert compile_scope(paths=globs).lexical().prefixes == prefixes


def test_languages_kinds_and_crates_limit_chunks() -> None:
    assert compile_scope(languages=("rust",)).lets_in(chunk("a.rs"))
    assert not compile_scope(languages=("go",)).lets_in(chunk("a.rs"))
    assert compile_scope(kinds=("function", "method")).lets_in(chunk("a.rs"))
    assert not compile_scope(kinds=("struct",)).lets_in(chunk("a.rs"))
    assert compile_scope(crates=("grep-searcher",)).lets_in(chunk("a.rs", qualified="grep_searcher::sink::Sink"))
    assert compile_scope(crates=("my_package",)).lets_in(chunk("crates/mine/a.md"))
    assert not compile_scope(crates=("grep",)).lets_in(chunk("a.rs", qualified="grep_searcher::sink"))


def test_a_scope_without_limits_is_false() -> None:
    assert not compile_scope()
    assert compile_scope(kinds=("struct",))
