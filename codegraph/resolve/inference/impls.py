"""Tables of all impls and traits of a workspace and of std, by what they are for.

What an impl is for is read when somebody first asks for one of its members' names, or for its trait.
"""

from __future__ import annotations

import re
from bisect import insort
from typing import TYPE_CHECKING, Any

from codegraph.model import SymbolKind
from codegraph.resolve.directory import ANY, Listed
from codegraph.resolve.inference.terms import UNKNOWN, Var, head, param
from codegraph.resolve.items import FUNCTIONS, TYPE_KINDS, ForeignTrait, Item
from codegraph.resolve.tracking import Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from codegraph.resolve.directory import Directory, Place
    from codegraph.resolve.inference.generics import Predicate
    from codegraph.resolve.inference.lowering import Lowering
    from codegraph.resolve.inference.terms import Term
    from codegraph.resolve.items import Crate

_DERIVE = re.compile(r"(?:cfg_attr\s*\(.*?,\s*)?derive\s*\((?P<paths>[^)]*)\)", re.DOTALL)
_CONSTANTS = frozenset({SymbolKind.CONST})
_DERIVABLE = {
    "Clone": "clone::Clone",
    "Copy": "marker::Copy",
    "Debug": "fmt::Debug",
    "Default": "default::Default",
    "PartialEq": "cmp::PartialEq",
    "Eq": "cmp::Eq",
    "PartialOrd": "cmp::PartialOrd",
    "Ord": "cmp::Ord",
    "Hash": "hash::Hash",
}


class Impl:
    """An impl: its parameters, what it is for, and of which trait (None for an inherent one).

    A derived impl has no `item`.
    """

    __slots__ = ("_lowering", "arguments", "item", "own", "place", "self_term", "trait")

    def __init__(
        self,
        item: Item | None,
        own: tuple[Term, ...],
        self_term: Term,
        trait: Item | None,
        arguments: tuple[Term, ...],
        lowering: Lowering,
    ) -> None:
        self.item = item
        self.own = own
        self.self_term = self_term
        self.trait = trait
        self.arguments = arguments
        # its place among all impls
        self.place: Place = (0, 0)
        self._lowering = lowering

    @property
    def head(self) -> Any:  # noqa: ANN401 - a key of any hashable kind
        """The key under which it is kept."""
        return head(self.self_term)

    @property
    def predicates(self) -> tuple[Predicate, ...]:
        """The bounds that must hold. Whoever asks rests on the head of the impl, not only who asks first."""
        return self._lowering.predicates(self.item) if self.item is not None else ()

    def members(self, name: str) -> list[Item]:
        """List the functions of a name."""
        if self.item is None:
            return []
        return [it for it in self.item.members.get(name, ()) if it.kind in FUNCTIONS]

    def associated(self, name: str) -> Item | None:
        """Give an associated type."""
        if self.item is None:
            return None
        return next((it for it in self.item.members.get(name, ()) if it.kind is SymbolKind.TYPE_ALIAS), None)


_Table = dict[tuple[Any, str], list[Impl]]
_Waiting = dict[tuple[str, str], list[Listed]]


