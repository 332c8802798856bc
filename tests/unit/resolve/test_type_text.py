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
    supertraits,
)

TYPES = [
    ("Foo", "Foo", ()),
    ("&'a mut a::Foo<'b, T, Vec<U>>", "a::Foo", ()),
    ("(&Foo)", "Foo", ()),
    ("(A, B)", "", ()),
    ("[u8; 4]", "", ()),
    ("fn(u8) -> u8", "", ()),
    ("Box<dyn Fn(u8) -> Vec<u8> + Send>", "Box", ()),
    ("dyn a::B<C> + Send + 'static", "", ("a::B", "Send")),
    ("impl Iterator<Item = u8>", "", ("Iterator",)),
    ("Foo<T>::Out", "", ()),
    ("", "", ()),
]


@pytest.mark.parametrize(("text", "path", "bounds"), TYPES)
def test_types(text: str, path: str, bounds: tuple[str, ...]) -> None:
    read = read_type(text)
    assert (read.path, read.bounds) == (path, bounds)


def test_bounds() -> None:
    assert read_bounds("?Sized + 'a + for<'b> Fn(&'b u8) -> u8 + a::B<C> + (D)") == ("Fn", "a::B", "D")


def test_parameters_join_where_clauses() -> None:
    generics = ("T: A", "const N: usize", "U = Vec<u8>", "T: B<C>", "<T as A>::Out: D")
    assert read_parameters(generics) == {"T": ("A", "B"), "U": ()}


def test_heads() -> None:
    assert supertraits("pub trait A<T: X>: B<T> + c::D where T: E") == ("B", "c::D")
    assert supertraits("trait A") == ()
    assert alias_target("pub type A<T = u8> = Vec<T>") == "Vec<T>"


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
