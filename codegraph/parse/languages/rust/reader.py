"""Reads the heads of Rust items, attributes and comments from their text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.parse.languages.rust.code.reader import RustCode
from codegraph.parse.languages.rust.use_tree import read_use
from codegraph.parse.spec import Header, Import
from codegraph.text import normalise_space

if TYPE_CHECKING:
    from tree_sitter import Node

_SIGNATURE_LIMIT = 600
_VISIBILITY = re.compile(r"pub(?:\s*\([^)]*\))?|crate\b")
_MODIFIER = re.compile(r"\b(default|const|async|unsafe|extern|mut)\b")
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_DERIVE = re.compile(r"^(?:cfg_attr\s*\(.*?,\s*)?derive\s*\((?P<paths>[^)]*)\)", re.DOTALL)
_PATH = re.compile(r"[A-Za-z_][\w:\s]*")
_DOC_ATTRIBUTE = re.compile(r'^doc\s*=\s*(?:r(?P<hashes>#*)"(?P<raw>.*)"(?P=hashes)|"(?P<plain>.*)")$', re.DOTALL)
_BINDING = re.compile(r"(?<![\w:])(?:r#)?([a-z_]\w*)(?!\s*(?:::|!|\w))")
_TEST_ATTRIBUTE = re.compile(
    r"^(?:\w+\s*::\s*)*(?:test|bench|rstest|test_case|quickcheck|test_log|wasm_bindgen_test)\b"
)
_NESTED_ANGLES = re.compile(r"<[^<>]*>")
_BODY_FIELDS = {
    SymbolKind.CONST: "value",
    SymbolKind.STATIC: "value",
}


class RustReader:
    """Reads the texts that the queries of Rust capture."""

    def header(self, kind: SymbolKind, node: Node, source: bytes) -> Header | None:
        """Read an item's head; an impl is named by its self type."""
        start, end = node.start_byte, node.end_byte
        name_node = node.child_by_field_name("type" if kind is SymbolKind.IMPL else "name")
        if name_node is None:
            return None
        body_node = node.child_by_field_name(_BODY_FIELDS.get(kind, "body"))
        body = body_node.start_byte if body_node is not None else -1
        if kind is SymbolKind.MACRO:
            body = name_node.end_byte
        elif kind in {SymbolKind.VARIANT, SymbolKind.FIELD}:
            body = -1
        name_start, name_end = name_node.start_byte, name_node.end_byte
        head = _decode(source[start : body if body >= 0 else end])
        name = _decode(source[name_start:name_end]).removeprefix("r#")
        if "//" in head or "/*" in head:
            head = _COMMENT.sub(" ", head)
        signature = normalise_space(head).rstrip("{;=, ")[:_SIGNATURE_LIMIT]
        visibility = _VISIBILITY.match(signature)
        trait, trait_start, self_type = "", -1, ""
        modifiers: tuple[str, ...] = ()
        if kind is SymbolKind.FUNCTION:
            before = signature.split("fn ", 1)[0]
            modifiers = tuple(_MODIFIER.findall(before))
        elif kind is SymbolKind.IMPL:
            self_type = normalise_space(name)
            trait_node = node.child_by_field_name("trait")
            if trait_node is not None:
                trait = normalise_space(_decode(trait_node.text or b""))
                trait_start = trait_node.start_byte
            name = self.bare_path(self_type).rsplit("::", 1)[-1]
            modifiers = ("unsafe",) if signature.startswith("unsafe") else ()
        elif kind in {SymbolKind.STATIC, SymbolKind.TRAIT}:
            modifiers = tuple(_MODIFIER.findall(signature.split(name, 1)[0]))
        return Header(
            name=name,
            name_start=name_start,
            name_end=name_end,
            body=body,
            signature=signature,
            visibility=normalise_space(visibility.group()) if visibility else "",
            modifiers=modifiers,
            trait=trait,
            trait_start=trait_start,
            self_type=self_type,
            generics=_generics(node, signature) if "<" in signature or " where " in signature else (),
        )

    def code(self, source: bytes) -> RustCode:
        """Give a reader of the code of one file."""
        return RustCode(source)

    def imports(self, node: Node, source: bytes) -> list[Import]:
        """Read a `use` or an `extern crate` declaration."""
        text = source[node.start_byte : node.end_byte].decode("utf-8", "surrogateescape")
        return read_use(text, node.start_byte)

    def doc(self, comment: str) -> tuple[str, bool] | None:
        """Read `///`, `//!`, `/** */` and `/*! */`."""
        if comment.startswith("//!"):
            return comment[3:].rstrip("\n").removeprefix(" "), True
        if comment.startswith("///") and not comment.startswith("////"):
            return comment[3:].rstrip("\n").removeprefix(" "), False
        if comment.startswith("/*!"):
            return _unstar(comment[3:]), True
        if comment.startswith("/**") and not comment.startswith(("/***", "/**/")):
            return _unstar(comment[3:]), False
        return None

    def attribute(self, text: str) -> str:
        """Strip `#[...]` or `#![...]`."""
        return normalise_space(text.lstrip("#!").strip().removeprefix("[").removesuffix("]"))

    def doc_of_attribute(self, attribute: str) -> str:
        """Read `doc = "..."`."""
        if not attribute.startswith("doc"):
            return ""
        found = _DOC_ATTRIBUTE.match(attribute)
        return (found["raw"] or found["plain"] or "") if found else ""

    def derives(self, attribute: str) -> list[tuple[str, int]]:
        """List the paths of `derive(...)`, also inside `cfg_attr`."""
        if "derive" not in attribute:
            return []
        found = _DERIVE.match(attribute)
        if not found:
            return []
        offset = found.start("paths")
        return [(part.group().strip(), offset + part.start()) for part in _PATH.finditer(found["paths"])]

    def condition(self, attributes: tuple[str, ...]) -> str:
        """Join the `cfg(...)` conditions of an item."""
        conditions = [attribute for attribute in attributes if attribute.startswith("cfg(")]
        return " && ".join(conditions)

    def is_test(self, attributes: tuple[str, ...], name: str) -> bool:  # noqa: ARG002 - names tell nothing in Rust
        """Recognise `#[test]`, `#[tokio::test]` and their kin."""
        return any(_TEST_ATTRIBUTE.match(attribute) for attribute in attributes)

    def bare_path(self, text: str) -> str:
        """Strip generic arguments, white space and reference marks; `<T as Trait>::f` keeps its brackets."""
        if text.isidentifier():
            return text
        if "r#" in text:
            text = text.replace("r#", "")
        if text.startswith("<"):
            return normalise_space(text)
        text = text.lstrip("&")
        while "<" in text:
            stripped = _NESTED_ANGLES.sub("", text)
            if stripped == text:
                break
            text = stripped
        words = text.replace("::::", "::").split()
        return ("".join(words) if "::" in text else " ".join(words)).removesuffix("::")

    def bound_names(self, pattern: str) -> list[str]:
        """List the lower-case names in a pattern that are no path and no macro."""
        return _BINDING.findall(pattern)


def _decode(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _unstar(text: str) -> str:
    lines = [line.strip().removeprefix("*").removeprefix(" ") for line in text.removesuffix("*/").splitlines()]
    return "\n".join(lines).strip()


def _generics(node: Node, signature: str) -> tuple[str, ...]:
    """List type parameters with their bounds, `where` clauses included, as written."""
    found: list[str] = []
    parameters = node.child_by_field_name("type_parameters")
    if parameters is not None:
        text = normalise_space(_decode(parameters.text or b""))[1:-1]
        found += [part for part in _split_top_level(text) if not part.startswith("'")]
    _, _, where = signature.partition(" where ")
    if where:
        found += [part for part in _split_top_level(where) if ":" in part and not part.startswith("'")]
    return tuple(found)


def _split_top_level(text: str) -> list[str]:
    parts: list[str] = []
    depth = start = 0
    for at, character in enumerate(text):
        if character in "<([{":
            depth += 1
        elif character in ")]}" or (character == ">" and text[at - 1] != "-"):
            depth -= 1
        elif character == "," and depth == 0:
            parts.append(text[start:at].strip())
            start = at + 1
    parts.append(text[start:].strip())
    return [part for part in parts if part]
