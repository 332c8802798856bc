"""Turns captures into references, and into rows of what is known of locals; `general` says what each capture means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import Reference, ReferenceKind
from codegraph.parse.chains import PLAIN
from codegraph.parse.definitions import FUNCTIONS, Definitions
from codegraph.parse.names import type_names

if TYPE_CHECKING:
    from tree_sitter import Node

    from codegraph.parse.events import Lines
    from codegraph.parse.reader import Reader
    from codegraph.parse.spec import Header

# bytes of a callee that is read as a path, and characters of one that is kept
_SHORT = 200
_LONGEST_PATH = 300
# rows that are kept of one function, and levels of the tree in which the end of a block is looked for
_MOST_ROWS = 2000
_MOST_LEVELS = 12
_RETURN = "return"
_PIECE = -1
KNOWN = "@known"
"""The value of a row that says until where a definition is known."""


class Referring(Definitions):
    """The references of a file, and the bodies of its functions."""

    def __init__(self, reader: Reader, source: bytes, lines: Lines) -> None:
        super().__init__(source, lines)
        self.reader = reader
        # names of definitions and callees, which are no other references, and the end of the last type
        self._read: set[int] = set()
        self._read_until = 0
        # the rows of bodies, by symbol
        self._rows: dict[int, list[list[object]]] = {}

    # references

    def _add(self, kind: ReferenceKind, text: str, end: int, name: str = "", **more: object) -> None:
        """Note a reference whose last name ends at a byte."""
        name = name or text.rpartition(".")[2]
        start = end - (len(name) if name.isascii() else len(name.encode("utf-8", "replace")))
        line = self.lines.of(start)
        self._found.append(Reference(kind, name, text, self._stack[-1].index, start, end, line, **more))  # type: ignore[arg-type]

    def _is_local(self, name: str) -> bool:
        return any(name in scope.locals for scope in self._stack)

    def _path(self, start: int, end: int, node: Node) -> str:
        """Write a path or what comes near to it, empty for what names nothing."""
        text = self._text(start, end) if end - start < _SHORT else ""
        if not PLAIN.fullmatch(text):
            text = self.reader.chains.callee(node)
        if text[-1:] in '])}"?@0' or "@" in text.rpartition(".")[2]:
            return ""
        return text if len(text) < _LONGEST_PATH else ""

    def _call(self, start: int, end: int, node: Node) -> None:
        path = self._path(start, end, node)
        if not path or path in self.reader.ignored or not self.reader.refers(node):
            return
        self._read.add(start)
        head, dot, name = path.rpartition(".")
        end = self.reader.chains.name_end(node)
        # in a type's place its last name may be one of its own
        self._read.add(end - len(name.encode("utf-8", "replace")))
        kind = ReferenceKind.METHOD_CALL if dot else ReferenceKind.CALL
        local = self._is_local((head or name).partition(".")[0])
        self._add(kind, path, end, name, shadowed=local, arguments=self.reader.arguments(node))

    def _whole_call(self, _start: int, _end: int, node: Node) -> None:
        path, end = self.reader.called(node)
        head, dot, name = path.rpartition(".")
        if not name or name[0] in "?@" or len(path) > _LONGEST_PATH or path in self.reader.ignored:
            return
        local = self._is_local((head or name).partition(".")[0])
        # a name alone is a call where calls need no brackets, and it is no local's
        if not (local and not dot and node.end_byte == end):
            self._add(ReferenceKind.METHOD_CALL if dot else ReferenceKind.CALL, path, end, name, shadowed=local)

    def _named(self, kind: ReferenceKind, start: int, end: int, node: Node) -> None:
        if start in self._read or start < self._read_until:
            return
        path = self._path(start, end, node)
        if not path or self._is_generic(path) or not self.reader.refers(node):
            return
        # what stands behind the name, such as arguments of a type, is captured on its own
        self._read_until = end = self.reader.chains.name_end(node)
        is_call = kind is ReferenceKind.CALL
        local = is_call and self._is_local(path.partition(".")[0])
        self._add(kind, path, end, shadowed=local, arguments=self.reader.arguments(node) if is_call else "")

    def _base(self, start: int, end: int, node: Node) -> None:
        is_interface = self.reader.is_interface(self._text(start, end))
        self._named(ReferenceKind.IMPL_TRAIT if is_interface else ReferenceKind.EXTENDS, start, end, node)

    def _component(self, start: int, end: int, node: Node) -> None:
        text = self._text(start, end)
        if text[:1].isupper() or "." in text:
            self._named(ReferenceKind.CALL, start, end, node)

    def _is_generic(self, name: str) -> bool:
        return any(name in scope.generics for scope in self._stack)

    def _annotation(self, start: int, end: int, _node: Node) -> None:
        if start < self._read_until:
            return
        self._read_until = end
        for path, at in type_names(self._text(start, end)):
            if not self._is_generic(path) and path not in self.reader.ignored:
                self._add(ReferenceKind.TYPE, path, start + at)

    def _value(self, start: int, end: int, node: Node) -> None:
        if start < self._read_until:
            return
        path = self._path(start, end, node)
        head, dot, _ = path.partition(".")
        if PLAIN.fullmatch(path) and not (self._is_local(head) and not dot):
            self._add(ReferenceKind.VALUE, path, end, shadowed=self._is_local(head))

    def _import(self, start: int, _end: int, node: Node) -> None:
        self._take_pending(start)
        for it in self.reader.imports(node):
            name = self._text(it.start, it.end)
            self._found.append(
                Reference(
                    ReferenceKind.IMPORT,
                    name,
                    it.path,
                    self._stack[-1].index,
                    it.start,
                    it.end,
                    self.lines.of(it.start),
                    alias=it.alias,
                    visibility=it.visibility,
                ),
            )

    # what is known of locals

    def _bind(self, _start: int, _end: int, node: Node) -> None:
        scope = self._stack[-1]
        is_outside = scope.kind not in FUNCTIONS
        until = self._block_end(node, self.reader.outer_blocks if is_outside else self.reader.blocks)
        if is_outside and not until:
            return
        # what functions without a name bind that stand in no other belongs to the piece
        base = self.pieces[-1].start if is_outside else self.symbols[scope.index].span.start
        until -= base
        rows = self._rows.setdefault(_PIECE if is_outside else scope.index, [])
        for name, start, value, declared in self.reader.bindings(node):
            if "." not in name and not is_outside:
                scope.locals.add(name)
            if len(rows) < _MOST_ROWS:
                rows.append([name, start - base, max(until, 0), value, declared])

    def _return(self, start: int, _end: int, node: Node) -> None:
        scope = self._stack[-1]
        if scope.kind not in FUNCTIONS:
            return
        said = self.reader.returned(node)
        rows = self._rows.setdefault(scope.index, []) if any(said) else []
        for at, value in enumerate(said):
            if value and len(rows) < _MOST_ROWS:
                name = f"{_RETURN}@{at}" if len(said) > 1 else _RETURN
                rows.append([name, start - self.symbols[scope.index].span.start, 0, value, ""])

    def _block_end(self, node: Node, blocks: frozenset[str]) -> int:
        """Give the byte where the block of one of these types around a node ends, 0 where there is none."""
        if not blocks:
            return 0
        around: Node | None = node
        for _ in range(_MOST_LEVELS):
            if around is None:
                return 0
            if around.type in blocks:
                return around.end_byte
            around = around.parent
        return 0

    def _note_block(self, header: Header, node: Node) -> None:
        """Note the block in which a definition is known, where blocks bound that and it stands in one."""
        owner = self._stack[-1]
        until = self._block_end(node, self.reader.outer_blocks) if self.reader.closures else 0
        if until and (owner.kind in FUNCTIONS or not owner.index):
            is_outside = not owner.index
            base = self.pieces[-1].start if is_outside else self.symbols[owner.index].span.start
            rows = self._rows.setdefault(_PIECE if is_outside else owner.index, [])
            if len(rows) < _MOST_ROWS:
                rows.append([header.name, header.name_start - base, until - base, KNOWN, ""])
