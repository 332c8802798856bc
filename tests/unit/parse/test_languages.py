"""What every language beside Rust gives: symbols, references, what is known of types, chunks."""

from __future__ import annotations

import itertools
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegraph.discover.languages import LANGUAGES, language_of
from codegraph.model import Span, SymbolKind
from codegraph.parse.codec import decode, encode, read_bodies
from codegraph.parse.events import Tree
from codegraph.parse.languages import SUPPORTED
from codegraph.parse.parsing import parse_file, parse_version
from codegraph.parse.spec import tools
from tests.support.language_samples import SAMPLES
from tests.support.modern_samples import FUNCTIONS, REPEATED
from tests.support.sound import assert_sound

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node

    from codegraph.model import Facts

FIXTURES = Path(__file__).parents[2] / "fixtures" / "languages"
FILES = sorted(
    it.relative_to(FIXTURES).as_posix() for it in FIXTURES.rglob("*") if it.is_file() and it.name != "go.mod"
)
NAMES = sorted(SAMPLES)


def parsed(path: str) -> Facts:
    return parse_file(path, language_of(path) or "", (FIXTURES / path).read_bytes())


def symbol_lines(facts: Facts) -> list[str]:
    declared = {it.symbol: it.data for it in facts.declarations}
    bodies = read_bodies(facts)
    lines = []
    for number, it in enumerate(facts.symbols):
        more = " ".join([it.visibility, *it.modifiers, *(f"@{one}" for one in it.attributes), *it.generics])
        of = f" of {it.self_type}" if it.self_type else ""
        lines.append(
            f"{number} in {it.parent}: {it.kind} {it.name}{of} {it.span.start_line}-{it.span.end_line} | {it.signature}"
            f" | {more} | {it.docs!r} | {it.complexity} | {declared.get(number)}"
        )
        lines += [f"    {row[0]} = {row[3]!r} {row[4]}".rstrip() for row in bodies.get(number, [])]
    return lines


def reference_lines(facts: Facts) -> list[str]:
    return [
        f"{it.line} in {it.symbol}: {it.kind} {it.text}"
        + (f" as {it.alias}" if it.alias else "")
        + (f" for {it.visibility}" if it.visibility else "")
        + (f" with {it.arguments}" if it.arguments else "")
        + (" shadowed" if it.shadowed else "")
        for it in facts.references
    ]


def chunk_lines(facts: Facts) -> list[str]:
    return [
        f"{it.kind} of {it.symbol} in {it.parent}: {it.span.start_line}-{it.span.end_line} {it.outline!r}"
        for it in facts.chunks
    ]


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("part", [symbol_lines, reference_lines, chunk_lines])
def test_facts(path: str, part: Callable[[Facts], list[str]], snapshot: object) -> None:
    facts = parsed(path)
    assert facts.problems == ()
    assert part(facts) == snapshot


@pytest.mark.parametrize("path", FILES)
def test_every_name_stands_where_it_is_said_to_stand(path: str) -> None:
    source, facts = (FIXTURES / path).read_bytes(), parsed(path)
    for reference in facts.references:
        assert source[reference.start : reference.end].decode() == reference.name
    for number, symbol in enumerate(facts.symbols):
        assert not number or source[symbol.name_start : symbol.name_end].decode() == symbol.name
        for name, start, *_ in read_bodies(facts).get(number, []):
            at = symbol.span.start + start
            last = name.rpartition(".")[2]
            # bound from there on: behind its value, where it has one
            assert symbol.span.start <= at <= symbol.span.end
            assert name.startswith("return") or last.encode() in source[symbol.span.start : symbol.span.end]


def test_every_language_has_samples_and_files() -> None:
    assert SUPPORTED - {"rust"} == SAMPLES.keys()
    assert SUPPORTED <= LANGUAGES
    assert {language_of(path) for path in FILES} == SAMPLES.keys()


@pytest.mark.parametrize("name", sorted(SUPPORTED))
def test_every_grammar_loads_and_parses_a_file(name: str) -> None:
    found = tools(name)
    assert found is not None
    sources = {
        "rust": "fn f() {}",
        "python": "def f(): pass",
        "go": "package a\nfunc f() {}",
        "java": "void f() {}",
        "c": "void f(void) {}",
        "cpp": "void f() {}",
        "ruby": "def f; end",
        "c-sharp": "void f() {}",
        "php": "<?php function f() {}",
        "lua": "function f() end",
        "bash": "f() { :; }",
        **FUNCTIONS,
    }
    facts = parse_file("a", name, sources.get(name, "function f() {}").encode())
    assert facts.problems == ()
    assert [(it.kind, it.name) for it in facts.symbols[1:]] == [(SymbolKind.FUNCTION, "f")]


