"""Compiles a rule's body, and puts it out with what the pattern's variables stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.resolve.expansion.extents import expression_end
from codegraph.resolve.expansion.hygiene import find_locals
from codegraph.resolve.expansion.limits import MALFORMED, MacroError
from codegraph.resolve.expansion.program import DEEPEST_REPETITION, read_repetition
from codegraph.resolve.expansion.tokens import DOC, IDENT, PUNCT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from codegraph.resolve.expansion.limits import Budget
    from codegraph.resolve.expansion.matcher import Binding, Bindings, Fragment
    from codegraph.resolve.expansion.output import Output
    from codegraph.resolve.expansion.tokens import Tokens

_BLOCK_STARTS = frozenset(b"{ if match while loop for unsafe".split())
_GOES_ON_WITH_BLOCK = frozenset(b". ? ( [ + - * / % == != < > <= && || & | ^ .. ..= as".split())


class _Run(NamedTuple):
    """Tokens of the body as they stand: `text` at byte `offset`; `uses` are the locals in it."""

    text: bytes
    offset: int
    size: int
    uses: tuple[_Use, ...]


class _Use(NamedTuple):
    """A local variable's name at `start:end` of a run's text."""

    name: bytes
    start: int
    end: int
    shorthand: bool


class _Variable(NamedTuple):
    """A variable, and the token that follows it in the body."""

    name: bytes
    following: bytes


class _Crate(NamedTuple):
    """`$crate`, at byte `offset` of the definition."""

    offset: int


class _Count(NamedTuple):
    """`${count($x)}`."""

    name: bytes


class _Index(NamedTuple):
    """`${index()}` or `${len()}`, `depth` repetitions out of the innermost."""

    length: bool
    depth: int


class _Repeat(NamedTuple):
    """`$( ... )`, with the variables in it at any depth; `separator` is a run."""

    nodes: tuple[_Node, ...]
    names: tuple[bytes, ...]
    separator: _Run | None


_Node = _Run | _Variable | _Crate | _Count | _Index | _Repeat


class Body(NamedTuple):
    """A compiled body; `locals` are the names of the variables that it binds itself."""

    nodes: tuple[_Node, ...]
    locals: frozenset[bytes]


class _Ignored(NamedTuple):
    """A `${ignore($x)}`, which only drives a repetition."""

    name: bytes


def compile_body(tokens: Tokens, start: int, end: int, variables: frozenset[bytes]) -> Body:
    """Compile the body in the tokens `start:end` of a rule whose pattern binds `variables`."""
    uses = find_locals(tokens, start, end)
    compiler = _Compiler(tokens, variables, uses)
    nodes, _ = compiler.nodes(start, end, 0)
    return Body(nodes, frozenset(tokens.texts[index] for index in uses))


class _Compiler(NamedTuple):
    tokens: Tokens
    variables: frozenset[bytes]
    uses: Mapping[int, bool]

    def nodes(self, index: int, end: int, depth: int) -> tuple[tuple[_Node, ...], tuple[bytes, ...]]:  # noqa: C901 - one case a form
        """Compile a stretch of the body; give its nodes and the variables in it."""
        if depth > DEEPEST_REPETITION:
            raise MacroError(MALFORMED, "repetitions nest too deep")
        texts, after = self.tokens.texts, self.tokens.after
        nodes: list[_Node] = []
        names: list[bytes] = []
        run = index
        while index < end:
            following = texts[index + 1] if index + 1 < end else b""
            if texts[index] != b"$" or not self.is_form(index + 1):
                index += 1
                continue
            if run < index:
                nodes.append(self.run(run, index))
            if following == b"(":
                repetition = read_repetition(self.tokens, index)
                inner, inner_names = self.nodes(repetition.start, repetition.end, depth + 1)
                low, high = repetition.separator
                separator = self.run(low, high) if low < high else None
                nodes.append(_Repeat(inner, inner_names, separator))
                names += inner_names
                index = repetition.after
            elif following == b"{":
                expression = self.expression(index + 2)
                if not isinstance(expression, _Ignored):
                    nodes.append(expression)
                if isinstance(expression, _Ignored | _Count):
                    names.append(expression.name)
                index = after[index + 1]
            elif following == b"crate":
                nodes.append(_Crate(self.tokens.starts[index]))
                index += 2
            elif following == b"$":
                run = index + 1  # the second one stays, for a macro that the expansion defines
                index += 2
                continue
            else:
                nodes.append(_Variable(following, texts[index + 2] if index + 2 < end else b""))
                names.append(following)
                index += 2
            run = index
        if run < end:
            nodes.append(self.run(run, end))
        return tuple(nodes), tuple(dict.fromkeys(names))

    def is_form(self, index: int) -> bool:
        """Tell if the `$` before `index` means something to this macro; a variable of another macro does not."""
        text = self.tokens.texts[index]
        return text in {b"(", b"{", b"$", b"crate"} or text in self.variables

    def run(self, start: int, end: int) -> _Run:
        """Cut the body's tokens `start:end`."""
        tokens = self.tokens
        offset = tokens.starts[start]
        text = tokens.source[offset : tokens.ends[end - 1]]
        if tokens.kinds[end - 1] == DOC:
            text += b"\n"
        uses = tuple(
            _Use(tokens.texts[at], tokens.starts[at] - offset, tokens.ends[at] - offset, self.uses[at])
            for at in range(start, end)
            if at in self.uses
        )
        return _Run(text, offset, end - start, uses)

    def expression(self, index: int) -> _Ignored | _Count | _Index:
        """Read what stands in `${...}`."""
        texts = self.tokens.texts
        word = texts[index]
        inside = [text for text in texts[index + 2 : self.tokens.after[index + 1] - 1] if text != b"$"]
        if texts[index + 1] == b"(":
            if word in {b"index", b"len"} and (not inside or inside[0].isdigit()):
                return _Index(word == b"len", int(inside[0][:3]) if inside else 0)
            if word in {b"count", b"ignore"} and inside:
                return _Count(inside[0]) if word == b"count" else _Ignored(inside[0])
        raise MacroError(MALFORMED, "an unknown expression of a variable")


