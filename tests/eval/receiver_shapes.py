"""The shapes of receivers in tests/fixtures/rust/receivers, and the calls that each should give.

    python -m tests.eval.receiver_shapes > docs/receiver-shapes.md

How the comments of the fixture are written is told in its `shapes/src/lib.rs`. They are read with tree-sitter alone.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import tree_sitter_rust
from tree_sitter import Language, Node, Parser

if TYPE_CHECKING:
    from collections.abc import Iterator

FIXTURE = Path(__file__).parent.parent / "fixtures" / "rust" / "receivers"
_RUST = Language(tree_sitter_rust.language())
_SHAPE = re.compile(r"^// shape: (?P<id>\S+) - (?P<how>.+)$")
_COMMENT = re.compile(r"\s*// (?P<what>def|call|ambiguous|reference): (?P<targets>[\w:, -]+)$")
_SHARED = "shapes::kinds"


class Place(NamedTuple):
    """A line of a file of the fixture; lines count from 1."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape: by line, the functions called, the alternatives that stay open, and those only mentioned."""

    id: str
    how: str
    path: str
    first: int
    last: int
    calls: dict[int, list[Place]] = field(default_factory=dict)
    ambiguous: dict[int, list[Place]] = field(default_factory=dict)
    references: dict[int, list[Place]] = field(default_factory=dict)
    examples: list[str] = field(default_factory=list)

    def holds(self, path: str, line: int) -> bool:
        """Tell whether this line is the shape's."""
        return path == self.path and self.first <= line <= self.last


def read_shapes(root: Path = FIXTURE) -> list[Shape]:
    """Read all shapes of the fixture; a target that nothing or more than one thing defines is a `ValueError`."""
    sources = {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in sorted(root.rglob("*.rs"))}
    definitions: dict[str, Place] = {}
    for path, source in sources.items():
        for name, place in _definitions(path, source):
            if name in definitions:
                message = f"{name} is defined at {definitions[name]} and at {place}"
                raise ValueError(message)
            definitions[name] = place
    return [shape for path, source in sources.items() for shape in _shapes(path, source, definitions)]


def table(shapes: list[Shape]) -> str:
    """Write the shapes as a page of the documentation."""
    rows = [f"| {it.id} | `{_cell(it.examples[-1])}` | {_cell(it.how)} |" for it in shapes]
    return "\n".join(
        (
            "# Shapes of receivers",
            "",
            "The calls that the resolver is tested on, one test each (`tests/integration/test_receiver_shapes.py`),",
            "with what decides them. The code stands in `tests/fixtures/rust/receivers`; what it expects is what",
            "rust-analyzer says. Where the resolver is not sure it gives no edge, but lists the call as unresolved or",
            "ambiguous.",
            "",
            "| Shape | Example | Decided by |",
            "| --- | --- | --- |",
            *rows,
            "",
            "This table is written by `python -m tests.eval.receiver_shapes`.",
            "",
        )
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _definitions(path: str, source: str) -> Iterator[tuple[str, Place]]:
    """Give each function by its qualified name, or by the `// def:` of its line."""
    lines = source.splitlines()
    given: dict[int, str] = {}
    for number, line in enumerate(lines, 1):
        if (comment := _COMMENT.search(line)) is not None and comment["what"] == "def":
            given[number] = comment["targets"]
    root = Parser(_RUST).parse(source.encode()).root_node
    modules: list[tuple[int, int, str]] = []
    waiting: list[tuple[Node, str, str]] = [(root, _module(path), _module(path))]
    while waiting:
        node, module, owner = waiting.pop()
        name = node.child_by_field_name("name")
        if node.type == "mod_item" and name is not None:
            module = owner = f"{module}::{_text(name)}"
            modules.append((node.start_point.row + 1, node.end_point.row + 1, module))
        elif node.type == "trait_item" and name is not None:
            owner = f"{module}::{_text(name)}"
        elif node.type == "impl_item" and (of := node.child_by_field_name("type")) is not None:
            owner = f"{module}::{_text(of).partition('<')[0]}"
        elif node.type in {"function_item", "function_signature_item"} and name is not None:
            owner = f"{owner}::{_text(name)}"
            if (at := name.start_point.row + 1) not in given:
                yield owner, Place(path, at)
        waiting.extend((child, module, owner) for child in node.named_children)
    for number, label in given.items():
        inner = max((it for it in modules if it[0] <= number <= it[1]), default=(0, 0, _module(path)))
        yield f"{inner[2]}::{label}", Place(path, number)


def _module(path: str) -> str:
    crate, _, file = path.partition("/src/")
    stem = file.removesuffix(".rs").replace("/", "::")
    return crate if stem == "lib" else f"{crate}::{stem}"


def _text(node: Node) -> str:
    return (node.text or b"").decode()


def _shapes(path: str, source: str, definitions: dict[str, Place]) -> Iterator[Shape]:
    lines = source.splitlines()
    starts = [(n, head) for n, line in enumerate(lines, 1) if (head := _SHAPE.match(line)) is not None]
    ends = [*(first for first, _ in starts), len(lines) + 1][1:]
    for (first, head), following in zip(starts, ends, strict=True):
        shape = Shape(head["id"], head["how"], path, first, following - 1)
        inside = lines[first : following - 1]
        module = next(line.removeprefix("pub mod ").partition(" ")[0] for line in inside if line.startswith("pub mod "))
        spaces = (f"{_module(path)}::{module}::", f"{_SHARED}::", "")
        for number, line in enumerate(inside, first + 1):
            if (comment := _COMMENT.search(line)) is None or comment["what"] == "def":
                continue
            held = {"call": shape.calls, "ambiguous": shape.ambiguous, "reference": shape.references}[comment["what"]]
            held[number] = [_find(target, spaces, definitions) for target in comment["targets"].split(", ")]
            shape.examples.append(line[: comment.start()].strip())
        yield shape


def _find(target: str, spaces: tuple[str, ...], definitions: dict[str, Place]) -> Place:
    for space in spaces:
        if (place := definitions.get(space + target)) is not None:
            return place
    message = f"nothing defines {target}, looked for from {spaces[0]}"
    raise ValueError(message)


if __name__ == "__main__":
    sys.stdout.write(table(read_shapes()))
