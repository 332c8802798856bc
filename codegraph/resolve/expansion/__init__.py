"""Expands `macro_rules!` macros by text: rules in, an invocation's argument in, source text with origins out.

It knows tokens and the extents of fragments, no names: who finds the macro, and what the expansion means, is the
business of the resolver. Nested macro calls stay calls; the caller expands them with the same `Budget`.
"""

from codegraph.resolve.expansion.limits import Budget, MacroError
from codegraph.resolve.expansion.output import Expansion
from codegraph.resolve.expansion.rules import MacroRules

__all__ = ["Budget", "Expansion", "MacroError", "MacroRules"]
