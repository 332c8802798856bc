"""Turns a file's captures into symbols and references, in one pass in source order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.identity import content_hash
from codegraph.model import (
    CONTAINERS,
    HOLDERS,
    Declaration,
    Invocation,
    Piece,
    Reference,
    ReferenceKind,
    Span,
    SymbolFact,
    SymbolKind,
    make_part,
)
from codegraph.parse.chunking import blocks_of
from codegraph.parse.codec import write_body
from codegraph.parse.scopes import Attribute, Open

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tree_sitter import Node

    from codegraph.model import ReferencePart
    from codegraph.parse.events import Event, Lines
    from codegraph.parse.pieces import Cut, Earlier, Run
    from codegraph.parse.spec import MacroCall, Reader

# bytes above which a function is also cut into blocks
LONG_BODY = 2400

_TRAILING_NAME = re.compile(r"(?:r#)?([^\W\d]\w*)\s*$")
# the marks before the path at the head of an impl's type, and that path
_HEAD_PATH = re.compile(
    r"(?:&\s*|!\s*|'\w+\s+|mut\s+|dyn\s+|\*\s*const\s+|\*\s*mut\s+|\(\s*(?=&|dyn\b))*"
    r"(?P<path>(?:::\s*)?[^\W\d]\w*(?:#\w+)?(?:\s*::\s*[^\W\d]\w*)*)",
)
_PATH_TAIL = re.compile(rb"(?:(?:[^\W\d]\w*\s*::\s*)+)$")
_LONGEST_NAME = 256
# hexadecimal digits that tell the versions of one definition apart
_TEXT_DIGITS = 16
_DOC_LIMIT = 20_000
# captures that are read whole: nothing inside them is an event of its own
_WHOLES = frozenset({"use", "attribute", "attribute.inner", "attribute.token"})
_FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.TEST})


class _Begun(NamedTuple):
    """A piece that is being read: its place in the list, how much was made before, and what stands around it."""

    cut: Cut
    at: int
    counts: tuple[int, ...]
    owner: Open
    docs: int
    attributes: int


class Extraction:
    """Builds `symbols` and `references` piece after piece: `read` from events, `adopt` what is known; then `finish`.

    A piece that holds others is to `open` before them.
    """

    def __init__(self, reader: Reader, source: bytes, lines: Lines) -> None:
        self.reader = reader
        self.source = source
        self.lines = lines
        whole = Span(0, len(source), 1, max(lines.count, 1))
        root = SymbolFact(SymbolKind.MODULE, "", -1, whole, 0, 0, 1)
        self.symbols: list[SymbolFact] = [root]
        self.references: list[ReferencePart] = []
        # those of the piece that is being read
        self._found: list[Reference] = []
        self.declarations: list[Declaration] = []
        # the code of symbols, as (index of the symbol, written code)
        self.bodies: list[tuple[int, str]] = []
        self.invocations: list[Invocation] = []
        self.pieces: list[Piece] = []
        # whether patterns bind names outside of functions: then later pieces depend on earlier ones
        self.has_locals = False
        self._open_pieces: list[_Begun] = []
        # the symbols that were taken over, with how many bytes further they stand
        self.adopted: dict[int, int] = {}
        self._code = reader.code(source)
        self._stack = [Open(0, SymbolKind.MODULE, len(source) + 1, None)]
        # attributes and docs that wait for the definition after them: where they start and end
        self._pending_start = self._pending_end = -1
        self._attributes: list[Attribute] = []
        self._docs: list[str] = []
        # the places of names that are part of a definition's head, and of paths already read
        self._read: set[int] = set()
        self._read_ends: set[int] = set()
        self._read_until = 0
        # the byte ranges of the blocks of bodies that are too long for one chunk
        self.blocks: dict[int, list[tuple[int, int]]] = {}
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

    @property
    def has_definitions(self) -> bool:
        """Tell whether the file defines or imports anything."""
        return len(self.symbols) > 1 or any(part.text for part in self.references)

    def read(self, cut: Cut, events: Sequence[Event]) -> None:
        """Read the events of the next piece."""
        begun = self._begin(cut)
        self._read_events(events)
        self._write_references(begun)
        self._end(begun)
        if cut.closes:
            whole = self._open_pieces.pop()
            self._tell_apart(whole.counts[0], whole.owner.index)
            self._end(whole)

    def open(self, cut: Cut) -> None:
        """Begin a piece that holds the next ones."""
        self._open_pieces.append(self._begin(cut))

    def adopt(self, run: Run, earlier: Earlier) -> None:
        """Take over the next pieces from an earlier version of the file."""
        self._leave(run.start)
        first = len(self.symbols)
        taken = earlier.take(run, self.lines.of(run.start), first, self._stack[-1].index)
        self.symbols += taken.symbols
        self.references += taken.references
        self.declarations += taken.declarations
        self.bodies += taken.bodies
        self.invocations += taken.invocations
        self.blocks.update(taken.blocks)
        self.pieces += taken.pieces
        self.adopted.update(dict.fromkeys(range(first, len(self.symbols)), taken.by))

    def finish(self) -> None:
        """End the file."""
        while self._stack:
            self._close()
        self._tell_apart(0, -1)

    def _write_references(self, begun: _Begun) -> None:
        """Write the references of a piece, and let the text of what holds other definitions tell its own."""
        cut, _, (first, *_), owner, *_ = begun
        own: dict[int, list[Reference]] = {
            index: [] for index in range(first, len(self.symbols)) if self.symbols[index].kind in HOLDERS
        }
        if own:
            for it in self._found:
                if it.symbol in own:
                    own[it.symbol].append(it)
        for index, references in own.items():
            start, _, line, _ = self.symbols[index].span
            self._add_text(index, [(*it[:3], it.start - start, it.line - line, *it[7:]) for it in references])
        made = len(self.symbols) - first
        self.references.append(make_part(self._found, cut.start, self.lines.of(cut.start), first, made, owner.index))
        self._found = []

    def _tell_apart(self, index: int, around: int) -> None:
        """Let the text of what holds pieces tell which references stand in it, and in none of them."""
        symbol = self.symbols[index] if index < len(self.symbols) else None
        if symbol is None or symbol.parent != around or symbol.kind not in HOLDERS:
            return
        start, _, line, _ = symbol.span
        own = (it for it in self.references if it.owner == index and it.has_own)
        self._add_text(index, [(it.text, it.start - start, it.line - line) for it in own])

    def _add_text(self, index: int, said: list[tuple[Any, ...]]) -> None:
        symbol = self.symbols[index]
        text = content_hash((symbol.text + repr(said)).encode("utf-8", "surrogatepass"))[:_TEXT_DIGITS]
        self.symbols[index] = symbol._replace(text=text)

    def _leave(self, start: int) -> None:
        """Close what ends before a byte; what waits for a definition waits no longer."""
        while self._stack[-1].end <= start:
            self._close()
        self._take_pending(0)

    def _begin(self, cut: Cut) -> _Begun:
        self._leave(cut.start)
        owner = self._stack[-1]
        begun = _Begun(cut, len(self.pieces), self._counts(), owner, len(owner.inner_docs), len(owner.inner_attributes))
        # its place in the list
        self.pieces.append(Piece("", cut.start, self.lines.of(cut.start), 0, 0, 0, 0, 0, 0, 0))
        return begun

    def _end(self, begun: _Begun) -> None:
        """Say what a piece made; one that says something of what is around it cannot be taken over."""
        cut, at, counts, owner, docs, attributes = begun
        self.has_locals = self.has_locals or bool(owner.locals)
        alone = (docs, attributes) == (len(owner.inner_docs), len(owner.inner_attributes)) and not owner.locals
        symbols, declarations, bodies, invocations = map(int.__sub__, self._counts(), counts)
        self.pieces[at] = Piece(
            cut.text,
            cut.start,
            self.pieces[at].line,
            symbols,
            declarations,
            bodies,
            invocations,
            inside=len(self.pieces) - at - 1,
            size=cut.end - cut.start,
            alone=int(alone and bool(cut.text)),
        )

    def _counts(self) -> tuple[int, ...]:
        return (
            len(self.symbols),
            len(self.declarations),
            len(self.bodies),
            len(self.invocations),
        )

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

    def _text(self, start: int, end: int) -> str:
        return self.source[start:end].decode("utf-8", "replace")

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
                docs="\n".join(docs)[:_DOC_LIMIT],
                visibility=header.visibility,
                attributes=tuple(text for text in texts if not text.startswith("doc")),
                cfg=self.reader.condition(texts),
                modifiers=header.modifiers,
                trait=header.trait,
                self_type=header.self_type,
                generics=header.generics,
                body=header.body,
                text=content_hash(self.source[span.start : own_end])[:_TEXT_DIGITS],
            ),
        )
        self._stack.append(Open(index, kind, end, header))
        self._read_code(index, node, span_start)
        if kind in _FUNCTIONS and end - start > LONG_BODY:
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

    def _close(self) -> None:
        closed = self._stack.pop()
        symbol = self.symbols[closed.index]
        changes: dict[str, object] = {}
        if closed.kind in _FUNCTIONS:
            changes["complexity"] = closed.branches + 1
        elif self._stack:
            self._stack[-1].branches += closed.branches
        if closed.inner_docs:
            changes["docs"] = "\n".join([*closed.inner_docs, symbol.docs]).strip()[:_DOC_LIMIT]
        if closed.inner_attributes:
            changes["attributes"] = (*symbol.attributes, *closed.inner_attributes)
        if changes:
            self.symbols[closed.index] = symbol._replace(**changes)  # type: ignore[arg-type]

    # what stands before a definition

    def _take_pending(self, start: int) -> tuple[list[Attribute], list[str], int]:
        attributes, docs, span_start = self._attributes, self._docs, start
        if self._pending_end >= 0 and not self.source[self._pending_end : start].strip():
            span_start = self._pending_start
        else:
            attributes, docs = [], []
        self._attributes, self._docs, self._pending_start, self._pending_end = [], [], -1, -1
        return attributes, docs, span_start

    def _continue_pending(self, start: int, end: int) -> None:
        if self._pending_end < 0 or self.source[self._pending_end : start].strip():
            self._attributes, self._docs, self._pending_start = [], [], start
        self._pending_end = end

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
