"""Circles, and very much of everything: bounded work, and never an error."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.resolve.scoped.chains import read_chain
from codegraph.resolve.scoped.files import File
from codegraph.resolve.scoped.golang.types import read_go_type
from codegraph.resolve.scoped.script_types import read_script_type
from codegraph.resolve.scoped.types import read_type
from codegraph.resolve.units import SCOPED, DamagedUnitError
from tests.support.modules import Modules

_MANY = 1500


def test_imports_in_a_circle_mean_nothing() -> None:
    files = {"a.py": "from b import f\nf()", "b.py": "from c import *", "c.py": "from a import f\nfrom b import *"}
    assert Modules(files).resolved("calls").edges == []


def test_classes_in_a_circle_have_their_own_members() -> None:
    files = {"a.py": "class A(B):\n    def f(self): self.f(); self.g()\nclass B(A):\n    def g(self): self.f()\n"}
    assert "a.py:2 calls a.A.f -> a.A.f" in Modules(files).resolved("calls").edges


def test_values_in_a_circle_are_not_known() -> None:
    files = {"a.py": "def f(): return g()\ndef g(): return f()\nx = y\ny = x\ndef h(): f().m(); x.m()\n"}
    assert Modules(files).resolved("calls").edges == [
        "a.py:1 calls a.f -> a.g",
        "a.py:2 calls a.g -> a.f",
        "a.py:5 calls a.h -> a.f",
    ]


def test_thousands_of_stars() -> None:
    files = {f"m{n}.py": f"from m{n + 1} import *\nfrom m{n // 2} import *\n" for n in range(_MANY)}
    files[f"m{_MANY}.py"] = "def f(): pass\n"
    files["q.py"] = "from m0 import *\nf()\n" + "".join(f"g{n}()\n" for n in range(20))
    assert Modules(files).file("q.py").open


def test_a_long_line_of_classes_and_of_calls() -> None:
    lines = ["class A0:\n    def f(self): return self"]
    lines += [f"class A{n}(A{n - 1}): pass\ndef f{n}(): return f{n - 1}()" for n in range(1, _MANY)]
    files = {"a.py": "\n".join([*lines, f"A{_MANY - 1}().f()", f"f{_MANY - 1}().g()", "A9().f()"])}
    found = Modules(files).file("a.py")
    assert found.edges
    assert found.open


def test_a_diamond_of_many_storeys() -> None:
    lines = ["class A0:\n    def f(self): pass", "class B0(A0): pass"]
    lines += [f"class A{n}(A{n - 1}, B{n - 1}): pass\nclass B{n}(B{n - 1}, A{n - 1}): pass" for n in range(1, 40)]
    assert Modules({"a.py": "\n".join([*lines, "A39().f()"])}).file("a.py").edges


def test_types_of_go_in_a_circle() -> None:
    text = """package a
