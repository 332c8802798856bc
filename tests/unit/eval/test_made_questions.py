"""The questions that are made about public repositories: what is asked, and that the answer does not hold its words."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.eval.documented import question_of, without_docs
from tests.eval.questions import commits
from tests.eval.questions.__main__ import make
from tests.eval.questions.definitions import name_questions
from tests.eval.questions.made import Made, draw
from tests.eval.repositories import Repository, find_clone, listed

if TYPE_CHECKING:
    from pathlib import Path

RUST = b"""//! Numbers that are handed out to whoever asks for one.

/// Takes the next free number off the stack.
///
/// More is told here.
pub fn take(stack: &mut Vec<u32>) -> Option<u32> {
    // the last one
    stack.pop()
}
"""
PYTHON = b'''class Pool:
    def take(self, stack):
        """
        Take the next free number off the stack.

        More is told here.
        """
        return stack.pop()
'''
JAVA = b"""class Pool {
  /**
   * Takes the next free number off the {@code stack}.
   *
   * @return it
   */
  int take(Stack stack) {
    return stack.pop();
  }
}
"""


@pytest.mark.parametrize(
    ("path", "language", "source"),
    [("a.rs", "rust", RUST), ("a.py", "python", PYTHON), ("A.java", "java", JAVA)],
)
def test_docs_are_taken_out_and_lines_keep_their_numbers(path: str, language: str, source: bytes) -> None:
    bare = without_docs(path, language, source)
    assert bare is not None
    assert "next free number off the stack" in next(one.sentence for one in bare.documented if one.symbol)
    assert b"next free number" not in bare.source
    assert b"More is told" not in bare.source
    assert bare.source.count(b"\n") == source.count(b"\n")
    assert b"pop()" in bare.source
    assert without_docs(path, language, bare.source) is None


def test_only_the_docs_asked_for_are_taken_out() -> None:
    bare = without_docs("a.rs", "rust", RUST, frozenset({0}))
    assert bare is not None
    assert [one.symbol for one in bare.documented] == [0]
    assert b"Takes the next free number" in bare.source


@pytest.mark.parametrize(
    ("docs", "name", "question"),
    [
        ("Take opens the door of the house.", "Take", "opens the door of the house"),
        ("Opens the [door](x.html) of `the` house. And more.", "f", "Opens the door of the house"),
        ("Like Take but for a door of wood", "Take", ""),
        ("TODO: open the door of the house", "f", ""),
        ("Too short.", "f", ""),
    ],
)
def test_a_sentence_that_asks(docs: str, name: str, question: str) -> None:
    assert question_of(docs, name) == question


@pytest.mark.parametrize(
    ("subject", "question"),
    [
        ("fix(parser): keep spaces between two words (#12)", "keep spaces between two words"),
        ("Keep spaces between two words, closes #12", "Keep spaces between two words"),
        ("Bump serde from 1.0 to 1.1", ""),
        ("fix typos in the parser of words", ""),
        ("Revert the spaces between two words", ""),
        ("too short", ""),
    ],
)
def test_a_subject_that_asks(subject: str, question: str) -> None:
    assert commits.question_of(subject) == question


def test_what_is_drawn_does_not_hang_on_the_order_and_has_one_answer() -> None:
    made = [Made(f"question number {number}", "doc", (f"{number % 3}.rs",)) for number in range(30)]
    torn = [Made("Which one?", "doc", ("a.rs",)), Made("which one", "doc", ("b.rs",))]
    kept = draw([*made, *torn], 12, "seed")
    assert kept == draw([*reversed(torn), *reversed(made)], 12, "seed")
    assert len(kept) == 12
    assert all(one.text.startswith("question") for one in kept)
    assert max(sum(one.paths == (f"{file}.rs",) for one in kept) for file in range(3)) <= 5


def test_names_that_one_file_defines() -> None:
    found = list(name_questions({"parse_http_date": {"a.rs"}, "run": {"a.rs"}, "twice_here": {"a.rs", "b.rs"}}))
    assert found == [
        Made("parse_http_date", "symbol", ("a.rs",)),
        Made("parse http date", "words", ("a.rs",)),
    ]


def test_a_repository_from_its_history(tmp_path: Path) -> None:
    clone = tmp_path / "sources" / "owner+pool"
    clone.mkdir(parents=True)

    def git(*words: str) -> str:
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        command = ["git", "-C", str(clone), *identity, *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    git("init", "-q")
    (clone / "src").mkdir()
    (clone / "src" / "pool.rs").write_bytes(RUST)
    (clone / "CHANGELOG.md").write_text("Hand out numbers from a stack\n")
    git("add", ".")
    git("commit", "-q", "-m", "Hand out numbers from a stack (#3)")
    (clone / "src" / "gone.rs").write_text("fn gone() {}\n")
    git("add", ".")
    git("commit", "-q", "-m", "Hand out letters from a stack")
    git("rm", "-q", "src/gone.rs")
    git("commit", "-q", "-m", "Hand out nothing but numbers anywhere")
    row = Repository("owner/pool", git("rev-parse", "HEAD"), "", "Rust", "MIT")
    assert find_clone(tmp_path / "sources", row) == clone
    out = tmp_path / "out"
    made = make(clone, row, out, 10)
    assert set(made) == {
        Made("Hand out numbers from a stack", "commit", ("src/pool.rs",)),
        Made("Takes the next free number off the stack", "doc", ("src/pool.rs",)),
        Made("Numbers that are handed out to whoever asks for one", "module", ("src/pool.rs",)),
    }
    copied = (out / "clones" / "pool" / "src" / "pool.rs").read_bytes()
    assert b"handed out" not in copied
    assert b"next free number" not in copied
    assert not (out / "clones" / "pool" / "CHANGELOG.md").exists()


def test_the_list_of_repositories() -> None:
    rows = listed()
    assert len(rows) >= 20
    assert len({row.language for row in rows}) >= 12
    assert len({row.name for row in rows}) == len(rows)
    assert all(len(row.revision) == 40 and row.licence for row in rows)
