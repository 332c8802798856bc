"""Links between languages: Python to PyO3 and symbols of C, Rust to Rust by symbols of C, Protobuf to both."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.kept_index import KeptIndex

if TYPE_CHECKING:
    from tests.support.command import Command

FIXTURE = Path(__file__).parent.parent / "fixtures" / "foreign"
NATIVE, COUNTER, SYMBOLS = "native/src/lib.rs", "native/src/counter.rs", "native/src/symbols.rs"
CALLS, SERVICE, PROTO = "python/mixed/calls.py", "python/mixed/service.py", "proto/greeter.proto"


@pytest.fixture
def mixed(repository: Path) -> Path:
    shutil.copytree(FIXTURE, repository, dirs_exist_ok=True)
    return repository


def links(cli: Command) -> set[str]:
    """Give the edges between languages: the kind, what they lead from and to, and how sure they are."""
    lines = cli("export", "--format", "jsonl").documents
    names = {line["id"]: f"{line['path']} {line['name']}" for line in lines if line["type"] == "node"}
    return {
        f"{line['kind']} {names[line['src']]}:{line['line']} -> {names[line['dst']]} {line['confidence']}"
        for line in lines
        if line["type"] == "edge" and line["method"] == "foreign"
    }


def test_what_languages_offer_each_other_is_linked_with_its_evidence(cli: Command, mixed: Path) -> None:
    cli("index", mixed)
    assert links(cli) == {
        # PyO3: the module, its functions, its classes; the stub beside it says the same
        f"imports python/mixed/__init__.py mixed:1 -> {COUNTER} RustCounter exact",
        f"imports python/mixed/__init__.py mixed:1 -> {NATIVE} add exact",
        f"imports {CALLS} calls:3 -> {NATIVE} _native exact",
        f"imports {CALLS} calls:4 -> {COUNTER} RustCounter exact",
        f"imports {CALLS} calls:4 -> {NATIVE} add exact",
        f"calls {CALLS} summed:10 -> {COUNTER} RustCounter exact",
        f"calls {CALLS} summed:10 -> {COUNTER} new exact",
        f"calls {CALLS} summed:11 -> {COUNTER} increase exact",
        f"references {CALLS} summed:12 -> {COUNTER} get_total exact",
        f"calls {CALLS} summed:13 -> {NATIVE} counted exact",
        f"calls {CALLS} summed:13 -> {COUNTER} increase exact",
        f"calls {CALLS} summed:14 -> {COUNTER} of exact",
        f"calls {CALLS} summed:14 -> {COUNTER} increase exact",
        f"calls {CALLS} summed:15 -> {NATIVE} add exact",
        f"calls {CALLS} doubtful:21 -> {COUNTER} RustCounter exact",
        f"calls {CALLS} doubtful:21 -> {COUNTER} new exact",
        # symbols of C
        f"calls {CALLS} summed:15 -> {SYMBOLS} mixed_sum inferred",
        f"calls {CALLS} go:29 -> {SYMBOLS} negate inferred",
        f"references other/src/lib.rs mixed_sum:2 -> {SYMBOLS} mixed_sum inferred",
        f"references other/src/lib.rs minus:4 -> {SYMBOLS} negate inferred",
        # Protobuf
        f"imports {SERVICE} service:1 -> {PROTO} greeter.proto inferred",
        f"implements {SERVICE} Greeter:4 -> {PROTO} Greeter inferred",
        f"overrides {SERVICE} SayHello:5 -> {PROTO} SayHello inferred",
        f"calls {SERVICE} SayHello:6 -> {PROTO} HelloReply inferred",
        f"calls {SERVICE} ask:10 -> {PROTO} Greeter inferred",
        f"calls {SERVICE} ask:11 -> {PROTO} SayHello inferred",
        f"calls {SERVICE} ask:11 -> {PROTO} HelloRequest inferred",
        f"implements server/src/lib.rs MyGreeter:14 -> {PROTO} Greeter inferred",
        f"overrides server/src/lib.rs say_hello:15 -> {PROTO} SayHello inferred",
    }


def test_what_is_not_proved_stays_open(cli: Command, mixed: Path) -> None:
    cli("index", mixed)
    lines = cli("export", "--format", "jsonl").documents
    told = {
        (line["path"], line["name"]): (line["state"], len(line["candidates"]))
        for line in lines
        if line["type"] == "reference"
    }
    # two definitions, of which the platform chooses
    assert told[CALLS, "mixed_twice"] == ("ambiguous", 2)
    assert told["other/src/lib.rs", "mixed_twice"] == ("ambiguous", 2)
    # of another library, or not shown to Python
    assert told[CALLS, "getpid"] == ("external", 0)
    assert told[CALLS, "hidden"] == ("unresolved", 0)
    assert ("other/src/lib.rs", "getpid") not in told


def test_callers_are_found_across_languages(cli: Command, mixed: Path) -> None:
    cli("index", mixed)
    found = cli("callers", "negate", "--json").document["found"]
    assert (CALLS, "foreign") in {(one["path"], one["method"]) for one in found}


EDITS = [
    (NATIVE, 'name = "fast_add", ', ""),
    (NATIVE, "#[pyfunction]\nfn counted", "fn counted"),
    (NATIVE, "fn _native(", "fn _other("),
    (NATIVE, "PyResult<counter::RustCounter>", "PyResult<u8>"),
    (COUNTER, 'name = "bump"', 'name = "bang"'),
    (COUNTER, '(name = "Counter")', ""),
    (COUNTER, '#[pyclass(name = "Counter")]\n', ""),
    (COUNTER, "#[pymethods]\n", ""),
    (COUNTER, "    #[new]\n", ""),
    (COUNTER, "self.count\n", "self.count + 1\n"),
    (SYMBOLS, "fn mixed_sum", "fn mixed_total"),
    (SYMBOLS, "#[cfg(windows)]\n#[no_mangle]\n", ""),
    (SYMBOLS, 'export_name = "mixed_neg"', 'export_name = "mixed_sum"'),
    ("other/src/lib.rs", "fn mixed_twice();", "fn mixed_free();"),
    ("other/src/lib.rs", "unsafe { mixed_sum(a, a) }", "\n    unsafe { mixed_sum(a, a) + 1 }"),
    ("server/src/lib.rs", "greeter_server::{Greeter", "greeting_server::{Greeter"),
    ("server/src/lib.rs", "todo!()", "todo!(1)"),
    (PROTO, "rpc SayHello", "rpc SayGoodbye"),
    (PROTO, "service Greeter", "service Host"),
    (PROTO, "message HelloReply", "message Reply"),
    (CALLS, "libmixed.so", "other.so"),
    (CALLS, "_lib.getpid()", "_lib.mixed_free(None)"),
    ("python/mixed/_native.pyi", "def fast_add", "def slow_add"),
]
FILES = (NATIVE, COUNTER, SYMBOLS, "other/src/lib.rs", PROTO, "python/mixed/_native.pyi", "native/Cargo.toml")
WORDS = ("greeter", "mixed", "bump")


@pytest.mark.parametrize("seed", range(2))
def test_invariant_04_holds_across_languages(tmp_path: Path, seed: int) -> None:
    """After any edits of both sides, files that go and come among them, the kept index equals one made anew."""
    chosen = random.Random(seed)  # noqa: S311 - no secret
    tree = tmp_path / "tree"
    shutil.copytree(FIXTURE, tree)
    steps = chosen.sample([*EDITS, *((path, "", "") for path in FILES)], 8)
    with KeptIndex(tree, tmp_path, WORDS) as index:
        index.update()
        for path, old, new in steps:
            file = tree / path
            if not old:
                file.unlink()
            elif file.exists():
                text = file.read_text("utf-8")
                # a second time it goes back
                file.write_text(
                    text.replace(old, new, 1) if old in text else text.replace(new, old, 1), encoding="utf-8"
                )
            index.update(chosen.choice(("run", "scan")))
            if not old:
                assert index.faults() == []
            if not old and chosen.random() < 0.7:
                shutil.copy(FIXTURE / path, file)
                index.update("scan")
        assert index.faults() == []


def test_what_a_function_gives_is_a_class_since_there_is_one(tmp_path: Path) -> None:
    """The file that asks knows nothing of the one that makes the type a class."""
    tree = tmp_path / "tree"
    shutil.copytree(FIXTURE, tree)
    text = (tree / COUNTER).read_text("utf-8")
    (tree / COUNTER).write_text(text.replace('#[pyclass(name = "Counter")]\n', ""), encoding="utf-8")
    (tree / CALLS).write_text("from mixed._native import counted\ncounted(1).bump()\n", encoding="utf-8")
    (tree / "python/mixed/_native.pyi").unlink()
    with KeptIndex(tree, tmp_path, WORDS) as index:
        index.update()
        (tree / COUNTER).write_text(text.replace('"Counter"', '"Tally"'), encoding="utf-8")
        assert CALLS in index.update("scan")
        assert index.faults() == []


def test_a_header_of_c_follows_what_rust_defines(tmp_path: Path) -> None:
    """As cbindgen writes one: it declares what a crate exports, and C calls that."""
    tree = tmp_path / "tree"
    tree.mkdir()
    exported = '#[no_mangle]\npub extern "C" fn kit_open(x: i32) -> i32 { x }\n'
    texts = {
        "lib.rs": exported,
        "kit.h": "int kit_open(int x);\n",
        "main.c": '#include "kit.h"\nint f(void) { return kit_open(1); }\n',
    }
    for name, text in texts.items():
        (tree / name).write_text(text, encoding="utf-8")
    with KeptIndex(tree, tmp_path, WORDS) as index:
        index.update()
        for text in (exported.replace("kit_open", "kit_close"), exported, ""):
            (tree / "lib.rs").write_text(text, encoding="utf-8")
            assert "main.c" in index.update("scan")
            assert index.faults() == []
        (tree / "kit.c").write_text("int kit_open(int x) { return x; }\n", encoding="utf-8")
        index.update("scan")
        assert index.faults() == []
