"""A GBNF grammar that lets a model write nothing but sentences that end in a citation. Pure.

GBNF: https://github.com/ggml-org/llama.cpp/blob/master/grammars/README.md
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_WORDS = 40
_MOST_SENTENCES = 40
_EXTENSIONS = '"rs" | "toml" | "md" | "py" | "json" | "txt" | "yml" | "yaml" | "js" | "ts" | "go" | "c" | "h" | "java"'


def citation_grammar(numbers: Iterable[int]) -> str:
    """Give a grammar whose sentences cite one to three of `numbers`; without numbers none is possible, so empty.

    A citation may stand inside a sentence, and must stand at its end, before or after the full stop. Other full stops
    are allowed in numbers and before file extensions, and everything within backticks: a model that may glue words
    with a dot does so rather than cite.
    """
    alternatives = " | ".join(f'"{number}"' for number in sorted(set(numbers)))
    if not alternatives:
        return ""
    return "\n".join(
        (
            f"root ::= sentence (separator sentence){{0,{_MOST_SENTENCES - 1}}}",
            'separator ::= " " | "\\n" | "\\n\\n" | "\\n- "',
            f'sentence ::= word (" " (word | citation)){{1,{_MOST_WORDS - 1}}} (citations "." | "." citations)',
            'citations ::= (" " citation){1,3}',
            'citation ::= "[" number "]"',
            'word ::= code | run ("." (extension | [0-9]{1,8}) [,;:)%]?)?',
            "run ::= [^ \\t\\r\\n\\[\\]`.!?]{1,40}",
            'code ::= "`" [^`\\r\\n]{1,80} "`" [,;:)]?',
            f"extension ::= {_EXTENSIONS}",
            f"number ::= {alternatives}",
            "",
        )
    )
