"""Packages, spaces of names, overloads, inherited members and types of Java, each in a few lines."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.support.modules import Modules


def _modules(**files: str) -> Modules:
    """Give files whose names stand as `lib__One` for `lib/One.java`, each in the package of its folder."""
    texts: dict[str, str] = {}
    for name, text in files.items():
        path = name.replace("__", "/") + ".java"
        package = path.rpartition("/")[0].replace("/", ".")
        texts[path] = f"package {package};\n{dedent(text)}" if package else dedent(text)
    return Modules(texts)


def _edges(text: str, *kinds: str) -> list[str]:
    """Give what is found in one file, without the package."""
    return [it.replace("p.", "") for it in _modules(p__A=text).resolved(*kinds).edges]


def _calls(text: str) -> list[str]:
    """Give who calls what in one file, without the lines."""
    return sorted({it.partition(" calls ")[2] for it in _edges(text, "calls")})


# one file, and who calls what in it
SHAPES = {
    "methods, fields, parameters and locals": (
        """
        class A { B b; void f(B p) { B l = p; l.g(); b.g(); p.g(); this.b.g(); this.f(l); var v = new B(); v.g(); } }
        class B { void g() {} }
        """,
        ["A.f -> A.f", "A.f -> B", "A.f -> B.g"],
    ),
    "a method and a field of one name": (
        "class A { A x; A x() { return x; } void f() { x.x().x.x(); } }",
        ["A.f -> A.x"],
    ),
    "overloads by how many arguments they take": (
        """
        class A { A() {} A(int a) { this(); } int f(int a) { return a; } int f(int a, int b) { return f(a); }
            static void g() { new A(1).f(1, 2); } }
        """,
        ["A.A -> A.A", "A.f -> A.f", "A.g -> A", "A.g -> A.A", "A.g -> A.f"],
    ),
    "overloads of as many arguments stay open": (
        "class A { void f(int a) {} void f(String a) {} void g(Object o) { f(o.hashCode()); } }",
        [],
    ),
    "inherited members, and those of classes around": (
        """
        class B { void g() {} int n; static class In { void i() {} } }
        class A extends B { void f() { g(); super.g(); new In().i(); } class C { void h() { g(); f(); A.this.g(); } } }
        """,
        ["A.C.h -> A.f", "A.C.h -> B.g", "A.f -> B.In", "A.f -> B.In.i", "A.f -> B.g"],
    ),
    "what an object holds": (
        """
        import java.util.*;
        class Box<T> { T it; T get() { return it; } Box<T> same() { return this; } }
        class Sub extends Box<A> {}
        class A { void f(Box<A> b, Sub s, List<A> l, Map<String, A> m) {
            b.get().g(); b.same().it.h(); s.get().i(); for (var a : l) a.j(); m.get("").k();
            for (Map.Entry<String, A> e : m.entrySet()) e.getValue().l();
        } void g() {} void h() {} void i() {} void j() {} void k() {} void l() {} }
        """,
        [f"A.f -> {it}" for it in ("A.g", "A.h", "A.i", "A.j", "A.k", "A.l", "Box.get", "Box.same")],
    ),
    "a type parameter has the members of its bound": (
        "interface I { void m(); }\nclass A<T extends I> { T t; <U extends A<T>> void f(U u) { t.m(); u.f(u); } }",
        ["A.f -> A.f", "A.f -> I.m"],
    ),
    "an enum's constants and static calls": (
        """
        enum E { X, Y; void m() {} static E of() { return X; } }
        class A { void f() { E.X.m(); E.of().m(); E.values(); } }
        """,
        ["A.f -> E.m", "A.f -> E.of"],
    ),
    "casts, instanceof and arrays": (
        """
        class A { void g() {}
            void f(Object o, A... as) { ((A) o).g(); as[0].g(); if (o instanceof A a) a.g(); o.g(); } }
        """,
        ["A.f -> A.g"],
    ),
    "a local hides a field, in its block": (
        """
        class B { void g() {} }
        class C { void g() {} }
        class A { B x; void f() { { C x = null; x.g(); } } void h() { x.g(); } }
        """,
        ["A.f -> C.g", "A.h -> B.g"],
    ),
    "this of a class without a name is not known": (
        "class A { void g() {} void f() { new Object() { void r() { this.g(); } }; } }",
        [],
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_calls_in_one_file(name: str) -> None:
    text, expected = SHAPES[name]
    assert _calls(text) == expected


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        ('"a"', [2]),
        ("new C()", [1]),
        ("(B) c", [0]),
        ("b", [0]),
        ("C.class", [3]),
        ('"a", c', [2]),
        ("b.name()", [2]),
        ("null", []),
        ("unseen()", []),
        ("1", [2]),
        ("C::new", []),
    ],
)
def test_overloads_by_arguments(arguments: str, meant: list[int]) -> None:
    text = f"""
    class A {{ void m(B b, C c) {{ f({arguments}); }}
        void f(B b) {{}} void f(C c) {{}} void f(Object s, Object... o) {{}} void f(Class<?> k) {{}} }}
    class B {{ String name() {{ return ""; }} }}
    class C extends B {{}}
    """
    found = _modules(p__A=text)
    overloads = [ident for ident, name in found.names.items() if name == "p.A.f"]
    edges = found.file("p/A.java").edges
    assert [overloads.index(it.dst) for it in edges if it.dst in overloads] == meant


def test_packages_and_imports() -> None:
    found = _modules(
        a__A="""
        import b.B;
        import c.*;
        import static b.B.made;
        import static b.B.In.*;
        class A { void f(Near n, C c) { new B().g(); made(); n.g(); c.g(); inside(); b.B.made(); new d.D(); } }
        """,
        a__Near="class Near { void g() {} }",
        b__B="""
        public class B { public void g() {} public static void made() {}
            public static class In { static void inside() {} } }
        """,
        c__C="public class C { public void g() {} }",
        c__Near="public class Near { public void g() {} }",
        d__D="public class D {}",
    ).resolved()
    calls = [it.partition(" calls ")[2] for it in found.edges if " calls " in it]
    assert sorted(set(calls)) == [
        f"a.A.f -> {it}" for it in ("a.Near.g", "b.B", "b.B.In.inside", "b.B.g", "b.B.made", "c.C.g", "d.D")
    ]
    imports = [it.rpartition(" -> ")[2] for it in found.edges if " imports " in it]
    assert imports == ["b.B", "c/Near", "b.B.made", "b.B.In"]
    assert found.open == []


def test_bases_and_overrides() -> None:
    text = """
    interface I<T> { void m(T t); default void n() {} }
    abstract class B implements I<String> { B(int a) {} static void s() {} private void p() {} void n(int a) {} }
    class C extends B { C() { super(1); } public void m(String t) {} void s() {} void p() {} public void n() {} }
    """
    found = _edges(text, "implements", "overrides", "calls")
    assert sorted(it.partition(" ")[2] for it in found) == [
        "calls C.C -> B.B",
        "implements B -> I",
        "implements C -> B",
        "overrides C.m -> I.m",
        "overrides C.n -> I.n",
    ]


def test_uses_of_classes_in_classes() -> None:
    text = "class In {}\nclass O { static class In {} }\nclass A { String f(O.In x) { return O.In.class.getName(); } }"
    assert [it.partition(" uses-type ")[2] for it in _edges(text, "uses-type")] == ["A.f -> O.In"]


def test_what_is_not_known_says_why() -> None:
    found = _modules(
        a__A="""
        import java.util.List;
        import a.Missing;
        class A extends List { void f(Unseen u, List l) { l.size(); u.go(); Runnable r = x -> x.go(); g(1); equals(u); }
            void g() {} String s() { return s().trim(); } }
        """
    ).resolved("calls")
    assert sorted(it.partition(" ")[2] for it in found.open) == [
        "external List: java.util",
        "external List: java.util",
        "external List: java.util",
        "external Runnable: java.lang",
        "external String: java.lang",
        "external equals: java.lang",
        "external size: java.util",
        "external trim: java.lang",
        "unresolved Missing: name-not-found",
        "unresolved Unseen: name-not-found",
        "unresolved g: no-overload-fits",
        "unresolved go: name-not-found",
        "unresolved go: receiver-type-unknown",
    ]
