"""Expands the calls of the workspace's `macro_rules!`: finds the macro, reads its rules once, keeps to limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.resolve.expansion import Budget, MacroError, MacroRules
from codegraph.resolve.items import Item
from codegraph.resolve.macros import find_macro

if TYPE_CHECKING:
    from codegraph.resolve.expansion import Expansion
    from codegraph.resolve.items import Crate
    from codegraph.resolve.names import Names

_TOKENS, _STEPS, _DEPTH = 60_000, 600_000, 32


class Expanded(NamedTuple):
    """What a call became: the macro, and its text with the origin of each token."""

    macro: Item
    expansion: Expansion


class MacroPlace(NamedTuple):
    """Where the body of a macro holds a token: a byte of the macro's file (-1 for what stands nowhere)."""

    macro: Item
    at: int


def written_at(expanded: Expanded, offset: int) -> MacroPlace:
    """Give the place in the macro's body of a byte of an expansion that did not come from the call."""
    inside = expanded.expansion.body_origin(offset)
    _, _, start = expanded.macro.data
    return MacroPlace(expanded.macro, start + inside if inside is not None else -1)


class Expander:
    """Expands macro calls of one workspace."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._rules: dict[Item, MacroRules | MacroError] = {}

    @staticmethod
    def budget() -> Budget:
        """Give what one call in the source may cost, with all that it expands to."""
        return Budget(tokens=_TOKENS, steps=_STEPS, depth=_DEPTH)

    def macro(self, path: str, item: Item, at: int) -> Item | None:
        """Find the macro of the workspace that `path!` means inside `item`, at a byte of its file."""
        segments = tuple(part.strip() for part in path.replace("$crate", "crate").split("::"))
        targets, _ = find_macro(self._names, segments, item, at)
        found = [it for it in targets if isinstance(it, Item) and it.data is not None and it.data[0] == "macro"]
        return found[0] if len(found) == 1 == len(targets) else None

    def expand(self, macro: Item, argument: str, caller: Crate, budget: Budget, depth: int = 0) -> Expanded:
        """Expand a call; raises MacroError where the macro cannot be read, no rule matches, or a limit is reached."""
        self._names.reads.current.add(macro)
        rules = self._rules.get(macro)
        if rules is None:
            try:
                rules = MacroRules.parse(macro.data[1])
            except MacroError as error:
                rules = error
            self._rules[macro] = rules
        if isinstance(rules, MacroError):
            raise MacroError(rules.code, "the definition")
        expansion = rules.expand(argument, crate=crate_word(macro, caller), budget=budget, depth=depth)
        return Expanded(macro, expansion)


def crate_word(macro: Item, caller: Crate) -> str:
    """Give a name by which the caller's crate can name the macro's; the caller knows it from then on."""
    crate = macro.inner.crate
    if crate is caller:
        return "crate"
    word = f"__crate_of_{crate.name}"
    caller.externs.setdefault(word, tuple(crate.roots))
    return word
