"""Which files asked for keys is found in any way that finds it, and what asked for what they give counts, too."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codegraph.indexing.affected import Affected, Concerned
from codegraph.model import Dependencies
from codegraph.resolve.giving import PRESENT
from codegraph.resolve.tracking import pack

if TYPE_CHECKING:
    import pytest

# bytes that are like those of other keys where they overlap
KEYS = st.sampled_from([0, 1, 256, 1 << 16, 1 << 24, 0x01010101, 2**32 - 1])
PRINTS = st.sampled_from([PRESENT, 5, 256])
NOTED = st.builds(
    lambda gives, heads, bodies: Dependencies("", pack(_flat(gives)), pack(_flat(heads)), pack(bodies)),
    st.dictionaries(KEYS, PRINTS, max_size=3).map(lambda it: list(it.items())),
    st.lists(st.tuples(KEYS, KEYS), max_size=3),
    st.lists(KEYS, max_size=4),
)


def _flat(pairs: list[tuple[int, int]]) -> list[int]:
    return [number for pair in pairs for number in pair]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.sampled_from("abcd"), NOTED, min_size=1),
    st.dictionaries(st.sampled_from("abcde"), st.dictionaries(KEYS, PRINTS, max_size=3), max_size=2),
    st.sets(KEYS, max_size=2),
)
def test_few_keys_and_many_are_found_alike(
    monkeypatch: pytest.MonkeyPatch,
    noted: dict[str, Dependencies],
    now: dict[str, dict[int, int]],
    outside: set[int],
) -> None:
    def by() -> Concerned:
        return Affected(noted).by(now, lambda path: now.get(path, {}), outside)

    at_once = by()
    with monkeypatch.context() as patch:
        patch.delitem(sys.modules, np.__name__)
        assert by() == at_once


def test_what_asked_for_a_key_is_concerned_and_what_asked_for_that() -> None:
    noted = {
        "gives.rs": Dependencies("", pack([1, 5]), b"", b""),
        "head.rs": Dependencies("", pack([2, 6]), pack([1, 2]), b""),
        "body.rs": Dependencies("", b"", b"", pack([2])),
        "other.rs": Dependencies("", b"", b"", pack([3])),
    }
    now = {"gives.rs": {1: 7}, "head.rs": {2: 6}}
    found = Affected(noted).by(["gives.rs"], lambda path: now[path])
    assert found == Concerned({"gives.rs", "head.rs", "body.rs"}, {"body.rs"}, frozenset({1, 2}))
