"""The relations of the store, their indexes, and the versions of both.

A file's key is a hash of its path, so that it is known without asking. Everything that belongs to a file is found
from that key: its symbols and chunks by an index, its edges and open names by lists in `resolution` and `left`, the
rest by key prefix.
`contains` edges are `node.parent`. All ids are 128 bits wide, kept as Uuid (17 bytes in a key, where 32 digits of text
take 46), and written outside as 32 hexadecimal digits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.errors import StoreCorruptError, StoreVersionError
from codegraph.store.queries import load

if TYPE_CHECKING:
    from codegraph.store.engine import Engine

VERSION = 10
"""Goes up with every change of a relation; a migration from the version before stands in `MIGRATIONS`."""

REBUILD_HINT = "rebuild it with `codegraph index --force`"


class Relation(NamedTuple):
    """A stored relation: its key columns and its other columns, each `name: Type`."""

    keys: tuple[str, ...]
    values: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of all columns, keys first."""
        return tuple(column.partition(":")[0] for column in (*self.keys, *self.values))

    @property
    def key(self) -> tuple[str, ...]:
        """The names of the key columns."""
        return self.columns[: len(self.keys)]

    def head(self) -> str:
        """Write the columns as `:put` takes them."""
        keys, values = self.key, self.columns[len(self.keys) :]
        return f"{{{', '.join(keys)} => {', '.join(values)}}}" if values else f"{{{', '.join(keys)}}}"


_SPAN = ("start: Int", "end: Int", "start_line: Int", "end_line: Int")

RELATIONS = {
    "meta": Relation(("key: String",), ("value: String",)),
    "file": Relation(
        ("id: Uuid",),
        (
            "path: String",
            "language: String",
            "hash: String",
            "size: Int",
            "mtime_ns: Int",
            "lines: Int",
            "package: String",
            "module: String",
            "content: Int",
            "symbols: String",
            "chunks: Int",
        ),
    ),
    "gone": Relation(("file: Uuid",), ("path: String", "content: Int")),
    "node": Relation(
        ("id: Uuid",),
        (
            "file: Uuid",
            "kind: String",
            "name: String",
            "qualified_name: String",
            "parent: Uuid?",
            "signature: String",
            "docs: String",
            "visibility: String",
            "attributes: [String]",
            "cfg: String",
            "modifiers: [String]",
            "complexity: Int",
        ),
    ),
    # where a symbol stands: apart from the rest, for a line above moves all that is below it
    "place": Relation(("id: Uuid",), ("file: Uuid", *_SPAN, "name_line: Int")),
    "folded_name": Relation(("folded: String", "id: Uuid"), ()),
    # its place is relative to the start of its symbol
    "chunk": Relation(
        ("id: Uuid",),
        (
            "file: Uuid",
            "kind: String",
            *_SPAN,
            "symbol: Uuid",
            "symbol_kind: String",
            "name: String",
            "qualified_name: String",
            "signature: String",
            "tokens: Int",
            "outline: String",
            "parent: Uuid?",
            "vector: Uuid",
        ),
    ),
    # `anchor` is the innermost symbol around the evidence, and the place of that is relative to the anchor's start
    "edge": Relation(
        ("src: Uuid", "kind: String", "dst: Uuid", "anchor: Uuid", "start: Int"),
        ("end: Int", "start_line: Int", "end_line: Int", "method: String", "confidence: String"),
    ),
    "resolution": Relation(
        ("file: Uuid",),
        (
            "resolved: Int",
            "ambiguous: Int",
            "external: Int",
            "unresolved: Int",
            "open: Bytes",
            "open_names: [String]",
            "digest: String",
            "groups: Bytes",
        ),
    ),
    # the resolution of a replaced file, until it is resolved again: groups and open references as they were, and the
    # symbols that are gone or were not only moved, of which it says nothing any more
    "left": Relation(("file: Uuid",), ("groups: Bytes", "gone: [String]", "open: Bytes")),
    "open_name": Relation(("name: String", "file: Uuid"), ("ambiguous: Int", "external: Int", "unresolved: Int")),
    "facts": Relation(("hash: String", "language: String"), ("data: Bytes",)),
    "skipped": Relation(("path: String",), ("reason: String", "detail: String")),
    "problem": Relation(
        ("file: Uuid", "n: Int"), ("path: String", "stage: String", "code: String", "message: String", "span: [Int]?")
    ),
    "score": Relation(("id: Uuid",), ("value: Float",)),
    # the symbols that macro calls in a file make: they come and go with the file's edges
    "generated": Relation(("file: Uuid", "id: Uuid"), ()),
    # what a tool's index says of a file's references, made for the bytes with this hash
    "answer": Relation(("file: Uuid", "tool: String"), ("version: String", "hash: String", "data: Bytes")),
    # what macro calls become, as somebody asked: `hash` is of the file's bytes, `state` of all else that it depends on
    "expansion": Relation(
        ("file: Uuid", "start: Int", "end: Int"),
        ("hash: String", "state: String", "tool: String", "version: String", "macro: String", "data: Bytes"),
    ),
    # what the resolver's tables need of a file; `digest` is of what other files can see
    "unit": Relation(("file: Uuid",), ("digest: String", "data: Bytes")),
    # what the last resolution of a file rested on (`model.Dependencies`): kept until the next one has used it; `ties`
    # is a hash of what the file's edges join
    "reads": Relation(
        ("file: Uuid",), ("digest: String", "ties: String", "gives: Bytes", "heads: Bytes", "bodies: Bytes")
    ),
    # the same by symbol (`resolve.asked`), read of files of which only a part may have to be resolved
    "asked": Relation(("file: Uuid",), ("data: Bytes",)),
    # what macro calls that stand as items become, by a hash of all that it depends on
    "macro": Relation(("key: String",), ("data: Bytes",)),
    # vectors that came after the HNSW index was built, base64 of float32, until there is time to take them into it
    "unindexed": Relation(("key: Uuid",), ("v: String",)),
}

