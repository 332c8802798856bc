"""Writing edges: those of resolved files, group by group, and what stays of those of a file that is replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec

from codegraph.identity import NodeId
from codegraph.store import rows, schema
from codegraph.store.counting import Counting
from codegraph.store.edge_groups import pairs_of, read_groups
from codegraph.store.queries import load
from codegraph.store.tables import batches, edge_count, edge_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from concurrent.futures import Executor, Future

    from codegraph.model import Anchor, FileEdges, OpenReference
    from codegraph.store.edge_groups import EdgeGroup

    Tables = dict[str, list[list[Any]]]

P = ParamSpec("P")


class Left(NamedTuple):
    """What the last resolution of a replaced file still says: of which symbols; its open references as they were."""

    groups: Sequence[EdgeGroup]
    open: tuple[OpenReference, ...]


class EdgeWriting(Counting):
    """The edges of a store's files."""

    def write_edges(self, edges: Iterable[FileEdges], *, progress: Callable[[int], None] | None = None) -> bool:
        """Set the edges and open references of files: the old ones of each file go in the transaction of the new.

        Files of which the store has exactly these are left alone. Tells whether these edges join other symbols than
        those before, so that graph scores may be others. The next files are asked for while the database writes; who
        gives them waits for that where he needs the store.

        :param progress: called with the number of files done.
        """
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - readers do without

        self._require_lock()
        with ThreadPoolExecutor(1) as beside:
            others = self._write_batches(edges, beside, progress)
        for name in schema.missing_indexes(self._engine):
            if name.partition(":")[0] == "edge":
                schema.create_index(self._engine, name)
        return others

    def _write_batches(
        self, edges: Iterable[FileEdges], beside: Executor, progress: Callable[[int], None] | None
    ) -> bool:
        """Set edges in transactions of many files, one beside the making of the next."""
        done, others = 0, False
        writing: Future[None] | None = None
        for batch in batches(edges, edge_count):
            if writing is not None:
                writing.result()
            keys = [[rows.file_key(one.path)] for one in batch]
            known = {file.replace("-", ""): digest for file, digest in self._ask("resolution_digests", files=keys)}
            stored = self._groups_of(keys)
            tables, written, pairs = edge_tables(batch, known, stored)
            ties = {row[0]: row[2] for row in tables["reads"]}
            before = self._ask("reads_ties", files=[[key] for key in ties]) if ties else []
            tables["meta"] = []
            if ties != {file.replace("-", ""): one for file, one in before}:
                others = True
                tables["meta"] += self._unscored()
            old = [[key] for key in written if key in stored]
            if old:
                removal = [load("remove_edges"), load("remove_resolutions")]
                removed = {"files": old, "pairs": pairs}
                writing = beside.submit(self._counted, written, self._replace, removal, tables, removed)
            elif written:
                tables["meta"] += [["revision", str(self.revision + 1)]]
                writing = beside.submit(self._counted, written, self._load, tables)
            done += len(batch)
            if progress:
                progress(done)
        if writing is not None:
            writing.result()
        return others

    def _counted(self, files: Collection[str], write: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        """Write, and keep count of these files, by key."""
        with self.following_files(files):
            write(*args, **kwargs)

    def left(self, paths: Iterable[str]) -> dict[str, Left]:
        """Give what the last resolution still says of replaced files, by path; files of which it says nothing lack."""
        by_key = {rows.file_key(path): path for path in paths}
        found = self._ask("left", files=[[key] for key in by_key])
        return {
            by_key[rows.node_id(file)]: Left(read_groups(bytes(groups), gone), rows.decode_open(bytes(opened)))
            for file, groups, gone, opened in found
        }

    def _left(
        self, files: Sequence[Sequence[str]], moved: Mapping[str, Sequence[Anchor]]
    ) -> tuple[list[list[Any]], list[list[str]]]:
        """Give the rows of `left` of files that are replaced, `moved`, and what finds the edges that are to go."""
        kept: list[list[Any]] = []
        pairs: list[list[str]] = []
        for file, data, gone, opened in self._ask("groups_of_files", files=list(files)) if files else []:
            key = rows.node_id(file)
            groups = read_groups(bytes(data), gone)
            texts = {anchor.id: anchor.text for anchor in moved.get(key, ()) if anchor.text}
            others = [group for group in groups if not group.text or group.text != texts.get(NodeId(group.anchor))]
            if len(others) < len(groups):
                kept.append([key, bytes(data), [*gone, *(group.anchor for group in others)], bytes(opened)])
            pairs += pairs_of(others)
        return kept, pairs

    def _groups_of(self, files: Sequence[Sequence[str]]) -> dict[str, Sequence[EdgeGroup]]:
        """Give the groups of edges of those of the files that were resolved, by key."""
        found = self._ask("groups_of_files", files=list(files))
        return {rows.node_id(file): read_groups(bytes(data), gone) for file, data, gone, _ in found}

    def _load(self, tables: Tables) -> None:
        self._engine.load({name: (schema.RELATIONS[name].columns, listed) for name, listed in tables.items()})

    def _replace(
        self,
        removal: Sequence[str],
        tables: Tables,
        params: Mapping[str, Any],
        meanwhile: Callable[[], None] | None = None,
    ) -> None:
        """Remove and put in one transaction."""
        puts = [
            f"{{?[{', '.join(schema.of(name).columns)}] <- ${name} :put {name} {schema.of(name).head()}}}"
            for name, listed in tables.items()
            if listed
        ]
        self._write("\n".join((*removal, *puts)), {**params, **tables}, meanwhile)
