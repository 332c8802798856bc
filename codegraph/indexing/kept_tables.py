"""The resolver's tables, with what they show: kept from one run to the next, or built ahead of one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from codegraph.errors import StoreCorruptError
from codegraph.identity import content_hash
from codegraph.indexing.due import LINKED, PLACING, RESOLVER
from codegraph.indexing.resolving import Tables, Workspace
from codegraph.resolve.giving import of_packages
from codegraph.resolve.scoped.configuration import is_configuration
from codegraph.resolve.units import SCOPED_LANGUAGES, UNIT_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from codegraph.indexing.placing import Placing
    from codegraph.model import FileRecord
    from codegraph.store import Store
    from codegraph.store.rows import FileRow


class Kept(NamedTuple):
    """Tables, with the content number and the shape of the workspace that they show.

    `macros` is how many outcomes of macro calls were known when they were built, 0 once they were used.
    """

    tables: Tables
    content: int
    shape: Shape
    macros: int = 0


class Shape(NamedTuple):
    """What a workspace looks like from above, and what of it was kept when the files were placed.

    `version` is that of the code which resolves, `placing` a hash of what the store keeps of places, `tree` one of the
    module tree; `crates` are the keys that say what crates can name, with fingerprints, `configuration` those of files
    that import systems may read.
    """

    version: str
    placing: str
    tree: str
    crates: dict[int, int]
    configuration: dict[int, int]

    @property
    def places(self) -> tuple[str, dict[int, int]]:
        """Where files stand."""
        return self.tree, self.crates


def linked_shape(store: Store) -> Shape | None:
    """Give the shape that the last finished run saw, if there was one."""
    text = store.meta(LINKED)
    if not text:
        return None
    version, placing, tree, *keys = json.loads(text)
    crates, *more = ({int(asked): fingerprint for asked, fingerprint in one.items()} for one in keys)
    return Shape(version, placing, tree, crates, *(more or [{}]))


def configuration_of(files: Mapping[str, FileRow]) -> dict[str, str]:
    """Give the hashes of the files that import systems may read, by path; none where no file needs such a system."""
    if not any(row.language in SCOPED_LANGUAGES for row in files.values()):
        return {}
    return {path: row.hash for path, row in files.items() if is_configuration(path)}


def present_shape(store: Store, placing: Placing, before: Shape | None, configuration: dict[int, int]) -> Shape:
    """Give the present shape; what is placed as it was `before` is not looked at again."""
    kept = content_hash((store.meta(PLACING) or "").encode("utf-8", "surrogatepass"))
    # a manifest's stamp may be too young to tell two contents apart
    if before is not None and before.placing == kept and not placing.is_new:
        return before._replace(version=RESOLVER, configuration=configuration)
    tree = placing.tree
    said = repr((sorted(tree.places.items()), sorted(tree.files.items()), sorted(tree.package_of.items())))
    crates = of_packages(placing.packages, tree)
    return Shape(RESOLVER, kept, content_hash(said.encode("utf-8", "surrogatepass")), crates, configuration)


def workspace_of(
    store: Store, placing: Placing, root: Path, files: Mapping[str, FileRow], records: Sequence[FileRecord] = ()
) -> Workspace:
    """Read what the tables are built from, with these `records` of files as they are going to be stored."""
    units = (*store.iter_units(without=[it.path for it in records]), *(it.unit for it in records if it.unit))
    configuration = tuple(configuration_of(files))
    return Workspace(units, placing.tree, placing.packages, store.places.directory, store.macros(), configuration, root)


class Ahead(NamedTuple):
    """What tables are to be built from, of the files as they are after some are replaced."""

    workspace: Workspace
    content: int
    shape: Shape

    def build(self) -> Kept | None:
        """Build them, for which no store is needed; None where they cannot be: whoever needs them says why."""
        try:
            return Kept(Tables(self.workspace), self.content, self.shape, len(self.workspace.macros))
        except StoreCorruptError:
            return None


def tables_ahead(store: Store, placing: Placing, records: Sequence[FileRecord], root: Path) -> Ahead | None:
    """Say what tables, built before these files are stored, will show them; None where more than files may change."""
    shape = linked_shape(store)
    if shape is None or not store.is_finished("edges"):
        return None
    if present_shape(store, placing, shape, shape.configuration) != shape:
        return None
    if not any(it.language in UNIT_LANGUAGES for it in records) or any(is_configuration(it.path) for it in records):
        return None
    return Ahead(workspace_of(store, placing, root, store.files(), records), store.content + 1, shape)
