from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.errors import ScipFileError
from codegraph.resolve.scip.places import Places
from codegraph.resolve.scip.reading import Encoding, Occurrence, open_index
from codegraph.resolve.scip.symbols import is_local, name_of, package_of
from tests.support import scip

if TYPE_CHECKING:
    from pathlib import Path

    from codegraph.resolve.scip.reading import Document

GOOD = scip.index(
    scip.document(
        "src/a.rs",
        [
            scip.occurrence([3, 4, 9], "demo cargo it 1.0 a/f().", definition=True),
            scip.occurrence([5, 0, 6, 2], "local 12"),
        ],
    ),
    scip.document("src/b.rs", [], encoding=2),
)


def read(path: Path, data: bytes) -> list[Document]:
    path.write_bytes(data)
    with open_index(path) as index:
        return list(index.documents())


def test_documents_and_occurrences_are_read(tmp_path: Path) -> None:
    a, b = read(tmp_path / "index.scip", GOOD)
    assert (a.path, a.encoding, b.path, b.encoding) == ("src/a.rs", Encoding.UTF8, "src/b.rs", Encoding.UTF16)
    assert a.occurrences == [
        Occurrence(3, 4, 3, 9, "demo cargo it 1.0 a/f().", definition=True),
        Occurrence(5, 0, 6, 2, "local 12", definition=False),
    ]


def test_the_tool_is_named(tmp_path: Path) -> None:
    path = tmp_path / "index.scip"
    path.write_bytes(scip.index(tool="scip-typescript", version="0.3"))
    with open_index(path) as index:
        assert index.tool == ("scip-typescript", "0.3")


def test_unknown_fields_are_passed_over(tmp_path: Path) -> None:
    more = scip.number(99, 7) + scip.message(98, b"x") + bytes([97 << 3 & 0x7F | 0x85, 6]) + b"1234"
    [found] = read(tmp_path / "index.scip", scip.index(scip.document("a.py", [more])))
    assert found.path == "a.py"


def test_a_range_of_the_wrong_length_is_no_occurrence(tmp_path: Path) -> None:
    odd = [scip.occurrence(place, "s x p v f().") for place in ([], [1, 2], [1, 2, 3, 4, 5], [1, 1 << 40, 3])]
    [found] = read(tmp_path / "index.scip", scip.index(scip.document("a.py", odd)))
    assert found.occurrences == []


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (b"\x00", "a field without a number"),
        (b"not an index at all", "at byte"),
        (GOOD[:-3], "longer than the message"),
        (scip.document("a.rs", []), "no metadata"),
        (scip.number(1, 5), "a number where"),
        (scip.index(scip.message(2, scip.number(1, 5))), "a number where"),
        (scip.index(scip.message(2, scip.message(2, scip.message(3, b"x")))), "a text where a number is due"),
        (scip.index(scip.message(2, scip.message(1, b"\xff\xfe"))), "utf-8"),
        (scip.index(scip.message(2, scip.message(1, b"x" * 70_000))), "too long"),
        (scip.index(b"\x12" + b"\xff" * 12), "does not end"),
        (scip.index(b"\x13"), "wire type 3"),
    ],
)
def test_what_is_no_index_is_refused_with_its_path_and_what_to_do(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "index.scip"
    with pytest.raises(ScipFileError, match=why) as caught:
        read(path, data)
    assert str(path) in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize("name", ["absent.scip", "."])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ScipFileError, match="cannot be read"), open_index(tmp_path / name):
        pass


@given(data=st.binary(max_size=200), at=st.integers(0, len(GOOD)), kept=st.integers(0, len(GOOD)))
def test_any_bytes_give_documents_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, at: int, kept: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.scip"
    with contextlib.suppress(ScipFileError):
        read(path, GOOD[:at] + data + GOOD[kept:])


LINES = 'let é = "𝄞"; f();\nplain\n'


@pytest.mark.parametrize(
    ("encoding", "character"),
    [(Encoding.UTF8, 17), (Encoding.UTF16, 14), (Encoding.UTF32, 13), (Encoding.UNSPECIFIED, 14)],
)
def test_characters_are_counted_as_the_index_says(encoding: Encoding, character: int) -> None:
    places = Places(LINES.encode(), encoding)
    assert places.byte(0, character) == LINES.encode().index(b"f()")
    assert places.byte(1, 5) == LINES.encode().index(b"plain") + 5


@pytest.mark.parametrize(("line", "character"), [(0, 99), (1, 6), (2, 1), (3, 0), (1 << 31, 0)])
def test_a_place_outside_the_file_is_none(line: int, character: int) -> None:
    assert Places(LINES.encode(), Encoding.UTF8).byte(line, character) is None


def test_a_place_within_a_character_is_none() -> None:
    assert Places("𝄞 f()".encode(), Encoding.UTF16).byte(0, 1) is None


@given(
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=20), cut=st.integers(0, 20)
)
def test_all_encodings_agree_on_where_characters_start(text: str, cut: int) -> None:
    before = text[:cut]
    wanted = len(before.encode())
    units = {
        Encoding.UTF8: wanted,
        Encoding.UTF16: len(before.encode("utf-16-le")) // 2,
        Encoding.UTF32: len(before),
    }
    for encoding, count in units.items():
        assert Places(text.encode(), encoding).byte(0, count) == wanted


@pytest.mark.parametrize(
    ("symbol", "package", "name"),
    [
        ("rust-analyzer cargo grep_printer . jsont/Config#new().", "grep_printer", "new"),
        ("scip-python python my  pkg 0.1 `a.b`/C#m().", "my pkg", "m"),
        ("scip-typescript npm . . `a.ts`/`weird name`.", "", "weird name"),
        ("local 12", "", ""),
        ("", "", ""),
    ],
)
def test_symbols_name_their_package_and_themselves(symbol: str, package: str, name: str) -> None:
    assert package_of(symbol) == package
    assert is_local(symbol) or name_of(symbol) == name
