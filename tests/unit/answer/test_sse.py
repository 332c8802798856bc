"""Streams of endpoints: read however they are cut, and whatever they hold."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.answer.backend import Finish
from codegraph.answer.sse import Delta, StreamReader, error_message
from tests.support.chat import streamed


def _read(*pieces: bytes) -> tuple[list[Delta], StreamReader]:
    reader = StreamReader()
    deltas = [delta for piece in pieces for delta in reader.feed(piece)]
    return [*deltas, *reader.finish()], reader


def test_a_usual_stream_is_read() -> None:
    deltas, reader = _read(streamed("Hel", "lo", usage=(12, 2)))

    assert "".join(delta.text for delta in deltas) == "Hello"
    assert [delta.finish for delta in deltas if delta.finish] == [Finish.STOP]
    assert (deltas[-1].prompt_tokens, deltas[-1].answer_tokens) == (12, 2)
    assert reader.done
    assert reader.skipped == 0


@given(text=st.text(max_size=30), cuts=st.lists(st.integers(0, 300), max_size=10), crlf=st.booleans())
def test_how_bytes_are_cut_changes_nothing(text: str, cuts: list[int], crlf: bool) -> None:  # noqa: FBT001
    whole = streamed(text, "ü\U0001f980", usage=(3, 4))
    whole = whole.replace(b"\n", b"\r\n") if crlf else whole
    ends = [0, *sorted(cuts), len(whole)]
    pieces = [whole[start:end] for start, end in itertools.pairwise(ends)]

    assert _read(*pieces)[0] == _read(whole)[0]


@given(st.lists(st.binary(max_size=60), max_size=8))
def test_any_bytes_are_survived(pieces: list[bytes]) -> None:
    _read(*pieces)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["choices", "delta", "content", "text", "usage", "error", "message", "finish_reason", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(_JSON)
def test_any_json_is_survived(value: object) -> None:
    raw = json.dumps(value).encode()

    deltas, _ = _read(b"data: " + raw + b"\n\n")
    assert all(isinstance(delta.text, str) for delta in deltas)
    _read(raw)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b': keep-alive\n\nevent: x\nid: 1\nretry: 5\ndata:{"choices":[{"text":"a"}]}\n', "a"),
        (b'data: {"choices":[{"message":{"content":[{"type":"text","text":"b"}]}}]}\n', "b"),
        (b'{\n "choices": [\n {"message": {"content": "whole"}, "finish_reason": "stop"}\n ]\n}', "whole"),
        (b"data: nonsense\ndata: [1]\ndata: 7\n" + streamed("c"), "c"),
        (b'data: {"choices":[{"delta":{"reasoning_content":"hm"}}]}\n' + streamed("d"), "d"),
    ],
)
def test_odd_servers_are_understood(body: bytes, text: str) -> None:
    assert "".join(delta.text for delta in _read(body)[0]) == text


def test_what_cannot_be_read_is_counted() -> None:
    assert _read(b"data: nonsense\ndata: [1]\n")[1].skipped == 2


def test_an_endless_line_is_given_up() -> None:
    deltas, reader = _read(*[b"x" * 100_000] * 11, b"\n" + streamed("after"))

    assert reader.skipped == 1
    assert "".join(delta.text for delta in deltas).endswith("after")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"error": {"message": "no such model", "type": "x"}}, "no such model"),
        ({"error": "loading"}, "loading"),
        ({"detail": "bad"}, "bad"),
        ({"error": {"detail": "worse"}}, "worse"),
        ("text", "text"),
    ],
)
def test_errors_are_found_in_their_usual_shapes(body: object, message: str) -> None:
    assert error_message(body) == message


def test_an_error_inside_a_stream_is_told() -> None:
    assert _read(b'data: {"error": {"message": "out of memory"}}\n')[0] == [Delta(error="out of memory")]
