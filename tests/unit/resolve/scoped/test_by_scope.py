# ruff: noqa: E501 - a table of forms
"""Calls by scope where names are the repository's, a namespace's or a file's: a few lines for each rule."""

from __future__ import annotations

import pytest

from tests.support.modules import Modules, calls

# files, and the calls in them
SHAPES: dict[str, tuple[dict[str, str], list[str]]] = {
    "C#: the type, its bases, types around, other files of the namespace": (
        {
            "A.cs": "namespace A.B;\nclass C : D {\n  void F() { G(); H(); this.F(); base.H(); }\n  void G() {}\n"
            "  class In { void X() { G(); } }\n}\n",
            "B.cs": "namespace A { class D { protected void H() {} } }\n",
        },
        [
            "A.cs:3 calls A.B.C.F -> A.B.C.F",
            "A.cs:3 calls A.B.C.F -> A.B.C.G",
            "A.cs:3 calls A.B.C.F -> A.D.H",
            "A.cs:3 calls A.B.C.F -> A.D.H",
            "A.cs:5 calls A.B.C.In.X -> A.B.C.G",
        ],
    ),
    "C#: what using brings, constructors, static methods, declared types": (
        {
            "A.cs": "using P.Q;\nclass C {\n  E e;\n  void F(E x) { new E(); K.S(); x.G(); e.G(); var y = new E(); y.G(); }\n}\n",
            "B.cs": "namespace P.Q {\n  class E { public E() {} public void G() {} }\n  class K { public static void S() {} }\n}\n",
            "Other.cs": "namespace Z; class K { public static void S() {} }\n",
        },
        [
            "A.cs:4 calls C.F -> P.Q.E",
            "A.cs:4 calls C.F -> P.Q.E",
            "A.cs:4 calls C.F -> P.Q.E.E",
            "A.cs:4 calls C.F -> P.Q.E.E",
            "A.cs:4 calls C.F -> P.Q.E.G",
            "A.cs:4 calls C.F -> P.Q.E.G",
            "A.cs:4 calls C.F -> P.Q.E.G",
            "A.cs:4 calls C.F -> P.Q.K.S",
        ],
    ),
    "Ruby: classes of many files, bases, constants by what is written around": (
        {
            "a.rb": "module A\n  class B < C\n    def f\n      g\n      h\n      D.make\n      x.g\n    end\n"
            "    def self.z; new; end\n  end\nend\n",
            "b.rb": "class A::B\n  def g; end\nend\nclass C\n  def h; end\nend\nmodule A\n  class D\n"
            "    def self.make; end\n  end\nend\nclass D\n  def self.make; end\nend\n",
        },
        [
            "a.rb:4 calls A.B.f -> A.B.g",
            "a.rb:5 calls A.B.f -> C.h",
            "a.rb:6 calls A.B.f -> A.D.make",
            "a.rb:9 calls A.B.z -> A.B",
        ],
    ),
    "Ruby: methods of a class are none of its objects": (
        {"a.rb": "class A\n  def self.f; g; h; end\n  def g; f; end\n  def self.h; end\nend\nA.g\nA.f\n"},
        ["a.rb:2 calls A.f -> A.h", "a.rb:7 calls a -> A.f"],
    ),
    "Ruby: an accessor that is written out": (
        {"a.rb": "class A\n  attr_accessor :x\n  def x; 1; end\n  def f; x; end\nend\n"},
        ["a.rb:4 calls A.f -> A.x"],
    ),
    "PHP: functions are no methods, traits and parents give members": (
        {
            "A.php": "<?php\nnamespace S;\nuse T\\K;\nfunction f() {}\nclass A extends B {\n  use L;\n"
            "  function m() { f(); m(); $this->m(); $this->n(); self::l(); K::k(); new K(); strlen(''); g(); }\n}\n",
            "B.php": "<?php\nnamespace S;\nclass B { function n() {} }\ntrait L { static function l() {} }\n",
            "K.php": "<?php\nnamespace T;\nclass K { function __construct() {} static function k() {} }\n",
            "g.php": "<?php\nfunction g() {}\n",
        },
        [
            "A.php:7 calls S.A.m -> S.A.m",
            "A.php:7 calls S.A.m -> S.B.n",
            "A.php:7 calls S.A.m -> S.L.l",
            "A.php:7 calls S.A.m -> S.f",
            "A.php:7 calls S.A.m -> T.K",
            "A.php:7 calls S.A.m -> T.K.__construct",
            "A.php:7 calls S.A.m -> T.K.k",
            "A.php:7 calls S.A.m -> g",
        ],
    ),
    "Kotlin: the package, imports, members of companions and objects": (
        {
            "a.kt": "package a\nimport b.g\nimport b.O\nfun f() { g(); h(); O.run(); p() }\n",
            "b.kt": "package b\nfun g() {}\nobject O { fun run() {} }\n",
            "c.kt": "package a\nfun h() {}\nprivate fun p() {}\n",
        },
        ["a.kt:4 calls a.f -> a.h", "a.kt:4 calls a.f -> b.O.run", "a.kt:4 calls a.f -> b.g"],
    ),
    "Swift: extensions add members, names are those of all files": (
        {
            "a.swift": "class A: B {\n  func f() { g(); self.h(); t(); p(); super.h() }\n}\n",
            "b.swift": "extension A { func g() {} }\nclass B { func h() {} }\nfunc t() {}\nprivate func p() {}\n",
        },
        [
            "a.swift:2 calls a.A.f -> b.A.g",
            "a.swift:2 calls a.A.f -> b.B.h",
            "a.swift:2 calls a.A.f -> b.B.h",
            "a.swift:2 calls a.A.f -> b.t",
        ],
    ),
    "Scala: members, objects beside classes, imports": (
        {
            "A.scala": "package a\nimport b.O\nclass C extends T { def f() = { g(); O.run(); C.make() } }\n"
            "object C { def make() = new C() }\n",
            "B.scala": "package b\nobject O { def run() = 1 }\n",
            "T.scala": "package a\ntrait T { def g() = 1 }\n",
        },
        [
            "A.scala:3 calls a.C.f -> a.C.make",
            "A.scala:3 calls a.C.f -> a.T.g",
            "A.scala:3 calls a.C.f -> b.O.run",
            "A.scala:4 calls a.C.make -> a.C",
        ],
    ),
    "Lua: functions of a file and of its tables": (
        {
            "a.lua": "local M = {}\nlocal function f() end\nfunction M.g() f() M.h() end\nfunction M:h() self:h() self.g() end\n"
            "local function k(f) f() other() end\nreturn M\n",
            "b.lua": "function other() end\nlocal function f() end\n",
        },
        [
            "a.lua:3 calls a.M.g -> a.f",
            "a.lua:3 calls a.M.g -> a.M.h",
            "a.lua:4 calls a.M.h -> a.M.g",
            "a.lua:4 calls a.M.h -> a.M.h",
            "a.lua:5 calls a.k -> b.other",
        ],
    ),
    "Bash: functions of a file": (
        {"a.sh": "f() { g; ls; }\ng() { :; }\nf\n", "b.sh": "f() { :; }\nls() { :; }\n"},
        ["a.sh:1 calls a.f -> a.g", "a.sh:3 calls a -> a.f"],
    ),
    "Lua: what is required": (
        {
            "src/a/b.lua": "local c = require 'a.c'\nlocal function f() c.g() c.h() end\n",
            "src/a/c.lua": "local M = {}\nfunction M.g() end\nreturn M\n",
        },
        ["src/a/b.lua:2 calls src/a/b.f -> src/a/c.M.g"],
    ),
    "Bash: what is sourced, and what that sources": (
        {
            "x/a.sh": ". ./b.sh\nf\ng\nh\n",
            "x/b.sh": "source ./lib/c.sh\nf() { :; }\n",
            "x/lib/c.sh": "g() { :; }\n",
            "d.sh": "h() { :; }\n",
        },
        ["x/a.sh:2 calls x/a -> x/b.f", "x/a.sh:3 calls x/a -> x/lib/c.g"],
    ),
    "Zig: what is imported": (
        {
            "s/a.zig": 'const b = @import("b.zig");\nconst C = @import("b.zig").C;\nfn f() void { b.g(); C.h(); b.C.h(); }\n',
            "s/b.zig": "pub fn g() void {}\npub const C = struct {\n    pub fn h() void {}\n};\n",
        },
        ["s/a.zig:3 calls s/a.f -> s/b.C.h", "s/a.zig:3 calls s/a.f -> s/b.C.h", "s/a.zig:3 calls s/a.f -> s/b.g"],
    ),
    "Elixir: modules by their whole names and by aliases": (
        {
            "a.ex": "defmodule A do\n  alias B.C\n  import D\n  def f, do: C.g(1)\n  def h, do: k()\n  def i, do: C.p(1)\nend\n",
            "b.ex": "defmodule B.C do\n  def g(x), do: p(x)\n  defp p(x), do: x\nend\ndefmodule D do\n  def k, do: 1\nend\n",
        },
        ["a.ex:4 calls a.A.f -> b.B.C.g", "a.ex:5 calls a.A.h -> b.D.k", "b.ex:2 calls b.B.C.g -> b.B.C.p"],
    ),
    "Haskell: the module, and what it imports": (
        {
            "A.hs": "module A where\nimport B\nimport qualified C as D\nf x = g (h x)\ng x = D.k x\ni h = h 1\n",
            "B.hs": "module B where\nh x = x\n",
            "C.hs": "module C where\nk x = x\n",
        },
        ["A.hs:4 calls A.f -> A.g", "A.hs:4 calls A.f -> B.h", "A.hs:5 calls A.g -> C.k"],
    ),
    "Zig: containers from the inside out": (
        {
            "a.zig": "const C = struct {\n    fn f(self: *C) void { self.g(); g2(); C.g2(); }\n    fn g(self: *C) void {}\n"
            "    fn g2() void {}\n};\nfn h() void { C.g2(); h(); }\n",
        },
        [
            "a.zig:2 calls a.C.f -> a.C.g",
            "a.zig:2 calls a.C.f -> a.C.g2",
            "a.zig:2 calls a.C.f -> a.C.g2",
            "a.zig:6 calls a.h -> a.C.g2",
            "a.zig:6 calls a.h -> a.h",
        ],
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_calls(shape: str) -> None:
    files, expected = SHAPES[shape]
    assert calls(files) == sorted(expected)


def test_several_types_of_one_name_are_ambiguous() -> None:
    files = {
        "a.swift": "func f() { K() }\n",
        "b.swift": "class K {}\n",
        "c.swift": "class K {}\n",
    }
    found = Modules(files).resolved("calls")
    assert found.edges == []
    assert found.open == ["a.swift:1 ambiguous K: several-definitions"]


def test_a_method_of_something_unknown_stays_open() -> None:
    files = {"a.rb": "class A\n  def only_one; end\nend\ndef f(x)\n  x.only_one\n  y.only_one\nend\n"}
    found = Modules(files).resolved("calls")
    assert found.edges == []
    assert "a.rb:5 unresolved only_one: receiver-type-unknown" in found.open


@pytest.mark.parametrize("path", ["a.cs", "a.rb", "a.php", "a.kt", "a.swift", "a.scala"])
def test_types_that_extend_each_other(path: str) -> None:
    text = {
        "a.cs": "class A : B { void F() { G(); } }\nclass B : A { void H() { F(); } }\nclass S : S {}\n",
        "a.rb": "class A < B\n  def f; g; end\nend\nclass B < A\n  def h; f; end\nend\nclass S < S\nend\n",
        "a.php": "<?php\nclass A extends B { function f() { $this->g(); } }\nclass B extends A { function h() { $this->f(); } }\n",
        "a.kt": "open class A : B() {\n  fun f() { g() }\n}\nopen class B : A() {\n  fun h() { f() }\n}\n",
        "a.swift": "class A: B { func f() { g() } }\nclass B: A { func h() { f() } }\n",
        "a.scala": "class A extends B { def f() = g() }\nclass B extends A { def h() = f() }\n",
    }[path]
    found = calls({path: text})
    assert any(it.endswith(("A.f", "A.F")) for it in found)
    assert not any(it.endswith((".g", ".G")) for it in found)
