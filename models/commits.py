"""What the commits of a repository say, and the lines that each added to which files."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_COMMITS = 500
_MOST_FILES = 6
_MOST_SECONDS = 120
_FEWEST_WORDS = 4
_LOG = (
    *("log", "--no-merges", "--no-renames", "--no-color", "--no-ext-diff", "--diff-filter=AM"),
    *("-U0", "-p", f"-n{_COMMITS}", "--format=%x00%s"),
)
_PREFIX = re.compile(r"^(?:\[[^\]]*\]|[\w./*,-]+(?:\([^)]*\))?!?:)\s*|^#?\d+\s*:?\s+")
_NUMBER = re.compile(r"\s*\(?\b(?:GH-|PR )?#\d+\)?|\[[\w-]+-\d+\]\s*")
_POOR = re.compile(
    r"\b(?:bump|releas\w*|version|merge|revert|fmt|clippy|lint\w*|typos?|changelog|readme|copyright|licen[cs]e|"
    r"dependabot|upgrade|formatt\w*|spelling|ci|workflow|whitespace|docs?|documentation|comments?|tests?|deps)\b",
    re.IGNORECASE,
)


class Commit(NamedTuple):
    """The subject of a commit, and the lines it added by path, without the spaces around them."""

    subject: str
    added: dict[str, Counter[str]]


def read_commits(clone: Path, revision: str) -> Iterator[Commit]:
    """Give the latest commits up to a revision whose subjects tell what the code is about, and which touch few files.

    What git cannot read (a snapshot lacks large files) ends the list.
    """
    command = [shutil.which("git") or "git", "-C", str(clone), *_LOG, revision]
    try:
        made = subprocess.run(command, check=False, capture_output=True, timeout=_MOST_SECONDS).stdout
    except subprocess.TimeoutExpired as error:
        made = error.stdout or b""
    for entry in made.decode("utf-8", "replace").split("\0")[1:]:
        subject, _, patch = entry.partition("\n")
        said = _NUMBER.sub("", _PREFIX.sub("", subject)).strip()
        if len(said.split()) < _FEWEST_WORDS or _POOR.search(said) or not said.isascii():
            continue
        added = _added(patch)
        if 0 < len(added) <= _MOST_FILES:
            yield Commit(said, added)


def _added(patch: str) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    path = ""
    for line in patch.split("\n"):
        if line.startswith("+++ b/"):
            path = line[6:].rstrip()
        elif line.startswith("+") and path and not line.startswith("+++"):
            found.setdefault(path, Counter())[line[1:].strip()] += 1
    return found
