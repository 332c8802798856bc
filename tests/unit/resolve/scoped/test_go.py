"""Packages, members, types and interfaces of Go, each in a few lines."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.support.modules import Modules

_MODULE = {"go.mod": "module ex.org/m\n\nrequire gopkg.in/yaml.v2 v2.4.0\n"}


def _modules(**files: str) -> Modules:
    """Give files whose names stand as `lib__one` for `lib/one.go`, each in the package of its folder."""
    texts = dict(_MODULE)
    for name, text in files.items():
        path = name.replace("__", "/") + ".go"
        package = path.rpartition("/")[0].rpartition("/")[2] or "m"
        said = dedent(text)
        texts[path] = said if "package " in said else f"package {package}\n{said}"
    return Modules(texts)


def _edges(*kinds: str, **files: str) -> list[str]:
    return sorted(_modules(**files).resolved(*kinds).edges)


# one file `a.go` of the package `m`, and who calls what on which line of it
SHAPES = {
    "functions and methods": (
        """
        type T struct{}
        func (t *T) f() { t.g() }
        func (t T) g() {}
        func h() { new(T).f(); (&T{}).g(); T{}.g(); h() }
        """,
        ["4 m.T.f -> m.T.g", "6 m.h -> m.T.f", "6 m.h -> m.T.g", "6 m.h -> m.T.g", "6 m.h -> m.h"],
    ),
    "a method is no name of the package": ("type T struct{}\nfunc (t T) f() {}\nfunc g() { f() }\n", []),
    "a local hides a function, in its block": (
        "func f() {}\nfunc g() {\n\tif f := 1; f > 0 {\n\t\tf()\n\t}\n\tf()\n}\n",
        ["7 m.g -> m.f"],
    ),
    "a name is bound behind its value": (
        """
        type T struct{}
        func (t T) next() T { return t }
        func f(t T) {
            if t := t.next(); true { t.next() }
        }
        """,
        ["6 m.f -> m.T.next", "6 m.f -> m.T.next"],
    ),
    "what is set again keeps its type": (
        """
        type I interface{ f() }
        type T struct{}
        func (T) f() {}
        func mk() (T, error) { return T{}, nil }
        func g(i I) {
            i, err := mk()
            var j I
            j = T{}
            i.f(); j.f(); err.Error()
            { i, err := mk(); i.f(); _ = err }
        }
        """,
        ["11 m.g -> m.I.f", "11 m.g -> m.I.f", "12 m.g -> m.T.f", "12 m.g -> m.mk", "8 m.g -> m.mk"],
    ),
    "what is embedded is promoted, the least deep first": (
        """
        type A struct{}
        func (A) f() {}
        func (A) g() {}
        type B struct{ *A }
        func (B) f() {}
        type I interface{ h() }
        type C struct { B; I }
        func k(c C) { c.f(); c.g(); c.h(); c.A.f(); c.B.f() }
        """,
        ["10 m.k -> m.A.f", "10 m.k -> m.A.g", "10 m.k -> m.B.f", "10 m.k -> m.B.f", "10 m.k -> m.I.h"],
    ),
    "what two embedded types have is of neither": (
        """
        type A struct{}
        func (A) f() {}
        type B struct{}
        func (B) f() {}
        type C struct { A; B }
        func k(c C) { c.f() }
        """,
        [],
    ),
    "slices, maps, channels, functions": (
        """
        type T struct{ next map[string][]*T; make func() T }
        func (T) f() {}
        func g(ts ...T) {
            for _, t := range ts { t.f() }
            ts[0].next["x"][1].f()
            for k, v := range ts[0].next { k.f(); v[0].f() }
            ch := make(chan *T, 1)
            t := <-ch
            t.f()
            select { case one, ok := <-ch: one.f(); ok.f() }
            ts[1].make().f()
            func() *T { return nil }().f()
            ts = append(ts, T{})
            more := append(ts, T{})
            more[0].f()
        }
        """,
        [f"{line} m.g -> m.T.f" for line in (12, 13, 14, 17, 6, 7, 8)] + ["11 m.g -> m.T.f"],
    ),
    "types that are asserted": (
        """
        type T struct{}
        func (T) f() {}
        type U struct{}
        func (U) f() {}
        func g(x any) {
            if t, ok := x.(T); ok { t.f() }
            switch v := x.(type) {
            case *T: v.f()
            case U: v.f()
            case nil, int: v.f()
            }
            x.(interface{ q() }).q()
        }
        """,
        ["10 m.g -> m.T.f", "11 m.g -> m.U.f", "14 m.g -> m.g.q", "8 m.g -> m.T.f"],
    ),
    "types made like others": (
        """
        type T struct{ u U }
        func (T) f() {}
        type U []T
        func (U) g() {}
        type V T
        type W = T
        func k(u U, v V, w W) { u.g(); u[0].f(); for _, t := range u { t.f() }; v.u.g(); v.f(); w.f(); U(nil).g() }
        """,
        ["9 m.k -> m.T.f", "9 m.k -> m.T.f", "9 m.k -> m.T.f", "9 m.k -> m.U.g", "9 m.k -> m.U.g", "9 m.k -> m.U.g"],
    ),
    "type parameters": (
        """
        type I interface{ f() }
        type T struct{}
        func (T) f() {}
        type S[K comparable, V any] struct { all map[K]V }
        func (s *S[A, B]) get(a A) (B, bool) { return s.all[a] }
        func make2[V any]() *S[string, V] { return nil }
        func g[X I](s S[string, *T], x X) {
            t, ok := s.get("")
            t.f()
            s.all["k"].f()
            x.f()
            make2[T]()
        }
        """,
        ["10 m.g -> m.S.get", "11 m.g -> m.T.f", "12 m.g -> m.T.f", "13 m.g -> m.I.f", "14 m.g -> m.make2"],
    ),
    "values of the package, and results that are named": (
        """
        type T struct{}
        func (T) f() T { return T{} }
        var one, two = mk()
        var three T
        func mk() (t *T, u T) { t.f(); return }
        func g() { one.f().f(); two.f(); three.f() }
        """,
        [
            *("5 m.one -> m.mk", "7 m.mk -> m.T.f", "8 m.g -> m.T.f", "8 m.g -> m.T.f"),
            *("8 m.g -> m.T.f", "8 m.g -> m.T.f"),
        ],
    ),
    "structs without a name": (
        """
        type T struct{}
        func (T) f() {}
        var table = []struct{ t T }{{}}
        func g() {
            table[0].t.f()
            for _, it := range []struct{ name string; t *T }{} { it.t.f() }
        }
        """,
        ["7 m.g -> m.T.f", "8 m.g -> m.T.f"],
    ),
    "a type that makes another of a value is not called": ("type T int\nfunc f() { _ = T(1) }\n", []),
    "builtins and init are none of the package": ("func init() {}\nfunc f() { init(); len(nil); panic(1) }\n", []),
    "a constant without a value is of the type before": (
        "type K int\nfunc (K) f() {}\nconst (\n\tA K = iota\n\tB\n)\nfunc g() { B.f() }\n",
        ["8 m.g -> m.K.f"],
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes(shape: str) -> None:
    text, expected = SHAPES[shape]
    found = [it.removeprefix("a.go:").replace(" calls", "") for it in _edges("calls", a=text)]
    assert found == sorted(expected)


def test_names_of_a_package_are_those_of_all_its_files() -> None:
    found = _edges(
        "calls",
        one="type T struct{}\nfunc f() { g(); T{}.h() }\n",
        two='import "ex.org/m/lib"\nfunc g() { lib.Run(); lib.hidden() }\nfunc (t T) h() {}\n',
        two_test="package m_test\nfunc g() { f() }\n",
        lib__lib="func Run() { hidden() }\nfunc hidden() {}\n",
        lib__lib_test='package lib_test\nimport . "ex.org/m/lib"\nfunc f() { Run() }\n',
    )
    assert found == [
        *("lib/lib.go:2 calls lib.Run -> lib.hidden", "lib/lib_test.go:3 calls lib_test.f -> lib.Run"),
        *("one.go:3 calls m.f -> m.T.h", "one.go:3 calls m.f -> m.g", "two.go:3 calls m.g -> lib.Run"),
    ]


def test_imports_bear_the_name_of_the_package_or_an_alias() -> None:
    found = _modules(
        a="""
        import (
            "fmt"
            "ex.org/m/go-lib"
            other "ex.org/m/go-lib"
            "gopkg.in/yaml.v2"
        )
        func f() { lib.Run(); other.Run(); fmt.Println(); yaml.Marshal(nil); golib.Run() }
        """,
        **{"go-lib__x": "package lib\nfunc Run() {}\n", "go-lib__gen": "package main\nfunc Run() {}\n"},
    ).resolved("calls")
    assert [it for it in found.edges if "a.go" in it] == ["a.go:9 calls m.f -> lib.Run"] * 2
    assert [it for it in found.open if ":9 " in it] == [
        *("a.go:9 external Println: std", "a.go:9 external Marshal: gopkg.in/yaml.v2"),
        "a.go:9 unresolved Run: name-not-found",
    ]


def test_definitions_for_several_platforms_are_several() -> None:
    files = {
        "a": "func f() { open() }\n",
        "open_linux": "func open() {}\nfunc g() { open() }\n",
        "open_windows": "func open() {}\n",
        "more_windows": "func h() { open() }\n",
        "more_linux_amd64": "func i() { open() }\n",
    }
    found = _modules(**files).resolved("calls")
    assert found.edges == [
        *("open_linux.go:3 calls m.g -> m.open", "more_windows.go:2 calls m.h -> m.open"),
        "more_linux_amd64.go:2 calls m.i -> m.open",
    ]
    assert found.open == ["a.go:2 ambiguous open: several-definitions"]


def test_tags_that_nobody_asks_for_are_off() -> None:
    files = {
        "a": "func f() { one(); two(); three() }\n",
        "plain": "//go:build !fast && go1.18\n\npackage m\nfunc one() {}\nfunc two() { one() }\n",
        "fast": "//go:build fast\n\npackage m\nfunc one() {}\nfunc two() {}\n",
        "more": "//go:build fast && unix\n\npackage m\nfunc g() { one(); two() }\n",
        "x_unix": "//go:build unix\n\npackage m\nfunc three() {}\n",
        "x_windows": "func three() {}\n",
        "x_other": "//go:build !(unix || windows)\n\npackage m\nfunc three() {}\n",
        "y_linux": "func h() { three() }\n",
    }
    modules = _modules(**files)
    found = modules.resolved("calls")
    assert found.edges == [
        *("a.go:2 calls m.f -> m.one", "a.go:2 calls m.f -> m.two", "plain.go:5 calls m.two -> m.one"),
        *("more.go:4 calls m.g -> m.one", "more.go:4 calls m.g -> m.two", "y_linux.go:2 calls m.h -> m.three"),
    ]
    assert found.open == ["a.go:2 ambiguous three: several-definitions"]
    targets = [modules.paths[it.dst] for path in ("a.go", "more.go", "y_linux.go") for it in modules.file(path).edges]
    assert targets == ["plain.go", "plain.go", "fast.go", "fast.go", "x_unix.go"]


def test_a_type_satisfies_interfaces_of_which_it_has_all_methods() -> None:
    found = _edges(
        "implements",
        "overrides",
        a="""
        import "ex.org/m/lib"
        type Both interface { lib.One; Two(x ...string) (*lib.T, error) }
        type Base struct{}
        func (*Base) Do(b []byte) {}
        type All struct{ *Base }
        func (a *All) Two(more ...string) (t *lib.T, err error) { return nil, nil }
        type Not struct{ *Base }
        func (a *Not) Two(more []string) (*lib.T, error) { return nil, nil }
        """,
        lib__lib="""
        type T struct{}
        type One interface{ Do([]uint8) }
        type Two interface { Two(...string) (*T, error) }
        type Hidden interface { Two(...string) (*T, error); do() }
        type Number interface { ~int; Do([]uint8) }
        """,
    )
    assert found == [
        "a.go:4 implements m.Both -> lib.One",
        *("a.go:5 implements m.Base -> lib.One", "a.go:6 overrides m.Base.Do -> lib.One.Do"),
        *(
            "a.go:7 implements m.All -> lib.One",
            "a.go:7 implements m.All -> lib.Two",
            "a.go:7 implements m.All -> m.Base",
        ),
        "a.go:7 implements m.All -> m.Both",
        *("a.go:8 overrides m.All.Two -> lib.Two.Two", "a.go:8 overrides m.All.Two -> m.Both.Two"),
        *("a.go:9 implements m.Not -> lib.One", "a.go:9 implements m.Not -> m.Base"),
    ]
