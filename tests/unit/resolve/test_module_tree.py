# ruff: noqa: E501 - a fixture on one line reads better than a folded one
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.model import SymbolKind
from codegraph.resolve.binding import bind_chunks
from tests.support.rust_workspace import resolve_text

# name, files (empty unless said), what each file is
CASES = [
    ("name.rs and name/mod.rs", "mod a; mod b;|src/a.rs|src/b/mod.rs", "src/a.rs=it::a src/b/mod.rs=it::b"),
    ("inside name.rs", "mod a;|src/a.rs:mod b;|src/a/b.rs|src/b.rs", "src/a.rs=it::a src/a/b.rs=it::a::b src/b.rs=-"),
    ("inside mod.rs", "mod a;|src/a/mod.rs:mod b;|src/a/b.rs", "src/a/b.rs=it::a::b src/a/mod.rs=it::a"),
    ("inline modules", "mod a { mod b { mod c; } }|src/a/b/c.rs", "src/a/b/c.rs=it::a::b::c"),
    ("a path", '#[path = "x/y.rs"] mod a;|src/x/y.rs:mod b;|src/x/b.rs', "src/x/b.rs=it::a::b src/x/y.rs=it::a"),
    ("a path upwards", '#[path = "../z.rs"] mod a;|z.rs', "z.rs=it::a"),
    ("a path in an inline module", 'mod a { #[path = "p.rs"] mod b; }|src/a/p.rs', "src/a/p.rs=it::a::b"),
    ("a path on an inline module", '#[path = "q"] mod a { mod b; }|src/q/b.rs', "src/q/b.rs=it::a::b"),
    ("inside a macro call", "cfg_rt! { mod a; }|src/a.rs", "src/a.rs=it::a"),
    ("a module that is not there", "mod gone;", ""),
    ("a file that declares itself", '#[path = "lib.rs"] mod a;', ""),
]


@pytest.mark.parametrize(("files", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_places(files: str, expected: str) -> None:
    first, *others = files.split("|")
    text = f"//- src/lib.rs crate:it\n{first}\n"
    for other in others:
        path, _, source = other.partition(":")
        text += f"//- {path}\n{source}\n"
    done = resolve_text(text)
    names = {symbol.path: symbol for symbol in done.symbols.values() if symbol.parent is None or symbol.name_line == 1}
    del names["src/lib.rs"]
    wanted = dict(pair.split("=") for pair in expected.split())
    found = {
        path: next(
            s.qualified_name if s.kind is SymbolKind.MODULE else "-" for s in done.symbols.values() if s.path == path
        )
        for path in names
    }
    assert found == wanted


def test_a_module_of_two_crates_stands_first_in_the_library() -> None:
    done = resolve_text(
        "//- src/main.rs crate:prog kind:bin\nmod a;\nfn main() { a::x(); }\n//- src/lib.rs crate:it\npub mod a;\n//- src/a.rs\npub fn x() {}",
    )
    assert len(done.tree.places["src/a.rs"]) == 2
    assert done.lines("calls") == ["calls prog::main -> it::a::x"]


def test_files_that_claim_one_module_path_have_different_ids() -> None:
    done = resolve_text(
        '//- src/lib.rs crate:it\n#[cfg(a)] #[path = "a.rs"] mod m;\n#[cfg(b)] #[path = "b.rs"] mod m;\nfn f() { m::x() }\n'
        "//- src/a.rs\npub fn x() {}\n//- src/b.rs\npub fn x() {}",
    )
    ids = [symbol.id for symbol in done.symbols.values() if symbol.name == "x"]
    assert len(set(ids)) == 2
    (reference,) = done.edges["src/lib.rs"].open
    assert set(reference.candidates) == set(ids)


FILES = {
    "src/a.rs": "//- src/a.rs\npub fn x() {}\nmod i { fn x() {} fn x() {} }",
    "src/b.rs": "//- src/b.rs\nimpl A for B {}\nimpl A for B {}\nstruct B; use x as _; use y as _;",
    "src/c.rs": "//- src/c.rs\n#[cfg(a)] fn y() {}\n#[cfg(b)] fn y() {}\nconst _: () = ();\nconst _: () = ();",
}


@given(st.permutations(sorted(FILES)), st.booleans())
def test_invariant_02_ids_do_not_depend_on_order(order: list[str], backwards: bool) -> None:  # noqa: FBT001 - drawn
    lib = "//- src/lib.rs crate:it\nmod a; mod b; mod c;"
    ordered = resolve_text("\n".join([lib, *(FILES[path] for path in order)]), backwards=backwards)
    plain = resolve_text("\n".join([lib, *FILES.values()]))
    assert ordered.ids == plain.ids


def test_all_symbols_and_chunks_of_a_workspace_have_their_own_ids() -> None:
    done = resolve_text("\n".join(["//- src/lib.rs crate:it\nmod a; mod b; mod c;", *FILES.values()]))
    ids = [ident for found in done.ids.values() for ident in found]
    assert len(ids) == len(set(ids))
    chunks = [ident for path, file in done.files.items() for ident in bind_chunks(file, done.ids[path])]
    assert len(chunks) == len(set(chunks))


def test_an_edit_above_changes_no_id() -> None:
    before = resolve_text("fn f() {}\nstruct S;")
    after = resolve_text("// more\n\nuse x;\nfn f() { g() }\nstruct S;")
    assert before.ids == after.ids
