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

# as Bats finds them; what the grammar gets instead is a function's head
_TEST = re.compile(rb"(@test[ \t]+)(\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|[^\s\"'{}]+)(?=[ \t]+\{)")
_TESTS = re.compile(rb"^[ \t]*" + _TEST.pattern, re.MULTILINE)
_COMMAND = re.compile(r"[^\W\d][\w:+-]*")
_DIRECTIVE = re.compile(r"#!|#\s*(?:shellcheck|vim:|-\*-|bashsupport)")
_FOLDER = re.compile(r"^(?:\$\{[^}]*\}|\$\([^)]*\)|\$\w+|[`\"'])+/?")
_BARE = re.compile(r"(?:[\w.@+-]+/)*[\w.@+-]+")
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
        """List the names; a test of Bats has that of its text."""
        found = _TEST.match(self.source, node.start_byte) if node.type == "function_definition" else None
        if found is None:
            return super().names(node, shape)
        start, end = found.span(2)
        quoted = self.source[start : start + 1] in {b'"', b"'"} and end - start > len("''")
        start, end = (start + 1, end - 1) if quoted else (start, end)
        return [(self.source[start:end].decode("utf-8", "replace"), start, end)] if end - start < _LONGEST else []

    def kind(self, kind: SymbolKind, node: Node, shape: Shape) -> SymbolKind:  # noqa: ARG002 - its command tells
        """Tell constants by `readonly` and `declare -r`, tests by `@test`."""
        if kind is SymbolKind.FUNCTION:
            return SymbolKind.TEST if _TEST.match(self.source, node.start_byte) else kind
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
        """Read `source "$folder/x.sh"`, given as `./x.sh`, and `load x` of Bats as `./x.bash`."""
        loads = text_of(node).startswith("load")
        if loads and b"@test" not in self.source:
            return []
        for child in node.children_by_field_name("argument")[:1]:
            said = text_of(child).strip("\"'") if _is_short(child) else ""
            path = _FOLDER.sub("", said).removeprefix("./")
            if not _BARE.fullmatch(path.replace("../", "")) or path.endswith("/"):
                return []
            name = path.rpartition("/")[2]
            at = (self.source[child.start_byte : child.end_byte]).rfind(name.encode())
            start = child.start_byte + max(at, 0)
            whole = said if said.startswith("/") else f"./{path}"
            whole += ".bash" if loads and "." not in name else ""
            return [Import(whole, "", start, start + len(name.encode()), "")]
        return []

    def is_test(self, name: str, definition: Definition, attributes: tuple[str, ...]) -> bool:  # noqa: ARG002
        """Follow shunit2 and bash_unit: `test_..`; `kind` finds those of Bats."""
        return definition.kind is SymbolKind.TEST or name.startswith("test_")

    def doc(self, comment: str) -> str | None:
        """Take comments that are no directives."""
        return None if _DIRECTIVE.match(comment) else comment.strip("#").removeprefix(" ").rstrip()


def readable(source: bytes) -> bytes:
    """Write the tests of Bats as functions, byte for byte as long."""
    return _TESTS.sub(_as_function, source) if b"@test" in source else source


def _as_function(found: re.Match[bytes]) -> bytes:
    indent = found[0][: found.start(1) - found.start()]
    return indent + b"t".ljust(len(found[0]) - len(indent) - len("()"), b"_") + b"()"


def _is_short(node: Node) -> bool:
    return 0 < node.end_byte - node.start_byte < _LONGEST
