"""Tiers of `index`: with the real rust-analyzer where it is, with programs in its place that fail, with imports."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.support import scip

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.command import Command

MANIFEST = "[package]\nname = 'it'\nversion = '0.1.0'\nedition = '2021'\nbuild = 'build.rs'\n"
LIBRARY = """\
mod shapes;
use shapes::{Shape, Square};

macro_rules! twice { ($e:expr) => { ($e, $e) }; }

pub fn areas(all: Vec<Box<dyn Shape>>) -> u32 {
    all.iter().map(|one| one.area()).sum()
}

pub fn main() {
    let found = pick();
    found.unwrap().grow().grow();
    twice!(helper());
}

fn pick() -> Option<Square> { Some(Square(1)) }
fn helper() {}
"""
SHAPES = """\
pub trait Shape { fn area(&self) -> u32; }
pub struct Square(pub u32);
impl Square { pub fn grow(self) -> Self { self } }
impl Shape for Square { fn area(&self) -> u32 { self.0 } }
"""


@pytest.fixture
def crate(repository: Path) -> Path:
    """Give a small crate whose build script leaves a mark."""
    (repository / "src").mkdir()
    (repository / "Cargo.toml").write_text(MANIFEST)
    mark = str(repository / "build-script-ran")
    (repository / "build.rs").write_text(f"fn main() {{ std::fs::write({mark!r}, []).unwrap(); }}\n".replace("'", '"'))
    (repository / "src" / "lib.rs").write_text(LIBRARY)
    (repository / "src" / "shapes.rs").write_text(SHAPES)
    return repository


@pytest.fixture
def in_its_place(isolated: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Give a function that puts a shell script in the place of rust-analyzer."""

    def put(body: str) -> None:
        program = isolated / "fake-rust-analyzer"
        program.write_text(f'#!/bin/sh\nif [ "$1" = --version ]; then echo rust-analyzer 9; exit; fi\n{body}\n')
        program.chmod(0o755)
        monkeypatch.setenv("CODEGRAPH_RUST_ANALYZER", str(program))

    return put


def edges(cli: Command, method: str = "") -> set[tuple[str, str, str]]:
    """Give the calls of the export as (caller, callee, method)."""
    lines = cli("export", "--format", "jsonl").documents
    names = {line["id"]: line["qualified_name"] for line in lines if line["type"] == "node"}
    return {
        (names[line["src"]], names[line["dst"]], line["method"])
        for line in lines
        if line["type"] == "edge" and line["kind"] == "calls" and method in line["method"]
    }


def levels(document: dict[str, Any]) -> tuple[int, int, int, int]:
    told = document["coverage"]["levels"]
    return told["full"], told["resolved"], told["syntax"], told["fallen_back"]