def test_no_grammar_is_loaded_before_a_file_of_it_is_parsed() -> None:
    program = (
        "import sys; from codegraph.parse.parsing import parse_file; parse_file('a.py', 'python', b'x = 1');"
        "print(sorted(it for it in sys.modules if it.startswith('tree_sitter_') and '.' not in it))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['tree_sitter_python']"


@pytest.mark.parametrize("error", [ImportError("No module named 'tree_sitter_go'"), ValueError("ABI 99")])
def test_a_missing_grammar_gives_text_and_one_problem(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_name: str) -> None:
        raise error

    monkeypatch.setattr("codegraph.parse.parsing.tools", missing)
    facts = parse_file("a.go", "go", b"package a\n\nfunc find() {}\n")
    (problem,) = facts.problems
    assert (problem.path, problem.code) == ("a.go", "no-grammar")
    assert str(error) in problem.message
    assert [str(it.kind) for it in facts.chunks] == ["file", "text"]


@pytest.mark.parametrize("name", NAMES)
def test_no_two_nodes_of_one_range_are_captured_under_one_name(name: str) -> None:
    found = tools(name)
    assert found is not None
    files = [(FIXTURES / path).read_bytes() for path in FILES if language_of(path) == name]
    for source in [*files, *(sample.encode() for sample in SAMPLES[name])]:
        seen: dict[tuple[int, int, str], Node] = {}
        for start, end, _, capture, node in Tree(found, source).events()[0]:
            assert seen.setdefault((start, end, capture), node) == node


EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 2), st.integers(0, 999)), max_size=4)


def said(facts: Facts, index: int) -> tuple[object, ...]:
    """Give what a symbol is, with its places as they are in it."""
    one = facts.symbols[index]
    start, end, first, last = one.span
    inside = end - start, one.name_start - start, one.name_end - start, last - first, one.name_line - first
    return one._replace(parent=0, span=Span(0, 0, 0, 0), name_start=0, name_end=0, name_line=0, body=0), inside


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60, deadline=None)
@given(
    items=st.lists(st.integers(0, 999), min_size=1, max_size=12),
    edits=EDITS,
    between=st.sampled_from(["\n", "\n\n", " "]),
)
def test_an_earlier_version_changes_nothing(
    name: str, items: list[int], edits: list[tuple[float, int, int]], between: str
) -> None:
    known = [*SAMPLES[name], "", " "]
    pieces = [known[item % len(known)] for item in items]
    facts = parse_file("a", name, between.join(pieces).encode())
    for where, count, put in edits:
        at = int(where * len(pieces))
        pieces = [*pieces[:at], known[put % len(known)], *pieces[at + count :]]
        source = between.join(pieces).encode()
        alone = parse_file("a", name, source)
        found, same = parse_version("a", name, source, facts)
        assert found == alone
        assert all(said(found, index) == said(facts, was) for index, was in same.items())
        facts = decode(encode(alone))
        assert facts == alone


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_an_edit_anywhere_is_read_as_it_is_alone(name: str, data: st.DataObject) -> None:
    pieces = data.draw(st.lists(st.sampled_from(SAMPLES[name]), min_size=1, max_size=8))
    before = "\n".join(pieces).encode()
    at, gone = data.draw(st.integers(0, len(before))), data.draw(st.integers(0, 9))
    after = before[:at] + data.draw(st.binary(max_size=3)) + before[at + gone :]
    alone = parse_file("a", name, after)
    assert_sound(alone, after)
    assert parse_version("a", name, after, parse_file("a", name, before)).facts == alone


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=40, deadline=None)
@given(source=st.binary(max_size=400))
def test_invariant_01_parsing_never_fails_on_bytes(name: str, source: bytes) -> None:
    assert_sound(parse_file("a", name, source), source)


@pytest.mark.parametrize("name", NAMES)
def test_what_did_not_change_is_taken_over(name: str) -> None:
    form = {
        "python": "def f{}(x):\n    return x({})\n",
        "go": "func f{}() {{ x({}) }}\n",
        "c": "void f{}() {{ x({}); }}\n",
        "cpp": "void f{}() {{ x({}); }}\n",
        "java": "class F{} {{ A a = x({}); }}\n",
        "ruby": "def f{}\n  x({})\nend\n",
        "c-sharp": "int f{}() {{ return x({}); }}\n",
        "php": "<?php function f{}() {{ return x({}); }} ?>\n",
        "lua": "function f{}()\n  x({})\nend\n",
        "bash": "f{}() {{\n  x ({})\n}}\n",
        **REPEATED,
    }
    source = "\n".join(form.get(name, "function f{}(x) {{ return x({}) }}\n").format(n, n) for n in range(20))
    before = parse_file("a", name, source.encode())
    made = (len(before.symbols) - 1) // 20
    assert made
    _, same = parse_version("a", name, source.replace("(7)", "(seven)").encode(), before)
    assert len(same) == 19 * made


NESTED = [(b"(", b")"), (b"[", b"]"), (b"{", b"}"), (b"f(", b")"), (b"a.b(", b")"), (b"x = ", b"1"), (b"a().", b"b"),
          (b"- ", b"1"), (b"if x:\n ", b""), (b"() => {", b"}"), (b"func() {", b"}"), (b"<a>", b"</a>")]  # fmt: skip


@pytest.mark.parametrize("name", ["javascript", "typescript", "tsx"])
@pytest.mark.parametrize(
    "source", [b"x = <A\xff.B\xfe/>", b"req\xff.b('x')", b"m.b\xff.exports = {a}", b"i\xff.only('a', f)"]
)
def test_names_that_are_no_text_fail_no_predicate(name: str, source: bytes) -> None:
    """A predicate of a query reads what it compares."""
    assert parse_file("a", name, source).size == len(source)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("opening", "closing"), NESTED)
