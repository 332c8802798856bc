"""Namespaces, classes and objects of C++, each in a few lines."""

from __future__ import annotations

from tests.support.modules import Modules

_HEADER = """namespace a {
class D { public: void base(); };
class B : public D {
 public:
  B(int x); void f(int p); B* next(); static B* make();
  D d_;
};
void g(); void g(int x);
inline int k() { return 1; }
}
"""
_SOURCE = """#include "x.hpp"
namespace a {
void B::f(int p) {
  d_.base();
  this->f(1);
  base();
  B b(1); b.f(2);
  auto z = make(); z->f(1);
  next()->next()->f(1);
  k(); a::k();
}
B* B::make() { return new B(1); }
B* B::next() { return this; }
void D::base() {}
void g() {} void g(int x) {}
}
"""


def test_calls_in_methods() -> None:
    found = Modules({"x.hpp": _HEADER, "x.cc": _SOURCE}).resolved("calls")
    assert sorted(it for it in found.edges if it.startswith("x.cc")) == [
        "x.cc:10 calls a::B::f -> a::k",
        "x.cc:10 calls a::B::f -> a::k",
        "x.cc:12 calls a::B::make -> a::B",
        "x.cc:4 calls a::B::f -> a::D::base",
        "x.cc:5 calls a::B::f -> a::B::f",
        "x.cc:6 calls a::B::f -> a::D::base",
        "x.cc:7 calls a::B::f -> a::B::f",
        "x.cc:8 calls a::B::f -> a::B::f",
        "x.cc:8 calls a::B::f -> a::B::make",
        "x.cc:9 calls a::B::f -> a::B::f",
        "x.cc:9 calls a::B::f -> a::B::next",
        "x.cc:9 calls a::B::f -> a::B::next",
    ]


def test_a_method_is_called_where_it_is_defined() -> None:
    text = '#include "x.hpp"\nusing namespace a;\nint main() { B b(1); b.f(1); a::B::make()->f(2); g(); b.none(); }\n'
    modules = Modules({"x.hpp": _HEADER, "x.cc": _SOURCE, "m.cc": text})
    calls = [it for it in modules.file("m.cc").edges if it.kind == "calls"]
    assert {(modules.paths[str(it.dst)], modules.names[str(it.dst)]) for it in calls} == {
        ("x.cc", "a::B::f"),
        ("x.cc", "a::B::make"),
    }
    assert {(it.name, it.state, it.reason) for it in modules.file("m.cc").open if it.name != "a"} == {
        ("g", "ambiguous", "several-definitions"),
        ("none", "unresolved", "member-not-found"),
    }


def test_overloads_are_joined_by_their_parameters() -> None:
    modules = Modules({"x.hpp": _HEADER, "x.cc": _SOURCE})
    joined = [it for it in modules.file("x.hpp").edges if it.kind == "references"]
    assert len([it for it in joined if modules.names[str(it.dst)] == "a::g"]) == 2


def test_type_parameters_and_what_is_of_no_known_type_stay_open() -> None:
    text = (
        "struct T { void f(); };\ntemplate <typename T> void g(T x) { x.f(); }\nvoid h(std::vector<T> v) { v.f(); }\n"
    )
    found = Modules({"x.cc": text}).resolved("calls")
    assert found.edges == []
