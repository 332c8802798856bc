"""Members of interfaces that the grammar would read as one."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.parse.languages.javascript.semicolons import part_members
from codegraph.parse.parsing import parse_file


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("interface A {\n  (x: X): Y\n  <T>(x: T): Z\n}\n", "interface A {\n  (x: X): Y;  <T>(x: T): Z\n}\n"),
        ("type A = {\n  f: B // of b\n  [k: string]: C\n}", "type A = {\n  f: B;// of b\n  [k: string]: C\n}"),
        ("interface A {\n  f(\n    (x)\n  ): Y\n}\n", None),
        ("interface A {\n  f: |\n  (x) => Y\n  g: Z;\n  (): Y\n}\n", None),
        ("const a = b\n  (c)\n", None),
        ("return (\n  <div />\n)\n", None),
    ],
)
def test_a_member_ends_where_its_line_does(source: str, expected: str | None) -> None:
    assert part_members(source.encode()).decode() == (expected if expected is not None else source)


def test_an_interface_of_several_signatures_is_read_without_an_error() -> None:
    members = "".join(f"  // {number}\n  <P extends string>(path: P, h: H<P>): [H<P>]\n\n" for number in range(9))
    facts = parse_file("a.ts", "typescript", f"interface A {{\n{members}}}\nclass B {{}}\n".encode())
    assert facts.problems == ()
    assert [it.name for it in facts.symbols[1:]] == ["A", "B"]
    assert len(facts.declarations[0].data[2]) == 9


@given(st.text(alphabet="interface A {}[]()<>;:=\n\t'\"`/*x|&,?"))
def test_all_bytes_stay_where_they_are(text: str) -> None:
    source = ("interface A {" + text).encode()
    parted = part_members(source)
    assert len(parted) == len(source)
    assert all(a == b or (a == ord(";") and chr(b).isspace()) for a, b in zip(parted, source, strict=True))


@pytest.mark.parametrize(
    "text", ["interface A {\n<", "\n<\ntype A ", "interface A {\n(/*", "interface A {\n('", "{\n<("]
)
def test_hostile_sources_are_read_in_time(text: str) -> None:
    start = process_time()
    part_members(text.encode() * 20_000)
    assert process_time() - start < 5
