"""What resolving a file depends on, as keys: names in scopes, heads of items, impls of types.

A key is a 32-bit hash of what was asked, found or not: "what is `x` in that module", "which impls of that trait are for
that type". What resolving a file asks is noted while it works; what a file gives to others under which key, with a
fingerprint, is in `giving`. An edit that changes the fingerprint of a key concerns exactly the files that asked for it.
Two keys may collide: then a file is resolved again for nothing.

Answers that are kept from one file to the next keep what they asked: a *frame* collects it while the answer is made.
What a head says (a signature, a field's type) has a key of its own, so that frames stay small: the head's own
questions are kept by item.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.resolve.items import Crate, External, Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from codegraph.identity import NodeId
    from codegraph.resolve.items import Scope

# what a frame holds: keys, frames of other answers, items whose heads were read, types that may be others
Noted = Any


class Alternative(NamedTuple):
    """That a name stands for one of several types, by the conditions of compilation: `first` or one of the others."""

    first: Item
    others: frozenset[Any]


class Shared:
    """All that was asked in one part of a file, for answers that other parts take over: `noted`, once that ended."""

    __slots__ = ("noted",)

    def __init__(self) -> None:
        self.noted: frozenset[Noted] = frozenset()


class Question(StrEnum):
    """What can be asked; what is asked about stands beside it, as in the comments."""

    # what an item's head says (item)
    HEAD = "head"
    # what a name means in a module, and whether globs may bring more (module, name; module)
    NAME = "name"
    GLOBS = "globs"
    # all traits and imports of a module (module)
    TRAITS_IN = "traits-in"
    # what a crate can name (crate)
    CRATE = "crate"
    # the macros of a crate of a name, and whether any macro bears it (crate, name; name)
    MACRO = "macro"
    MACRO_NAME = "macro-name"
    # what macro calls in a file became (path)
    EXPANSIONS = "expansions"
    # what a type or trait itself has: a member, the types of numbered fields (owner, name; owner)
    MEMBER = "member"
    NUMBERED = "numbered"
    # impls for the head of a type: that have a function or constant, of traits that are not seen (head, name)
    INHERENT = "inherent"
    CONSTANT = "constant"
    UNSEEN = "unseen"
    # impls of a trait for the head of a type (trait, head)
    TRAIT = "trait"
    # the traits that declare a function, and whether anything associated bears a name (name)
    DECLARING = "declaring"
    KNOWN = "known"
    # what `Type::name` finds in impls, and of which traits they are (type, name; type); for a type that is only known
    # as text (text, name)
    ASSOCIATED = "associated"
    TRAITS_OF = "traits"
    WRITTEN_FOR = "written"
    # of other languages (`scoped`): a name in a file with all that stands in it (path, name), what `*` brings into a
    # file and it gives on (path), what import systems asked (path, folder or name)
    IN_FILE = "in-file"
    STARS = "stars"
    THERE = "there"


def key(kind: Question, *parts: str) -> int:
    """Hash what is asked."""
    return zlib.crc32("\x1f".join((kind, *parts)).encode("utf-8", "surrogatepass"))


def question(kind: Question, *about: object) -> int:
    """Give the key of a question about items, heads of types, crates or texts."""
    return key(kind, *map(ident, about))


def ident(head: object) -> str:
    """Name an item or the head of a type; the items of std's stubs and of unseen crates have no ids."""
    if isinstance(head, Item):
        return head.id if head.id.strip("0") else f"{head.inner.crate.name}::{head.name}"
    if isinstance(head, (Crate, External)):
        return head.name
    if isinstance(head, tuple):
        return "\x1e".join(map(ident, head))
    return "" if head is None else str(head)


def head_key(ident: NodeId) -> int:
    """Give the key of what the head of an item says."""
    return key(Question.HEAD, ident)


