"""A Rust workspace that is edited step by step: what its files should hold is a function of the edits so far.

The text stands in `tests/fixtures/rust/edited`: `//- path` starts a file, `@name[one@@two@]` is a slot with its
alternatives, of which the first is taken until another is chosen. A file is named by the path it began with, wherever
it has been moved to.
"""

from __future__ import annotations

import os
import posixpath
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = re.compile(r"^//- (\S+)\n", re.MULTILINE)
_SLOT = re.compile(r"@(\w+)\[(.*?)@\]", re.DOTALL)
_FIXTURE = ROOT / "tests" / "fixtures" / "rust" / "edited" / "workspace.txt"


@lru_cache(maxsize=1)
def template() -> dict[str, str]:
    """Give the files as they are written, slots included."""
    parts = _HEAD.split(_FIXTURE.read_text("utf-8"))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@lru_cache(maxsize=1)
def slots() -> dict[str, tuple[str, ...]]:
    """Give every slot's alternatives."""
    found: dict[str, tuple[str, ...]] = {}
    for text in template().values():
        for match in _SLOT.finditer(text):
            assert match[1] not in found, match[1]
            found[match[1]] = tuple(match[2].split("@@"))
    return found


@dataclass
class EditedWorkspace:
    """The edits so far. `write` brings a folder to what they say."""

    chosen: dict[str, int] = field(default_factory=dict)
    # texts put at the end of a file, and files that the template has not
    appended: dict[str, list[str]] = field(default_factory=dict)
    added: dict[str, str] = field(default_factory=dict)
    # paragraphs left out, by file and number
    dropped: set[tuple[str, int]] = field(default_factory=set)
    # names replaced as whole words, in one file or (empty) in all
    renamed: list[tuple[str, str, str]] = field(default_factory=list)
    # where a file stands now; an empty path for one that is deleted
    moved: dict[str, str] = field(default_factory=dict)
    # how a file's bytes are damaged
    damaged: dict[str, str] = field(default_factory=dict)
    _written: dict[str, str] = field(default_factory=dict)

    def origins(self) -> list[str]:
        """Name all files, deleted ones included, by the paths they began with."""
        return sorted({*template(), *self.added})

    def place(self, origin: str) -> str:
        """Tell where a file stands; empty if it is deleted."""
        return self.moved.get(origin, origin)

    def move_folder(self, old: str, new: str) -> None:
        """Move all that stands in a folder."""
        for origin in self.origins():
            at = self.place(origin)
            if at.startswith(f"{old}/"):
                self.moved[origin] = new + at.removeprefix(old)

    def content(self, origin: str) -> bytes:
        """Give the bytes that a file should have."""
        text = self.added[origin] if origin in self.added else template()[origin]
        text = _SLOT.sub(lambda match: match[2].split("@@")[self.chosen.get(match[1], 0)], text)
        if any(one == origin for one, _ in self.dropped):
            paragraphs = text.split("\n\n")
            text = "\n\n".join(it for n, it in enumerate(paragraphs) if (origin, n) not in self.dropped)
        text = "\n".join((text, *self.appended.get(origin, ())))
        for where, old, new in self.renamed:
            if where in {"", origin}:
                text = re.sub(rf"\b{old}\b", new, text)
        return _damage(text.encode(), self.damaged.get(origin, ""))

    def write(self, root: Path) -> set[str]:
        """Bring the folder to what the edits say; gives the paths that were written, moved or deleted."""
        touched: set[str] = set()
        standing: dict[str, str] = {}
        for origin in self.origins():
            at = self.place(origin)
            if at and at not in standing:
                standing[at] = origin
        for path, origin in self._written.items():
            if standing.get(path) == origin:
                continue
            touched.add(path)
            new = self.place(origin)
            if new and standing[new] == origin and not (root / new).exists():
                _parent(root, new)
                (root / path).rename(root / new)
                touched.add(new)
            else:
                (root / path).unlink()
            _remove_empty(root, posixpath.dirname(path))
        for path, origin in standing.items():
            content, file = self.content(origin), root / path
            if not file.exists() or file.read_bytes() != content:
                _parent(root, path)
                file.write_bytes(content)
                touched.add(path)
        self._written = standing
        return touched


def _parent(root: Path, path: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)


def _remove_empty(root: Path, folder: str) -> None:
    while folder and not os.listdir(root / folder):  # noqa: PTH208 - whether there is any
        (root / folder).rmdir()
        folder = posixpath.dirname(folder)


def _damage(data: bytes, how: str) -> bytes:
    """Damage a file's bytes as an editor or a fault might; an empty word leaves them as they are."""
    middle = data.find(b"\n", len(data) // 2) + 1
    return {
        "": data,
        "cut": data[: len(data) // 2],
        "open": data[:middle] + b"{ (\n" + data[middle:],
        "close": data[:middle] + b"} )\n" + data[middle:],
        "quote": data[:middle] + b'"\n' + data[middle:],
        "latin-1": data[:middle] + b"// \xe9\xff\n" + data[middle:],
        "binary": b"\0" + data,
        "empty": b"",
    }[how]


DAMAGES = ("cut", "open", "close", "quote", "latin-1", "binary", "empty")
