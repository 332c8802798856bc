"""The public repositories that questions are made from, read at pinned revisions out of git.

`repositories.csv` lists them. None is in the retrieval benchmark, and none may be among the sources of a model.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from codegraph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LIST = Path(__file__).with_name("repositories.csv")
_REGULAR = ("100644", "100755")


class Repository(NamedTuple):
    """A repository as listed: `owner/name`, its revision, the folder to index (empty: all), main language, licence."""

    repository: str
    revision: str
    root: str
    language: str
    licence: str

    @property
    def name(self) -> str:
        """Give the name without the owner."""
        return self.repository.partition("/")[2]


def listed(path: Path = LIST, names: Sequence[str] = ()) -> list[Repository]:
    """Read the list, or those rows of it that are named, with or without the owner.

    :raises UsageError: a name is not in the list.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = [Repository(**row) for row in csv.DictReader(file)]
    known = {name: row for row in rows for name in (row.name, row.repository)}
    if missing := [name for name in names if name not in known]:
        message = f"not in {path.name}: {', '.join(missing)}"
        raise UsageError(message, hint=f"The list is {path}.")
    return [known[name] for name in names] if names else rows


def find_clone(sources: Path, repository: Repository) -> Path | None:
    """Find the clone (bare or not) in a folder of clones, as `OWNER+NAME`, `OWNER+NAME/repo` or `NAME`.

    A clone without the revision does not count.
    """
    owned = repository.repository.replace("/", "+")
    for place in (sources / owned / "repo", sources / owned, sources / repository.name):
        if (place / ".git").exists() or (place / "objects").is_dir():
            found = _git(place, "cat-file", "-e", f"{repository.revision}^{{commit}}", check=False)
            if found.returncode == 0:
                return place
    return None


def how_to_get(missing: Sequence[Repository], sources: Path) -> str:
    """Say which clones are missing and how they are made."""
    rows = "\n".join(f"  {row.repository} at {row.revision}" for row in missing)
    return (
        f"missing below {sources}, each as a full clone named OWNER+NAME (`git clone --no-checkout` of the repository "
        f"on GitHub):\n{rows}"
    )


def paths_at(clone: Path, revision: str) -> list[str]:
    """List the regular files of a revision."""
    listing = _git(clone, "ls-tree", "-r", "-z", revision).stdout.decode("utf-8", "surrogateescape")
    return [row.partition("\t")[2] for row in listing.split("\0") if row.startswith(_REGULAR)]


def read_at(clone: Path, revision: str, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Read files of a revision: path and bytes, in the order given."""
    command = [*_command(clone), "cat-file", "--batch"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        if process.stdin is None or process.stdout is None:
            return
        for path in paths:
            process.stdin.write(f"{revision}:{path}\n".encode("utf-8", "surrogateescape"))
            process.stdin.flush()
            head = process.stdout.readline().split()
            if len(head) != _HEAD_WORDS:
                continue
            data = process.stdout.read(int(head[2]))
            process.stdout.read(1)
            yield path, data
        process.stdin.close()


_HEAD_WORDS = 3


def git_text(clone: Path, *words: str) -> str:
    """Run git and give what it prints."""
    return _git(clone, *words).stdout.decode("utf-8", "replace")


def _git(clone: Path, *words: str, check: bool = True) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*_command(clone), *words], check=check, capture_output=True)


def _command(clone: Path) -> list[str]:
    return [shutil.which("git") or "git", "-C", str(clone)]
