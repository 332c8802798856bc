"""What a language brings: a grammar, queries, and the few things that queries cannot express.

A language is a folder in `codegraph/parse/languages` whose `__init__.py` has a `SPEC`: for most languages
`general(..)` of `codegraph.parse.general` builds it from a few tables. The grammar is loaded when `tools` is called.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import tree_sitter

from codegraph.parse.languages import language

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from codegraph.model import ModuleDeclaration, SymbolKind
    from codegraph.parse.assembly import Assembly
    from codegraph.parse.events import Lines


class Header(NamedTuple):
    """What a definition's head says; offsets are bytes of the file, -1 where there is none."""

    name: str
    name_start: int
    name_end: int
    body: int
    signature: str
    visibility: str = ""
    modifiers: tuple[str, ...] = ()
    trait: str = ""
    trait_start: int = -1
    self_type: str = ""
    generics: tuple[str, ...] = ()


class Import(NamedTuple):
    """One name that an import brings in: its path, the local name, and the bytes where its last segment stands."""

    path: str
    alias: str
    start: int
    end: int
    visibility: str


def no_modules(_source: bytes) -> tuple[ModuleDeclaration, ...]:
    """List the modules that a file declares without a body: none, but in Rust."""
    return ()


def as_it_is(source: bytes) -> bytes:
    """Give a file to its grammar as it is."""
    return source


class LanguageSpec(NamedTuple):
    """One language: `grammar` returns the grammar's pointer, `queries` gives the text of its .scm files.

    `extraction` begins to read one file. `leading` are the types of nodes that belong to the definition after them, as
    far as they stand at its level, `containers` those of definitions whose field `body` has other definitions between
    its first and last child. What has one of the types `open_ended` may go on in what follows, unless it ends with `;`.
    A grammar that reads on for ever where a file's last line has no end is given files that are `ended`.
    `partial` says that what stands between unchanged definitions may be parsed alone, as if nothing else did: where
    line ends or indentation mean something the whole file is parsed, and only reading what did not change is spared;
    nothing is, where the file has syntax errors; what matches `opening` means something else at the start of a file,
    and is never parsed alone. What stands in nodes of the types `sections` counts as if it stood
    around them. `readable` gives what is parsed in a file's place, of the same length and with the same lines: where
    that differs, names and heads are still read from the file. Qualified names are written with the `separator`;
    `shared` are the kinds of definitions that the whole program knows by their own names where a file names no package:
    their qualified names do not begin with the file's path.
    """

    name: str
    grammar: Callable[[], object]
    queries: Callable[[], str]
    extraction: Callable[[bytes, Lines], Assembly]
    leading: frozenset[str]
    containers: frozenset[str] = frozenset()
    open_ended: frozenset[str] = frozenset()
    ended: bool = False
    partial: bool = False
    opening: re.Pattern[bytes] | None = None
    sections: frozenset[str] = frozenset()
    shared: frozenset[SymbolKind] = frozenset()
    modules: Callable[[bytes], tuple[ModuleDeclaration, ...]] = no_modules
    readable: Callable[[bytes], bytes] = as_it_is
    separator: str = "."


class Tools(NamedTuple):
    """A language with its grammar loaded."""

    spec: LanguageSpec
    parser: tree_sitter.Parser
    query: tree_sitter.Query


@cache
def tools(name: str) -> Tools | None:
    """Load a language; None for one that is only searched as text.

    :raises ImportError: its grammar is not installed.
    :raises ValueError: its grammar is not one that this tree-sitter or our queries know.
    """
    spec = language(name)
    if spec is None:
        return None
    grammar = tree_sitter.Language(spec.grammar())
    return Tools(spec, tree_sitter.Parser(grammar), tree_sitter.Query(grammar, spec.queries()))
