"""Looks names and paths up as Rust does: bodies outward, the module with its imports and globs, crates, the prelude.

Names that `use` brings in are followed when they are asked for; cycles of re-exports end where they began. Where
something invisible could supply a name (a glob of a crate outside the workspace), nothing further out is taken for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.crates import STANDARD_CRATES, STD
from codegraph.resolve.items import ELSEWHERE, INSIDE, TYPES, VALUES, External, Import, Item, Scope, unique, visible
from codegraph.resolve.prelude import PRELUDE

if TYPE_CHECKING:
    from collections.abc import Callable

    from codegraph.resolve.items import Crate, Target, Targets
    from codegraph.resolve.tracking import Noted, Reads

# stands for whatever a glob of an unseen crate may hold
HIDDEN = External("")

_LongKey = tuple[Scope, str, int, int]
# lookups in a cycle of globs are repeated so often at most; two rounds do where the cycle brings no names
_MOST_ROUNDS = 8


class Names:
    """Looks up names; `associated` finds what `Type::name` means and is handed in.

    With `standard`, the root of std's stubs, names of std are items; without it they are external.
    """

    def __init__(
        self, associated: Callable[[Item, str, int], Targets], reads: Reads, standard: Item | None = None
    ) -> None:
        self.reads = reads
        self._associated = associated
        self._standard = standard
        self._prelude = _module(standard, "prelude")
        # what was found, with what that rests on
        self._found: dict[_LongKey, tuple[Targets, frozenset[Noted]]] = {}
        # the lookups under way. One that comes back to some of them (`_cut`) takes what they found the time before
        # (`_guessed`), and is itself known in part until they end; `_returned` are all those that were come back to
        self._open: set[_LongKey] = set()
        self._cut: set[_LongKey] = set()
        self._returned: set[_LongKey] = set()
        self._partial: dict[_LongKey, tuple[Targets, frozenset[Noted], set[_LongKey]]] = {}
        self._guessed: dict[_LongKey, Targets] = {}
        self._opaque: dict[Scope, tuple[bool, frozenset[Noted]]] = {}
        self._asked: set[Scope] = set()

    def path(self, segments: tuple[str, ...], scope: Scope, space: int) -> Targets:
        """Give what a path means in a scope: nothing, one target, or all that it may mean."""
        targets, rest = self._start(segments, scope, space)
        for number, name in enumerate(rest, 1):
            wanted = space if number == len(rest) else TYPES
            targets = self.step_all(targets, name, wanted, scope)
        return targets

    def step_all(self, targets: Targets, name: str, space: int, scope: Scope) -> Targets:
        """Go one segment on from several targets."""
        found: list[Target] = []
        for target in targets:
            found += self.step(target, name, space, scope)
        return unique(found)

    def step(self, target: Target, name: str, space: int, scope: Scope) -> Targets:
        """Give what `target::name` means to someone in `scope`."""
        if isinstance(target, External):
            return (target,)
        if target.kind is SymbolKind.MODULE:
            inner = target.inner
            found = self.in_module(inner, name, space, inner.distance(scope))
            return found or ((STD,) if inner.crate.standard else ())
        if target.kind is SymbolKind.ENUM:
            self.reads.member(name, target)
            variants = [it for it in target.members.get(name, ()) if it.kind is SymbolKind.VARIANT]
            if variants and space in {TYPES, VALUES}:
                return tuple(variants)
        return self._associated(target, name, space)

    def lexical(self, name: str, scope: Scope, space: int) -> Targets:
        """Give what a single name means in a scope."""
        at: Scope | None = scope
        while at is not None:
            found = self.in_module(at, name, space, INSIDE)
            if found:
                return found
            if at.outer is not None and self.opaque(at):
                return (HIDDEN,)
            at = at.outer
        self.reads.crate(scope.crate)
        if space == TYPES and name in scope.crate.externs:
            return self._extern(scope.crate, name)
        if name in PRELUDE[space]:
            known = self.in_module(self._prelude.inner, name, space, ELSEWHERE) if self._prelude is not None else ()
            return known or (STD,)
        return (HIDDEN,) if self.opaque(scope.module) else ()

    def in_module(self, scope: Scope, name: str, space: int, distance: int) -> Targets:
        """Give what a scope itself binds a name to: items and imports, else globs."""
        reads = self.reads
        reads.name(scope, name)
        own = scope.names[space].get(name)
        if own is None and name not in scope.imports and not scope.globs:
            return ()
        key = (scope, name, space, distance)
        known = self._found.get(key)
        if known is not None:
            reads.current.add(known[1])
            return known[0]
        if key in self._open:
            self._cut.add(key)
            self._returned.add(key)
            return self._guessed.get(key, ())
        partly = self._partial.get(key)
        if partly is not None:
            self._cut |= partly[2]
            reads.current.add(partly[1])
            return partly[0]
        return self._looked_up(key)

    def _looked_up(self, key: _LongKey) -> Targets:
        """Look up what a scope binds a name to: again where that leads back to itself, until nothing changes.

        The answer rests on what each round asked: other guesses could have led elsewhere.
        """
        around = self._cut
        made: frozenset[Noted] = frozenset()
        for rounds in range(1, _MOST_ROUNDS + 1):
            self._cut = set()
            self._open.add(key)
            outer = self.reads.begin()
            found = self._bound(*key) or self._globbed(*key)
            made |= self.reads.end(outer)
            self._open.discard(key)
            waiting = self._cut - {key}
            inside = [one for one, (_, _, cut) in self._partial.items() if key in cut]
            if waiting:
                # a lookup under way is repeated, and this one with it
                self._partial[key] = found, made, waiting
                for one in inside:
                    its, rests, cut = self._partial[one]
                    self._partial[one] = its, rests, (cut - {key}) | waiting
                break
            now = {one: self._partial.pop(one)[0] for one in inside} | {key: found}
            returned = self._returned & now.keys()
            self._returned -= returned
            if rounds == _MOST_ROUNDS or all(self._guessed.get(one, ()) == now[one] for one in returned):
                self._found[key] = found, made
                for one in now:
                    self._guessed.pop(one, None)
                break
            self._guessed |= now
        self._cut = around | waiting
        return found

    def opaque(self, scope: Scope) -> bool:
        """Tell whether a glob of the scope reaches what cannot be seen."""
        self.reads.name(scope, "")
        if not scope.globs:
            return False
        known = self._opaque.get(scope)
        if known is not None:
            self.reads.current.add(known[1])
            return known[0]
        if scope in self._asked:
            return False
        outermost = not self._asked
        self._asked.add(scope)
        outer = self.reads.begin()
        found = self._reaches_opaque(scope)
        made = self.reads.end(outer)
        self._asked.discard(scope)
        if outermost or found:
            # what was found while another question waits may lack what that one finds
            self._opaque[scope] = found, made
        return found

    def _reaches_opaque(self, scope: Scope) -> bool:
        """Follow the globs of a scope, and those of the modules that they lead to, each once."""
        seen = {scope}
        pending = [scope]
        while pending:
            for glob in pending.pop().globs:
                targets = self._of_import(glob, TYPES)
                if not targets or any(isinstance(it, External) for it in targets):
                    return True
                for target in targets:
                    if isinstance(target, Item) and target.kind is SymbolKind.MODULE and target.inner not in seen:
                        inner = target.inner
                        seen.add(inner)
                        self.reads.name(inner, "")
                        known = self._opaque.get(inner)
                        if known is None:
                            pending.append(inner)
                            continue
                        self.reads.current.add(known[1])
                        if known[0]:
                            return True
        return False

    def _bound(self, scope: Scope, name: str, space: int, distance: int) -> Targets:
        found: list[Target] = [item for item in scope.names[space].get(name, ()) if visible(item.visibility, distance)]
        for imported in scope.imports.get(name, ()):
            if visible(imported.visibility, distance):
                found += self._of_import(imported, space)
        return unique(found)

    def _globbed(self, scope: Scope, name: str, space: int, distance: int) -> Targets:
        found: list[Target] = []
        for glob in scope.globs:
            if visible(glob.visibility, distance):
                for target in self._of_import(glob, TYPES):
                    if isinstance(target, Item) and target.kind in {SymbolKind.MODULE, SymbolKind.ENUM}:
                        found += self._glob_member(target, name, space, scope)
        return unique(found)

    def _glob_member(self, target: Item, name: str, space: int, scope: Scope) -> Targets:
        if target.kind is SymbolKind.MODULE:
            return self.in_module(target.inner, name, space, target.inner.distance(scope))
        self.reads.member(name, target)
        return tuple(it for it in target.members.get(name, ()) if it.kind is SymbolKind.VARIANT)

    def imported(self, segments: tuple[str, ...], scope: Scope, space: int) -> Targets:
        """Give what the path of a `use` in a scope means; in the edition of 2015 it starts at the crate's root."""
        if scope.crate.edition == "2015" and segments and segments[0] not in {"self", "super", "crate"}:
            rest = segments[1:] if segments[0] == "" else segments
            return self.path(("crate", *rest), scope, space) or self.path(("", *rest), scope, space)
        return self.path(segments, scope, space)

    def _of_import(self, imported: Import, space: int) -> Targets:
        return self.imported(imported.path, imported.scope, space)

    def _start(self, segments: tuple[str, ...], scope: Scope, space: int) -> tuple[Targets, tuple[str, ...]]:
        """Give what a path's first segments mean, and the segments after them."""
        first = segments[0] if segments else ""
        if first in {"crate", "$crate"}:
            self.reads.crate(scope.crate)
            return tuple(scope.crate.roots), segments[1:]
        if first in {"self", "super"}:
            return self._relative(segments, scope)
        if first == "" and len(segments) > 1:
            return self._extern(scope.crate, segments[1]), segments[2:]
        return self.lexical(first, scope, space if len(segments) == 1 else TYPES), segments[1:]

    def _extern(self, crate: Crate, name: str) -> Targets:
        if self._standard is not None and name in STANDARD_CRATES:
            return (self._standard,)
        self.reads.crate(crate)
        return crate.externs.get(name, ())

    def _relative(self, segments: tuple[str, ...], scope: Scope) -> tuple[Targets, tuple[str, ...]]:
        module: Scope | None = scope.module
        at = 0
        while at < len(segments) and segments[at] in {"self", "super"}:
            if segments[at] == "super" and module is not None:
                module = module.up
            at += 1
        if module is None or module.item is None:
            return (), ()
        return (module.item,), segments[at:]


def _module(root: Item | None, name: str) -> Item | None:
    found = root.inner.names[TYPES].get(name, ()) if root is not None else ()
    return found[0] if found else None
