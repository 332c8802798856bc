"""Words of one family share a root."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.retrieve.families import root, roots_of


@pytest.mark.parametrize(
    "family",
    [
        ("schedule", "scheduled", "scheduler", "scheduling", "schedules"),
        ("run", "running", "runner", "runs"),
        ("notify", "notified", "notifies"),
        ("collect", "collection", "collector", "collecting"),
        ("configure", "configuration", "configurable"),
        ("block", "blocking", "blocked"),
    ],
)
def test_a_family_shares_a_root(family: tuple[str, ...]) -> None:
    assert len(set(map(root, family))) == 1


def test_different_words_keep_different_roots() -> None:
    words = ("file", "field", "read", "ready", "task", "test", "cell", "call", "sync", "async")
    assert len(set(map(root, words))) == len(words) - 1  # `ready` is taken for a form of `read`


def test_an_identifier_gives_the_roots_of_its_parts_and_of_the_whole() -> None:
    assert roots_of("JoinHandles") == {"join", "handl", "joinhandl"}
    assert roots_of("io") == {"io"}


@given(st.text(max_size=20))
def test_a_root_is_a_prefix_and_not_empty(word: str) -> None:
    assert word.startswith(root(word))
    assert bool(root(word)) == bool(word)
