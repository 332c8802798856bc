"""What a question asks for: code alone, or tests and prose as well."""

from __future__ import annotations

import pytest

from codegraph.discover.roles import Role
from codegraph.model import Scope
from codegraph.retrieve.pools import aside_of, pools_of
from codegraph.retrieve.query import analyse


@pytest.mark.parametrize(
    "text",
    [
        "tests of the parser",
        "how is the cache tested?",
        "an example of reading",
        "benchmarks",
        "test_utils",
        "MockServer",
        "how to test a handler",
        "which tests cover the scheduler",
        "unit tests that read files",
        "retry examples",
    ],
)
def test_a_question_for_tests_has_them_in_its_pool(text: str) -> None:
    assert Role.TEST in pools_of(analyse(text)).main


@pytest.mark.parametrize(
    "text",
    [
        "where is the OpenAPI spec written",
        "names that are, for example, reserved",
        "requests to example.com",
        "the latest release",
        "special cases",
        "how does a test time out",
        "the in-process test client",
        "in what order do hooks and tests run",
        "loading of global fixture plugins",
        "watch files and rerun tests on change",
    ],
)
def test_words_by_the_way_ask_for_no_tests(text: str) -> None:
    assert Role.TEST not in pools_of(analyse(text)).main


def test_a_question_for_prose_has_it_in_its_pool() -> None:
    assert Role.PROSE in pools_of(analyse("guide to reading")).main
    assert Role.PROSE in pools_of(analyse("reading lang:markdown")).main
    assert Role.PROSE in pools_of(analyse("what does the Makefile build")).main
    for text in ("how is it read", "JSON of the configuration", "how is the YAML header split", "code in markdown"):
        assert Role.PROSE not in pools_of(analyse(text)).main


def test_what_a_search_is_limited_to_is_in_its_pool() -> None:
    assert Role.TEST in pools_of(analyse("reading", Scope(paths=("tests/**",)))).main
    assert Role.TEST not in pools_of(analyse("reading", Scope(paths=("!tests/**",)))).main
    assert Role.PROSE in pools_of(analyse("reading", Scope(paths=("*.md",)))).main


def test_little_stands_aside_but_where_there_is_nothing_else() -> None:
    assert aside_of(100, 100) == 25
    assert aside_of(100, 0) == 100


def test_a_file_of_another_role_stands_aside() -> None:
    pools = pools_of(analyse("how is it read"))
    assert pools.is_aside("tests/a.rs", "rust")
    assert pools.is_aside("README.md", "markdown")
    assert not pools.is_aside("src/a.rs", "rust")
