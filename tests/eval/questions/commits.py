"""Questions from commits and pull requests: the subject asks, the source files that it touched answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codegraph.discover import language_of
from codegraph.parse.languages import SUPPORTED
from tests.eval.documented import is_source
from tests.eval.questions.made import Made
from tests.eval.repositories import git_text

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from pathlib import Path

    from tests.eval.repositories import Repository

_NEWEST = 3000
_MOST_SOURCES = 4
_MOST_FILES = 12
_FEWEST_WORDS, _MOST_WORDS = 4, 25
_RECORD, _FIELD = "\x1e", "\x1f"
_REFERENCE = re.compile(
    r"\(?(\b(fix(es|ed)?|close[sd]?|resolve[sd]?|see|refs?|gh|issue|pr):?)?[\s-]*(\b\w+/\w+)?#\d+\)?|\[[^\]]*\]",
    re.IGNORECASE,
)
_TYPE = re.compile(
    r"^(feat(ure)?|fix|perf|imp|impl|api|bug|enhancement|add|new|change|refactor)(\([^)]*\)!?:?|!?:)\s*", re.IGNORECASE
)
_PULL = re.compile(r"^Merge (pull request|PR) #\d+")
_NO_QUESTION = re.compile(
    r"^(merge|revert|release|prepare|bump|up(date|grade)|docs?\b|chore|style|test|build|ci|deps|lint|format|changelog|"
    r"version|backport|\d|v\d|squash|fixup|wip|apply|address)"
    r"|\b(typos?|bump(s|ed)?|clippy|rustfmt|gofmt|fmt|prettier|eslint|ruff|mypy|flake8|rubocop|ktlint|spotless|"
    r"formatting|reformat|whitespace|indent(ation)?|spelling|grammar|readme|changelog|copyright|licen[cs]e|code ?style|"
    r"lints?|linter|cleanups?|clean up|tid(y|ied)|unused|rename[sd]?|renaming|move[sd]?|moving|refactor\w*|simplify|"
    r"tests?|testing|docs?|documentation|docstrings?|javadocs?|kdoc|comments?|warnings?|nits?|review|ci|travis|appveyor|"
    r"github|gradle|maven|bazel|cmake|makefile|deprecat\w*|msrv|edition|workflows?|dependenc(y|ies)|release[sd]?|version|"
    r"benchmarks?|python 2|no longer used|dead code)\b",
    re.IGNORECASE,
)


def commit_questions(clone: Path, repository: Repository, sources: Container[str]) -> Iterator[Made]:
    """Make questions of the newest 3,000 commits up to the revision; `sources` are the files that may answer.

    Kind `commit` is a subject, `pull` the title of a pull request that was merged.
    """
    form = f"--format={_RECORD}%s{_FIELD}%b{_FIELD}"
    for merges, kind in (("--no-merges", "commit"), ("--merges", "pull")):
        words = ["log", f"--max-count={_NEWEST}", merges, "--name-only", "--no-renames", form, repository.revision]
        if kind == "pull":
            words[1:1] = ["--first-parent", "-m"]
        for record in git_text(clone, *words).split(_RECORD)[1:]:
            subject, body, touched = record.split(_FIELD, 2)
            if kind == "pull":
                subject = _title(subject, body)
            text = question_of(subject)
            if text and (paths := _answer(touched.strip().splitlines(), sources)):
                yield Made(text, kind, paths)


def question_of(subject: str) -> str:
    """Give a commit's subject as a question, without numbers of issues and kind of change; empty where it is none."""
    text = " ".join(_REFERENCE.sub(" ", subject).split()).replace("`", "").strip(".:, ")
    text = _TYPE.sub("", text)
    count = len(text.split())
    if (
        not _FEWEST_WORDS <= count <= _MOST_WORDS
        or not text.isascii()
        or _NO_QUESTION.search(text)
        or "..." in text
        or text.count("(") != text.count(")")
    ):
        return ""
    return text


def _title(subject: str, body: str) -> str:
    """Give the title of a merged pull request, which the merge has as its body's first line."""
    return next(filter(None, map(str.strip, body.splitlines())), "") if _PULL.match(subject) else ""


def _answer(touched: Sequence[str], sources: Container[str]) -> tuple[str, ...]:
    """Give the touched source files; none where there are too many, or one of them is gone."""
    answer = sorted(path for path in touched if path in sources or (is_source(path) and language_of(path) in SUPPORTED))
    if len(answer) > _MOST_SOURCES or len(touched) > _MOST_FILES or any(path not in sources for path in answer):
        return ()
    return tuple(answer)
