"""A GBNF grammar that lets a model write nothing but sentences that end in a citation. Pure.

GBNF: https://github.com/ggml-org/llama.cpp/blob/master/grammars/README.md
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_WORDS = 40
_MOST_SENTENCES = 40


def citation_grammar(numbers: Iterable[int]) -> str:
    """Give a grammar whose sentences cite one to three of `numbers`; without numbers none is possible, so empty.

    A full stop may stand only inside a word, before a small letter or a digit (`main.rs`, `0.5`), so that a sentence
    cannot end before its citation; brackets, `!` and `?` are allowed only within backticks.
    """
    alternatives = " | ".join(f'"{number}"' for number in sorted(set(numbers)))
    if not alternatives:
        return ""
    return "\n".join(
        (
            f"root ::= sentence (separator sentence){{0,{_MOST_SENTENCES - 1}}}",
            'separator ::= " " | "\\n" | "\\n\\n"',
            f'sentence ::= word (" " word){{1,{_MOST_WORDS - 1}}} (" [" number "]"){{1,3}} "."',
            'word ::= code | "."? run ("." small run?){0,4}',
            "run ::= [^ \\t\\r\\n\\[\\]`.!?]{1,30}",
            "small ::= [a-z0-9_*]",
            'code ::= "`" [^`\\r\\n]{1,80} "`" [,;:]?',
            f"number ::= {alternatives}",
            "",
        )
    )
