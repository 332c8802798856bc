from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.eval.call_sites import Function
from tests.eval.python_answers import Answer, bytes_before, characters_before, source_roots
from tests.eval.python_sites import bound_names
from tests.eval.python_truth import Members, Said, merge
from tests.eval.truth_file import read_meta, write_truth

if TYPE_CHECKING:
    from pathlib import Path


A, B, C = ("a.py", 1, 4), ("a.py", 5, 4), ("a.py", 9, 0)
DEFINITIONS = {A: Function("a.py", "a", 1, 4, 2), B: Function("a.py", "b", 5, 4, 6)}
"""C is a variable: no definition."""


def merged(pyright: Answer, jedi: Answer) -> tuple[str, str, list[tuple[str, int, int]]]:
    return merge(Said(pyright, jedi, Answer()), DEFINITIONS)


def test_two_answers_become_one() -> None:
    nothing, outside = Answer(), Answer(outside=True)
    assert merged(Answer((A, B)), Answer((A,))) == ("function", "both", [A, B])
    assert merged(Answer((A,)), Answer((B,))) == ("disputed", "both", [A, B])
    assert merged(Answer((A,)), nothing) == ("function", "pyright", [A])
    assert merged(nothing, Answer((B,))) == ("function", "jedi", [B])
    assert merged(outside, Answer((B,))) == ("disputed", "both", [B])
    assert merged(outside, outside) == ("external", "both", [])
    assert merged(Answer((C,)), nothing) == ("other", "pyright", [C])
    assert merged(nothing, nothing) == ("unresolved", "both", [])


def test_a_class_has_its_own_constructor_or_that_of_the_nearest_base() -> None:
    top, own, below, lowest = ("a.py", 1, 6), ("a.py", 2, 8), ("a.py", 5, 6), ("a.py", 8, 6)
    definitions = {
        top: Function("a.py", "Top", 1, 6, 3, "class"),
        own: Function("a.py", "__init__", 2, 8, 3, "method", 1),
        below: Function("a.py", "Below", 5, 6, 6, "class"),
        lowest: Function("a.py", "Lowest", 8, 6, 9, "class"),
    }
    members = Members(definitions, {below: [top], lowest: [below], top: [lowest]})
    assert [members.of(place, {"__init__"}) for place in (top, below, lowest, own)] == [[own], [own], [own], []]


def test_imports_start_from_folders_that_hold_a_package() -> None:
    assert source_roots(["src/a/__init__.py", "src/a/b/__init__.py", "x/lib/c/__init__.py", "d.py"]) == [
        "",
        "src",
        "x/lib",
    ]


def test_what_no_file_makes_is_not_asked_about() -> None:
    names = bound_names(b"import a as b, c\ndef f(x, *y, z: int = 1): self.w, v = 1\nfor u in t: q()\nk = lambda j: 0")
    assert names == {"b", "f", "x", "y", "z", "w", "v", "u", "k", "j"}


@given(st.text(), st.integers(0, 20), st.booleans())
def test_columns_in_bytes_and_characters_lead_to_one_another(text: str, column: int, utf16: bool) -> None:  # noqa: FBT001
    text = text.encode("utf-8", "replace").decode()
    whole = bytes_before(text, min(column, len(text)), utf16=False)
    assert bytes_before(text, characters_before(text, whole, utf16=utf16), utf16=utf16) == whole


def test_a_truth_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    lines = [{"type": "site", "path": "é.py", "state": "function"}, {"type": "site", "path": "b.py", "state": "other"}]
    meta = write_truth(tmp_path / "x" / "truth", {"language": "python"}, lines)
    assert meta == read_meta(tmp_path / "x" / "truth")
    assert meta["states"] == {"function": 1, "other": 1}
    assert [path.name for path in (tmp_path / "x").iterdir()] == ["truth"]
