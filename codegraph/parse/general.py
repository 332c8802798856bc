"""Turns what the queries of a language capture into symbols, references and what is known of types.

The captures (`definitions.scm`, `references.scm`):

    definition.KIND   a definition; what it is called and where its body starts `Reader.definition` tells
    comment           documents the definition after it where `Reader.doc` says so
    doc               a string that documents what it stands in; doc.file one that documents the file
    attribute         a decorator or an annotation of the definition after it, or around it
    package           what names the package of the file: comments before it document the file
    branch            counts for the complexity
    import            an import: `Reader.imports`
    call              what is called: `f` gives a CALL, `a.b.f` a METHOD_CALL
    call.whole        a call as a whole, where its name and what it is called on are fields of its own
    new               a class of which an object is made: a CALL
    component         a component that is shown, a CALL; a small letter at the start without a dot is a plain tag's
    type, annotation  a type's name; a text in which types are named
    extends, implements   a base class or embedded type; an interface that is implemented
    base              one of these two: `Reader.is_interface` tells
    value             a name that may be a function's and is not called
    bind              a statement that binds local names
    return            what a function returns

Two nodes of one range are not to be captured under one name: which of them comes first is left to chance.

**References.** A CALL and a TYPE have the path as written as their `text`. A METHOD_CALL has the receiver and the name:
`a.b.f` where the receiver is a path, else its chain (`codegraph.parse.chains`): `f().items[].run`, `?.run` where
nothing is known. EXTENDS is a base class, a parent interface, an embedded struct or interface; IMPL_TRAIT an interface
after `implements`. `shadowed` marks the name, or the first name of the path, as one that a parameter or a local
variable bears: so it is no definition of the module, but what its binding says.

**Imports.** `text` is the path as written with the name behind it: `a.b.c` or `..a.c` in Python (`import a.b` binds
`a`, and that is its alias), `./x::name` in JavaScript and TypeScript (`::default`, `::*` with the local name of the
namespace), the path alone in Go, with an empty alias where the package's own name is bound; in Java `a.b.C` and
`a.b.*`, whose alias is `*`. `visibility` is `export` where an import is given on, `static` for a static one of Java.

**Arguments** of a call of Java: how many, behind `new` where it makes an object; their chains follow, each behind
a `|`.

**Declarations** (`Facts.declarations`), by symbol; types as written without spaces and quotes, empty where none is:

    ["fn", [[parameter, type], ..], result]    with `*`, `**` or `...` before a parameter that takes many
    ["var", type, value]                       a field, constant or variable; the value as a chain
    ["type", type]                             an alias
    ["defined", type]                          a type of its own that is made like another, as in Go
    ["class", [base, ..]]                      the bases as written, with their arguments
    ["all", [name, ..]]                        Python's `__all__`

**Bodies** (`Facts.bodies`), by function: a row `[name, start, end, value, type]` for each binding in source order.
`name` is a local's, or a path such as `self.x` or `this.x`; `start` the byte from which on it is bound, `end` the one
where the block around ends (0: the function's), which in Python bounds what is certain and elsewhere what is known;
both are relative to the byte where the symbol starts. `value` is a chain, empty where nothing is known. Rows of the
name `return` have what a function returns, `return@0`, `return@1`, .. the parts of that. Where blocks bound what is
known, a row with the value `@known` stands for a definition in one: `start` is the byte of its name. Of the number -1
are the rows of a piece of the file that stand in functions without a name and in no other; they are relative to the
piece.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from codegraph.identity import content_hash
from codegraph.model import CONTAINERS, HOLDERS, Declaration, ReferenceKind, SymbolFact, SymbolKind
from codegraph.parse.assembly import TEXT_DIGITS
from codegraph.parse.chains import PLAIN
from codegraph.parse.chunking import blocks_of
from codegraph.parse.codec import write_body
from codegraph.parse.definitions import DOC_LIMIT, FUNCTIONS, LONG_BODY
from codegraph.parse.names import starts_line
from codegraph.parse.referring import Referring
from codegraph.parse.scopes import Attribute, Open
from codegraph.parse.spec import LanguageSpec, as_it_is

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tree_sitter import Node

    from codegraph.parse.events import Event, Lines
    from codegraph.parse.reader import Definition, Reader

# beside this file: importlib.resources would load what reads archives
_LANGUAGES = Path(__file__).with_name("languages")
# characters of a package's name
_SHORT = 200


def general(
    name: str,
    grammar: tuple[str, str],
    reader: type[Reader],
    *,
    queries: Iterable[tuple[str, str]] = (),
    leading: Iterable[str] = ("comment",),
    containers: Iterable[str] = (),
    sections: Iterable[str] = (),
    readable: Callable[[bytes], bytes] = as_it_is,
    ended: bool = False,
    separator: str = ".",
    shared: Iterable[SymbolKind] = (),
) -> LanguageSpec:
    """Specify a language that is read by tables.

    `grammar` are the module of the grammar and its function; `queries` are folders of languages with the names of
    their files, where these are not `definitions.scm` and `references.scm` of its own. The others are those of
    `LanguageSpec`.
    """
    own = name.replace("-", "_")
    parts = tuple(queries) or ((own, "definitions.scm"), (own, "references.scm"))

    def load() -> object:
        module, function = grammar
        return getattr(import_module(module), function)()

    def read() -> str:
        return "\n".join((_LANGUAGES / folder / file).read_text("utf-8") for folder, file in parts)

    return LanguageSpec(
        name,
        load,
        read,
        partial(Extraction, reader, readable),
        frozenset(leading),
        frozenset(containers),
        ended=ended,
        sections=frozenset(sections),
        readable=readable,
        separator=separator,
        shared=frozenset(shared),
    )


class Extraction(Referring):
    """Reads the events of a file's pieces."""

    def __init__(self, reader: type[Reader], readable: Callable[[bytes], bytes], source: bytes, lines: Lines) -> None:
        super().__init__(reader(source), source, lines)
        self._readable = readable(source)
        self._handlers: dict[str, Callable[[int, int, Node], None]] = {
            "comment": self._comment,
            "doc": self._doc,
            "doc.file": self._file_doc,
            "attribute": self._attribute,
            "package": self._package,
            "branch": self._branch,
            "import": self._import,
            "call": self._call,
            "call.whole": self._whole_call,
            "new": partial(self._named, ReferenceKind.CALL),
            "component": self._component,
            "type": partial(self._named, ReferenceKind.TYPE),
            "annotation": self._annotation,
            "extends": partial(self._named, ReferenceKind.EXTENDS),
            "base": self._base,
            "implements": partial(self._named, ReferenceKind.IMPL_TRAIT),
            "value": self._value,
            "bind": self._bind,
            "return": self._return,
        }

    def _read_events(self, events: Sequence[Event]) -> None:
        handlers, stack = self._handlers, self._stack
        defined = last = (-1, -1, "")
        for start, negative_end, _, capture, node in events:
            end = -negative_end
            if last == (start, end, capture):
                # two patterns may capture one node
                continue
            last = start, end, capture
            while stack[-1].end <= start:
                self._close()
            handler = handlers.get(capture)
            if handler is not None:
                handler(start, end, node)
            elif capture.startswith("definition.") and defined[:2] != (start, end):
                defined = last
                self._definition(SymbolKind(capture.removeprefix("definition.")), node)
        for index in sorted(self._rows):
            self.bodies.append((index, write_body(self._rows[index])))
        self._rows = {}

    @property
    def has_definitions(self) -> bool:
        """Say that nothing is missing: a script need define nothing."""
        return True

    # definitions

    def _definition(self, kind: SymbolKind, node: Node) -> None:
        read = self.reader.definition(kind, node)
        if read is None:
            return
        start = min(read.start, node.start_byte)
        attributes, docs, span_start = self._take_pending(start)
        owner = self._stack[-1]
        texts = tuple(attribute.text for attribute in attributes)
        kind = self._kind_of(read, owner, texts)
        span = self.lines.span(span_start, read.end)
        first = read.heads[0]
        if not (span.start <= first.name_start and read.heads[-1].name_end <= span.end):
            return
        index = len(self.symbols)
        for header, declared in zip(read.heads, read.declarations, strict=True):
            own_end = header.body if kind in HOLDERS and header.body >= 0 else read.end
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
                    docs="\n".join(docs).strip()[:DOC_LIMIT],
                    visibility=header.visibility,
                    attributes=texts,
                    modifiers=header.modifiers,
                    self_type=header.self_type,
                    generics=header.generics,
                    body=header.body,
                    text=content_hash(self.source[span.start : own_end])[:TEXT_DIGITS],
                ),
            )
            self._read.add(header.name_start)
            if declared is not None:
                self.declarations.append(Declaration(len(self.symbols) - 1, declared))
        self._note_block(first, node)
        # what stands in it belongs to the first of its names
        scope = Open(index, kind, max(read.end, node.end_byte), first)
        declared = read.declarations[0]
        if kind in FUNCTIONS and declared is not None:
            scope.locals.update(name.lstrip("*.&") for name, _ in declared[1])
        self._stack.append(scope)
        # what stands in a function is no chunk
        if kind in FUNCTIONS and read.end - read.start > LONG_BODY and not self._is_inner():
            self.blocks[index] = blocks_of(self.reader.function(node))

    def _is_inner(self) -> bool:
        return any(scope.kind in FUNCTIONS for scope in self._stack[:-1])

    def _kind_of(self, read: Definition, owner: Open, attributes: tuple[str, ...]) -> SymbolKind:
        if read.kind is SymbolKind.VARIABLE and owner.kind in CONTAINERS:
            return SymbolKind.FIELD
        if read.kind not in FUNCTIONS:
            return read.kind
        if self.reader.is_test(read.heads[0].name, read, attributes):
            return SymbolKind.TEST
        if read.kind is SymbolKind.FUNCTION and owner.kind in CONTAINERS:
            return SymbolKind.METHOD
        return read.kind

    # what stands before a definition, or documents what is around it

    def _continues(self, start: int) -> bool:
        """Tell whether what waits for a definition still does where a comment starts."""
        between = self._readable[self._pending_end : start] if self._pending_end >= 0 else b"x"
        return not between.strip() and not (self.reader.adjacent and between.count(b"\n") > 1)

    def _take_pending(self, start: int) -> tuple[list[Attribute], list[str], int]:
        if not self._continues(start):
            self._forget_pending()
        return super()._take_pending(start)

    def _comment(self, start: int, end: int, _node: Node) -> None:
        doc = self.reader.doc(self._text(start, end))
        file = self.symbols[0]
        # before what names the package
        said = self.reader.of_file(self._text(start, end)) if doc is None and not file.name else ""
        if said:
            self.looks_around = True
            self.symbols[0] = file._replace(attributes=(*file.attributes, said))
        if doc is not None and starts_line(self.source, start):
            if not self._continues(start):
                self._forget_pending()
            self._continue_pending(start, end)
            self._docs.append(doc)
        elif self._continues(start):
            self._pending_end = end

    def _attribute(self, start: int, end: int, _node: Node) -> None:
        text = self.reader.attribute(self._text(start, end))
        around = self._stack[-1]
        if around.header is not None and start < around.header.name_start:
            around.inner_attributes.append(text)
            return
        if not self._continues(start):
            self._forget_pending()
        self._continue_pending(start, end)
        # what says nothing only belongs to the definition
        if text:
            self._attributes.append(Attribute(start, text, text))

    def _package(self, start: int, _end: int, node: Node) -> None:
        """Name the file's symbol after its package, and document it."""
        self.looks_around = True
        name = self.reader.package(node)
        self.symbols[0] = self.symbols[0]._replace(name=name[:_SHORT] if PLAIN.fullmatch(name) else "")
        _, docs, _ = self._take_pending(start)
        if docs:
            self._stack[0].inner_docs.append("\n".join(docs))

    def _doc(self, _start: int, _end: int, node: Node) -> None:
        text = self.reader.doc_string(node)
        around = self._stack[-1]
        if text and around.index and not around.inner_docs:
            around.inner_docs.append(text)

    def _file_doc(self, start: int, _end: int, node: Node) -> None:
        """Take the first string of a file for its documentation; a string elsewhere may become the first."""
        self.looks_around = self.looks_around or self.reader.documents_file(node)
        text = self.reader.doc_string(node) if start == self.reader.first_code() else ""
        if text:
            self._stack[0].inner_docs.append(text)

    def _branch(self, _start: int, _end: int, _node: Node) -> None:
        self._stack[-1].branches += 1