class Reads:
    """Collects what is asked."""

    __slots__ = ("_crates", "_has_alternatives", "_in_frames", "_keys", "_names", "_part", "current", "heads")

    def __init__(self) -> None:
        self.current: set[Noted] = set()
        # what the heads of items ask
        self.heads: dict[Item, set[Noted]] = {}
        self._names: dict[tuple[Scope, str], frozenset[int]] = {}
        self._crates: dict[Crate, int] = {}
        # whether there are any alternatives; those in frames
        self._has_alternatives = False
        self._in_frames: dict[frozenset[Noted], tuple[Alternative, ...]] = {}
        # the part of a file that is under way
        self._part = Shared()
        # keys of heads and questions that were hashed before
        self._keys: dict[Noted, int] = {}

    # frames

    def begin(self) -> set[Noted]:
        """Open a frame; gives the one around, for `end` or `end_head`."""
        outer = self.current
        self.current = set()
        return outer

    def end(self, outer: set[Noted]) -> frozenset[Noted]:
        """Close a frame; gives what was asked in it, which whoever gets the same answer later adds to `current`."""
        made = frozenset(self._flat(self.current))
        self.current = outer
        outer.add(made)
        return made

    def end_head(self, outer: set[Noted], item: Item, *, asked: bool = True) -> None:
        """Close a frame in which the head of an item was read; `asked` if whoever opened it wanted to know that."""
        known = self.heads.get(item)
        if known is None:
            self.heads[item] = self.current
        else:
            known.update(self.current)
        self.current = outer
        if asked:
            outer.add(item)

    # parts of a file

    def begin_part(self) -> set[Noted]:
        """Begin with a part of a file; gives what is around, for `end_part`."""
        outer = self.current
        self.current, self._part = set(), Shared()
        return outer

    def end_part(self, outer: set[Noted]) -> frozenset[Noted]:
        """End a part; gives what was asked in it, which what is around has asked, too."""
        made = self._part.noted = frozenset(self._flat(self.current))
        self.current, self._part = outer, Shared()
        outer.add(made)
        return made

    def share(self) -> Shared:
        """Give the part that is under way, to be kept with an answer for others."""
        return self._part

    def take(self, shared: Shared) -> None:
        """Note that an answer was taken over which was found in another part."""
        if shared is not self._part:
            self.current.add(shared)

    # questions

    def name(self, scope: Scope, name: str) -> None:
        """Note that a module was asked for a name; what stands in bodies only their own file asks."""
        if scope.outer is not None or scope.crate.standard:
            return
        at = (scope, name)
        known = self._names.get(at)
        if known is None:
            where = scope.item.id if scope.item is not None else ""
            known = self._names[at] = frozenset((key(Question.NAME, where, name), key(Question.GLOBS, where)))
        self.current.add(known)

    def member(self, name: str, *owners: Item) -> None:
        """Note that types or traits were asked for their own members of a name."""
        for owner in owners:
            self.current.add((Question.MEMBER, owner, name))

    def numbered(self, owner: Item) -> None:
        """Note that a struct or variant was asked for the types of its numbered fields."""
        self.current.add((Question.NUMBERED, owner))

    def crate(self, crate: Crate) -> None:
        """Note that somebody wanted to know what a crate can name."""
        known = self._crates.get(crate)
        if known is None:
            known = self._crates[crate] = question(Question.CRATE, crate)
        self.current.add(known)

    def scope(self, scope: Scope) -> None:
        """Note that all traits and imports of a module were asked for."""
        if scope.outer is None and not scope.crate.standard:
            self.current.add((Question.TRAITS_IN, scope.item))

    def _flat(self, noted: Iterable[Noted]) -> set[Noted]:
        """Open frames; what is not yet a key becomes one, but for alternatives."""
        found: set[Noted] = set()
        keys = self._keys
        for it in noted:
            kind = it.__class__
            if kind is int or kind is Alternative:
                found.add(it)
            elif kind is frozenset:
                found |= it
            elif kind is Shared:
                found |= it.noted
            else:
                known = keys.get(it)
                if known is None:
                    known = keys[it] = question(*it) if kind is tuple else head_key(it.id)
                found.add(known)
        return found

    # answers

    def keys(self, noted: Iterable[Noted] | None = None) -> list[int]:
        """Give all that was asked, in the present frame or in what is given, as keys in order."""
        found = self._flat(self.current if noted is None else noted)
        return sorted(it for it in found if it.__class__ is int)

    def keys_of_head(self, item: Item) -> list[int]:
        """Give all that an item's head asked, as keys in order."""
        known = self.heads.get(item)
        return self.keys(known) if known else []

    def doubtful(self, first: Item, others: frozenset[Any]) -> None:
        """Note that a name stands for one of several types."""
        self._has_alternatives = True
        self.current.add(Alternative(first, others))

    def alternatives(self) -> Iterator[Alternative]:
        """Give the types that may be others, in the present frame; whoever reads a head adds its own."""
        if not self._has_alternatives:
            return
        for it in self.current:
            if it.__class__ is Alternative:
                yield it
            elif it.__class__ is frozenset:
                yield from self._alternatives_in(it)
            elif it.__class__ is Shared:
                yield from self._alternatives_in(it.noted)

    def _alternatives_in(self, frame: frozenset[Noted]) -> tuple[Alternative, ...]:
        known = self._in_frames.get(frame)
        if known is None:
            known = self._in_frames[frame] = tuple(it for it in frame if it.__class__ is Alternative)
        return known


def pack(numbers: Iterable[int]) -> bytes:
    """Write keys as `Dependencies` has them."""
    found = array("I", numbers)
    if sys.byteorder == "big":
        found.byteswap()
    return found.tobytes()


def unpack(data: bytes) -> array[int]:
    """Read what `pack` wrote."""
    found = array("I", data)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def pack_pairs(pairs: Mapping[int, int]) -> bytes:
    """Write keys with their fingerprints, in order of the keys."""
    return pack(it for pair in sorted(pairs.items()) for it in pair)
