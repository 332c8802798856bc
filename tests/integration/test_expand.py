"""`codegraph expand`: by our own expander, by the real rust-analyzer, and with programs in its place that fail."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from codegraph import api

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Command

LIBRARY = """\
pub mod inner;
macro_rules! twice { ($e:expr) => { ($e, $e) }; }
macro_rules! getter {
    ($name:ident, $ty:ty) => {
        pub fn $name(&self) -> $ty { self.$name.clone() }
        other!($name);
    };
}
macro_rules! other { ($n:ident) => { pub fn other(&self) { twice!(self.$n.clone()); } }; }
#[derive(Debug, Clone)]
pub struct Square { side: u32 }
impl Square {
    getter!(side, u32);
}
pub fn main() {
    let ä = Square { side: 1 };
    println!("ä {:?}", twice!(ä.side() + 1));
    twice!();
}
macro_rules! forever { ($($t:tt)*) => { forever!($($t)* x) }; }
pub fn endless() { forever!(a); }
#[tokio::main]
async fn g() {}
"""
INNER = """\
pub fn inside() {}
#[macro_export]
macro_rules! make { ($($n:ident),*) => { $(pub fn $n() { $crate::inner::inside(); })* }; }
make!(one, two);
"""


@pytest.fixture
def crate(repository: Path, cli: Command, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an indexed crate, where no rust-analyzer is."""
    monkeypatch.setenv("CODEGRAPH_RUST_ANALYZER", str(repository / "none"))
    (repository / "src").mkdir()
    (repository / "Cargo.toml").write_text("[package]\nname = 'it'\nversion = '0.1.0'\nedition = '2021'\n")
    (repository / "src" / "lib.rs").write_text(LIBRARY, "utf-8")
    (repository / "src" / "inner.rs").write_text(INNER)
    assert cli("index").code == 0
    return repository


def line_of(text: str, code: str = LIBRARY) -> int:
    return next(n for n, line in enumerate(code.splitlines(), 1) if text in line)


def words(text: str) -> str:
    return "".join(text.split())


def test_a_macro_of_the_workspace_is_expanded_with_the_calls_in_it(cli: Command, crate: Path) -> None:
    line = line_of("getter!(side")
    document = cli("expand", f"src/lib.rs:{line}", "--json").document
    told = ("path", "start_line", "end_line", "macro", "kind", "tool", "stored", "changed_since_index")
    assert [document[key] for key in told] == ["src/lib.rs", line, line, "getter", "call", "codegraph", False, False]
    assert words(document["expansion"]) == words(
        "pub fn side(&self) -> u32 { self.side.clone() }"
        "pub fn other(&self) { ((self.side.clone()), (self.side.clone())); };"
    )
    made = {(one["kind"], one["qualified_name"]) for one in document["symbols"]}
    assert made == {("method", "it::Square::side"), ("method", "it::Square::other")}
    source, text = (crate / "src" / "lib.rs").read_bytes(), document["expansion"].encode()
    copied = [
        (text[one["start"] :][: one["length"]], source[one["source"] :][: one["source_length"]])
        for one in document["mapping"]
    ]
    assert copied == [(b"side",) * 2, (b"u32",) * 2, *[(b"side",) * 2] * 3]
    assert {one["source"] for one in document["mapping"]} == {
        source.index(b"getter!(side") + len("getter!("),
        source.index(b"u32);"),
    }


def test_plain_output_has_a_header_and_the_text(cli: Command, crate: Path) -> None:
    ran = cli("expand", f"{crate}/src/inner.rs:4")
    assert ran.code == 0
    head, *rest = ran.out.splitlines()
    assert head == "// make!  src/inner.rs:4-4  by codegraph"
    assert "pub fn two () { crate ::inner::inside(); }" in rest[0]
    assert rest[1:] == ["// makes function it::inner::one", "// makes function it::inner::two"]
    assert "rustup component add rust-analyzer" in ran.err


def test_a_column_picks_the_innermost_call(cli: Command, crate: Path) -> None:
    assert crate.exists()
    line = line_of("println!")
    at = LIBRARY.splitlines()[line - 1].index("twice") + 1
    document = cli("expand", f"src/lib.rs:{line}:{at}", "--json").document
    assert document["macro"] == "twice"
    assert words(document["expansion"]) == words("((ä.side() + 1), (ä.side() + 1))")
    assert document["others"] == [{"macro": "println", "kind": "call", "line": line}]


