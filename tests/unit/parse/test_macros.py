"""Macros that C's and C++'s grammars would take for types: which are passed over, and which are not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegraph.parse.languages.c.macros import without_macros
from codegraph.parse.parsing import parse_file

# what is hidden stands between the marks
HIDDEN = [
    "«A_EXTERN» int f(void);",
    "«A_API» struct s *f(void);",
    'extern "C" {\n«A_API(1)» const char* f(void);\n}',
    "extern «A_API» const char* n;",
    "static «A_INLINE» int f(void) {}",
    "class «A_API» B {};",
    "class «A_API» B final : public C {};",
    "struct «A_PACKED» s { int a; };",
    "int «WINAPI» f(int a);",
    "int a;\n«A_BEGIN»\nint b;",
    "«A_BEGIN»\n«A_PUSH(1)»\nint b;",
    "int f(const char *a, ...) «A_PRINTF_LIKE(1, 2)»;",
    "int f(int a,\n      int b)\n  «A_NOTHROW»;",
    "void B::f() const «A_NOEXCEPT» {}",
    "int a «GUARDED_BY(b)»;",
    "struct s {\n«  A_FIELDS»\n  int a;\n};",
    "int f() { if «A_CONSTEXPR» (a) {} }",
    "«A_API(»const char *«)» f(void) {}",
    "«A_UNUSED(»static int f(int a)«)» {}",
    'int a;\n#ifdef __cplusplus\n«extern "C" {»\n#endif\nint f(void);',
]
KEPT = [
    "FILE *f(void);",
    "FILE const *f(void);",
    "A_TYPE const f(int x);",
    "DWORD f(int a);",
    "HANDLE h, i;",
    "static A_TYPE f(int x) { return x; }",
    "struct A_B { int a; };",
    "struct A_B x;",
    "class A_B final {};",
    "class A_B : public C {};",
    "enum A_B { C_D };",
    "enum { A_B,\nC_D };",
    "enum E {\n  A_ONE\n};",
    "int t[] = {\n  A_ONE,\n  B_TWO\n};",
    "int f() {\n  A_DO(x);\n  g();\n}",
    "int f() { if (x) A_DO(y); else if (z) A_DO(w); for (;;) A_DO(v); }",
    "int f() { return g(x) ? A_B : C_D; }",
    "int f() {\n  goto A_B;\nA_B:\n  f();\n}",
    "int f() { switch (a) {\n  case A_B:\n    return 1;\n} }",
    "int a = x\n  + A_B\n  ;",
    "bool A_B::f() { return 1; }",
    "A_B::A_B(int x) {}",
    "TEST_F(A, B) { }",
    "#define A_B(x) x\nint f();",
    "#if A_B\nint f();\n#endif",
    "int f(A_B c, D_E f);",
    "A_B * c = d;",
]


@pytest.mark.parametrize("marked", HIDDEN)
def test_macros_that_say_nothing_are_passed_over(marked: str) -> None:
    source = marked.replace("«", "").replace("»", "")
    parts = marked.replace("«", "\x00").replace("»", "\x00").split("\x00")
    expected = "".join(
        "".join(" " if not it.isspace() else it for it in part) if number % 2 else part
        for number, part in enumerate(parts)
    )
    assert without_macros(source.encode()).decode() == expected
    assert parse_file("a", "cpp", source.encode()).problems == ()


@pytest.mark.parametrize("source", KEPT)
def test_what_may_be_no_macro_is_kept(source: str) -> None:
    assert without_macros(source.encode()).decode() == source


@pytest.mark.parametrize("name", ["c", "cpp"])
def test_heads_and_docs_are_those_of_the_file(name: str) -> None:
    facts = parse_file("a", name, b"/**\nA_API int g(void); is old.\n*/\nA_API int f(int a) A_PRINTF(1, 2);\n")
    (found,) = facts.symbols[1:]
    assert (found.name, found.docs) == ("f", "A_API int g(void); is old.")
    assert found.signature == "int f(int a) A_PRINTF(1, 2)"


WORDS = st.sampled_from(
    [
        *"(){};,<>*\"' \n\té",
        "A_B",
        "X_API",
        "int",
        "f",
        "/*",
        "*/",
        "//",
        "#define X ",
        "\\\n",
        "\r\n",
        "class ",
        "static ",
    ]
)


@settings(max_examples=200)
@given(st.lists(WORDS, max_size=40).map("".join))
def test_length_lines_and_all_other_bytes_stay(text: str) -> None:
    source = text.encode()
    read = without_macros(source)
    assert len(read) == len(source)
    assert all(after in {before, ord(" ")} for before, after in zip(source, read, strict=True))
    assert [at for at, it in enumerate(read) if it in b"\r\n"] == [at for at, it in enumerate(source) if it in b"\r\n"]


@given(st.binary(max_size=300))
def test_any_bytes_are_read(source: bytes) -> None:
    assert len(without_macros(source)) == len(source)


HOSTILE = [
    "/*",
    "//",
    "/",
    "\n",
    " ",
    "\t",
    "\r\n",
    "A_B",
    "A_B\n",
    "A_B(",
    "A_B()\n",
    "A_B(A_B)\n",
    "static ",
    "A_FIELDS\n",
]
HOSTILE += [
    "A_B const ",
    "A_B a * ",
    "a ",
    "a b(",
    "a b((x),",
    "a b(()",
    "a*",
    "a b(c) A_B",
    "A_REQUIRES((a(a))",
    "class A_B ",
]
HOSTILE += [
    "{\n#define X(a) a \\\n",
    "#ifdef __cplusplus\n}\n",
    "/* */\\\n",
    "has_include(<",
    "if A_B ",
    "f(a, struct b, ",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_no_bytes_take_long(unit: str) -> None:
    source = (unit * 65_536)[:65_536].encode()
    started = time.process_time()
    without_macros(source)
    assert time.process_time() - started < 3
