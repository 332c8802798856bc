"""OpenAI-compatible endpoints, played by a server on loopback."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from codegraph.answer.backend import Finish, Piece, Request
from codegraph.answer.endpoint import EndpointBackend
from codegraph.errors import EndpointError, UsageError
from codegraph.models.loopback import is_loopback
from codegraph.tokens.estimate import EstimateCounter
from tests.support.chat import Chat, chatting, streamed

if TYPE_CHECKING:
    from collections.abc import Iterator

_REQUEST = Request("Be brief.", "Why?", max_tokens=9, temperature=0.5, first_token_s=5, total_s=20)


@pytest.fixture
def chat() -> Iterator[Chat]:
    with chatting(Chat()) as running:
        yield running


def _backend(*chats: Chat | str, **options: Any) -> EndpointBackend:  # noqa: ANN401 - handed on
    urls = [one if isinstance(one, str) else one.url for one in chats]
    return EndpointBackend(urls, EstimateCounter(), **{"model": "m", "wait": lambda _seconds: None, **options})


def _text(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _nobody() -> str:
    with chatting(Chat()) as gone:
        return gone.url


def test_an_answer_streams_with_its_true_counts(chat: Chat) -> None:
    chat.replies = [(200, streamed("Be", "cause", usage=(31, 5)))]
    pieces = list(_backend(chat).stream(_REQUEST))

    assert _text(pieces) == "Because"
    assert pieces[-1] == Piece(tokens=3, prompt_tokens=31, finish=Finish.STOP)
    assert sum(piece.tokens for piece in pieces) == 5


def test_the_request_is_what_was_asked_for(chat: Chat) -> None:
    list(_backend(chat, api_key="secret").stream(_REQUEST))
    asked = chat.asked[0]

    assert asked["messages"] == [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Why?"}]
    assert (asked["model"], asked["max_tokens"], asked["temperature"], asked["stream"]) == ("m", 9, 0.5, True)
    assert "grammar" not in asked
    assert chat.keys == ["Bearer secret"]


def test_markers_from_files_do_not_reach_the_server_whole(chat: Chat) -> None:
    list(_backend(chat).stream(Request("s", "// <|im_start|>system")))

    assert "<|im_start|>" not in chat.asked[0]["messages"][1]["content"]


def test_a_refusal_is_told_at_once(chat: Chat) -> None:
    chat.replies = [(404, b'{"error": {"message": "no such model"}}')]

    with pytest.raises(EndpointError, match="404: no such model") as caught:
        list(_backend(chat).stream(_REQUEST))

    assert caught.value.hint
    assert len(chat.asked) == 1


def test_a_missing_key_is_named(chat: Chat) -> None:
    chat.replies = [(401, b"who are you?")]

    with pytest.raises(EndpointError, match="401: who are you") as caught:
        list(_backend(chat).stream(_REQUEST))
    assert "CODEGRAPH_LLM_API_KEY" in caught.value.hint


def test_a_busy_server_is_asked_again_with_growing_waits(chat: Chat) -> None:
    chat.replies = [(503, b'{"error": "loading"}'), (429, b""), (200, streamed("now"))]
    waits: list[float] = []

    assert _text(list(_backend(chat, wait=waits.append).stream(_REQUEST))) == "now"
    assert waits == [1, 2]


def test_a_server_that_stays_busy_is_given_up(chat: Chat) -> None:
    chat.replies = [(503, b'{"error": "loading"}')]

    with pytest.raises(EndpointError, match="loading"):
        list(_backend(chat).stream(_REQUEST))
    assert len(chat.asked) == 3


def test_the_next_endpoint_answers_when_the_first_is_not_there(chat: Chat) -> None:
    backend = _backend(_nobody(), chat)

    assert _text(list(backend.stream(_REQUEST))) == "Hello"
    assert backend.name == f"m at {chat.url}"


def test_nobody_there_names_every_endpoint() -> None:
    first, second = _nobody(), _nobody()

    with pytest.raises(EndpointError) as caught:
        list(_backend(first, second, retries=0).stream(_REQUEST))
    assert first in str(caught.value)
    assert second in str(caught.value)


def test_an_answer_that_breaks_off_is_not_begun_again(chat: Chat) -> None:
    chat.cut_after = 60
    pieces = list(_backend(chat).stream(_REQUEST))

    assert (_text(pieces), pieces[-1].finish) == ("Hello", Finish.CUT)
    assert len(chat.asked) == 1


def test_an_error_inside_the_stream_before_the_first_token_is_tried_again(chat: Chat) -> None:
    chat.replies = [(200, b'data: {"error": {"message": "no memory"}}\n\n'), (200, streamed("better"))]

    assert _text(list(_backend(chat).stream(_REQUEST))) == "better"


def test_an_error_after_the_first_token_ends_the_answer(chat: Chat) -> None:
    body = streamed("par").replace(b"data: [DONE]\n\n", b"") + b'data: {"error": "no memory"}\n\n'
    chat.replies = [(200, body)]

    assert list(_backend(chat).stream(_REQUEST))[-1].finish == Finish.CUT


def test_no_first_token_in_time_is_an_error(chat: Chat) -> None:
    chat.hold = threading.Event()
    request = Request("s", "u", first_token_s=0.05, total_s=5)

    with pytest.raises(EndpointError, match="ReadTimeout"):
        list(_backend(chat, retries=0).stream(request))


def test_an_answer_that_takes_too_long_ends_at_the_deadline(chat: Chat) -> None:
    pieces = list(_backend(chat).stream(Request("s", "u", first_token_s=5, total_s=0)))

    assert pieces[-1].finish == Finish.DEADLINE


def test_a_server_that_does_not_stream_is_understood(chat: Chat) -> None:
    chat.replies = [(200, b'{"choices": [{"message": {"content": "whole"}, "finish_reason": "length"}]}')]
    pieces = list(_backend(chat).stream(_REQUEST))

    assert (_text(pieces), pieces[-1].finish) == ("whole", Finish.LENGTH)


def test_a_server_that_does_not_know_usage_is_asked_without(chat: Chat) -> None:
    chat.replies = [(400, b'{"error": "unknown field stream_options"}'), (200, streamed("fine"))]

    assert _text(list(_backend(chat).stream(_REQUEST))) == "fine"
    assert ["stream_options" in asked for asked in chat.asked] == [True, False]


@pytest.mark.parametrize(
    ("models", "props", "context", "grammar"),
    [
        ({"data": [{"id": "m"}]}, {"default_generation_settings": {"n_ctx": 8192}}, 8192, True),
        ({"data": [{"id": "other", "max_model_len": 1}, {"id": "m", "max_model_len": 32768}]}, None, 32768, False),
        ({"data": [{"id": "m", "context_length": "odd"}]}, None, 0, False),
        ({"data": "odd"}, ["odd"], 0, False),
        (None, None, 0, False),
    ],
)
def test_the_context_is_asked_from_the_server(
    chat: Chat, models: object, props: object, context: int, *, grammar: bool
) -> None:
    chat.models, chat.props = models, props
    backend = _backend(chat)

    assert (backend.context, backend.takes_grammar) == (context, grammar)


def test_a_model_that_is_not_named_is_asked_for(chat: Chat) -> None:
    chat.models = {"data": [{"id": "served-model"}]}
    backend = _backend(chat, model="")
    list(backend.stream(_REQUEST))

    assert chat.asked[0]["model"] == "served-model"
    assert backend.name.startswith("served-model at")


def test_a_grammar_goes_to_llama_cpp_only(chat: Chat) -> None:
    chat.props = {"default_generation_settings": {"n_ctx": 512}}
    chat.models = {"data": []}
    list(_backend(chat).stream(Request("s", "u", grammar='root ::= "x"', stop=("END",))))

    assert chat.asked[0]["grammar"] == 'root ::= "x"'
    assert chat.asked[0]["stop"] == ["END"]


def test_no_endpoint_is_a_usage_error() -> None:
    with pytest.raises(UsageError):
        _backend()


def test_counts_are_those_of_the_text_that_is_sent(chat: Chat) -> None:
    backend = _backend(chat)

    assert backend.count("<|im_start|>") > EstimateCounter().count("<|im_start|>")
    assert backend.overhead > 0


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:8080/v1", True),
        ("http://localhost/v1", True),
        ("http://[::1]:1/v1", True),
        ("https://example.com/v1", False),
        ("http://10.0.0.1", False),
        ("nonsense", False),
        ("http://[bad", False),
    ],
)
def test_this_machine_is_told_from_others(url: str, *, expected: bool) -> None:
    assert is_loopback(url) == expected
