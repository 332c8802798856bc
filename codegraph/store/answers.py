"""Answers of compilers: what an index of another tool says of the references of files, kept by file and tool.

They outlive edits: answers made for other bytes than a file has now are not used, and count as fallen back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.store import rows
from codegraph.store.queries import load
from codegraph.store.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codegraph.model import Problem

_AT_ONCE = 200


class AnswerRow(NamedTuple):
    """One file's answers by one tool: `hash` is of the bytes they were made for, `data` what the resolver packed."""

    path: str
    hash: str
    data: bytes


class AnsweredFile(NamedTuple):
    """That a file has answers by a tool; `current` tells whether they were made for the file as it is."""

    path: str
    tool: str
    version: str
    current: bool


class Answers(Session):
    """Answers of a store."""

    def answered_files(self) -> list[AnsweredFile]:
        """List the files of the index that have answers, by path and tool."""
        return [AnsweredFile(*row) for row in self._ask("answers")]

    def answers_of(self, path: str) -> list[bytes]:
        """Give the packed answers for a file as it is, in the order of the tools' names."""
        return [bytes(row[1]) for row in self._ask("answers_of_file", file=rows.file_key(path))]

    def write_answers(self, tool: str, version: str, answers: Iterable[AnswerRow]) -> None:
        """Replace a tool's answers for these files, and drop all those it made for other bytes than are indexed.

        Edges and graph scores are due afterwards.
        """
        # first, so that an interruption leaves edges that are due and not some that nobody looks at
        due = [["stage.edges", "0"], *self._unscored()]
        self._write(f"{load('remove_answers')}\n{_REOPEN}", {"tools": [tool], "rows": due})
        listed = [[rows.file_key(one.path), tool, version, one.hash, one.data] for one in answers]
        for start in range(0, len(listed), _AT_ONCE):
            self._write(_PUT, {"rows": listed[start : start + _AT_ONCE]})

    def write_problems(self, stage: str, problems: Iterable[Problem]) -> None:
        """Replace the problems of a stage that belong to no file."""
        listed = [rows.problem_row(_NO_FILE, n, problem) for n, problem in enumerate(problems)]
        self._write(load("replace_problems"), {"file": _NO_FILE, "stage": stage, "rows": listed})


_NO_FILE = rows.file_key("")
_PUT = "{?[file, tool, version, hash, data] <- $rows :put answer {file, tool => version, hash, data}}"
_REOPEN = "{?[key, value] <- $rows :put meta {key => value}}"
