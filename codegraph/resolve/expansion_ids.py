"""Ids of the symbols that macro calls make: by what stands around, and by what is made there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.identity import NodeId, element_half, join_parts
from codegraph.resolve.units import KINDS

if TYPE_CHECKING:
    from codegraph.resolve.items import Item
    from codegraph.resolve.units import Unit


class ExpansionIds:
    """Identifies all expansions in one file, in the order in which they are added, when somebody asks for an id."""

    def __init__(self) -> None:
        """Begin without expansions."""
        self._added: list[tuple[Unit, Item]] = []
        self._ordinals: dict[tuple[NodeId, str], int] = {}

    def add(self, unit: Unit, around: Item) -> None:
        """Take an expansion, and what stands around its call."""
        self._added.append((unit, around))
        unit.identify = self._identify

    def _identify(self) -> None:
        added, self._added = self._added, []
        for unit, around in added:
            unit.identify = None
            unit.ids = self._ids(unit, around)

    def _ids(self, unit: Unit, around: Item) -> list[NodeId]:
        ids: list[NodeId] = [around.id]
        for index in range(1, len(unit.codes)):
            parent = ids[unit.parents[index]]
            header, cfg = unit.elements[index]
            element = join_parts(parent, "expanded", KINDS[unit.codes[index]], unit.names[index], header, cfg)
            count = self._ordinals.get((parent, element), 0)
            self._ordinals[parent, element] = count + 1
            if count:
                element = join_parts(element, str(count))
            ids.append(NodeId(parent[:16] + element_half(element)))
        return ids
