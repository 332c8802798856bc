"""The heads of functions, fields and constants as terms; written types themselves are in `written`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import SymbolKind
from codegraph.resolve.inference.generics import IR, MEMBER_OWNERS, Predicate, segment_name
from codegraph.resolve.inference.terms import UNKNOWN, param
from codegraph.resolve.inference.written import WrittenTypes
from codegraph.resolve.items import FUNCTIONS

if TYPE_CHECKING:
    from codegraph.resolve.inference.standard import Standard
    from codegraph.resolve.inference.terms import Term
    from codegraph.resolve.items import Item
    from codegraph.resolve.names import Names


class Signature(NamedTuple):
    """A function's head: `takes` is how it takes self (`v`, `&`, `&m`, `box` for smart pointers, empty: not at all).

    `own` are the type parameters that each use of the function replaces, `impl Trait` arguments included.
    """

    takes: str
    params: tuple[Term, ...]
    result: Term
    own: tuple[Term, ...]
    predicates: tuple[Predicate, ...]


class Lowering(WrittenTypes):
    """Gives what items are declared as; each head is read once."""

    def __init__(self, names: Names, standard: Standard) -> None:
        super().__init__(names, standard)
        self._signatures: dict[Item, Signature] = {}
        self._environments: dict[Item, tuple[Predicate, ...]] = {}
        self._declared: dict[Item, Term] = {}

    def declared(self, item: Item) -> Term:
        """Give the type that a field, constant or static is declared with."""
        return self._head(self._declared, item, self._declaration)

    def _declaration(self, item: Item) -> Term:
        data = item.data
        return self.lower(data[1], item) if data is not None and data[0] in {"field", "const", "static"} else UNKNOWN

    def positional(self, item: Item) -> tuple[Term, ...]:
        """Give the types of a tuple struct's or variant's fields."""
        self.reads.numbered(item)
        data = item.data
        place = {"struct": 3, "variant": 1}.get(data[0]) if data is not None else None
        written = data[place] if data is not None and place is not None else None
        return self.lower_all(written, item, False) if written else ()

    def read_positional(self, item: Item) -> None:
        """Read a tuple's fields, for what their types ask."""
        outer = self.reads.begin()
        self.positional(item)
        self.reads.end_head(outer, item)

    def environment(self, item: Item) -> tuple[Predicate, ...]:
        """Give all bounds that hold inside an item."""
        return self._head(self._environments, item, self._environment)

    def _environment(self, item: Item) -> tuple[Predicate, ...]:
        found = list(self.predicates(item))
        if item.kind in FUNCTIONS:
            found += self.signature(item).predicates
        parent = item.parent
        if item.kind is SymbolKind.TRAIT:
            arguments = self.own_parameters(item)
            found.append((param(item, "Self"), (item, arguments, ())))
        elif parent is not None and parent.kind in MEMBER_OWNERS:
            found += self.environment(parent)
        return tuple(dict.fromkeys(found))

    def signature(self, item: Item) -> Signature:
        """Give a function's head."""
        return self._head(self._signatures, item, self._signature)

    def _signature(self, item: Item) -> Signature:
        data = item.data
        if data is None or data[0] != "fn":
            return Signature("", (), UNKNOWN, (), ())
        own = list(self.own_parameters(item))
        predicates = list(self.predicates(item))
        params = []
        for number, (_, written) in enumerate(data[4]):
            term = self.lower(written, item)
            params.append(_name_opaque(term, item, number, own, predicates))
        result = self.lower(data[5], item)
        future = self.standard.future
        if data[6] and future is not None:
            result = ("opaque", ((future, (), (("Output", result),)),))
        return Signature(_takes(data[3]), tuple(params), result, tuple(own), tuple(predicates))


def _name_opaque(term: Term, item: Item, number: int, own: list[Term], predicates: list[Predicate]) -> Term:
    """Make `impl Trait` in an argument a type parameter without a name."""
    tag = term[0]
    if tag == "opaque":
        made = param(item, f"impl {number}.{len(own)}")
        own.append(made)
        predicates += [(made, bound) for bound in term[1]]
        return made
    if tag == "ref":
        return ("ref", _name_opaque(term[1], item, number, own, predicates), term[2])
    if tag in {"slice", "arr"}:
        return (tag, _name_opaque(term[1], item, number, own, predicates))
    if tag == "tup":
        return ("tup", tuple([_name_opaque(it, item, number, own, predicates) for it in term[1]]))
    if tag == "adt":
        return ("adt", term[1], tuple([_name_opaque(it, item, number, own, predicates) for it in term[2]]))
    return term


def _takes(written: IR) -> str:
    if written is None:
        return ""
    if isinstance(written, str):
        return written
    if written[0] == "P" and segment_name(written[1][-1]) == "Self":
        return "v"
    if written[0] == "&":
        inner = written[1]
        if inner[0] == "P" and segment_name(inner[1][-1]) == "Self":
            return "&m" if written[2] else "&"
    return "box"