def test_a_macro_without_end_is_cut_and_it_is_said(cli: Command, crate: Path) -> None:
    assert crate.exists()
    document = cli("expand", f"src/lib.rs:{line_of('forever!(a)')}", "--json").document
    assert document["expansion"].startswith("forever!")
    assert any("too-deep" in note for note in document["notes"])


def test_what_is_kept_answers_until_something_changes(cli: Command, crate: Path) -> None:
    place = "src/inner.rs:4"
    first = cli("expand", place, "--json").document
    again = cli("expand", place, "--json").document
    assert (first["stored"], again["stored"]) == (False, True)
    assert {**again, "stored": False} == first
    assert not cli("expand", place, "--anew", "--json").document["stored"]
    # other bytes of the same file, not indexed yet: they are read as they are
    (crate / "src" / "inner.rs").write_text(INNER.replace("two)", "three)"))
    changed = cli("expand", place, "--json").document
    assert (changed["stored"], changed["changed_since_index"], changed["symbols"]) == (False, True, [])
    assert "three" in changed["expansion"]
    assert cli("expand", place, "--json").document["stored"]
    # the index goes on: what was kept of the file is dropped
    cli("index")
    with api.open_workspace(None, crate) as workspace:
        assert workspace.store.expansion("src/inner.rs", changed["start"], changed["end"]) is None
    assert not cli("expand", place, "--json").document["stored"]
    # another file: a macro there may be another one now
    (crate / "src" / "lib.rs").write_text(LIBRARY + "\n")
    assert not cli("expand", place, "--json").document["stored"]


def test_nothing_is_written_where_nothing_is_to_be_kept(cli: Command, crate: Path) -> None:
    before = cli("status", "--json").document["revision"]
    assert api.expand("src/inner.rs:4", keep=False, repo=crate, cwd=crate)["macro"] == "make"
    assert cli("status", "--json").document["revision"] == before


@pytest.mark.parametrize(
    ("place", "code", "said"),
    [
        ("src/none.rs:1", 3, "not an indexed file"),
        ("../../../etc/passwd:1", 3, "not an indexed file"),
        ("/etc/passwd:1", 3, "not an indexed file"),
        ("Cargo.toml:1", 3, "only macros of Rust"),
        ("src/lib.rs:0", 3, "no line 0"),
        ("src/lib.rs:999999999", 3, "its last line is"),
        ("src/lib.rs:11:9999", 3, "no column 9999"),
        ("src/lib.rs:1", 3, "nearest: derive(Debug) at src/lib.rs:10"),
        ("src/lib.rs", 2, "PATH:LINE"),
        (":::", 2, "PATH:LINE"),
        ("\0:1", 3, "not an indexed file"),
    ],
)
def test_a_place_without_a_macro_is_told(cli: Command, crate: Path, place: str, code: int, said: str) -> None:
    assert crate.exists()
    ran = cli("expand", place, "--json")
    assert ran.code == code
    assert said in f"{ran.error['message']} {ran.error['hint']}"


def test_a_file_that_is_gone_is_told(cli: Command, crate: Path) -> None:
    (crate / "src" / "inner.rs").unlink()
    ran = cli("expand", "src/inner.rs:4", "--json")
    assert ran.code == 3
    assert "the file is gone" in ran.error["message"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("#[derive(Debug", "derive(Debug) cannot be expanded: only rust-analyzer"),
        ("#[tokio::main]", "#[tokio::main] cannot be expanded: only rust-analyzer"),
        ("println!", "println! cannot be expanded: it is no `macro_rules!`"),
        ("twice!();", "no-rule-matches"),
    ],
)
def test_what_nobody_can_expand_is_an_error_with_advice(cli: Command, crate: Path, text: str, said: str) -> None:
    assert crate.exists()
    ran = cli("expand", f"src/lib.rs:{line_of(text)}", "--json")
    assert ran.code == 1
    assert ran.error["code"] == "macro-expansion"
    assert said in ran.error["message"]
    if "main" in text:
        assert "trust-build-scripts" in ran.error["hint"]


