"""Compiles a rule's pattern into a program for the matcher, and reads the repetitions that bodies have too."""

from __future__ import annotations

from typing import NamedTuple

from codegraph.resolve.expansion.fragments import FRAGMENTS
from codegraph.resolve.expansion.limits import MALFORMED, MacroError
from codegraph.resolve.expansion.tokens import CLOSE, IDENT, Tokens

DEEPEST_REPETITION = 32
_OPERATORS = frozenset([b"*", b"+", b"?"])

# what an instruction does; its two operands follow
LITERAL_TOKEN, FRAGMENT, SPLIT, JUMP, ENTER, ITERATE, LEAVE, MATCHED = range(8)


class Instruction(NamedTuple):
    """One step of the matcher.

    LITERAL_TOKEN: `text`. FRAGMENT: `text` is the variable, `kind` its fragment. SPLIT: goes on at the next, and at
    `target` when that fails. JUMP: goes to `target`. ENTER, ITERATE, LEAVE: mark a repetition, whose variables at
    any depth are `names`.
    """

    code: int
    text: bytes = b""
    kind: bytes = b""
    target: int = 0
    names: tuple[bytes, ...] = ()


class Repetition(NamedTuple):
    """`$( inside ) separator operator`, as token indexes: `start:end` are inside, `after` is the token behind it."""

    start: int
    end: int
    separator: tuple[int, int]
    operator: bytes
    after: int


def read_repetition(tokens: Tokens, index: int) -> Repetition:
    """Read a repetition at its `$`; MacroError where it has no operator."""
    end = tokens.after[index + 1]
    texts = tokens.texts
    separator = (end, end)
    operator = end
    if texts[end] not in _OPERATORS:
        if tokens.kinds[end] == CLOSE:
            raise MacroError(MALFORMED, "a repetition without an operator")
        operator = tokens.glued_end(end)
        separator = (end, operator)
    if texts[operator] not in _OPERATORS:
        raise MacroError(MALFORMED, "a repetition without an operator")
    return Repetition(index + 2, end - 1, separator, texts[operator], operator + 1)


def compile_pattern(tokens: Tokens, start: int, end: int) -> tuple[Instruction, ...]:
    """Compile the pattern in the tokens `start:end`; MacroError for what is none."""
    program: list[Instruction] = []
    names = _compile(tokens, start, end, program, 0)
    if len(set(names)) != len(names):
        raise MacroError(MALFORMED, "a variable is bound twice")
    program.append(Instruction(MATCHED))
    return tuple(program)


def _compile(tokens: Tokens, index: int, end: int, program: list[Instruction], depth: int) -> list[bytes]:
    """Append the instructions; give the variables in them."""
    if depth > DEEPEST_REPETITION:
        raise MacroError(MALFORMED, "repetitions nest too deep")
    texts, kinds = tokens.texts, tokens.kinds
    names: list[bytes] = []
    while index < end:
        if texts[index] != b"$":
            program.append(Instruction(LITERAL_TOKEN, texts[index]))
            index += 1
        elif texts[index + 1] == b"(":
            repetition = read_repetition(tokens, index)
            names += _compile_repetition(tokens, repetition, program, depth)
            index = repetition.after
        elif kinds[index + 1] != IDENT:
            program.append(Instruction(LITERAL_TOKEN, b"$"))
            index += 1 + (texts[index + 1] == b"$")
        elif texts[index + 1] == b"crate":
            program.append(Instruction(LITERAL_TOKEN, b"crate"))
            index += 2
        elif kinds[index + 1] == IDENT and texts[index + 2] == b":" and texts[index + 3] in FRAGMENTS:
            program.append(Instruction(FRAGMENT, texts[index + 1], texts[index + 3]))
            names.append(texts[index + 1])
            index += 4
        else:
            raise MacroError(MALFORMED, "a variable without a known fragment")
    return names


def _compile_repetition(tokens: Tokens, repetition: Repetition, program: list[Instruction], depth: int) -> list[bytes]:
    enter = len(program)
    program.append(Instruction(ENTER))
    splits = []
    if repetition.operator != b"+":
        splits.append(len(program))
        program.append(Instruction(SPLIT))
    iterate = len(program)
    program.append(Instruction(ITERATE))
    names = _compile(tokens, repetition.start, repetition.end, program, depth + 1)
    if repetition.operator != b"?":
        splits.append(len(program))
        program.append(Instruction(SPLIT))
        program += [Instruction(LITERAL_TOKEN, text) for text in tokens.texts[slice(*repetition.separator)]]
        program.append(Instruction(JUMP, target=iterate))
    for split in splits:
        program[split] = Instruction(SPLIT, target=len(program))
    inside = tuple(names)
    program.append(Instruction(LEAVE, names=inside))
    program[enter] = Instruction(ENTER, names=inside)
    program[iterate] = Instruction(ITERATE, names=inside)
    return names
