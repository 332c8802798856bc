"""A small tree, and edits of one, drawn by hypothesis: files, rules, links and folders that come, go and move."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = ("", "a", "b", "a/b", "target", "vendor", "a/target")
NAMES = (
    *("x.rs", "y.rs", "notes", "Cargo.toml", "pic.png", ".env", ".hidden.rs", "b", "target", "\udcff.rs"),
    *(".gitignore", ".ignore", ".codegraphignore", "CACHEDIR.TAG", "modules.txt", ".git"),
)
CONTENTS = ("", "fn f() {}\n", "x.rs\n", "b/\n", "!/b/x.rs\n*\n", "/a\n", "target\n!y.rs\n", "\0", "../y.rs")
places = st.builds(lambda folder, name: f"{folder}/{name}" if folder else name, *map(st.sampled_from, (FOLDERS, NAMES)))
edits = st.tuples(
    st.sampled_from(("write", "write", "write", "remove", "folder", "link", "exclude", "move")),
    places,
    st.sampled_from(CONTENTS),
    places,
)


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def exclude(root: Path, content: str) -> set[str]:
    if os.path.lexists(root / ".git") and not (root / ".git").is_dir():
        return set()
    (root / ".git/info").mkdir(parents=True, exist_ok=True)
    (root / ".git/info/exclude").write_text(content, encoding="utf-8")
    return {".git"}


def apply(root: Path, kind: str, place: str, content: str, other: str) -> set[str]:
    """Make an edit; gives the paths of which a watcher would tell."""
    if kind == "exclude":
        return exclude(root, content)
    folders = [place[:at] for at, sign in enumerate(place) if sign == "/"]
    if any((root / folder).is_symlink() for folder in folders):
        return set()
    path, source = root / place, root / other
    if kind == "move" and (path.is_relative_to(source) or source.is_relative_to(path)):
        return set()
    touched = {place, *(folder for folder in folders if not (root / folder).is_dir())}
    for folder in touched - {place}:
        remove(root / folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    remove(path)
    if kind == "move" and os.path.lexists(source):
        source.rename(path)
        touched.add(other)
    elif kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to(content.strip().strip("\0") or "x.rs")
    elif kind == "write":
        path.write_bytes(content.encode())
    return touched


def grow(root: Path) -> Path:
    """Make a small tree with a folder that is left out; gives its root."""
    for path in ("src/a.rs", "src/deep/b.rs", "docs/c.md", "out/d.rs", ".gitignore"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("out/\n" if path == ".gitignore" else "text\n", encoding="utf-8")
    return root
