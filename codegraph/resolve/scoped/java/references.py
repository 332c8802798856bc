"""Decides what references of Java mean: each in its space of names, calls by how many arguments they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import ReferenceKind
from codegraph.resolve.scoped.chains import read_chain
from codegraph.resolve.scoped.java.members import fitting
from codegraph.resolve.scoped.members import Found
from codegraph.resolve.scoped.modules import NAME_NOT_FOUND
from codegraph.resolve.scoped.outside import UNKNOWN_TYPE
from codegraph.resolve.scoped.references import TYPES, Met, Resolution
from codegraph.resolve.scoped.values import External, Module, TypeVar, Unknown

if TYPE_CHECKING:
    from codegraph.model import Reference
    from codegraph.resolve.scoped.files import File, Sym
    from codegraph.resolve.scoped.java.inference import JavaInference
    from codegraph.resolve.scoped.values import Entity

NO_OVERLOAD = "no-overload-fits"
_NEW = "new"


class JavaResolution(Resolution):
    """Resolves the references of a file of Java."""

    def __init__(self, inference: JavaInference) -> None:
        super().__init__(inference)
        self._java = inference

    def _met(self, reference: Reference, scope: Sym, at: int) -> Met | None:
        kind, text = reference.kind, reference.text
        if kind in TYPES:
            return self._types(self._java.scopes.type(scope, text))
        made, count = read_arguments(reference)
        if made:
            return self._types(self._java.scopes.type(scope, text))
        if text in {"super", "this"}:
            return self._constructed(scope, text, count)
        if "." not in text:
            return self._chosen(self._java.scopes.method(scope, text), count, by_type=False)
        head, _, name = text.rpartition(".")
        if not read_chain(text).head:
            return Met((), (), (UNKNOWN_TYPE,), sure=False, by_type=True)
        values = self._java.chain(scope, head, at)
        found = [self._java.methods(one, name) for one in values.each]
        entities = tuple(dict.fromkeys(it for one in found for it in one.entities)) or (Unknown(UNKNOWN_TYPE),)
        by_type = not all(isinstance(one, (Module, External)) for one in values.each)
        return self._chosen(Found(entities, values.sure and all(it.sure for it in found)), count, by_type=by_type)

    def _types(self, found: tuple[Entity, ...]) -> Met | None:
        if found and isinstance(found[0], TypeVar):
            return None
        return self._of_entities(found, called=False, sure=True, by_type=False)

    def _constructed(self, scope: Sym, text: str, count: int) -> Met:
        """Give the constructors that `this(..)` and `super(..)` call."""
        own, _ = self._java.scopes.own_class(scope)
        bases = self._java.members.bases(own) if own is not None else ()
        base: Entity | None = own if text == "this" else next(iter(bases), None)
        if base is None:
            return Met((), (), (NAME_NOT_FOUND,), sure=False, by_type=True)
        if isinstance(base, tuple):
            return self._of_entities((base,), called=True, sure=True, by_type=True)
        made = self._java.members.constructors(base)
        return self._chosen(Found(made or (base,), sure=True), count if made else -1, by_type=True)

    def _chosen(self, found: Found, count: int, *, by_type: bool) -> Met:
        """Choose among overloads by the number of arguments."""
        known = [it for it in found.entities if not isinstance(it, tuple)]
        fits = fitting(known, count)
        if known and not fits:
            return Met((), (), (NO_OVERLOAD,), sure=False, by_type=by_type)
        entities: tuple[Entity, ...] = (*fits, *(it for it in found.entities if isinstance(it, tuple)))
        return self._of_entities(entities, called=False, sure=found.sure, by_type=by_type)

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


def read_arguments(reference: Reference) -> tuple[bool, int]:
    """Tell whether a call makes an object, and how many arguments it has (-1: not said)."""
    word, _, number = reference.visibility.rpartition(" ")
    is_call = reference.kind in {ReferenceKind.CALL, ReferenceKind.METHOD_CALL} and number.isdigit()
    return word == _NEW, int(number) if is_call else -1
