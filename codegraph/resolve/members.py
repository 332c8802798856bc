"""What belongs to types and traits: impls, associated items, and what type parameters promise."""

from __future__ import annotations

from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import SymbolKind
from codegraph.resolve.directory import ANY
from codegraph.resolve.items import TYPE_KINDS, TYPES, External, Item, unique
from codegraph.resolve.membership import enclosing, is_alias, own
from codegraph.resolve.names import Names
from codegraph.resolve.tracking import Question
from codegraph.resolve.type_text import (
    alias_target,
    read_parameters,
    read_type,
    supertraits,
)

if TYPE_CHECKING:
    from codegraph.resolve.directory import Directory, Listed, Place
    from codegraph.resolve.items import Scope, Target, Targets
    from codegraph.resolve.tracking import Reads

_INSIDE_MEMBERS = frozenset(
    {SymbolKind.METHOD, SymbolKind.FIELD, SymbolKind.VARIANT, SymbolKind.CONST, SymbolKind.TYPE_ALIAS, SymbolKind.TEST},
)
_MEMBER_OWNERS = frozenset({SymbolKind.IMPL, SymbolKind.TRAIT, *TYPE_KINDS, SymbolKind.VARIANT})
_DEPTH = 16

# for each type parameter: the traits that bound it, and the scope in which they are written
Parameters = dict[str, list[tuple[str, "Scope"]]]


class Impl(NamedTuple):
    """An impl with what its header means; `types` is empty for what is no plain path."""

    item: Item
    types: Targets
    traits: Targets