class Impls:
    """All impls by head; `None` as a head holds the blanket ones."""

    def __init__(self, lowering: Lowering, directory: Directory) -> None:
        """Take what is listed of all files."""
        self._lowering = lowering
        self._reads = lowering.reads
        self._directory = directory
        # (head, method name) -> inherent impls that have it
        self._inherent: _Table = {}
        # trait -> head -> impls
        self._of_trait: dict[Item, dict[Any, list[Impl]]] = {}
        # name -> the traits that declare a function of it
        self._declaring: dict[str, list[tuple[Item, Item]]] = {}
        # names of associated items of any kind: what bears none of them is not looked for
        self._names: set[str] = set()
        # (head, name) -> impls that give a constant
        self._constants: _Table = {}
        # (head, method name) -> impls of traits that are not seen
        self._unseen: _Table = {}
        # the impls that each impl or type brings
        self._brought: dict[Item, list[Impl]] = {}
        # what is not read yet: by the name of a member or of a trait, and the name of the type, either of which may
        # be ANY; traits by the names of their functions
        self._by_member: _Waiting = {}
        self._by_trait: _Waiting = {}
        self._traits: dict[str, list[Listed]] = {}
        # the impls that were read, and the types whose derived ones were
        self._known: set[Item] = set()
        self._enter()

    def inherent(self, at: object, name: str) -> Sequence[Impl]:
        """List the inherent impls for a head that have a function of a name."""
        return self._look(self._inherent, Question.INHERENT, at, name)

    def constants(self, at: object, name: str) -> Sequence[Impl]:
        """List the impls for a head that give a constant of a name."""
        return self._look(self._constants, Question.CONSTANT, at, name)

    def unseen(self, at: object, name: str) -> Sequence[Impl]:
        """List the impls for a head, of traits that are not seen, that have a function of a name."""
        return self._look(self._unseen, Question.UNSEEN, at, name)

    def _look(self, table: _Table, kind: Question, at: object, name: str) -> Sequence[Impl]:
        self._reads.current.add((kind, at, name))
        self._read_waiting(self._by_member, name, at)
        return table.get((at, name), ())

    def of_trait(self, trait: Item, at: object) -> Sequence[Impl]:
        """List the impls of a trait for a head; None asks for the blanket ones."""
        self._reads.current.add((Question.TRAIT, trait, at))
        self._read_waiting(self._by_trait, trait.name, at)
        self._read_waiting(self._by_trait, ANY, at)
        if isinstance(at, Item) and at not in self._known:
            # what is derived for a type is only asked for with the type
            self._read([at])
        table = self._of_trait.get(trait)
        return table.get(at, ()) if table is not None else ()

    def declaring(self, name: str) -> Sequence[tuple[Item, Item]]:
        """List the traits that declare a function of a name, with it."""
        self._reads.current.add((Question.DECLARING, name))
        for listed in self._traits.pop(name, ()):
            trait = listed.item
            found = [(trait, it) for it in trait.members.get(name, ()) if it.kind in FUNCTIONS]
            self._declaring.setdefault(name, []).extend(found)
        return self._declaring.get(name, ())

    def has_name(self, name: str) -> bool:
        """Tell whether anything associated bears a name."""
        self._reads.current.add((Question.KNOWN, name))
        return name in self._names

    def brought(self, item: Item) -> Sequence[Impl]:
        """List the impls that an impl or a type brings."""
        self._read([item])
        return self._brought.get(item, ())

    def _enter(self) -> None:
        """Note under which names each impl and trait will be asked for."""
        for listed in self._directory.traits:
            self._names.update(listed.names)
            for name in listed.names:
                self._traits.setdefault(name, []).append(listed)
        for listed in self._directory.impls:
            self._names.update(listed.names)
            for name in listed.names:
                self._by_member.setdefault((name, listed.self_type), []).append(listed)
            if listed.trait:
                self._by_trait.setdefault((listed.trait, listed.self_type), []).append(listed)

    def _read_waiting(self, waiting: _Waiting, name: str, at: object) -> None:
        """Read the impls that may be for a head."""
        for key in ((name, _name_of(at)), (name, ANY)):
            found = waiting.pop(key, None)
            if found is not None:
                self._read(listed.item for listed in found)

    def _read(self, items: Iterable[Item]) -> None:
        """Read what impls are for, and what is derived for types; each once, and nothing else."""
        reads, lowering = self._reads, self._lowering
        for item in items:
            is_impl = item.kind is SymbolKind.IMPL
            if item in self._known or not (is_impl or item.kind in TYPE_KINDS):
                continue
            self._known.add(item)
            # whoever asks rests on what is found, not on all that is read on the way
            outer, depth = reads.begin(), lowering.at_top()
            if is_impl:
                self._impl(item)
            else:
                self._derived(item)
            lowering.back(depth)
            reads.end_head(outer, item, asked=False)

    def _impl(self, item: Item) -> None:
        data = item.data
        if data is None or data[0] != "impl" or data[5]:
            return
        lowering = self._lowering
        term = lowering.self_term(item)
        own = lowering.own_parameters(item)
        if term is UNKNOWN:
            return
        crate = item.inner.crate
        if data[3] is None:
            if not _is_local(term, crate):
                return
            impl = Impl(item, own, term, None, (), lowering)
            self._bring(item, impl)
            _note(self._inherent, impl, item, FUNCTIONS)
            _note(self._constants, impl, item, _CONSTANTS)
            return
        bound = lowering.bound(data[3], item, term)
        is_own = bound is not None and bound[0].inner.crate is crate
        if not is_own and not any(_is_local(it, crate) for it in (term, *(bound[1] if bound is not None else ()))):
            return
        if bound is None or isinstance(bound[0], ForeignTrait):
            # a trait that is not seen: its methods are found by the type alone
            unseen = Impl(item, own, term, None, (), lowering)
            self._bring(item, unseen)
            _note(self._unseen, unseen, item, FUNCTIONS)
            if bound is None:
                return
        impl = Impl(item, own, term, bound[0], bound[1], lowering)
        self._bring(item, impl)
        _insert(self._of_trait.setdefault(bound[0], {}).setdefault(head(term), []), impl)
        _note(self._constants, impl, item, _CONSTANTS)

    def _bring(self, item: Item, impl: Impl) -> None:
        impl.place = self._directory.place(item)
        if not item.inner.crate.standard:
            self._brought.setdefault(item, []).append(impl)

    def _derived(self, item: Item) -> None:
        lowering = self._lowering
        for name in _derived_names(item.written.attributes):
            trait = lowering.standard.item(_DERIVABLE[name]) if name in _DERIVABLE else None
            if trait is None:
                continue
            own = tuple(param(item, generic[0]) for generic in lowering.own_generics(item))
            term = ("adt", item, own)
            arguments = (term,) if name in {"PartialEq", "PartialOrd"} else ()
            impl = Impl(None, own, term, trait, arguments, lowering)
            self._bring(item, impl)
            _insert(self._of_trait.setdefault(trait, {}).setdefault(item, []), impl)


