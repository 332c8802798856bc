"""Resolves the references of a workspace, file by file, against tables built once from all facts.

What comes out are edges that can be proved and references that stay open with a reason; nothing is guessed.
`contains` is not among the edges: a symbol's parent says it.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import Around, Dependencies, FileEdges, Problem
from codegraph.resolve.asked import NOBODY, pack_asked
from codegraph.resolve.binding import anchors_of
from codegraph.resolve.collect import FileItems, collect_file, link_files
from codegraph.resolve.crates import Crates
from codegraph.resolve.directory import Directory
from codegraph.resolve.edges import Extent, Known, edges_of_file
from codegraph.resolve.expanded_edges import symbols_of
from codegraph.resolve.expander import Expander
from codegraph.resolve.expansion_cache import ExpansionCache
from codegraph.resolve.generated import Generation
from codegraph.resolve.giving import Giving
from codegraph.resolve.inference.engine import Engine
from codegraph.resolve.inference.lookalikes import NAMES
from codegraph.resolve.inference.standard import Standard
from codegraph.resolve.macros import export_macros
from codegraph.resolve.members import Members
from codegraph.resolve.names import Names
from codegraph.resolve.references import Resolution
from codegraph.resolve.tracking import Question, Reads, head_key, key, pack, pack_pairs
from codegraph.resolve.units import Unit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from codegraph.discover.cargo import Package
    from codegraph.identity import NodeId
    from codegraph.model import Anchor, Facts
    from codegraph.resolve.inference.engine import FileCalls
    from codegraph.resolve.items import Item, Targets
    from codegraph.resolve.module_tree import ModuleTree
    from codegraph.resolve.references import Outcome
    from codegraph.resolve.unit_changes import Changes


class Resolver:
    """The tables of a whole workspace. They keep symbols, impls and imports, not references."""

    def __init__(self, entered: Entered, members: Members, engine: Engine) -> None:
        self._files = entered.files
        self._members = members
        self._engine = engine
        self._generation = entered.generation
        self._roots = entered.roots
        self._reads = entered.reads
        # building asked for nobody
        self._reads.current = set()
        self._giving = Giving(engine.impls, members)
        self._resolution = Resolution(members)
        self._by_id: dict[NodeId, Item] | None = None
        # what files give that was asked for before they are resolved
        self._given: dict[str, dict[int, int]] = {}

    @classmethod
    def build(
        cls,
        units: Iterable[bytes],
        tree: ModuleTree,
        packages: Sequence[Package],
        cache: Path | None = None,
        expansions: ExpansionCache | None = None,
    ) -> Resolver:
        """Build the tables from the units of all files (see `units`); raises DamagedUnitError, as do all others here.

        `cache` is a folder that keeps what is read of std from one process to the next, `expansions` what macro calls
        are known to become.
        """
        entered = enter_files(units, tree, packages, cache, expansions)
        files = *entered.standard.files, *entered.files.values(), *entered.generation.files()
        directory = Directory(files, entered.renames, NAMES)
        names = Names(nothing, entered.reads, entered.standard.root)
        engine = Engine(names, entered.standard, directory, Expander(names))
        members = Members(directory, entered.reads)
        return cls(entered, members, engine)

    def knows(self, path: str) -> bool:
        """Tell whether a file is one of these."""
        return path in self._files

    def resolve_file(
        self,
        path: str,
        facts: Facts,
        answers: Mapping[int, Outcome] | None = None,
        moved: Collection[NodeId] = (),
        changed: Collection[int] | None = None,
    ) -> FileEdges:
        """Resolve one file's references; `facts` are those that the tables were built from.

        `answers` are outcomes that a compiler's index gave, by the byte where the reference starts: they go before
        the resolver's own. The file rests on what was asked since the last one was resolved, by `item` above all.
        `moved` are symbols with the text (`Anchor`) that they had when the file was last resolved, where nothing that
        it asked for is otherwise since: they are left out (`kept`), and of what the file rests on only what the bodies
        asked is told. Where others see the file otherwise, `changed` are the keys that are given otherwise now, by
        whomever: then a symbol is left out only with all around it, and it is told what the file gives, and what those
        of its heads asked that have one of these keys.
        """
        file = self._files.get(path)
        if file is None:
            return FileEdges(path, (), ())
        self._resolution.forget()
        self._engine.forget()
        self._generation.finish(path)
        anchors = anchors_of(facts, [item.id for item in file.items])
        left_out = frozenset(number for number, anchor in enumerate(anchors) if anchor.id in moved)
        if changed is not None:
            left_out = _with_all_around(left_out, facts)
        made = [(one, self._engine.calls(one.facts, one.file)) for one in self._generation.made.get(path, ())]
        outside = self._reads.begin()
        calls = self._engine.calls(facts, file, left_out)
        # bodies are told apart
        self._reads.current = outside
        known, extent = Known(answers or {}, calls), Extent(Around(anchors), left_out, set(), {})
        found = edges_of_file(path, facts, file, self._resolution, self._members, known, extent, made)
        problems = (*self._generation.problems.get(path, ()), *_failures(path, facts, calls))
        # what cannot be left out another time: where inference failed, and what depends on more than its own text
        again = extent.mixed.union(symbol for symbol, _ in calls.failed)
        found = found._replace(
            anchors=tuple(one._replace(text="") if n in again else one for n, one in enumerate(anchors)),
            depends=self._dependencies(file, changed, self._asked(anchors, calls, extent), partly=bool(left_out)),
            kept=frozenset(anchors[number].id for number in left_out),
        )
        if not made and not problems:
            return found
        qualified = {file.root: self._roots.get(path, path)}
        generated = tuple(symbol for one, _ in made for symbol in symbols_of(one, path, qualified))
        return found._replace(generated=generated, problems=problems)

    def follow(self, data: bytes) -> bool:
        """Take the unit of a file whose digest is as before, and tell whether that could be done."""
        unit = Unit(data)
        file = self._files.get(unit.path)
        if file is None or not unit.can_follow:
            return False
        file.unit.follow(unit)
        return True

    def can_follow(self, path: str) -> bool:
        """Tell whether names in a file depend not at all on where things stand in it."""
        file = self._files.get(path)
        return file is not None and file.unit.can_follow

    @property
    def calls_left(self) -> int:
        """How many calls of macros are not expanded, because they give nothing to others than their own file."""
        return self._generation.left

    def finish_calls(self) -> None:
        """Expand them."""
        self._generation.finish_all()

    def gives(self, path: str) -> dict[int, int]:
        """Give the keys under which others may ask for what is in a file, with fingerprints; see `giving`."""
        file = self._files.get(path)
        if file is None:
            return {}
        found = self._gives(file)
        if file.unit.can_follow:
            # where macro calls make nothing more later
            self._given[path] = found
        return found

    def gives_after(self, path: str, before: Mapping[int, int], changes: Changes) -> dict[int, int]:
        """Give what `gives` does, of a file that gave this before and in which only functions changed since."""
        items = self._files[path].items
        outer = self._reads.begin()
        try:
            altered, added = ([items[index] for index in listed] for listed in changes)
            found = self._given[path] = self._giving.changed(before, altered, added)
        finally:
            self._reads.current = outer
        return found

    def _gives(self, file: FileItems) -> dict[int, int]:
        """Say what a file gives; what that asks is asked for no file."""
        outer = self._reads.begin()
        try:
            return self._giving.of_file(file, self._items(file))
        finally:
            self._reads.current = outer

    def _items(self, file: FileItems) -> list[Item]:
        """List the items of a file, and those that macro calls in it make."""
        made = self._generation.made.get(file.path, ())
        return [*file.items, *(item for one in made for item in one.file.items[1:])]

    def _asked(self, anchors: Sequence[Anchor], calls: FileCalls, extent: Extent) -> bytes:
        """Say what each symbol asked for; what is only noted by symbol is asked by the file, too."""
        reads = self._reads
        # of what macro calls make it is not told apart
        asked = {NOBODY: reads.keys()}
        reads.current.update(calls.asked.values())
        for noted in extent.asked.values():
            reads.current |= noted
        for number in sorted(extent.asked.keys() | calls.asked.keys()):
            asked[anchors[number].id] = reads.keys(
                (*extent.asked.get(number, ()), calls.asked.get(number, frozenset()))
            )
        return pack_asked(asked)

    def _dependencies(
        self, file: FileItems, changed: Collection[int] | None, by_symbol: bytes, *, partly: bool
    ) -> Dependencies:
        """Say what a file rests on: what its heads ask, by item, and its bodies.

        `partly` only what its bodies ask, and where there are `changed` keys what the file gives, and what those of
        its heads ask that have such a key.
        """
        bodies = self._reads.keys()
        if partly and changed is None:
            self._reads.current = set()
            return Dependencies("", b"", b"", pack(bodies), by_symbol)
        # reads the headers of impls, too
        gives = self._given.pop(file.path, None) or self._gives(file)
        heads: list[int] = []
        for item in self._items(file):
            own = head_key(item.id)
            if partly and changed is not None and own not in changed:
                continue
            self._engine.read_head(item)
            for asked in self._reads.keys_of_head(item):
                if asked != own:
                    heads += (asked, own)
        expansions = key(Question.EXPANSIONS, file.path)
        for asked in self._reads.keys(self._generation.asked.get(file.path, ())):
            heads += (asked, expansions)
        found = Dependencies("", pack_pairs(gives), pack(heads), pack(bodies), by_symbol)
        # what is asked from now on is asked for the next file
        self._reads.current = set()
        return found

    def item(self, ident: NodeId) -> Item | None:
        """Give the item of an id, for the answers about the file that is resolved next."""
        self._reads.current.add(head_key(ident))
        if self._by_id is None:
            self._by_id = {item.id: item for file in self._files.values() for item in file.items}
        return self._by_id.get(ident)


def _failures(path: str, facts: Facts, calls: FileCalls) -> Iterator[Problem]:
    """Report the bodies whose types could not be inferred for a fault of ours: their calls stay open."""
    for symbol, error in calls.failed:
        fact = facts.symbols[symbol]
        message = f"the types in {fact.name} could not be inferred ({error})"
        yield Problem(path, "resolve", "inference-failed", message, fact.span)


def _with_all_around(numbers: Collection[int], facts: Facts) -> frozenset[int]:
    """Give those of these symbols around which all symbols are among them: what stands in a body binds names."""
    found: set[int] = set()
    for number in sorted(numbers):
        if not number or facts.symbols[number].parent in found:
            found.add(number)
    return frozenset(found)


class Entered(NamedTuple):
    """The items of a workspace by file, what macros make of them, and the names of the files' root modules."""

    files: dict[str, FileItems]
    generation: Generation
    standard: Standard
    roots: dict[str, str]
    reads: Reads
    renames: set[str]


