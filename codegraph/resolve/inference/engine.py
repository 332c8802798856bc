"""The door to type inference: the tables of a workspace, and the calls in one file's bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import SymbolKind
from codegraph.parse.codec import read_bodies
from codegraph.resolve.inference.body import Body, Call, Tools, Written
from codegraph.resolve.inference.impls import Impls
from codegraph.resolve.inference.lowering import Lowering
from codegraph.resolve.inference.methods import Methods
from codegraph.resolve.inference.solving import Solver
from codegraph.resolve.inference.unify import Unifier
from codegraph.resolve.items import FUNCTIONS, TYPE_KINDS
from codegraph.resolve.units import DamagedUnitError

if TYPE_CHECKING:
    from collections.abc import Container

    from codegraph.model import Facts
    from codegraph.resolve.collect import FileItems
    from codegraph.resolve.directory import Directory
    from codegraph.resolve.expander import Expander
    from codegraph.resolve.inference.standard import Standard
    from codegraph.resolve.items import Item
    from codegraph.resolve.names import Names
    from codegraph.resolve.tracking import Noted


_DECLARED = frozenset({SymbolKind.FIELD, SymbolKind.CONST, SymbolKind.STATIC})


class FileCalls(NamedTuple):
    """The calls of one file: by the byte where the name starts, and those that macros' own bodies make.

    `failed` are the symbols whose bodies ended with a fault, with its name; `asked` is what each body asked for, by
    symbol.
    """

    found: dict[int, Call]
    written: list[Written]
    failed: list[tuple[int, str]]
    asked: dict[int, frozenset[Noted]]


class Engine:
    """Type inference over a workspace."""

    def __init__(
        self,
        names: Names,
        standard: Standard,
        directory: Directory,
        expander: Expander,
    ) -> None:
        """Take what is listed of all files, std's among them."""
        lowering = Lowering(names, standard)
        impls = Impls(lowering, directory)
        unifier = Unifier()
        solver = Solver(lowering, impls, unifier)
        self.impls = impls
        self._tools = Tools(lowering, solver, Methods(lowering, impls, solver, unifier), unifier, expander)

    def forget(self) -> None:
        """Let go of what was found out for one file."""
        self._tools.solver.forget()

    def read_head(self, item: Item) -> None:
        """Read all that the head of an item says, so that what it asks is known."""
        lowering = self._tools.lowering
        kind = item.kind
        if kind in FUNCTIONS:
            lowering.environment(item)
        elif kind is SymbolKind.TYPE_ALIAS:
            lowering.alias(item)
            lowering.predicates(item)
        elif kind in _DECLARED:
            lowering.declared(item)
        elif kind is SymbolKind.VARIANT or kind in TYPE_KINDS:
            lowering.read_positional(item)
            lowering.environment(item)
        elif kind is SymbolKind.TRAIT:
            lowering.supertraits(item)
            lowering.environment(item)
        elif kind is SymbolKind.IMPL:
            lowering.self_term(item)
            lowering.environment(item)

    def calls(self, facts: Facts, file: FileItems, left_out: Container[int] = ()) -> FileCalls:
        """Give what the method calls and typed paths in a file's bodies mean, but for those of some symbols."""
        calls = FileCalls({}, [], [], {})
        reads = self._tools.lowering.reads
        bodies = read_bodies(facts)
        for symbol in bodies:
            if symbol in left_out:
                continue
            code = bodies[symbol]
            noted = reads.begin_part()
            part = reads.current
            body = Body(self._tools, file.items[symbol], facts.symbols[symbol].span.start)
            try:
                found = body.run(code)
            except DamagedUnitError:
                raise
            except Exception as error:  # noqa: BLE001 - one body must not end the run; it is reported
                calls.failed.append((symbol, type(error).__name__))
                reads.current = part
            else:
                calls.found.update(found)
                calls.written.extend(body.written)
            calls.asked[symbol] = reads.end_part(noted)
            self._tools.unifier.trail.clear()
        return calls