type A struct { B }
type B struct { *A; C }
type C interface { D; x() }
type D interface { C; y() E }
type E F
type F E
type G = H
type H = G
type I[T I[T]] []I[I[T]]
var p, q = q, p
func f(a A, c D, e E, g G, i I[A]) {
	a.A.B.f(); a.x(); c.y().z(); e.f(); g.f(); i[0][1].f(); p.f()
	for { a := a.B; a.x() }
}
"""
    assert Modules({"a/a.go": text}).resolved("calls").edges == [
        "a/a.go:13 calls a.f -> a.C.x",
        "a/a.go:13 calls a.f -> a.D.y",
        "a/a.go:14 calls a.f -> a.C.x",
    ]


def test_very_much_of_go() -> None:
    lines = ["package a", "type A0 struct{}", "type B0 struct{ A0 }", "func (A0) f() {}"]
    lines += [
        f"type A{n} struct {{ A{n - 1}; B{n - 1} }}\ntype B{n} struct {{ B{n - 1}; *A{n - 1} }}" for n in range(1, 40)
    ]
    lines += [f"type I{n} interface {{ f(); I{n + 1} }}\ntype T{n} T{n + 1}" for n in range(200)]
    lines += ["func g(a A39, i I0, t T0) { a.f(); i.f(); t.f() }"]
    files = {"a/a.go": "\n".join(lines)} | {f"a/b{n}.go": f"package a\nfunc b{n}() {{ b{n}() }}" for n in range(100)}
    assert Modules(files).file("a/a.go").edges


@pytest.mark.parametrize(
    "said", ["", "(", "a &&", "|| !", "!(a", "a b", "go1", "a" * 5000, "&& ".join(map("t{} ".format, range(50)))]
)
def test_conditions_that_are_none(said: str) -> None:
    files = {"a/a.go": f"//go:build {said}\n\npackage a\nfunc f() {{}}\n", "a/b.go": "package a\nfunc g() { f() }\n"}
    files["a/c.go"] = files["a/a.go"].replace("//go:build", "//go:build !linux &&")
    assert Modules(files).file("a/b.go").open or Modules(files).file("a/b.go").edges


@given(st.text("aT.,()[]{}*<- \ncfhnuamp", max_size=60))
def test_any_text_is_a_type_of_go_or_none(text: str) -> None:
    read_go_type(text)
    read_go_type(text * 50)


@given(st.text(max_size=80))
def test_any_text_is_a_type_and_a_chain_or_none(text: str) -> None:
    read_type(text)
    read_chain(text)


@pytest.mark.parametrize("text", ["[" * 5000, "A<" * 3000, "(" * 5000 + ")" * 5000, "a|" * 5000, "x@as(" * 900])
def test_deep_types(text: str) -> None:
    read_type(text)
    read_chain(text)


@given(st.binary(max_size=60))
def test_a_damaged_unit_is_told(data: bytes) -> None:
    with pytest.raises(DamagedUnitError):
        _ = File(SCOPED + b"\na.py\n" + data).symbols


_TYPES = {
    "a type that doubles": "class X { f() {} }\ntype A0<T> = ["
    + ",".join("T" * 30)
    + "]\n"
    + "".join(f"type A{i}<T> = A{i - 1}<[A{i - 1}<T>, A{i - 1}<T>, A{i - 1}<T>]>\n" for i in range(1, 12))
    + "function g(x: A11<X>) { x[0][0].f() }\n",
    "signatures that take each other": "interface A<T> {\n"
    + "  (h: (x: A<A<T>>, y: T) => A<T>): A<A<T>>\n" * 60
    + "}\nfunction g(a: A<A<string>>) { a"
    + "((x, y) => x((z, w) => z(w)))" * 20
    + " }\n",
    "a class of itself": "class A<T extends A<T>> extends A<A<T>> { f(): T; g(h: (x: this) => T): A<this> }\n"
    "function g(a: A<any>) { a.f().f().g((x) => x.f().g((y) => y.g)).f() }\n",
    "types in a circle": "".join(
        f"type A{i}<T> = {{ [K in keyof T]: A{(i + 1) % 40}<A{i * 7 % 40}<T>> }} | A{i * 3 % 40}<T>\n"
        for i in range(40)
    )
    + "function g(a: A0<A1<string>>) { a.x.y.z.w.v.u.t.s() }\n",
}


@pytest.mark.parametrize("form", _TYPES)
def test_types_that_grow_are_given_up(form: str) -> None:
    start = process_time()
    Modules({"a.ts": _TYPES[form]}).resolved()
    assert process_time() - start < 10


@given(st.text(alphabet="AB.,:;?|&=<>()[]{}'\"`-0 \nextndskyofi", max_size=200))
def test_any_text_is_read_as_a_type(text: str) -> None:
    written = read_script_type(text)
    assert isinstance(written.path, str)


_BY_SCOPE = {
    "a.rb": "".join(
        f"class A{i} < A{(i + 1) % 300}\n  include A{i * 7 % 300}\n  def f; g; super; end\nend\n" for i in range(300)
    )
    + "def h\n"
    + "  x = y\n  y = x.f\n  x.f\n" * 200
    + "end\n",
    "a.cs": "".join(
        f"class A{i} : A{i + 1}, A{i * 3 % 200} {{ A{i + 1} f; void g() {{ f.f.f.f.h(); }} }}\n" for i in range(200)
    )
    + "class Z { void f() { "
    + "var x = y; var y = x; x = z; x.f(); " * 200
    + " } }\n",
    "a.php": "<?php\n"
    + "".join(f"class A{i} extends A{(i + 1) % 100} {{ function f() {{ $this->g(); }} }}\n" for i in range(100)),
    "a.hs": "module A where\nimport A\n" + "".join(f"f{i} x = f{(i + 1) % 500} (A.f{i} x)\n" for i in range(500)),
    "a.kt": "package a.a.a\nimport a.a.a.*\n"
    + "".join(f"class A{i}\nfun f{i}(a: A{i}) = a.f{i}(f{i}(a))\n" for i in range(300)),
    "a.lua": "local M = {}\n"
    + "".join(f"function M.f{i}() M.f{i + 1}(M:f{i}()) end\n" for i in range(500))
    + "return M\n",
}


@pytest.mark.parametrize("path", _BY_SCOPE)
def test_very_much_by_scope(path: str) -> None:
    start = process_time()
    found = Modules({path: _BY_SCOPE[path]}).file(path)
    assert found.open or found.edges
    assert process_time() - start < 10


@pytest.mark.parametrize("ending", ["cs", "rb", "php", "kt", "swift", "scala", "lua", "sh", "ex", "hs", "zig"])
@given(st.text(alphabet="AB.,:;?|&=<>()[]{}'\"$-0 \nclassdefmountip", max_size=120))
def test_any_text_is_resolved_by_scope(ending: str, text: str) -> None:
    Modules({f"a.{ending}": text, f"b.{ending}": f"class A {{ }}\n{text}"}).resolved()