class Transcription(NamedTuple):
    """Puts a body out for one invocation; `renamed` locals get `suffix`."""

    tokens: Tokens
    output: Output
    budget: Budget
    crate: bytes
    renamed: frozenset[bytes]
    suffix: bytes

    def transcribe(
        self, nodes: tuple[_Node, ...], bindings: Bindings, rounds: tuple[tuple[int, int], ...] = ()
    ) -> None:
        """Put the nodes out; `rounds` has (index, length) of each repetition around them, the innermost last."""
        for node in nodes:
            if isinstance(node, _Run):
                self.run(node)
            elif isinstance(node, _Variable):
                self.variable(node, bindings)
            elif isinstance(node, _Repeat):
                self.repeat(node, bindings, rounds)
            elif isinstance(node, _Crate):
                self.output.body(self.crate, node.offset)
            elif isinstance(node, _Count):
                self.output.plain(b"%d" % sum(1 for _ in _leaves(bindings.get(node.name, []))))
            elif node.depth < len(rounds):
                self.output.plain(b"%d" % rounds[-1 - node.depth][node.length])
            else:
                raise MacroError(MALFORMED, "an index outside of a repetition")

    def run(self, run: _Run) -> None:
        """Put a run out, its renamed locals apart."""
        self.budget.spend_tokens(run.size)
        uses = [use for use in run.uses if use.name in self.renamed]
        reached = 0
        for use in uses:
            if reached < use.start:
                self.output.body(
                    run.text[reached : use.start].strip(), run.offset + reached + _blanks(run.text, reached)
                )
            if use.shorthand:
                self.output.body(use.name, run.offset + use.start)
                self.output.plain(b":")
            self.output.body(use.name + self.suffix, run.offset + use.start)
            reached = use.end
        if reached < len(run.text):
            blanks = _blanks(run.text, reached) if uses else 0
            self.output.body(run.text[reached + blanks :], run.offset + reached + blanks)

    def repeat(self, repeat: _Repeat, bindings: Bindings, rounds: tuple[tuple[int, int], ...]) -> None:
        """Put a repetition out as often as its variables were matched, all of them as often."""
        lists = {name: entries for name in repeat.names if isinstance(entries := bindings.get(name), list)}
        if not lists:
            raise MacroError(MALFORMED, "a repetition without a repeated variable")
        length = min(map(len, lists.values()))
        if length != max(map(len, lists.values())):
            raise MacroError(MALFORMED, "variables repeat a different number of times")
        inner = dict(bindings)
        for index in range(length):
            self.budget.spend_tokens(1)
            if index and repeat.separator:
                self.run(repeat.separator)
            for name, entries in lists.items():
                inner[name] = entries[index]
            self.transcribe(repeat.nodes, inner, (*rounds, (index, length)))

    def variable(self, variable: _Variable, bindings: Bindings) -> None:
        """Put out what a variable stands for, in brackets where the grammar needs them."""
        fragment = bindings[variable.name]
        if isinstance(fragment, list):
            raise MacroError(MALFORMED, "a variable outside of its repetition")
        if fragment.start >= fragment.end:
            return
        self.budget.spend_tokens(fragment.end - fragment.start)
        opener, closer = self.brackets(fragment, variable.following)
        if opener:
            self.output.plain(opener)
        self.output.fragment(fragment.start, fragment.end)
        if closer:
            self.output.plain(closer)

    def brackets(self, fragment: Fragment, following: bytes) -> tuple[bytes, bytes]:
        """Choose the brackets that keep a fragment in one piece."""
        tokens, (kind, start, end) = self.tokens, fragment
        if kind in {b"expr", b"expr_2021"}:
            if tokens.texts[start] in _BLOCK_STARTS and expression_end(tokens, start, statement=True) == end:
                return (b"(", b")") if following in _GOES_ON_WITH_BLOCK else (b"", b"")
            return (b"(", b")") if tokens.after[start] < end else (b"", b"")
        if kind == b"ty" and following == b"::" and end - start > 1:
            plain = all(
                tokens.kinds[at] == IDENT or (tokens.kinds[at] == PUNCT and tokens.texts[at] == b"::")
                for at in range(start, end)
            )
            return (b"", b"") if plain else (b"<", b">")
        return b"", b""


def _leaves(binding: Binding) -> Iterator[Fragment]:
    if isinstance(binding, list):
        for entry in binding:
            yield from _leaves(entry)
    else:
        yield binding


def _blanks(text: bytes, start: int) -> int:
    """Count the white space at `start`."""
    return len(text) - start - len(text[start:].lstrip())
