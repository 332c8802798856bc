"""The file of a static model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from codegraph.embed.static import load_static
from codegraph.embed.table import open_table, pack_table
from codegraph.errors import ModelFileError

if TYPE_CHECKING:
    from pathlib import Path

WORDS = ("_a", "_é", "b")
SCALES = (0.5, 1.0, 0.25)
ROWS = bytes([1, 2, 255, 128, 0, 127])


def packed(recipe: int = 1) -> bytes:
    return pack_table("tiny", recipe, WORDS, SCALES, ROWS)


def test_a_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "tiny.bin"
    file.write_bytes(packed())
    table = open_table(file)
    assert (table.dimensions, table.recipe, table.vocabulary) == (2, 1, WORDS)
    assert tuple(table.scales) == SCALES
    assert list(table.rows) == [1, 2, -1, -128, 0, 127]
    assert table.model.startswith("tiny-")


def test_other_contents_have_another_name(tmp_path: Path) -> None:
    names = set()
    for number, rows in enumerate((ROWS, ROWS[::-1])):
        file = tmp_path / f"{number}.bin"
        file.write_bytes(pack_table("tiny", 1, WORDS, SCALES, rows))
        names.add(open_table(file).model)
    assert len(names) == 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"{}\n",
        b"\x7fELF",
        b"[1]\n",
        packed()[:-1],
        packed() + b"\0",
        packed().replace(b"embedding-1", b"embedding-9"),
    ],
    ids=["empty", "blank", "no header", "binary", "list", "truncated", "longer", "other format"],
)
def test_a_damaged_file_is_refused_with_its_name(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "damaged.bin"
    file.write_bytes(data)
    with pytest.raises(ModelFileError, match=r"damaged\.bin") as caught:
        open_table(file)
    assert caught.value.hint


def test_a_missing_file_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=r"missing\.bin"):
        open_table(tmp_path / "missing.bin")


def test_a_table_for_another_recipe_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "later.bin"
    file.write_bytes(packed(recipe=999))
    with pytest.raises(ModelFileError, match="999"):
        load_static(file)
