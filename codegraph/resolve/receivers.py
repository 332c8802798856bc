"""The types of receivers that are written down: fields, parameters, annotated locals, and values of constructors.

Smart pointers and references are looked through only where the method cannot be the pointer's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import SymbolKind
from codegraph.resolve.items import FUNCTIONS, TYPES, VALUES, External, Item, unique
from codegraph.resolve.membership import enclosing, methods, trait_name
from codegraph.resolve.prelude import POINTER_METHODS
from codegraph.resolve.type_text import read_type, result_type, top_level, type_parameters

if TYPE_CHECKING:
    from codegraph.resolve.items import Scope, Target, Targets
    from codegraph.resolve.members import Members
    from codegraph.resolve.type_text import TypeText

_POINTERS = frozenset({"Box", "Rc", "Arc"})
_POINTER_CRATES = frozenset({"std", "alloc"})
_CHAIN = re.compile(r"(?P<name>[a-z_]\w*)(?P<fields>(?:\.[a-z_]\w*)*)")
_SELF_MARK = re.compile(r"\(\s*(?P<mark>&\s*(?:'\w+\s+)?(?:mut\b)?)?")
_DEPTH = 8


class Typed(NamedTuple):
    """A receiver's type: items of the workspace or the traits that bound it, and how it is reached.

    `arguments` are its generic arguments, written inside `context`; `mark` is `&` or `&mut`; `pointed` tells that it
    stands behind a smart pointer.
    """

    items: tuple[Item, ...]
    bounds: tuple[tuple[str, Scope], ...]
    arguments: tuple[str, ...]
    context: Item
    mark: str = ""
    pointed: bool = False


class Receivers:
    """Finds the methods that calls on typed receivers mean."""

    def __init__(self, members: Members) -> None:
        self._members = members
        self._names = members.names

    def methods(self, receiver: str, hint: str, name: str, item: Item) -> tuple[Targets, bool] | None:
        """Give what `receiver.name()` may mean inside `item`, and whether that is certain; None without a type."""
        chain = _CHAIN.fullmatch(receiver)
        if chain is None or receiver == "self":
            return None
        typed = self._own(item) if chain["name"] == "self" else self._hinted(hint, item)
        for field in filter(None, chain["fields"].split(".")):
            typed = self._field(typed, field) if typed is not None else None
        if typed is None:
            return None
        found = self._called(typed, name)
        if typed.pointed and (name in POINTER_METHODS or any(self._of_unseen_trait(it) for it in found)):
            return None
        if (typed.pointed or typed.mark) and any(self._pointer_answers(it, typed) for it in found):
            return None
        return found, not typed.pointed

    def _called(self, typed: Typed, name: str) -> Targets:
        if typed.bounds:
            return methods(self._members.of_bounds(list(typed.bounds), name, VALUES))
        found: list[Target] = []
        for owner in typed.items:
            found += self._members.method(owner, name)
        return unique(found)

    # types

    def read(self, text: str, context: Item, depth: int = 0) -> Typed | None:
        """Give the type that a text means inside `context`."""
        read = read_type(text)
        if depth > _DEPTH or text.startswith("*"):
            return None
        mark = ("&mut" if "mut " in text.split("<", 1)[0] else "&") if text.startswith("&") else ""
        if read.path == "Self":
            own = self._own(context)
            return own._replace(mark=mark) if own is not None else None
        bounds = [(bound, context.inner) for bound in read.bounds] or self._members.parameters(context).get(read.path)
        if bounds is not None:
            return Typed((), tuple(bounds), (), context, mark) if bounds else None
        targets = self._names.path(tuple(read.path.split("::")), context.inner, TYPES) if read.path else ()
        if len(targets) == 1 and isinstance(targets[0], External):
            return self._pointed(targets[0], read, context, depth)
        meant = self._members.aliased(targets)
        items = _items(meant)
        arguments = read.arguments if meant == targets else ()
        return Typed(items, (), arguments, context, mark) if items and len(items) == len(meant) else None

    def _pointed(self, target: External, read: TypeText, context: Item, depth: int) -> Typed | None:
        is_pointer = target.name in _POINTER_CRATES and read.path.rsplit("::", 1)[-1] in _POINTERS
        if not is_pointer or len(read.arguments) != 1:
            return None
        inner = self.read(read.arguments[0], context, depth + 1)
        return inner._replace(pointed=True) if inner is not None else None

    def _own(self, item: Item) -> Typed | None:
        """Give the type of `self` inside an item."""
        owner = enclosing(item)
        if owner is None or owner.kind not in {SymbolKind.IMPL, SymbolKind.TRAIT}:
            return None
        if owner.kind is SymbolKind.TRAIT:
            return Typed((owner,), (), (), owner)
        items = _items(self._members.impl(owner).types)
        return Typed(items, (), read_type(owner.written.self_type).arguments, owner) if items else None

    def _hinted(self, hint: str, item: Item) -> Typed | None:
        if not hint.startswith("="):
            return self.read(hint, item) if hint else None
        targets = self._value(hint[1:], item)
        if len(targets) != 1 or not isinstance(targets[0], Item):
            return None
        return self._made(targets[0], item)

    def _made(self, made: Item, item: Item) -> Typed | None:
        """Give the type of what calling a constructor or function gives."""
        if made.kind is SymbolKind.STRUCT:
            return Typed((made,), (), (), item)
        if made.kind is SymbolKind.VARIANT and made.parent is not None:
            return Typed((made.parent,), (), (), item)
        if made.kind not in FUNCTIONS or (made.parent is not None and made.parent.kind is SymbolKind.TRAIT):
            return None
        text = result_type(made.written.signature)
        return self.read(text, made) if text else None

    def _value(self, path: str, item: Item) -> Targets:
        first, _, rest = path.partition("::")
        if first == "Self":
            owner = enclosing(item)
            in_impl = owner is not None and owner.kind is SymbolKind.IMPL
            return self._members.on_impl_type(owner, rest, VALUES) if in_impl and owner and rest else ()
        if first in self._members.parameters(item):
            return ()
        return self._names.path(tuple(path.split("::")), item.inner, VALUES)

    def _field(self, typed: Typed, name: str) -> Typed | None:
        fields = [
            member for owner in typed.items for member in owner.members.get(name, ()) if member.kind is SymbolKind.FIELD
        ]
        if len(fields) != 1 or fields[0].parent is None:
            return None
        owner = fields[0].parent
        signature = fields[0].written.signature
        text = signature[top_level(signature, ":") + 1 :].strip()
        parameters = type_parameters(owner.written.generics)
        path = read_type(text).path
        if path in parameters and len(typed.arguments) == len(parameters):
            argument = self.read(typed.arguments[parameters.index(path)], typed.context)
            if argument is not None and not argument.mark:
                return argument._replace(mark="&" if text.startswith("&") else "")
            return argument
        return self.read(text, owner)

    # pointers

    def _of_unseen_trait(self, method: Target) -> bool:
        parent = method.parent if isinstance(method, Item) else None
        if parent is None or parent.kind is not SymbolKind.IMPL or not parent.written.trait:
            return False
        return not _items(self._members.impl(parent).traits)

    def _pointer_answers(self, method: Target, typed: Typed) -> bool:
        """Tell whether a trait's method may be the pointer's, since the trait is implemented for pointers too."""
        if not isinstance(method, Item) or method.parent is None:
            return True
        parent = method.parent
        found = _SELF_MARK.search(method.written.signature)
        taken = (found["mark"] or "") if found is not None else ""
        takes = "&mut" if taken.endswith("mut") else taken[:1]
        if not typed.pointed and takes == typed.mark:
            return False
        if typed.mark == "&" and takes == "&mut" and not typed.pointed:
            return True
        if parent.kind is SymbolKind.TRAIT:
            return self._members.for_pointers(parent.name)
        return bool(parent.written.trait) and self._members.for_pointers(trait_name(parent))


def _items(targets: Targets) -> tuple[Item, ...]:
    return tuple(target for target in targets if isinstance(target, Item))
