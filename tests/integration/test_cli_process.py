"""The command line as a process, and what holds for every command: help, errors, pipes, interrupts, start-up."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from codegraph.cli import indexing
from codegraph.cli.app import MODULES, application
from tests.support.command import run_process

if TYPE_CHECKING:
    from pathlib import Path

    import typer

    from tests.support.command import Command

COMMANDS = (
    "index", "status", "search", "similar", "symbol", "context", "ask", "export", "eval", "doctor", "init", "models",
    "config",
)  # fmt: skip
SUBCOMMANDS = (
    *((name,) for name in COMMANDS if name not in {"models", "config"}),
    *(("models", name) for name in ("list", "add", "pull", "remove")),
    *(("config", name) for name in ("show", "get", "set")),
)
OPTIONS = {
    "index": "--force --jobs PATH",
    "search": "--limit -n -k --kind --path --lang --crate --explain --refresh --no-refresh --repo -C QUERY",
    "similar": "--limit -n --kind --path --lang --crate --explain --refresh --no-refresh --repo -C PLACE",
    "eval": "--budget --for-model --sources-only --misses --save --baseline --tolerance --no-refresh --repo FILE",
    "context": "--budget --format --for-model --sources-only --mode --kind --path --lang --no-refresh TASK",
    "ask": "--mode --model --budget --no-llm --no-refresh QUESTION",
    "export": "--format --output jsonl",
    "symbol": "--limit --refresh --repo NAME",
}
# what takes long to load, or runs before anybody asked for it
HEAVY = {"numpy", "tantivy", "mnestic", "pycozo", "tree_sitter", "rich", "httpx", "tiktoken", "llama_cpp"}
# the dataclasses of ours that a process has made
DATACLASSES = (
    "{it.__name__ for name, module in sys.modules.items() if name.startswith('codegraph.')"
    " for it in vars(module).values() if isinstance(it, type) and hasattr(it, '__dataclass_fields__')}"
)


def loaded(code: str, cwd: Path) -> set[str]:
    """Give the modules that a process has loaded after it ran some code."""
    return told(code, "sys.modules", cwd)


def told(code: str, asked: str, cwd: Path) -> set[str]:
    """Give the names that an expression has for a process after it ran some code."""
    program = f"{code}\nimport json, sys\nsys.stderr.write(json.dumps(sorted({asked})))"
    done = subprocess.run([sys.executable, "-c", program], cwd=cwd, capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr.splitlines()[-1]))


def registered(app: typer.Typer) -> set[str]:
    return {str(one.name) for one in app.registered_commands} | {str(one.name) for one in app.registered_groups}


# help


def test_the_help_lists_every_command(cli: Command) -> None:
    ran = cli("--help")
    assert (ran.code, ran.err) == (0, "")
    assert all(f"\n  {name} " in ran.out for name in COMMANDS)
    assert "..." not in ran.out.partition("Commands:")[2]


@pytest.mark.parametrize("words", SUBCOMMANDS, ids=" ".join)
def test_every_command_explains_itself(cli: Command, words: tuple[str, ...]) -> None:
    ran = cli(*words, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert "--json" in ran.out
    for option in OPTIONS.get(words[-1], "").split():
        assert option in ran.out


def test_a_command_is_found_in_the_module_that_has_it() -> None:
    assert registered(application()) == {name for names in MODULES.values() for name in names}
    for names in MODULES.values():
        assert all(registered(application(name)) == set(names) for name in names)


def test_without_a_command_there_is_the_help(cli: Command) -> None:
    ran = cli()
    assert ran.code == 2
    assert "Commands:" in ran.out


def test_the_version_is_printed(cli: Command) -> None:
    ran = cli("--version")
    assert ran.code == 0
    assert ran.out.startswith("codegraph ")


def test_help_loads_nothing_heavy(isolated: Path) -> None:
    modules = loaded("from codegraph.cli.app import run; run(['--help'])", isolated)
    assert not HEAVY & modules


def test_a_search_by_the_built_index_loads_no_numpy(example: Path) -> None:
    modules = loaded("from codegraph.cli.app import run; assert run(['search', 'retry delay']) == 0", example)
    assert not modules & {"numpy", "tree_sitter", "httpx", "rich", "tiktoken", "llama_cpp"}


def test_an_edit_within_a_function_is_indexed_without_numpy_and_pydantic(own_example: Path) -> None:
    changed = next(path for path in sorted(own_example.rglob("*.rs")) if "{\n" in path.read_text())
    changed.write_text(changed.read_text().replace("{\n", "{\n    // another\n", 1))
    modules = loaded("from codegraph.cli.app import run; assert run(['index', '--jobs', '1']) == 0", own_example)
    assert "tree_sitter" in modules
    assert not modules & {"numpy", "pydantic", "rich", "httpx", "multiprocessing", "zipfile", "socket"}
    again = loaded("from codegraph.cli.app import run; assert run(['index']) == 0", own_example)
    assert not again & {"numpy", "pydantic", "rich", "httpx", "tree_sitter", "tempfile", "multiprocessing", "socket"}
    assert "codegraph.discover.roles" not in again


def test_a_new_function_is_indexed_without_what_numpy_loads_for_masked_arrays(own_example: Path) -> None:
    changed = min(own_example.rglob("*.rs"))
    changed.write_text(f"{changed.read_text()}\nfn added_for_the_sake_of_the_scores() {{}}\n")
    modules = loaded("from codegraph.cli.app import run; assert run(['index', '--jobs', '1']) == 0", own_example)
    # in numpy as early as 2.3, `unique` loads it
    assert "numpy.ma" not in modules


def test_a_prompt_is_packed_without_what_only_a_model_or_xml_needs(example: Path) -> None:
    modules = loaded("from codegraph.cli.app import run; assert run(['context', 'retry delay']) == 0", example)
    assert not modules & {"numpy", "tree_sitter", "httpx", "rich", "tiktoken", "llama_cpp", "pydantic"}
    assert not modules & {"ssl", "http.client", "urllib.request", "socket", "ctypes", "hashlib"}
    assert not modules & {"codegraph.gguf", "codegraph.models.registry", "codegraph.answer.answering"}


@pytest.mark.parametrize("words", [("index",), ("search", "retry delay"), ("context", "retry delay")], ids=" ".join)
def test_the_values_that_commands_load_are_named_tuples(example: Path, words: tuple[str, ...]) -> None:
    code = f"from codegraph.cli.app import run; assert run({list(words)}) == 0"
    # a dataclass writes and compiles its methods with each start, which takes five times as long
    made = told(code, DATACLASSES, example)
    # what is filled in while a command runs, and the settings, which are alike wherever they come from
    assert made <= {"Screen", "Settings", "IndexReport", "Level"}


# errors


@pytest.mark.parametrize(
    "words", [("nosuch",), ("search",), ("search", "a", "-n", "0"), ("models",), ("index", "a", "b")]
)
def test_wrong_usage_returns_2(cli: Command, words: tuple[str, ...]) -> None:
    ran = cli(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: ")
    assert "--help`" in ran.err
    assert cli(*words, "--json").error["code"] == "usage"


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    "words", [("status",), ("search", "x"), ("symbol", "x"), ("context", "x"), ("ask", "x"), ("export",)], ids="/".join
)
def test_without_an_index_a_command_returns_4(cli: Command, words: tuple[str, ...]) -> None:
    ran = cli(*words, "--json")
    assert ran.code == 4
    assert ran.error["code"] == "no-index"
    assert "codegraph index" in ran.error["hint"]


def test_json_after_two_dashes_is_a_word(cli: Command, example: Path) -> None:
    ran = cli("search", "--", "--json")
    assert ran.code in {0, 3}
    assert not ran.out.startswith("{")
    assert example.is_dir()


def test_a_fault_that_nobody_foresaw_is_reported_as_json_too(
    cli: Command, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> Path:
        message = "boom"
        raise ValueError(message)

    monkeypatch.setattr(indexing, "working_directory", fail)
    ran = cli("index", "--json")
    assert (ran.code, ran.error["code"]) == (1, "internal")
    assert "Traceback" in ran.err
    assert repository.is_dir()


def test_an_interrupt_returns_130(cli: Command, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(indexing, "working_directory", interrupt)
    ran = cli("index", repository)
    assert (ran.code, ran.out, ran.err) == (130, "", "interrupted\n")


def test_ctrl_c_while_stdin_is_awaited_ends_the_process_with_130(example: Path) -> None:
    command = [sys.executable, "-m", "codegraph", "search", "-"]
    process = subprocess.Popen(command, cwd=example, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdin is not None
    # more than a pipe holds: when this is through, the process is reading
    process.stdin.write("x" * (1 << 14))
    process.stdin.flush()
    wait_until_reading(process.pid)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (130, "interrupted\n")


def wait_until_reading(pid: int) -> None:
    """Wait until a process sleeps in a read of its stdin, which it has emptied."""
    import fcntl  # noqa: PLC0415 - not on Windows
    import termios  # noqa: PLC0415
    import time  # noqa: PLC0415

    until = time.monotonic() + 30
    with open(f"/proc/{pid}/fd/0", "rb", buffering=0) as pipe:  # noqa: PTH123 - a descriptor, no file
        while time.monotonic() < until:
            waiting = int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, b"\0" * 4), sys.byteorder)
            if not waiting:
                return
            time.sleep(0.01)
    pytest.fail("the process never read its stdin")


# pipes and streams


@pytest.mark.parametrize("words", [("export",), ("search", "job", "-n", "50")], ids="/".join)
def test_a_closed_pipe_ends_quietly(example: Path, words: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "codegraph", *words]
    done = subprocess.run(command, cwd=example, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("words", [("search",), ("context",), ("ask", "--no-llm")], ids="/".join)
def test_a_dash_reads_stdin(cli: Command, words: tuple[str, ...]) -> None:
    document = cli(*words, "-", "--json", stdin="how are retries\nscheduled?\n").document
    assert document.get("query", document.get("task")) == "how are retries\nscheduled?"


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("words", [("search",), ("context",), ("ask",)], ids="/".join)
def test_empty_stdin_is_a_usage_error(cli: Command, words: tuple[str, ...]) -> None:
    ran = cli(*words, "-", "--json", stdin=" \n")
    assert ran.code == 2
    assert "empty" in ran.error["message"]


def test_a_process_gives_one_json_document_in_utf_8(own_example: Path) -> None:
    (own_example / "notes.md").write_text("# Größe\n\nDie Größe der Warteschlange.\n", encoding="utf-8")
    environ = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert run_process("index", cwd=own_example, environ=environ).code == 0
    ran = run_process("search", "Größe der Warteschlange", "--json", cwd=own_example, environ=environ)
    assert (ran.code, ran.err) == (0, "")
    assert "Größe" in ran.out
    assert ran.document["query"] == "Größe der Warteschlange"
    assert ran.document["hits"][0]["path"] == "notes.md"


def test_arguments_that_are_not_utf_8_do_no_harm(example: Path) -> None:
    command = [os.fsencode(sys.executable), b"-m", b"codegraph", b"search", b"retry \xff delay", b"--json"]
    done = subprocess.run(command, cwd=example, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    json.loads(done.stdout)


def test_nothing_is_drawn_where_stderr_is_no_terminal(own_example: Path) -> None:
    ran = run_process("index", "--force", cwd=own_example)
    assert (ran.code, ran.err) == (0, "")
    assert "\x1b" not in ran.out


def test_a_run_with_worker_processes_ends_quietly(isolated: Path) -> None:
    for number in range(20):
        comment = "// nothing\n" * 6000
        (isolated / f"part{number}.rs").write_text(f"fn part{number}() {{}}\n{comment}", encoding="utf-8")
    ran = run_process("index", cwd=isolated, environ={**os.environ, "CODEGRAPH_PARSE_WORKERS": "2"})
    assert (ran.code, ran.err) == (0, "")


def test_a_part_of_a_search_that_is_late_does_not_hold_up_the_end(isolated: Path) -> None:
    program = """
import sys, threading
import codegraph.cli.app as app
from codegraph.__main__ import main
def run(arguments):
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    sys.stdout.write("answered")
    return 3
app.run = run
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=isolated, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (3, "answered", "")
