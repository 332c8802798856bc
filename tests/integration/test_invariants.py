"""Invariants that hold over the whole program; those of one package stand with it."""

from __future__ import annotations

import json
import shutil
import socket
from collections import Counter
from typing import TYPE_CHECKING, Any

import hypothesis
import hypothesis.strategies as st
import pytest

from codegraph import api
from codegraph.asking import pack_found, target_for
from codegraph.embed.choice import default_embedder
from codegraph.retrieve.snippets import cut_snippets
from codegraph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from codegraph.model import SearchResult
    from tests.support.command import Command

_ALL = 10_000
QUEUE = "crates/jobqueue/src/queue.rs"
LIBRARY = "crates/jobqueue/src/lib.rs"
QUESTIONS = ("how are retries scheduled?", "Queue", "jobs that failed", "storage kind:trait", QUEUE)


def exported(cli: Command, root: Path) -> Counter[str]:
    """Give the whole graph, without what differs between two folders."""
    ran = cli("export", "--repo", root)
    assert ran.code == 0
    return Counter(ran.out.splitlines())


def hits(cli: Command, root: Path, question: str) -> list[Any]:
    """Give what a search finds, but for its times."""
    document = cli("search", question, "--json", "--repo", root, "-n", "30").document
    return [(hit["id"], hit["path"], hit["start_line"], hit["snippet"], hit["stale"]) for hit in document["hits"]]


def searched(root: Path) -> tuple[object, ...]:
    """Give all that the words and the exact vectors find: scores of words change as old documents are cleared away."""
    vector = default_embedder().encode_query("how are retries of jobs scheduled?")
    with Store.open(root / ".codegraph" / "local") as store:
        words = store.lexical.search(["retri", "retry", "job", "queue", "pub"], _ALL, boosts={"text": 1.0, "name": 1.0})
        nearest = {chunk: round(cosine, 5) for chunk, cosine in store.dense_exact(vector, _ALL)}
        return store.lexical.count, {chunk for chunk, _ in words}, nearest


def edit(root: Path, path: str, change: Callable[[str], str]) -> None:
    """Change the text of a file."""
    file = root / path
    file.write_text(change(file.read_text()))


EDITS: dict[str, Callable[[Path], object]] = {
    "a line above": lambda root: edit(root, QUEUE, lambda text: "// first\n" + text),
    "a new function": lambda root: edit(
        root, QUEUE, lambda text: text + "\npub fn fresh() { helper() }\nfn helper() {}\n"
    ),
    "a renamed function": lambda root: edit(root, QUEUE, lambda text: text.replace("schedule_retry", "plan_retry")),
    "a deleted file": lambda root: (root / "crates/jobqueue/src/metrics.rs").unlink(),
    "a moved file": lambda root: (root / QUEUE).rename(root / "crates/jobqueue/src/line.rs"),
    "a moved module": lambda root: edit(root, LIBRARY, lambda text: text.replace("mod queue", "mod line")),
    "a new file": lambda root: (root / "crates/jobqueue/src/extra.rs").write_text("pub fn extra() {}\n"),
    "a new module": lambda root: edit(root, LIBRARY, lambda text: text + "\npub mod extra;\n"),
    "a renamed package": lambda root: edit(
        root, "crates/jobqueue/Cargo.toml", lambda text: text.replace('name = "jobqueue"', 'name = "waiting"')
    ),
    "a moved folder": lambda root: (root / "crates/jobqueue-cli").rename(root / "crates/program"),
    "a broken manifest": lambda root: edit(root, "crates/program/Cargo.toml", lambda text: "[" + text),
    "a mended manifest": lambda root: edit(root, "crates/program/Cargo.toml", lambda text: text[1:]),
    "an emptied file": lambda root: (root / "crates/jobqueue/src/retry.rs").write_text(""),
    "text become binary": lambda root: (root / "README.md").write_bytes(b"\0binary"),
    "a file that returns": lambda root: (root / "crates/jobqueue/src/metrics.rs").write_text("pub struct Metrics;\n"),
}