def test_nesting_ten_thousand_deep(name: str, opening: bytes, closing: bytes) -> None:
    source = b"x = " + opening * 10_000 + closing * 10_000
    assert_sound(parse_file("a", name, source), source)


def test_what_is_nested_too_deeply_is_searched_as_text() -> None:
    facts = parse_file("a.py", "python", b"x = " + b"f(" * 4000 + b")" * 4000)
    assert [problem.code for problem in facts.problems] == ["too-deep"]
    assert facts.chunks


@pytest.mark.parametrize(
    ("name", "source"),
    [
        # every `r#"` looks for its end as far as the file goes
        ("rust", b'r#"' * 20_000),
        # to end a text takes more than the square of what is left open
        ("javascript", b"{-" * 20_000),
        ("rust", b"%q(" * 20_000),
        ("typescript", b"a<b<" * 15_000),
        # a query looks from each bracket for the next node that has a name
        ("javascript", b")" * 60_000),
        ("go", b"} " * 35_000),
    ],
)
def test_what_takes_its_grammar_too_long_is_searched_as_text(name: str, source: bytes) -> None:
    start = time.process_time()
    facts = parse_file("a", name, source)
    assert time.process_time() - start < 10
    assert [problem.code for problem in facts.problems] == ["too-slow"]
    assert facts.chunks
    # nothing of it is left in the parser, and an earlier version changes nothing
    good = {"rust": b"fn f() {}", "go": b"package p\nfunc f() {}"}.get(name, b"function f() {}")
    before = parse_file("a", name, good)
    assert [it.name for it in before.symbols[1:]] == ["f"]
    both = good + b"\n" + source
    assert parse_version("a", name, both, before).facts == parse_file("a", name, both)


@pytest.mark.parametrize("name", ["python", "rust"])
def test_a_file_that_takes_too_much_time_is_searched_as_text(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source = {"python": b"x = [1, f(2)]\n", "rust": b"const X: u8 = f(1);\n"}[name] * 400
    seconds = itertools.count()
    monkeypatch.setattr("codegraph.parse.bounded.thread_time", lambda: next(seconds))
    facts = parse_file("a", name, source)
    assert [problem.code for problem in facts.problems] == ["too-slow"]
    assert facts.chunks
    # the parser begins anew with the next file, and a short one has as much time as any
    short = {"python": b"def f(): pass\n", "rust": b"fn f() {}\n"}[name]
    assert [it.name for it in parse_file("a", name, short).symbols[1:]] == ["f"]
    monkeypatch.setattr("codegraph.parse.bounded.thread_time", lambda: 0.0)
    assert "too-slow" not in [problem.code for problem in parse_file("a", name, source).problems]


@pytest.mark.parametrize(
    ("source", "is_deep"),
    [
        (b"const X: u8 = " + b"!" * 6000 + b"1;\n", True),
        (b"const X: u8 = " + b"!" * 4000 + b"1;\n", False),
        (b"a=>" * 12_000, True),
        (b"mod m { cfg_x! { const X: u8 = " + b"!" * 20_000 + b"1; } }\n", False),
    ],
)
def test_rust_that_is_nested_too_deeply_is_searched_as_text(source: bytes, is_deep: bool) -> None:  # noqa: FBT001
    before = parse_file("a", "rust", b"fn f() {}\n" * 500)
    both = b"fn f() {}\n" * 500 + source
    start = time.process_time()
    facts = parse_file("a", "rust", both)
    assert time.process_time() - start < 10
    assert ("too-deep" in [problem.code for problem in facts.problems]) == is_deep
    assert parse_version("a", "rust", both, before).facts == facts
    # what is deep is found wherever it stands
    after = b"fn g() {}\n" + both
    assert parse_version("a", "rust", after, facts).facts == parse_file("a", "rust", after)


def test_texts_of_nodes_are_whole_where_work_is_counted() -> None:
    known = tools("python")
    assert known is not None
    source = b"x = (\n" + b"'" + b"a" * 5000 + b"'\n" + b"y = f(" + b"b" * 300 + b")\n"
    pending = [Tree(known, source).root]
    assert pending[0].has_error
    while pending:
        node = pending.pop()
        assert node.text == source[node.start_byte : node.end_byte]
        pending += node.children


@pytest.mark.parametrize(
    "source", [b"/* open\n@A", b"val g: Int\n    get() = h()\n\n@Deco", b"@A(b", b"val s = @A(b\n)"]
)
def test_a_scanner_that_passes_the_end_of_a_file_is_given_an_end(source: bytes) -> None:
    facts = parse_file("a.kt", "kotlin", source)
    assert_sound(facts, source)
    assert all(it.span is None or it.span.end <= len(source) for it in facts.problems)


def test_bases_that_are_no_text_end_no_file_of_c_sharp() -> None:
    assert parse_file("a.cs", "c-sharp", b"class A : B<\xff> {}\n").symbols