def enter_files(
    units: Iterable[bytes],
    tree: ModuleTree,
    packages: Sequence[Package],
    cache: Path | None = None,
    expansions: ExpansionCache | None = None,
) -> Entered:
    """Enter all files of a workspace, and what macro calls that stand as items become."""
    crates = Crates(packages, tree)
    entered: dict[str, FileItems] = {}
    roots: dict[str, str] = {}
    renames: set[str] = set()
    for unit in sorted(map(Unit, units), key=attrgetter("path")):
        path = unit.path
        roots[path] = unit.root
        renames.update(unit.renames)
        entered[path] = collect_file(unit, crates.of_file(path))
    link_files(entered, tree)
    crates.link(entered)
    member_crates = {file.root.inner.crate: None for file in entered.values()}
    for crate in member_crates:
        export_macros(crate.macros, crate.roots)
    standard = Standard(cache)
    reads = Reads()
    generation = Generation(
        lambda: Expander(Names(nothing, reads, standard.root)), expansions or ExpansionCache(), reads
    )
    for file in standard.files:
        generation.add_macros(file.unit)
    for file in entered.values():
        generation.add_file(file)
    generation.run()
    return Entered(entered, generation, standard, roots, reads, renames | standard.renames | generation.renames)


def nothing(_owner: Item, _name: str, _space: int) -> Targets:
    """Leave what a type associates to type inference."""
    return ()