@pytest.mark.rust_analyzer
def test_full_asks_rust_analyzer_and_changed_files_fall_back(
    cli: Command, crate: Path, rust_analyzer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODEGRAPH_RUST_ANALYZER", str(rust_analyzer / "rust-analyzer"))
    report = cli("index", "--tier", "full", "--json").document
    assert report["problems"] == []
    assert report["compilers"][0]["tool"].startswith("rust-analyzer ")
    assert levels(report) == (3, 0, 0, 0)
    assert {
        ("it::main", "it::shapes::Square::grow", "scip"),
        ("it::areas", "it::shapes::Shape::area", "scip"),
        ("it::main", "it::helper", "scip"),
        ("it::main", "it::twice", "scip"),
    } <= edges(cli)
    # neither the build script ran, nor did Cargo write anything
    assert sorted(path.name for path in crate.iterdir()) == [".codegraph", "Cargo.toml", "build.rs", "src"]
    # nothing to do: rust-analyzer is not asked again
    assert cli("index", "--tier", "full", "--json").document["compilers"] == []
    (crate / "src" / "lib.rs").write_text(LIBRARY + "fn more() { helper() }\n")
    assert levels(cli("index", "--json").document) == (2, 1, 0, 1)
    assert "1 changed since a compiler saw them" in cli("status").out
    assert ("it::more", "it::helper", "syntax") in edges(cli)
    assert levels(cli("index", "--tier", "full", "--json").document) == (3, 0, 0, 0)
    assert ("it::more", "it::helper", "scip") in edges(cli)


@pytest.mark.rust_analyzer
def test_a_broken_manifest_does_not_stop_rust_analyzer(
    cli: Command, crate: Path, rust_analyzer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODEGRAPH_RUST_ANALYZER", str(rust_analyzer / "rust-analyzer"))
    (crate / "Cargo.toml").write_text(MANIFEST + "[dependencies\n")
    report = cli("index", "--tier", "full", "--json").document
    assert report["coverage"]["problems"]["broken-manifest"] == 1
    assert levels(report) == (3, 0, 0, 0)


def test_syntax_leaves_references_open(cli: Command, crate: Path) -> None:
    report = cli("index", crate, "--tier", "syntax", "--json").document
    assert levels(report) == (0, 0, 3, 0)
    assert edges(cli) == set()
    assert "edges" in cli("status", "--json").document["pending_stages"]
    assert levels(cli("index", "--json").document) == (0, 3, 0, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="the programs are shell scripts")
@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        ("sleep 60", "analyzer-timeout", "stopped after 1 seconds"),
        ("echo 'thread main panicked at x.rs' >&2; exit 101", "analyzer-failed", "panicked at x.rs"),
        ('head -c 4000 /dev/urandom > "$4"', "analyzer-output", "cannot be used"),
        ('printf "\\012\\000" > "$4"', "analyzer-output", "no file of a crate"),
    ],
)
def test_when_rust_analyzer_fails_it_is_said_and_the_resolver_answers(
    cli: Command,
    crate: Path,
    in_its_place: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    body: str,
    code: str,
    message: str,
) -> None:
    monkeypatch.setenv("CODEGRAPH_RUST_ANALYZER_TIMEOUT_S", "1")
    in_its_place(body)
    report = cli("index", crate, "--tier", "full", "--json").document
    [problem] = [one for one in report["problems"] if one["code"] != "no-library"]
    assert problem["code"] == code
    assert message in problem["message"]
    assert levels(report) == (0, 3, 0, 0)
    assert ("it::main", "it::pick", "syntax") in edges(cli)
    assert message in cli("status").out
    assert message in cli("doctor").out


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell script")
def test_a_shim_without_its_component_is_told_with_what_to_do(
    cli: Command, crate: Path, isolated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = isolated / "rust-analyzer"
    program.write_text(
        "#!/bin/sh\necho \"error: Unknown binary 'rust-analyzer' in official toolchain 'x'\" >&2\nexit 1\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("CODEGRAPH_RUST_ANALYZER", str(program))
    ran = cli("index", crate, "--tier", "full")
    assert ran.code == 0
    assert "rustup component add rust-analyzer" in ran.out
    assert "rustup component add rust-analyzer" in cli("doctor").out


def demo_index(code: str = LIBRARY) -> bytes:
    """Write an index that says that `found.unwrap().grow()` means `helper`, to see that it is believed."""
    lines = code.splitlines()
    line = next(n for n, text in enumerate(lines) if text.startswith("fn pick"))
    call = next(n for n, text in enumerate(lines) if "pick();" in text)
    column = lines[call].index("pick")
    return scip.index(
        scip.document(
            "src/lib.rs",
            [
                scip.occurrence([line, 3, 7], "demo cargo it 1 pick().", definition=True),
                scip.occurrence([call, column, column + 4], "demo cargo it 1 pick()."),
            ],
        )
    )


def test_an_index_of_any_tool_is_imported(cli: Command, crate: Path) -> None:
    (crate.parent / "index.scip").write_bytes(demo_index())
    ran = cli("index", crate, "--scip", "../index.scip")
    assert ran.code == 0
    assert "scip-demo 1.0 answers for 1 reference in 1 file" in ran.out
    assert edges(cli, "scip") == {("it::main", "it::pick", "scip")}
    assert levels(cli("status", "--json").document) == (1, 2, 0, 0)
    # what is there already is not lost
    assert ("it::main", "it::helper") in {edge[:2] for edge in edges(cli)}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"garbage", "no SCIP index"),
        (demo_index()[:-9], "no SCIP index"),
        (demo_index("// one more line\n" + LIBRARY), "changed since"),
        (scip.index(), "no documents"),
    ],
)
def test_an_import_that_cannot_be_used_changes_nothing(cli: Command, crate: Path, data: bytes, why: str) -> None:
    good, bad = crate.parent / "good.scip", crate.parent / "bad.scip"
    good.write_bytes(demo_index())
    bad.write_bytes(data)
    cli("index", crate, "--scip", good)
    before = edges(cli)
    ran = cli("index", crate, "--scip", bad, "--json")
    assert ran.code == 1
    assert ran.error["code"] == "scip-file"
    assert str(bad) in ran.error["message"]
    assert why in ran.error["message"]
    assert edges(cli) == before