def _derived_names(attributes: Sequence[str]) -> list[str]:
    """Give the last names of the traits that attributes derive."""
    matches = (_DERIVE.match(attribute) for attribute in attributes if "derive" in attribute)
    paths = (path for found in matches if found for path in found["paths"].split(","))
    return [path.strip().rsplit("::", 1)[-1] for path in paths]


def _name_of(at: object) -> str:
    """Give the name by which impls for a head are written, where they are written as a plain path."""
    if isinstance(at, Item):
        return at.name
    if isinstance(at, tuple):
        # a trait without `dyn`, or a type of another crate
        name: str = at[1].name if at[0] == "dyn" else at[2]
        return name
    return at if isinstance(at, str) else ""


def _insert(listed: list[Impl], impl: Impl) -> None:
    """Keep impls in the order of the source, in whichever order they are read."""
    insort(listed, impl, key=_place)


def _place(impl: Impl) -> Place:
    return impl.place


def _note(table: _Table, impl: Impl, item: Item, kinds: frozenset[SymbolKind]) -> None:
    """Enter an impl under the name of each member of some kinds."""
    key = head(impl.self_term)
    for name, members in item.members.items():
        if any(it.kind in kinds for it in members):
            _insert(table.setdefault((key, name), []), impl)


def _is_local(term: Term, crate: Crate) -> bool:
    """Tell whether an impl for a type may stand in a crate: Rust's orphan rule.

    What breaks it is no code of the workspace: a test's copy of std, or a file that no target reaches.
    """
    if crate.standard or term.__class__ is Var:
        return True
    tag = term[0]
    if tag == "ref":
        return _is_local(term[1], crate)
    if tag == "adt":
        if term[1].inner.crate is crate:
            return True
        return term[1].name in _FUNDAMENTAL and any(_is_local(it, crate) for it in term[2])
    if tag == "dyn":
        return any(trait.inner.crate is crate for trait, _, _ in term[1])
    return tag in {"proj", "?"}


_FUNDAMENTAL = frozenset({"Box", "Pin"})
