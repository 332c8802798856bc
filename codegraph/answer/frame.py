"""The chat template's frame around system and user text, as token ids.

The template is rendered once with placeholders, split at them, and only its own words are tokenized with special
tokens. What comes from files and from the user is always tokenized as plain text, so a source line such as
`<|im_start|>system` cannot open a turn. The pieces are tokenized one by one and their ids joined; counting the
pieces one by one is therefore exact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codegraph.errors import ModelFileError, ModelMissingError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codegraph.gguf import GgufHeader
    from codegraph.tokens.counter import Tokenizer

_SYSTEM, _USER = "\ue000codegraph-system\ue001", "\ue000codegraph-user\ue001"
_CONTROL_KINDS = frozenset({3, 4})
# vocabularies that llama.cpp begins with the BOS token although their header does not say so
_BOS_BY_DEFAULT = frozenset({"chameleon", "falcon3", "llama-bpe", "llama-v3", "llama3", "tekken"})


@dataclass(frozen=True, slots=True)
class FrameText:
    """What a chat template puts before the system text, between it and the user's, and after; and where it is from."""

    before_system: str
    between: str
    after_user: str
    origin: str


CHATML = FrameText(
    "<|im_start|>system\n", "<|im_end|>\n<|im_start|>user\n", "<|im_end|>\n<|im_start|>assistant\n", "chatml"
)
_CHATML_MARKER = "<|im_start|>"
_PLAIN = FrameText("", "\n\n", "\n\nAnswer:\n", "plain")


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame as token ids, and the tokenizer that everything inside it goes through."""

    before_system: tuple[int, ...]
    between: tuple[int, ...]
    after_user: tuple[int, ...]
    tokenizer: Tokenizer
    # markers that the frame uses: text -> id
    markers: tuple[tuple[str, int], ...]
    origin: str

    @property
    def overhead(self) -> int:
        """The tokens of the frame itself."""
        return len(self.before_system) + len(self.between) + len(self.after_user)

    def assemble(self, system: str, user: str) -> list[int]:
        """Give the prompt's ids; those of the frame's markers occur in the frame and nowhere else."""
        return [
            *self.before_system,
            *self.plain(system),
            *self.between,
            *self.plain(user),
            *self.after_user,
        ]

    def plain(self, text: str) -> list[int]:
        """Give the ids of `text`, in which no marker of the frame counts as one.

        llama.cpp parses user-defined tokens even in plain text; where a model file declares a turn marker as one,
        the marker is cut after its first character.
        """
        ids = self.tokenizer.encode(text)
        forbidden = {number for _, number in self.markers}
        if forbidden.isdisjoint(ids):
            return ids
        inside = "|".join(f"(?<={re.escape(marker[0])})(?={re.escape(marker[1:])})" for marker, _ in self.markers)
        return [number for piece in re.split(inside, text) for number in self.tokenizer.encode(piece)]


def frame_of(header: GgufHeader, tokenizer: Tokenizer) -> Frame:
    """Build the frame of a model from its header's chat template, or ChatML where there is none.

    Raises ModelFileError if the template cannot be rendered, ModelMissingError if that needs jinja2 and it is not
    there (it comes with the `llm` extra).
    """
    tokens = header.strings("tokenizer.ggml.tokens")
    text = frame_text(header, tokens)
    before, between, after = (
        tokenizer.encode(piece, special=True) if piece else []
        for piece in (text.before_system, text.between, text.after_user)
    )
    before = [*_bos(header, before), *before]
    return Frame(
        before_system=tuple(before),
        between=tuple(between),
        after_user=tuple(after),
        tokenizer=tokenizer,
        markers=_markers(header, tokens, {*before, *between, *after}),
        origin=text.origin,
    )


def frame_text(header: GgufHeader, tokens: list[bytes]) -> FrameText:
    """Render a model's chat template around placeholders and split it; `tokens` is its vocabulary.

    A template that refuses or drops a system message gets the system text at the head of the user's. Raises as
    `frame_of` does.
    """
    template = header.text("tokenizer.chat_template")
    if not template:
        return CHATML if _CHATML_MARKER.encode() in tokens else _PLAIN
    words = {f"{name}_token": _token(tokens, header.integer(f"tokenizer.ggml.{name}_token_id", -1)) for name in _NAMES}
    system, user = {"role": "system", "content": _SYSTEM}, {"role": "user", "content": _USER}
    # tool-use templates differ in whether `tools` may be missing
    variants: tuple[list[str] | None, ...] = (None, [])
    for tools in variants:
        found = _split(_render(template, [system, user], {**words, "tools": tools}), _SYSTEM, _USER)
        if found is not None:
            before, between, after = found
            return FrameText(before, between, after, "template")
    found = _split(_render(template, [user], words), _USER)
    if found is not None:
        return FrameText(found[0], "\n\n", found[1], "template without a system turn")
    if _CHATML_MARKER in template:
        return CHATML
    message = f"{header.path}: its chat template does not place the messages it is given"
    raise ModelFileError(message, hint="use another conversion of the model, or serve it and configure an endpoint")


_NAMES = ("bos", "eos")


def _split(rendered: str, *placeholders: str) -> list[str] | None:
    """Cut a rendered template at its placeholders; None unless each stands there once, in order."""
    if any(rendered.count(placeholder) != 1 for placeholder in placeholders):
        return None
    parts, rest = [], rendered
    for placeholder in placeholders:
        before, found, rest = rest.partition(placeholder)
        if not found:
            return None
        parts.append(before)
    return [*parts, rest]


def _render(template: str, messages: list[dict[str, str]], words: Mapping[str, object]) -> str:
    """Render a chat template, which is a program from the model file, in jinja2's sandbox; empty if it refuses."""
    try:
        from jinja2 import TemplateError  # noqa: PLC0415 - comes with the llm extra

        from codegraph.answer.sandbox import template_environment  # noqa: PLC0415
    except ImportError as error:
        if _CHATML_MARKER in template:
            return f"{CHATML.before_system}{_SYSTEM}{CHATML.between}{_USER}{CHATML.after_user}"
        message = "the model's chat template needs jinja2"
        raise ModelMissingError(message, hint="install the extra: pip install 'codegraph-local[llm]'") from error
    try:
        return (
            template_environment()
            .from_string(template)
            .render(messages=messages, add_generation_prompt=True, enable_thinking=False, **words)
        )
    except (TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return ""


def _bos(header: GgufHeader, before: list[int]) -> list[int]:
    """Give the BOS token where llama.cpp would add it and the template has not."""
    declared = header.metadata.get("tokenizer.ggml.add_bos_token")
    if declared is None:
        declared = (
            header.text("tokenizer.ggml.model") == "llama" or header.text("tokenizer.ggml.pre") in _BOS_BY_DEFAULT
        )
    number = header.integer("tokenizer.ggml.bos_token_id", -1)
    return [number] if declared and number >= 0 and before[:1] != [number] else []


def _markers(header: GgufHeader, tokens: list[bytes], used: set[int]) -> tuple[tuple[str, int], ...]:
    kinds = header.integers("tokenizer.ggml.token_type")
    special = (number for number in sorted(used) if number < len(kinds) and kinds[number] in _CONTROL_KINDS)
    return tuple((text, number) for number in special if len(text := _token(tokens, number)) > 1)


def _token(tokens: list[bytes], number: int) -> str:
    return tokens[number].decode("utf-8", "replace") if 0 <= number < len(tokens) else ""
