"""Shorter forms of a source, and that they say truthfully what they leave out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.model import ChunkKind
from codegraph.pack.compress import Focus, first_sentence, header_length, outline_of, shown, signature_of
from codegraph.pack.sources import sources_of

if TYPE_CHECKING:
    from codegraph.pack import Candidate
    from codegraph.pack.sources import Source
    from tests.unit.pack.conftest import MakeCandidate

FUNCTION = """\
/// Read an item.
#[inline]
pub fn read(
    queue: &Queue,
) -> Item {
    let first = queue.first();
    let second = queue.second();
    let third = queue.third();
    first
}
"""
SIGNATURE = "pub fn read( queue: &Queue, ) -> Item"


def source(candidate: Candidate) -> Source:
    return sources_of([candidate], 5)[0][0]


def test_an_outline_keeps_docs_signature_and_end(make: MakeCandidate) -> None:
    assert outline_of(source(make(1, FUNCTION, line=120, signature=SIGNATURE))) == (
        "/// Read an item.\n#[inline]\npub fn read(\n    queue: &Queue,\n) -> Item {\n"
        "    … 4 lines (125-128) left out\n}"
    )


@pytest.mark.parametrize(
    ("text", "signature", "body", "header"),
    [
        (FUNCTION, "", FUNCTION.index("{"), 5),
        (FUNCTION, SIGNATURE, -1, 5),
        (FUNCTION, "pub fn read(queue: &Queue) -> Item", -1, 5),
        (FUNCTION, "fn something_else()", -1, 1),
        ("def f(a):\n    return a\n", "def f(a)", len("def f(a):\n    "), 1),
        ("int f(int a)\n{\n    return a;\n}\n", "int f(int a)", len("int f(int a)\n"), 2),
        ("int f(int a)\n{\n    return a;\n}\n", "int f(int a)", -1, 2),
        ("fn f() {}\n", "fn f()", 1000, 1),
    ],
)
def test_the_header_ends_where_the_body_starts(
    make: MakeCandidate, text: str, signature: str, body: int, header: int
) -> None:
    assert header_length(source(make(1, text, signature=signature, body=body))) == header


def test_a_piece_of_a_body_has_no_header(make: MakeCandidate) -> None:
    assert header_length(source(make(1, FUNCTION, kind=ChunkKind.BLOCK, signature=SIGNATURE))) == 0


def test_documentation_inside_the_body_stays_in_the_outline(make: MakeCandidate) -> None:
    text = 'def f(a):\n    """Read it.\n\n    More.\n    """\n    b = a\n    c = b\n    return c\n'
    region = source(make(1, text, signature="def f(a)", docs="Read it.\n\nMore."))
    assert outline_of(region) == 'def f(a):\n    """Read it.\n\n    More.\n    … 4 lines (5-8) left out'


def test_a_container_shows_its_members(make: MakeCandidate) -> None:
    outline = "impl Queue\n    pub fn read(&self) -> Item"
    shown_outline = outline_of(source(make(1, FUNCTION, line=7, kind=ChunkKind.CONTAINER, outline=outline)))
    assert shown_outline == f"{outline}\n… 10 lines (7-16) shown in outline"


def test_a_long_outline_is_cut_and_says_so(make: MakeCandidate) -> None:
    outline = "\n".join(["impl Queue", *(f"    fn f{n}()" for n in range(100))])
    shown_outline = outline_of(source(make(1, FUNCTION, kind=ChunkKind.CONTAINER, outline=outline))).split("\n")
    assert shown_outline[-2:] == ["… 41 more lines of the outline left out", "… 10 lines (1-10) shown in outline"]


def test_pages_of_docs_are_cut(make: MakeCandidate) -> None:
    docs = "".join(f"/// Page {n}.\n" for n in range(50))
    text = outline_of(source(make(1, f"{docs}fn f() {{\n    a();\n    b();\n}}\n", signature="fn f()")))
    assert "… 37 lines (7-43) left out" in text
    assert text.endswith("fn f() {\n    … 2 lines (52-53) left out\n}")


def test_an_excerpt_holds_what_the_task_is_about_and_what_encloses_it(make: MakeCandidate) -> None:
    noise = "".join(f"        step({n});\n" for n in range(60))
    text = f"fn run() {{\n    if ready {{\n{noise}        detect_binary(file);\n{noise}    }}\n}}\n"
    region = source(make(1, text, signature="fn run()"))
    excerpt = shown(region, Focus("How is a binary file detected?").choose(region, 4)).split("\n")
    assert excerpt[:2] == ["fn run() {", "    if ready {"]
    assert "        detect_binary(file);" in excerpt
    assert len(excerpt) <= 10


def test_without_a_word_of_the_task_an_excerpt_is_the_start(make: MakeCandidate) -> None:
    body = "".join(f"    step({n});\n" for n in range(60))
    region = source(make(1, f"fn run() {{\n{body}}}\n", signature="fn run()"))
    for task in ("unrelated question", "", "?"):
        assert Focus(task).choose(region, 3) == {1, 2, 3}


@given(
    lines=st.lists(st.sampled_from(["", "}", "a", "  b", "    c()", "\tqueue"]), min_size=1, max_size=60),
    keep=st.sets(st.integers(0, 60)),
    start=st.integers(1, 500),
)
def test_shown_and_left_out_lines_are_all_lines(
    make: MakeCandidate, lines: list[str], keep: set[int], start: int
) -> None:
    region = source(make(1, "\n".join(lines) + "\n", line=start))
    at = 0
    for line in shown(region, keep).split("\n"):
        if not (gap := re.fullmatch(r"\s*… \d+ lines? \((\d+)(?:-(\d+))?\) left out", line)):
            assert line == lines[at]
            at += 1
            continue
        first, last = int(gap[1]), int(gap[2] or gap[1])
        assert first == start + at
        assert f"… {last - first + 1} line" in line
        at = last - start + 1
    assert at == len(lines)


def test_the_first_sentence_is_found() -> None:
    assert first_sentence("Read e.g. one\nitem. Then more.\n\nMore.") == "Read e.g."
    assert first_sentence("Reads version 1.2 of it. More.") == "Reads version 1.2 of it."
    assert first_sentence("No full stop\nhere\n\nOther") == "No full stop here"
    assert first_sentence("word " * 100) == "word " * 31 + "word…"
    assert first_sentence("") == ""


def test_a_signature_is_one_line(make: MakeCandidate) -> None:
    assert signature_of(make(1, FUNCTION, signature=SIGNATURE)) == "pub fn read(queue: &Queue) -> Item"
    assert signature_of(make(1, "", signature="a\n[2] b:1-2\u2028c")) == "a [2] b:1-2 c"
    assert len(signature_of(make(1, "", signature="x" * 1000))) == 240
