"""What is particular to Python."""

from __future__ import annotations

import re
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, ClassVar

from codegraph.model import SymbolKind
from codegraph.parse.chains import PLAIN, Step, text_of, type_text
from codegraph.parse.reader import Bind, Binding, Reader, Shape
from codegraph.parse.spec import Import

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tree_sitter import Node

    from codegraph.parse.reader import Definition

_ASSIGNMENT = Shape(name="left", body="right", value="right")
_VALUES = frozenset({SymbolKind.VARIABLE, SymbolKind.FIELD, SymbolKind.CONST})
_FIRST = re.compile(rb"\xef?\xbb?\xbf?(?>(?:\s++|\\\r?\n|#[^\n]*+)*)")
_STRING = re.compile(r"""^\w*('{3}|"{3}|'|")""")
_NAMES = frozenset({"identifier", "dotted_name"})
_COMPREHENSIONS = frozenset(
    {"list_comprehension", "set_comprehension", "dictionary_comprehension", "generator_expression"}
)
_MOST_BASES = 40
_PAIR = 2
_MOST_NAMES = 2000


class PythonReader(Reader):
    """Reads a Python file."""

    shapes: ClassVar[Mapping[str, Shape]] = {
        "assignment": _ASSIGNMENT,
        "type_alias_statement": Shape(name="left", body="", value="right"),
    }
    binds: ClassVar[Mapping[str, Bind]] = {
        "assignment": Bind("left", "right", type="type"),
        "named_expression": Bind("name", "value"),
        "for_statement": Bind("left", "right", "@each"),
        "for_in_clause": Bind("left", "right", "@each"),
        "as_pattern": Bind("alias", "0"),
    }
    wrappers: ClassVar[frozenset[str]] = frozenset({"decorated_definition"})
    # a name that is bound in one of these is so until it is bound anew, but for certain only in it
    blocks: ClassVar[frozenset[str]] = frozenset({"block", "lambda", *_COMPREHENSIONS})
    outer_blocks: ClassVar[frozenset[str]] = frozenset({"lambda", *_COMPREHENSIONS})
    lists: ClassVar[frozenset[str]] = frozenset(
        {"pattern_list", "tuple_pattern", "list_pattern", "expression_list", "tuple", "as_pattern_target"}
    )
    steps: ClassVar[Mapping[str, Step]] = {
        "attribute": Step("object", "attribute"),
        "call": Step("function", mark="()"),
        "subscript": Step("value", mark="[]"),
        "await": Step("0", mark="@await"),
        "parenthesized_expression": Step("0"),
        "named_expression": Step("value"),
        "as_pattern": Step("0"),
    }
    heads: ClassVar[Mapping[str, str | None]] = {
        "string": '""',
        "concatenated_string": '""',
        "integer": "0",
        "float": "0",
        "list": "[]",
        "list_comprehension": "[]",
        "dictionary": "{}",
        "dictionary_comprehension": "{}",
        "tuple": "()",
        "expression_list": "()",
    }

    def kind(self, kind: SymbolKind, node: Node, shape: Shape) -> SymbolKind:
        """Tell constants by their capitals."""
        if kind is SymbolKind.VARIABLE:
            left = node.child_by_field_name(shape.name)
            if left is not None and text_of(left).isupper():
                return SymbolKind.CONST
        return kind

    def names(self, node: Node, shape: Shape) -> list[tuple[str, int, int]]:
        """List the names; what an assignment gives to others than names defines nothing."""
        if node.type != "assignment":
            return super().names(node, shape)
        left = node.child_by_field_name("left")
        parts = self.targets(left, "", "") if left is not None else ()
        return [(it.name, it.start, it.start + len(it.name.encode())) for it in parts if "." not in it.name]

    def head_start(self, node: Node, outer: Node) -> int:  # noqa: ARG002 - decorators are no part of it
        """Leave decorators out."""
        return node.start_byte

    def clean(self, head: str) -> str:
        """Take comments out of a head, as far as no string may hold them."""
        if "#" not in head or '"' in head or "'" in head:
            return head
        return "\n".join(line.partition("#")[0] for line in head.splitlines())

    def visibility(self, name: str, signature: str, node: Node) -> str:  # noqa: ARG002 - its name tells
        """Tell by the underscore."""
        return "private" if name.startswith("_") and not (name.startswith("__") and name.endswith("__")) else "public"

    def modifiers(self, signature: str, name: str) -> tuple[str, ...]:  # noqa: ARG002 - it is at the start
        """Find `async`."""
        return ("async",) if signature.startswith("async ") else ()

    def declaration(self, kind: SymbolKind, node: Node, shape: Shape) -> list[Any] | None:
        """Read the bases of classes and the names of `__all__`, too."""
        if kind is SymbolKind.CLASS:
            bases = node.child_by_field_name("superclasses")
            found = bases.named_children[:_MOST_BASES] if bases is not None else ()
            return ["class", [type_text(one) for one in found if one.type not in {"keyword_argument", "comment"}]]
        if kind in _VALUES:
            left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
            if left is not None and right is not None and text_of(left) == "__all__":
                return ["all", [type_text(one) for one in right.named_children[:_MOST_NAMES] if one.type == "string"]]
        return super().declaration(kind, node, shape)

    def parameter(self, node: Node) -> Iterator[tuple[str, str]]:
        """Read `a`, `*a`, `a: T`, `a=1` and their kin."""
        name = node.child_by_field_name("name")
        if name is None:
            name = node.named_child(0) if node.type == "typed_parameter" else node
        declared = type_text(node.child_by_field_name("type"))
        text = text_of(name) if name is not None else ""
        if PLAIN.fullmatch(text.lstrip("*")):
            yield text, declared

    def bindings(self, node: Node) -> list[Binding]:
        """Read what is bound; `with x as y` binds what entering gives, and comprehensions bind before they stand."""
        if node.type == "lambda_parameters":
            return [
                Binding(name.lstrip("*"), node.start_byte, "", declared)
                for child in node.named_children[:_MOST_BASES]
                for name, declared in self.parameter(child)
            ]
        counted = self._counted(node) if node.type in {"for_statement", "for_in_clause"} else []
        found = counted or super().bindings(node)
        if node.type == "for_in_clause" and node.parent is not None:
            return [it._replace(start=node.parent.start_byte) for it in found]
        if counted:
            return found
        around = node.parent if node.type == "as_pattern" else None
        if around is not None and around.type == "with_item":
            return [it._replace(value=it.value + "@enter" if it.value else "") for it in found]
        if around is not None and around.type in {"except_clause", "case_pattern"}:
            # what is caught is of that type
            return [it._replace(value=it.value + "@new" if it.value else "") for it in found]
        return found

    def _counted(self, node: Node) -> list[Binding]:
        """Read `for i, x in enumerate(xs)`: x is an element of xs."""
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        function = right.child_by_field_name("function") if right is not None and right.type == "call" else None
        if function is None or left is None or left.named_child_count != _PAIR or text_of(function) != "enumerate":
            return []
        arguments = right.child_by_field_name("arguments") if right is not None else None
        value = self.chains.chain(arguments.named_child(0) if arguments is not None else None)
        values = ("0", f"{value}@each" if value else "")
        return [
            one for name, said in zip(left.named_children, values, strict=False) for one in self.targets(name, said, "")
        ]

    def imports(self, node: Node) -> list[Import]:
        """Read `import a.b as c` and `from ..a import b as c, d`."""
        module = node.child_by_field_name("module_name")
        base = "".join(text_of(module).split()) if module is not None else ""
        if node.type == "future_import_statement":
            base = "__future__"
        found = []
        for name in node.children_by_field_name("name"):
            path = name.child_by_field_name("name") if name.type == "aliased_import" else name
            alias = name.child_by_field_name("alias") if name.type == "aliased_import" else None
            if path is None or path.type not in _NAMES:
                continue
            text = "".join(text_of(path).split())
            local = text_of(alias) if alias is not None else text if base else text.partition(".")[0]
            last = path.named_child(path.named_child_count - 1) if path.named_child_count else path
            start, end = (last.start_byte, last.end_byte) if last is not None else (path.start_byte, path.end_byte)
            whole = text if not base else f"{base}{text}" if base.endswith(".") else f"{base}.{text}"
            found.append(Import(whole, local, start, end, ""))
        every = (base if base.endswith(".") else f"{base}.") + "*"
        stars = [child for child in node.named_children if child.type == "wildcard_import"]
        found += [Import(every, "*", star.start_byte, star.end_byte, "") for star in stars]
        return found

    def is_test(self, name: str, definition: Definition, attributes: tuple[str, ...]) -> bool:  # noqa: ARG002
        """Follow pytest and unittest: `test_..`."""
        return name.startswith("test_")

    def doc(self, comment: str) -> str | None:  # noqa: ARG002 - strings document
        """Give nothing: comments document nothing in Python."""
        return None

    def doc_string(self, node: Node) -> str:
        """Strip quotes and indentation."""
        if node.type == "concatenated_string":
            return "".join(self.doc_string(one) for one in node.named_children if one.type == "string")
        text = text_of(node)
        found = _STRING.match(text)
        if found is None:
            return ""
        return cleandoc(text[found.end() :].removesuffix(found[1]))

    def first_code(self) -> int:
        """Pass over comments and white space."""
        found = _FIRST.match(self.source)
        return found.end() if found is not None else 0
