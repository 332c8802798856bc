"""What a file gives to others says the same of the same, and something else where what others may find is otherwise."""

from __future__ import annotations

from codegraph.resolve.tracking import Question, key
from tests.support.rust_workspace import resolve_text

TEXT = """\
//- src/lib.rs crate:it deps:outside
mod a;
mod m;
pub mod one { pub trait T { fn f(); } }
pub mod two { pub trait T { fn f(); } }
//- src/m.rs
pub use crate::one::T;
//- src/a.rs
use crate::m::T;
use outside::Foreign;
impl T for String { fn f() {} }
pub struct S;
impl Foreign for S { fn g() {} }
macro_rules! made { ($n:ident) => { pub fn $n() {} } }
made!(it);
"""


def given(text: str, path: str) -> dict[int, int]:
    return resolve_text(text).resolver.gives(path)


def test_the_same_text_gives_the_same() -> None:
    first = resolve_text(TEXT).resolver
    for path in ("src/lib.rs", "src/m.rs", "src/a.rs"):
        assert first.gives(path) == given(TEXT, path)


def test_impls_for_types_of_other_crates_tell_which_trait_they_are_of() -> None:
    asked = key(Question.WRITTEN_FOR, "String", "f")
    other = TEXT.replace("pub use crate::one::T", "pub use crate::two::T")
    assert given(TEXT, "src/a.rs")[asked] != given(other, "src/a.rs")[asked]
