"""What is particular to Bash."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from codegraph.model import SymbolKind
from codegraph.parse.chains import text_of
from codegraph.parse.reader import Reader, Shape
from codegraph.parse.spec import Import

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tree_sitter import Node

    from codegraph.parse.reader import Definition

_COMMAND = re.compile(r"[^\W\d][\w:+-]*")
_DIRECTIVE = re.compile(r"#!|#\s*(?:shellcheck|vim:|-\*-|bashsupport)")
_FOLDER = re.compile(r"^(?:\$\{[^}]*\}|\$\([^)]*\)|\$\w+|[`\"'])+/?")
_BARE = re.compile(r"(?:[\w.@+-]+/)*[\w.@+-]+")
_STRINGS = frozenset({"string", "raw_string"})
_LONGEST = 200
_BUILTINS = frozenset(
    """
    alias bg bind break builtin caller cd command compgen complete compopt continue declare dirs disown
    echo enable eval exec exit export false fc fg getopts hash help history jobs kill let local logout
    mapfile popd printf pushd pwd read readarray readonly return set shift shopt source suspend test
    times trap true type typeset ulimit umask unalias unset wait
    """.split()  # noqa: SIM905 - a list of words
)


class BashReader(Reader):
    """Reads a shell script."""

    shapes: ClassVar[Mapping[str, Shape]] = {"variable_assignment": Shape(body="", value="value")}
    wrappers: ClassVar[frozenset[str]] = frozenset({"declaration_command"})
    functions: ClassVar[frozenset[str]] = frozenset({"function_definition"})
    ignored: ClassVar[frozenset[str]] = _BUILTINS

    def names(self, node: Node, shape: Shape) -> list[tuple[str, int, int]]:
        """List the names; a test has that of its text."""
        if node.type != "command":
            return super().names(node, shape)
        for child in node.children_by_field_name("argument")[:1]:
            text = text_of(child)[1:-1] if _is_short(child) else ""
            if child.type in _STRINGS and text.strip():
                return [(text, child.start_byte + 1, child.end_byte - 1)]
        return []

    def kind(self, kind: SymbolKind, node: Node, shape: Shape) -> SymbolKind:  # noqa: ARG002 - its command tells
        """Tell constants by `readonly` and `declare -r`."""
        around = node.parent if kind is SymbolKind.VARIABLE else None
        if around is not None and around.type == "declaration_command":
            words = (text_of(it) for it in around.children[:2] if _is_short(it))
            if any(word == "readonly" or (word.startswith("-") and "r" in word) for word in words):
                return SymbolKind.CONST
        return kind

    def clean(self, head: str) -> str:
        """Leave a head as it is: `#` and `//` stand for other things, too."""
        return head

    def signature(self, kind: SymbolKind, node: Node, outer: Node, body: Node | None) -> str:
        """Write the head; white space around `=` is none of a shell's."""
        text = super().signature(kind, node, outer, body)
        return text.replace("= ", "=", 1) if node.type == "variable_assignment" else text

    def visibility(self, name: str, signature: str, node: Node) -> str:  # noqa: ARG002 - its command tells
        """Take `export`."""
        return "export" if signature.startswith("export ") else ""

    def declaration(self, kind: SymbolKind, node: Node, shape: Shape) -> list[Any] | None:  # noqa: ARG002
        """Give a function's form; nothing is known of types."""
        return ["fn", [], ""] if node.type != "variable_assignment" else None

    def called(self, node: Node) -> tuple[str, int]:
        """Take a command by its name; paths and what is put together name none."""
        text = text_of(node) if _is_short(node) else ""
        return (text if _COMMAND.fullmatch(text) else ""), node.end_byte

    def imports(self, node: Node) -> list[Import]:
        """Read `source "$folder/x.sh"`, given as `./x.sh`."""
        for child in node.children_by_field_name("argument")[:1]:
            said = text_of(child).strip("\"'") if _is_short(child) else ""
            path = _FOLDER.sub("", said).removeprefix("./")
            if not _BARE.fullmatch(path.replace("../", "")) or path.endswith("/"):
                return []
            name = path.rpartition("/")[2]
            at = (self.source[child.start_byte : child.end_byte]).rfind(name.encode())
            start = child.start_byte + max(at, 0)
            whole = said if said.startswith("/") else f"./{path}"
            return [Import(whole, "", start, start + len(name.encode()), "")]
        return []

    def is_test(self, name: str, definition: Definition, attributes: tuple[str, ...]) -> bool:  # noqa: ARG002
        """Follow shunit2 and bash_unit: `test_..`; the queries find those of Bats."""
        return definition.kind is SymbolKind.TEST or name.startswith("test_")

    def doc(self, comment: str) -> str | None:
        """Take comments that are no directives."""
        return None if _DIRECTIVE.match(comment) else comment.lstrip("#").removeprefix(" ").rstrip()


def _is_short(node: Node) -> bool:
    return 0 < node.end_byte - node.start_byte < _LONGEST
