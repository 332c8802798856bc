"""What a Scope lets through: the one test that every leg's finds must pass.

Legs hand to the store what it can filter by itself, which saves time; what binds is this test.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from codegraph.discover.patterns import parse_line
from codegraph.retrieve.fuse import Finds
from codegraph.retrieve.pools import EVERYTHING, aside_of
from codegraph.store import FileBrief, LexicalScope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from codegraph.identity import NodeId
    from codegraph.model import Chunk, Scope
    from codegraph.retrieve.pools import Pools
    from codegraph.store.moment import Moment

_WILD = re.compile(r"[*?\[\\]")


class ScopeTest:
    """A compiled Scope.

    Paths are globs as in `.gitignore`: `*.rs` holds at any depth, `src/**` and `src/a.rs` from the root, `src` and
    `src/` for everything below. One that starts with `!` excludes, whatever else lets a path in.
    """

    def __init__(self, scope: Scope, package_of: Callable[[str], str], pools: Pools = EVERYTHING) -> None:
        """Compile a scope; `package_of` gives the package of a path, asked only where crates are limited."""
        self.scope = scope
        self.pools = pools
        self._package_of = package_of
        self._wanted = [_matcher(glob) for glob in scope.paths if not glob.startswith("!")]
        self._unwanted = [_matcher(glob[1:]) for glob in scope.paths if glob.startswith("!")]
        self._languages = frozenset(scope.languages)
        self._kinds = frozenset(scope.kinds)
        self._crates = frozenset(map(_crate_name, scope.crates))

    def __bool__(self) -> bool:
        """Tell whether anything is limited."""
        return bool(self.scope)

    def look_at(self, ids: Iterable[NodeId], moment: Moment) -> dict[NodeId, Chunk] | dict[NodeId, FileBrief]:
        """Give what tells whether chunks are in scope: their files where these do, else themselves; unknown ids go."""
        if self.limits_chunks:
            return {chunk.id: chunk for chunk in moment.chunks(ids)}
        return moment.files_of(ids)

    def lets_in(self, one: Chunk | FileBrief) -> bool:
        """Tell whether a chunk is in scope, by itself or by what `look_at` gives.

        A chunk's kind is its symbol's; text outside symbols has none.
        """
        if not self.scope:
            return True
        if not self.lets_file_in(one.path, one.language):
            return False
        if isinstance(one, FileBrief):
            return True
        return (not self._kinds or one.symbol_kind in self._kinds) and (not self._crates or self._in_crates(one))

    @property
    def limits_files(self) -> bool:
        """Tell whether whole files are out of scope by their path or language."""
        return bool(self.scope.paths or self.scope.languages)

    @property
    def limits_chunks(self) -> bool:
        """Tell whether chunks of one file may be in scope and out of it, by their kind or crate."""
        return bool(self._kinds or self._crates)

    def lets_file_in(self, path: str, language: str) -> bool:
        """Tell whether a file is in scope by its path and language; its chunks may still be out by kind or crate."""
        return (not self._languages or language in self._languages) and self.lets_path_in(path)

    def lets_path_in(self, path: str) -> bool:
        """Tell whether a path is in scope."""
        if any(matches(path) for matches in self._unwanted):
            return False
        return not self._wanted or any(matches(path) for matches in self._wanted)

    def split(
        self, found: Sequence[tuple[NodeId, float]], known: Mapping[NodeId, Chunk] | Mapping[NodeId, FileBrief], k: int
    ) -> Finds:
        """Keep the first k finds in scope of the pool asked for, and of what stands aside; those not known go."""
        main: list[tuple[NodeId, float]] = []
        aside: list[tuple[NodeId, float]] = []
        for one, score in found:
            it = known.get(one)
            if it is not None and self.lets_in(it):
                (aside if self.pools.is_aside(it.path, it.language) else main).append((one, score))
        return Finds(main[:k], aside[: aside_of(k, len(main))])

    def lexical(self) -> LexicalScope:
        """Give what the lexical index can filter by itself: never less than what `lets_in` lets in."""
        wanted = [glob for glob in self.scope.paths if not glob.startswith("!")]
        prefixes = [_literal_start(glob) for glob in wanted]
        return LexicalScope(
            tuple(sorted(self._languages)),
            tuple(sorted(self._kinds)),
            tuple(sorted(set(prefixes))) if all(prefixes) else (),
        )

    def _in_crates(self, chunk: Chunk) -> bool:
        if _crate_name(chunk.qualified_name.partition("::")[0]) in self._crates:
            return True
        return _crate_name(self._package_of(chunk.path)) in self._crates


def _crate_name(name: str) -> str:
    return name.replace("-", "_")


def _literal_start(glob: str) -> str:
    """Give the folder that everything a glob matches lies in, with its slash; empty if there is none to name."""
    wild = _WILD.search(glob)
    literal = glob[: wild.start()] if wild else glob
    folder = literal.rpartition("/")[0] if wild or not glob.endswith("/") else literal.removesuffix("/")
    folder = folder.removeprefix("/")
    anchored = "/" in glob.removesuffix("/")
    return f"{folder}/" if folder and anchored else ""


@lru_cache(maxsize=256)
def _matcher(glob: str) -> Callable[[str], bool]:
    pattern = parse_line("\\" + glob if glob.startswith(("#", "!")) else glob)
    if pattern is None:
        return lambda _path: False
    regex = re.compile(pattern.regex, re.DOTALL)
    anchored, folder_only = pattern.anchored, pattern.folder_only

    def matches(path: str) -> bool:
        entry, is_folder = path, False
        while entry:
            text = entry if anchored else entry.rpartition("/")[2]
            if (is_folder or not folder_only) and regex.fullmatch(text):
                return True
            entry, is_folder = entry.rpartition("/")[0], True
        return False

    return matches
