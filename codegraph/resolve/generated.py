"""Items that macros make: calls that stand where items stand are expanded, and what they give joins the tables.

Each generated symbol keeps the macro, the call in the source, and for every token the place it came from.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from codegraph.identity import content_hash
from codegraph.model import Problem
from codegraph.parse.parsing import parse_file
from codegraph.resolve.collect import FileItems, collect_expansion
from codegraph.resolve.expander import Expanded, crate_word, written_at
from codegraph.resolve.expansion import MacroError
from codegraph.resolve.expansion.limits import TOO_DEEP, TOO_LARGE
from codegraph.resolve.expansion_cache import Spent, encode_items, encode_nothing, key_of
from codegraph.resolve.expansion_ids import ExpansionIds
from codegraph.resolve.items import FUNCTIONS
from codegraph.resolve.macros import export_macros
from codegraph.resolve.tracking import Question
from codegraph.resolve.units import last_segment

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from codegraph.model import Facts, Invocation
    from codegraph.resolve.expander import Expander, MacroPlace
    from codegraph.resolve.expansion import Budget
    from codegraph.resolve.expansion_cache import ExpansionCache, Outcome
    from codegraph.resolve.items import Item
    from codegraph.resolve.tracking import Noted, Reads
    from codegraph.resolve.units import CallOutline, Unit

# rounds in which macros may give calls of macros that are defined by macros
_ROUNDS = 8
# expansions of a whole workspace: a bound on memory
_MOST = 50_000
_LIMITS = frozenset({TOO_DEEP, TOO_LARGE})


class Generated:
    """What one macro call gave: the root of `file` is what stands around the call, the others are as in `facts`.

    `call` is the call in the source file; `outer` the expansion that holds this one, if it is not in the source.
    """

    __slots__ = ("_expanded", "_facts", "_macro", "_outcome", "call", "file", "outer", "text_start")

    def __init__(
        self, macro: Item, outcome: Outcome, file: FileItems, call: Invocation, text_start: int, outer: Generated | None
    ) -> None:
        self._macro = macro
        self._outcome = outcome
        self._expanded: Expanded | None = None
        self._facts: Facts | None = None
        self.file = file
        self.call = call
        self.text_start = text_start
        self.outer = outer

    @property
    def facts(self) -> Facts:
        """The facts of the text that the call became."""
        if self._facts is None:
            self._facts = self._outcome.facts()
        return self._facts

    @property
    def expanded(self) -> Expanded:
        """The macro, and the text that the call became."""
        if self._expanded is None:
            self._expanded = Expanded(self._macro, self._outcome.expansion())
        return self._expanded

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

    def __init__(self, expander: Callable[[], Expander], cache: ExpansionCache, reads: Reads) -> None:
        # what names mean changes with every round
        self._fresh = expander
        self._expander = expander()
        self._cache = cache
        self._reads = reads
        self._definitions: dict[Item, str] = {}
        # the names that macros can have, and those of macros whose text can define something
        self._names: set[str] = set()
        self._defining: set[str] = set()
        # the names that imports in expansions give to something of another name
        self.renames: set[str] = set()
        self.made: dict[str, list[Generated]] = {}
        # what the calls of a file asked for
        self.asked: dict[str, set[Noted]] = {}
        self.problems: dict[str, list[Problem]] = {}
        self._count = 0
        self._ids: dict[str, ExpansionIds] = {}
        self._budgets: dict[tuple[str, int], Budget] = {}
        self._waiting: list[_Waiting | _File] = []
        # the calls that give nothing to others, by the path of the file
        self._late: dict[str, _File] = {}

    def add_macros(self, unit: Unit) -> None:
        """Take the names of the macros of a file, and those that its imports give to something of another name."""
        self._names.update(unit.macros, unit.renames)
        self._defining.update((name for name, defines in unit.macros.items() if defines), unit.renames)

    def add_file(self, file: FileItems) -> None:
        """Take the macros and the calls of a file."""
        self.add_macros(file.unit)
        calls = file.unit.calls
        if calls:
            self._waiting.append(_File(file, calls))
            self.asked[file.path] = {(Question.MACRO_NAME, it.name) for it in calls}

    def run(self) -> None:
        """Expand until nothing more can be, but for calls that give nothing to others: see `finish`."""
        outer = self._reads.begin()
        for _ in range(_ROUNDS):
            waiting, self._waiting = self._waiting, []
            before = self._count
            self._expander = self._fresh()
            for one in waiting:
                self._reads.current = self.asked[one.file.path]
                if isinstance(one, _Waiting):
                    self._expand(one)
                else:
                    self._expand_some(one)
            if self._count == before:
                break
        self._late = {one.file.path: one for one in self._waiting if isinstance(one, _File)}
        self._give_up()
        self._reads.current = outer

    def _expand_some(self, one: _File) -> None:
        """Expand those calls of a file that may give what others can see."""
        due = {it.name for it in one.calls if it.name in (self._names if it.defines else self._defining)}
        if due:
            for call in _calls_of(one.file, due):
                self._expand(call)
        others = [it for it in one.calls if it.name not in due]
        if others:
            self._waiting.append(_File(one.file, others))

    @property
    def left(self) -> int:
        """How many calls give nothing to others, and are not expanded."""
        return sum(it.calls for one in self._late.values() for it in one.calls)

    def finish_all(self) -> None:
        """Expand all calls that were left."""
        for path in [*self._late]:
            self.finish(path)

    def finish(self, path: str) -> None:
        """Expand the calls of a file that were left, so that it is known what they ask and where they fail."""
        one = self._late.pop(path, None)
        if one is None:
            return
        outer, self._reads.current = self._reads.current, self.asked[path]
        self._waiting = []
        for call in _calls_of(one.file, {it.name for it in one.calls}):
            self._expand(call)
        self._give_up()
        self._reads.current = outer

    def _give_up(self) -> None:
        """Report the calls that wait when the limits are reached; those of unknown macros are no problem."""
        code, limit = ("too-large", "expansions") if self._count >= _MOST else ("too-deep", "rounds of expansions")
        reported = set()
        for one in self._waiting:
            if isinstance(one, _File):
                continue
            place = (one.file.path, one.call.start)
            if place in reported or self._macro(one) is None:
                continue
            reported.add(place)
            self._problem(one, code, f"too many {limit}")

    def _problem(self, one: _Waiting, code: str, detail: str) -> None:
        message = f"{one.invocation.path}! is not expanded: {detail}"
        problem = Problem(one.file.path, "resolve", f"macro-{code}", message, one.call.span)
        self.problems.setdefault(one.file.path, []).append(problem)

    def files(self) -> list[FileItems]:
        """List the items of all expansions."""
        return [made.file for path in self.made for made in self.made[path]]

    def _macro(self, one: _Waiting) -> Item | None:
        """Find the macro of the workspace that a call means."""
        path = one.invocation.path
        if last_segment(path) not in self._names:
            return None
        return self._expander.macro(path, one.around, one.call.start)

    def _expand(self, one: _Waiting) -> None:
        macro = self._macro(one)
        if macro is None or self._count >= _MOST:
            self._waiting.append(one)
            return
        try:
            outcome = self._outcome(one, macro)
        except MacroError as error:
            self._problem(one, error.code, str(error))
            return
        if outcome.unit is not None:
            self._enter(one, macro, outcome, outcome.unit)

    def _outcome(self, one: _Waiting, macro: Item) -> Outcome:
        """Give what a call becomes, as it is known or by expanding it; raises MacroError."""
        budget = self._budgets.setdefault((one.file.path, one.call.start), self._expander.budget())
        self._reads.current.add(macro)
        definition = self._definitions.get(macro)
        if definition is None:
            definition = content_hash(macro.data[1].encode("utf-8", "surrogatepass"))
            self._definitions[macro] = definition
        word = crate_word(macro, one.around.inner.crate)
        in_body = one.around.kind in FUNCTIONS
        key = key_of(definition, one.invocation.text, word, budget.marks, in_body=in_body)
        outcome = self._cache.get(key)
        if outcome is None or not self._spend(budget, outcome):
            outcome = self._cache.put(key, self._expanded(one, macro, budget, in_body=in_body))
        if outcome.error is not None:
            raise MacroError(outcome.error, outcome.detail)
        return outcome

    def _expanded(self, one: _Waiting, macro: Item, budget: Budget, *, in_body: bool) -> bytes:
        """Expand a call and parse what it becomes; raises MacroError where a limit is reached with part of a budget."""
        before = replace(budget)
        depth = 0 if one.outer is None else 1
        try:
            expanded = self._expander.expand(macro, one.invocation.text, one.around.inner.crate, budget, depth)
        except MacroError as error:
            if error.code in _LIMITS and before != self._expander.budget():
                raise
            return encode_nothing(_spent(before, budget), error.code, str(error).partition(": ")[2])
        facts = parse_file("", "rust", expanded.expansion.text)
        is_broken = any(problem.code == "syntax-error" for problem in facts.problems)
        if is_broken or (in_body and len(facts.symbols) == 1):
            return encode_nothing(_spent(before, budget))
        return encode_items(_spent(before, budget), expanded.expansion, facts)

    def _spend(self, budget: Budget, known: Outcome) -> bool:
        """Take what a known expansion cost; False, and nothing taken, where it would end otherwise with this budget."""
        spent = known.spent
        if known.error in _LIMITS:
            # it was reached with a whole budget
            if budget != self._expander.budget():
                return False
        elif spent.tokens > budget.tokens or spent.steps > budget.steps:
            return False
        budget.tokens -= spent.tokens
        budget.steps -= spent.steps
        budget.marks += spent.marks
        return True

    def _enter(self, one: _Waiting, macro: Item, outcome: Outcome, unit: Unit) -> None:
        """Enter the items that a call gave."""
        self._count += 1
        path = unit.path = one.file.path
        unit.start = one.call.start
        self._ids.setdefault(path, ExpansionIds()).add(unit, one.around)
        file = FileItems(unit, collect_expansion(unit, one.around))
        made = Generated(macro, outcome, file, one.call, one.invocation.text_start, one.outer)
        self.made.setdefault(path, []).append(made)
        self._waiting += [_Waiting(it, one.call, one.file, made, file.items[it.symbol]) for it in unit.invocations()]
        self._reads.current.update((Question.MACRO_NAME, it.name) for it in unit.calls)
        self.renames.update(unit.renames)
        self.add_macros(unit)
        if unit.macros:
            crate = one.around.inner.crate
            export_macros(crate.macros, crate.roots)


def _spent(before: Budget, after: Budget) -> Spent:
    return Spent(before.tokens - after.tokens, before.steps - after.steps, after.marks - before.marks)


class _Waiting(NamedTuple):
    """A call to expand: `invocation` as it stands in its text, `call` the one in the source it comes from."""

    invocation: Invocation
    call: Invocation
    file: FileItems
    outer: Generated | None
    around: Item


class _File(NamedTuple):
    """The calls of a file that may not give what others can see, as far as is known."""

    file: FileItems
    calls: Sequence[CallOutline]


def _calls_of(file: FileItems, names: Collection[str]) -> Iterator[_Waiting]:
    """Give the calls in the source of a file of macros of some names."""
    for call in file.unit.invocations():
        if last_segment(call.path) in names:
            yield _Waiting(call, call, file, None, file.items[call.symbol])
