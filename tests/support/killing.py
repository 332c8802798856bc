"""Runs of the indexer that end with a kill at a chosen moment, and what must be true afterwards.

As a program, `python -m tests.support.killing JOB ROOT DIRECTORY STAGE NTH DELAY GROUP` does a job (index, force,
gc) on the index in DIRECTORY and kills itself DELAY seconds after the NTH operation of STAGE began, with its children
where GROUP is 1. Operations are told by wrapping the engine's calls here; the product knows nothing of it.
"""

from __future__ import annotations

import functools
import os
import signal
import sys
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codegraph.config import Settings
from codegraph.config.settings import StoreSettings
from codegraph.embed.choice import default_embedder
from codegraph.indexing.pipeline import index_repository
from codegraph.store import Store, engine, lexical, sidecar
from codegraph.store.engine import Engine
from codegraph.store.lexical import LexicalIndex

if TYPE_CHECKING:
    from collections.abc import Callable

SETTINGS = replace(Settings(), store=StoreSettings(hnsw="on"))
STAGES = (
    "create", "load", "update", "vectors", "vector file", "lexical commit", "edges", "scores", "index build",
    "hnsw build", "checkpoint", "gc rows", "compact", "other",
)  # fmt: skip
_SCRIPTS = (
    ("::hnsw create", "hnsw build"),
    ("::hnsw drop", "hnsw build"),
    ("::index", "index build"),
    (":create node", "create"),
    ("PageRank", "scores"),
    (":rm facts", "gc rows"),
    (":rm emb", "gc rows"),
    (":rm file", "update"),
    (":put edge", "edges"),
    (":rm edge", "edges"),
    ("emb", "vectors"),
)


@dataclass
class Trigger:
    """When to die: `delay` seconds after the `nth` operation of `stage` began."""

    stage: str
    nth: int
    delay: float
    group: bool

    def begins(self, stage: str) -> None:
        """Note an operation."""
        sys.stdout.write(f"{stage}\n")
        sys.stdout.flush()
        if stage == self.stage:
            self.nth -= 1
            if self.nth == 0:
                threading.Thread(target=self._die, daemon=True).start()

    def _die(self) -> None:
        # a sleeping thread wakes late while another one computes; a call into the engine lets it run
        until = time.perf_counter() + self.delay
        while time.perf_counter() < until:
            time.sleep(0.0002)
        if self.group:
            os.killpg(0, signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)


def of_script(script: str) -> str:
    """Name the stage that a writing script belongs to."""
    return next((stage for sign, stage in _SCRIPTS if sign in script), "other")


def of_load(relations: dict[str, Any]) -> str:
    """Name the stage that an import belongs to."""
    return "load" if "file" in relations else "edges" if "edge" in relations else "vectors"


def wrap(trigger: Trigger) -> None:
    """Have the operations of this process tell the trigger."""

    def told(owner: Any, name: str, stage: Callable[..., str]) -> None:  # noqa: ANN401 - a class or a module
        call = getattr(owner, name)

        @functools.wraps(call)
        def calls(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever is wrapped
            trigger.begins(stage(*arguments, **named))
            return call(*arguments, **named)

        setattr(owner, name, calls)

    told(Engine, "write", lambda _engine, script, *_rest: of_script(script))
    told(Engine, "load", lambda _engine, relations: of_load(relations))
    told(LexicalIndex, "commit", lambda *_rest: "lexical commit")
    told(sidecar, "write", lambda *_rest: "vector file")
    told(engine, "checkpoint", lambda *_rest: "checkpoint")
    told(engine, "compact", lambda *_rest: "compact")
    # small stores have short journals
    engine._JOURNAL_BYTES = 100_000
    lexical._HEAP_BYTES = 15_000_000


def do(job: str, root: Path, directory: Path) -> None:
    """Do a job on the index in a folder."""
    own = default_embedder().set
    if job == "force" or not directory.joinpath("store.db").exists():
        store = Store.create(directory, model=own.model, dimensions=own.dimensions, recipe=own.recipe)
    else:
        store = Store.open(directory, writable=True)
    with store:
        if job == "gc":
            store.collect_garbage()
            store.build_hnsw()
            store.compact()
        else:
            index_repository(root, store, SETTINGS, workers=1)


if __name__ == "__main__":
    what, tree, index, stage, nth, delay, group = sys.argv[1:]
    wrap(Trigger(stage, int(nth), float(delay), group == "1"))
    do(what, Path(tree), Path(index))
