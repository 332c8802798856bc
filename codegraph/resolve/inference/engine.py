"""The door to type inference: the tables of a workspace, and the calls in one file's bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.parse.codec import read_bodies
from codegraph.resolve.inference.body import Body, Call, Tools, Written
from codegraph.resolve.inference.impls import Impls
from codegraph.resolve.inference.lowering import Lowering
from codegraph.resolve.inference.methods import Methods
from codegraph.resolve.inference.solving import Solver
from codegraph.resolve.inference.unify import Unifier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codegraph.model import Facts
    from codegraph.resolve.collect import FileItems
    from codegraph.resolve.expander import Expander
    from codegraph.resolve.inference.standard import Standard
    from codegraph.resolve.names import Names


class FileCalls(NamedTuple):
    """The calls of one file: by the byte where the name starts, and those that macros' own bodies make.

    `failed` are the symbols whose bodies ended with a fault, with its name.
    """

    found: dict[int, Call]
    written: list[Written]
    failed: list[tuple[int, str]]


class Engine:
    """Type inference over a workspace."""

    def __init__(self, names: Names, standard: Standard, files: Iterable[FileItems], expander: Expander) -> None:
        lowering = Lowering(names, standard)
        impls = Impls(lowering, (item for file in (*standard.files, *files) for item in file.items))
        unifier = Unifier()
        solver = Solver(lowering, impls, unifier)
        self._tools = Tools(lowering, solver, Methods(lowering, impls, solver, unifier), unifier, expander)

    def calls(self, facts: Facts, file: FileItems) -> FileCalls:
        """Give what the method calls and typed paths in a file's bodies mean."""
        calls = FileCalls({}, [], [])
        for symbol, code in read_bodies(facts).items():
            body = Body(self._tools, file.items[symbol])
            try:
                found = body.run(code)
            except Exception as error:  # noqa: BLE001 - one body must not end the run; it is reported
                calls.failed.append((symbol, type(error).__name__))
                self._tools.unifier.trail.clear()
                continue
            calls.found.update(found)
            calls.written.extend(body.written)
            self._tools.unifier.trail.clear()
        return calls
