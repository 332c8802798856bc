"""Inside one function: where its local names are defined and used, and a sketch of its control flow.

Read from the code of the function as the parser gives it (`codegraph/parse/languages/rust/code/ir.md`), by lexical
scope alone: shadowing counts, types do not. What a macro hides stays doubtful: a name in unread tokens or in a
format string is a use that is not `certain`. Positions are those of names; where a construct has none, its keyword is
looked for beside the nearest name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any, NamedTuple

_DEEPEST = 120
_LABEL = 90
_WORD = re.compile(r"(?<![\w.])[a-z_]\w*")
_IN_FORMAT = re.compile(r"\{([a-z_]\w*)(?=[:}])")
_PANICS = frozenset({"panic", "unreachable", "todo", "unimplemented"})
_ASSERTS = re.compile(r"(?:debug_)?assert(?:_\w+)?")
_MAY_PANIC = frozenset({"unwrap", "expect", "unwrap_err", "expect_err"})
_ONE = frozenset({"&", "*", "un", "as", "f"})
_MOST_MACRO_TEXT = 4000


class Use(NamedTuple):
    """A use of a local name; `captured` by a closure or an async block around it; not `certain` inside a macro."""

    line: int
    kind: str
    captured: bool = False
    certain: bool = True


@dataclass(slots=True)
class Local:
    """A local definition: a parameter, a `let` or another pattern; `shadows` is the line of the one it hides, or 0."""

    name: str
    line: int
    kind: str
    shadows: int = 0
    uses: list[Use] = field(default_factory=list)


@dataclass(slots=True)
class Mark:
    """A point of the control flow; `inside` is what happens under it. `doubtful` where a macro hides what happens."""

    kind: str
    line: int
    label: str = ""
    doubtful: bool = False
    inside: list[Mark] = field(default_factory=list)


class Flow(NamedTuple):
    """What is known of one function; not `complete` where something could not be read."""

    locals: tuple[Local, ...]
    marks: tuple[Mark, ...]
    complete: bool


def read_flow(source: bytes, declaration: list[Any] | None, body: list[Any], *, line: int, above: int) -> Flow:
    """Read a function's declaration and body.

    :param source: the text of the function alone, from where it starts.
    :param declaration: the structured head of the function, None where it is not known.
    :param line: where its name stands in its text, for what has no place of its own.
    :param above: how many lines stand before the text; the lines in the answer are those of the file.
    """
    reader = _Reader(source, line, above)
    if declaration and declaration[0] == "fn":
        if declaration[3] is not None:
            reader.define("self", None, "self")
        for pattern, _ in declaration[4]:
            reader.bind(pattern, "parameter")
    reader.visit(body, 0)
    return Flow(tuple(reader.locals), tuple(reader.marks), reader.complete)


class _Reader:
    def __init__(self, source: bytes, line: int, above: int) -> None:
        self.locals: list[Local] = []
        self.marks: list[Mark] = []
        self.complete = True
        self._source = source
        self._starts = [0, *(match.end() for match in re.finditer(b"\n", source))]
        self._line = line
        self._above = above
        self._last = self._starts[min(line, len(self._starts)) - 1]
        self._scopes: list[tuple[bool, dict[str, Local]]] = [(False, {})]

    # names

    def define(self, name: str, start: int | None, kind: str) -> None:
        """Bring a name into the innermost scope."""
        known = self._find(name)
        line = self._above + (self._line if start is None else self._line_of(start))
        one = Local(name, line, kind, known[0].line if known else 0)
        self.locals.append(one)
        self._scopes[-1][1][name] = one

    def use(self, name: str, start: int | None, kind: str = "read", *, certain: bool = True) -> None:
        """Note a use, if the name is a local one."""
        if start is not None:
            self._last = start
        found = self._find(name)
        if found:
            found[0].uses.append(Use(self._above + self._line_of(self._last), kind, captured=found[1], certain=certain))

    def _find(self, name: str) -> tuple[Local, bool] | None:
        captured = False
        for closure, names in reversed(self._scopes):
            if name in names:
                return names[name], captured
            captured = captured or closure
        return None

    def bind(self, pattern: Any, kind: str) -> None:  # noqa: ANN401 - a node of the code
        """Bring the names of a pattern into the innermost scope; of alternatives the first defines."""
        waiting: list[Any] = [pattern]
        seen: set[str] = set()
        while waiting:
            one = waiting.pop()
            if not isinstance(one, list) or not one:
                continue
            if one[0] == "b" and isinstance(one[1], str):
                # a name in capitals is a constant or a variant, unless it is bound with `@`
                if one[1] not in seen and (not one[1][:1].isupper() or one[3] is not None):
                    seen.add(one[1])
                    self.define(one[1], one[4], kind)
                waiting.append(one[3])
            elif one[0] in {"&", "box"}:
                waiting.append(one[1])
            elif one[0] in {"tup", "slice", "or"}:
                waiting += reversed(one[1])
            elif one[0] == "ts":
                waiting += reversed(one[3])
            elif one[0] == "st":
                waiting += [inner for _, inner in reversed(one[3])]

    # places

    def _line_of(self, start: int) -> int:
        return bisect_right(self._starts, start)

    def _label(self, start: int) -> tuple[int, str]:
        line = self._line_of(start)
        end = self._starts[line] if line < len(self._starts) else len(self._source)
        text = self._source[self._starts[line - 1] : end].decode("utf-8", "replace").strip()
        return self._above + line, text if len(text) <= _LABEL else text[: _LABEL - 1] + "…"

    def _keyword(self, word: str, node: Any) -> int:  # noqa: ANN401
        """Find a construct's keyword: the nearest before its first name, else the next one."""
        first, key = _first(node), word.encode()
        found = self._source.rfind(key, self._starts[self._line - 1], first) if first is not None else -1
        if found < 0:
            found = self._source.find(key, self._last)
        return found if found >= 0 else self._last

    def _mark(self, kind: str, start: int, *, doubtful: bool = False) -> Mark:
        one = Mark(kind, *self._label(start), doubtful)
        self.marks.append(one)
        return one

    # code

    def visit(self, node: Any, depth: int) -> None:  # noqa: ANN401 - a node of the code
        """Read one expression, statement or a list of them."""
        if not isinstance(node, list) or not node:
            return
        if depth > _DEEPEST:
            self.complete = False
            return
        kind = node[0]
        if not isinstance(kind, str):
            for one in node:
                self.visit(one, depth + 1)
            return
        special = getattr(self, f"_on_{_METHODS[kind]}", None) if kind in _METHODS else None
        if special is not None:
            special(node, depth + 1)
        elif kind in _ONE:
            self.visit(node[1], depth + 1)
        elif kind == "?u":
            self.complete = False
        elif kind not in {"lit", "path"}:
            for one in node[1:]:
                self.visit(one, depth + 1)

    def _on_name(self, node: list[Any], _depth: int) -> None:
        self.use(node[1], node[2])

    def _on_method(self, node: list[Any], depth: int) -> None:
        self.visit(node[1], depth)
        self._last = node[5]
        self.visit(node[4], depth)
        if node[2] in _MAY_PANIC:
            self._mark("may panic", node[5])

    def _on_field(self, node: list[Any], depth: int) -> None:
        self.visit(node[1], depth)

    def _on_struct(self, node: list[Any], depth: int) -> None:
        for _, value, _ in node[3]:
            self.visit(value, depth)
        self.visit(node[4], depth)

    def _on_try(self, node: list[Any], depth: int) -> None:
        self.visit(node[1], depth)
        self._mark("?", self._last)

    def _on_await(self, node: list[Any], depth: int) -> None:
        self.visit(node[1], depth)
        self._mark("await", self._last)

    def _on_assign(self, node: list[Any], depth: int) -> None:
        target, value = node[-2], node[-1]
        self.visit(value, depth)
        if isinstance(target, list) and target[:1] == ["v"]:
            self.use(target[1], target[2], "write")
        else:
            self.visit(target, depth)

    def _on_let(self, node: list[Any], depth: int) -> None:
        """Read a statement `let p: T = init else {}`, or a condition `let p = e`."""
        if len(node) == len(("let", "pattern", "value")):
            self.visit(node[2], depth)
            self.bind(node[1], "if let")
            return
        self.visit(node[3], depth)
        if node[4] is not None:
            self._branch("let else", self._keyword("else", node[4]), [node[4]], depth)
        self.bind(node[1], "let")

    def _on_if(self, node: list[Any], depth: int) -> None:
        self._branch("if", self._keyword("if", node[1]), [node[1], node[2]], depth)
        if node[3] is not None:
            if isinstance(node[3], list) and node[3][:1] == ["if"]:
                self.visit(node[3], depth)
            else:
                self._branch("else", self._keyword("else", node[3]), [node[3]], depth)

    def _on_match(self, node: list[Any], depth: int) -> None:
        start = self._keyword("match", node[1])
        self.visit(node[1], depth)
        outer, mark = self.marks, self._mark("match", start)
        self.marks = mark.inside
        for pattern, guard, value in node[2]:
            first = _first([pattern, guard, value])
            with_scope = self._mark("arm", self._last if first is None else first)
            arms, self.marks = self.marks, with_scope.inside
            self._scopes.append((False, {}))
            self.bind(pattern, "match")
            self.visit(guard, depth)
            self.visit(value, depth)
            self._scopes.pop()
            self.marks = arms
        self.marks = outer

    def _on_while(self, node: list[Any], depth: int) -> None:
        self._branch("while", self._keyword("while", node[2]), [node[2], node[3]], depth)

    def _on_loop(self, node: list[Any], depth: int) -> None:
        self._branch("loop", self._keyword("loop", node[2]), [node[2]], depth)

    def _on_for(self, node: list[Any], depth: int) -> None:
        start = self._keyword("for", node[2])
        self.visit(node[3], depth)
        self._branch("for", start, [node[4]], depth, pattern=node[2])

    def _on_block(self, node: list[Any], depth: int) -> None:
        body = [*(node[1] or []), node[2]]
        if node[3] == "async":
            self._branch("async block", self._keyword("async", body), body, depth, closure=True)
            return
        self._scopes.append((False, {}))
        for one in body:
            self.visit(one, depth)
        self._scopes.pop()

    def _on_leave(self, node: list[Any], depth: int) -> None:
        word, kind = {"ret": ("return", "return"), "brk": ("break", "break"), "cont": ("continue", "continue")}[node[0]]
        start = self._keyword(word, node[1:])
        self.visit(node[-1] if len(node) > 1 else None, depth)
        self._mark(kind, start)

    def _on_closure(self, node: list[Any], depth: int) -> None:
        first = _first(node[1:])
        start = self._last if first is None else first
        outer, mark = self.marks, self._mark("closure", start)
        self.marks = mark.inside
        self._scopes.append((True, {}))
        for pattern, _ in node[1]:
            self.bind(pattern, "closure")
        self.visit(node[3], depth)
        self._scopes.pop()
        self.marks = outer

    def _on_macro(self, node: list[Any], depth: int) -> None:
        _, path, start, args, text, _ = node
        self._last = start
        name = path.rpartition("::")[2]
        if args is not None:
            if args[0] == "matches":
                self.visit(args[1], depth)
                self._scopes.append((False, {}))
                self.bind(args[2], "match")
                self.visit(args[3], depth)
                self._scopes.pop()
            else:
                self.visit(args[1:] if args[0] in {"args", "arr", "rep"} else args, depth)
        if text is not None and args is None:
            for found in set(_WORD.findall(text[:_MOST_MACRO_TEXT])):
                self.use(found, start, certain=False)
            self.complete = False
        else:
            shown = self._argument(start)
            for found in set(_IN_FORMAT.findall(shown)):
                self.use(found, start, certain=False)
        if name in _PANICS:
            self._mark("panic", start)
        elif _ASSERTS.fullmatch(name):
            self._mark("may panic", start)
        elif text is not None:
            self._mark("macro", start, doubtful=True)

    def _argument(self, start: int) -> str:
        """Cut about the argument of a macro: to the bracket that closes the first one."""
        text = self._source[start : start + _MOST_MACRO_TEXT].decode("utf-8", "replace")
        deep = 0
        for position, one in enumerate(text):
            deep += (one in "([{") - (one in ")]}")
            if not deep and one in ")]}":
                return text[:position]
        return text

    def _branch(
        self,
        kind: str,
        start: int,
        nodes: list[Any],
        depth: int,
        *,
        closure: bool = False,
        pattern: Any = None,  # noqa: ANN401
    ) -> None:
        outer, mark = self.marks, self._mark(kind, start)
        self.marks = mark.inside
        self._scopes.append((closure, {}))
        if pattern is not None:
            self.bind(pattern, "for")
        for node in nodes:
            self.visit(node, depth)
        self._scopes.pop()
        self.marks = outer


_METHODS = {
    "v": "name",
    "m": "method",
    "f": "field",
    "struct": "struct",
    "try": "try",
    "await": "await",
    "=": "assign",
    "op=": "assign",
    "let": "let",
    "if": "if",
    "match": "match",
    "while": "while",
    "loop": "loop",
    "for": "for",
    "block": "block",
    "ret": "leave",
    "brk": "leave",
    "cont": "leave",
    "clo": "closure",
    "mac": "macro",
}


def _first(node: Any) -> int | None:  # noqa: ANN401 - a node of the code
    """Give the first position in a node."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, int) and not isinstance(one, bool):
            return one
        if isinstance(one, list):
            waiting += reversed(one)
    return None
