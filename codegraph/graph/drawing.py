"""Answers as drawings: Mermaid or Graphviz text of a neighbourhood."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codegraph.graph.answers import Answer

FORMATS = ("mermaid", "dot")
_QUOTES = str.maketrans({'"': "'", "\\": "/", "\n": " ", "<": "‹", ">": "›", "#": "＃", "&": "＆"})  # noqa: RUF001


def draw(answers: Iterable[Answer], layout: str) -> str:
    """Draw what is tied to the subjects of some answers: a node for each symbol, an edge for each kind between two."""
    labels: dict[str, str] = {}
    edges: dict[tuple[str, str, str], int] = {}
    for answer in answers:
        for one in answer.subject.symbols:
            labels[one.id] = f"{one.kind} {one.qualified_name}"
        for step in answer.steps:
            for end in (step.link.near, step.link.far):
                if end in answer.nodes:
                    labels.setdefault(end, f"{answer.nodes[end].kind} {answer.nodes[end].qualified_name}")
            near, far = step.link.near, step.link.far
            if near in labels and far in labels:
                source, target = (near, far) if step.link.out else (far, near)
                edges[source, target, step.link.kind] = edges.get((source, target, step.link.kind), 0) + 1
    names = {one: f"n{number}" for number, one in enumerate(sorted(labels))}
    texts = {one: label.translate(_QUOTES) for one, label in labels.items()}
    ordered = sorted(edges.items(), key=lambda item: (names[item[0][0]], names[item[0][1]], item[0][2]))
    times = {edge: f"{edge[2]}{f' x{number}' if number > 1 else ''}" for edge, number in ordered}
    if layout == "mermaid":
        nodes = [f'  {names[one]}["{texts[one]}"]' for one in sorted(labels)]
        lines = [f'  {names[edge[0]]} -->|"{said}"| {names[edge[1]]}' for edge, said in times.items()]
        return "\n".join(["graph LR", *nodes, *lines])
    nodes = [f'  {names[one]} [label="{texts[one]}"];' for one in sorted(labels)]
    lines = [f'  {names[edge[0]]} -> {names[edge[1]]} [label="{said}"];' for edge, said in times.items()]
    return "\n".join(["digraph code {", "  rankdir=LR;", "  node [shape=box];", *nodes, *lines, "}"])
