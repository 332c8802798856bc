"""Which files of a repository are measured."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def source_files(repository: Path, *suffixes: str) -> list[str]:
    """List the files with these suffixes (`.py`) that git knows in `repository`, or all of them in a plain folder."""
    patterns = [f"*{suffix}" for suffix in suffixes]
    listed = subprocess.run(
        ["git", "-C", str(repository), "ls-files", "-z", "--", *patterns],  # noqa: S607 - the user's git
        capture_output=True,
        check=False,
    )
    names = [name for name in listed.stdout.decode("utf-8", "surrogateescape").split("\0") if name]
    if listed.returncode != 0 or not names:
        found = (path for pattern in patterns for path in repository.rglob(pattern))
        names = [path.relative_to(repository).as_posix() for path in found]
    return sorted({name for name in names if (repository / name).is_file()})


def commit_of(repository: Path) -> str:
    """Give the revision that is checked out; empty where that is not known."""
    command = ["git", "-C", str(repository), "rev-parse", "HEAD"]
    return subprocess.run(command, capture_output=True, check=False, text=True).stdout.strip()
