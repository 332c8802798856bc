"""What a `.h` file is: C, C++ or Objective-C."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegraph.config import DiscoverSettings
from codegraph.discover import language_in, list_files
from codegraph.discover.headers import HEADER_BYTES, header_language

if TYPE_CHECKING:
    from pathlib import Path

CPP = [
    "class X;",
    "class API X final : public Y {",
    "class X\n{",
    "namespace a {",
    "namespace a::b\n{",
    "inline namespace v1 { }",
    "template <typename T>\nT max(T a, T b);",
    "  template<class T> struct X;",
    "struct X {\npublic:\n  int a;\n};",
    "struct X {\nprivate slots:\n};",
    "using X = int;",
    "int f(std::string a);",
    "std :: size_t n;",
    "enum class E { A };",
    "struct X { virtual ~X(); };",
    "struct X { explicit X(int a); };",
    "struct X { X(const X&) = delete; };",
    "struct X { int size() const; };",
    "void f() noexcept;",
    "constexpr int a = 1;",
    "#include <vector>",
    "#  include <cstdint>",
    'extern "C" int f(void);',
    "#if __cplusplus >= 201103L\nnamespace a {}\n#endif",
    '#ifndef __cplusplus\n#error "this is for C++"\n#endif\nint f(void);',
    "#ifdef A\n#endif\n#ifdef __cplusplus\n#endif\nclass X;",
    "#if 0\n#else\nclass X;\n#endif",
    "/* open // \n*/ int a; class X;",
    "int a = 1'000'000;\nclass X;",
]
C = [
    "",
    "int f(void);",
    "struct X { int class; unsigned public : 1; };",
    "int namespace, template, using;",
    "void f(const char *namespace, struct x *class);",
    "// class X;\n/* namespace a {\ntemplate <int> */",
    'const char *s = "a::b; class X;";',
    'const char *s = "\\"a::b";',
    "char c = '\"'; char d = ':'; // a::b",
    '#ifdef __cplusplus\nextern "C" {\n#endif\nint f(void);\n#ifdef __cplusplus\n}\n#endif',
    "#ifdef __cplusplus\nnamespace a { class X; }\n#else\ntypedef struct X X;\n#endif",
    "#if defined(__cplusplus) && __cplusplus >= 201103L\nusing a::b;\n#endif",
    "#ifndef __cplusplus\ntypedef int bool;\n#else\nclass X;\n#endif",
    "#if !defined(__cplusplus)\nint f(void);\n#elif 1\nclass X;\n#endif",
    "#ifdef A\n#elif defined(__cplusplus)\nclass X;\n#endif",
    "#ifdef __cplusplus\n# ifdef A\nclass X;\n# else\nclass Y;\n# endif\n#endif",
    "#if 0\nclass X;\n#endif",
    "#define CAST(T, x) static_cast<T>(x); \\\n  class X;\nint a;",
    "#include <stdio.h>\n#include <sys/types.h>",
    "[[gnu::packed]] int a;",
    "enum { A, B };",
    "/* open class X;",
    "#endif\n#else\n#endif\nint a;",
    'asm("nop" ::: "memory");',
    "unsigned char *\\\nclass;",
]
OBJECTIVE = ["#import <Foundation/Foundation.h>", "@class X;", "@interface X : NSObject\n@end", "@protocol P"]


@pytest.mark.parametrize(
    ("source", "language"),
    [*((it, "cpp") for it in CPP), *((it, "c") for it in C), *((it, "objective-c") for it in OBJECTIVE)],
)
@pytest.mark.parametrize("before", ["", "/* Copyright (c) of class X::y. */\n\n#ifndef A_H\n#define A_H\n", "int a;\n"])
def test_language_of_a_header(source: str, language: str, before: str) -> None:
    assert header_language((before + source).encode()) == language
    assert header_language((before + source.replace("\n", "\r\n")).encode()) == language


def test_an_objective_c_part_of_a_c_header_does_not_count() -> None:
    assert header_language(b"#ifdef __OBJC__\n@class X;\n#endif\nint f(void);") == "c"


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_any_bytes_have_a_language_and_only_the_first_count(head: bytes, rest: bytes) -> None:
    assert header_language(head) in {"c", "cpp", "objective-c"}
    head = head.ljust(HEADER_BYTES, b"\n")
    assert header_language(head) == header_language(head + rest)


@settings(max_examples=50)
@given(st.lists(st.sampled_from([it for it in C if "open" not in it]), max_size=6))
def test_c_after_c_is_c(parts: list[str]) -> None:
    assert header_language("\n".join(parts).encode()) == "c"


HOSTILE = [
    "/*",
    "//",
    '"',
    "'",
    "[[",
    "\\",
    '\\"',
    "#if\n",
    "#",
    "# ",
    "\n ",
    ";",
    "{ ",
    ")",
    ") ",
    "::",
    ": ",
    "@",
    "/",
    "\n\t",
]
HOSTILE += [
    "#define \\\n",
    "#include <",
    "class ",
    "\nclass ",
    "\nusing",
    "#else\n",
    "namespace ",
    "\nenum  ",
    "inline ",
]


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("end", [b"", b"x", b"\n"])
def test_no_bytes_take_long(unit: str, end: bytes) -> None:
    source = (unit.encode() * HEADER_BYTES)[: HEADER_BYTES - 1] + end
    started = time.process_time()
    header_language(source)
    assert time.process_time() - started < 1


def test_the_name_says_that_a_file_is_a_header_and_its_bytes_the_rest(tmp_path: Path) -> None:
    sources = {
        "a.h": b"class X;",
        "b.h": b"int f(void);",
        "c.hpp": b"int f(void);",
        "d": b"#!/bin/sh\n",
        "e.c": b"class X;",
    }
    for name, source in sources.items():
        (tmp_path / name).write_bytes(source)
    assert [language_in(*it) for it in sources.items()] == ["cpp", "c", "cpp", "bash", "c"]

    def listed(*languages: str) -> list[str]:
        return [it.path for it in list_files(tmp_path, DiscoverSettings(languages=languages)).files]

    assert listed("cpp") == ["a.h", "c.hpp"]
    assert listed("c") == ["b.h", "e.c"]
    assert listed() == sorted(sources)
