"""Answers follow the files: what changed is brought up to date before, or the answer says that it is behind."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from codegraph import api
from codegraph.indexing.freshness import changed_since
from codegraph.retrieve.snippets import cut_snippets
from codegraph.store import Store
from tests.support.command import run_as_nobody

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from codegraph.workspace import Workspace
    from tests.support.command import Command

QUEUE = "crates/jobqueue/src/queue.rs"
ADDED = "\n/// Counts zymurgy.\npub fn zymurgy_count() -> usize {\n    42\n}\n"
ABOVE = "// a line that moves all others\n" * 40


def add(root: Path, text: str = ADDED, path: str = QUEUE) -> None:
    """Write at the end of a file."""
    with (root / path).open("a", encoding="utf-8") as file:
        file.write(text)


def put_above(root: Path, text: str = ABOVE, path: str = QUEUE) -> None:
    """Write at the beginning of a file."""
    file = root / path
    file.write_text(text + file.read_text("utf-8"), "utf-8")


def names(document: Any) -> list[str]:  # noqa: ANN401 - a JSON document
    """Give the names of hits."""
    return [hit["symbol"] for hit in document["hits"]]


@contextmanager
def being_written(root: Path, patch: pytest.MonkeyPatch, command: str = "codegraph index") -> Iterator[None]:
    """Hold the writer's lock as another program would."""
    with patch.context() as context:
        context.setattr(sys, "argv", command.split())
        store = Store.open(root / ".codegraph" / "local", writable=True)
    with store:
        yield


# the files follow


def test_what_was_just_written_is_found(cli: Command, own_example: Path) -> None:
    add(own_example)
    (own_example / "crates/jobqueue/src/fresh.rs").write_text("pub fn fresh_zymurgy() {}\n")
    document = cli("search", "zymurgy", "--json").document
    assert {"zymurgy_count", "fresh_zymurgy"} <= set(names(document))
    assert not any(hit["stale"] for hit in document["hits"])
    assert (document["refreshed"], document["changed_since_index"], document["stale_paths"]) == (2, 0, [])
    assert document["degraded"] == []
    assert document["took_ms"]["refresh"] > 0
    again = cli("search", "zymurgy", "--json").document
    assert (again["refreshed"], again["index_revision"]) == (0, document["index_revision"])
    assert again["hits"] == document["hits"]


def test_what_is_gone_is_not_found(cli: Command, own_example: Path) -> None:
    assert "crates/jobqueue/src/retry.rs" in {hit["path"] for hit in search(cli, "RetryPolicy")["hits"]}
    (own_example / "crates/jobqueue/src/retry.rs").unlink()
    (own_example / QUEUE).rename(own_example / "crates/jobqueue/src/line.rs")
    document = search(cli, "retry policy queue", "-n", "100")
    paths = {hit["path"] for hit in document["hits"]}
    assert "crates/jobqueue/src/line.rs" in paths
    assert not {"crates/jobqueue/src/retry.rs", QUEUE} & paths
    assert document["refreshed"] == 3


def search(cli: Command, *words: str) -> Any:  # noqa: ANN401 - a JSON document
    """Search and give the document."""
    return cli("search", *words, "--json").document


