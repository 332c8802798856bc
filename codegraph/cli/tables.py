"""Small tables of words and figures, as lines of text that are aligned wherever they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.cli.output import SCREEN, is_terminal, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP = "  "


def print_table(headers: Sequence[str], rows: Sequence[Sequence[str]], *, left: int = 1, indent: int = 0) -> None:
    """Print rows under headers: the first `left` columns to the left, all others to the right."""
    lines = table_lines([headers, *rows], left=left)
    for number, line in enumerate(lines):
        shown = " " * indent + line
        if number == 0 and is_terminal():
            SCREEN.line_styled((shown, "bold"))
        else:
            SCREEN.line(shown)


def table_lines(rows: Sequence[Sequence[str]], *, left: int = 1) -> list[str]:
    """Lay out rows of equally many cells in columns, the first `left` to the left, all others to the right."""
    cells = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        _GAP.join(
            cell.ljust(width) if at < left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]
