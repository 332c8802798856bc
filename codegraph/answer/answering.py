"""From a packed prompt to a stream of events: tokens and checked citations as they come, then the whole answer.

Events, in order: `token` and `citation` mixed, then one `done`. A `token` event whose data has `citations` is a
whole marker, such as `[2]`, which an interface may show as the place it cites; the text of all `token` events
together is the answer.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from codegraph.answer.alignment import doubtful_sentences, support_of
from codegraph.answer.backend import Finish, Piece, Request
from codegraph.answer.citations import CitationReader, check_citation
from codegraph.answer.grammar import citation_grammar
from codegraph.model import AnswerEvent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codegraph.answer.alignment import Support
    from codegraph.answer.backend import Backend
    from codegraph.answer.citations import Fragment
    from codegraph.model import Citation, PackedPrompt

_DEGRADED = {
    Finish.LENGTH: "answer-cut-at-max-tokens",
    Finish.DEADLINE: "answer-cut-at-deadline",
    Finish.CUT: "answer-cut-by-model",
}


def answer(
    prompt: PackedPrompt,
    backend: Backend,
    *,
    max_tokens: int = 512,
    temperature: float = 0.2,
    force_citations: bool = False,
    first_token_s: float = 300.0,
    total_s: float = 1800.0,
) -> Iterator[AnswerEvent]:
    """Ask the backend and yield `token`, `citation` and `done` events; times in seconds.

    `force_citations` binds the answer to sentences that end in `[n]`, where the backend takes a grammar. Ctrl-C while
    the answer streams ends it with a `done` event that says `interrupted`; an interface that catches it between two
    events hands it back with `events.throw(KeyboardInterrupt)` and goes on reading. Raises what `Backend.stream`
    raises before the first token.
    """
    grammar = citation_grammar(part.n for part in prompt.parts) if force_citations else ""
    state = _State(prompt, CitationReader(frozenset(part.n for part in prompt.parts)))
    if force_citations and not (grammar and backend.takes_grammar):
        state.degraded.append("citations-not-forced")
    request = Request(
        system=prompt.system,
        user=prompt.user,
        max_tokens=max_tokens,
        temperature=temperature,
        grammar=grammar if backend.takes_grammar else "",
        first_token_s=first_token_s,
        total_s=total_s,
    )
    try:
        for piece in backend.stream(request):
            yield from state.take(piece)
    except KeyboardInterrupt:
        state.interrupted = True
    yield from state.events(state.reader.finish())
    supports = support_of(state.text, prompt.parts)
    yield from state.align(supports)
    yield AnswerEvent("done", state.summary(backend.name, supports))


@dataclass(slots=True)
class _State:
    """What is known of the answer so far."""

    prompt: PackedPrompt
    reader: CitationReader
    started: float = field(default_factory=time.monotonic)
    first_token: float = 0.0
    text: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    interrupted: bool = False
    degraded: list[str] = field(default_factory=list)
    citations: dict[tuple[int, str], Citation] = field(default_factory=dict)

    def take(self, piece: Piece) -> Iterator[AnswerEvent]:
        self.tokens_in = piece.prompt_tokens or self.tokens_in
        self.tokens_out += piece.tokens
        if (piece.tokens or piece.text) and not self.first_token:
            self.first_token = time.monotonic()
        if piece.finish in _DEGRADED:
            self.degraded.append(_DEGRADED[piece.finish])
        yield from self.events(self.reader.feed(piece.text))

    def events(self, fragments: Iterator[Fragment]) -> Iterator[AnswerEvent]:
        for fragment in fragments:
            self.text += fragment.text
            if not fragment.numbers:
                yield AnswerEvent("token", {"text": fragment.text})
                continue
            found = [check_citation(number, self.prompt.parts, "model") for number in fragment.numbers]
            yield AnswerEvent("token", {"text": fragment.text, "citations": [citation._asdict() for citation in found]})
            for citation in found:
                if (citation.n, citation.origin) not in self.citations:
                    self.citations[citation.n, citation.origin] = citation
                    yield AnswerEvent("citation", citation._asdict())

    def align(self, supports: list[Support]) -> Iterator[AnswerEvent]:
        for support in supports:
            if support.part:
                citation = check_citation(support.part, self.prompt.parts, "aligned")
                self.citations.setdefault((citation.n, citation.origin), citation)
                place = {"sentence": support.sentence.text, "score": round(support.score, 3)}
                yield AnswerEvent("citation", citation._asdict() | place)

    def summary(self, model: str, supports: list[Support]) -> dict[str, Any]:
        now = time.monotonic()
        writing = now - self.first_token if self.first_token else 0.0
        if not self.text.strip() and not self.interrupted:
            self.degraded.append("empty-answer")
        return {
            "answer": self.text,
            "citations": [citation._asdict() for citation in self.citations.values()],
            "aligned": [
                {"sentence": support.sentence.text, "n": support.part, "score": round(support.score, 3)}
                for support in supports
                if support.part
            ],
            "unsupported": [support.sentence.text for support in supports if not support.part],
            "doubtful": [sentence.text for sentence in doubtful_sentences(self.text, self.prompt.parts)],
            "timings": {
                "first_token_ms": round((self.first_token - self.started) * 1000, 1) if self.first_token else None,
                "total_ms": round((now - self.started) * 1000, 1),
                "tokens_per_s": round(self.tokens_out / writing, 1) if writing > 0 else 0.0,
            },
            "tokens_in": self.tokens_in or self.prompt.tokens,
            "tokens_out": self.tokens_out,
            "model": model,
            "degraded": self.degraded,
            "interrupted": self.interrupted,
        }
