"""What the collector looks at, and when."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest

from codegraph.indexing.garbage import Keeping, few_collections, no_collections

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Ring:
    """An object that only the collector can free."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_is_kept_is_passed_over_until_it_is_let_go() -> None:
    keeping = Keeping()
    ring = _Ring()
    gone = weakref.ref(ring)
    keeping.keep()
    del ring
    gc.collect()
    assert gone() is not None
    keeping.let_go()
    assert gone() is None


def test_what_is_young_and_not_used_is_not_kept() -> None:
    ring = _Ring()
    gone = weakref.ref(ring)
    del ring
    Keeping().keep()
    assert gone() is None


def _fail_in_a_run() -> None:
    with few_collections(), no_collections():
        assert not gc.isenabled()
        message = "here"
        raise ValueError(message)


def test_settings_of_the_collector_are_as_before_after_a_failure() -> None:
    before = gc.get_threshold(), gc.isenabled()
    with pytest.raises(ValueError, match="here"):
        _fail_in_a_run()
    assert (gc.get_threshold(), gc.isenabled()) == before