def test_invariant_04_a_full_index_equals_the_incremental_one(cli: Command, own_example: Path, isolated: Path) -> None:
    for name, change in EDITS.items():
        change(own_example)
        ran = cli("index", own_example, "--json")
        assert "error" not in ran.document, name
        fresh = isolated / "fresh"
        shutil.copytree(own_example, fresh, ignore=shutil.ignore_patterns(".codegraph"))
        complete = cli("index", fresh, "--json", "--jobs", "1").document
        partial, whole = exported(cli, own_example), exported(cli, fresh)
        assert partial == whole, (name, sorted(((partial - whole) + (whole - partial)).elements())[:8])
        for key in ("files", "skipped", "problems", "symbols", "references", "chunks", "vectors"):
            assert ran.document["coverage"][key] == complete["coverage"][key], (name, key)
        assert searched(own_example) == searched(fresh), name
        shutil.rmtree(fresh)


def test_invariant_04_an_interrupted_index_is_finished_by_the_next(
    cli: Command, own_example: Path, isolated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At whichever write a run ends, the next one gives what an uninterrupted one gives."""
    steps = "replace_files note finish_lexical write_edges forget_dependencies finish_stage compute_scores"
    for number, step in enumerate(steps.split()):
        with (own_example / QUEUE).open("a") as source:
            source.write(f"\npub fn fresh_{number}() {{ unheard_of_{number}(); fresh_{number}() }}\n")
        (own_example / f"note{number}.md").write_text(f"An unheard word: zymurgy{number}\n")
        with monkeypatch.context() as patch:
            real = getattr(Store, step)

            def interrupt(self: Any, *arguments: Any, real: Any = real, **options: Any) -> None:  # noqa: ANN401
                real(self, *arguments, **options)
                raise KeyboardInterrupt

            patch.setattr(Store, step, interrupt)
            assert cli("index", own_example).code == 130, step
        assert cli("index", own_example).code == 0
        assert cli("status", "--json").document["pending_stages"] == [], step
        assert hits(cli, own_example, f"zymurgy{number}")[0][1] == f"note{number}.md", step
    fresh = isolated / "fresh"
    shutil.copytree(own_example, fresh, ignore=shutil.ignore_patterns(".codegraph"))
    cli("index", fresh)
    assert exported(cli, own_example) == exported(cli, fresh)


def test_an_interrupted_first_index_says_so_and_is_finished_by_the_next(
    cli: Command, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "lib.rs").write_text("pub fn answer() {}\n")
    with monkeypatch.context() as patch:
        patch.setattr(Store, "finish_load", interrupted)
        assert cli("index").code == 130
    for words in (("status",), ("search", "answer"), ("export",), ("context", "answer")):
        ran = cli(*words, "--json")
        assert (ran.code, ran.error["code"]) == (5, "incomplete")
        assert "codegraph index" in ran.error["hint"]
    assert "interrupted" in cli("doctor").out
    assert cli("index").code == 0
    assert cli("search", "answer").code == 0


def interrupted(*_arguments: object) -> None:
    """Do what Ctrl-C does."""
    raise KeyboardInterrupt


def test_invariant_07_a_snippet_is_cut_only_from_the_indexed_text(cli: Command, own_example: Path) -> None:
    question = ("schedule_retry", "--path", QUEUE)
    before = cli("search", *question, "--json").document["hits"][0]
    assert not before["stale"]
    assert "self.schedule.insert" in before["snippet"]
    edit(own_example, QUEUE, lambda text: "// a line that moves all others\n" * 40 + text)
    document = cli("search", *question, "--no-refresh", "--json").document
    assert (document["changed_since_index"], document["stale_paths"]) == (1, [QUEUE])
    assert all(hit["stale"] for hit in document["hits"])
    assert all("a line that moves" not in hit["snippet"] for hit in document["hits"])
    assert document["hits"][0]["snippet"] == before["signature"]
    ran = cli("search", *question, "--no-refresh")
    assert "(stale)" in ran.out
    assert "run `codegraph index`" in ran.err
    packed = cli("context", *question, "--no-refresh", "--json").document
    assert all(part["stale"] for part in packed["parts"])
    assert "a line that moves" not in packed["prompt"]
    flow = cli("symbol", "schedule_retry", "--flow", "--json").document
    assert (flow["stale"], flow["locals"]) == (True, [])
    # without being told to leave the index alone, the search brings the file up to date
    after = cli("search", *question, "--json").document["hits"][0]
    assert (after["snippet"], after["stale"]) == (before["snippet"], False)
    assert after["start_line"] == before["start_line"] + 40


_LINES = st.lists(st.sampled_from(["// above", "fn added() {}", "", "// schedule_retry", "    let x = 1;"]), max_size=5)
_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["before", "between"]),
        st.sampled_from([QUEUE, LIBRARY, "README.md"]),
        st.integers(0, 200),
        _LINES,
        st.sampled_from([None, False]),
    ),
    max_size=4,
)


@hypothesis.given(steps=_STEPS)
@hypothesis.settings(max_examples=15, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture])
def test_invariant_07_whenever_files_are_edited(indexed_once: Path, isolated: Path, steps: list[Any]) -> None:
    """Whatever is edited before a search, or between its ranking and its cut: a text that is not stale is there."""
    root = isolated / "edited"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(indexed_once, root)
    with api.open_workspace(None, root) as workspace:
        for when, path, place, lines, refresh in steps:

            def change(path: str = path, place: int = place, lines: list[str] = lines) -> None:
                old = (root / path).read_text().split("\n")
                (root / path).write_text("\n".join([*old[:place], *lines, *old[place + len(lines) // 2 :]]))

            if when == "before":
                change()

            def cut(*arguments: Any, when: str = when, change: Callable[[], None] = change) -> Any:  # noqa: ANN401
                if when == "between":
                    change()
                return cut_snippets(*arguments)

            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("codegraph.retrieve.searching.cut_snippets", cut)
                result = workspace.search("schedule_retry", scope=api.make_scope(), limit=20, refresh=refresh)
            check_texts(root, result)
            packed = pack_found(
                "t", result, workspace.store, root, budget=3000, target=target_for(workspace.settings, {}, "")
            )
            assert {part.path for part in packed.parts if part.stale} <= set(packed.freshness.stale_paths)
            texts = {path: (root / path).read_text() for path in {part.path for part in packed.parts}}
            assert all(part.stale or part.text in texts[part.path] for part in packed.parts if part.detail == "full")


def check_texts(root: Path, result: SearchResult) -> None:
    """Check that each text that is not stale stands in its file, at its lines, and that the others are counted."""
    for hit in result.hits:
        if hit.stale:
            assert hit.snippet == hit.chunk.signature
            continue
        lines = (root / hit.chunk.path).read_text().split("\n")
        shown = hit.snippet.split("\n")
        first = hit.chunk.span.start_line - 1
        assert [line.rstrip() for line in lines[first : first + len(shown)]] == [line.rstrip() for line in shown]
    assert result.stale_paths == tuple(sorted({hit.chunk.path for hit in result.hits if hit.stale}))


@pytest.mark.model
def test_invariant_09_every_citation_is_in_the_pack_or_flagged(
    cli: Command, example: Path, model_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODEGRAPH_LLM_MAX_ANSWER_TOKENS", "48")
    ran = cli("ask", "schedule_retry", "--model", model_path, "--json", "--budget", "400", "--repo", example)
    assert ran.code == 0, ran
    events = ran.documents
    assert events[0]["event"] == "retrieval"
    assert events[-1]["event"] == "done"
    parts = {part["n"]: part for part in events[0]["parts"]}
    done = events[-1]
    assert done["answer"]
    for citation in done["citations"]:
        part = parts.get(citation["n"])
        assert citation["valid"] == (part is not None)
        if part is not None:
            keys = ("path", "start_line", "end_line")
            assert [citation[key] for key in keys] == [part[key] for key in keys]
    assert "".join(event["text"] for event in events if event["event"] == "token") == done["answer"]


def test_invariant_10_one_scope_binds_every_leg(cli: Command, example: Path) -> None:
    """Filters of the command line and of the query bind what every leg finds, by the hits' own places."""
    scopes: dict[tuple[str, ...], Callable[[dict[str, Any]], bool]] = {
        ("--path", "crates/jobqueue/src/**"): lambda hit: hit["path"].startswith("crates/jobqueue/src/"),
        ("--path", "!crates/**"): lambda hit: not hit["path"].startswith("crates/"),
        ("--lang", "toml"): lambda hit: hit["language"] == "toml",
        ("--kind", "method"): lambda hit: hit["kind"] == "method",
        ("--crate", "jobqueue-cli"): lambda hit: hit["path"].startswith("crates/jobqueue-cli/"),
    }
    legs: set[str] = set()
    for options, holds in scopes.items():
        for question in ("Queue", "jobqueue retry jobs", QUEUE, "schedule_retry calls"):
            found = cli("search", question, *options, "-n", "100", "--json", "--repo", example).document["hits"]
            assert all(holds(hit) for hit in found), (options, question)
            legs.update(leg for hit in found for leg in hit["legs"])
    assert {"symbol", "lexical", "dense", "graph"} <= legs


def test_invariant_11_ranking_is_deterministic(cli: Command, example: Path) -> None:
    for question in QUESTIONS:
        first = cli("search", question, "-n", "40", "--json", "--repo", example).document["hits"]
        for _ in range(3):
            assert cli("search", question, "-n", "40", "--json", "--repo", example).document["hits"] == first


def test_invariant_12_nothing_opens_a_connection(
    cli: Command, own_example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def refuse(*arguments: object, **_options: object) -> None:
        opened.append(repr(arguments))
        message = "no connection is allowed here"
        raise OSError(message)

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    for words in (
        ("index", "--force", "--jobs", "1"),
        ("status",),
        ("search", "retry delay"),
        ("symbol", "Queue"),
        ("context", "retry delay", "--for-model", "gpt-4o"),
        ("ask", "retry delay"),
        ("models", "list"),
        ("doctor",),
        ("export",),
    ):
        assert cli(*words).code in {0, 5}, words
    assert opened == []
    assert own_example.is_dir()


def test_invariant_12_a_model_that_is_wanted_is_not_replaced_by_another(cli: Command, example: Path) -> None:
    ran = cli("ask", "retry", "--model", "no-such-model", "--json", "--repo", example)
    assert (ran.code, ran.error["code"]) == (5, "model-missing")


def test_invariant_14_status_counts_the_store(cli: Command, own_example: Path) -> None:
    """What status says is what an export of the store holds, also after the store was changed behind its back."""

    def check() -> int:
        lines = [json.loads(line) for line in cli("export").out.splitlines()]
        coverage = cli("status", "--json").document["coverage"]
        kinds = Counter(line["type"] for line in lines)
        states = Counter(line["state"] for line in lines if line["type"] == "reference")
        stored = sum(1 for line in lines if line["type"] == "edge" and line["kind"] != "contains")
        # a file is a node of the graph, and no symbol
        assert coverage["symbols"] == kinds["node"] - sum(line.get("kind") == "file" for line in lines)
        assert coverage["references"] == {
            "resolved": stored,
            **{state: states[state] for state in ("ambiguous", "external", "unresolved")},
        }
        return int(coverage["files"]["indexed"])

    files = check()
    with Store.open(own_example / ".codegraph" / "local", writable=True) as store:
        store.replace_files((), [QUEUE])
    assert check() == files - 1


def test_the_public_functions_do_what_the_commands_do(cli: Command, example: Path) -> None:
    with api.open_workspace(None, example) as workspace:
        result = workspace.search("schedule_retry", scope=api.make_scope(kinds=["fn"]))
    ran = cli("search", "schedule_retry", "--kind", "fn", "--json").document
    assert [hit["id"] for hit in ran["hits"]] == [str(hit.chunk.id) for hit in result.hits]
