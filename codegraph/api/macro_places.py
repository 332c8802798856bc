"""Where a macro is used, in the files as they are now, and what the answer about it depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.discover import FileEntry, read_file
from codegraph.discover.entries import changed_ns
from codegraph.errors import NotFoundError
from codegraph.identity import content_hash
from codegraph.model import Problem
from codegraph.resolve.macro_sites import OWN_VERSION, Target, find_sites, nearest, site_at
from codegraph.resolve.rust_analyzer.finding import candidates

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from codegraph.config import RustSettings
    from codegraph.store import FileRow
    from codegraph.workspace import Workspace

_NAMED = 5


def find_target(workspace: Workspace, path: str, line: int, column: int | None) -> Target:
    """Find the macro use at a place of an indexed file; `column` counts characters from 1.

    Raises NotFoundError where there is no such file or line, or no macro is used there; the hint names the nearest.
    """
    row = workspace.store.file(path)
    if row is None:
        message = f"{path} is not an indexed file"
        hint = "name it relative to the repository; `codegraph status` tells what is indexed"
        raise NotFoundError(message, hint=hint)
    if row.language != "rust":
        message = f"{path} is {row.language}, and only macros of Rust are expanded"
        raise NotFoundError(message, hint="name a Rust file")
    content = read_file(
        workspace.root, FileEntry(path, row.language, 0, 0), limit=workspace.settings.discover.max_file_bytes
    )
    if isinstance(content, Problem):
        message = f"{path} cannot be read: {content.message}"
        raise NotFoundError(message, hint="run `codegraph index`")
    source = content.data
    byte = _byte(path, source, line, column)
    sites = find_sites(source)
    site = site_at(sites, line, byte)
    if site is None:
        where = f"line {line}" if column is None else f"line {line}, column {column}"
        message = f"no macro is used at {path}, {where}"
        near = ", ".join(f"{one.written} at {path}:{one.line}" for one in nearest(sites, line, _NAMED))
        raise NotFoundError(message, hint=f"nearest: {near}" if near else "the file uses no macro")
    others = tuple(one for one in sites if one.line == site.line and one != site)
    return Target(path, source, content.hash, site, others)


def _byte(path: str, source: bytes, line: int, column: int | None) -> int | None:
    """Give the offset of a column in the file; raises NotFoundError where there is no such line or column."""
    lines = source.split(b"\n")
    count = len(lines) - (1 if lines[-1] == b"" else 0)
    if not 1 <= line <= count:
        message = f"{path} has no line {line}"
        raise NotFoundError(message, hint=f"its last line is {count}")
    if column is None:
        return None
    text = lines[line - 1].decode("utf-8", "surrogateescape")
    if not 1 <= column <= len(text) + 1:
        message = f"line {line} of {path} has no column {column}"
        raise NotFoundError(message, hint=f"it has {len(text)} characters")
    before = sum(map(len, lines[: line - 1])) + line - 1
    return before + len(text[: column - 1].encode("utf-8", "surrogateescape"))


def state_of(root: Path, files: Mapping[str, FileRow], rust: RustSettings, environ: Mapping[str, str]) -> str:
    """Say in one word all that an expansion depends on but for the bytes of the call's file.

    That is the other files, also where they changed since they were indexed, the settings and the programs.
    """
    programs = [(str(program), *_stamp(program)) for program in candidates(rust, environ)]
    indexed = [(path, row.hash) for path, row in files.items() if row.language in {"rust", "toml"}]
    stamps = ((path, row, _stamp(root / path)) for path, row in files.items() if row.language == "rust")
    changed = [(path, *stamp) for path, row, stamp in stamps if stamp != (row.size, row.mtime_ns)]
    told = (OWN_VERSION, repr(rust), programs, indexed, changed)
    return content_hash(repr(told).encode("utf-8", "replace"))


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.lstat()
    except OSError:
        return 0, 0
    return found.st_size, changed_ns(found)
