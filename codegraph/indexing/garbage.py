"""When the garbage collector may look: a run makes millions of objects and few cycles, and a pass looks at them all."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALLOCATIONS_A_COLLECTION = 200_000
_YOUNG = 1


@contextmanager
def few_collections() -> Iterator[None]:
    """Let the collector run seldom."""
    before = gc.get_threshold()
    gc.set_threshold(_ALLOCATIONS_A_COLLECTION, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def no_collections() -> Iterator[None]:
    """Keep the collector from looking again and again at tables that only grow."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def leave_alone() -> None:
    """Have what was loaded and built so far never looked at again, in a process of which all stays until its end."""
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS_A_COLLECTION)


class Keeping:
    """Has the collector pass over what is kept from one run to the next: half a second of each full pass.

    What others of the process made until then is passed over too, and looked at again with `let_go`.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._keeps = False

    def keep(self) -> None:
        """Pass over all that there is now, but for what is young and no longer used."""
        gc.collect(_YOUNG)
        gc.freeze()
        self._keeps = True

    def let_go(self) -> None:
        """Collect what was kept and is not used any more."""
        if self._keeps:
            self._keeps = False
            gc.unfreeze()
            gc.collect()
