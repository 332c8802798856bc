"""What an edit leaves as it was is left in the store: what is there afterwards is what a clean index has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from codegraph import api
from codegraph.store import Store, local_directory
from tests.support.store_dump import difference, dump

if TYPE_CHECKING:
    from pathlib import Path

PADDING = "\n".join(f"pub fn filler{n}(x: u8) -> u8 {{ x + {n} }}" for n in range(60))
MEMBERS = "\n".join(f"    pub fn member{n}(x: u8) -> u8 {{ alike() + x + {n} }}" for n in range(20))
LIB = f"""pub mod other;
{PADDING}
#[cfg(test)]
mod inner {{
    pub fn alike() -> u8 {{ 1 }}
{MEMBERS}
    pub fn second() -> u8 {{ alike() }}
}}
/// Of one.
pub fn twin() -> u8 {{ 1 }}
/// Of twenty-two.
pub fn twin() -> u8 {{ 22 }}
impl Thing {{ pub fn of(&self) -> u8 {{ filler1(2) }} }}
pub struct Thing;
"""
TWINS = "one.\npub fn twin() -> u8 { 1 }\n/// Of twenty-two.\npub fn twin() -> u8 { 22 }"
SWAPPED = "twenty-two.\npub fn twin() -> u8 { 22 }\n/// Of one.\npub fn twin() -> u8 { 1 }"
EDITS = [
    ("a condition around", "#[cfg(test)]\nmod", '#[cfg(feature = "x")]\nmod'),
    ("the first of two alike goes", "/// Of one.\npub fn twin() -> u8 { 1 }\n", ""),
    ("two alike change places", TWINS, SWAPPED),
    ("a line above", "pub mod other;", "// a remark\n\npub mod other;"),
    ("another body", "x + 3", "x + 333"),
    ("a definition less", "pub fn filler5(x: u8) -> u8 { x + 5 }\n", ""),
    ("another head of a container", "impl Thing", "impl  Thing"),
    ("a container of another name", "mod inner", "mod outer"),
]  # fmt: skip


WORDS = ["filler1", "filler3", "alike", "twin", "thing", "333", "22", "remark"]


def indexed(root: Path, versions: list[dict[str, str]]) -> Path:
    """Write one version of a crate after the other, and index each."""
    (root / "src").mkdir(parents=True)
    (root / "src" / "other.rs").write_text("pub fn far() -> u8 { crate::filler2(1) }\n")
    for files in versions:
        for path, text in files.items():
            (root / path).write_text(text)
        api.index(root, cwd=root)
    return root


def assert_same(edited: Path, clean: Path) -> None:
    with Store.open(local_directory(edited)) as one, Store.open(local_directory(clean)) as two:
        assert difference(dump(one, WORDS), dump(two, WORDS), one, two) == []


MANIFEST = '[package]\nname = "it"\nversion = "0.1.0"\n'


@pytest.mark.parametrize(("old", "new"), [case[1:] for case in EDITS], ids=[case[0] for case in EDITS])
def test_an_edited_file_is_stored_as_if_it_was_new(tmp_path: Path, old: str, new: str) -> None:
    assert old in LIB
    before = {"Cargo.toml": MANIFEST, "src/lib.rs": LIB}
    after = {"Cargo.toml": MANIFEST, "src/lib.rs": LIB.replace(old, new)}
    assert_same(indexed(tmp_path / "a" / "it", [before, after]), indexed(tmp_path / "b" / "it", [after]))


def test_an_edited_file_of_a_renamed_crate_is_stored_as_if_it_was_new(tmp_path: Path) -> None:
    before, after = (
        {"Cargo.toml": f'{MANIFEST}[lib]\nname = "{name}"\n', "src/lib.rs": LIB.replace("x + 3", f"x + {len(name)}")}
        for name in ("one", "another")
    )
    assert_same(indexed(tmp_path / "a" / "it", [before, after]), indexed(tmp_path / "b" / "it", [after]))