INDEXES = {
    "file:by_content": ("content",),
    "gone:by_content": ("content",),
    "node:by_file": ("file",),
    # all that a search by name asks: a node has its docs and more, and takes three times as long to read
    "node:by_name": ("name", "kind", "parent", "qualified_name"),
    "node:by_parent": ("parent",),
    "chunk:by_file": ("file",),
    "chunk:by_vector": ("vector",),
    "edge:by_dst": ("dst", "kind", "src"),
}

# nothing is resolved: edges are made anew
_UNRESOLVED = (
    "{?[folded, id] := *generated{id}, *node{id, name}, folded = lowercase(name) :rm folded_name {folded, id}}",
    "{?[id] := *generated{id} :rm node {id}}",
    "{?[file, id] := *generated{file, id} :rm generated {file, id}}",
    "{?[file, n] := *problem{file, n}, n >= 1000000 :rm problem {file, n}}",
    "{?[name, file] := *open_name{name, file} :rm open_name {name, file}}",
    "{?[file] := *reads{file} :rm reads {file}}",
    (
        "{?[src, kind, dst, anchor, start, end, start_line, end_line, method, confidence] <- [] :replace edge "
        "{src: Uuid, kind: String, dst: Uuid, anchor: Uuid, start: Int => "
        "end: Int, start_line: Int, end_line: Int, method: String, confidence: String}}"
    ),
    (
        "{?[file, resolved, ambiguous, external, unresolved, open, open_names, digest, groups] <- [] "
        ":replace resolution {file: Uuid => resolved: Int, ambiguous: Int, external: Int, unresolved: Int, "
        "open: Bytes, open_names: [String], digest: String, groups: Bytes}}"
    ),
    '{?[key, value] <- [["stage.edges", "0"]] :put meta {key => value}}',
)

MIGRATIONS: dict[int, tuple[str, ...]] = {
    2: (
        "{:create answer {file: Uuid, tool: String => version: String, hash: String, data: Bytes}}",
        "{:create generated {file: Uuid, id: Uuid}}",
        (
            "{:create expansion {file: Uuid, start: Int, end: Int => "
            "hash: String, state: String, tool: String, version: String, macro: String, data: Bytes}}"
        ),
    ),
    3: (
        "{:create unit {file: Uuid => digest: String, data: Bytes}}",
        "{:create reads {file: Uuid => digest: String, ties: String, gives: Bytes, heads: Bytes, bodies: Bytes}}",
        "{:create macro {key: String => data: Bytes}}",
    ),
    4: ("{:create unindexed {key: Uuid => v: String}}",),
    # the facts of files are of an older version, too
    5: (*_UNRESOLVED, "{:create left {file: Uuid => groups: Bytes, open: Bytes}}"),
    # files without a row are resolved as a whole
    6: ("{:create asked {file: Uuid => data: Bytes}}",),
    7: (
        (
            "{:create place {id: Uuid => file: Uuid, start: Int, end: Int, start_line: Int, end_line: Int, "
            "name_line: Int}}"
        ),
        (
            "{?[id, file, start, end, start_line, end_line, name_line] := "
            "*node{id, file, start, end, start_line, end_line, name_line} "
            ":put place {id => file, start, end, start_line, end_line, name_line}}"
        ),
        (
            "{?[id, file, kind, start, end, start_line, end_line, symbol, symbol_kind, name, qualified_name, "
            "signature, tokens, outline, parent, vector] := *chunk{id, file, kind, start: from, end: to, "
            "start_line: first, end_line: last, symbol, symbol_kind, name, qualified_name, signature, tokens, "
            "outline, parent, vector}, *place{id: symbol, start: base, start_line: line}, start = from - base, "
            "end = to - base, start_line = first - line, end_line = last - line "
            ":replace chunk {id: Uuid => file: Uuid, kind: String, start: Int, end: Int, start_line: Int, "
            "end_line: Int, symbol: Uuid, symbol_kind: String, name: String, qualified_name: String, "
            "signature: String, tokens: Int, outline: String, parent: Uuid?, vector: Uuid}}"
        ),
        (
            "{?[id, file, kind, name, qualified_name, parent, signature, docs, visibility, attributes, cfg, "
            "modifiers, complexity] := *node{id, file, kind, name, qualified_name, parent, signature, docs, "
            "visibility, attributes, cfg, modifiers, complexity} "
            ":replace node {id: Uuid => file: Uuid, kind: String, name: String, qualified_name: String, "
            "parent: Uuid?, signature: String, docs: String, visibility: String, attributes: [String], cfg: String, "
            "modifiers: [String], complexity: Int}}"
        ),
    ),
    # groups of edges and open references are packed otherwise
    8: (
        "{?[id] := *generated{id} :rm place {id}}",
        *_UNRESOLVED,
        (
            "{?[file, groups, gone, open] <- [] "
            ":replace left {file: Uuid => groups: Bytes, gone: [String], open: Bytes}}"
        ),
        # what was computed is not so any more
        '{?[key, value] := key = "stage.scores", *meta{key}, value = "-1" :put meta {key => value}}',
    ),
    # the index by name has more columns
    9: (),
}
"""For each older version, the scripts that bring it to the next one."""

