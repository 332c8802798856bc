"""What docs/limitations/foreign.md says, shown."""

from __future__ import annotations

import pytest

from tests.support.modules import Modules

MODULE = "#[pymodule] fn _m() {}\n"
CLASS = "#[pyclass] struct A { #[pyo3(get)] x: i32 }\n#[pymethods] impl A {}\n"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            {"lib.rs": f"{MODULE}#[pyfunction] fn never_added() {{}}\n", "a.py": "import _m\n_m.never_added()\n"},
            ["a.py:2 calls a -> lib.rs::never_added"],
            id="what a module registers is not looked at",
        ),
        pytest.param(
            {"lib.rs": f"{MODULE}create_exception!(_m, Bad, PyException);\n", "a.py": "import _m\n_m.Bad()\n"},
            [],
            id="exceptions",
        ),
        pytest.param(
            {"lib.rs": f"{MODULE}{CLASS}", "a.py": "import _m\n_m.A().x.real()\n"},
            ["a.py:2 calls a -> lib.rs::A"],
            id="fields",
        ),
        pytest.param(
            {
                "lib.rs": "#[no_mangle] pub extern fn f() {}\n",
                "a.py": "from cffi import FFI\nlib = FFI().dlopen('x')\nlib.f()\n",
            },
            [],
            id="cffi",
        ),
        pytest.param(
            {
                "lib.rs": "#[no_mangle] pub extern fn f() {}\n",
                "a.py": "import ctypes\nctypes.CDLL('libc.so').f()\n",
            },
            ["a.py:2 calls a -> lib.rs::f"],
            id="which library is loaded is not known",
        ),
        pytest.param(
            {
                "x.proto": "service S { rpc Do (A) returns (A); }\n",
                "x_pb2_grpc.py": "class SStub:\n    def Do(self): pass\n",
                "a.py": "import x_pb2_grpc\nx_pb2_grpc.SStub().Do()\n",
            },
            ["a.py:2 calls a -> x_pb2_grpc.SStub.Do", "a.py:2 calls a -> x_pb2_grpc.SStub"],
            id="generated files that are there",
        ),
    ],
)
def test_links_are_told_from_names(files: dict[str, str], expected: list[str]) -> None:
    assert sorted(Modules(files).resolved("calls").edges) == sorted(expected)
