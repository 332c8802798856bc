"""Patterns: the names they bind, and with what type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.inference.terms import UNKNOWN, Var, param, substitute

if TYPE_CHECKING:
    from codegraph.resolve.inference.body import Body
    from codegraph.resolve.inference.generics import IR
    from codegraph.resolve.inference.terms import Term
    from codegraph.resolve.items import Item

_STEPS = 6


class Patterns:
    """Matches patterns against types, with the default binding modes of Rust."""

    def __init__(self, body: Body) -> None:
        self._body = body

    def bind(self, pattern: IR, term: Term, mode: str = "") -> None:
        """Bind a pattern's names; `mode` is the binding mode (`&`, `&m`) that references around have set."""
        handler = _HANDLERS.get(pattern[0])
        if handler is not None:
            handler(self, pattern, term, mode)

    def _peel(self, term: Term, mode: str) -> tuple[Term, str]:
        """Look through references, as a pattern that is no reference does."""
        head = self._body.unifier.head(term)
        for _ in range(_STEPS):
            if head.__class__ is Var or head[0] != "ref":
                break
            mode = "&" if mode == "&" or not head[2] else "&m"
            head = self._body.unifier.head(head[1])
        return head, mode

    def _name(self, pattern: IR, term: Term, mode: str) -> None:
        _, name, written, sub, _ = pattern
        if (name[:1].isupper() or name.isupper()) and sub is None and not written and self._body.is_constant(name):
            return
        bound = ("ref", term, written == "refm") if written else ("ref", term, mode == "&m") if mode else term
        self._body.define(name, bound)
        if sub is not None:
            self.bind(sub, term, mode)

    def _reference(self, pattern: IR, term: Term, mode: str) -> None:
        head = self._body.unifier.head(term)
        if head.__class__ is Var:
            inner: Term = Var()
            self._body.unifier.attempt(head, ("ref", inner, False))
            self.bind(pattern[1], inner)
        elif head[0] == "ref":
            self.bind(pattern[1], head[1])
        else:
            # under a default binding mode `&x` takes that reference off
            self.bind(pattern[1], head if mode else UNKNOWN)

    def _tuple(self, pattern: IR, term: Term, mode: str) -> None:
        head, mode = self._peel(term, mode)
        parts = pattern[1]
        if head.__class__ is Var and not any(it[0] == ".." for it in parts):
            made = ("tup", tuple([Var() for _ in parts]))
            self._body.unifier.attempt(head, made)
            head = made
        terms = head[1] if head.__class__ is not Var and head[0] == "tup" else ()
        self._sequence(parts, terms, mode)

    def _sequence(self, parts: list[IR], terms: tuple[Term, ...], mode: str) -> None:
        rest = next((at for at, it in enumerate(parts) if it[0] == ".."), None)
        after = len(parts) - rest - 1 if rest is not None else 0
        for at, part in enumerate(parts):
            if rest is not None and at == rest:
                continue
            place = at if rest is None or at < rest else len(terms) - after + (at - rest - 1)
            self.bind(part, terms[place] if 0 <= place < len(terms) else UNKNOWN, mode)

    def _slice(self, pattern: IR, term: Term, mode: str) -> None:
        head, mode = self._peel(term, mode)
        if head.__class__ is not Var and head[0] == "adt":
            inner = self._body.methods.deref(head)
            head = self._body.unifier.head(inner) if inner is not None else head
        item = head[1] if head.__class__ is not Var and head[0] in {"slice", "arr"} else UNKNOWN
        for part in pattern[1]:
            if part[0] == "b" and part[3] is not None and part[3][0] == "..":
                self._body.define(part[1], ("ref", ("slice", item), mode == "&m"))
            elif part[0] != "..":
                self.bind(part, item, mode)

    def _alternatives(self, pattern: IR, term: Term, mode: str) -> None:
        for part in pattern[1]:
            self.bind(part, term, mode)

    def _boxed(self, pattern: IR, term: Term, mode: str) -> None:
        inner = self._body.methods.deref(self._body.unifier.head(term))
        self.bind(pattern[1], inner if inner is not None else UNKNOWN, mode)

    def _tuple_struct(self, pattern: IR, term: Term, mode: str) -> None:
        head, mode = self._peel(term, mode)
        found = self._body.paths.constructed(pattern[1])
        if found is None:
            self._sequence(pattern[3], (), mode)
            return
        item, adt = found
        self._body.unifier.attempt(adt, head)
        self._sequence(pattern[3], self._fields(self._body.lowering.positional(item), adt), mode)

    def _struct(self, pattern: IR, term: Term, mode: str) -> None:
        head, mode = self._peel(term, mode)
        found = self._body.paths.constructed(pattern[1])
        if found is None:
            for _, part in pattern[3]:
                self.bind(part, UNKNOWN, mode)
            return
        item, adt = found
        self._body.unifier.attempt(adt, head)
        for name, part in pattern[3]:
            self.bind(part, self.field(item, adt, name), mode)

    def field(self, item: Item, adt: Term, name: str) -> Term:
        """Give the type of a field of a struct or variant, named or numbered."""
        lowering = self._body.lowering
        if name.isdigit():
            terms = self._fields(lowering.positional(item), adt)
            return terms[int(name)] if int(name) < len(terms) else UNKNOWN
        lowering.reads.member(name, item)
        fields = [it for it in item.members.get(name, ()) if it.kind is SymbolKind.FIELD]
        return self._fields((lowering.declared(fields[0]),), adt)[0] if fields else UNKNOWN

    def _fields(self, terms: tuple[Term, ...], adt: Term) -> tuple[Term, ...]:
        if not adt[2]:
            return terms
        generics = self._body.lowering.own_generics(adt[1])
        mapping = {param(adt[1], generic[0]): it for generic, it in zip(generics, adt[2], strict=False)}
        return tuple([substitute(it, mapping) for it in terms])

    def _path(self, pattern: IR, term: Term, _mode: str) -> None:
        head, _ = self._peel(term, "")
        found = self._body.paths.constructed(pattern[1])
        if found is not None:
            self._body.unifier.attempt(found[1], head)


_HANDLERS = {
    "b": Patterns._name,
    "&": Patterns._reference,
    "tup": Patterns._tuple,
    "slice": Patterns._slice,
    "or": Patterns._alternatives,
    "box": Patterns._boxed,
    "ts": Patterns._tuple_struct,
    "st": Patterns._struct,
    "path": Patterns._path,
}
