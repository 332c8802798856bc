"""`codegraph ask` with a model: an endpoint on loopback that answers what the test tells it to."""

from __future__ import annotations

import re
import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest

from codegraph.answer import opening
from codegraph.answer.endpoint import EndpointBackend
from tests.support.chat import Chat, chatting, streamed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.command import Command

QUESTION = "how are retries scheduled?"


def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait before an attempt is made again."""
    monkeypatch.setattr(opening, "EndpointBackend", partial(EndpointBackend, wait=lambda _seconds: None))


@pytest.fixture
def chat(monkeypatch: pytest.MonkeyPatch) -> Iterator[Chat]:
    """Give the endpoint that the settings name; nobody waits before an attempt is made again."""
    hurry(monkeypatch)
    with chatting(Chat()) as served:
        monkeypatch.setenv("CODEGRAPH_LLM_BASE_URL", served.url)
        monkeypatch.setenv("CODEGRAPH_LLM_MODEL", "stub")
        yield served


def answers(chat: Chat, *pieces: str) -> None:
    """Tell the endpoint what to answer."""
    chat.replies = [(200, streamed(*pieces, usage=(100, 20)))]


def test_an_answer_shows_places_for_numbers_and_lists_its_sources(cli: Command, example: Path, chat: Chat) -> None:
    answers(chat, "The queue schedules ", "a retry after a delay [1", "]. Nothing else [99].")
    ran = cli("ask", QUESTION, "--budget", "900")
    assert ran.code == 0
    first = cli("ask", QUESTION, "--budget", "900", "--json").documents[0]["parts"][0]
    place = f"[{first['path']}:{first['start_line']}-{first['end_line']}]"
    assert f"The queue schedules a retry after a delay {place}." in ran.out
    assert "[99: no such source]" in ran.out
    assert "NOT among the sources" in ran.out
    assert f"  {place}  cited by the model" in ran.out
    assert "sources" in ran.err
    assert "100 tokens in, 20 out" in ran.err
    assert (example / first["path"]).is_file()


@pytest.mark.usefixtures("example")
def test_json_events_come_in_order_and_hold_the_answer(cli: Command, chat: Chat) -> None:
    answers(chat, "The queue waits for a delay [1].")
    events = cli("ask", QUESTION, "--json", "--budget", "900").documents
    assert events[0]["event"] == "retrieval"
    assert events[-1]["event"] == "done"
    assert {event["event"] for event in events} == {"retrieval", "token", "citation", "done"}
    done = events[-1]
    assert done["answer"] == "The queue waits for a delay [1]."
    assert (done["citations"][0]["origin"], done["citations"][0]["valid"]) == ("model", True)
    assert {"path", "start_line", "end_line"} <= set(done["citations"][0])
    assert {"timings", "model", "degraded"} <= set(done)


@pytest.mark.usefixtures("example")
def test_sentences_that_the_sources_do_not_bear_out_are_named(cli: Command, chat: Chat) -> None:
    answers(chat, "Zebras graze upon Venusian meadows. ", "Quantum bananas telegraph submarines [1].")
    ran = cli("ask", QUESTION, "--budget", "900")
    assert "unsupported: Zebras graze upon Venusian meadows." in ran.out
    assert "doubtful, its sources hold none of its words: Quantum bananas telegraph submarines" in ran.out


@pytest.mark.usefixtures("example")
def test_an_answer_that_cites_nothing_says_what_it_was_given(cli: Command, chat: Chat) -> None:
    answers(chat, "Zebras graze upon Venusian meadows. ")
    ran = cli("ask", QUESTION, "--budget", "900")
    given = ran.out.partition("nothing is cited; the model was given, best first\n")[2]
    assert re.match(r"  \[[\w/.-]+:\d+-\d+\]\n", given)


@pytest.mark.usefixtures("example")
def test_escape_sequences_of_a_model_are_shown_not_obeyed(cli: Command, chat: Chat) -> None:
    answers(chat, "red \x1b[31m ", "\x9b2J and\x07 \u202e done [1].")
    ran = cli("ask", QUESTION, "--budget", "900")
    assert "\\x1b[31m" in ran.out
    for output in (ran, cli("ask", QUESTION, "--budget", "900", "--json")):
        assert not set("\x1b\x9b\x07\u202e") & set(output.out + output.err)


@pytest.mark.usefixtures("example")
def test_a_failing_endpoint_is_a_clear_error(cli: Command, chat: Chat) -> None:
    chat.replies = [(500, b'{"error": "broken"}')]
    ran = cli("ask", QUESTION, "--json")
    assert ran.code == 1
    assert ran.documents[-1]["error"]["code"] == "endpoint"
    assert all(set(line) == {"error"} or "event" in line for line in ran.documents)


@pytest.mark.usefixtures("example")
def test_an_endpoint_that_is_not_there_is_a_clear_error(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch)
    with chatting(Chat()) as gone:
        url = gone.url
    monkeypatch.setenv("CODEGRAPH_LLM_BASE_URL", url)
    ran = cli("ask", QUESTION)
    assert ran.code == 1
    assert ran.err.splitlines()[-2].startswith("error: ")
    assert url in ran.err


@pytest.mark.usefixtures("example")
def test_ctrl_c_leaves_the_partial_answer(cli: Command, chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(chat, "The first words. ", "The second words. ", "The third words.")
    write = sys.stdout.write

    def interrupt_at_the_second(text: str) -> int:
        if "second" in text:
            raise KeyboardInterrupt
        return write(text)

    monkeypatch.setattr(sys.stdout, "write", interrupt_at_the_second)
    ran = cli("ask", QUESTION, "--budget", "900")
    assert ran.code == 130
    assert "The first words." in ran.out
    assert "the answer is not complete" in ran.err


@pytest.mark.usefixtures("example")
def test_without_wanting_a_model_none_is_asked(cli: Command, chat: Chat) -> None:
    assert cli("ask", QUESTION, "--no-llm").code == 0
    assert chat.asked == []


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("words", [("index",), ("search", "retry"), ("context", "retry"), ("status",)], ids="/".join)
def test_only_ask_speaks_to_the_endpoint(cli: Command, chat: Chat, words: tuple[str, ...]) -> None:
    assert cli(*words).code == 0
    assert chat.asked == []


@pytest.mark.usefixtures("example")
def test_code_does_not_go_to_an_endpoint_that_a_repository_names(cli: Command, repository: Path) -> None:
    (repository / "lib.rs").write_text("pub fn answer() {}\n")
    cli("index", ".")
    (repository / ".codegraph" / "config.toml").write_text('[llm]\nbase_url = ["http://127.0.0.1:9/v1"]\n')
    ran = cli("ask", "answer", "--json")
    assert (ran.code, ran.error["code"]) == (2, "config")
