r"""How llama.cpp cuts text into words before merging, for each `tokenizer.ggml.pre` that is known here.

The patterns come from `llm_tokenizer_bpe` in llama.cpp's `llama-vocab.cpp`. Where it applies several patterns one
after the other, the single pattern here gives the same pieces: digits that are split off first need
`\s+(?=\p{N})`, because white space before a digit then ends a piece. A name is listed only where that source
leaves no doubt; every other vocabulary is counted by llama.cpp itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_CONTRACTIONS = r"'(?:[sStTmMdD]|[rR][eE]|[vV][eE]|[lL][lL])"
_SPACES = r"\s+(?!\S)|\s+"

_GPT2 = r"'(?:[stmd]|re|ve|ll)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|" + _SPACES
_DIGITS_FIRST = r"\p{N}|'(?:[stmd]|re|ve|ll)| ?\p{L}+| ?[^\s\p{L}\p{N}]+|\s+(?=\p{N})|" + _SPACES
_TAIL = r" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|" + _SPACES
_QWEN2 = _CONTRACTIONS + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}|" + _TAIL
_LLAMA3 = _CONTRACTIONS + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}|" + _TAIL
_QWEN35 = _CONTRACTIONS + r"|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|\s*[\r\n]+|" + _SPACES
_SEED_CODER = _CONTRACTIONS + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}\r\n]+|\s*[\r\n]+|" + _SPACES
_DEEPSEEK_CODER = (
    r"[\r\n]|[^\S\r\n]?\p{L}+|[^\S\r\n]?\p{P}+|\p{N}"
    r"|[^\r\n\p{L}\p{P}\p{N}]+?(?=[^\S\r\n]?[\p{L}\p{P}]|[\r\n\p{N}]|\z)"
)


@dataclass(frozen=True, slots=True)
class Pretokens:
    """`pattern` finds the pieces; `whole` says that a piece in the vocabulary is taken whole, merges or not."""

    pattern: str
    whole: bool = False


PRETOKENS: Mapping[str, Pretokens] = MappingProxyType(
    {
        **dict.fromkeys(("gpt-2", "mellum", "mpt", "olmo", "phi-2"), Pretokens(_GPT2)),
        **dict.fromkeys(("codeshell", "command-r", "refact", "smollm", "starcoder"), Pretokens(_DIGITS_FIRST)),
        **dict.fromkeys(("deepseek-r1-qwen", "megrez", "qwen2", "stablelm2"), Pretokens(_QWEN2)),
        **dict.fromkeys(("dbrx", "smaug-bpe", "chatglm-bpe"), Pretokens(_LLAMA3)),
        **dict.fromkeys(("falcon3", "glm4", "llama-bpe", "llama-v3", "llama3"), Pretokens(_LLAMA3, whole=True)),
        "qwen35": Pretokens(_QWEN35),
        "seed-coder": Pretokens(_SEED_CODER),
        "deepseek-coder": Pretokens(_DEEPSEEK_CODER),
    }
)
