"""Decides what one reference means: its definitions, how that was proved, or why it stays open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import Confidence, Method, Reference, ReferenceKind, ReferenceState, SymbolKind
from codegraph.resolve.items import MACROS, TYPES, VALUES, External, Item, unique
from codegraph.resolve.macros import find_macro
from codegraph.resolve.membership import enclosing
from codegraph.resolve.names import HIDDEN
from codegraph.resolve.type_text import read_qualified, read_type

if TYPE_CHECKING:
    from codegraph.resolve.items import Targets
    from codegraph.resolve.members import Members
    from codegraph.resolve.tracking import Noted

# stable reasons of unresolved references
NAME_NOT_FOUND = "name-not-found"
PATH_NOT_FOUND = "path-not-found"
EXTERNAL_GLOB = "external-glob"
TYPE_PARAMETER = "type-parameter"
RECEIVER_UNKNOWN = "receiver-type-unknown"
METHOD_NOT_FOUND = "method-not-found"
MACRO_BODY = "macro-body"

_SPACES = {
    ReferenceKind.CALL: VALUES,
    ReferenceKind.VALUE: VALUES,
    ReferenceKind.TYPE: TYPES,
    ReferenceKind.IMPL_TRAIT: TYPES,
    ReferenceKind.IMPL_TYPE: TYPES,
}


class Outcome(NamedTuple):
    """What a reference means. Resolved: one target (an import may have one in each name space)."""

    state: ReferenceState
    targets: tuple[Item, ...] = ()
    reason: str = ""
    method: Method = Method.SYNTAX
    confidence: Confidence = Confidence.EXACT


_UNKNOWN_TYPE = Outcome(ReferenceState.UNRESOLVED, reason=RECEIVER_UNKNOWN)


class Resolution:
    """Resolves references against the tables."""

    def __init__(self, members: Members) -> None:
        self._members = members
        self._names = members.names
        self._paths: dict[tuple[object, str, int], tuple[Outcome, frozenset[Noted]]] = {}

    def forget(self) -> None:
        """Let go of what was found out for one file."""
        self._paths = {}

    def outcome(self, reference: Reference, item: Item) -> Outcome | None:
        """Decide what a reference inside `item` means; None for what may just be a local name."""
        if reference.shadowed:
            return None
        if item.kind is SymbolKind.MACRO:
            return Outcome(ReferenceState.UNRESOLVED, reason=MACRO_BODY)
        kind = reference.kind
        if kind is ReferenceKind.METHOD_CALL:
            return _UNKNOWN_TYPE
        if kind is ReferenceKind.MACRO_CALL:
            found = self._macro(reference, item)
        elif kind is ReferenceKind.DERIVE:
            found = self._derive(reference, item)
        elif kind is ReferenceKind.IMPORT:
            return self._import(reference, item)
        else:
            found = self._path(reference.text, item, _SPACES[kind])
        if reference.in_macro and found.state is ReferenceState.RESOLVED:
            return found._replace(confidence=Confidence.INFERRED)
        return found

    # paths

    def _path(self, text: str, item: Item, space: int) -> Outcome:
        if text.startswith("<"):
            return self._qualified(text, item, space)
        first, _, rest = text.partition("::")
        if first == "Self":
            return self._of_self(rest, item, space)
        bounds = self._members.parameters(item).get(first) if rest or space == TYPES else None
        if bounds is not None:
            if not rest or "::" in rest:
                return Outcome(ReferenceState.UNRESOLVED, reason=TYPE_PARAMETER)
            return judge(self._members.of_bounds(bounds, rest, space), item.path, TYPE_PARAMETER)
        key = (item.inner, text, space)
        known = self._paths.get(key)
        reads = self._names.reads
        if known is None:
            outer = reads.begin()
            outcome = self._plain(text, item, space)
            known = self._paths[key] = outcome, reads.end(outer)
        reads.current.add(known[1])
        return known[0]

    def _plain(self, text: str, item: Item, space: int) -> Outcome:
        segments = tuple(text.split("::"))
        targets = self._names.path(segments, item.inner, space)
        if targets or len(segments) == 1:
            return judge(targets, item.path, NAME_NOT_FOUND)
        known = self._names.path(segments[:1], item.inner, TYPES)
        return judge((), item.path, PATH_NOT_FOUND if known else NAME_NOT_FOUND)

    def _of_self(self, rest: str, item: Item, space: int) -> Outcome:
        owner = enclosing(item)
        if owner is None:
            return Outcome(ReferenceState.UNRESOLVED, reason=NAME_NOT_FOUND)
        segments = tuple(rest.split("::")) if rest else ()
        if len(segments) == 1:
            return judge(self._member_of_self(owner, segments[0], space), item.path, METHOD_NOT_FOUND)
        types = self._members.impl(owner).types if owner.kind is SymbolKind.IMPL else (owner,)
        targets: Targets = types
        for number, name in enumerate(segments, 1):
            wanted = space if number == len(segments) else TYPES
            targets = self._names.step_all(targets, name, wanted, item.inner)
        return judge(targets, item.path, PATH_NOT_FOUND)

    def _member_of_self(self, owner: Item, name: str, space: int) -> Targets:
        members = self._members
        if owner.kind is SymbolKind.TRAIT:
            return members.of_trait(owner, name, space)
        if owner.kind is not SymbolKind.IMPL:
            return self._names.step(owner, name, space, owner.inner)
        return members.on_impl_type(owner, name, space)

    def _qualified(self, text: str, item: Item, space: int) -> Outcome:
        read = read_qualified(text)
        if read is None or "::" in read[2]:
            return Outcome(ReferenceState.UNRESOLVED, reason=PATH_NOT_FOUND)
        type_text, trait_text, name = read
        if not trait_text:
            head = read_type(type_text)
            plain = bool(head.path) and not head.reference
            return self._path(f"{head.path}::{name}", item, space) if plain else _UNKNOWN_TYPE
        traits = self._names.path(tuple(read_type(trait_text).path.split("::")), item.inner, TYPES)
        return judge(self._members.of_traits(traits, type_text, item, name, space), item.path, PATH_NOT_FOUND)

    # other forms

    def _macro(self, reference: Reference, item: Item) -> Outcome:
        targets, certain = find_macro(self._names, tuple(reference.text.split("::")), item, reference.start)
        found = judge(targets, item.path, NAME_NOT_FOUND)
        return found if certain else found._replace(confidence=Confidence.INFERRED)

    def _derive(self, reference: Reference, item: Item) -> Outcome:
        segments = tuple(reference.text.split("::"))
        targets = self._names.path(segments, item.scope, MACROS) or self._names.path(segments, item.scope, TYPES)
        return judge(targets, item.path, NAME_NOT_FOUND)

    def _import(self, reference: Reference, item: Item) -> Outcome:
        segments = tuple(reference.text.split("::"))
        spaces: tuple[int, ...] = (TYPES, VALUES, MACROS)
        if reference.alias == "*":
            segments, spaces = segments[:-1], (TYPES,)
        found = [self._names.imported(segments, item.inner, space) for space in spaces]
        ambiguous = next((targets for targets in found if len(targets) > 1), None)
        if ambiguous is not None:
            return judge(ambiguous, item.path, NAME_NOT_FOUND)
        outcome = judge(unique([it for targets in found for it in targets][:1]), item.path, NAME_NOT_FOUND)
        if outcome.state is not ReferenceState.RESOLVED:
            return outcome
        items = dict.fromkeys(it for targets in found for it in targets if isinstance(it, Item))
        return outcome._replace(targets=tuple(items), method=Method.IMPORT)


def judge(targets: Targets, path: str, reason: str) -> Outcome:
    """Turn what a name may mean into an outcome; `path` is the file of the reference."""
    items = tuple(it for it in targets if isinstance(it, Item))
    if len(items) == 1 and len(targets) == 1:
        confidence = Confidence.INFERRED if _is_one_of_many(items[0]) else Confidence.EXACT
        return Outcome(ReferenceState.RESOLVED, items, "", method_of(items[0], path), confidence)
    if items:
        return Outcome(ReferenceState.AMBIGUOUS, items, "several-definitions")
    if not targets:
        return Outcome(ReferenceState.UNRESOLVED, reason=reason)
    if HIDDEN in targets:
        return Outcome(ReferenceState.UNRESOLVED, reason=EXTERNAL_GLOB)
    names = [target.name for target in targets if isinstance(target, External)]
    return Outcome(ReferenceState.EXTERNAL, reason=names[0])


def method_of(item: Item, path: str) -> Method:
    """Tell how a name in the file `path` led to an item."""
    parent = item.parent
    if parent is not None and parent.kind in {SymbolKind.IMPL, SymbolKind.TRAIT}:
        return Method.TYPE
    return Method.SYNTAX if item.path == path else Method.IMPORT


def _is_one_of_many(item: Item) -> bool:
    """Tell whether an item comes from an impl of a generic trait: impls that are not seen may fit as well."""
    parent = item.parent
    return parent is not None and "<" in parent.written.trait