# The relations that a step replaces, or whose indexes it changes, and whether their rows stay. One that has an index
# cannot be replaced; the index of an empty one is made when it is filled.
_REPLACED = {5: (("edge",), False), 7: (("node", "chunk"), True), 8: (("edge",), False), 9: (("node",), True)}


def of(name: str) -> Relation:
    """Give a relation by name, that of the vectors too."""
    return RELATIONS[name] if name in RELATIONS else Relation(("key: Uuid",), ("v: <F32>",))


def create_script(dimensions: int) -> str:
    """Write the script that creates every relation in one transaction; vectors have `dimensions` components."""
    vectors = Relation(("key: Uuid",), (f"v: <F32; {dimensions}>",))
    relations = {**RELATIONS, "emb": vectors}
    return "\n".join(
        f"{{:create {name} {{{', '.join(relation.keys)} => {', '.join(relation.values)}}}}}"
        if relation.values
        else f"{{:create {name} {{{', '.join(relation.keys)}}}}}"
        for name, relation in relations.items()
    )


def missing_indexes(engine: Engine) -> list[str]:
    """Name the indexes that an interrupted load left out."""
    present = set()
    for base in {name.partition(":")[0] for name in INDEXES}:
        present |= {f"{base}:{row[0]}" for row in engine.rows(f"::indices {base}")}
    return [name for name in INDEXES if name not in present]


def create_index(engine: Engine, name: str) -> None:
    """Create one of `INDEXES` over the rows that are there."""
    engine.write(f"::index create {name} {{{', '.join(INDEXES[name])}}}")


def check_version(stored: str | None, where: str) -> int:
    """Read the stored version; raises StoreCorruptError without one, StoreVersionError for one we cannot use."""
    if stored is None or not stored.isdigit():
        message = f"the store in {where} is damaged: it does not say which version it has"
        raise StoreCorruptError(message, hint=REBUILD_HINT)
    version = int(stored)
    if version > VERSION:
        message = f"the store in {where} was written by a newer codegraph (version {version}, this one reads {VERSION})"
        raise StoreVersionError(message, hint="update codegraph, or " + REBUILD_HINT)
    if version < VERSION and any(step not in MIGRATIONS for step in range(version, VERSION)):
        message = f"the store in {where} has version {version}, which this codegraph cannot bring to {VERSION}"
        raise StoreVersionError(message, hint=REBUILD_HINT)
    return version


def migrate(engine: Engine, version: int) -> None:
    """Bring a store from an older version to this one: a transaction, and a revision, for each version."""
    for step in range(version, VERSION):
        replaced, keeps_rows = _REPLACED.get(step, ((), False))
        missing = missing_indexes(engine)
        dropped = [name for name in INDEXES if name.partition(":")[0] in replaced and name not in missing]
        for name in dropped:
            engine.write(f"::index drop {name}")
        bump = f'{{?[key, value] <- [["version", "{step + 1}"]] :put meta {{key => value}}}}'
        engine.write("\n".join((*MIGRATIONS[step], bump, load("raise_revision"))))
        # where this is cut off the next writer makes them
        for name in dropped if keeps_rows else ():
            create_index(engine, name)
