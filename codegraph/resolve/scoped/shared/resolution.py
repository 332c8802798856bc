"""Decides what references mean in languages that are resolved by scope; receivers by what is declared of them."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from codegraph.model import Confidence, Method, ReferenceKind, ReferenceState, SymbolKind
from codegraph.resolve.scoped.chains import read_chain
from codegraph.resolve.scoped.members import MEMBER_NOT_FOUND
from codegraph.resolve.scoped.modules import MODULE_NOT_FOUND, NAME_NOT_FOUND
from codegraph.resolve.scoped.outside import UNKNOWN_TYPE
from codegraph.resolve.scoped.references import LOCAL_VALUE, SEVERAL, Meaning
from codegraph.resolve.scoped.shared.lookup import HIDDEN, Met, Thing
from codegraph.resolve.scoped.shared.spaces import space_of
from codegraph.resolve.scoped.shared.ways import WAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codegraph.model import Reference
    from codegraph.resolve.scoped.chains import Step
    from codegraph.resolve.scoped.files import File, Sym
    from codegraph.resolve.scoped.references import Place
    from codegraph.resolve.scoped.scopes import Bound, Scopes
    from codegraph.resolve.scoped.shared.lookup import Lookup

_TYPES = frozenset({ReferenceKind.TYPE, ReferenceKind.EXTENDS, ReferenceKind.IMPL_TRAIT})
_DECLARED = re.compile(r"[?&*!\s]*(?:const\s+)?([A-Za-z_][\w.]*)(?:<.*>|\[.+\])?[?!]?$", re.DOTALL)
_MOST_STEPS = 12
_CLASSES = frozenset({SymbolKind.CLASS, SymbolKind.INTERFACE, SymbolKind.TRAIT, SymbolKind.STRUCT, SymbolKind.ENUM})
# what stands behind an attribute's name
_ATTRIBUTE = "Attribute"


class SharedResolution:
    """Resolves the references of one file at a time; `scopes` has the bindings of its functions."""

    def __init__(self, lookup: Lookup, scopes: Scopes) -> None:
        self._lookup = lookup
        self._scopes = scopes
        self._asking = lookup.asking

    def meaning(self, reference: Reference, place: Place) -> Meaning | None:
        """Decide what a reference means; None for what names no definition."""
        scope, at = place
        kind, text = reference.kind, reference.text
        if kind is ReferenceKind.IMPORT:
            met = self._asking.first(("imported", text, reference.alias), lambda: self._import(scope.file, text), None)
            return self._judged(met, scope, kind) if met is not None else None
        question = (
            "means",
            kind,
            text,
            scope.index,
            at if reference.shadowed or "." in text else -1,
            reference.shadowed,
        )
        found = self._asking.first(question, lambda: self._met(reference, scope, at), Met(reason=UNKNOWN_TYPE))
        return self._judged(found, scope, kind)

    def _met(self, reference: Reference, scope: Sym, at: int) -> Met:
        kind, text = reference.kind, reference.text
        language = scope.file.language
        if language == "bash":
            return self._lookup.plain(scope, text)
        if kind in _TYPES:
            return self._type(scope, text)
        if kind is ReferenceKind.METHOD_CALL or (kind is ReferenceKind.VALUE and "." in text):
            return self._member(scope, text, at, shadowed=reference.shadowed)
        if reference.shadowed or self._is_local(scope, text.partition(".")[0]):
            return Met(reason=LOCAL_VALUE)
        met = self._called(scope, text)
        if not met.targets and kind is ReferenceKind.CALL and language == "c-sharp" and text.isidentifier():
            named = self._lookup.path(scope, text + _ATTRIBUTE, types=True)
            met = named if named.targets else met
        return met

    def _called(self, scope: Sym, text: str) -> Met:
        way = WAYS[scope.file.language]
        own = self._lookup.owner(scope)
        if text in way.own and own is not None:
            return Met(self._lookup.spaces.get(own.space, own.name))
        if text in way.above and own is not None:
            return self._above(scope, own)
        if text == "new" and way.classes and own is not None and self._lookup.is_of_class(scope):
            met = self._lookup.member(own, text)
            return met if met.targets else Met(self._lookup.spaces.get(own.space, own.name))
        if "." not in text:
            return self._lookup.plain(scope, text)
        met = self._lookup.path(scope, text)
        if met.targets or met.outside:
            return met
        head, _, name = text.rpartition(".")
        thing = self._lookup.type_of(scope, head)
        return self._lookup.member(thing, name) if thing is not None else met

    def _above(self, scope: Sym, own: Thing) -> Met:
        """Give what a call of the word for what a class extends means: the method of its own name in Ruby."""
        way = WAYS[scope.file.language]
        if not way.classes:
            bases, _ = self._lookup.bases(own)
            found = [it for base in bases for it in self._lookup.spaces.get(base.space, base.name)]
            return Met(tuple(found)) if found else Met(reason=UNKNOWN_TYPE)
        sym: Sym | None = scope
        while sym is not None and not sym.is_function:
            sym = sym.parent
        if sym is None:
            return Met(reason=UNKNOWN_TYPE)
        return self._lookup.member(own._replace(made=not self._lookup.is_of_class(scope)), sym.name, above=True)

    def _type(self, scope: Sym, text: str) -> Met:
        written = _DECLARED.match(text)
        if written is None:
            return Met(reason=NAME_NOT_FOUND)
        if text in WAYS[scope.file.language].own:
            return Met(reason=LOCAL_VALUE)
        return self._lookup.path(scope, written[1], types=True)

    # receivers

    def _member(self, scope: Sym, text: str, at: int, *, shadowed: bool) -> Met:
        head, _, name = text.rpartition(".")
        chain = read_chain(head)
        if not chain.head or len(chain.steps) > _MOST_STEPS:
            return Met(reason=UNKNOWN_TYPE)
        way = WAYS[scope.file.language]
        if chain.head in way.above and not chain.steps:
            own = self._lookup.owner(scope)
            return self._lookup.member(own, name, above=True) if own is not None else Met(reason=UNKNOWN_TYPE)
        if not shadowed and all(it.kind == "." for it in chain.steps) and chain.head not in way.own:
            path = ".".join((chain.head, *(it.name for it in chain.steps)))
            met = self._lookup.path(scope, f"{path}.{name}")
            apart = way.classes and any(it.is_function for it in met.targets)
            if (met.targets or met.outside) and not apart and not self._is_local(scope, chain.head):
                return met
        found, sure = self._value(scope, chain.head, chain.steps, at, shadowed=shadowed)
        if found is None:
            return Met(reason=UNKNOWN_TYPE)
        met = _seen(self._lookup.member(found, name), scope)
        return met._replace(sure=met.sure and sure)

    def _is_local(self, scope: Sym, name: str) -> bool:
        """Tell whether a function around binds a name, where the facts do not say it of a reference."""
        if scope.file.language != "haskell":
            return False
        sym: Sym | None = scope
        while sym is not None:
            if name in self._scopes.bound.get(sym.index, ()) or any(it[0] == name for it in sym.parameters):
                return True
            sym = sym.parent
        return False

    def _value(
        self, scope: Sym, head: str, steps: tuple[Step, ...], at: int, *, shadowed: bool
    ) -> tuple[Thing | None, bool]:
        """Give the type or object that a chain is, and whether that is declared."""
        way = WAYS[scope.file.language]
        sure = True
        thing: Thing | Sym | None = None
        own = self._lookup.owner(scope)
        if head in way.own and not (shadowed and scope.file.language == "lua"):
            if own is not None:
                made = head not in {"static", "Self"} and not (way.classes and self._lookup.is_of_class(scope))
                thing = own._replace(made=made)
        elif shadowed or self._is_local(scope, head):
            thing, sure = self._local(scope, head, at)
        else:
            met = self._lookup.plain(scope, head)
            thing, sure = self._one(met), met.sure
        for step in steps:
            if thing is None:
                return None, False
            thing, known = self._step(thing, step)
            sure = sure and known
        return (thing, sure) if isinstance(thing, Thing) else (None, False)

    def _one(self, met: Met) -> Thing | Sym | None:
        """Give what one definition is as a value."""
        names = {self._lookup.spaces.names(it.file)[it.index] for it in met.targets}
        first = met.targets[0] if met.targets else None
        if first is None or len(names) != 1:
            return None
        if first.is_function:
            return first if len(met.targets) == 1 else None
        if first.kind in _CLASSES or first.kind is SymbolKind.MODULE:
            name = names.pop()
            return Thing(space_of(first.file), name) if name else None
        if len(met.targets) == 1 and first.data[:1] == ["var"] and first.data[1]:
            return self.declared(first.parent or first, first.data[1])
        return None

    def _step(self, thing: Thing | Sym, step: Step) -> tuple[Thing | Sym | None, bool]:
        if step.kind == ".":
            met = self._lookup.member(thing, step.name) if isinstance(thing, Thing) else Met()
            return self._one(met), met.sure
        if step.kind not in {"()", "@new"}:
            return None, False
        if isinstance(thing, Thing):
            return (None, False) if thing.made else (thing._replace(made=True), True)
        return (self.declared(thing.parent or thing, thing.result), True) if thing.result else (None, False)

    def declared(self, scope: Sym, text: str) -> Thing | None:
        """Give an object of a type as it is written."""
        written = _DECLARED.match(text)
        if written is None:
            return None
        if written[1] in WAYS[scope.file.language].own:
            own = self._lookup.owner(scope)
            return own._replace(made=True) if own is not None else None
        found = self._lookup.type_of(scope, written[1])
        return found._replace(made=True) if found is not None else None

    def _local(self, scope: Sym, name: str, at: int) -> tuple[Thing | None, bool]:
        """Give what a local is: of one type, whatever it is bound to before."""
        nothing: tuple[Thing | None, bool] = (None, False)
        sym: Sym | None = scope
        while sym is not None:
            rows = [
                it
                for it in self._scopes.bound.get(sym.index, {}).get(name, ())
                if it.start <= at and (not it.end or at < it.end)
            ]
            if rows or name in _parameters(sym):
                question = ("what a local is", sym.index, name, tuple(it.start for it in rows))
                find = partial(self._bound, sym, name, rows)
                return self._asking.ask(question, find, nothing, here=True)
            sym = sym.parent
        return nothing

    def _bound(self, owner: Sym, name: str, rows: Sequence[Bound]) -> tuple[Thing | None, bool]:
        """Give the one type of all that a local of a function is bound to."""
        found = {self.declared(owner, it[1]) for it in owner.parameters if it[0] == name}
        if not found and name in _parameters(owner):
            # one of many
            found = {None}
        sure = True
        for row in rows:
            if row.type:
                found.add(self.declared(owner, row.type))
                continue
            sure = False
            head, steps = read_chain(row.value) if row.value else ("", ())
            inner = head in self._scopes.bound.get(owner.index, ()) or head in _parameters(owner)
            found.add(self._value(owner, head, steps, row.start - 1, shadowed=inner)[0] if head else None)
            if len(found) > 1:
                return None, False
        return (found.pop(), sure) if len(found) == 1 else (None, False)

    # what was found

    def _judged(self, met: Met, scope: Sym, kind: ReferenceKind) -> Meaning | None:
        targets = _chosen(met.targets, scope)
        if kind is ReferenceKind.VALUE and not any(it.is_function or it.kind in _CLASSES for it in targets):
            return None
        if len(targets) > 1:
            return Meaning(ReferenceState.AMBIGUOUS, targets, SEVERAL)
        if targets:
            near = targets[0].file is scope.file
            confidence = Confidence.EXACT if met.sure else Confidence.INFERRED
            return Meaning(ReferenceState.RESOLVED, targets, "", Method.SYNTAX if near else Method.IMPORT, confidence)
        if kind is ReferenceKind.VALUE or (met.reason == LOCAL_VALUE and kind in _TYPES):
            return None
        if met.outside:
            return Meaning(ReferenceState.EXTERNAL, reason=met.outside)
        return Meaning(ReferenceState.UNRESOLVED, reason=met.reason or NAME_NOT_FOUND)

    def _import(self, file: File, text: str) -> Met | None:
        """Give what an import brings; None for a package of many files, which no one definition is."""
        if file.language == "ruby" or (file.language == "php" and "/" in text):
            return self._required(file, text)
        beside = self._lookup.beside.file(file, text) if WAYS[file.language].alone else None
        if beside is not None:
            return Met((beside.root,))
        spaces = self._lookup.spaces
        name = text.removesuffix(".*")
        if not WAYS[file.language].alone and name:
            whole = tuple(it for it in spaces.get(space_of(file), name) if it.kind is not SymbolKind.IMPL)
            files = () if whole else spaces.package(space_of(file), name)
            if whole or files:
                return None if len(files) > 1 else Met(whole or (files[0].root,))
        return self._lookup.outside(file, text)

    def _required(self, file: File, text: str) -> Met:
        """Give the file that is required."""
        modules = self._lookup.modules
        found = modules.find(file, text)
        files = [modules.files[it] for it in found.files if it in modules.files]
        if files and not found.rest:
            return Met((files[-1].root,))
        return Met(outside=found.external) if found.external else Met(reason=MODULE_NOT_FOUND)

    # what is joined without a reference

    def constructor(self, sym: Sym) -> Sym | None:
        """Give the method that makes an object of a type."""
        name = self._lookup.spaces.names(sym.file)[sym.index]
        if name is None:
            return None
        for maker in WAYS[sym.file.language].makers:
            thing = Thing(space_of(sym.file), name, made=True)
            said = self._lookup.member(thing, sym.name if maker == "=" else maker)
            found = [it for it in said.targets if it.is_function]
            if len(found) == 1 and said.sure and (maker != "=" or found[0].parent is not None):
                return found[0]
        return None

    def overridden(self, sym: Sym) -> Sym | None:
        """Give the method that a method takes the place of."""
        own = self._lookup.owner(sym)
        if own is None or sym.around is None or sym.name in {*WAYS[sym.file.language].makers, sym.around.name}:
            return None
        thing = own._replace(made="static" not in sym.modifiers)
        met = self._lookup.member(thing, sym.name, above=True)
        found = [it for it in met.targets if it.is_function]
        return found[0] if len(found) == 1 and len(met.targets) == 1 and met.sure else None


def _parameters(sym: Sym) -> frozenset[str]:
    return frozenset(it[0].lstrip("*.&") for it in sym.parameters)


def _seen(met: Met, scope: Sym) -> Met:
    """Leave out what is private in another file."""
    if not met.targets or not WAYS[scope.file.language].hides:
        return met
    left = tuple(it for it in met.targets if it.file is scope.file or it.visibility not in HIDDEN)
    return met._replace(targets=left, reason=met.reason or MEMBER_NOT_FOUND)


def _chosen(targets: tuple[Sym, ...], scope: Sym) -> tuple[Sym, ...]:
    """Leave one of what is one definition: equations, parts of a type that is open."""
    if len(targets) < 2:  # noqa: PLR2004
        return targets
    way = WAYS[targets[0].file.language]
    types = all(it.kind in _CLASSES for it in targets)
    if types and all("partial" in it.modifiers for it in targets):
        return (min(targets, key=lambda it: (it.file.path.rpartition("/")[2] != f"{it.name}.cs", it.file.path)),)
    methods = tuple(it for it in targets if it.is_function)
    if way.classes and len(methods) == 1 and all(it.kind is SymbolKind.FIELD or it.is_function for it in targets):
        # an accessor that is written out
        return methods
    same = len({(it.file.path, it.parent) for it in targets}) == 1
    if way.one and same and (types or way.flat):
        return targets[:1]
    if way.open and types:
        plain = scope.file.language == "ruby" and [it for it in targets if _file_name(it) == _snake(it.name)]
        return tuple(plain) if plain and len(plain) == 1 else targets
    return targets


def _file_name(sym: Sym) -> str:
    return sym.file.path.rpartition("/")[2].partition(".")[0]


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