@pytest.mark.parametrize("how", ["option", "environment", "setting"])
def test_the_index_stays_as_it_is_where_that_is_wanted(
    cli: Command, own_example: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    revision = search(cli, "settle")["index_revision"]
    if how == "environment":
        monkeypatch.setenv("CODEGRAPH_RETRIEVE_REFRESH", "false")
    if how == "setting":
        cli("config", "set", "retrieve.refresh", "false")
    add(own_example)
    words = ("zymurgy_count", "--path", QUEUE, *(["--no-refresh"] if how == "option" else []))
    document = search(cli, *words)
    assert "zymurgy_count" not in names(document)
    assert document["hits"]
    assert all(hit["stale"] for hit in document["hits"])
    assert (document["index_revision"], document["refreshed"]) == (revision, 0)
    assert (document["changed_since_index"], document["stale_paths"]) == (1, [QUEUE])
    assert f"changed since the index: 1 of these files ({QUEUE}); run `codegraph index`" in cli("search", *words).err
    assert "zymurgy_count" in names(search(cli, "zymurgy_count", "--refresh"))


def test_a_prompt_and_its_evidence_follow_too(cli: Command, own_example: Path) -> None:
    add(own_example)
    packed = cli("context", "zymurgy_count", "--json", "--no-refresh").document
    assert "zymurgy_count() -> usize" not in packed["prompt"]
    assert set(packed["stale_paths"]) == {part["path"] for part in packed["parts"] if part["stale"]}
    fresh = cli("context", "zymurgy_count", "--json").document
    assert "zymurgy_count() -> usize" in fresh["prompt"]
    assert (fresh["refreshed"], fresh["stale_paths"], fresh["degraded"]) == (1, [], [])
    assert fresh["index_revision"] > packed["index_revision"]
    add(own_example, "pub fn zymurgy_other() {}\n")
    assert "zymurgy_other" not in cli("ask", "zymurgy_other", "--no-llm", "--no-refresh").out
    ran = cli("ask", "zymurgy_other", "--no-llm")
    assert (ran.code, "pub fn zymurgy_other" in ran.out) == (0, True)


def test_a_file_that_changes_after_the_search_is_stale_in_the_prompt(own_example: Path) -> None:
    with api.asking("schedule_retry", repo=None, cwd=own_example, scope=api.make_scope()) as session:
        assert session.result.stale_paths == ()
        put_above(own_example)
        packed = session.evidence()
    assert QUEUE in packed.freshness.stale_paths
    assert packed.freshness.changed == len(packed.freshness.stale_paths) == 1
    assert all(part.stale == (part.path == QUEUE) for part in packed.parts)
    assert "a line that moves" not in packed.prompt


# somebody else writes, nothing can be written, too much changed


def test_nobody_waits_for_another_writer(cli: Command, own_example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(own_example)
    with being_written(own_example, monkeypatch):
        document = search(cli, "zymurgy_count", "--path", QUEUE)
        ran = cli("search", "zymurgy_count")
    assert "zymurgy_count" not in names(document)
    assert all(hit["stale"] for hit in document["hits"])
    [reason] = document["degraded"]
    assert "1 file changed since the index, which stays as it is: the index is being written by process" in reason
    assert (document["changed_since_index"], document["refreshed"]) == (1, 0)
    assert (ran.code, "degraded: 1 file changed" in ran.err) == (0, True)
    assert "zymurgy_count" in names(search(cli, "zymurgy_count"))


def test_nobody_looks_where_a_watch_does(cli: Command, own_example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(own_example)
    with being_written(own_example, monkeypatch, "codegraph watch"):
        document = search(cli, "zymurgy_count", "--path", QUEUE)
    assert (document["degraded"], document["refreshed"], document["stale_paths"]) == ([], 0, [QUEUE])


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root may become another user")
def test_an_index_that_cannot_be_written_answers(cli: Command, indexed_once: Path, isolated: Path) -> None:
    warm = isolated / "warm"
    warm.mkdir()
    (warm / "a.rs").write_text("pub fn a() {}\n")
    # not below the folder of the tests, which nobody else may enter
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "jobqueue"
        shutil.copytree(indexed_once, root)
        Path(folder).chmod(0o755)
        add(root)
        ran = run_as_nobody("search", "zymurgy_count", "--path", QUEUE, "--json", cwd=root, warm=warm)
        assert "zymurgy_count" in names(search(cli, "zymurgy_count", "--repo", str(root)))
    assert ran.code == 0, ran
    document = ran.documents[-1]
    assert "zymurgy_count" not in names(document)
    assert all(hit["stale"] for hit in document["hits"])
    assert document["changed_since_index"] == 1
    [reason] = document["degraded"]
    assert "1 file changed since the index, which stays as it is" in reason


def test_a_checkout_of_300_files_does_not_keep_a_question_waiting(cli: Command, repository: Path) -> None:
    for number in range(300):
        (repository / f"f{number}.rs").write_text(f"pub fn function_{number}() {{}}\n")
    assert cli("index").code == 0
    for number in range(300):
        (repository / f"f{number}.rs").write_text(f"pub fn other_{number}() {{}}\n")
    document = search(cli, "function_7")
    assert (document["changed_since_index"], document["refreshed"]) == (300, 0)
    assert document["stale_paths"] == sorted({hit["path"] for hit in document["hits"]})
    [reason] = document["degraded"]
    assert reason.startswith("300 files changed since the index, more than the 100")
    assert "codegraph index" in reason
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CODEGRAPH_RETRIEVE_REFRESH_LIMIT", "300")
        whole = search(cli, "other_7")
    assert (whole["refreshed"], whole["degraded"], names(whole)[0]) == (300, [], "other_7")


# between the search and the cut


def test_a_file_that_changes_during_the_search_is_brought_up_to_date(
    cli: Command, own_example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("codegraph.retrieve.searching.cut_snippets", once(lambda: put_above(own_example)))
        document = search(cli, "schedule_retry", "--path", QUEUE)
    assert (document["refreshed"], document["stale_paths"]) == (1, [])
    lines = (own_example / QUEUE).read_text().split("\n")
    for hit in document["hits"]:
        assert hit["snippet"].split("\n")[0] == lines[hit["start_line"] - 1]
    with monkeypatch.context() as patch:
        patch.setattr("codegraph.retrieve.searching.cut_snippets", once(lambda: put_above(own_example)))
        document = search(cli, "schedule_retry", "--path", QUEUE, "--no-refresh")
    assert document["stale_paths"] == [QUEUE]
    assert all(hit["stale"] for hit in document["hits"])


def once(act: Callable[[], None]) -> Callable[..., Any]:
    """Make a cutter of snippets before which something happens the first time."""
    waiting = [act]

    def cut(*arguments: Any) -> Any:  # noqa: ANN401 - as the real one
        while waiting:
            waiting.pop()()
        return cut_snippets(*arguments)

    return cut


# a program that stays


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Give the list of the looks at the files of a repository."""
    seen: list[Path] = []

    def look(root: Path, *arguments: Any) -> Any:  # noqa: ANN401 - as the real one
        seen.append(root)
        return changed_since(root, *arguments)

    monkeypatch.setattr("codegraph.indexing.refreshing.changed_since", look)
    return seen


def asked(workspace: Workspace, question: str = "zymurgy_count", **options: Any) -> list[str]:  # noqa: ANN401
    """Give the names that a search finds."""
    return [hit.chunk.name for hit in workspace.search(question, scope=api.make_scope(), **options).hits]


def test_a_program_that_stays_looks_seldom(own_example: Path, looks: list[Path]) -> None:
    with api.open_workspace(None, own_example) as workspace:
        for _ in range(5):
            asked(workspace)
        assert len(looks) == 1
        # a new file is not seen yet, unless it is asked for
        (own_example / "crates/jobqueue/src/fresh.rs").write_text("pub fn zymurgy_count() {}\n")
        assert "zymurgy_count" not in asked(workspace)
        assert "zymurgy_count" in asked(workspace, refresh=True)
        # a hit whose file changed is reason enough to look
        put_above(own_example)
        before = len(looks)
        result = workspace.search("schedule_retry", scope=api.make_scope())
        assert (result.stale_paths, result.refreshed) == ((), 1)
        assert len(looks) > before


def test_a_program_that_stays_looks_at_all_files_again_where_a_glance_shows_a_change(
    own_example: Path, looks: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    # a pause between looks is of no matter here, and what was just written is taken for old
    monkeypatch.setattr("codegraph.workspace._SHARE_OF_TIME", float("inf"))
    monkeypatch.setattr("codegraph.discover.standing.RACY_NS", 0)
    monkeypatch.setenv("CODEGRAPH_RETRIEVE_REFRESH_PAUSE_S", "0")
    with api.open_workspace(None, own_example) as workspace:
        for _ in range(5):
            assert "zymurgy_count" not in asked(workspace)
        # at first, and once more to remember how the files stood
        assert len(looks) == 2
        add(own_example)
        assert "zymurgy_count" in asked(workspace)
        (own_example / "crates/jobqueue/src/fresh.rs").write_text("pub fn zymurgy_sum() {}\n")
        assert "zymurgy_sum" in asked(workspace, "zymurgy_sum")
        (own_example / "crates/jobqueue/src/fresh.rs").unlink()
        assert "zymurgy_sum" not in asked(workspace, "zymurgy_sum")
        before = len(looks)
        asked(workspace)
        asked(workspace)
        assert len(looks) == before + 1


def test_a_program_that_stays_does_not_look_beside_a_watch(
    own_example: Path, looks: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        api.open_workspace(None, own_example) as workspace,
        being_written(own_example, monkeypatch, "codegraph watch"),
    ):
        asked(workspace, refresh=True)
    assert looks == []


def test_a_question_asked_again_is_answered_from_memory_with_fresh_texts(own_example: Path) -> None:
    with api.open_workspace(None, own_example) as workspace:
        scope = api.make_scope()
        first = workspace.search("schedule_retry", scope=scope)
        again = workspace.search("schedule_retry", scope=scope)
        assert again.hits == first.hits
        assert ("cached" in first.took_ms, "cached" in again.took_ms) == (False, True)
        assert "cached" not in workspace.search("schedule_retry", scope=scope, limit=3).took_ms
        assert "cached" not in workspace.search("schedule_retry", scope=api.make_scope(kinds=["fn"])).took_ms
        put_above(own_example)
        stale = workspace.search("schedule_retry", scope=scope, refresh=False)
        assert ("cached" in stale.took_ms, stale.stale_paths) == (True, (QUEUE,))
        fresh = workspace.search("schedule_retry", scope=scope, refresh=True)
        assert ("cached" in fresh.took_ms, fresh.stale_paths) == (False, ())
        assert fresh.index_revision > stale.index_revision


def test_threads_share_a_workspace_while_files_change(own_example: Path) -> None:
    def ask(workspace: Workspace, number: int) -> None:
        for turn in range(3):
            question = ("schedule_retry", f"zymurgy_{number}")[turn % 2]
            result = workspace.search(question, scope=api.make_scope(), refresh=True if turn else None)
            for hit in result.hits:
                assert hit.stale or hit.snippet
                if hit.chunk.name.startswith("zymurgy_") and not hit.stale:
                    assert f"pub fn {hit.chunk.name}() {{}}" in hit.snippet

    with api.open_workspace(None, own_example) as workspace, ThreadPoolExecutor(4) as threads:
        asking = [threads.submit(ask, workspace, number) for number in range(4)]
        for number in range(4):
            put_above(own_example, f"pub fn zymurgy_{number}() {{}}\n")
        for one in asking:
            one.result(120)
        for number in range(4):
            assert f"zymurgy_{number}" in asked(workspace, f"zymurgy_{number}", refresh=True)


def test_an_index_that_was_built_anew_is_opened_again(cli: Command, own_example: Path) -> None:
    with api.open_workspace(None, own_example) as workspace:
        assert "zymurgy_count" not in asked(workspace)
        add(own_example)
        assert cli("index", "--force").code == 0
        assert "zymurgy_count" in asked(workspace, refresh=False)


# the graph says what is behind


@pytest.mark.parametrize(
    "words",
    [
        ("callers", "schedule_retry"),
        ("callees", "settle"),
        ("impact", "RetryPolicy"),
        ("neighbors", "Queue::settle"),
        ("symbol", "schedule_retry"),
        ("path", "settle", "schedule_retry"),
        ("graph", "schedule_retry"),
        ("map", QUEUE),
    ],
)
def test_answers_of_the_graph_name_the_files_that_changed(
    cli: Command, own_example: Path, words: tuple[str, ...]
) -> None:
    document = cli(*words, "--json").document
    assert (document["changed_since_index"], document["stale_paths"]) == (0, [])
    assert "changed since the index" not in cli(*words).err
    put_above(own_example)
    (own_example / "README.md").write_text("changed, and in no answer\n")
    stale = cli(*words, "--json").document
    assert QUEUE in stale["stale_paths"]
    assert stale["changed_since_index"] == len(stale["stale_paths"])
    assert stale["index_revision"] == document["index_revision"]
    ran = cli(*words)
    assert ran.code == 0
    assert f"({QUEUE}" in ran.err
    assert "run `codegraph index`" in ran.err
    own_example.joinpath(QUEUE).unlink()
    assert QUEUE in cli(*words, "--json").document["stale_paths"]


def test_an_answer_of_the_graph_never_hides_that_references_are_not_resolved(
    cli: Command, own_example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A search brings files in without their references; what then asks the graph is told, or resolves them."""
    assert [edge["node"]["name"] for edge in callers(cli)] == ["settle"]
    put_above(own_example)
    assert search(cli, "settle")["refreshed"] == 1
    ran = cli("callers", "schedule_retry")
    assert "as far as references are resolved; those of files that changed lately are not yet" in ran.out
    assert "degraded: files changed and their references are not resolved yet" in ran.err
    assert "--refresh" in cli("symbol", "schedule_retry", "--json").document["degraded"][0]
    with being_written(own_example, monkeypatch):
        [reason, behind] = cli("callers", "schedule_retry", "--refresh", "--json").document["degraded"]
    assert "the index stays as it is: the index is being written by process" in reason
    assert "are not resolved yet" in behind
    [edge] = callers(cli, "--refresh")
    assert (edge["node"]["name"], edge["path"]) == ("settle", QUEUE)
    assert "schedule_retry(" in (own_example / QUEUE).read_text().split("\n")[edge["line"] - 1]
    ran = cli("callers", "schedule_retry")
    assert "references are resolved;" not in ran.out
    assert "degraded" not in ran.err
    add(own_example, "pub fn zymurgy_caller(queue: &Queue) { zymurgy_count(); }\npub fn zymurgy_count() {}\n")
    assert [edge["node"]["name"] for edge in callers(cli, "--refresh", name="zymurgy_count")] == ["zymurgy_caller"]


def callers(cli: Command, *options: str, name: str = "schedule_retry") -> Any:  # noqa: ANN401 - a JSON document
    """Give what calls a function."""
    return cli("callers", name, "--json", *options).document["found"]
