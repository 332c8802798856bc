"""Turns the captures of a Rust file into symbols and references, in one pass in source order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codegraph.identity import content_hash
from codegraph.model import (
    CONTAINERS,
    HOLDERS,
    Declaration,
    Invocation,
    Reference,
    ReferenceKind,
    SymbolFact,
    SymbolKind,
)
from codegraph.parse.assembly import TEXT_DIGITS
from codegraph.parse.chunking import blocks_of
from codegraph.parse.codec import write_body
from codegraph.parse.definitions import DOC_LIMIT, FUNCTIONS, LONG_BODY, Definitions
from codegraph.parse.scopes import Attribute, Open

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tree_sitter import Node

    from codegraph.parse.events import Event, Lines
    from codegraph.parse.languages.rust.code.source import MacroCall
    from codegraph.parse.languages.rust.reader import RustReader

_TRAILING_NAME = re.compile(r"(?:r#)?([^\W\d]\w*)\s*$")
# the marks before the path at the head of an impl's type, and that path
_HEAD_PATH = re.compile(
    r"(?:&\s*|!\s*|'\w+\s+|mut\s+|dyn\s+|\*\s*const\s+|\*\s*mut\s+|\(\s*(?=&|dyn\b))*"
    r"(?P<path>(?:::\s*)?[^\W\d]\w*(?:#\w+)?(?:\s*::\s*[^\W\d]\w*)*)",
)
_PATH_TAIL = re.compile(rb"(?:(?:[^\W\d]\w*\s*::\s*)+)$")
_LONGEST_NAME = 256
# captures that are read whole: nothing inside them is an event of its own
_WHOLES = frozenset({"use", "attribute", "attribute.inner", "attribute.token"})


class RustExtraction(Definitions):
    """Reads the events of a Rust file's pieces."""

    def __init__(self, reader: RustReader, source: bytes, lines: Lines) -> None:
        super().__init__(source, lines)
        self.reader = reader
        self._code = reader.code(source)
        # the places of names that are part of a definition's head, and of paths already read
        self._read: set[int] = set()
        self._read_ends: set[int] = set()
        self._read_until = 0
        self._handlers: dict[str, Callable[[int, int], None]] = {
            "call": self._call,
            "call.path": self._path_call,
            "call.method": self._method_call,
            "call.token": self._token_call,
            "macro": self._macro_call,
            "type": self._type,
            "type.path": self._type_path,
            "type.binding": self._binding,
            "value.path": self._value_path,
            "value.name": self._value_name,
            "local": self._local,
            "branch": self._branch,
            "comment": self._comment,
        }

    def _read_events(self, events: Sequence[Event]) -> None:
        handlers, stack = self._handlers, self._stack
        skip_until = -1
        for start, negative_end, _, capture, node in events:
            end = -negative_end
            if start < skip_until:
                continue
            while stack[-1].end <= start:
                self._close()
            handler = handlers.get(capture)
            if handler is not None:
                handler(start, end)
            elif capture == "invocation":
                self._invocation(self._stack[-1].index, self._code.invocation(node), 0)
            elif capture in _WHOLES:
                if capture != "attribute.token" or self.source[start : start + 1] == b"[":
                    self._whole(capture, node, start, end)
                    skip_until = end
            else:
                self._definition(SymbolKind(capture.removeprefix("definition.")), node, start, end)

    def _whole(self, capture: str, node: Node, start: int, end: int) -> None:
        if capture == "use":
            self._import(node, start)
        elif capture != "attribute.token":
            self._attribute(start, end, inner=capture == "attribute.inner")

    def _local(self, start: int, end: int) -> None:
        self._stack[-1].locals.update(self.reader.bound_names(self._text(start, end)))

    def _branch(self, _start: int, _end: int) -> None:
        self._stack[-1].branches += 1

    # definitions

    def _definition(self, kind: SymbolKind, node: Node, start: int, end: int) -> None:
        header = self.reader.header(kind, node, self.source)
        attributes, docs, span_start = self._take_pending(start)
        if header is None:
            return
        owner = self._stack[-1]
        texts = tuple(attribute.text for attribute in attributes)
        if kind is SymbolKind.FUNCTION:
            if self.reader.is_test(texts, header.name):
                kind = SymbolKind.TEST
            elif owner.kind in CONTAINERS:
                kind = SymbolKind.METHOD
        index = len(self.symbols)
        span = self.lines.span(span_start, end)
        own_end = header.body if kind in HOLDERS and header.body >= 0 else end
        docs += [doc for doc in (self.reader.doc_of_attribute(text) for text in texts) if doc]
        self.symbols.append(
            SymbolFact(
                kind=kind,
                name=header.name,
                parent=owner.index,
                span=span,
                name_start=header.name_start,
                name_end=header.name_end,
                name_line=self.lines.of(header.name_start),
                signature=header.signature,
                docs="\n".join(docs)[:DOC_LIMIT],
                visibility=header.visibility,
                attributes=tuple(text for text in texts if not text.startswith("doc")),
                cfg=self.reader.condition(texts),
                modifiers=header.modifiers,
                trait=header.trait,
                self_type=header.self_type,
                generics=header.generics,
                body=header.body,
                text=content_hash(self.source[span.start : own_end])[:TEXT_DIGITS],
            ),
        )
        self._stack.append(Open(index, kind, end, header))
        self._read_code(index, node, span_start)
        if kind in FUNCTIONS and end - start > LONG_BODY:
            self.blocks[index] = blocks_of(node)
        for attribute in attributes:
            for path, inside in self.reader.derives(attribute.raw):
                bare = self.reader.bare_path(path)
                last = len(path) - len(bare.rsplit("::", 1)[-1])
                self._add(ReferenceKind.DERIVE, bare, attribute.start + inside + last)
        if kind is SymbolKind.IMPL:
            if header.trait_start >= 0:
                self._head_path(
                    ReferenceKind.IMPL_TRAIT, self._text(header.trait_start, header.name_start), header.trait_start
                )
            self._head_path(ReferenceKind.IMPL_TYPE, self._text(header.name_start, header.name_end), header.name_start)
        else:
            self._read.add(header.name_start)

    def _read_code(self, index: int, node: Node, start: int) -> None:
        declared, body, calls = self._code.definition(node, start)
        if declared is not None:
            self.declarations.append(Declaration(index, declared))
        if body is not None:
            self.bodies.append((index, write_body(body)))
        for call in calls:
            self._invocation(index, call, start)

    def _invocation(self, index: int, call: MacroCall | None, base: int) -> None:
        if call is not None:
            span = self.lines.span(base + call.call_start, base + call.call_end)
            start, text_start = base + call.start, base + call.text_start
            self.invocations.append(Invocation(index, call.path, start, text_start, call.text, span))

    def _head_path(self, kind: ReferenceKind, text: str, start: int) -> None:
        found = _HEAD_PATH.match(text)
        if found is None:
            return
        path = self.reader.bare_path(found["path"])
        end = start + len(text[: found.end()].encode("utf-8", "replace"))
        offset = end - len(path.rsplit("::", 1)[-1].encode("utf-8", "replace"))
        self._add(kind, path, offset)
        self._read.add(offset)

    # what stands before a definition

    def _comment(self, start: int, end: int) -> None:
        text = self._text(start, end)
        doc = self.reader.doc(text)
        if doc is not None and doc[1]:
            self._stack[-1].inner_docs.append(doc[0])
            return
        if doc is not None:
            self._continue_pending(start, end)
            self._docs.append(doc[0])
        elif self._pending_end >= 0 and not self.source[self._pending_end : start].strip():
            self._pending_end = end

    def _attribute(self, start: int, end: int, *, inner: bool) -> None:
        raw = self._text(start, end)
        text = self.reader.attribute(raw)
        if inner:
            self._stack[-1].inner_attributes.append(text)
            return
        self._continue_pending(start, end)
        inside = len(raw) - len(raw.lstrip("#![ \n"))
        self._attributes.append(Attribute(start + inside, text, raw[inside:]))

    # references

    def _add(self, kind: ReferenceKind, path: str, start: int, **more: object) -> None:
        name = path.rsplit("::", 1)[-1]
        width = len(name) if name.isascii() else len(name.encode("utf-8", "replace"))
        self._found.append(
            Reference(kind, name, path, self._stack[-1].index, start, start + width, self.lines.of(start), **more),  # type: ignore[arg-type]
        )

    def _is_generic(self, name: str) -> bool:
        return any(name in scope.generics for scope in self._stack)

    def _call(self, start: int, end: int, *, in_macro: bool = False) -> None:
        name = self._text(start, end)
        bare = name.removeprefix("r#")
        shadowed = name in self._stack[-1].locals
        self._add(ReferenceKind.CALL, bare, start + len(name) - len(bare), in_macro=in_macro, shadowed=shadowed)

    def _path_call(self, start: int, end: int) -> None:
        self._path(ReferenceKind.CALL, start, end)

    def _path(self, kind: ReferenceKind, start: int, end: int) -> None:
        text = self._text(start, end)
        path = self.reader.bare_path(text)
        name = path.rsplit("::", 1)[-1]
        self._add(kind, path, end - len(name.encode("utf-8", "replace")))
        if "<" in text:
            # types among the generic arguments are still to be read
            self._read_ends.add(end)
        else:
            self._read_until = end

    def _method_call(self, start: int, end: int) -> None:
        text = self._text(start, end)
        found = _TRAILING_NAME.search(text, max(0, len(text) - _LONGEST_NAME))
        if found is None:
            return
        name = found.group(1)
        self._add(ReferenceKind.METHOD_CALL, name, end - len(name.encode("utf-8", "replace")))

    def _token_call(self, start: int, end: int) -> None:
        source = self.source
        if source[end : end + 32].lstrip()[:1] != b"(":
            return
        before = source[max(start - 80, 0) : start].rstrip()
        if before.endswith(b".") and not before.endswith(b".."):
            self._add(ReferenceKind.METHOD_CALL, self._text(start, end), start, in_macro=True)
        elif before.endswith(b"::"):
            path = _path_before(before) + self._text(start, end)
            self._add(ReferenceKind.CALL, path, start, in_macro=True)
        elif not before.endswith((b"fn", b"$", b"#")):
            self._call(start, end, in_macro=True)

    def _macro_call(self, start: int, end: int) -> None:
        self._path(ReferenceKind.MACRO_CALL, start, end)

    def _type(self, start: int, end: int) -> None:
        if start < self._read_until or start in self._read:
            return
        name = self._text(start, end)
        if name not in {"Self", "_"} and not self._is_generic(name):
            self._add(ReferenceKind.TYPE, name, start)

    def _binding(self, start: int, _end: int) -> None:
        """Pass over the name in `Iterator<Item = X>`: it is the trait's, and only the trait tells what it is."""
        self._read.add(start)

    def _type_path(self, start: int, end: int) -> None:
        if start >= self._read_until and not self._is_head(start, end):
            self._path(ReferenceKind.TYPE, start, end)

    def _is_head(self, start: int, end: int) -> bool:
        return any(offset in self._read for offset in range(start, end))

    def _value_path(self, start: int, end: int) -> None:
        if start >= self._read_until and end not in self._read_ends:
            self._path(ReferenceKind.VALUE, start, end)

    def _value_name(self, start: int, end: int) -> None:
        """Note a name that may be a function's: only inference knows that it is no local."""
        name = self._text(start, end)
        if name[:1].islower() and name not in self._stack[-1].locals:
            self._add(ReferenceKind.VALUE, name, start, shadowed=True)

    def _import(self, node: Node, start: int) -> None:
        self._take_pending(start)
        for imported in self.reader.imports(node, self.source):
            self._found.append(
                Reference(
                    ReferenceKind.IMPORT,
                    imported.path.rsplit("::", 1)[-1],
                    imported.path,
                    self._stack[-1].index,
                    imported.start,
                    imported.end,
                    self.lines.of(imported.start),
                    alias=imported.alias,
                    visibility=imported.visibility,
                ),
            )


def _path_before(text: bytes) -> str:
    """Read the path prefix, with its last `::`, that ends a text of tokens."""
    found = _PATH_TAIL.search(text)
    return "".join(found.group().decode("utf-8", "replace").split()) if found else "…::"
