"""A macro's rules: read once, expanded for each invocation."""

from __future__ import annotations

from typing import NamedTuple

from codegraph.resolve.expansion.limits import MALFORMED, NO_RULE_MATCHES, TOO_DEEP, TOO_LARGE, Budget, MacroError
from codegraph.resolve.expansion.matcher import match_pattern
from codegraph.resolve.expansion.output import Argument, Expansion, Output, read_argument
from codegraph.resolve.expansion.program import FRAGMENT, Instruction, compile_pattern
from codegraph.resolve.expansion.tokens import OPEN, TokenError, Tokens, tokenize
from codegraph.resolve.expansion.transcribe import Body, Transcription, compile_body

_LARGEST_DEFINITION = 1_000_000


class _Rule(NamedTuple):
    pattern: tuple[Instruction, ...]
    body: Body


class MacroRules(NamedTuple):
    """The rules of one `macro_rules!`, in order."""

    rules: tuple[_Rule, ...]

    @classmethod
    def parse(cls, text: str) -> MacroRules:
        """Read the text between the outer brackets of a definition; MacroError("malformed-macro") for other text."""
        source = text.encode("utf-8", "surrogatepass")
        if len(source) > _LARGEST_DEFINITION:
            raise MacroError(TOO_LARGE, "the definition")
        try:
            tokens = tokenize(source)
        except TokenError as error:
            raise MacroError(MALFORMED, "brackets or quotes that do not pair") from error
        rules = []
        index, last = 0, len(tokens.texts) - 2
        while index < last:
            if tokens.kinds[index] != OPEN:
                raise MacroError(MALFORMED, "a rule starts with no bracket")
            arrow = tokens.after[index]
            if tokens.texts[arrow] != b"=>" or tokens.kinds[arrow + 1] != OPEN:
                raise MacroError(MALFORMED, "a rule without a body")
            end = tokens.after[arrow + 1]
            rules.append(_compile_rule(tokens, index, arrow + 1))
            if tokens.texts[end] == b";":
                end += 1
            elif end < last:
                raise MacroError(MALFORMED, "rules without `;` between them")
            index = end
        if not rules:
            raise MacroError(MALFORMED, "no rules")
        return cls(tuple(rules))

    def expand(self, argument: str, *, crate: str, budget: Budget, depth: int = 0) -> Expansion:
        """Expand an invocation.

        `argument` is its token tree with its brackets, `crate` what `$crate` becomes, `depth` the number of
        expansions around this one. MacroError("no-rule-matches") when no rule takes the argument, and
        MacroError("too-large" or "too-deep") when the budget is spent.
        """
        if depth > budget.depth:
            raise MacroError(TOO_DEEP, "expansions nest too deep")
        source = argument.encode("utf-8", "surrogatepass")
        budget.spend_tokens(len(source) // 64)
        try:
            read = read_argument(source)
        except TokenError as error:
            raise MacroError(NO_RULE_MATCHES, "brackets or quotes that do not pair") from error
        tokens = read.tokens
        last = len(tokens.texts) - 2
        if not last or tokens.kinds[0] != OPEN or tokens.after[0] != last:
            raise MacroError(NO_RULE_MATCHES, "the argument is no token tree")
        budget.spend_tokens(last)
        for rule in self.rules:
            bindings = match_pattern(rule.pattern, tokens, 1, last - 1, budget)
            if bindings is not None:
                transcription = _begin(rule.body, read, crate.encode(), budget)
                transcription.transcribe(rule.body.nodes, bindings)
                return transcription.output.expansion()
        raise MacroError(NO_RULE_MATCHES)


def _compile_rule(tokens: Tokens, pattern: int, body: int) -> _Rule:
    program = compile_pattern(tokens, pattern + 1, tokens.after[pattern] - 1)
    variables = frozenset(instruction.text for instruction in program if instruction.code == FRAGMENT)
    return _Rule(program, compile_body(tokens, body + 1, tokens.after[body] - 1, variables))


def _begin(body: Body, argument: Argument, crate: bytes, budget: Budget) -> Transcription:
    """Find the body's locals that the argument names too, as these are to be renamed."""
    renamed: frozenset[bytes] = frozenset()
    tokens = argument.tokens
    if body.locals:
        renamed = body.locals.intersection(tokens.texts)
    suffix = b"__m%d" % budget.mark() if renamed else b""
    return Transcription(tokens, Output(argument), budget, crate, renamed, suffix)
