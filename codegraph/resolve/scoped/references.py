"""Decides what one reference means: its definitions, how that was proved, or why it stays open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import Confidence, Method, ReferenceKind, ReferenceState
from codegraph.resolve.scoped.chains import read_chain
from codegraph.resolve.scoped.files import Sym
from codegraph.resolve.scoped.members import chosen
from codegraph.resolve.scoped.outside import UNKNOWN_TYPE
from codegraph.resolve.scoped.scopes import ANYWHERE
from codegraph.resolve.scoped.values import (
    Attribute,
    Class,
    External,
    Function,
    Local,
    Module,
    Super,
    Unknown,
    in_space,
)

if TYPE_CHECKING:
    from codegraph.model import Facts, Reference
    from codegraph.resolve.scoped.files import File
    from codegraph.resolve.scoped.inference import Inference
    from codegraph.resolve.scoped.values import Entity, Value

SEVERAL = "several-definitions"
LOCAL_VALUE = "local-value"
VALUE_UNKNOWN = "value-unknown"

_HEAD = re.compile(r"[\w$]+")
TYPES = frozenset({ReferenceKind.TYPE, ReferenceKind.EXTENDS, ReferenceKind.IMPL_TRAIT})
"""The references that are to types alone."""

_CALLS = frozenset({ReferenceKind.CALL, ReferenceKind.METHOD_CALL})


class Meaning(NamedTuple):
    """What a reference means: resolved with one target, ambiguous with several, or open for a reason."""

    state: ReferenceState
    targets: tuple[Sym, ...] = ()
    reason: str = ""
    method: Method = Method.SYNTAX
    confidence: Confidence = Confidence.EXACT

    @property
    def is_exact(self) -> bool:
        """Tell whether just one definition here is sure to be meant."""
        return self.state is ReferenceState.RESOLVED and self.confidence is Confidence.EXACT


def proved(target: Sym, method: Method, confidence: Confidence = Confidence.EXACT) -> tuple[Method, Confidence]:
    """Say how it is known that a definition is meant, and how surely: what another language defines is foreign."""
    if not target.file.is_foreign:
        return method, confidence
    return Method.FOREIGN, Confidence.INFERRED if target.file.by_convention else confidence


class Place(NamedTuple):
    """Where a reference stands: the symbol in whose scope its names are looked up, and the byte of that."""

    scope: Sym
    at: int


class Met(NamedTuple):
    """What was met: definitions, packages outside, reasons why others are not known."""

    targets: tuple[Sym, ...]
    outside: tuple[str, ...]
    reasons: tuple[str, ...]
    sure: bool
    by_type: bool


class Resolution:
    """Resolves the references of the file that `Scopes.here` is."""

    def __init__(self, inference: Inference) -> None:
        self._inference = inference
        self._asking = inference.asking

    def meaning(self, reference: Reference, place: Place) -> Meaning | None:
        """Decide what a reference means; None for what names a local value."""
        scope, at = place
        kind = reference.kind
        if kind is ReferenceKind.IMPORT:
            return self._import(reference, scope)
        if at >= 0 and not self._is_bound(scope, reference):
            # means the same wherever it stands
            at = ANYWHERE
        question = (kind in TYPES, kind is ReferenceKind.VALUE, reference.text, scope.index, at, reference.arguments)
        met = self._asking.first(question, lambda: self._met(reference, scope, at), None)
        if met is None:
            return Meaning(ReferenceState.UNRESOLVED, reason=UNKNOWN_TYPE) if kind in _CALLS else None
        return self._judged(met, scope, kind)

    def _is_bound(self, scope: Sym, reference: Reference) -> bool:
        found = _HEAD.match(reference.text)
        return found is not None and self._inference.scopes.is_bound_around(scope, found[0])

    def _met(self, reference: Reference, scope: Sym, at: int) -> Met | None:
        kind, text = reference.kind, reference.text
        if kind is not ReferenceKind.METHOD_CALL:
            entities = self._inference.path(scope, text, at, types=kind in TYPES)
            by_type = "." in text
            sure = True
            if by_type:
                return self._of_member(text, scope, at, called=kind is ReferenceKind.CALL)
            if kind in _CALLS and text == scope.file.rules.above:
                above = self._inference.scopes.above(scope)
                if above is not None and scope.file.rules.own:
                    return self._of_super(above)
            entities = in_space(entities, types=kind in TYPES)
            return self._of_entities(entities, called=kind is ReferenceKind.CALL, sure=sure, by_type=False)
        return self._of_member(text, scope, at, called=True)

    def _of_super(self, above: Super) -> Met:
        """Give the class whose constructor `super(..)` calls."""
        order = self._inference.members.order(above.sym)
        first = order[1] if len(order) > 1 else Unknown(UNKNOWN_TYPE)
        return self._of_entities((first,), called=True, sure=True, by_type=True)

    def _of_member(self, text: str, scope: Sym, at: int, *, called: bool) -> Met:
        head, _, name = text.rpartition(".")
        if not read_chain(text).head:
            return Met((), (), (UNKNOWN_TYPE,), sure=False, by_type=True)
        values = self._inference.chain(scope, head, at)
        entities: list[Entity] = []
        sure = values.sure
        by_type = False
        for one in values.each:
            found = self._inference.member(one, name)
            entities += found.entities
            sure = sure and found.sure
            by_type = by_type or not isinstance(one, (Module, External))
        if not values.each:
            entities.append(Unknown(UNKNOWN_TYPE))
        return self._of_entities(tuple(dict.fromkeys(entities)), called=called, sure=sure, by_type=by_type)

    def _of_entities(self, entities: tuple[Entity, ...], *, called: bool, sure: bool, by_type: bool) -> Met:
        targets: dict[Sym, None] = {}
        outside: dict[str, None] = {}
        reasons: dict[str, None] = {}
        for entity in entities:
            if isinstance(entity, Sym) and (not entity.is_value or not called):
                self._inference.scopes.touch(entity)
                targets[entity] = None
                continue
            values = self._inference.values(entity)
            if isinstance(entity, (Local, Attribute, Sym)):
                sure = sure and values.sure and not isinstance(entity, Local)
                by_type = by_type or bool(values.each)
            for value in values.each:
                target = _definition(value)
                if target is not None:
                    self._inference.scopes.touch(target)
                    targets[target] = None
                elif isinstance(value, External):
                    outside[value.package] = None
                elif isinstance(value, Unknown):
                    reasons[LOCAL_VALUE if isinstance(entity, Local) else value.reason] = None
                else:
                    reasons[VALUE_UNKNOWN] = None
            if not values.each:
                reasons[VALUE_UNKNOWN] = None
        return Met(tuple(targets), tuple(outside), tuple(reasons), sure, by_type)

    def _judged(self, met: Met, scope: Sym, kind: ReferenceKind) -> Meaning | None:
        targets = _chosen(met.targets)
        if kind is ReferenceKind.VALUE and all(it.is_value for it in targets):
            # no function, whichever it is
            targets = ()
        if len(targets) > 1:
            return Meaning(ReferenceState.AMBIGUOUS, targets, SEVERAL)
        if targets:
            by_file = Method.SYNTAX if targets[0].file.path == scope.file.path else Method.IMPORT
            sure = met.sure and not met.outside and not met.reasons
            confidence = Confidence.EXACT if sure else Confidence.INFERRED
            proof = proved(targets[0], Method.TYPE if met.by_type else by_file, confidence)
            return Meaning(ReferenceState.RESOLVED, targets, "", *proof)
        if met.outside and not met.reasons:
            return Meaning(ReferenceState.EXTERNAL, reason=met.outside[0])
        if met.reasons:
            # with headers it is a number, or a local that a macro makes
            is_none = kind is ReferenceKind.VALUE and scope.file.rules.headers
            if is_none or (met.reasons[0] == LOCAL_VALUE and kind not in _CALLS):
                return None
            return Meaning(ReferenceState.UNRESOLVED, reason=met.reasons[0])
        return None

    def _import(self, reference: Reference, scope: Sym) -> Meaning | None:
        file = scope.file
        text, alias = reference.text, reference.alias
        nothing: tuple[Entity, ...] = ()
        question = ("import", scope.index, text, alias)
        entities = self._asking.first(question, lambda: self._imported(file, text, alias), nothing)
        return self._judged_import(entities)

    def _judged_import(self, entities: tuple[Entity, ...]) -> Meaning:
        targets: dict[Sym, None] = {}
        for entity in entities:
            if isinstance(entity, Module):
                files = [self._inference.modules.files.get(path) for path in entity.files]
                targets.update((it.root, None) for it in files[-1:] if it is not None)
        targets.update(dict.fromkeys(_symbols(entities)))
        outside = next((it.package for it in entities if isinstance(it, External)), "")
        reason = next((it.reason for it in entities if isinstance(it, Unknown)), "")
        for target in targets:
            self._inference.scopes.touch(target)
        found = _chosen(tuple(targets))
        spaces = [_chosen(_symbols(in_space(found, types=one))) for one in (True, False)]
        if len(found) > 1 and all(len(one) == 1 for one in spaces):
            # a type and a value
            found = tuple(dict.fromkeys(it for one in spaces for it in one))
        elif len(found) > 1:
            return Meaning(ReferenceState.AMBIGUOUS, found, SEVERAL)
        if found:
            return Meaning(ReferenceState.RESOLVED, found, "", *proved(found[0], Method.IMPORT))
        if outside:
            return Meaning(ReferenceState.EXTERNAL, reason=outside)
        return Meaning(ReferenceState.UNRESOLVED, reason=reason or "path-not-found")

    def _imported(self, here: File, text: str, alias: str) -> tuple[Entity, ...]:
        modules = self._inference.modules
        if alias == "*":
            base, _ = here.rules.split(text, alias)
            module = modules.module(here, base)
            return (module,) if module is not None else ()
        whole = modules.module(here, text) if here.rules.submodules and alias == text.partition(".")[0] else None
        if isinstance(whole, Module):
            return (whole,)
        it = next((one for one in here.bindings_of(alias) if one.text == text), None)
        return modules.meant(here, it) if it is not None else ()


def _definition(value: Value) -> Sym | None:
    """Give the definition of a function or class as a value."""
    if isinstance(value, Function) and value.like:
        return None
    return value.sym if isinstance(value, (Function, Class)) else None


def _symbols(found: tuple[Entity, ...]) -> tuple[Sym, ...]:
    return tuple(it for it in found if isinstance(it, Sym))


def _chosen(targets: tuple[Sym, ...]) -> tuple[Sym, ...]:
    """Leave of overloads, which are one definition, the whole one."""
    if len(targets) > 1 and len({(it.file.path, it.name, it.parent) for it in targets}) == 1:
        return chosen(targets)
    return targets


def place_of(reference: Reference, facts: Facts, symbols: list[Sym]) -> Place:
    """Say where the names of a reference are looked up: what stands in a head is outside of the body."""
    index = reference.symbol
    sym, fact = symbols[index], facts.symbols[index]
    if index and (sym.is_function or sym.is_type) and fact.body >= 0 and reference.start < fact.body:
        sym = sym.parent or sym
    return Place(sym, reference.start)