class Members:
    """Finds members; reads the headers of impls that may be for a type when it is first asked for."""

    def __init__(self, directory: Directory, reads: Reads) -> None:
        self.reads = reads
        self.names = Names(self.associated, reads)
        # the impls of the workspace by the names of their types and of their traits
        self._for_type: dict[str, list[Listed]] = {}
        self._for_trait: dict[str, list[Listed]] = {}
        for listed in directory.impls:
            if not listed.file.root.inner.crate.standard:
                self._for_type.setdefault(listed.self_type, []).append(listed)
                self._for_trait.setdefault(listed.trait, []).append(listed)
        self._impls: dict[Item, Impl] = {}
        self._of_type: dict[Item, list[Impl]] = {}
        # those whose name does not tell which type they are for, by type
        self._unnamed: dict[Item, list[tuple[Place, Impl]]] | None = None
        self._reading = False
        self._parameters: dict[Item, Parameters] = {}
        self._depth = 0

    # impls

    def impl(self, item: Item) -> Impl:
        """Read an impl's header."""
        known = self._impls.get(item)
        self.reads.current.add(item)
        if known is None:
            outer = self.reads.begin()
            trait = item.written.trait
            traits = self.path_of(trait.removeprefix("!"), item, TYPES) if trait else ()
            # entered first: what the self type means may ask for this impl again
            self._impls[item] = Impl(item, (), traits)
            known = self._impls[item] = Impl(item, self.self_types(item), traits)
            self.reads.end_head(outer, item)
        return known

    def self_types(self, item: Item) -> Targets:
        """Give the types that an impl is for; nothing for type parameters, references, tuples and slices."""
        text = item.written.self_type
        read = read_type(text)
        if text.startswith("dyn "):
            return self.names.path(tuple(read.bounds[0].split("::")), item.inner, TYPES) if read.bounds else ()
        if not read.path or read.reference or read.path in self.parameters(item):
            return ()
        return self.aliased(self.names.path(tuple(read.path.split("::")), item.inner, TYPES))

    def of_type(self, owner: Item, name: str) -> list[Impl]:
        """List the impls of a type, to look for a name in them."""
        self.reads.current.add((Question.ASSOCIATED, owner, name))
        known = self._of_type.get(owner)
        if known is None:
            if self._reading:
                # what a header means is found without other impls
                return []
            outer = self.reads.begin()
            self._reading = True
            try:
                known = self._of_type[owner] = self._read_headers(owner)
            finally:
                self._reading = False
                # what the headers ask is kept with them
                self.reads.current = outer
        return known

    def _read_headers(self, owner: Item) -> list[Impl]:
        """Find the impls of a type, in the order of the source."""
        if self._unnamed is None:
            unnamed: dict[Item, list[tuple[Place, Impl]]] = {}
            for listed in self._for_type.get(ANY, ()):
                impl = self.impl(listed.item)
                for target in impl.types:
                    if isinstance(target, Item):
                        unnamed.setdefault(target, []).append((listed.place, impl))
            self._unnamed = unnamed
        found = [*self._unnamed.get(owner, ())]
        for listed in self._for_type.get(owner.name, ()):
            impl = self.impl(listed.item)
            if owner in impl.types:
                found.append((listed.place, impl))
        found.sort(key=itemgetter(0))
        return [impl for _, impl in found]

    def path_of(self, text: str, item: Item, space: int) -> Targets:
        """Give what the path at the head of a type's text means inside `item`."""
        path = read_type(text).path
        return self.names.path(tuple(path.split("::")), item.inner, space) if path else ()

    def aliased(self, targets: Targets, depth: int = 0) -> Targets:
        """Replace type aliases by what they stand for; nothing where that is no plain path."""
        if depth > _DEPTH or not any(is_alias(target) for target in targets):
            return targets
        found: list[Target] = []
        for target in targets:
            if isinstance(target, Item) and is_alias(target):
                self.reads.current.add(target)
                read = read_type(alias_target(target.written.signature))
                if read.path and not read.reference:
                    meant = self.names.path(tuple(read.path.split("::")), target.inner, TYPES)
                    found += self.aliased(meant, depth + 1)
            else:
                found.append(target)
        return unique(found)

    # associated items

    def associated(self, owner: Item, name: str, space: int) -> Targets:
        """Give what `owner::name` means for a type or a trait."""
        self._depth += 1
        try:
            return self._associated(owner, name, space) if self._depth <= _DEPTH else ()
        finally:
            self._depth -= 1

    def _associated(self, owner: Item, name: str, space: int) -> Targets:
        if owner.kind is SymbolKind.TRAIT:
            return self.of_trait(owner, name, space) or self._inherent(owner, name, space)
        if owner.kind is SymbolKind.TYPE_ALIAS:
            found: list[Target] = []
            for target in self.aliased((owner,)):
                found += self.names.step(target, name, space, owner.scope)
            return unique(found)
        if owner.kind in TYPE_KINDS:
            return self._inherent(owner, name, space) or self.by_traits(owner, name, space)
        return ()

    def _inherent(self, owner: Item, name: str, space: int) -> Targets:
        return unique(
            [
                it
                for impl in self.of_type(owner, name)
                if not impl.item.written.trait
                for it in own(impl.item, name, space)
            ]
        )

    def by_traits(self, owner: Item, name: str, space: int) -> Targets:
        """Give a type's associated item that comes from its traits: from an impl, else a trait's default."""
        self.reads.current.add((Question.TRAITS_OF, owner))
        impls = [impl for impl in self.of_type(owner, name) if impl.item.written.trait]
        written = unique([it for impl in impls for it in own(impl.item, name, space)])
        if written:
            return written
        traits = unique([trait for impl in impls for trait in impl.traits if isinstance(trait, Item)])
        self.reads.member(name, *(it for it in traits if isinstance(it, Item)))
        return unique([it for trait in traits if isinstance(trait, Item) for it in own(trait, name, space)])

    def of_trait(self, trait: Item, name: str, space: int) -> Targets:
        """Give a trait's member, its own or a supertrait's."""
        seen: set[Item] = set()
        pending = [trait]
        while pending:
            self.reads.current.update(pending)
            self.reads.member(name, *pending)
            found = unique([it for at in pending for it in own(at, name, space)])
            if found:
                return found
            seen.update(pending)
            above = [
                target
                for at in pending
                for path in supertraits(at.written.signature)
                for target in self.names.path(tuple(path.split("::")), at.inner, TYPES)
                if isinstance(target, Item) and target.kind is SymbolKind.TRAIT and target not in seen
            ]
            pending = list(dict.fromkeys(above))
        return ()

    def _written_for(self, trait: Item, type_text: str, name: str, space: int) -> list[Item]:
        """List the members of a trait's impls for a type of another crate, which only its text tells apart."""
        self.reads.current.add((Question.WRITTEN_FOR, type_text, name))
        listed = (*self._for_trait.get(trait.name, ()), *self._for_trait.get(ANY, ()))
        items = [one.item for one in sorted(listed, key=attrgetter("place"))]
        impls = [item for item in items if item.written.self_type == type_text]
        return [it for item in impls if trait in self.impl(item).traits for it in own(item, name, space)]

    def on_impl_type(self, owner: Item, name: str, space: int) -> Targets:
        """Give what `Self::name` means inside an impl: the same impl's member first where nothing else comes before."""
        same = unique([*own(owner, name, space)])
        if same and (not owner.written.trait or space == TYPES):
            return same
        bounds = self.parameters(owner).get(read_type(owner.written.self_type).path)
        if bounds is not None:
            return same or self.of_bounds(bounds, name, space)
        found: list[Target] = []
        for target in self.impl(owner).types:
            if isinstance(target, External):
                found.append(target)
            elif target.kind in TYPE_KINDS:
                self.reads.member(name, target)
                variants = [it for it in target.members.get(name, ()) if it.kind is SymbolKind.VARIANT]
                found += variants or self._inherent(target, name, space) or same or self.by_traits(target, name, space)
            else:
                found += same or self.names.step(target, name, space, owner.inner)
        return unique(found) or same

    # type parameters

    def parameters(self, item: Item) -> Parameters:
        """Give the type parameters that are in scope inside an item."""
        known = self._parameters.get(item)
        if known is None:
            outer = item.parent
            inherits = item.kind in _INSIDE_MEMBERS and outer is not None and outer.kind in _MEMBER_OWNERS
            known = dict(self.parameters(outer)) if inherits and outer is not None else {}
            for name, bounds in read_parameters(item.written.generics).items():
                known[name] = [*known.get(name, ()), *((bound, item.inner) for bound in bounds)]
            self._parameters[item] = known
        return known

    def of_bounds(self, bounds: list[tuple[str, Scope]], name: str, space: int) -> Targets:
        """Give what the traits that bound a type parameter say about a name."""
        found: list[Target] = []
        for path, scope in bounds:
            for trait in self.names.path(tuple(path.split("::")), scope, TYPES):
                if isinstance(trait, Item) and trait.kind is SymbolKind.TRAIT:
                    found += self.of_trait(trait, name, space)
        return unique(found)

    def of_traits(self, traits: Targets, type_text: str, item: Item, name: str, space: int) -> Targets:
        """Give what `<type as trait>::name` means: the type's own impl where it is plain, else the trait's member."""
        found: list[Target] = []
        read = read_type(type_text)
        types: Targets = ()
        if read.path == "Self" and not read.reference:
            owner = enclosing(item)
            types = self.impl(owner).types if owner is not None and owner.kind is SymbolKind.IMPL else ()
        elif read.path and not read.reference and read.path not in self.parameters(item):
            types = self.aliased(self.names.path(tuple(read.path.split("::")), item.inner, TYPES))
        for trait in traits:
            if isinstance(trait, External) or trait.kind is not SymbolKind.TRAIT:
                found += [trait] if isinstance(trait, External) else []
                continue
            owners = [it for it in types if isinstance(it, Item)]
            self.reads.current.update((Question.TRAITS_OF, it) for it in owners)
            impls = [impl for it in owners for impl in self.of_type(it, name) if trait in impl.traits]
            written = [it for impl in impls for it in own(impl.item, name, space)]
            if not written and any(isinstance(it, External) for it in types):
                written = self._written_for(trait, type_text, name, space)
            found += written or self.of_trait(trait, name, space)
        return unique(found)