@pytest.mark.skipif(sys.platform == "win32", reason="the programs are shell scripts")
@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("sleep 60", "no answer within 1 seconds"),
        ("echo 'thread main panicked at x.rs' >&2; exit 101", "panicked at x.rs"),
        ("head -c 100000 /dev/urandom", "what it wrote is no message"),
        ("yes", "what it wrote is no message"),
        ('printf "Content-Length: 99999999999\\r\\n\\r\\n"; sleep 60', "what it wrote is no message"),
        ('printf "Content-Length: 2\\r\\n\\r\\n[]"; sleep 60', "what it wrote is no message"),
        ('printf "Content-Length: 8\\r\\n\\r\\n{\\"id\\":1}"; sleep 60', "UTF-8"),
    ],
)
def test_when_rust_analyzer_fails_it_is_said_and_the_own_expander_answers(
    cli: Command, crate: Path, isolated: Path, monkeypatch: pytest.MonkeyPatch, body: str, said: str
) -> None:
    assert crate.exists()
    program = isolated / "fake-rust-analyzer"
    program.write_text(f'#!/bin/sh\nif [ "$1" = --version ]; then echo rust-analyzer 9; exit; fi\n{body}\n')
    program.chmod(0o755)
    monkeypatch.setenv("CODEGRAPH_RUST_ANALYZER", str(program))
    monkeypatch.setenv("CODEGRAPH_RUST_ANALYZER_TIMEOUT_S", "1")
    document = cli("expand", "src/inner.rs:4", "--json").document
    assert document["tool"] == "codegraph"
    assert "fn one" in document["expansion"]
    assert any(said in note for note in document["notes"]), document["notes"]


@pytest.mark.rust_analyzer
def test_rust_analyzer_expands_calls_and_derives(
    cli: Command, crate: Path, rust_analyzer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODEGRAPH_RUST_ANALYZER", str(rust_analyzer / "rust-analyzer"))
    before = sorted(path.name for path in crate.iterdir())
    call = cli("expand", f"src/lib.rs:{line_of('getter!(side')}", "--json").document
    assert (call["tool"], call["notes"]) == ("rust-analyzer", [])
    assert "pub fn side(&self) -> u32 {\n    self.side.clone()\n}" in call["expansion"]
    assert call["mapping"] == [
        {
            "start": 0,
            "length": len(call["expansion"].encode()),
            "source": call["start"],
            "source_length": call["end"] - call["start"],
        }
    ]
    assert {one["name"] for one in call["symbols"]} == {"side", "other"}
    line = line_of("#[derive")
    derive = cli("expand", f"src/lib.rs:{line}:{LIBRARY.splitlines()[line - 1].index('Clone') + 1}", "--json").document
    assert (derive["kind"], derive["macro"]) == ("derive", "Clone")
    assert "clone::Clone for Square" in derive["expansion"]
    assert cli("expand", f"src/lib.rs:{line_of('getter!(side')}", "--json").document == {**call, "stored": True}
    # what it cannot expand is no answer, whatever it writes about it
    doubt = cli("expand", f"src/lib.rs:{line_of('twice!();')}", "--json").document
    assert doubt["tool"] == "rust-analyzer"
    assert not doubt["expansion"].startswith("Expansion had errors")
    assert "could not expand all of it: expected Expr" in doubt["notes"][0]
    assert sorted(path.name for path in crate.iterdir()) == before


def test_a_generated_symbol_says_which_macro_made_it(cli: Command, crate: Path) -> None:
    assert crate.exists()
    document: dict[str, Any] = cli("symbol", "it::Square::other", "--json").document
    assert document["generated_by"]["macro"]["qualified_name"] == "it::other"
    place = f"src/lib.rs:{line_of('getter!(side')}"
    assert f"generated by the macro it::other, called at {place}" in cli("symbol", "it::Square::other").out
    assert cli("symbol", "endless", "--json").document["generated_by"] is None


def test_status_counts_macros_that_could_not_be_expanded(cli: Command, crate: Path) -> None:
    assert crate.exists()
    document = cli("status", "--json").document
    assert document["failed_files"] == []
    assert document["coverage"]["problems"] == {"macro-no-rule-matches": 1}
    assert "problems    1 macro-no-rule-matches" in cli("status").out
