"""Decides what references of Java mean: each in its space of names, calls by how many arguments they have."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import ReferenceKind
from codegraph.resolve.scoped.chains import read_chain
from codegraph.resolve.scoped.java.overloads import choose
from codegraph.resolve.scoped.members import Found
from codegraph.resolve.scoped.modules import NAME_NOT_FOUND
from codegraph.resolve.scoped.outside import UNKNOWN, UNKNOWN_TYPE
from codegraph.resolve.scoped.references import TYPES, Met, Resolution
from codegraph.resolve.scoped.values import External, Module, TypeVar, Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codegraph.model import Reference
    from codegraph.resolve.scoped.files import File, Sym
    from codegraph.resolve.scoped.java.inference import JavaInference
    from codegraph.resolve.scoped.references import Place
    from codegraph.resolve.scoped.values import Entity

NO_OVERLOAD = "no-overload-fits"
_NEW = "new"


class _Given(NamedTuple):
    """The arguments of a call: where it stands, how many there are, and what they are."""

    scope: Sym | None
    at: int
    number: int
    written: tuple[str, ...]


_ANY = _Given(None, 0, -1, ())


class JavaResolution(Resolution):
    """Resolves the references of a file of Java."""

    def __init__(self, inference: JavaInference) -> None:
        super().__init__(inference)
        self._java = inference

    def _is_bound(self, scope: Sym, reference: Reference) -> bool:
        written = read_arguments(reference)[2]
        bound = self._java.scopes.is_bound_around
        heads = {read_chain(it).head for it in (reference.text, *written)}
        return any(bound(scope, it) for it in heads if it)

    def _met(self, reference: Reference, scope: Sym, at: int) -> Met | None:
        kind, text = reference.kind, reference.text
        if kind in TYPES:
            return self._types(self._java.scopes.type(scope, text))
        made, count, written = read_arguments(reference)
        if made:
            return self._types(self._java.scopes.type(scope, text))
        given = _Given(scope, at, count, written)
        if text in {"super", "this"}:
            return self._constructed(scope, text, given)
        if "." not in text:
            return self._chosen(self._java.scopes.method(scope, text), given, by_type=False)
        head, _, name = text.rpartition(".")
        if not read_chain(text).head:
            return Met((), (), (UNKNOWN_TYPE,), sure=False, by_type=True)
        values = self._java.chain(scope, head, at)
        found = [self._java.methods(one, name) for one in values.each]
        entities = tuple(dict.fromkeys(it for one in found for it in one.entities)) or (Unknown(UNKNOWN_TYPE),)
        by_type = not all(isinstance(one, (Module, External)) for one in values.each)
        return self._chosen(Found(entities, values.sure and all(it.sure for it in found)), given, by_type=by_type)

    def _types(self, found: tuple[Entity, ...]) -> Met | None:
        if found and isinstance(found[0], TypeVar):
            return None
        return self._of_entities(found, called=False, sure=True, by_type=False)

    def _constructed(self, scope: Sym, text: str, given: _Given) -> Met:
        """Give the constructors that `this(..)` and `super(..)` call."""
        own, _ = self._java.scopes.own_class(scope)
        bases = self._java.members.bases(own) if own is not None else ()
        base: Entity | None = own if text == "this" else next(iter(bases), None)
        if base is None:
            return Met((), (), (NAME_NOT_FOUND,), sure=False, by_type=True)
        if isinstance(base, tuple):
            return self._of_entities((base,), called=True, sure=True, by_type=True)
        made = self._java.members.constructors(base)
        return self._chosen(Found(made or (base,), sure=True), given if made else _ANY, by_type=True)

    def _chosen(self, found: Found, given: _Given, *, by_type: bool) -> Met:
        """Choose among overloads by the arguments."""
        known = [it for it in found.entities if not isinstance(it, tuple)]
        fits = self.overload(known, given)
        if known and not fits:
            return Met((), (), (NO_OVERLOAD,), sure=False, by_type=by_type)
        entities: tuple[Entity, ...] = (*fits, *(it for it in found.entities if isinstance(it, tuple)))
        return self._of_entities(entities, called=False, sure=found.sure, by_type=by_type)

    def overload(self, found: Sequence[Sym], given: _Given) -> tuple[Sym, ...]:
        """Give those of some methods that may be meant by a call."""
        scope, at, count, written = given
        if len(found) < 2 or scope is None:  # noqa: PLR2004
            return choose(self._java, found, (), count)
        values = [self._java.chain(scope, it, at) if it else UNKNOWN for it in written]
        return choose(self._java, found, values, count)

    def constructor(self, sym: Sym, reference: Reference, place: Place) -> Sym | None:
        """Give the constructor that a call of a class is of."""
        _, count, written = read_arguments(reference)
        given = _Given(place.scope, place.at, count, written)
        question = ("constructor", sym.file.path, sym.index, place, reference.arguments)
        nothing: tuple[Sym, ...] = ()
        found = self._asking.first(question, lambda: self._made(sym, given), nothing)
        return found[0] if len(found) == 1 else None

    def _made(self, sym: Sym, given: _Given) -> tuple[Sym, ...]:
        return self.overload(self._java.members.constructors(sym), given)

    def _imported(self, here: File, text: str, alias: str) -> tuple[Entity, ...]:
        packages = self._java.packages
        it = next((one for one in here.bindings_of(alias) if one.text == text), None)
        if it is None:
            return ()
        if alias == "*" and it.visibility != "static":
            package = text.removesuffix(".*")
            file = packages.package_file(package)
            if file is not None:
                return (Module((file.path,), here.path, package),)
        found = self._java.scopes.imported(here, it)
        methods = [one for one in found if not isinstance(one, tuple) and one.is_function]
        around = {one.around for one in methods}
        owner = next(iter(around), None)
        # all overloads of a name come with one import
        return (owner,) if len(methods) > 1 and len(around) == 1 and owner is not None else found


def read_arguments(reference: Reference) -> tuple[bool, int, tuple[str, ...]]:
    """Tell whether a call makes an object, how many arguments it has (-1: not said), and what these are."""
    head, *written = reference.arguments.split("|")
    word, _, number = head.rpartition(" ")
    is_call = reference.kind in {ReferenceKind.CALL, ReferenceKind.METHOD_CALL} and number.isdigit()
    return word == _NEW, int(number) if is_call else -1, tuple(written)
