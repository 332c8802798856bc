"""From a packed prompt to events: order, checked citations, interruption, figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.answer.answering import answer
from codegraph.answer.backend import Finish, Piece, Request
from codegraph.errors import EndpointError
from tests.support.packs import two_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codegraph.model import AnswerEvent


@dataclass
class Scripted:
    """A backend that says what a test wrote; an exception among the pieces is raised there."""

    script: Sequence[Piece | BaseException]
    takes_grammar: bool = False
    name: str = "scripted"
    context: int = 4096
    overhead: int = 10
    requests: list[Request] = field(default_factory=list)

    def count(self, text: str) -> int:
        return len(text)

    def stream(self, request: Request) -> Iterator[Piece]:
        self.requests.append(request)
        for step in self.script:
            if isinstance(step, BaseException):
                raise step
            yield step

    def close(self) -> None:
        """Hold nothing."""


def _says(*texts: str, finish: Finish = Finish.STOP) -> list[Piece | BaseException]:
    return [Piece(prompt_tokens=77), *(Piece(text, tokens=1) for text in texts), Piece(finish=finish)]


def _ask(script: Sequence[Piece | BaseException], **options: Any) -> list[AnswerEvent]:  # noqa: ANN401 - handed on
    return list(answer(two_parts(), Scripted(script), **options))


def test_tokens_and_citations_come_in_order_and_done_comes_last() -> None:
    events = _ask(_says("It stops ", "[", "1", "] at NUL."))

    assert [event.kind for event in events] == ["token", "token", "citation", "token", "done"]
    assert "".join(event.data["text"] for event in events if event.kind == "token") == "It stops [1] at NUL."
    assert events[1].data["citations"][0]["path"] == "crates/searcher/src/lib.rs"
    assert events[2].data == {
        "n": 1,
        "path": "crates/searcher/src/lib.rs",
        "start_line": 10,
        "end_line": 14,
        "origin": "model",
        "valid": True,
    }


def test_a_number_that_the_pack_lacks_is_flagged() -> None:
    done = _ask(_says("It stops at NUL [7]."))[-1].data

    assert [(citation["n"], citation["valid"], citation["path"]) for citation in done["citations"]] == [(7, False, "")]


def test_sentences_without_a_citation_are_aligned_or_unsupported() -> None:
    events = _ask(_says("The searcher stops at the first NUL byte. ", "Uploads retry with exponential backoff."))
    done = events[-1].data

    assert [(citation["n"], citation["origin"]) for citation in done["citations"]] == [(1, "aligned")]
    assert done["aligned"][0]["sentence"] == "The searcher stops at the first NUL byte."
    assert done["unsupported"] == ["Uploads retry with exponential backoff."]
    assert events[-2].data["origin"] == "aligned"


def test_the_figures_are_told() -> None:
    done = _ask(_says("a", "b", "c"))[-1].data

    assert (done["tokens_in"], done["tokens_out"], done["model"]) == (77, 3, "scripted")
    assert done["answer"] == "abc"
    assert 0 <= done["timings"]["first_token_ms"] <= done["timings"]["total_ms"]
    assert done["degraded"] == []
    assert done["interrupted"] is False


@pytest.mark.parametrize(
    ("finish", "reason"),
    [
        (Finish.LENGTH, "answer-cut-at-max-tokens"),
        (Finish.DEADLINE, "answer-cut-at-deadline"),
        (Finish.CUT, "answer-cut-by-model"),
    ],
)
def test_an_answer_that_was_cut_says_so(finish: Finish, reason: str) -> None:
    done = _ask(_says("Half an", finish=finish))[-1].data

    assert (done["answer"], done["degraded"]) == ("Half an", [reason])


def test_an_empty_answer_says_so() -> None:
    done = _ask(_says())[-1].data

    assert done["degraded"] == ["empty-answer"]
    assert done["timings"]["first_token_ms"] is None


def test_an_interruption_inside_the_model_leaves_the_partial_answer() -> None:
    done = _ask([Piece("It stops [1", tokens=1), KeyboardInterrupt()])[-1].data

    assert (done["answer"], done["interrupted"]) == ("It stops [1", True)


def test_an_interruption_between_events_can_be_handed_back() -> None:
    events = answer(two_parts(), Scripted(_says("It stops [1]", " and never", " ends")))
    assert next(events).data["text"] == "It stops "
    collected = [events.throw(KeyboardInterrupt), *events]  # type: ignore[attr-defined]

    assert collected[-1].kind == "done"
    assert collected[-1].data["interrupted"] is True


def test_an_error_before_the_first_token_passes_through() -> None:
    with pytest.raises(EndpointError):
        _ask([EndpointError("gone")])


def test_citations_are_forced_only_where_a_grammar_is_taken() -> None:
    free, bound = Scripted(_says("x")), Scripted(_says("x"), takes_grammar=True)
    prompt = two_parts()

    assert "citations-not-forced" in list(answer(prompt, free, force_citations=True))[-1].data["degraded"]
    assert list(answer(prompt, bound, force_citations=True))[-1].data["degraded"] == []
    list(answer(prompt, bound))

    assert [bool(request.grammar) for request in free.requests + bound.requests] == [False, True, False]


def test_settings_reach_the_backend() -> None:
    backend = Scripted(_says("x"))
    list(answer(two_parts(), backend, max_tokens=5, temperature=0.0, first_token_s=3, total_s=4))
    request = backend.requests[0]

    assert (request.max_tokens, request.temperature, request.first_token_s, request.total_s) == (5, 0.0, 3, 4)
    assert request.system == two_parts().system


@given(st.lists(st.text(alphabet="ab[]12,9 .`\n", max_size=6), max_size=12))
def test_every_citation_exists_in_the_pack_or_is_flagged_and_no_text_is_lost(texts: list[str]) -> None:
    events = _ask(_says(*texts))
    done = events[-1].data

    assert done["answer"] == "".join(texts)
    assert "".join(event.data["text"] for event in events if event.kind == "token") == "".join(texts)
    assert all(citation["valid"] == (citation["n"] in {1, 2}) for citation in done["citations"])
