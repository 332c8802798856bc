"""Macro calls in bodies: what std's macros give, and the arguments of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.parse.fragments import read_block
from codegraph.resolve.expander import written_at
from codegraph.resolve.expansion import MacroError
from codegraph.resolve.inference.terms import BOOL, NEVER, STR_REF, UNIT, UNKNOWN, Var

if TYPE_CHECKING:
    from codegraph.resolve.expander import MacroPlace
    from codegraph.resolve.inference.body import Body
    from codegraph.resolve.inference.generics import IR
    from codegraph.resolve.inference.terms import Term

_UNIT = frozenset(
    [
        "print",
        "println",
        "eprint",
        "eprintln",
        "assert",
        "assert_eq",
        "assert_ne",
        "debug_assert",
        "debug_assert_eq",
        "debug_assert_ne",
        "assert_matches",
        "debug_assert_matches",
    ]
)
_NEVER = frozenset(["panic", "todo", "unimplemented", "unreachable", "compile_error"])
_TEXT = frozenset(["concat", "stringify", "file", "module_path", "include_str", "env"])
_NUMBER = frozenset(["line", "column"])


class Macros:
    """Macro calls of one body."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._budget = body.expander.budget()
        self._depth = 0

    def infer(self, code: IR, expected: Term | None) -> Term:
        """Give the type of a macro call."""
        _, path, _, arguments, text, _ = code
        if text is not None:
            found = self._expanded(code, expected)
            if found is not None:
                return found
        name = path.rsplit("::", 1)[-1]
        return self._result(name, self._arguments(arguments, name, expected))

    def _expanded(self, code: IR, expected: Term | None) -> Term | None:
        """Expand a macro of the workspace and infer what it becomes; None where that cannot be done."""
        body = self._body
        _, path, offset, _, text, text_start = code
        outer, invocation = body.place, body.invocation
        at = invocation if outer is not None else body.base + offset
        macro = body.expander.macro(path, body.item, at)
        if macro is None:
            return None
        if outer is None:
            self._budget = body.expander.budget()
        try:
            expanded = body.expander.expand(macro, text, body.item.inner.crate, self._budget, self._depth)
        except MacroError:
            return None
        code = read_block(expanded.expansion.text)
        if code is None:
            return None
        origin = expanded.expansion.origin

        def place(position: int) -> int | MacroPlace:
            source = origin(position)
            if source is None:
                return written_at(expanded, position)
            at_call = text_start + source
            return body.base + at_call if outer is None else outer(at_call)

        body.place, body.invocation = place, at
        self._depth += 1
        try:
            return body.expressions.expansion(code, expected)
        finally:
            self._depth -= 1
            body.place, body.invocation = outer, invocation

    def _arguments(self, arguments: IR, name: str, expected: Term | None) -> list[Term]:
        body = self._body
        if arguments is None:
            return []
        tag = arguments[0]
        if tag == "args":
            return [self._argument(it) for it in arguments[1]]
        if tag == "matches":
            body.push()
            term = body.infer(arguments[1], None)
            body.patterns.bind(arguments[2], term)
            if arguments[3] is not None:
                body.infer(arguments[3], BOOL)
            body.pop()
            return []
        if name == "vec" and expected is not None:
            head = body.unifier.head(expected)
            if head.__class__ is not Var and head[0] == "adt" and head[2]:
                return [body.infer(arguments, ("arr", head[2][0]))]
        return [body.infer(arguments, None)]

    def _argument(self, code: IR) -> Term:
        if code[0] == "=":
            # `name = value` of a format macro
            return self._body.infer(code[2], None)
        return self._body.infer(code, None)

    def _result(self, name: str, found: list[Term]) -> Term:
        standard = self._body.lowering.standard
        if name in _UNIT:
            return UNIT
        if name in _NEVER:
            return NEVER
        if name in _TEXT:
            return STR_REF
        if name in _NUMBER:
            return ("prim", "u32")
        if name in {"matches", "cfg"}:
            return BOOL
        if name == "format":
            item = standard.item("string::String")
            return ("adt", item, ()) if item is not None else UNKNOWN
        if name == "vec":
            return self._vector(found)
        if name == "dbg":
            return found[0] if len(found) == 1 else ("tup", tuple(found))
        if name in {"write", "writeln"}:
            return ("adt", standard.result, (UNIT, UNKNOWN)) if standard.result is not None else UNKNOWN
        if name == "try" and found:
            head = self._body.unifier.head(found[0])
            return head[2][0] if head.__class__ is not Var and head[0] == "adt" and head[2] else UNKNOWN
        if name == "format_args":
            item = standard.item("fmt::Arguments")
            return ("adt", item, ()) if item is not None else UNKNOWN
        return UNKNOWN

    def _vector(self, found: list[Term]) -> Term:
        item = self._body.lowering.standard.item("vec::Vec")
        if item is None:
            return UNKNOWN
        head = self._body.unifier.head(found[0]) if found else None
        inner = head[1] if head is not None and head.__class__ is not Var and head[0] == "arr" else Var()
        return self._body.lowering.instantiate(item, (inner,), True)
