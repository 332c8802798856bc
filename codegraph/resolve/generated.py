"""Items that macros make: calls that stand where items stand are expanded, and what they give joins the tables.

Each generated symbol keeps the macro, the call in the source, and for every token the place it came from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.identity import NodeId, element_half, join_parts
from codegraph.model import Problem, SymbolKind
from codegraph.parse.parsing import parse_file
from codegraph.resolve.collect import FileItems, collect_expansion
from codegraph.resolve.expander import written_at
from codegraph.resolve.expansion import Budget, MacroError
from codegraph.resolve.macros import export_macros

if TYPE_CHECKING:
    from collections.abc import Callable

    from codegraph.model import Facts, Invocation
    from codegraph.resolve.expander import Expanded, Expander, MacroPlace
    from codegraph.resolve.items import Item

# rounds in which macros may give calls of macros that are defined by macros
_ROUNDS = 8
# expansions of a whole workspace: a bound on memory
_MOST = 50_000


class Generated(NamedTuple):
    """What one macro call gave: `items[0]` is what stands around the call, the others are as in `facts`.

    `call` is the call in the source file; `outer` the expansion that holds this one, if it is not in the source.
    """

    facts: Facts
    file: FileItems
    expanded: Expanded
    call: Invocation
    text_start: int
    outer: Generated | None

    def place(self, offset: int) -> int | MacroPlace:
        """Give the byte in the source file of a token of the expansion, or where the body of a macro holds it."""
        origin = self.expanded.expansion.origin(offset)
        if origin is None:
            return written_at(self.expanded, offset)
        at = self.text_start + origin
        return at if self.outer is None else self.outer.place(at)

    def line(self, offset: int) -> int:
        """Give the line of a byte of the call's argument in the source file."""
        text = self.call.text.encode("utf-8", "surrogatepass")
        return self.call.span.start_line + text.count(b"\n", 0, max(offset - self.call.text_start, 0))


class Generation:
    """Expands all item calls of a workspace, in rounds."""

    def __init__(self, expander: Callable[[], Expander]) -> None:
        # what names mean changes with every round
        self._fresh = expander
        self._expander = expander()
        self.made: dict[str, list[Generated]] = {}
        self.problems: dict[str, list[Problem]] = {}
        self._count = 0
        self._ordinals: dict[tuple[NodeId, str], int] = {}
        self._budgets: dict[tuple[str, int], Budget] = {}
        self._waiting: list[_Waiting] = []

    def add_file(self, facts: Facts, file: FileItems) -> None:
        """Take the calls of a file."""
        self._waiting += [_Waiting(call, call, file, None, file.items[call.symbol]) for call in facts.invocations]

    def run(self) -> None:
        """Expand until nothing more can be."""
        for _ in range(_ROUNDS):
            waiting, self._waiting = self._waiting, []
            before = self._count
            self._expander = self._fresh()
            for one in waiting:
                self._expand(one)
            if self._count == before:
                break
        self._give_up()

    def _give_up(self) -> None:
        """Report the calls that wait when the limits are reached; those of unknown macros are no problem."""
        code, limit = ("too-large", "expansions") if self._count >= _MOST else ("too-deep", "rounds of expansions")
        reported = set()
        for one in self._waiting:
            place = (one.file.path, one.call.start)
            if place in reported or self._expander.macro(one.invocation.path, one.around, one.call.start) is None:
                continue
            reported.add(place)
            self._problem(one, code, f"too many {limit}")

    def _problem(self, one: _Waiting, code: str, detail: str) -> None:
        message = f"{one.invocation.path}! is not expanded: {detail}"
        problem = Problem(one.file.path, "resolve", f"macro-{code}", message, one.call.span)
        self.problems.setdefault(one.file.path, []).append(problem)

    def files(self) -> list[FileItems]:
        """List the items of all expansions, without what stands around them."""
        return [
            FileItems(it.file.path, it.file.items[1:], it.file.impls) for path in self.made for it in self.made[path]
        ]

    def _expand(self, one: _Waiting) -> None:
        macro = self._expander.macro(one.invocation.path, one.around, one.call.start)
        if macro is None or self._count >= _MOST:
            self._waiting.append(one)
            return
        key = (one.file.path, one.call.start)
        budget = self._budgets.setdefault(key, self._expander.budget())
        depth = 0 if one.outer is None else 1
        try:
            expanded = self._expander.expand(macro, one.invocation.text, one.around.inner.crate, budget, depth)
        except MacroError as error:
            self._problem(one, error.code, str(error))
            return
        facts = parse_file(one.file.path, "rust", expanded.expansion.text)
        if facts.problems and any(problem.code == "syntax-error" for problem in facts.problems):
            return
        in_body = one.around.kind in {SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.TEST}
        if in_body and len(facts.symbols) == 1:
            return
        self._count += 1
        ids = self._ids(facts, one.around)
        items = collect_expansion(one.file.path, facts, ids, one.around)
        impls = tuple(item for item in items[1:] if item.kind is SymbolKind.IMPL)
        for item in items[1:]:
            item.start = one.call.start
        file = FileItems(one.file.path, items, impls)
        made = Generated(facts, file, expanded, one.call, one.invocation.text_start, one.outer)
        self.made.setdefault(one.file.path, []).append(made)
        self._waiting += [_Waiting(inner, one.call, one.file, made, items[inner.symbol]) for inner in facts.invocations]
        crate = one.around.inner.crate
        if any(item.kind is SymbolKind.MACRO for item in items[1:]):
            export_macros(crate.macros, crate.roots)

    def _ids(self, facts: Facts, around: Item) -> list[NodeId]:
        """Give ids that only depend on what stands around, and on what is made there before."""
        ids: list[NodeId] = [around.id]
        for fact in facts.symbols[1:]:
            parent = ids[fact.parent]
            header = fact.signature if fact.kind is SymbolKind.IMPL else ""
            element = join_parts(parent, "expanded", fact.kind, fact.name, header, fact.cfg)
            count = self._ordinals.get((parent, element), 0)
            self._ordinals[parent, element] = count + 1
            if count:
                element = join_parts(element, str(count))
            ids.append(NodeId(parent[:16] + element_half(element)))
        return ids


class _Waiting(NamedTuple):
    """A call to expand: `invocation` as it stands in its text, `call` the one in the source it comes from."""

    invocation: Invocation
    call: Invocation
    file: FileItems
    outer: Generated | None
    around: Item
