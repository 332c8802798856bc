from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.parse.parsing import parse_file
from codegraph.resolve.foreign.exports import exports_of
from codegraph.resolve.foreign.tables import Foreign, offer_of
from codegraph.resolve.units import DamagedUnitError
from tests.support.modules import Modules


def offered(code: str, language: str = "rust") -> list[str]:
    path = {"rust": "src/lib.rs", "protobuf": "a/my-file.proto"}[language]
    facts = parse_file(path, language, code.encode())
    return [" ".join((it.form, it.name, it.owner, it.result, *it.marks)).strip() for it in exports_of(path, facts)]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("#[pyfunction] fn f() {}", ["function f"]),
        ("#[pyo3::pyfunction] fn f() {}", ["function f"]),
        ('#[cfg_attr(feature = "python", pyfunction)] fn f() {}', ["function f"]),
        ('#[pyfunction]\n#[pyo3(signature = (a, name = "no"), name = "g")] fn f() {}', ["function g"]),
        ('#[pyfunction(name = "g")] fn f() {}', ["function g"]),
        ('#[pymodule] fn m() { #[pyfn(m, "g")] fn f() {} }', ["module m", "function g"]),
        ('#[pymodule]\n#[pyo3(name = "_m")]\nmod m { #[pyfunction] fn r#in() {} }', ["module _m", "function in"]),
        ("#[pyfunction] fn f() -> PyResult<Py<a::B>> {}", ["function f  B"]),
        ("#[pyfunction] fn f<'a>() -> Result<Bound<'a, B>, E> where B: C {}", ["function f  B"]),
        ('#[pyclass(frozen, name = "B")] struct A;', ["class B A"]),
        ("#[pymethods] impl A { #[new] fn make() -> Self {} }", ["method __new__ A A"]),
        ("#[pymethods] impl A { #[getter] fn get_x(&self) {} }", ["method x A  property"]),
        ("#[pymethods] impl A { #[getter(y)] fn x(&self) {} #[setter] fn set_x(&self) {} }", ["method y A  property"]),
        ("#[pymethods] impl a::A<T> { #[staticmethod] fn x() -> Option<Self> {} }", ["method x A A staticmethod"]),
        ("impl A { fn x(&self) {} }", []),
        ('#[no_mangle] pub extern "C" fn f() {}', ["symbol f"]),
        ("#[unsafe(no_mangle)] fn f() {}", ["symbol f"]),
        ('#[export_name = "g"] fn f() {}', ["symbol g"]),
        ('#[unsafe(export_name = "g")] fn f() {}', ["symbol g"]),
        ('extern "C" { fn f(); #[link_name = "h"] fn g(); }', ["declaration f", "declaration h"]),
        ("trait T { fn f(); }", []),
        ('#[doc = "pyfunction"] #[deprecated(note = "no_mangle")] fn f() {}', []),
    ],
)
def test_what_rust_offers(code: str, expected: list[str]) -> None:
    assert offered(code) == expected


def test_what_protobuf_offers() -> None:
    code = "service S { rpc Do (A) returns (B); }\nmessage A { message Inner {} }\n"
    assert offered(code, "protobuf") == ["file my_file", "service S S my_file", "rpc Do S my_file", "message A my_file"]


RUST = "#[pymodule] fn _m() {}\n#[pyfunction] fn f() {}\n"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"src/lib.rs": RUST, "a.py": "import _m\n_m.f()\n"}, ["a.py:2 calls a -> src/lib.rs::f"]),
        (
            {"src/lib.rs": RUST, "a/__init__.py": "from ._m import f\nf()\n"},
            ["a/__init__.py:2 calls a -> src/lib.rs::f"],
        ),
        # of a package that is installed, or a module of Python
        ({"src/lib.rs": RUST, "a.py": "from numpy import _m\n_m.f()\n"}, []),
        ({"src/lib.rs": RUST, "a.py": "import _m\n_m.f()\n", "_m.py": ""}, []),
        # of two nothing tells which is meant
        ({"src/lib.rs": RUST, "b/lib.rs": RUST, "a.py": "import _m\n_m.f()\n"}, []),
    ],
)
def test_a_module_is_found_where_it_should_be(files: dict[str, str], expected: list[str]) -> None:
    assert Modules(files).resolved("calls").edges == expected


@given(st.binary(max_size=60))
def test_damaged_units_are_said_to_be_damaged(data: bytes) -> None:
    for unit in (data, b"foreign\n" + data, b'["a"]\n' + data):
        try:
            offer_of(unit)
        except DamagedUnitError:
            continue


def test_nothing_is_offered_by_nobody() -> None:
    foreign = Foreign(())
    assert (foreign.gives("a"), foreign.declared("a"), [*foreign.symbols("f")]) == ({}, [], [])
