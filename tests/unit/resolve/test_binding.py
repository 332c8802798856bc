"""Qualified names of languages beside Rust; ids tell apart what names do not."""

from __future__ import annotations

import pytest

from codegraph.model import Symbol, SymbolKind
from codegraph.parse.parsing import parse_file
from codegraph.resolve.binding import Place, bind_symbols, python_module

GO = """package store
type Store struct { items []int }
func (s *Store) Load() {}
func (s *Other) Load() {}
func New() {}
"""
SCRIPT = """export class Box { open() {} }
export function make() { const inner = () => 1; }
app.use = function use() {};
"""


def bound(path: str, language: str, source: str) -> tuple[Symbol, ...]:
    facts = parse_file(path, language, source.encode())
    return bind_symbols(path, facts, Place("", ("file", path), "", (), None, ""))


def names(path: str, language: str, source: str) -> list[str]:
    return [symbol.qualified_name for symbol in bound(path, language, source)]


@pytest.mark.parametrize(
    ("path", "module"),
    [
        ("pkg/mod.py", "pkg.mod"),
        ("src/pkg/mod.py", "pkg.mod"),
        ("pkg/__init__.py", "pkg"),
        ("src/pkg/__init__.pyi", "pkg"),
        ("setup.py", "setup"),
        ("__init__.py", "__init__"),
    ],
)
def test_python_modules_are_named_by_their_path(path: str, module: str) -> None:
    assert python_module(path) == module


def test_python() -> None:
    source = "class A:\n    def f(self):\n        def g(): pass\nX = 1\n"
    assert names("src/pkg/mod.py", "python", source) == [
        "pkg.mod",
        "pkg.mod.A",
        "pkg.mod.A.f",
        "pkg.mod.A.f.g",
        "pkg.mod.X",
    ]
    file, *_ = bound("src/pkg/mod.py", "python", source)
    assert (file.kind, file.name) == (SymbolKind.MODULE, "mod")


def test_go_names_begin_with_the_package_and_methods_have_their_type() -> None:
    assert names("a/store.go", "go", GO) == [
        "a/store.go", "store.Store", "store.Store.items", "store.Store.Load", "store.Other.Load", "store.New",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["javascript", "typescript", "tsx"])
def test_names_of_scripts_begin_with_their_path(language: str) -> None:
    assert names("src/kit.js", language, SCRIPT) == [
        "src/kit.js", "src/kit.Box", "src/kit.Box.open", "src/kit.make", "src/kit.make.inner", "src/kit.app.use",
    ]  # fmt: skip


def test_names_of_c_and_cpp_are_known_in_all_files() -> None:
    assert names("src/a.c", "c", "struct s { int a; };\nint f(void);") == ["src/a.c", "s", "s.a", "f"]
    source = "int f();\nnamespace n {\nstruct s { int g(); };\nint s::g() { return 1; }\n}\nint n::s::h() {}"
    assert names("src/a.cc", "cpp", source) == ["src/a.cc", "f", "n", "n::s", "n::s::g", "n::s::g", "n::s::h"]


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        (
            "ruby",
            "module A\n class B::C\n  def m; end\n end\nend\ndef f; end",
            ["A", "A.B.C", "A.B.C.m", "lib/a.f"],
        ),
        ("php", "<?php namespace A\\B; class C { function m() {} }\nfunction f() {}\n", ["A.B.C", "A.B.C.m", "A.B.f"]),
        ("php", "<?php class C { function m() {} }\nfunction f() {}\n", ["C", "C.m", "f"]),
        ("c-sharp", "namespace A.B; class C { void M() {} }\n", ["A.B.C", "A.B.C.M"]),
        ("c-sharp", "namespace A.B { class C { void M() {} } }\n", ["A.B", "A.B.C", "A.B.C.M"]),
        ("lua", "local M = {}\nfunction M.f() end\nlocal function g() end\n", ["lib/a.M", "lib/a.M.f", "lib/a.g"]),
        ("bash", "f() {\n  g\n}\n", ["lib/a.f"]),
    ],
)
def test_names_that_a_whole_program_knows_begin_with_no_path(language: str, source: str, expected: list[str]) -> None:
    assert names("lib/a.x", language, source)[1:] == expected


def test_methods_of_two_types_keep_their_ids_in_any_order() -> None:
    before = {it.qualified_name: it.id for it in bound("a.go", "go", GO)}
    lines = GO.splitlines()
    after = {it.qualified_name: it.id for it in bound("a.go", "go", "\n".join([lines[0], *reversed(lines[1:])]))}
    assert before == after


def test_what_stands_deep_in_others_has_an_id_of_its_own_in_bounded_time() -> None:
    source = "".join(f"class A{depth}:\n{' ' * (depth + 1)}" for depth in range(80)) + "pass\n"
    facts = parse_file("a.py", "python", source.encode())
    symbols = bind_symbols("a.py", facts, Place("", ("file", "a.py"), "", (), None, ""))
    assert len({symbol.id for symbol in symbols}) == 81
