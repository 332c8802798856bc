from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.resolve.type_text import (
    alias_target,
    read_bounds,
    read_parameters,
    read_qualified,
    read_type,
    result_type,
    self_parameter,
    supertraits,
    type_parameters,
)

TYPES = [
    ("Foo", "Foo", (), ()),
    ("&'a mut a::Foo<'b, T, Vec<U>>", "a::Foo", ("T", "Vec<U>"), ()),
    ("(&Foo)", "Foo", (), ()),
    ("(A, B)", "", (), ()),
    ("[u8; 4]", "", (), ()),
    ("fn(u8) -> u8", "", (), ()),
    ("Box<dyn Fn(u8) -> Vec<u8> + Send>", "Box", ("dyn Fn(u8) -> Vec<u8> + Send",), ()),
    ("dyn a::B<C> + Send + 'static", "", (), ("a::B", "Send")),
    ("impl Iterator<Item = u8>", "", (), ("Iterator",)),
    ("Foo<T>::Out", "", (), ()),
    ("", "", (), ()),
]


@pytest.mark.parametrize(("text", "path", "arguments", "bounds"), TYPES)
def test_types(text: str, path: str, arguments: tuple[str, ...], bounds: tuple[str, ...]) -> None:
    read = read_type(text)
    assert (read.path, read.arguments, read.bounds) == (path, arguments, bounds)


def test_bounds() -> None:
    assert read_bounds("?Sized + 'a + for<'b> Fn(&'b u8) -> u8 + a::B<C> + (D)") == ("Fn", "a::B", "D")


def test_parameters_join_where_clauses() -> None:
    generics = ("T: A", "const N: usize", "U = Vec<u8>", "T: B<C>", "<T as A>::Out: D")
    assert read_parameters(generics) == {"T": ("A", "B"), "U": ()}
    assert type_parameters(generics) == ["T", "N", "U"]


def test_heads() -> None:
    assert supertraits("pub trait A<T: X>: B<T> + c::D where T: E") == ("B", "c::D")
    assert supertraits("trait A") == ()
    assert alias_target("pub type A<T = u8> = Vec<T>") == "Vec<T>"
    assert result_type("pub fn f<F: Fn() -> u8>(f: F) -> Option<F> where F: Copy") == "Option<F>"
    assert result_type("async fn f() -> u8") == ""
    assert result_type("fn f()") == ""


@pytest.mark.parametrize(
    ("signature", "form"),
    [
        ("fn f(&self)", "plain"),
        ("fn f(&'a mut self, x: u8)", "plain"),
        ("fn f(mut self)", "plain"),
        ("fn f(self: Box<Self>)", "typed"),
        ("fn f(selfish: u8)", ""),
        ("fn f()", ""),
    ],
)
def test_self_parameters(signature: str, form: str) -> None:
    assert self_parameter(signature) == form


def test_qualified_paths() -> None:
    assert read_qualified("<A<B> as c::D<E>>::f") == ("A<B>", "c::D<E>", "f")
    assert read_qualified("<[u8]>::f") == ("[u8]", "", "f")
    assert read_qualified("<A") is None


@given(st.text(alphabet="aT<>()[]&'=-: +,dyn", max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    read_type(text)
    read_bounds(text)
    read_parameters((text,))
    read_qualified("<" + text)
    supertraits(text)
    alias_target(text)
    result_type(text)
