"""Files of questions: what they may hold, and what is said of those that hold something else."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.errors import UsageError
from codegraph.evaluation.metrics import Place
from codegraph.evaluation.questions import SHAPE, Question, parse_questions, read_questions

if TYPE_CHECKING:
    from pathlib import Path

FIRST = {"query": "what is a job", "relevant": ["src/job.rs"], "kind": "semantic"}
SECOND = {
    "query": " how are retries scheduled ",
    "relevant": ["./src/retry.rs:12-40", {"path": "src/queue.rs", "start_line": 3, "end_line": 9}],
    "secondary": ["src/clock.rs:7"],
    "category": "architecture",
}
EXPECTED = [
    Question("what is a job", "semantic", (Place("src/job.rs"),), "q:1"),
    Question(
        "how are retries scheduled",
        "architecture",
        (Place("src/retry.rs", 12, 40), Place("src/queue.rs", 3, 9), Place("src/clock.rs", 7, 7)),
        "q:2",
    ),
]


def told(text: str) -> str:
    with pytest.raises(UsageError) as caught:
        parse_questions(text, "q")
    assert SHAPE in caught.value.hint
    return str(caught.value)


def test_lines_of_json_and_a_list_are_the_same() -> None:
    lines = f"{json.dumps(FIRST)}\n{json.dumps(SECOND)}\n"
    assert parse_questions(lines, "q") == EXPECTED
    assert parse_questions(f"[{json.dumps(FIRST)},\n{json.dumps(SECOND)}]\n", "q") == EXPECTED


def test_each_question_knows_its_line() -> None:
    laid_out = json.dumps([FIRST, SECOND], indent=1)
    lines = laid_out.splitlines()
    wheres = [question.where for question in parse_questions(laid_out, "q")]
    assert wheres == [f"q:{number}" for number, line in enumerate(lines, start=1) if line == " {"]


def test_the_shape_in_the_hint_is_one() -> None:
    (question,) = parse_questions(SHAPE, "q")
    assert question.targets == (Place("src/retry.rs"), Place("src/queue.rs", 12, 40))


def test_a_target_named_twice_is_one() -> None:
    (question,) = parse_questions('{"query": "x", "relevant": ["a.rs"], "secondary": ["a.rs", "./a.rs"]}', "q")
    assert question.targets == (Place("a.rs"),)


def test_a_path_with_a_colon_stands_in_an_object() -> None:
    (question,) = parse_questions('{"query": "x", "relevant": [{"path": "a:3"}, "b:4"]}', "q")
    assert question.targets == (Place("a:3"), Place("b", 4, 4))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "q: holds no question"),
        ("[]", "q: holds no question"),
        ('{"query": "x", "relevant": ["a"]}\n{"query": ', "q:2: is no JSON"),
        ('[{"query": "x", "relevant": ["a"]},\n', "q:2: is no JSON"),
        ('[{"query": "x", "relevant": ["a"]}\n{}]', "q:2: is no JSON: `,` or `]` expected"),
        ('[{"query": "x", "relevant": ["a"]}]\n[]', "q:2: is no JSON: something stands behind"),
        ('\n\n"text"', "q:3: an entry is an object"),
        ('{"relevant": ["a"]}', "q:1: `query` is the question, a text, and not null"),
        ('{"query": " ", "relevant": ["a"]}', "q:1: `query` is the question"),
        ('{"query": "x"}', "q:1: `relevant` lists the files that answer"),
        ('{"query": "x", "relevant": "a"}', "q:1: `relevant` is a list of paths"),
        ('{"query": "x", "relevant": [7]}', "q:1: a target in `relevant` is a path"),
        ('{"query": "x", "relevant": ["a:9-2"]}', "q:1: lines end where they start"),
        ('{"query": "x", "relevant": ["a:0"]}', "q:1: lines count from 1"),
        ('{"query": "x", "relevant": [{"path": "a", "start_line": "one"}]}', "q:1: `start_line` is the number"),
        ('{"query": "x", "relevant": ["./"]}', "q:1: a target in `relevant` has no path"),
        ('{"query": "x", "relevant": ["a"], "kind": 3}', "q:1: `kind` is a word"),
        ("[" * 200_000, "q:1: is no JSON that can be read"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, message: str) -> None:
    assert told(text).startswith(message)


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_any_text_is_questions_or_an_error(text: str) -> None:
    with suppress(UsageError):
        assert parse_questions(text, "q")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "questions.json"
    with pytest.raises(UsageError, match=r"questions\.json: cannot be read"):
        read_questions(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="is no UTF-8 text"):
        read_questions(path)
    path.write_text("\ufeff" + SHAPE, "utf-8")
    assert len(read_questions(path)) == 1
