"""What a language brings: a grammar, queries, and the few things that queries cannot express."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node

    from codegraph.model import ModuleDeclaration, SymbolKind


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


class MacroCall(NamedTuple):
    """A macro call as it stands: the path, the place of its last segment, the argument, where the whole stands."""

    path: str
    start: int
    text_start: int
    text: str
    call_start: int
    call_end: int


class CodeReader(Protocol):
    """Reads the code of one file into nested lists."""

    def definition(self, node: Node, start: int) -> tuple[list[Any] | None, list[Any] | None, list[MacroCall]]:
        """Read a definition's structured head and its code, None where it has none.

        Their places are relative to `start`, the byte where the definition starts. And the macro calls in it that
        stand as statements.
        """

    def invocation(self, node: Node) -> MacroCall | None:
        """Read a macro call that stands where definitions stand, placed in the file; None for one that is cut off."""


class Reader(Protocol):
    """Reads the texts that a language's queries capture."""

    def header(self, kind: SymbolKind, node: Node, source: bytes) -> Header | None:
        """Read a definition's head; None where the node names nothing."""

    def code(self, source: bytes) -> CodeReader:
        """Give a reader of the code of one file."""

    def imports(self, node: Node, source: bytes) -> list[Import]:
        """Read an import declaration."""

    def doc(self, comment: str) -> tuple[str, bool] | None:
        """Give a documentation comment's text and whether it documents what it stands in; None for others."""

    def attribute(self, text: str) -> str:
        """Strip an attribute to what it says."""

    def doc_of_attribute(self, attribute: str) -> str:
        """Give the documentation that an attribute holds, if any."""

    def derives(self, attribute: str) -> list[tuple[str, int]]:
        """List the paths that an attribute derives, with their offsets in it."""

    def condition(self, attributes: tuple[str, ...]) -> str:
        """Give the condition under which a definition is compiled, if any."""

    def is_test(self, attributes: tuple[str, ...], name: str) -> bool:
        """Tell whether a function with these attributes is a test."""

    def bare_path(self, text: str) -> str:
        """Strip generic arguments and white space from a path."""

    def bound_names(self, pattern: str) -> list[str]:
        """List the names that a pattern binds (more is safe, fewer is not)."""

    def module_declarations(self, source: bytes) -> tuple[ModuleDeclaration, ...]:
        """List the modules that a file declares without a body."""


@dataclass(frozen=True, slots=True)
class LanguageSpec:
    """One language: `grammar` returns the grammar's pointer, `queries` is the text of its .scm files.

    `leading` are the types of nodes that belong to the definition after them, as far as they stand at its level,
    `containers` those of definitions whose field `body` has other definitions between its first and last child. What
    has one of the types `open_ended` may go on in what follows, unless it ends with `;`.
    """

    name: str
    grammar: Callable[[], object]
    queries: str
    reader: Reader
    leading: frozenset[str]
    containers: frozenset[str]
    open_ended: frozenset[str]
