"""Where the impls and traits of a workspace stand, by the names that they are written with.

Nothing is entered for it: the outlines of files (`units`) say enough to find those that may answer a question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import SymbolKind
from codegraph.resolve.items import FUNCTIONS
from codegraph.resolve.units import DamagedUnitError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from codegraph.resolve.collect import FileItems
    from codegraph.resolve.items import Item
    from codegraph.resolve.units import Unit

# the name of a trait, or of a type, that is written under another or may be: the impls listed so are always looked at
ANY = "*"

# where something stands among all items: the number of its file, its index there
Place = tuple[int, int]


class Listed(NamedTuple):
    """An impl or a trait: its place, the names of its members, and those of an impl's type and trait.

    Both may be ANY; the trait's is empty where there is none. Of a trait's members functions are named only.
    """

    place: Place
    file: FileItems
    names: Sequence[str]
    self_type: str = ""
    trait: str = ""

    @property
    def item(self) -> Item:
        """The item, for which its file is entered. Raises DamagedUnitError."""
        try:
            return self.file.items[self.place[1]]
        except IndexError as error:
            raise DamagedUnitError(self.file.path, error) from error


class Directory:
    """All impls and traits of some files, in their order."""

    def __init__(self, files: Iterable[FileItems], renames: Collection[str], lookalikes: Collection[str]) -> None:
        """Read the outlines of files.

        `renames` are the names that imports give to something of another name, `lookalikes` those of foreign types
        that may stand for another.
        """
        self._files = tuple(files)
        self._numbers: dict[Unit | None, int] = {file.unit: number for number, file in enumerate(self._files)}
        self._renames = renames
        self._unsure = {"", *renames, *lookalikes}
        for file in self._files:
            self._unsure.update(file.unit.aliases)
        self._added = self._added_by_calls()
        self.traits = [*self._list_traits()]
        self.impls = [*self._list_impls()]

    def place(self, item: Item) -> Place:
        """Give the place of an item of these files."""
        return self._numbers[item.unit], item.index

    def _added_by_calls(self) -> dict[Place, list[str]]:
        """List the names of the members that macro calls inside impls and traits give."""
        added: dict[Place, list[str]] = {}
        for file in self._files:
            root = file.root
            if root.kind is SymbolKind.IMPL or root.kind is SymbolKind.TRAIT:
                names = added.setdefault(self.place(root), [])
                names += [it.name for it in file.items[1:] if it.parent is root and _is_named(it, root)]
        return added

    def _list_traits(self) -> Iterator[Listed]:
        for number, file in enumerate(self._files):
            for index, names in file.unit.traits:
                place = number, index
                yield Listed(place, file, (*names, *self._added.get(place, ())))

    def _list_impls(self) -> Iterator[Listed]:
        unsure, renames = self._unsure, self._renames
        for number, file in enumerate(self._files):
            for index, self_type, trait, names in file.unit.impls:
                place = number, index
                yield Listed(
                    place,
                    file,
                    (*names, *self._added.get(place, ())),
                    ANY if self_type in unsure else self_type,
                    ANY if trait in renames else trait,
                )


def _is_named(member: Item, owner: Item) -> bool:
    return owner.kind is SymbolKind.IMPL or member.kind in FUNCTIONS
